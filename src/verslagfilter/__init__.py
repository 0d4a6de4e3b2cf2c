"""Gives each party of a case conference its own minutes, with only what that party may keep.

`load()` reads the Dutch pipeline and the recognizers, once; `split("verslag.docx", engine=...)` gives a Result, in
which `extracts["woningcorporatie"]` is what that party gets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from verslagfilter.errors import VerslagfilterError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from verslagfilter.extracts import Extract, Result
    from verslagfilter.pipeline import Engine

__all__ = ["Extract", "VerslagfilterError", "__version__", "load", "split"]


def load(*, model: str | None = None) -> Engine:
    """Load the Dutch pipeline and the recognizers: once, for any number of documents.

    Args:
        model: an installed spaCy pipeline for Dutch; None: what is set on this machine, else the one that comes along.

    Raises:
        VerslagfilterError: it is not there, or cannot do what is needed.
    """
    from verslagfilter import pipeline, settings

    return pipeline.load_engine(settings.settle(model=model))


def split(
    path: str | Path,
    *,
    case: str | Path | None = None,
    recipients: Sequence[str] | None = None,
    strict: bool = False,
    today: date | None = None,
    engine: Engine | None = None,
) -> Result:
    """Split one file of minutes; nothing is written.

    Args:
        path: the minutes.
        case: the casus file (YAML); None: no consents, releases or decisions are known.
        recipients: keys or aliases; None: all that take part, else all known ones.
        strict: presume nothing.
        today: the day on which consents must hold; None: the present day.
        engine: what `load` gave; None: load one for this call.

    Raises:
        VerslagfilterError: one of its subclasses, with a Dutch message.
    """
    from datetime import date as calendar
    from pathlib import Path

    from verslagfilter import casus, formats, pipeline

    chosen = None if recipients is None else tuple(casus.recipient_key(name) for name in recipients)
    return pipeline.split_document(
        engine or load(),
        formats.read(Path(path)),
        casus=casus.load(Path(case)) if case else None,
        recipients=chosen,
        strict=strict,
        today=today or calendar.today(),
    )


def __getattr__(name: str) -> Any:
    if name == "Extract":
        from verslagfilter.extracts import Extract

        return Extract
    if name == "__version__":
        from verslagfilter.version import version

        return version()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
