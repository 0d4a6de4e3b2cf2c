"""Folders to specs, terms and patterns to hits, and Presidio around them."""

from __future__ import annotations

import logging
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from presidio_analyzer import AnalyzerEngine, EntityRecognizer, Pattern, PatternRecognizer, RecognizerResult
from presidio_analyzer.recognizer_registry import RecognizerRegistry
from presidio_anonymizer import AnonymizerEngine
from presidio_anonymizer.entities import OperatorConfig
from presidio_anonymizer.entities import RecognizerResult as AnonymizerResult

from verslagfilter.analyzer import HitResult, LineNlpEngine, NoEnhancer
from verslagfilter.compounds import is_compound
from verslagfilter.errors import ConfigError
from verslagfilter.hits import Hit, Ranges
from verslagfilter.inflection import all_forms, changed_stems
from verslagfilter.matching import Matcher
from verslagfilter.mentions import Category, Evidence, Mention
from verslagfilter.recognizers import build_analyzer, find, load_examples, load_specs, shared_exceptions
from verslagfilter.span import Span
from verslagfilter.specs import RecognizerSpec

FOLDER = Path(__file__).parent / "fixtures" / "recognizers"


@pytest.fixture(scope="module")
def specs() -> tuple[RecognizerSpec, ...]:
    return load_specs(FOLDER)


@pytest.fixture(scope="module")
def analyzer(specs: tuple[RecognizerSpec, ...]) -> AnalyzerEngine:
    return build_analyzer(specs)


def found(analyzer: AnalyzerEngine, text: str) -> list[str]:
    return [mention.span.of(text) for mention in find(analyzer, text)]


# --- what is found -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # forms
        ("Een pil, twee pillen, een pilletje.", ["pil", "pillen", "pilletje"]),
        ("Schizofrene man, twee psychoses.", ["Schizofrene", "psychoses"]),
        ("Zijn behandelaren en behandelaars.", ["behandelaren", "behandelaars"]),
        ("De slaven van toen.", ["slaven"]),
        ("LVB'er", ["LVB'er"]),
        # compounds
        ("Depotweigering en angstklachten.", ["Depotweigering", "angstklachten"]),
        ("Hoofdbehandelaar; regiebehandelaren.", ["Hoofdbehandelaar", "regiebehandelaren"]),
        ("een LVB-verleden", ["LVB-verleden"]),
        ("borderlineproblematiek", ["borderlineproblematiek"]),
        ("ggzplek, GGZ plek", ["ggzplek", "GGZ plek"]),
        # by accident
        ("Goede manieren, in de lvbx, opiumschuur, deponeren.", []),
        ("Hij is angstvallig stil.", []),
        # longest of one category
        ("De borderline stoornis.", ["borderline stoornis"]),
        # disguises
        ("psy\u00adcho\u200bse PSYCHOSE", ["psy\u00adcho\u200bse", "PSYCHOSE"]),
        ("рsусhоsе psycho-\nse", ["рsусhоsе", "psycho-\nse"]),
        ("(psychose)/psychose2", ["psychose", "psychose"]),
        # misspelt
        ("Krijgt methadom.", ["methadom"]),
        ("Een behandelar.", ["behandelar"]),
        # everyday phrases
        ("De opname van de meterstand.", []),
        ("Opnames van de meterstanden; opname van alle oude meters.", []),
        ("Zijn opname. Van de meterstand weet ik niets.", ["opname"]),
        ("Een opname van een week.", ["opname"]),
        ("Het bouwdepot, twee bouwdepots.", []),
        ("Een opname in de krant.", []),
        # capitals
        ("Het ACT-team en de PI, maar niet act of pi.", ["ACT-team", "PI"]),
        ("twee SPV'ers", ["SPV'ers"]),
        ("code E33, geen e33", ["E33"]),
        # context
        ("Hij is in behandeling bij Prisma.", ["Prisma"]),
        ("Sinds mei in zorg bij Prisma.", ["Prisma"]),
        ("Prisma is een flat.\nZijn behandelaar belt.", ["behandelaar"]),
        ("Prisma\nbehandeling", ["Prisma"]),
        ("Na behandeling cursus Prisma.", []),
        ("Behandeling: Prisma bewoners.", []),
        ("In behandeling bij Prisma-lezers.", []),
        # patterns and checks
        ("Hij is weer binnen geweest.", ["binnen"]),
        ("BSN 123456782 en 123456789.", ["123456782"]),
        ("BSN 123.456.782", ["123.456.782"]),
        ("", []),
        ("→ weer binnen geweest ← ЖЖ ψ psychose", ["binnen", "psychose"]),
        ("😀 De psychose 😀 cafe\u0301 psychose", ["psychose", "psychose"]),
    ],
)  # fmt: skip
def test_what_is_found(analyzer: AnalyzerEngine, text: str, expected: list[str]) -> None:
    assert found(analyzer, text) == expected


