"""Minutes typed without capitals: names get one, all else stays."""

from __future__ import annotations

import pytest
from make import extract_text, minutes, split

from verslagfilter.pipeline import Engine
from verslagfilter.recase import with_capitals, without_capitals

SMALL = """
overleg buurt noord do 22-5-25
aanw: ger (vivare), maurice huijnen (wijkagent), lianne vaessen (ggz centraal), bets (rooyhof)
not: kitty (gemeente)

wat speelt er
- vivare: 7 meldingen, o.a. fam goossens en mevr bemelmans
- lianne: slaapt slecht, broer huub ziet ie niet meer

hoe pak je m aan
- lianne tipt: voor 10en langsgaan

acties
- vivare: deur maken, vr 6/6
- rooyhof: boodschappen
"""


def test_names_get_a_capital_and_nothing_else_changes() -> None:
    read = minutes(SMALL)
    made = with_capitals(read).text
    assert made.lower() == read.text.lower()
    changed = {new for old, new in zip(read.text.split(), made.split(), strict=True) if old != new}
    assert {word.strip("(),:") for word in changed} == {
        *("Ger", "Vivare", "Maurice", "Huijnen", "Lianne", "Vaessen", "Bets", "Rooyhof", "Kitty"),
        *("Goossens", "Bemelmans", "Huub"),
    }


@pytest.mark.parametrize("text", ["Aanwezig: Ger (Vivare)\n\nEr is overlast.\n- De deur klemt.\n", "één regel\n", ""])
def test_minutes_with_capitals_are_left_alone(text: str) -> None:
    assert not without_capitals(minutes(text))


def test_a_besloten_recipient_reads_no_names_of_others(engine: Engine) -> None:
    text = extract_text(split(engine, SMALL, "woningcorporatie"), "woningcorporatie").lower()
    assert "voor 10en langsgaan" in text
    assert "deur maken" in text
    for name in ("lianne", "goossens", "bemelmans", "huub", "rooyhof"):
        assert name not in text
