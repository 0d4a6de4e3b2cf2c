"""The Dutch spaCy pipeline: loaded once, run over short stretches of a document."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from verslagfilter import resources
from verslagfilter.errors import ConfigError
from verslagfilter.span import Span
from verslagfilter.structure import Minutes, Unit, UnitKind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

EMBEDDED = "nl_verslag"
_BARE = "verslagfilter.BareTokenizer.v1"
_NEEDED = frozenset({"parser", "ner"})
_BATCH = 32
"""Stretches per batch: whole documents in large batches take gigabytes, single ones are slow."""


@cache
def load(model: str = EMBEDDED) -> Language:
    """The Dutch pipeline of that name, ready to use.

    Raises:
        ConfigError: when it is not installed, or cannot do what the program needs.
    """
    _use_one_thread()
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    import spacy

    try:
        nlp = spacy.load(_path(model), config=_settings(model))
    except OSError:
        raise ConfigError(f"Het taalmodel '{model}' is niet gevonden. Installeer verslagfilter opnieuw.") from None
    missing = _NEEDED - set(nlp.pipe_names)
    if nlp.lang != "nl" or missing:
        raise ConfigError(f"Het taalmodel '{model}' kan niet wat nodig is: Nederlands, met parser en namen.")
    return nlp


def _use_one_thread() -> None:
    """Matrices of one line are small: threads that share them wait for each other, up to twenty times as long."""
    for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
        os.environ.setdefault(name, "1")  # read when numpy is imported, which is below


def _settings(model: str) -> dict[str, str]:
    """For our own model, whose folder holds its tokenizer: not to fill one with the rules of the language first."""
    if model != EMBEDDED:
        return {}
    from spacy.tokenizer import Tokenizer
    from spacy.util import registry

    registry.tokenizers.register(_BARE, func=lambda: lambda nlp: Tokenizer(nlp.vocab))
    return {"nlp.tokenizer.@tokenizers": _BARE}


def _path(model: str) -> str | Path:
    return resources.folder("models") / EMBEDDED if model == EMBEDDED else model


@dataclass(frozen=True, slots=True)
class Parsed:
    """A stretch of minutes that was parsed on its own."""

    span: Span
    """In the text of the minutes; token offsets of doc count from its start."""
    unit: int
    """Number of the unit that it is part of."""
    column: str | None
    """For a table cell: the kind of column."""
    doc: Doc


def parse(nlp: Language, minutes: Minutes) -> tuple[Parsed, ...]:
    """Every unit without its bullet and label, every table cell on its own."""
    stretches = [(span, unit.number, column) for unit in minutes.units for span, column in _stretches(unit)]
    texts = (span.of(minutes.text).replace("\n", " ") for span, _, _ in stretches)
    docs = nlp.pipe(texts, batch_size=_BATCH)
    return tuple(Parsed(*stretch, doc) for stretch, doc in zip(stretches, docs, strict=True))


def _stretches(unit: Unit) -> Iterator[tuple[Span, str | None]]:
    if unit.kind is UnitKind.ROW:
        yield from ((cell.span, cell.column) for cell in unit.cells)
    else:
        yield unit.body, None


def places(parsed: Sequence[Parsed]) -> Iterator[str]:
    """Names that the model takes for places."""
    for stretch in parsed:
        yield from (ent.text for ent in stretch.doc.ents if ent.label_ in ("LOC", "GPE"))