def test_a_mention_says_why_without_text(analyzer: AnalyzerEngine) -> None:
    (mention,) = find(analyzer, "In behandeling bij Prisma.")
    assert mention.category is Category.BEHANDELAAR
    assert mention.recognizer == "team"
    assert mention.why.id == "team/ambigu.txt:1"
    assert mention.why.context == ("behandel*",)
    assert mention.why.evidence is Evidence.TERM
    assert mention.score == 0.7
    (depot,) = find(analyzer, "depot")
    assert depot.why.id == "stof/terms.txt:2"
    assert depot.tags == {"middel"}
    (team,) = find(analyzer, "ACT")
    assert team.party == "ggz"


def test_a_misspelt_word_is_less_sure(analyzer: AnalyzerEngine) -> None:
    (mention,) = find(analyzer, "methadom")
    assert mention.why.id == "stof/terms.txt:3~"
    assert mention.score == 0.6


def test_patterns_keep_their_doubt(analyzer: AnalyzerEngine) -> None:
    (mention,) = find(analyzer, "weer binnen geweest")
    assert mention.is_doubt
    assert mention.why.evidence is Evidence.PATTERN
    assert mention.why.id == "stof/weer-binnen"


def test_shared_phrases_hold_for_health_and_crime_only() -> None:
    assert [term.text for term in shared_exceptions(FOLDER)] == ["opname in de krant"]
    assert shared_exceptions(FOLDER / "stof") == ()


@pytest.mark.parametrize("cut", range(1, 8))
def test_a_term_broken_at_a_line_end_is_found(analyzer: AnalyzerEngine, cut: int) -> None:
    text = f"De {'psychose'[:cut]}-\n{'psychose'[cut:]} dus"
    assert len(found(analyzer, text)) == 1


