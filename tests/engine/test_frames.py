"""Frames: a verb and its company, in whatever order the words stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from verslagfilter import language
from verslagfilter.errors import ConfigError
from verslagfilter.frames import Frames
from verslagfilter.specs import RecognizerSpec, load_spec

FRAMES = """
  - {id: vergeet, verb: [vergeten, kwijtraken], needs: [[alles, naam]]}
  - {id: kookt-niet, verb: [koken], needs: [[niet, nauwelijks]]}
  - {id: opgenomen, verb: [opnemen], needs: [[zijn, worden]], named: true}
  - {id: zit-vast, verb: [zitten], needs: [[vast], [maand]], category: STRAFRECHT}
"""


def spec_with(folder: Path, frames: str) -> RecognizerSpec:
    home = folder / "proef"
    home.mkdir()
    (home / "recognizer.yaml").write_text(
        "name: proef\ncategory: GEZONDHEID\nwhat: proef van ramen\nsource: eigen\nlicence: EUPL-1.2\n"
        f"date: 2026-11-30\nowner: wij\nframes:{frames}",
        encoding="utf-8",
    )
    return load_spec(home)


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> Frames:
    return Frames([spec_with(tmp_path_factory.mktemp("ramen"), FRAMES)])


def found(frames: Frames, text: str) -> list[tuple[str, str]]:
    hits = frames.hits(tuple(language.parse_lines(text)))["proef"]
    return [(hit.id.removeprefix("proef/"), hit.span.of(text)) for hit in hits]


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("Zij vergeet alles.", ("vergeet", "vergeet alles")),
        ("Omdat ze alles vergeet heeft een brief geen zin.", ("vergeet", "alles vergeet")),
        ("De huismeester ziet dat hij namen kwijtraakt.", ("vergeet", "namen kwijtraakt")),
        ("Zij kookt niet meer voor zichzelf.", ("kookt-niet", "kookt niet")),
        ("Koken wil hij niet.", ("kookt-niet", "Koken wil hij niet")),
        ("Zijn broer is vorige maand opgenomen.", ("opgenomen", "is vorige maand opgenomen")),
        ("Hij zat vorig jaar acht maanden vast.", ("zit-vast", "zat vorig jaar acht maanden vast")),
    ],
)
def test_the_order_of_the_words_does_not_matter(frames: Frames, text: str, hit: tuple[str, str]) -> None:
    assert found(frames, text) == [hit]


@pytest.mark.parametrize(
    "text",
    [
        "De monteur vergeet de sleutel.",
        "De monteur vergeet alles.",
        "De kok in de flat kookt niet op zondag.",
        "Er is contact opgenomen met de buren.",
        "De meterstand is opgenomen.",
        "In het contract is opgenomen dat de tuin netjes blijft.",
        "Hij zit vast in de lift.",
        "Niet te veel tegelijk laten koken.",
    ],
)
def test_things_and_other_people_are_left_alone(frames: Frames, text: str) -> None:
    assert found(frames, text) == []


def test_words_in_another_clause_do_not_belong_to_the_verb(frames: Frames) -> None:
    assert found(frames, "Hij kookt als de monteur niet komt.") == []


def test_a_match_whose_words_hang_on_nothing_shared_ends(frames: Frames) -> None:
    """The way up from a word ends at the root of the sentence, also where the verb is not on it."""
    text = "alles weg, kan ze vergeten zegt zij en zij wil dat alles koken lukt"
    assert isinstance(found(frames, text), list)


def test_every_line_counts_from_where_it_starts(frames: Frames) -> None:
    text = "Eerste regel.\n\nZij vergeet alles."
    assert found(frames, text) == [("vergeet", "vergeet alles")]


def test_nothing_without_a_parse(frames: Frames) -> None:
    assert frames.hits(())["proef"] == ()


@pytest.mark.parametrize(
    ("frame", "told"),
    [
        ("{id: a, verb: [], needs: [[x]]}", "frames.1.verb"),
        ("{id: a, verb: [koken], needs: []}", "frames.1.needs"),
        ("{id: a, verb: [koken], needs: [[x]], soort: b}", "frames.1.soort"),
        ("{id: a, verb: [koken], needs: [[x]]}\n  - {id: a, verb: [eten], needs: [[x]]}", "twee keer"),
    ],
)
def test_a_wrong_frame_is_refused_with_its_place(tmp_path: Path, frame: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        spec_with(tmp_path, f"\n  - {frame}\n")
