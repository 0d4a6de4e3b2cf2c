"""The whole path: disguises, equal results, and nothing of one party in the extract of another."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from make import extract_text, split

from verslagfilter.pipeline import Engine

HEAD = """
Verslag casusoverleg
Datum: 12-05-2026
Betreft: mevrouw Anna Vink
Aanwezig: Ria Mol (wijkteam), Tom Beek (politie), Karin de Boer (Altrecht), Els Vaart (Vivare), Bo Kuip (reclassering)

"""
ABOUT = """
Bejegening
- Rustig praten vanwege {0}.
- Niet alleen naar binnen gaan.

Wonen
De buren horen lawaai. Mevrouw heeft {0}.
Vier klachten in mei; {0}.
"""
ACTIONS = """
Afspraken
- Vivare herstelt de voordeur voor 1 juni.
"""
TERMS = ("schizofrenie", "clozapine", "Parnassia", "crisismaatregel", "psychiater", "taakstraf", "detentie", "dementie",
         "verslavingszorg", "heroïne")  # fmt: skip
LOOK_ALIKES = str.maketrans({"a": "а", "e": "е", "o": "о", "c": "с", "p": "р", "i": "і"})
DISGUISES: dict[str, Callable[[str], str]] = {
    "soft hyphens": lambda t: t[:3] + "\u00ad" + t[3:5] + "\u00ad" + t[5:],
    "zero width": lambda t: t[:2] + "\u200b" + t[2:4] + "\u2060" + t[4:],
    "decomposed": lambda t: unicodedata.normalize("NFD", t.replace("i", "ï", 1)),
    "look-alikes": lambda t: t.translate(LOOK_ALIKES),
    "capitals": str.upper,
    "full width": lambda t: "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in t),
    "bidi marks": lambda t: "\u202a" + t + "\u202c",
    "line-end hyphen": lambda t: t[:4] + "-\n" + t[4:],
}


def letters(text: str) -> str:
    """What a reader sees, spelled plainly."""
    plain = unicodedata.normalize("NFKD", text).translate({ord(b): a for a, b in zip("aeocpi", "аеосрі", strict=True)})
    return "".join(c for c in plain.lower() if c.isalnum())


def body(disguise: Callable[[str], str] = str) -> str:
    """Minutes in which every term stands three times."""
    return HEAD + "".join(ABOUT.format(disguise(term)) for term in TERMS) + ACTIONS


@pytest.fixture(scope="module")
def plain_extract(engine: Engine) -> str:
    return extract_text(split(engine, body(), "woningcorporatie"), "woningcorporatie")


def test_the_terms_stay_out_and_the_rest_comes_out(plain_extract: str) -> None:
    assert [term for term in TERMS if letters(term) in letters(plain_extract)] == []
    assert plain_extract.count("Niet alleen naar binnen gaan.") == len(TERMS)
    assert "Vivare herstelt de voordeur voor 1 juni." in plain_extract


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_disguise_never_yields_more(engine: Engine, plain_extract: str, disguise: str) -> None:
    text = extract_text(split(engine, body(DISGUISES[disguise]), "woningcorporatie"), "woningcorporatie")
    assert [term for term in TERMS if letters(term) in letters(text)] == []
    assert {letters(line) for line in text.splitlines()} <= {letters(line) for line in plain_extract.splitlines()}


def test_the_same_text_twice_gives_the_same(engine: Engine) -> None:
    assert split(engine, body(), "woningcorporatie", "ggz") == split(engine, body(), "woningcorporatie", "ggz")


def test_who_is_asked_for_beside_makes_no_difference(engine: Engine) -> None:
    alone = split(engine, body(), "woningcorporatie").extracts["woningcorporatie"]
    assert split(engine, body(), "politie", "ggz", "woningcorporatie").extracts["woningcorporatie"] == alone


CANARIES = """
Inbreng Altrecht
Kanariegeel is haar lievelingskleur en zij slikt clozapine.

Inbreng politie
In haar strafblad staat een veroordeling voor papegaaiendiefstal.

Inbreng reclassering
Het toezicht van de reclassering duurt tot flamingomaand.

Inbreng Vivare
De zijwanddeur van de berging is stuk.

Inbreng wijkteam
Haar schuld bij de toekanbank is 3.000 euro.

Bespreking
Haar zus Ooievaartje heeft epilepsie.
Zij is moslim.
Haar BSN is 111222333.

