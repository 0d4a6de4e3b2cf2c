"""Recognizers in Python that an installed package brings, for what a list of terms and patterns cannot say.

A package names them in the entry point group "verslagfilter.recognizers"; each entry point is a PythonRecognizer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from verslagfilter.errors import ConfigError
from verslagfilter.hits import Hit
from verslagfilter.mentions import Category, Evidence
from verslagfilter.span import Span
from verslagfilter.specs import LEAST, marked

GROUP = "verslagfilter.recognizers"


@dataclass(frozen=True, slots=True)
class PythonRecognizer:
    """One recognizer: a function, and what everybody may know of it."""

    name: str
    category: Category
    what: str
    """Dutch: what it finds."""
    source: str
    """Where its rule comes from."""
    licence: str
    owner: str
    find: Callable[[str], Iterable[tuple[int, int]]]
    """Start and end, in code points, of everything that it finds in a text."""
    examples: tuple[str, ...]
    """Sentences with marks, as in examples.md: "Nummer [4539](GEZONDHEID)."; those without are false friends."""
    score: float = 0.8

    def hits(self, text: str) -> tuple[Hit, ...]:
        """What it finds in a text.

        Raises:
            ConfigError: the function failed, or gave a place that is not in the text; none of its words are told.
        """
        try:
            spans = [Span(start, end) for start, end in self.find(text)]
            if any(span.end > len(text) for span in spans):
                raise ValueError
        except Exception:
            raise ConfigError(f"De herkenner '{self.name}' werkt niet goed. Vraag {self.owner} om hulp.") from None
        return tuple(Hit(span, self.category, self.name, self.score, Evidence.PATTERN, "python") for span in spans)


@cache
def load_plugins() -> tuple[PythonRecognizer, ...]:
    """The recognizers of all installed packages, by name.

    Raises:
        ConfigError: one of them cannot be loaded, has too few examples, or does not do what its examples say.
    """
    found = sorted(entry_points(group=GROUP), key=lambda point: point.name)
    return tuple(_checked(point) for point in found)


def _checked(point: EntryPoint) -> PythonRecognizer:
    try:
        made = point.load()
    except Exception:
        # Whatever its module raises on import: it is not ours, and its words may be anything.
        raise ConfigError(f"De herkenner '{point.name}' is niet te laden. Installeer het pakket opnieuw.") from None
    if not isinstance(made, PythonRecognizer) or made.name != point.name:
        raise ConfigError(f"De herkenner '{point.name}' is geen PythonRecognizer met die naam. Kijk het pakket na.")
    check(made)
    return made


def check(recognizer: PythonRecognizer) -> None:
    """Whether it does what its examples say.

    Raises:
        ConfigError: it does not, or there are fewer than three of a kind.
    """
    read = [marked(line, recognizer.name, number) for number, line in enumerate(recognizer.examples, start=1)]
    positive = sum(bool(example.marks) for example in read)
    if positive < LEAST or len(read) - positive < LEAST:
        raise ConfigError(
            f"De herkenner '{recognizer.name}' heeft te weinig voorbeelden. Geef er drie met en drie zonder vondst."
        )
    for example in read:
        spans = {(hit.span, hit.category) for hit in recognizer.hits(example.text)}
        if spans != set(example.marks):
            raise ConfigError(
                f"De herkenner '{recognizer.name}' vindt in voorbeeld {example.line} iets anders dan er staat."
            )
