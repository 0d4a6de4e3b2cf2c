"""The casus file: what counts, what is refused, and that no value of it ever comes back in a message."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from verslagfilter.casus import Casus, label, load, parse, parties, party_key, recipient_key, recipients
from verslagfilter.errors import ConfigError, InputError, UsageError
from verslagfilter.parties import CARE, domains

TODAY = date(2026, 6, 1)
CANARY = "Kanariewaarde"
FULL = """
kenmerk: ZVH-2026-014
doel: stabiele woonsituatie
profiel: zvh
betrokkene: {naam: Jan Jansen, aliassen: [dhr. Jansen, J.J.]}
deelnemers:
  - {naam: Karin de Boer, partij: ggz, organisatie: Altrecht, functie: SPV'er}
  - {naam: Peter Smit, partij: sociaal wijkteam, organisatie: Buurtteam, pet: toeleiding}
toestemming:
  - {ontvanger: corporatie, categorieen: [GEZONDHEID], doel: woning, gegeven: 2026-03-01, ingetrokken: null}
akkoord_verstrekker:
  - {verstrekker: ggz, ontvanger: politie, categorieen: [GEZONDHEID], datum: 2026-03-03}
besluiten:
  - {soort: wpg_7_2, ontvanger: woningcorporatie, door: burgemeester, datum: 2026-03-05}
  - {soort: conflict_van_plichten, verstrekker: ggz, ontvanger: politie, datum: 2026-03-05,
     voorwaarden: [ernstige_schade, geen_andere_weg, schade_voorkomen, gewetensnood, toestemming_geprobeerd]}
rechtsvordering:
  - {ontvanger: woningcorporatie, omschrijving: ontbinding, datum: 2026-03-06}
contactpunt: Meldpunt Zorgwekkend Gedrag, 0800-1205
"""


def test_the_example_of_the_policy_page() -> None:
    casus = parse(FULL, "casus.yaml")
    assert casus.deelnemers[1].partij == "wijkteam"
    assert casus.consents("woningcorporatie", TODAY) == {"GEZONDHEID"}
    assert casus.releases("ggz", "politie", TODAY) == {"GEZONDHEID"}
    assert casus.police_decision("woningcorporatie", TODAY)
    assert casus.conflict("ggz", "politie", TODAY)
    assert casus.claim("woningcorporatie", TODAY)
    assert casus.table().parties == {"ggz", "wijkteam"}
    assert casus.table(["politie"]).parties == {"ggz", "wijkteam", "politie"}
    assert casus.table().hat("wijkteam") == "toeleiding"
    assert casus.findings(TODAY) == ()


@pytest.mark.parametrize("text", ["", "# niets\n", "toestemming:\nbesluiten: null\n", "---\n"])
def test_everything_is_optional(text: str) -> None:
    assert parse(text, "casus.yaml") == Casus()


def test_values_stay_what_was_typed() -> None:
    casus = parse("kenmerk: 2026\ndoel: 12:30\nbetrokkene: {naam: NO, aliassen: [1e1]}", "c.yaml")
    assert (casus.kenmerk, casus.doel, casus.betrokkene.naam) == ("2026", "12:30", "NO")
    assert casus.betrokkene.aliassen == ("1e1",)


@pytest.mark.parametrize(("text", "strict"), [("strikt: true", True), ("strikt: nee", False), ("strikt: ja", True)])
def test_strict(text: str, strict: bool) -> None:
    assert parse(text, "c.yaml").strikt is strict


CONSENT = "toestemming: [{{ontvanger: politie, categorieen: [{what}], doel: x, gegeven: {given}{more}}}]"
WRONG = [
    (f"{CANARY}: 1", 1, "onbekende sleutel"),
    ("kenmerk: x\nprofeil: zvh", 2, "bedoelt u 'profiel'"),
    (f"profiel: {CANARY}", 1, "zvh, strikt, mass of woonoverlast"),
    (f"strikt: {CANARY}", 1, "ja of nee"),
    (f"doel: [{CANARY}]", 1, "het doel"),
    (f"betrokkene: {CANARY}", 1, "naam en aliassen"),
    (f"betrokkene: {{naam: x, {CANARY}: y}}", 1, "onbekende sleutel"),
    (f"deelnemers: {CANARY}", 1, "lijst van deelnemers"),
    (f"deelnemers:\n  - naam: x\n    partij: {CANARY}", 3, "verwacht een partij"),
    ("deelnemers:\n  - partij: ggz", 2, "'naam' ontbreekt"),
    (f"deelnemers: [{{naam: x, pet: {CANARY}}}]", 1, "hulpverlening of toeleiding"),
    ("toestemming:\n  - ontvanger: politie", 2, "ontbreekt"),
    (f"toestemming:\n- ontvanger: {CANARY}\n  categorieen: [BSN]\n  doel: x\n  gegeven: 2026-01-01", 2, "ontvanger"),
    (CONSENT.format(what=CANARY, given="2026-01-01", more=""), 1, "categorie"),
    (CONSENT.format(what="", given="2026-01-01", more=""), 1, "lijst van categorieën"),
    (CONSENT.format(what="GEZONDHEID", given="2026-02-30", more=""), 1, "bestaande datum"),
    (CONSENT.format(what="GEZONDHEID", given="20260101", more=""), 1, "bestaande datum"),
    (CONSENT.format(what="GEZONDHEID", given="1-3-2026", more=""), 1, "bestaande datum"),
    (CONSENT.format(what="GEZONDHEID", given=CANARY, more=""), 1, "bestaande datum"),
    (CONSENT.format(what="BSN", given="2026-03-01", more=", ingetrokken: 2026-02-01"), 1, "voordat zij is gegeven"),
    ("toestemming: [{ontvanger: politie, categorieen: [GEZONDHEID], gegeven: 2026-01-01}]", 1, "'doel' ontbreekt"),
    ("akkoord_verstrekker: [{verstrekker: ggz, ontvanger: politie, categorieen: [BSN]}]", 1, "'datum' ontbreekt"),
    (f"akkoord_verstrekker: [{{verstrekker: {CANARY}, ontvanger: om, categorieen: [BSN], datum: 2026-01-01}}]",
     1, "partij"),
    (f"besluiten: [{{soort: {CANARY}, ontvanger: politie, datum: 2026-01-01}}]", 1, "wpg_7_2"),
    ("besluiten: [{soort: wpg_7_2, ontvanger: politie}]", 1, "'datum' ontbreekt"),
    ("besluiten: [{soort: conflict_van_plichten, verstrekker: ggz, ontvanger: politie, datum: 2026-01-01,\n"
     "  voorwaarden: [ernstige_schade]}]", 1, "alle vijf"),
    ("besluiten: [{soort: conflict_van_plichten, verstrekker: ggz, ontvanger: politie, datum: 2026-01-01, "
     f"voorwaarden: [{CANARY}]}}]", 1, "ernstige_schade"),
    ("besluiten: [{soort: conflict_van_plichten, ontvanger: politie, datum: 2026-01-01}]", 1, "een verstrekker"),
    (f"rechtsvordering: [{{ontvanger: politie, omschrijving: {CANARY}}}]", 1, "'datum' ontbreekt"),
    (f"- {CANARY}", 1, "verwacht sleutels"),
    (f"{CANARY}", 1, "verwacht sleutels"),
    (f"doel: x\ndoel: {CANARY}", 2, "dubbel"),
    (f"doel: [{CANARY}", 1, "geen geldige YAML"),
    (f"doel: '{CANARY}", 1, "geen geldige YAML"),
    (f"doel: &a {CANARY}\nkenmerk: *a", 2, "verwijzingen"),
    (f"? [{CANARY}]\n: x", 1, "één woord"),
    ("a: " + "[" * 5000, None, "YAML"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "expected"), WRONG, ids=range(len(WRONG)))
def test_errors_say_where_and_what_and_echo_nothing(text: str, line: int | None, expected: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(text, "casus.yaml")
    message = str(caught.value)
    assert message.startswith("casus.yaml")
    assert expected in message
    assert CANARY.lower() not in message.lower()
    assert caught.value.__cause__ is None
    if line is not None:
        assert f"regel {line}" in message


def test_no_value_comes_back_whatever_is_wrong() -> None:
    """A canary as every value of the full example, one at a time: a message may never hold it."""
    lines, refused = FULL.strip().split("\n"), 0
    for i, line in enumerate(lines):
        for old in (part.strip(" -{}[]") for chunk in line.split(":")[1:] for part in chunk.split(",")):
            if not old or old in ("null",):
                continue
            text = "\n".join([*lines[:i], line.replace(old, CANARY, 1), *lines[i + 1 :]])
            message = complaint(text)
            refused += message is not None
            assert CANARY.lower() not in (message or "").lower()
    assert refused > 10


def complaint(text: str) -> str | None:
    try:
        parse(text, "casus.yaml")
    except ConfigError as err:
        return str(err)
    return None


def test_bombs_are_refused() -> None:
    bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n"
    with pytest.raises(ConfigError):
        parse(bomb, "casus.yaml")
    with pytest.raises(ConfigError, match="te groot"):
        parse("doel: " + "x" * 1_100_000, "casus.yaml")


def test_load(tmp_path: Path) -> None:
    good, latin = tmp_path / "goed.yaml", tmp_path / "latin.yaml"
    good.write_text("\ufeff" + FULL, encoding="utf-8")
    latin.write_bytes("doel: cliënt".encode("latin-1"))
    assert load(good).kenmerk == "ZVH-2026-014"
    with pytest.raises(ConfigError, match="UTF-8"):
        load(latin)
    with pytest.raises(InputError, match=r"afwezig\.yaml"):
        load(tmp_path / "afwezig.yaml")
    with pytest.raises(InputError):
        load(tmp_path)


def consent(given: str, withdrawn: str = "null") -> Casus:
    more = f", ingetrokken: {withdrawn}"
    return parse(CONSENT.format(what="GEZONDHEID", given=given, more=more), "c.yaml")


@pytest.mark.parametrize(
    ("casus", "meeting", "counts", "word"),
    [
        (consent("2026-05-01"), None, True, None),
        (consent("2026-06-01"), None, True, None),
        (consent("2025-06-01"), None, True, None),
        (consent("2025-05-31"), None, False, "ouder dan een jaar en telt niet"),
        (consent("2025-05-31"), date(2026, 3, 1), True, "nu ouder dan een jaar"),
        (consent("2024-02-29"), date(2025, 2, 28), True, "nu ouder dan een jaar"),
        (consent("2026-06-02"), None, False, "toekomst"),
        (consent("2026-05-01", "2026-05-02"), None, False, "ingetrokken en telt niet"),
        (consent("2026-05-01", "2026-12-01"), None, False, "ingetrokken en telt niet"),
    ],
)
def test_what_a_consent_is_worth(casus: Casus, meeting: date | None, counts: bool, word: str | None) -> None:
    assert bool(casus.consents("politie", TODAY, meeting)) is counts
    findings = casus.findings(TODAY, meeting)
    assert len(findings) == (word is not None)
    assert word is None or word in findings[0]


def test_findings_on_what_does_not_count() -> None:
    casus = parse(
        """
deelnemers:
  - {naam: A, partij: wijkteam, pet: toeleiding}
  - {naam: B, partij: wijkteam, pet: hulpverlening}
  - {naam: C, partij: ggz, pet: hulpverlening}
akkoord_verstrekker:
  - {verstrekker: ggz, ontvanger: verhuurder, categorieen: [GEZONDHEID], datum: 2026-01-01}
  - {verstrekker: ggz, ontvanger: politie, categorieen: [GEZONDHEID], datum: 2027-01-01}
  - {verstrekker: ggz, ontvanger: verhuurder, categorieen: [woonfeit], datum: 2026-01-01}
besluiten: [{soort: wpg_20, ontvanger: college, datum: 2027-01-01}]
rechtsvordering: [{ontvanger: woningcorporatie, omschrijving: x, datum: 2027-01-01}]
""",
        "c.yaml",
    )
    findings = casus.findings(TODAY)
    assert len(findings) == 6
    assert casus.table().hat("wijkteam") == "toeleiding"
    assert not casus.releases("ggz", "politie", TODAY)
    assert not casus.police_decision("college", TODAY)
    assert not casus.claim("woningcorporatie", TODAY)


@pytest.mark.parametrize(
    ("name", "key"),
    [("corporatie", "woningcorporatie"), ("Woningcorporatie", "woningcorporatie"), ("Sociaal Wijkteam", "wijkteam"),
     ("LVB-zorg", "gehandicaptenzorg"), ("cliënt", "betrokkene"), ("mee", "maatschappelijk_werk"),
     ("zvh", "procesregie"), ("OM", "reclassering"), ("oov", "burgemeester"), ("beschermd wonen", "beschermd_wonen")],
)  # fmt: skip
def test_recipient_names(name: str, key: str) -> None:
    assert recipient_key(name) == key


def test_unknown_recipient_gets_suggestions() -> None:
    with pytest.raises(UsageError, match="politie"):
        recipient_key("poltie")
    with pytest.raises(UsageError, match="Kies uit: woningcorporatie"):
        recipient_key("xyzzy")
    with pytest.raises(UsageError):
        recipient_key("huisarts")


def test_parties() -> None:
    assert len(recipients()) == 18
    assert party_key("Veilig Thuis") == "veilig_thuis"
    assert party_key("xyzzy") is None
    assert label("ggd") == "GGD"
    unknown = {"overig", "zorg"}  # parties that nobody can be, only that a text can leave unsaid
    assert {key: party.domain for key, party in parties().items() if key not in unknown} == {
        key: domain for key, domain in domains().items() if key not in unknown
    }
    assert {key for key in CARE - {"zorg"} if parties()[key].domain != "zorg"} == set()
