"""The model that sees what a statement is for: how good it is, and when it may decide beside the rules."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from training_modules import training_module
from verslagfilter import rolemodel
from verslagfilter.passages import Role
from verslagfilter.rolemodel import Guess, features
from verslagfilter.roles import Wording, judge
from verslagfilter.span import Span
from verslagfilter.structure import Unit, UnitKind

ROOT = Path(__file__).resolve().parents[2]
TRAINING = ROOT / "models" / "training"
FLOOR = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))["nl_rollen"]["all"]
LINE = Unit(number=0, kind=UnitKind.PARAGRAPH, span=Span(0, 20), body=Span(0, 20))
PLAIN = Wording(
    text="de lamp staat op tafel", label="", unit=LINE, column=None, bron=None, owners=(), labelled_owner=False,
    names_contact=False, finite=True, reports=False, dated=False,
)  # fmt: skip


@pytest.fixture(scope="module")
def training() -> Iterator[ModuleType]:
    with training_module("roles") as module:
        yield module


def test_figures_do_not_fall_below_their_floor(training: ModuleType) -> None:
    found = training.evaluate(ROOT / "models" / "nl_rollen")
    assert found["all"][1] >= FLOOR
    assert found["all"][0] > 1000


def test_no_test_document_was_trained_on(training: ModuleType) -> None:
    tested = {tuple(document) for document in training.documents(training.TEST)}
    assert not tested & {tuple(document) for document in training.documents(training.corpora.DOCS)}


def test_the_card_names_version_and_figures(training: ModuleType) -> None:
    card = (ROOT / "models" / "nl_rollen" / "README.md").read_text(encoding="utf-8")
    meta = json.loads((ROOT / "models" / "nl_rollen" / "meta.json").read_text(encoding="utf-8"))
    assert meta["license"] == "CC BY-SA 4.0"
    assert f"# nl_rollen {meta['version']}" in card
    assert training.table(training.evaluate(ROOT / "models" / "nl_rollen")) in card


@pytest.mark.parametrize(
    ("words", "heading", "role"),
    [
        (["Niet", "langer", "dan", "een", "half", "uur", "blijven", "."], ["Omgang"], Role.BEJEGENINGSADVIES),
        (["Jan", "stuurt", "voor", "vrijdag", "de", "brief", "."], ["Afspraken"], Role.AFSPRAAK),
        (["De", "huur", "is", "drie", "maanden", "achter", "."], ["Wonen"], Role.WOONFEIT),
    ],
)
def test_guesses(words: list[str], heading: list[str], role: Role) -> None:
    (guess,) = rolemodel.load().guess([features(words, heading, ())])
    assert guess.role is role
    assert 0 < guess.chance <= 1


def test_statements_do_not_change_each_other() -> None:
    words = features(["De", "huur", "is", "achter", "."], (), ())
    others = features(["Niet", "bellen", "voor", "tien", "uur", "."], (), ())
    model = rolemodel.load()
    assert model.guess([words, others, words])[2].chance == pytest.approx(model.guess([words])[0].chance, abs=1e-5)
    assert model.guess([]) == []


def test_features_hide_numbers_and_are_short() -> None:
    read = features(["Bel", "0612"], ["a", "b", "c", "d", "e", "f", "g"], ["v", "w", "x", "y", "z"])
    assert read == ("§a", "§b", "§c", "§d", "§e", "§f", "‹w", "‹x", "‹y", "‹z", "bel", "0000")


@pytest.mark.parametrize(
    ("guess", "role"),
    [
        (None, Role.ACHTERGROND),
        (Guess(Role.WOONFEIT, 0.39), Role.ACHTERGROND),
        (Guess(Role.WOONFEIT, 0.41), Role.WOONFEIT),
        (Guess(Role.KOP, 0.99), Role.ACHTERGROND),  # a heading has no finite verb
    ],
)
def test_a_guess_needs_a_chance(guess: Guess | None, role: Role) -> None:
    assert judge(PLAIN, guess).role is role


def test_a_heading_tells_no_special_data() -> None:
    title = replace(PLAIN, text="wonen", finite=False)
    assert judge(title, Guess(Role.KOP, 0.8)).role is Role.KOP
    assert judge(replace(title, special=True), Guess(Role.KOP, 0.8)).role is Role.ACHTERGROND


def test_advice_is_not_lightly_made_background() -> None:
    advice = replace(PLAIN, text="niet met hem in discussie gaan", finite=False, instructs=True)
    assert judge(advice).role is Role.BEJEGENINGSADVIES
    assert judge(advice, Guess(Role.ACHTERGROND, 0.6)).role is Role.BEJEGENINGSADVIES
    assert judge(advice, Guess(Role.ACHTERGROND, 0.8)).role is Role.ACHTERGROND
