"""Statements: their bounds, bron, eigenaar, subject, and what they depend on."""

from __future__ import annotations

from itertools import pairwise

import pytest
from make import split

from verslagfilter.extracts import Result
from verslagfilter.passages import Passage, Role, Subject
from verslagfilter.pipeline import Engine

QUOTED = pytest.mark.xfail(strict=True, reason="a quote is cut in two")
HEAD = """
Verslag casusoverleg
Datum: 12-05-2026
Betreft: mevrouw Anna Vink
Aanwezig: Ria Mulder (wijkteam), Tom Beek (politie), Karin de Boer (Altrecht), Els Vaart (Vivare)

"""


def made(engine: Engine, text: str) -> Result:
    return split(engine, HEAD + text, "woningcorporatie")


def texts(result: Result) -> list[str]:
    """Of the statements behind the head."""
    read = [p.span.of(result.document.text) for p in result.passages if p.role is not Role.KOP]
    return read[3:]


def passage(result: Result, words: str) -> Passage:
    (found,) = [p for p in result.passages if words in p.span.of(result.document.text)]
    return found


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("De huur is betaald. De deur is stuk.", 2),
        ("De heer Pool (nr. 12) en mw. Vos belden op 3 mei.", 1),
        pytest.param('Zij zei: "Kom niet binnen. Ik ben er niet." en deed de deur dicht.', 1, marks=QUOTED),
        ("Er waren o.a. klachten over geluid, bijv. muziek.", 1),
        ("Is de huur betaald? Ja.", 2),
    ],
)
def test_sentences(engine: Engine, text: str, parts: int) -> None:
    result = made(engine, f"Bespreking\n{text}\n")
    assert len(texts(result)) == parts
    assert " ".join(texts(result)) == text


def test_actions_are_parted_at_semicolons(engine: Engine) -> None:
    result = made(engine, "Afspraken\n- Wijkteam belt Anna Vink op maandag; Vivare herstelt de voordeur.\n")
    assert texts(result) == ["Wijkteam belt Anna Vink op maandag;", "Vivare herstelt de voordeur."]


def test_owner_behind_a_semicolon(engine: Engine) -> None:
    result = made(engine, "Afspraken\n- Wijkteam belt Anna Vink op maandag; Vivare herstelt de voordeur.\n")
    assert passage(result, "herstelt").eigenaars == ("woningcorporatie",)


def test_passages_are_in_order_disjoint_and_numbered(engine: Engine) -> None:
    result = made(engine, "Bespreking\nDe huur is betaald. De deur is stuk.\n\nAfspraken\n- Vivare herstelt de deur.\n")
    spans = [p.span for p in result.passages]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert len({p.id for p in result.passages}) == len(result.passages)


@pytest.mark.parametrize(
    ("text", "words", "bron"),
    [
        ("Inbreng politie\nEr was ruzie op straat.\n", "ruzie", "politie"),
        ("Bespreking\nPolitie: er was ruzie op straat.\n", "ruzie", "politie"),
        ("Bespreking\nDe wijkagent zegt dat er ruzie was op straat.\n", "ruzie", "politie"),
        ("Bespreking\nKarin geeft aan dat bellen goed werkt.\n", "bellen", "ggz"),
        ("Bespreking\nVolgens Els Vaart is de huur betaald.\n", "huur", "woningcorporatie"),
        ("Bespreking\nRia: de keuken is schoon.\n", "keuken", "wijkteam"),
        ("Bespreking\nDe keuken is schoon.\n", "keuken", None),
    ],
)
def test_bron(engine: Engine, text: str, words: str, bron: str | None) -> None:
    assert passage(made(engine, text), words).bron == bron


@pytest.mark.parametrize(
    ("line", "owners"),
    [
        ("- Vivare herstelt de voordeur voor 1 juni.", {"woningcorporatie"}),
        ("- Els stuurt de brief voor 1 juni.", {"woningcorporatie"}),
        ("- Tom: houdt toezicht in de straat.", {"politie"}),
        ("- Wijkteam en Vivare gaan op 3 juni langs.", {"wijkteam", "woningcorporatie"}),
        ("- Karin en Els bellen elkaar op 3 juni.", {"ggz", "woningcorporatie"}),
        ("- Vivare belt betrokkene voor 1 juni.", {"woningcorporatie"}),
    ],
)
def test_owner(engine: Engine, line: str, owners: set[str]) -> None:
    found = passage(made(engine, f"Afspraken\n{line}\n"), line.lstrip("- ")[:12])
    assert set(found.eigenaars) == owners


def test_owners_of_a_table(engine: Engine) -> None:
    table = "Afspraken\nWie | Wat | Wanneer\nVivare/Altrecht | Samen langsgaan | 3-6\nPolitie | Toezicht houden | 4-6\n"
    result = made(engine, table)
    assert set(passage(result, "langsgaan").eigenaars) == {"woningcorporatie", "ggz"}
    assert passage(result, "Toezicht").eigenaars == ("politie",)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("De zoon van de buren heeft epilepsie.", Subject.DERDE),
        ("De dochter van de onderburen is verslaafd.", Subject.DERDE),
        ("Haar collega is schizofreen.", Subject.DERDE),
        ("De huismeester is overspannen.", Subject.DERDE),
        ("Haar overleden man had dementie.", Subject.DERDE),
        ("Mevrouw heeft epilepsie.", Subject.BETROKKENE),
    ],
)
def test_subject(engine: Engine, text: str, subject: Subject) -> None:
    assert passage(made(engine, f"Bespreking\n{text}\n"), text).subject is subject


def test_what_points_back_depends_on_what_stood_before(engine: Engine) -> None:
    result = made(engine, "Wonen\nEr was vorig jaar veel geluid. Dat ging in de winter over.\n")
    assert passage(result, "winter").depends_on == passage(result, "vorig jaar").id


@pytest.mark.parametrize(
    ("text", "third"),
    [
        ("Mevrouw Smit van beneden belde. Zij is hartpatiënt.", True),
        ("Mevrouw Smit van beneden belde. Hij is hartpatiënt.", False),
        ("Meneer Smit van beneden klaagt. Hij slikt pillen.", True),
    ],
)
def test_a_pronoun_that_fits_the_neighbour_before_it(engine: Engine, text: str, third: bool) -> None:
    result = split(engine, f"Aanwezig: Els Vaart (Vivare)\n\nBetreft: de heer Bos\n\nOverlast\n- {text}\n", "ggz")
    last = result.passages[-1]
    assert (last.subject is Subject.DERDE) is third
