"""Words that tell of health, care or crime without a term for it: a small model that judges every word of a line.

It stands beside the term lists, as one more recognizer, and adds what they miss: "haalt elke vier weken zijn prik",
"was een half jaar weg". How it was trained, and how good it is: models/nl_gevoelig/README.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from verslagfilter import resources
from verslagfilter.hits import Hit
from verslagfilter.mentions import Category, Evidence
from verslagfilter.span import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

NAME = "nl_gevoelig"
NOTHING = "O"
"""The label of a word that tells nothing."""
WORD, SEVERAL, SINGLE = 0.4, 0.6, 0.8
"""The least chance that counts: of a word in a run, of the surest word in it, and of its only word of content.

A word alone is often a slip of the model, a run hardly ever: chosen on invented minutes, where it halved the false hits
at the same recall. A surest word of 0.6 costs no recall on the test lines and takes a tenth of the false alarms.
"""
_LINE = re.compile(r"[^\n]*\w[^\n]*")
_BATCH = 64
_STOPS = frozenset(",;:.!?()[]|/→")
_LOOSE = frozenset(
    {"aan", "bij", "de", "door", "een", "en", "het", "in", "met", "naar", "of", "om", "op", "over", "te", "tot", "uit"}
    | {"van", "voor", "niet", "nooit", "geen"}
)
"""Words that a hit does not end with: they belong to what comes next ("ivm drank | niet na twee uur langsgaan")."""
_GAP = 1
"""Words that may stand between two telling ones in one hit: "geen … meer"."""


@dataclass(frozen=True, slots=True)
class SensitiveModel:
    """The loaded model."""

    nlp: Language
    id: str
    """Name and version."""

    def hits(self, text: str) -> tuple[Hit, ...]:
        """The stretches of the text that tell something, line by line, in order."""
        lines = list(_LINE.finditer(text))
        found: list[Hit] = []
        for at in range(0, len(lines), _BATCH):
            some = lines[at : at + _BATCH]
            docs = [self.nlp.make_doc(line[0]) for line in some]
            for line, doc, chances in zip(some, docs, self._chances(docs), strict=True):
                found += self._in_line(doc, chances, line.start())
        return tuple(found)

    def _chances(self, docs: Sequence[Doc]) -> Sequence[Any]:
        """Per line an array of words x labels: the chance of each label."""
        chances: Sequence[Any] = self._tagger.model.predict(docs)
        return chances

    @property
    def _tagger(self) -> Any:
        return self.nlp.get_pipe("tagger")

    def _in_line(self, doc: Doc, chances: Any, offset: int) -> Iterator[Hit]:
        labels = self._tagger.labels
        nothing = labels.index(NOTHING)
        telling = 1 - chances[:, nothing]
        for at in _everyday(doc):
            telling[at] = 0
        stops = [token.text in _STOPS for token in doc]
        for start, end in _runs([float(chance) >= WORD for chance in telling], stops):
            best = float(telling[start:end].max())
            if not _counts(doc[start:end], best):
                continue
            summed = chances[start:end].sum(axis=0)
            summed[nothing] = 0
            sure = [at for at in range(start, end) if telling[at] >= best / 2]
            while len(sure) > 1 and doc[sure[-1]].lower_ in _LOOSE:
                sure.pop()
            first, last = doc[sure[0]], doc[sure[-1]]
            yield Hit(
                Span(offset + first.idx, offset + last.idx + len(last.text)), Category(labels[int(summed.argmax())]),
                NAME, round(best, 2), Evidence.MODEL, self.id,
            )  # fmt: skip


_EVERYDAY = (("op", "het", "hart"), ("met", "hart", "en"), ("aan", "de", "bel"), ("aan", "de", "hand"))
"""Fixed phrases with a word for a part of the body that say nothing of it: "drukt ons op het hart"."""


def _everyday(doc: Doc) -> Iterator[int]:
    """The words of the fixed phrases in a line."""
    low = [token.lower_ for token in doc]
    for at in range(len(low) - 2):
        if tuple(low[at : at + 3]) in _EVERYDAY:
            yield from range(at, at + 3)


def _counts(run: Iterable[Token], best: float) -> bool:
    """Whether a run says enough, and surely enough, to be a hit."""
    words = sum(map(_has_content, run))
    return words > 0 and best >= (SINGLE if words == 1 else SEVERAL)


def _has_content(token: Token) -> bool:
    """Whether a word means something by itself: no stop word, no number, not very short unless in capitals."""
    text = token.text
    if not any(char.isalpha() for char in text):
        return False
    return (len(text) > 3 and not token.is_stop) or (text.isupper() and len(text) > 1) or not text.isalpha()


def _runs(telling: Sequence[bool], stops: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Start and end of each run of telling words; small gaps are taken in, but none at a comma and the like."""
    start, last = None, -1
    for at, (tells, stop) in enumerate(zip(telling, stops, strict=True)):
        if start is not None and stop:
            yield start, last + 1
            start = None
        if not tells or stop:
            continue
        if start is not None and at - last > _GAP + 1:
            yield start, last + 1
            start = None
        start, last = at if start is None else start, at
    if start is not None:
        yield start, last + 1


@cache
def load() -> SensitiveModel:
    """The model that comes with the program.

    Raises:
        ConfigError: the installation is incomplete.
    """
    return load_from(resources.folder("models") / NAME)


def load_from(folder: Path) -> SensitiveModel:
    """The model in a folder."""
    import spacy

    nlp = spacy.load(folder)
    return SensitiveModel(nlp, f"{NAME}/{nlp.meta['version']}")
