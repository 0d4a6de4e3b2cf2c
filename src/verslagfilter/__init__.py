"""Gives each party of a case conference its own minutes, with only what that party may keep.

`load()` reads the Dutch pipeline and the recognizers, once; `split("verslag.docx", engine=...)` gives a Result, in
which `extracts["woningcorporatie"]` is what that party gets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from verslagfilter.errors import InputError, VerslagfilterError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from verslagfilter.extracts import Extract, Result
    from verslagfilter.pipeline import Engine

__all__ = ["Extract", "VerslagfilterError", "__version__", "load", "split", "split_all"]


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

    A mail can hold several, and a meeting can discuss several cases: `split_all` gives one Result for each.

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
    results = split_all(path, case=case, recipients=recipients, strict=strict, today=today, engine=engine)
    if len(results) > 1:
        raise InputError("In dit bestand zitten meer verslagen of casussen. Gebruik split_all, of bewaar ze apart.")
    return results[0]


def split_all(
    path: str | Path,
    *,
    case: str | Path | None = None,
    recipients: Sequence[str] | None = None,
    strict: bool = False,
    today: date | None = None,
    engine: Engine | None = None,
) -> tuple[Result, ...]:
    """Split every text in a file, one for each casus; a mail holds its message and each attachment that is a document.

    Arguments and errors as of `split`.
    """
    from datetime import date as calendar
    from pathlib import Path

    from verslagfilter import cases, casus, formats, pipeline

    chosen = None if recipients is None else tuple(casus.recipient_key(name) for name in recipients)
    stated = casus.load(Path(case)) if case else None
    loaded = engine or load()
    return tuple(
        pipeline.split_document(
            loaded, part, casus=stated, recipients=chosen, strict=strict, today=today or calendar.today()
        )
        for document in formats.read_all(Path(path))
        for part in cases.separate(document)
    )


def __getattr__(name: str) -> Any:
    if name == "Extract":
        from verslagfilter.extracts import Extract

        return Extract
    if name == "__version__":
        from verslagfilter.version import version

        return version()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