def test_the_last_text_is_read_once(specs: tuple[RecognizerSpec, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    matcher = Matcher(specs)
    seen: list[str] = []
    read = matcher._read
    monkeypatch.setattr(matcher, "_read", lambda text: seen.append(text) or read(text))
    for text in ("psychose", "psychose", "depot", "psychose"):
        matcher.hits(text)
    assert seen == ["psychose", "depot", "psychose"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(["psychose", "depot", "De", "opname", "van de meterstand", ".", "Prisma", "in zorg"])))
def test_hits_lie_in_the_text_and_are_always_the_same(words: list[str]) -> None:
    text = " ".join(words)
    matcher = Matcher(load_specs(FOLDER))
    hits = [hit for each in matcher.hits(text).values() for hit in each]
    assert all(hit.span.end <= len(text) for hit in hits)
    assert [hit for each in Matcher(load_specs(FOLDER)).hits(text).values() for hit in each] == hits


def test_long_odd_texts_take_linear_time(specs: tuple[RecognizerSpec, ...]) -> None:
    matcher = Matcher(specs)
    for piece in ("psychose", "psychose-", "psychose ", "opname van de meterstand ", "in zorg Prisma ", "SPV'er's"):
        assert matcher.hits(piece * (100_000 // len(piece))) is not None


# --- the rules of Dutch ------------------------------------------------------------------------------------------


def test_forms() -> None:
    assert changed_stems("pil") == ("pill",)
    assert changed_stems("schizofreen") == ("schizofren",)
    assert changed_stems("slaaf") == ("slav",)
    assert changed_stems("kliniek") == ()
    assert {"stoornissen", "stoornis"} <= all_forms("stoornis")
    assert "mogelijkheden" in all_forms("mogelijkheid")


@pytest.mark.parametrize(
    ("left", "term", "right", "expected"),
    [
        ("", "depot", "weigering", True),
        ("", "verslaving", "szorg", True),
        ("alcohol", "verslaving", "", True),
        ("ex", "verslaafde", "", True),
        ("", "manie", "ren", False),
        ("", "angst", "vallig", False),
        ("", "gebruik", "elijk", False),
        ("", "angst", "", False),
        ("be", "dwang", "", False),
    ],
)
def test_compounds(left: str, term: str, right: str, expected: bool) -> None:
    assert is_compound(left, term, right) is expected


def test_ranges() -> None:
    ranges = Ranges([(5, 9), (0, 20), (30, 31)])
    assert ranges.hold(6, 12)
    assert not ranges.hold(6, 21)
    assert not Ranges([]).hold(0, 1)


# --- reading a folder --------------------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path) -> Path:
    shutil.copytree(FOLDER / "stof", tmp_path / "stof")
    return tmp_path / "stof"


def change(home: Path, old: str, new: str) -> None:
    path = home / "recognizer.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("name: stof", "name: iets", r"regel 1, sleutel 'name': schrijf de naam van de map: stof"),
        ("category: GEZONDHEID", "category: ZIEK", r"regel 2, sleutel 'category': kies uit .*GEZONDHEID"),
        ("category: GEZONDHEID", "categorie: GEZONDHEID", r"sleutel 'category': deze sleutel ontbreekt"),
        ("owner: verslagfilter", "owner: verslagfilter\nkleur: rood", r"regel 8, sleutel 'kleur': deze sleutel"),
        ("owner: verslagfilter", "owner: a\nowner: bcd", r"regel 8: een sleutel staat er twee keer"),
        ("file: terms.txt", "file: weg.txt", r"regel 9, sleutel 'lists.1.file': het bestand 'weg.txt' ontbreekt"),
        ("file: terms.txt", "file: ../terms.txt", r"regel 9, sleutel 'lists.1.file': gebruik alleen letters"),
        ("file: terms.txt", "file: diagnose.txt", r"'diagnose.txt' staat er twee keer"),
        ("typos: true", "typos: misschien", r"regel 10, sleutel 'lists.1.typos': schrijf true of false"),
        ("score: 0.8", "score: 2", r"regel 14, sleutel 'lists.2.score': schrijf een getal tot en met 1"),
        ("score: 0.8", "score: 0", r"schrijf een getal boven 0"),
        ("category: DIAGNOSE", "category: ZIEK", r"sleutel 'lists.2.category': kies uit"),
        (r"\bweer (binnen) geweest\b", r"(?<=weer )binnen", r"regel 17, sleutel 'patterns.1.regex': .*kan hier niet"),
        (r"\bweer (binnen) geweest\b", r"(a)\1", r"verwijzing .* kan hier niet"),
        (r"\bweer (binnen) geweest\b", r"\bweer (binnen", r"dit patroon klopt niet"),
        (r"\bweer (binnen) geweest\b", r"(binnen)*", r"het patroon past ook op niets"),
        (r"\bweer (binnen) geweest\b", r"\bWeer (binnen)", r"schrijf kleine letters of zet 'case: true'"),
        ("group: 1", "group: 2", r"regel 18, sleutel 'patterns.1.group': het patroon heeft maar 1 groepen"),
        ("exceptions: exceptions.txt", "exceptions: weg.txt", r"het bestand 'weg.txt' ontbreekt"),
        ("date: 2026-11-23", "date: gisteren", r"regel 6, sleutel 'date'"),
        ("source: eigen samenstelling", "source: [a", r"dit is geen geldige YAML"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_its_place(home: Path, old: str, new: str, said: str) -> None:
    change(home, old, new)
    with pytest.raises(ConfigError, match=said) as caught:
        load_specs(home.parent)
    assert "recognizer.yaml" in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("terms.txt", b"# niets\n", "de lijst is leeg"),
        ("terms.txt", b"pil\n---\n", "regel 2: hier staat geen letter"),
        ("terms.txt", b"caf\xe9\n", "UTF-8"),
        ("recognizer.yaml", b"caf\xe9", "UTF-8"),
        ("recognizer.yaml", b"- a\n- b\n", "sleutels met een waarde"),
        ("recognizer.yaml", b"a: " * 3, "geen geldige YAML"),
        ("recognizer.yaml", b"[" * 20_000, "geen geldige YAML"),
        ("recognizer.yaml", b"# " + b"x" * 600_000, "te groot"),
    ],
)
def test_wrong_content_is_refused(home: Path, name: str, content: bytes, said: str) -> None:
    (home / name).write_bytes(content)
    with pytest.raises(ConfigError, match=said):
        load_specs(home.parent)


def test_a_folder_without_yaml_is_refused_but_hidden_ones_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "_klad").mkdir()
    (tmp_path / ".git").mkdir()
    assert load_specs(tmp_path) == ()
    (tmp_path / "leeg").mkdir()
    with pytest.raises(ConfigError, match=r"leeg.recognizer\.yaml: dit bestand ontbreekt"):
        load_specs(tmp_path)


def test_a_recognizer_needs_a_list_or_a_pattern(home: Path) -> None:
    path = home / "recognizer.yaml"
    path.write_text(path.read_text(encoding="utf-8").split("lists:")[0], encoding="utf-8")
    with pytest.raises(ConfigError, match=r"regel 1: geef ten minste één lijst"):
        load_specs(home.parent)


def test_a_spec_knows_its_categories_and_examples(specs: tuple[RecognizerSpec, ...]) -> None:
    stof = next(spec for spec in specs if spec.name == "stof")
    assert stof.categories == (Category.DIAGNOSE, Category.GEZONDHEID)
    first, second = load_examples(stof)
    assert first.text == "Krijgt een depot bij psychose."
    assert first.marks == ((Span(11, 16), Category.GEZONDHEID), (Span(21, 29), Category.DIAGNOSE))
    assert (second.marks, second.line) == ((), 3)


def test_a_mark_with_an_unknown_category_is_refused(home: Path) -> None:
    (home / "examples.md").write_text("Een [depot](ZIEK).\n", encoding="utf-8")
    (spec,) = load_specs(home.parent)
    with pytest.raises(ConfigError, match=r"examples\.md, regel 1: 'ZIEK' is geen categorie"):
        load_examples(spec)


# --- Presidio: traps that the product steps around, each pinned ---------------------------------------------------


class Plain(EntityRecognizer):  # type: ignore[misc,unused-ignore]
    """A recognizer that gives what it is told to give."""

    def __init__(self, results: list[RecognizerResult], name: str = "plain") -> None:
        self.results = results
        super().__init__(sorted({each.entity_type for each in results}) or ["X"], name=name, supported_language="nl")

    def load(self) -> None: ...

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:  # noqa: ARG002
        return self.results


def engine(recognizers: list[Any]) -> AnalyzerEngine:
    registry = RecognizerRegistry(recognizers, supported_languages=["nl"])
    return AnalyzerEngine(
        registry=registry,
        nlp_engine=LineNlpEngine(needed=False),
        supported_languages=["nl"],
        context_aware_enhancer=NoEnhancer(),
    )


def test_trap_an_empty_registry_loads_the_predefined_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[bool] = []
    monkeypatch.setattr(RecognizerRegistry, "load_predefined_recognizers", lambda *_, **__: called.append(True))
    engine([])
    assert called
    with pytest.raises(ConfigError, match="geen enkele recognizer"):
        build_analyzer([])


def test_only_our_recognizers_are_in_the_registry(analyzer: AnalyzerEngine) -> None:
    assert [each.name for each in analyzer.registry.recognizers] == ["nummer", "stof", "team"]
    assert analyzer.supported_languages == ["nl"]
    assert analyzer.default_score_threshold == 0
    assert analyzer.log_decision_process is False


def test_trap_the_registry_keeps_the_list_that_it_is_handed(specs: tuple[RecognizerSpec, ...]) -> None:
    handed: list[Any] = [Plain([])]
    registry = RecognizerRegistry(handed, supported_languages=["nl"])
    registry.add_recognizer(Plain([]))
    assert len(handed) == 2
    ours = list(specs)
    build_analyzer(ours).registry.recognizers.clear()
    assert ours == list(specs)


def test_trap_results_of_one_category_inside_another_are_dropped_but_not_ours(analyzer: AnalyzerEngine) -> None:
    long = RecognizerResult("X", 0, 9, 0.9, recognition_metadata={"recognizer_name": "a"})
    inside = RecognizerResult("X", 0, 3, 0.5, recognition_metadata={"recognizer_name": "b"})
    same = RecognizerResult("X", 0, 9, 0.9, recognition_metadata={"recognizer_name": "c"})
    other = RecognizerResult("Y", 0, 9, 0.1, recognition_metadata={"recognizer_name": "d"})
    kept = engine([Plain([long, inside, same, other])]).analyze("x" * 9, language="nl")
    assert sorted(each.entity_type for each in kept) == ["X", "Y"]
    ours = [HitResult(mention_hit(each)) for each in find(analyzer, "borderline stoornis, psychose")]
    twice = EntityRecognizer.remove_duplicates([*ours, *[HitResult(each.hit) for each in ours]])
    assert len(twice) == 4


def mention_hit(mention: Mention) -> Hit:
    why = mention.why
    return Hit(mention.span, mention.category, mention.recognizer, mention.score, why.evidence, why.id)


def test_two_recognizers_that_find_the_same_both_stay(tmp_path: Path) -> None:
    for name in ("een", "twee"):
        shutil.copytree(FOLDER / "stof", tmp_path / name)
        change(tmp_path / name, "name: stof", f"name: {name}")
    mentions = find(build_analyzer(load_specs(tmp_path)), "psychose")
    assert [each.recognizer for each in mentions] == ["een", "twee"]


def test_an_error_in_a_recognizer_comes_out(specs: tuple[RecognizerSpec, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise TimeoutError

    monkeypatch.setattr(Matcher, "_read", fail)
    with pytest.raises(TimeoutError):
        find(build_analyzer(specs), "psychose")


def test_trap_a_pattern_of_presidio_that_times_out_is_skipped() -> None:
    recognizer = PatternRecognizer("X", patterns=[Pattern("p", "psychose", 0.5)], supported_language="nl")

    class Slow:
        def finditer(self, *_: Any, **__: Any) -> Iterator[Any]:
            raise TimeoutError

    pattern = recognizer.patterns[0]
    pattern.compiled_regex, pattern.compiled_with_flags = Slow(), recognizer.global_regex_flags
    assert recognizer.analyze("psychose", ["X"]) == []


def test_trap_a_deny_list_of_presidio_stops_at_the_first_term() -> None:
    recognizer = PatternRecognizer("X", deny_list=["GGZ", "GGZ Centraal"], supported_language="nl")
    (result,) = recognizer.analyze("bij GGZ Centraal", ["X"])
    assert (result.start, result.end) == (4, 7)


def test_a_foreign_recognizer_is_refused() -> None:
    result = RecognizerResult("GEZONDHEID", 0, 3, 0.9, recognition_metadata={"recognizer_name": "vreemd"})
    with pytest.raises(TypeError, match="not ours"):
        find(engine([Plain([result])]), "abc")


def test_nothing_is_logged_and_no_network_is_used(
    specs: tuple[RecognizerSpec, ...],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    with caplog.at_level(logging.DEBUG):
        assert find(build_analyzer(specs), "Kanarie psychose, kanarie@voorbeeld.nl")
    written = capfd.readouterr()
    assert not any("anarie" in str(part) or "psychose" in str(part) for part in (caplog.text, written.out, written.err))


def test_a_result_holds_no_text(analyzer: AnalyzerEngine) -> None:
    results = analyzer.analyze("Kanarieopname Kanariepsychose", language="nl", return_decision_process=True)
    assert results
    assert not any("anarie" in f"{each.recognition_metadata} {each.analysis_explanation}" for each in results)


def test_ids_of_recognizers_hold_no_memory_address(analyzer: AnalyzerEngine) -> None:
    assert [each.id for each in analyzer.registry.recognizers] == ["nummer", "stof", "team"]


def test_trap_the_anonymizer_keeps_what_a_keep_around_it_covers() -> None:
    results = [AnonymizerResult("KEEP", 0, 20, 0.1), AnonymizerResult("HIDE", 4, 12, 0.9)]
    operators = {"KEEP": OperatorConfig("keep"), "HIDE": OperatorConfig("replace", {"new_value": "-"})}
    made = AnonymizerEngine().anonymize("Met psychose in huis", results, operators)
    assert "psychose" in made.text


def test_trap_the_anonymizer_merges_neighbours() -> None:
    results = [AnonymizerResult("HIDE", 0, 3, 0.9), AnonymizerResult("HIDE", 4, 7, 0.9)]
    made = AnonymizerEngine().anonymize("een een", results, {"HIDE": OperatorConfig("replace", {"new_value": "-"})})
    assert made.text == "-"
