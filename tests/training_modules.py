"""The modules of models/training, which are no package: imported for a test, and forgotten after it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType

TRAINING = Path(__file__).parents[1] / "models" / "training"


@contextmanager
def training_module(name: str) -> Iterator[ModuleType]:
    """One of them, while it can import the others."""
    sys.path.insert(0, str(TRAINING))
    try:
        sys.modules.pop(name, None)
        yield import_module(name)
    finally:
        sys.path.remove(str(TRAINING))
        sys.modules.pop(name, None)
