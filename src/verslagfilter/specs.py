"""A folder of recognizers/ to a RecognizerSpec: read, checked, and refused with one clear sentence."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from verslagfilter.errors import ConfigError
from verslagfilter.mentions import Category
from verslagfilter.span import Span
from verslagfilter.yamlfile import Located, read_yaml

_Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
_FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.\-]*$")]
_Sentence = Annotated[str, StringConstraints(min_length=3, strip_whitespace=True)]
_Score = Annotated[float, Field(gt=0, le=1)]
_SHARED_EXCEPTIONS = "_exceptions.txt"
_EXAMPLE = re.compile(r"\[([^\[\]]+)\]\(([A-Z_]+)\)")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, use_attribute_docstrings=True)


class TermList(_Strict):
    """A list of terms and how they count."""

    file: _FileName
    case: bool = False
    """Every capital of a term must be a capital in the text."""
    inflect: bool = True
    compounds: bool = True
    typos: bool = False
    context: tuple[str, ...] = ()
    """Words of which one must stand near; "*" at the end: any word that starts so."""
    within: int = Field(default=8, ge=1, le=100)
    """How many words away a context word may stand; the same line always counts."""
    not_after: tuple[str, ...] = ()
    not_before: tuple[str, ...] = ()
    category: Category | None = None
    tags: tuple[_Name, ...] = ()
    party: _Name | None = None
    score: _Score = 0.9


class Pattern(_Strict):
    """A regular expression (RE2) over the normalised text."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_\-]*$")]
    regex: Annotated[str, StringConstraints(min_length=2)]
    group: int = Field(default=0, ge=0)
    """The group that is the mention; 0: the whole match."""
    category: Category | None = None
    tags: tuple[_Name, ...] = ()
    party: _Name | None = None
    score: _Score = 0.85
    case: bool = False
    """Match on the text with its capitals."""