Afspraken
- Vivare herstelt de voordeur voor 1 juni.
- Altrecht start met merelmedicatie op 2 juni.
- Bo Kuip meldt de schending aan de spechtrechter op 3 juni.
"""
FORBIDDEN = {
    "woningcorporatie": ("kanariegeel", "papegaaien", "flamingo", "toekan", "ooievaartje", "moslim", "111222333",
                         "merel", "specht"),
    "particuliere_verhuurder": ("kanariegeel", "papegaaien", "flamingo", "toekan", "ooievaartje", "moslim",
                                "111222333"),
    "politie": ("clozapine", "toekan", "ooievaartje", "moslim", "111222333", "merel"),
    "reclassering": ("clozapine", "toekan", "ooievaartje", "moslim", "111222333", "merel", "zijwand"),
    "burgemeester": ("clozapine", "toekan", "ooievaartje", "moslim", "111222333", "merel"),
    "college": ("papegaaien", "flamingo", "ooievaartje", "moslim", "111222333"),
    "wijkteam": ("papegaaien", "flamingo", "ooievaartje", "moslim", "111222333"),
    "ggz": ("papegaaien", "flamingo", "ooievaartje", "moslim", "111222333", "toekan"),
    "ggd": ("papegaaien", "flamingo", "ooievaartje", "moslim", "111222333", "toekan"),
    "thuiszorg": ("papegaaien", "flamingo", "ooievaartje", "moslim", "111222333"),
    "procesregie": ("ooievaartje", "moslim", "111222333"),
    "betrokkene": ("ooievaartje",),
    "naaste": ("kanariegeel", "clozapine", "papegaaien", "flamingo", "toekan", "ooievaartje", "moslim", "111222333",
               "merel", "specht", "zijwand"),
}  # fmt: skip
EXPECTED = {"woningcorporatie": ("zijwanddeur", "voordeur"), "politie": ("papegaaiendiefstal",), "ggz": ("clozapine",),
            "reclassering": ("papegaaiendiefstal",), "betrokkene": ("kanariegeel",)}  # fmt: skip


@pytest.fixture(scope="module")
def canary_extracts(engine: Engine) -> dict[str, str]:
    result = split(engine, HEAD + CANARIES, *FORBIDDEN)
    return {key: extract_text(result, key).lower() for key in FORBIDDEN}


@pytest.mark.parametrize(("recipient", "canary"), [(r, c) for r, listed in FORBIDDEN.items() for c in listed])
def test_no_canary_of_another(canary_extracts: dict[str, str], recipient: str, canary: str) -> None:
    assert canary not in canary_extracts[recipient]


@pytest.mark.parametrize(("recipient", "canary"), [(r, c) for r, listed in EXPECTED.items() for c in listed])
def test_ones_own_canary(canary_extracts: dict[str, str], recipient: str, canary: str) -> None:
    assert canary in canary_extracts[recipient]


LEAKS = {
    "De woning is leeg want hij zit in Vught.": "vught",
    "De woning is gezocht via de Regionale Instelling voor Beschermd Wonen.": "regionale instelling",
    "Joris Vink maakt herrie in het portiek.": "joris",
    "De overlast is gemeld door de vrouw van de bakker.": "bakker",
    "E33-melding: verward persoon.": "verward persoon",
}


KNOWN_LEAK = pytest.mark.xfail(strict=True, reason="known leak to the woningcorporatie")
STILL = {"De overlast is gemeld door de vrouw van de bakker."}


@pytest.mark.parametrize("sentence", [pytest.param(s, marks=KNOWN_LEAK if s in STILL else ()) for s in LEAKS])
def test_what_once_leaked(engine: Engine, sentence: str) -> None:
    head = HEAD.replace("Anna", "A.")
    result = split(engine, f"{head}Wonen\nDe huur is betaald.\n{sentence}\n", "woningcorporatie")
    assert LEAKS[sentence] not in extract_text(result, "woningcorporatie").lower()


PROSECUTED = pytest.mark.xfail(strict=True, reason="the offence goes, and what is left still tells of the prosecution")


@pytest.mark.parametrize("recipient", ["woningcorporatie", pytest.param("ggz", marks=PROSECUTED)])
def test_a_prosecution_without_its_offence_is_still_one(engine: Engine, recipient: str) -> None:
    result = split(engine, HEAD + "Straf\nEr loopt een zaak wegens vernieling.\nZorg\nHet gaat goed.\n", recipient)
    assert "zaak" not in extract_text(result, recipient).lower()


def test_an_action_whose_condition_may_not_be_told_stays_out(engine: Engine) -> None:
    table = "Afspraken\nWie | Wat | Wanneer\nVivare | Brief sturen | na zijn detentie\nVivare | Bellen | 3-6\n"
    assert "Brief sturen" not in extract_text(split(engine, HEAD + table, "woningcorporatie"), "woningcorporatie")


@pytest.mark.xfail(strict=True, reason="a recognizer takes the date behind a tab for a score of the party before it")
def test_a_date_behind_a_party_stays_with_its_action(engine: Engine) -> None:
    table = "Actielijst\n\nNr\tActie\tEigenaar\tDatum\n1\tSamen op bezoek\tWC/GGZ\t14-6\n2\tSlot maken\tWC\t15-6\n"
    text = extract_text(split(engine, table, "woningcorporatie"), "woningcorporatie")
    assert "14-6" in text


def test_an_empty_text_gives_empty_extracts(engine: Engine) -> None:
    result = split(engine, "", "woningcorporatie", "ggz")
    assert extract_text(result, "woningcorporatie") == extract_text(result, "ggz") == ""


def test_a_name_that_nothing_knows_goes_to_the_secretary_for_every_recipient(engine: Engine) -> None:
    text = (
        "Aanwezig: Els Vaart (Vivare), Tom Beek (politie)\n\nOverlast\n"
        "- Er zijn klachten over lawaai, ook Tichelhuizen klaagt.\n- De lamp in de hal is stuk.\n"
    )
    for recipient in ("politie", "woningcorporatie"):
        read = extract_text(split(engine, text, recipient), recipient)
        assert "Tichelhuizen" not in read
        assert "lamp" in read or recipient == "politie"
