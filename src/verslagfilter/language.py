"""The Dutch spaCy pipeline: loaded once, run over short stretches of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from verslagfilter import resources
from verslagfilter.errors import ConfigError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

EMBEDDED = "nl_verslag"
_NEEDED = frozenset({"parser", "ner"})
_BATCH = 32
"""Stretches per batch: whole documents in large batches take gigabytes, single ones are slow."""


@cache
def load(model: str = EMBEDDED) -> Language:
    """The Dutch pipeline of that name, ready to use.

    Raises:
        ConfigError: when it is not installed, or cannot do what the program needs.
    """
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    import spacy

    try:
        nlp = spacy.load(_path(model))
    except OSError:
        raise ConfigError(f"Het taalmodel '{model}' is niet gevonden. Installeer verslagfilter opnieuw.") from None
    missing = _NEEDED - set(nlp.pipe_names)
    if nlp.lang != "nl" or missing:
        raise ConfigError(f"Het taalmodel '{model}' kan niet wat nodig is: Nederlands, met parser en namen.")
    return nlp


def _path(model: str) -> str | Path:
    return resources.folder("models") / EMBEDDED if model == EMBEDDED else model


def parse(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """Each text as a spaCy Doc, in the same order."""
    return nlp.pipe(texts, batch_size=_BATCH)
