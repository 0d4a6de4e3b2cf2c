"""The Dutch spaCy pipeline: loaded once, run over short stretches of a document."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from verslagfilter import resources
from verslagfilter.errors import ConfigError
from verslagfilter.settings import EMBEDDED
from verslagfilter.span import Span
from verslagfilter.structure import Minutes, Unit, UnitKind

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_BARE = "verslagfilter.BareTokenizer.v1"
_BATCH = 32
"""Stretches per batch: whole documents in large batches take gigabytes, single ones are slow."""
_KINDS = {"PER": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC"}
"""Labels that Dutch pipelines use for persons, organisations and places, and ours for the same."""
_PROBE = "Zij belt morgen de politie."
_NEEDED = {"POS": "woordsoorten", "MORPH": "vormen van werkwoorden", "LEMMA": "grondvormen", "DEP": "zinsontleding"}


@cache
def load(model: str = EMBEDDED) -> Language:
    """The Dutch pipeline of that name, ready to use.

    Raises:
        ConfigError: when it is not installed, does not load, or cannot do what the program needs.
    """
    _use_one_thread()
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    nlp = _loaded(model)
    if model != EMBEDDED and (missing := _missing(nlp)):
        raise ConfigError(f"Het taalmodel '{model}' kan niet wat nodig is: {missing}. Kies een ander model.")
    return nlp


def _use_one_thread() -> None:
    """Matrices of one line are small: threads that share them wait for each other, up to twenty times as long."""
    for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
        os.environ.setdefault(name, "1")  # read when numpy is imported, which is below


def _loaded(model: str) -> Language:
    import spacy

    try:
        return spacy.load(_path(model), config=_settings(model))
    except OSError:
        advice = (
            "Installeer verslagfilter opnieuw." if model == EMBEDDED else "Installeer het, of kies een ander model."
        )
        raise ConfigError(f"Het taalmodel '{model}' is niet gevonden. {advice}") from None
    except Exception:  # spaCy raises what its parts raise: a missing package, another version's config
        raise ConfigError(
            f"Het taalmodel '{model}' is niet te laden. Het is voor een andere versie van spaCy, of mist een pakket."
        ) from None


def _missing(nlp: Language) -> str:
    """What another pipeline than ours lacks, in Dutch; empty when it lacks nothing."""
    doc = nlp(_PROBE)
    lacks = [word for attribute, word in _NEEDED.items() if not doc.has_annotation(attribute)]
    if nlp.lang != "nl":
        lacks.append("Nederlands")
    if "zinsontleding" not in lacks and not any(token.dep_.startswith("nsubj") for token in doc):
        lacks.append("zinsontleding met de labels van Universal Dependencies")
    if not any(_KINDS.get(label) == "PER" for labels in nlp.pipe_labels.values() for label in labels):
        lacks.append("namen van personen")
    return ", ".join(lacks)


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


def stretches(parsed: Sequence[Parsed]) -> tuple[tuple[int, Doc], ...]:
    """Where each stretch starts in the text, and its parse: what recognizers with frames read."""
    return tuple((stretch.span.start, stretch.doc) for stretch in parsed)


def parse_lines(text: str, model: str = EMBEDDED) -> Iterator[tuple[int, Doc]]:
    """Every line that is not empty: where it starts in the text, and its parse."""
    starts = (match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", text))
    lines = [(start, text[start:end]) for start, end in starts]
    docs = load(model).pipe((line for _, line in lines), batch_size=_BATCH)
    yield from ((start, doc) for (start, _), doc in zip(lines, docs, strict=True))


def _stretches(unit: Unit) -> Iterator[tuple[Span, str | None]]:
    if unit.kind is UnitKind.ROW:
        yield from ((cell.span, cell.column) for cell in unit.cells)
    else:
        yield unit.body, None


def entities(doc: Doc, kind: str) -> Iterator[tuple[int, int]]:
    """Start and end, in characters of the stretch, of what the model takes for a name of that kind: PER, ORG or LOC."""
    yield from ((ent.start_char, ent.end_char) for ent in doc.ents if _KINDS.get(ent.label_) == kind)


def places(parsed: Sequence[Parsed]) -> Iterator[str]:
    """Names that the model takes for places."""
    for stretch in parsed:
        yield from (stretch.doc.text[start:end] for start, end in entities(stretch.doc, "LOC"))