class Frame(_Strict):
    """A verb and what must hang on it in the parse of the sentence, in whatever order the words stand."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_\-]*$")]
    verb: Annotated[tuple[str, ...], Field(min_length=1)]
    """Infinitives of which one must be met, in any form."""
    needs: Annotated[tuple[Annotated[tuple[str, ...], Field(min_length=1)], ...], Field(min_length=1, max_length=3)]
    """Groups of words; of each group one must hang on the verb, as it is written or in another form."""
    named: bool = False
    """Whether a subject must be there: "hij is opgenomen", not "in het contract is opgenomen dat …"."""
    category: Category | None = None
    tags: tuple[_Name, ...] = ()
    score: _Score = 0.75


class RecognizerFile(_Strict):
    """What a person writes in recognizer.yaml."""

    name: _Name
    category: Category
    what: _Sentence
    source: _Sentence
    licence: _Sentence
    date: datetime.date
    owner: _Sentence
    lists: tuple[TermList, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    frames: tuple[Frame, ...] = ()
    check: Literal["bsn", "iban"] | None = None
    """Named check that each pattern hit must pass."""
    exceptions: _FileName | None = None
    examples: _FileName | None = None


class Term(NamedTuple):
    """One line of a term list."""

    text: str
    line: int


def schema() -> dict[str, Any]:
    """JSON Schema of recognizer.yaml, which editors complete by; it ships as recognizers/_schema.json."""
    return RecognizerFile.model_json_schema()


class RecognizerSpec(RecognizerFile):
    """A recognizer with the content of its files."""

    folder: Path
    terms: tuple[tuple[Term, ...], ...]
    """Per entry of lists."""
    phrases: tuple[Term, ...]
    """Exceptions: in these nothing of the recognizer counts."""

    @property
    def categories(self) -> tuple[Category, ...]:
        """Every category that it can give, in order."""
        own = {each.category for entries in (self.lists, self.patterns, self.frames) for each in entries}
        return tuple(sorted({category or self.category for category in own}))


LEAST = 3
"""Positive examples, and false friends, that a recognizer needs."""


class Example(NamedTuple):
    """One line of examples.md: the plain sentence, and what must be found in it."""

    text: str
    marks: tuple[tuple[Span, Category], ...]
    line: int


def load_specs(folder: Path) -> tuple[RecognizerSpec, ...]:
    """Every recognizer in the folder, by name; folders that start with "_" or "." are left out.

    Raises:
        ConfigError: when one of them is not valid; names file, line, key and what is expected.
    """
    homes = sorted(path for path in folder.iterdir() if path.is_dir() and path.name[0] not in "_.")
    return tuple(load_spec(home) for home in homes)


def load_spec(home: Path) -> RecognizerSpec:
    """The recognizer in this folder.

    Raises:
        ConfigError: when it is not valid.
    """
    source = read_yaml(home / "recognizer.yaml")
    written = _validated(source)
    _check(source, written)
    return RecognizerSpec(
        **{key: getattr(written, key) for key in RecognizerFile.model_fields},
        folder=home,
        terms=tuple(_terms(home / each.file) for each in written.lists),
        phrases=_terms(home / written.exceptions, may_be_empty=True) if written.exceptions else (),
    )


def shared_exceptions(folder: Path) -> tuple[Term, ...]:
    """The everyday phrases that hold for every recognizer of health and crime, if the folder has them."""
    path = folder / _SHARED_EXCEPTIONS
    return _terms(path, may_be_empty=True) if path.is_file() else ()


def load_examples(spec: RecognizerSpec) -> tuple[Example, ...]:
    """The sentences of its examples file.

    Raises:
        ConfigError: when a mark names an unknown category.
    """
    if spec.examples is None:
        return ()
    return read_marked(spec.folder / spec.examples)


def read_marked(path: Path) -> tuple[Example, ...]:
    """The sentences with marks of a text file; empty lines and lines that start with "#" are left out.

    Raises:
        ConfigError: when the file cannot be read, or a mark names an unknown category.
    """
    lines = enumerate(_lines(path), start=1)
    return tuple(marked(line, path, number) for number, line in lines if line.strip() and not line.startswith("#"))


def marked(line: str, home: Path | str, number: int) -> Example:
    """A sentence with marks, taken apart: "De [huisarts](BEHANDELAAR) belt.".

    Args:
        line: the sentence.
        home: of which file or recognizer it is, to tell who made a mistake.
        number: which line of it.

    Raises:
        ConfigError: a mark names an unknown category.
    """
    text, marks, at = "", [], 0
    for found in _EXAMPLE.finditer(line):
        text += line[at : found.start()]
        if found[2] not in Category.__members__:
            raise ConfigError(f"{home}, regel {number}: '{found[2]}' is geen categorie. Kies uit: {_categories()}.")
        marks.append((Span(len(text), len(text) + len(found[1])), Category(found[2])))
        text, at = text + found[1], found.end()
    return Example((text + line[at:]).strip(), tuple(marks), number)


def _validated(source: Located) -> RecognizerFile:
    """The content checked against the schema; the first thing wrong is told with its place."""
    try:
        return RecognizerFile.model_validate(source.data)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        raise source.error(first["loc"], _expected(first["type"], first.get("ctx", {}))) from None


def _expected(kind: str, context: dict[str, Any]) -> str:
    """What a person should write instead, in Dutch."""
    if kind in {"enum", "literal_error"}:
        return f"kies uit {context['expected'].replace(' or ', ', ')}"
    return {
        "missing": "deze sleutel ontbreekt, vul hem in",
        "extra_forbidden": "deze sleutel bestaat niet, haal hem weg of verbeter de spelling",
        "bool_parsing": "schrijf true of false", "bool_type": "schrijf true of false",
        "string_type": "schrijf hier tekst", "string_too_short": "schrijf hier tekst",
        "string_pattern_mismatch": "gebruik alleen letters, cijfers en '_' (in een bestandsnaam ook '.' en '-')",
        "date_from_datetime_parsing": "schrijf een datum als 2026-11-23",
        "tuple_type": "schrijf hier een lijst", "model_type": "schrijf hier sleutels met een waarde",
        "greater_than": f"schrijf een getal boven {context.get('gt')}",
        "greater_than_equal": f"schrijf een getal vanaf {context.get('ge')}",
        "less_than_equal": f"schrijf een getal tot en met {context.get('le')}",
    }.get(kind, "schrijf hier een geldige waarde")  # fmt: skip


def _check(source: Located, written: RecognizerFile) -> None:
    """What the schema cannot say."""
    if written.name != source.path.parent.name:
        raise source.error(("name",), f"schrijf de naam van de map: {source.path.parent.name}")
    if not (written.lists or written.patterns or written.frames):
        raise source.error((), "geef ten minste één lijst (lists), patroon (patterns) of raam (frames)")
    _check_unique(source, "lists", "file", [each.file for each in written.lists])
    _check_unique(source, "patterns", "id", [each.id for each in written.patterns])
    _check_unique(source, "frames", "id", [each.id for each in written.frames])
    for index, pattern in enumerate(written.patterns):
        _check_regex(source, index, pattern)
    for key in ("exceptions", "examples"):
        name = getattr(written, key)
        if name and not (source.path.parent / name).is_file():
            raise source.error((key,), f"het bestand '{name}' ontbreekt in de map, voeg het toe")
    for index, each in enumerate(written.lists):
        if not (source.path.parent / each.file).is_file():
            raise source.error(("lists", index, "file"), f"het bestand '{each.file}' ontbreekt in de map, voeg het toe")


def _check_unique(source: Located, part: str, key: str, values: list[str]) -> None:
    """Refuses a value that comes twice."""
    for index, value in enumerate(values):
        if value in values[:index]:
            raise source.error((part, index, key), f"'{value}' staat er twee keer, maak er één van")


def _check_regex(source: Located, index: int, pattern: Pattern) -> None:
    """Refuses what RE2 cannot run in linear time, and a match of nothing."""
    place = ("patterns", index, "regex")
    try:
        compiled = compile_regex(pattern.regex)
    except ValueError as error:
        raise source.error(place, str(error)) from None
    if compiled.groups < pattern.group:
        raise source.error(("patterns", index, "group"), f"het patroon heeft maar {compiled.groups} groepen")
    if compiled.search("") is not None:
        raise source.error(place, "het patroon past ook op niets, maak het strenger")
    if not pattern.case and re.search(r"(?<!\\)[A-Z]", re.sub(r"\\(?:pL|p\{\w+\}|\w)|\(\?P<\w+>", "", pattern.regex)):
        raise source.error(place, "de tekst is hier in kleine letters: schrijf kleine letters of zet 'case: true'")


def compile_regex(regex: str) -> Any:
    """The pattern as an RE2 object.

    Raises:
        ValueError: with a Dutch sentence, when RE2 refuses it.
    """
    import re2  # here, so that a command that needs no recognizers does not load it

    options = re2.Options()
    options.log_errors = False  # RE2 would print the pattern on stderr
    try:
        return re2.compile(regex, options)
    except re2.error:
        if re.search(r"\(\?<?[=!]|\\[1-9]", regex):
            what = "vooruit- of terugkijken ('(?=', '(?!', '(?<') of een verwijzing ('\\1')"
            raise ValueError(f"{what} kan hier niet, schrijf het patroon anders") from None
        raise ValueError("dit patroon klopt niet, kijk naar haakjes en schuine strepen") from None


def _terms(path: Path, *, may_be_empty: bool = False) -> tuple[Term, ...]:
    """The terms of a list with their line numbers; "#" starts a remark.

    Raises:
        ConfigError: when there are none, or one has no letter or digit.
    """
    lines = ((line.split(" #")[0].strip(), number) for number, line in enumerate(_lines(path), start=1))
    terms = tuple(Term(text, number) for text, number in lines if text and not text.startswith("#"))
    for term in terms:
        if not any(char.isalnum() for char in term.text):
            raise ConfigError(f"{path}, regel {term.line}: hier staat geen letter of cijfer, schrijf een woord.")
    if not terms and not may_be_empty:
        raise ConfigError(f"{path}: de lijst is leeg, schrijf één woord of woordgroep per regel.")
    return terms


def _lines(path: Path) -> Iterable[str]:
    """The lines of a text file in UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: dit bestand is geen UTF-8, sla het op als UTF-8.") from None
    except OSError:
        raise ConfigError(f"{path}: dit bestand ontbreekt of is niet te lezen, zet het terug.") from None


def _categories() -> str:
    return ", ".join(Category)
