"""The guard sees every forbidden thing in every place of a finished extract, whoever put it there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from make import document

from verslagfilter import guard, pipeline
from verslagfilter.extracts import Extract, Line, Piece
from verslagfilter.mentions import Category
from verslagfilter.span import Span

TEXT = """\
Verslag casusoverleg
Datum: 12-05-2026
Betreft: mevrouw A. Vink
Aanwezig: Ria Mulder (wijkteam), Sjoerd Hol (GGZ), Els Vaart (Vivare)

Bejegening
- Rustig praten en niet in de rede vallen.

Inbreng GGZ
- Zij gebruikt clozapine sinds april.
- Zij heeft schizofrenie.
- Zij loopt bij Parnassia.
- Zij is veroordeeld voor mishandeling.
- Zij gaat naar de moskee, want zij is moslim.
- Haar BSN is 111222333.
- Zij heeft een schuld van 3.000 euro bij het CJIB.
- Haar zus Tineke heeft epilepsie.
- Zij wil graag blijven schilderen op donderdag.

Afspraken
Wie | Wat | Wanneer
Vivare | Slot vervangen | 12-6-2026
"""
FORBIDDEN = {
    Category.GEZONDHEID: "clozapine",
    Category.DIAGNOSE: "schizofrenie",
    Category.BEHANDELAAR: "Parnassia",
    Category.STRAFRECHT: "veroordeeld voor mishandeling",
    Category.PERSOON: "Sjoerd Hol",
    Category.BIJZONDER_OVERIG: "moslim",
    Category.BSN: "111222333",
    Category.FINANCIEEL: "schuld",
    Category.DERDE: "Tineke",
}
"""One word of each category that the woningcorporatie may not read; all stand in the minutes."""
WITHHELD = "Zij wil graag blijven schilderen op donderdag"
"""No mention at all, but withheld by its role."""


@pytest.fixture(scope="module")
def finished(engine: pipeline.Engine) -> tuple[Extract, guard.Case]:
    """The extract of the woningcorporatie as the guard last saw it, and what it was told of the minutes."""
    seen: list[tuple[Extract, guard.Case]] = []
    real = guard.inspect

    def inspect(extract: Extract, case: guard.Case) -> tuple[guard.Finding, ...]:
        seen.append((extract, case))
        return real(extract, case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(guard, "inspect", inspect)
        pipeline.split_document(engine, document(TEXT), recipients=["woningcorporatie"], today=date(2026, 11, 23))
    return seen[-1]


def lines_of(extract: Extract) -> list[Line]:
    return [line for _, lines in extract.groups for line in lines]


def planted(extract: Extract, old: Line, new: Line) -> Extract:
    groups = tuple((g, tuple(new if line is old else line for line in lines)) for g, lines in extract.groups)
    return replace(extract, groups=groups)


def source_piece(case: guard.Case, words: str) -> Piece:
    start = case.source.index(words)
    return Piece(words, Span(start, start + len(words)))


def advice(extract: Extract) -> Line:
    return next(line for line in lines_of(extract) if "Rustig" in line.text)


def action(extract: Extract) -> Line:
    return next(line for line in lines_of(extract) if "Slot" in line.text)


def test_the_extract_itself_is_safe(finished: tuple[Extract, guard.Case]) -> None:
    extract, case = finished
    assert guard.inspect(extract, case) == ()
    assert [line.text for line in lines_of(extract)][:2] == [
        "Slot vervangen",
        "Rustig praten en niet in de rede vallen.",
    ]


@pytest.mark.parametrize("category", Category)
@pytest.mark.parametrize("place", ["pieces", "when", "who"])
@pytest.mark.parametrize("spanned", [True, False], ids=["with span", "without span"])
def test_a_forbidden_word_is_found(
    finished: tuple[Extract, guard.Case], category: Category, place: str, spanned: bool
) -> None:
    extract, case = finished
    for line in (advice(extract), action(extract)):
        piece = source_piece(case, FORBIDDEN[category])
        told = piece if spanned else Piece(piece.text)
        more = (*getattr(line, place), Piece(" "), told)
        bad = planted(extract, line, replace(line, **{place: more}))
        assert line.passage in {f.passage for f in guard.inspect(bad, case)}


@pytest.mark.parametrize("category", Category)
def test_a_piece_that_reads_otherwise_than_its_span_is_found(
    finished: tuple[Extract, guard.Case], category: Category
) -> None:
    extract, case = finished
    line = advice(extract)
    lying = Piece(FORBIDDEN[category], line.pieces[0].span)
    bad = planted(extract, line, replace(line, pieces=(lying,)))
    assert line.passage in {f.passage for f in guard.inspect(bad, case)}


@pytest.mark.parametrize("category", Category)
def test_detection_alone_finds_it(finished: tuple[Extract, guard.Case], category: Category) -> None:
    """Also when the offsets are right and every word is allowed to be written."""
    if category in (Category.FINANCIEEL, Category.DERDE):
        pytest.skip("these depend on the sentence around them")
    extract, case = finished
    line = advice(extract)
    blind = replace(
        case,
        written=case.written | {w.lower() for w in FORBIDDEN[category].split()},
        withheld=frozenset(),
    )
    bad = planted(extract, line, replace(line, pieces=(*line.pieces, Piece(" "), Piece(FORBIDDEN[category]))))
    assert line.passage in {f.passage for f in guard.inspect(bad, blind)}


@pytest.mark.parametrize("words", [WITHHELD, "graag blijven schilderen", "schilderen"])
@pytest.mark.parametrize("place", ["pieces", "when", "who"])
def test_a_sentence_of_a_withheld_passage_is_found(
    finished: tuple[Extract, guard.Case], words: str, place: str
) -> None:
    extract, case = finished
    line = action(extract)
    bad = planted(extract, line, replace(line, **{place: (*getattr(line, place), source_piece(case, words))}))
    assert line.passage in {f.passage for f in guard.inspect(bad, case)}


def test_three_words_in_a_row_of_a_withheld_passage_are_found_without_offsets(
    finished: tuple[Extract, guard.Case],
) -> None:
    extract, case = finished
    line = advice(extract)
    told = Piece(" graag Blijven, schilderen")
    allowed = replace(case, written=case.written | {"graag", "blijven", "schilderen"})
    bad = planted(extract, line, replace(line, pieces=(*line.pieces, told)))
    assert line.passage in {f.passage for f in guard.inspect(bad, allowed)}


def test_a_piece_across_the_edge_of_a_withheld_passage_is_found(finished: tuple[Extract, guard.Case]) -> None:
    """Half in the withheld sentence, half in the heading behind it."""
    extract, case = finished
    line = advice(extract)
    start = case.source.index("donderdag.")
    span = Span(start, case.source.index("Afspraken") + len("Afspraken"))
    bad = planted(extract, line, replace(line, pieces=(Piece(span.of(case.source), span),)))
    assert line.passage in {f.passage for f in guard.inspect(bad, case)}


@pytest.mark.parametrize("disguise", ["cloza\u00adpine", "clozapíne", "CLOZAPINE", "clo\u200bzapine", "сlozapine"])
def test_a_disguised_word_is_found(finished: tuple[Extract, guard.Case], disguise: str) -> None:
    extract, case = finished
    line = advice(extract)
    bad = planted(extract, line, replace(line, pieces=(*line.pieces, Piece(" " + disguise))))
    assert line.passage in {f.passage for f in guard.inspect(bad, case)}


@pytest.mark.parametrize("category", Category)
def test_a_file_name_with_a_word_of_the_minutes_is_not_neutral(
    finished: tuple[Extract, guard.Case], category: Category
) -> None:
    _, case = finished
    mentions = [m for p in case.passages.values() for m in p.mentions]
    name = FORBIDDEN[category].replace(" ", "_") + "_2026-05-12.docx"
    if category is Category.BSN:
        pytest.skip("digits alone are no word; the case number may hold them")
    assert not guard.is_neutral_name(name, mentions, case.source)


def test_a_neutral_file_name(finished: tuple[Extract, guard.Case]) -> None:
    _, case = finished
    mentions = [m for p in case.passages.values() for m in p.mentions]
    assert guard.is_neutral_name("zvh-2026-014_2026-05-12_woningcorporatie.docx", mentions, case.source)


def test_what_is_found_goes_and_nothing_else(finished: tuple[Extract, guard.Case]) -> None:
    extract, case = finished
    line = advice(extract)
    bad = planted(extract, line, replace(line, pieces=(source_piece(case, "clozapine"),)))
    left = guard.without(bad, guard.inspect(bad, case))
    assert [x.text for x in lines_of(left)] == [x.text for x in lines_of(extract) if x is not line]
    assert guard.inspect(left, case) == ()


def test_findings_hold_no_text(finished: tuple[Extract, guard.Case]) -> None:
    extract, case = finished
    line = advice(extract)
    for words in FORBIDDEN.values():
        bad = planted(extract, line, replace(line, pieces=(source_piece(case, words),)))
        assert all(words.lower() not in f.reason.lower() for f in guard.inspect(bad, case))
