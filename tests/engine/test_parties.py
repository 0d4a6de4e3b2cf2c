"""How minutes call the parties."""

from __future__ import annotations

import pytest

from verslagfilter.casus import recipients
from verslagfilter.parties import CARE, LANDLORDS, domains, find_parties, party_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("de corporatie belt", ["woningcorporatie"]),
        ("Wijkagent Tom en de GGD", ["politie", "ggd"]),
        ("overleg met het wijkteam en de gemeente", ["wijkteam", "college"]),
        ("het FACT-team van Lentis", ["ggz", "ggz"]),
        ("het OM en de reclassering", ["reclassering", "reclassering"]),
        ("de huisarts", ["huisarts"]),
        ("de burgemeester", ["burgemeester"]),
        ("het Zorg- en Veiligheidshuis", ["procesregie"]),
        ("De mee­ste mensen gaan mee", []),
        ("hij gaat mee naar boven", []),
        ("om acht uur", []),
        ("hij was op school", ["school"]),
        ("", []),
    ],
)
def test_find_parties(text: str, found: list[str]) -> None:
    assert [ref.party for ref in find_parties(text)] == found


def test_offsets() -> None:
    text = "Gisteren belde de politie, daarna de GGD."
    assert [text[r.start : r.end] for r in find_parties(text)] == ["politie", "GGD"]


def test_names_of_this_document() -> None:
    text = "Zonnestraal belt morgen."
    assert [r.party for r in find_parties(text, {"zonnestraal": "thuiszorg"})] == ["thuiszorg"]
    assert find_parties(text) == ()


def test_the_longest_name_wins() -> None:
    (found,) = find_parties("wijkagent ggz")
    assert (found.start, found.end, found.party) == (0, 13, "politie")


def test_keys_are_known() -> None:
    assert set(recipients()) <= set(domains())
    assert set(domains()) >= CARE | LANDLORDS
    assert {word.party for word in party_words().values()} <= set(domains())
