"""For whoever adds a recognizer: from a spreadsheet to a folder, and whether a folder does what its examples say."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from verslagfilter import recognizers
from verslagfilter.errors import ConfigError, InputError
from verslagfilter.mentions import Category
from verslagfilter.names import first_names
from verslagfilter.recognizers import Example, RecognizerSpec
from verslagfilter.span import Span
from verslagfilter.wordlist import is_known

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine

KINDS = (".txt", ".csv", ".xlsx")
_HEADINGS = frozenset({"term", "termen", "woord", "woorden", "naam", "namen", "omschrijving", "label"})
_GARBLED = re.compile("[\\ufffd\\x00-\\x08]|Ã[\\x80-\\xbf©«¨¶¯]|â€")
_SHORT = 7
_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Miss:
    """An example that does not come out as it is marked."""

    line: int
    text: str
    missed: tuple[str, ...]
    """Marked, and not found."""
    false: tuple[str, ...]
    """Found, and not marked."""


@dataclass(frozen=True, slots=True)
class Tested:
    """What the examples of one recognizer say."""

    name: str
    positive: int
    negative: int
    misses: tuple[Miss, ...]
    recall: float
    """Percentage of the marked stretches that are found exactly."""
    precision: float
    """Percentage of what is found that is marked."""

    @property
    def lacking(self) -> tuple[int, int]:
        """How many examples and false friends are still to be written."""
        return max(0, recognizers.LEAST - self.positive), max(0, recognizers.LEAST - self.negative)

    @property
    def passes(self) -> bool:
        """Whether it may be used."""
        return not self.misses and self.lacking == (0, 0)


def run_examples(spec: RecognizerSpec) -> Tested:
    """Every example of the recognizer, by that recognizer alone.

    Raises:
        ConfigError: an example names a category that does not exist.
    """
    examples = recognizers.load_examples(spec)
    analyzer = recognizers.build_analyzer([spec], plugins=()) if examples else None
    misses: list[Miss] = []
    marked = found = right = 0
    for example in examples:
        got = {(m.span, m.category) for m in recognizers.find(analyzer, example.text)} if analyzer else set()
        want = set(example.marks)
        marked, found, right = marked + len(want), found + len(got), right + len(want & got)
        if got != want:
            misses.append(Miss(example.line, example.text, _shown(example, want - got), _shown(example, got - want)))
    return Tested(
        spec.name,
        sum(bool(e.marks) for e in examples),
        sum(not e.marks for e in examples),
        tuple(misses),
        _share(right, marked),
        _share(right, found),
    )


@dataclass(frozen=True, slots=True)
class Sampled:
    """What one recognizer alone does with marked sentences."""

    sentences: int
    found: int
    """Stretches that it finds."""
    right: int
    """Of these, how many touch a mark of the same category."""
    reached: int
    """Marks of its categories that it touches."""
    marked: int
    """Marks of its categories."""


def score_samples(spec: RecognizerSpec, samples: Sequence[Example]) -> Sampled:
    """How a recognizer does on sentences that are not its own examples; without the other recognizers."""
    analyzer = recognizers.build_analyzer([spec], plugins=())
    found = right = reached = marked = 0
    for sample in samples:
        got = [(m.span, m.category) for m in recognizers.find(analyzer, sample.text)]
        want = [mark for mark in sample.marks if mark[1] in spec.categories]
        found, marked = found + len(got), marked + len(want)
        right += sum(any(_touch(one, mark) for mark in want) for one in got)
        reached += sum(any(_touch(mark, one) for one in got) for mark in want)
    return Sampled(len(samples), found, right, reached, marked)


def _touch(one: tuple[Span, Category], other: tuple[Span, Category]) -> bool:
    return one[1] is other[1] and one[0].start < other[0].end and other[0].start < one[0].end


def _shown(example: Example, marks: Iterable[tuple[Span, Category]]) -> tuple[str, ...]:
    return tuple(sorted(f"[{span.of(example.text)}]({category})" for span, category in marks))


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 100.0


@dataclass(frozen=True, slots=True)
class Report:
    """What is to be said of a list of terms before it is used."""

    terms: tuple[str, ...]
    """Each once, in the order of the list."""
    duplicates: tuple[str, ...]
    covered: tuple[tuple[str, str], ...]
    """Terms that another recognizer finds already, whole and in the same category, and which one."""
    ordinary: tuple[str, ...]
    """Short words that are in the dictionary, and first names: they would fire too often."""
    garbled: tuple[str, ...]
    """Terms that were saved in another encoding."""


def read_terms(path: Path) -> tuple[str, ...]:
    """The terms of a text file (one a line) or of the first column of a table, without heading and empty lines.

    Raises:
        InputError: the file is missing, of another kind, or damaged.
    """
    if path.suffix.lower() not in KINDS:
        raise InputError(
            f"Van '{path.name}' is geen termenlijst te maken. Geef een bestand dat eindigt op txt, csv of xlsx."
        )
    try:
        cells = _from_workbook(path) if path.suffix.lower() == ".xlsx" else _from_text(path)
    except OSError:
        raise InputError(f"Het bestand '{path}' is niet te lezen. Kijk of het bestaat.") from None
    terms = [" ".join(cell.split()) for cell in cells]
    terms = [term for term in terms if term and not term.startswith("#")]
    if terms and terms[0].lower() in _HEADINGS:
        terms = terms[1:]
    if not terms:
        raise InputError(f"In '{path.name}' staat geen enkele term. Zet één term per regel, of in de eerste kolom.")
    return tuple(terms)


def _from_text(path: Path) -> list[str]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")  # how Excel writes a csv on Windows
    if path.suffix.lower() == ".txt":
        return text.splitlines()
    try:
        dialect: type[csv.Dialect] | str = csv.Sniffer().sniff(text[:4096], delimiters=",;\t")
    except csv.Error:
        dialect = "excel"
    return [row[0] for row in csv.reader(io.StringIO(text), dialect) if row]


def _from_workbook(path: Path) -> list[str]:
    import zipfile

    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError):
        raise InputError(
            f"Het bestand '{path.name}' is geen goed Excel-bestand. Sla het opnieuw op als xlsx."
        ) from None
    rows = book.worksheets[0].iter_rows(max_col=1, values_only=True)
    return [str(row[0]) for row in rows if row and row[0] is not None]


def inspect(terms: Sequence[str], category: Category, analyzer: AnalyzerEngine) -> Report:
    """What stands in the way of using these terms.

    Args:
        terms: from read_terms().
        category: of the recognizer to come.
        analyzer: with the recognizers that there are already.
    """
    counts = Counter(term.lower() for term in terms)
    once = tuple({term.lower(): term for term in reversed(terms)}.values())[::-1]
    return Report(
        once,
        tuple(term for term in once if counts[term.lower()] > 1),
        tuple((term, by) for term in once if (by := _covering(term, category, analyzer))),
        tuple(term for term in once if _is_ordinary(term)),
        tuple(term for term in once if _GARBLED.search(term)),
    )


def _is_ordinary(term: str) -> bool:
    """Whether a term is a first name or a short word of the dictionary; long words are rare enough."""
    short = len(term) <= _SHORT and is_known(term.lower())
    return " " not in term and (short or term in first_names(sure=False))


def _covering(term: str, category: Category, analyzer: AnalyzerEngine) -> str | None:
    sentence = f"Het gaat om {term}."
    span = Span(12, 12 + len(term))
    found = recognizers.find(analyzer, sentence)
    return next((m.recognizer for m in found if m.category is category and m.span.contains(span)), None)


_FILE = """\
# yaml-language-server: $schema={schema}
# Een herkenner: welke woorden wat zeggen over wie. Controleer hem met: verslagfilter recognizers test

