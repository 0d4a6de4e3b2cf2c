"""The normaliser: what it makes of disguises, and that every place finds its way back."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verslagfilter.normalise import normalise
from verslagfilter.span import Span

ODD = st.sampled_from("aA é\u0301 \u00ad\u200b\u202e-\n\r\t\u00a0–—‘’“”ﬁ½ßÆРсΡ\ufffe\u0002²①İ…¨\u3000'en")
TEXTS = st.one_of(st.text(), st.text(ODD, max_size=60))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Psychose", "psychose"),
        ("psycho-\nse", "psychose"),
        ("psycho-  \r\n  se", "psychose"),
        ("psycho\u00ad\nse", "psychose"),
        ("psycho\u0002\nse", "psychose"),
        ("psycho\ufffe\nse", "psychose"),
        ("psycho-\u200b\nse", "psychose"),
        ("PSYCHO-\nSE", "psychose"),
        ("GGZ-\nbehandelaar", "ggz-behandelaar"),
        ("Noord-\nHolland", "noord-holland"),
        ("zorg-\nen dienstverlening", "zorg- en dienstverlening"),
        ("- \n punt", "- punt"),
        ("een\n- twee", "een - twee"),
        ("psy\u00adcho\u200bse\u202e", "psychose"),
        ("schizofrenıe", "schizofrenie"),
        ("Cafe\u0301 café", "cafe cafe"),
        ("ｐｓｙｃｈｏｓｅ", "psychose"),
        ("𝐩𝐬𝐲𝐜𝐡𝐨𝐬𝐞", "psychose"),
        ("рsусhоsе ΡTSS", "psychose ptss"),
        ("‘a’ “b” – c — d‑e", "'a' \"b\" - c - d-e"),
        ("a \u00a0\n\t b", "a b"),
        ("a \u200b b", "a b"),
        ("ﬁets", "fiets"),
        ("", ""),
    ],
)
def test_what_it_makes(text: str, expected: str) -> None:
    assert normalise(text).text == expected


@pytest.mark.parametrize(
    ("text", "word", "surface"),
    [
        ("een psycho-\nse dus", "psychose", "psycho-\nse"),
        ("Cafe\u0301 dicht", "cafe", "Cafe\u0301"),
        ("x\u200b  psy\u00adchose.", "psychose", "psy\u00adchose"),
        ("½ lvb", "lvb", "lvb"),
        ("Straße GGZ", "ggz", "GGZ"),
    ],
)
def test_the_way_back(text: str, word: str, surface: str) -> None:
    norm = normalise(text)
    start = norm.text.index(word)
    assert norm.span(start, start + len(word)).of(text) == surface


def test_capitals_of_the_original_are_known() -> None:
    norm = normalise("De Ａct  en ГGZ")
    assert norm.text == "de act en rgz"
    assert norm.cased == "De Act en RGZ"
    assert norm.capital(3)
    assert not norm.capital(4)


@settings(deadline=None)
@given(TEXTS)
def test_twice_is_once(text: str) -> None:
    once = normalise(text).text
    assert normalise(once).text == once


@settings(deadline=None)
@given(TEXTS)
def test_the_map_never_goes_back_and_stays_inside(text: str) -> None:
    norm = normalise(text)
    origins = [norm.origin(place) for place in range(len(norm.text))]
    assert origins == sorted(origins)
    assert all(0 <= origin < len(text) for origin in origins)


@settings(deadline=None)
@given(TEXTS, st.data())
def test_every_stretch_has_a_span(text: str, data: st.DataObject) -> None:
    norm = normalise(text)
    if not norm.text:
        return
    start = data.draw(st.integers(0, len(norm.text) - 1))
    end = data.draw(st.integers(start + 1, len(norm.text)))
    span = norm.span(start, end)
    assert span.end <= len(text)
    assert norm.span(0, len(norm.text)).contains(span)


@settings(deadline=None)
@given(TEXTS)
def test_nothing_odd_is_left(text: str) -> None:
    made = normalise(text).text
    assert made == made.lower()
    assert "  " not in made
    assert not any(unicodedata.category(char) in {"Mn", "Me", "Cf", "Cc"} for char in made)


@settings(deadline=None)
@given(st.text(st.characters(max_codepoint=126, min_codepoint=33), max_size=40))
def test_plain_text_keeps_its_places(text: str) -> None:
    norm = normalise(text)
    assert [norm.span(place, place + 1) for place in range(len(norm.text))] == [
        Span(place, place + 1) for place in range(len(text))
    ]


@pytest.mark.parametrize(("start", "end"), [(0, 0), (2, 1), (0, 9), (-1, 2)])
def test_no_span_for_an_impossible_stretch(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="impossible places"):
        normalise("drie").span(start, end)


def test_long_runs_take_linear_time() -> None:
    for piece in ("\u00ad", " \u200b", "a-\n", "-", "e\u0301", "a"):
        assert normalise(piece * 200_000) is not None