# De naam van deze map: kleine letters, cijfers en _.
name: {name}
# Wat een gevonden woord zegt. Kies uit: {categories}
category: {category}
# Eén zin: wat vindt deze herkenner, en waarom is dat gevoelig?
what: Vul in wat deze herkenner vindt, en waarom dat gevoelig is.
# Waar de termen vandaan komen, en onder welke licentie.
source: {source}
licence: Vul in onder welke licentie de termen staan.
# Wanneer de lijst is gemaakt, en wie hem bijhoudt.
date: {date}
owner: Vul in wie de lijst bijhoudt.

lists:
  - file: terms.txt
    # Elke hoofdletter van een term moet ook in de tekst een hoofdletter zijn.
    case: false
    # Ook meervoud en verbuiging.
    inflect: true
    # Ook als deel van een samenstelling.
    compounds: true
    # Ook met een tikfout; alleen voor lange, zeldzame woorden.
    typos: false
    # Woorden waarvan er één in de buurt moet staan; * aan het eind: elk woord dat zo begint. Leeg: altijd.
    context: []
    # Hoe zeker een treffer is, tot en met 1. Onder 0.5 is het een twijfel, die de secretaris te zien krijgt.
    score: 0.85

# Patronen (RE2) zijn er ook:
# patterns:
#   - {{id: kaartnummer, regex: '\\bkaartnummer \\d{{6}}\\b', score: 0.85}}
# En ramen: een werkwoord met de woorden die erbij horen, in welke volgorde ook ("vergeet alles", "alles vergeet").
# frames:
#   - {{id: vergeet, verb: [vergeten], needs: [[alles, afspraken]], score: 0.75}}

# Zinsdelen waarin een term iets anders betekent.
exceptions: exceptions.txt
# Zinnen met het goede antwoord.
examples: examples.md
"""
_EXAMPLES = """\
# Vermeldingen: ten minste drie zinnen, met haken om precies wat gevonden moet worden
{positive}
# Alledaags: ten minste drie zinnen met dezelfde of bijna dezelfde woorden, waarin niets gevonden mag worden
"""


def create(home: Path, category: Category, terms: Sequence[str], source: str, date: str, schema: str) -> None:
    """Make the folder of a new recognizer.

    Args:
        home: the folder, which must not exist; its name is the recognizer's.
        category: what its terms tell.
        terms: at least one.
        source: where they come from.
        date: of today, as 2026-11-23.
        schema: where an editor finds the schema, as seen from the folder.

    Raises:
        ConfigError: the folder exists, or its name cannot be a recognizer's.
    """
    if not _NAME.fullmatch(home.name):
        raise ConfigError(f"'{home.name}' kan geen naam zijn. Gebruik kleine letters, cijfers en _, zoals huisdieren.")
    if home.exists():
        raise ConfigError(f"De map '{home}' bestaat al. Kies een andere naam, of haal de map eerst weg.")
    kept = [term for term in terms if any(char.isalnum() for char in term)]
    positive = "\n".join(f"In het verslag staat [{term}]({category})." for term in kept[: recognizers.LEAST])
    files: Mapping[str, str] = {
        "recognizer.yaml": _FILE.format(
            name=home.name, category=category, categories=", ".join(Category), source=source, date=date, schema=schema
        ),
        "terms.txt": "\n".join(kept) + "\n",
        "exceptions.txt": "# Eén zinsdeel per regel\n",
        "examples.md": _EXAMPLES.format(positive=positive),
    }
    home.mkdir(parents=True)
    for name, text in files.items():
        (home / name).write_text(text, encoding="utf-8")
