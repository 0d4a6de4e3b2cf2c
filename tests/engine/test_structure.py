"""The nine layouts of minutes, each as a small text: kinds, headings, labels, columns, quoted mail."""

from __future__ import annotations

from itertools import pairwise

import pytest
from make import cells, kinds, minutes, of_kind, unit_with

from verslagfilter.formats.document import Document
from verslagfilter.structure import Minutes, UnitKind, read_minutes

CLASSIC = """
Verslag casusoverleg Zuid
Datum: 12-05-2026
Aanwezig: Ria Mulder (wijkteam), Tom Beek (politie), Sjoerd Hol (GGZ Centraal), Els Vaart (Vivare)
Afwezig: GGD

1. Opening
De voorzitter heet iedereen welkom.

2. Bespreking
Inbreng politie: er waren drie meldingen van lawaai.
Inbreng GGZ: betrokkene slikt zijn pillen niet.

3. Afspraken
- Vivare belt betrokkene voor 1 juni.
- GGZ Centraal gaat op 3 juni langs.

4. Rondvraag
Volgend overleg: 9 juni 2026 om 10.00 uur.
"""
CASE_FORM = """
Casusnummer: ZVH-2026-031
Hoofdbetrokkene: W. Terpstra
Aanmelder: politie

INFORMATIE PER DOMEIN
Straf
Er loopt een zaak wegens vernieling.
Zorg
Betrokkene is in beeld bij Lentis.
Wonen
Er is een huurachterstand van 640 euro.

ACTIES
Wie: Lefier  Wat: herstelt de bel  Wanneer: 15-06-2026
"""
LIFE_DOMAINS = """
PGA-plan

Leefgebied | Score | Toelichting | Doel | Actie | Wie | Wanneer
Wonen | 3 | Gang staat vol spullen | Lege gang | Container regelen | Corporatie | 1-7-2026
Psychische gezondheid | 2 | Hoort stemmen | Behandeling | Depot verhogen | GGZ | 1-6-2026
"""
ACTION_LIST = """
Actielijst

Nr\tActie\tEigenaar\tDatum\tStatus
1\tSlot vervangen\tWC\t12-6\topen
2\tSamen op huisbezoek\tWC/GGZ\t14-6\topen
3\tLijst met meldingen sturen\tPolitie\t20-6\topen
"""
MAIL = """
Van: Ria Mulder
Aan: Els Vaart
Datum: 13 mei 2026
Onderwerp: terugkoppeling huisbezoek

Beste Els,

Gisteren waren wij bij mevrouw binnen. De keuken is schoon.

- Corporatie herstelt de kraan voor 1 juni.
- Wijkteam belt volgende week.

Met vriendelijke groet,
Ria Mulder
Wijkteam Zuid

> Van: Els Vaart
> Datum: 11 mei 2026
>
> Kun jij langsgaan? De kraan lekt al een week.
"""
INTAKE = """
Aanmeldformulier OGGZ
Aanmelder ........ wijkagent Tom Beek
Naam ........ P. Vink
Toestemming ........ nee
Medicatie ........ lithium

Acties
GGD: bezoekt betrokkene voor 20 mei.
"""
NUISANCE_FILE = """
Overlastdossier
Kenmerk: WO-2026-8

Meldingenlogboek
Datum | Tijd | Melder | Omschrijving
3-4-2026 | 23.40 | mw. Bloem (nr. 12) | Harde muziek en gebonk
9-4-2026 | 02.10 | dhr. Prins | Geschreeuw in het portiek

Stand politie
Vier registraties in april.

Stand verhuurder
Twee waarschuwingen verstuurd.
"""
ROUND_TABLE = """
Ronde tafel met bewoner
Aanwezig: mevrouw Vink, mentor Jan Smit, Els Vaart (Vivare)

Wat vindt bewoner
Mevrouw wil graag blijven wonen.

Bejegening
- Rustig praten.
- Niet aan haar spullen komen.

Signalen
- Gordijnen de hele dag dicht.

Wie bellen
Bij problemen het meldpunt bellen.

Afspraken corporatie
- Vivare vervangt de voordeur voor 1 juli.
"""
CASE_LOG = """
Logboek casus

14/5 update GGZ: medicatie opgehoogd.
12/5 corporatie: deur hersteld, kosten 180 euro.
9/5 politie: twee meldingen van ruzie.
"""
LAYOUTS = {"L1": CLASSIC, "L2": CASE_FORM, "L3": LIFE_DOMAINS, "L4": ACTION_LIST, "L5": MAIL, "L6": INTAKE,
           "L7": NUISANCE_FILE, "L8": ROUND_TABLE, "L9": CASE_LOG}  # fmt: skip


def headings(read: Minutes) -> list[tuple[str, str | None]]:
    return [(u.span.of(read.text), u.topic) for u in read.units if u.kind is UnitKind.HEADING]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_is_skipped(layout: str) -> None:
    read = minutes(LAYOUTS[layout])
    covered = {i for unit in read.units for i in range(unit.span.start, unit.span.end)}
    left = {c for i, c in enumerate(read.text) if i not in covered}
    assert left <= set(" \n>\t")
    assert [u.number for u in read.units] == list(range(1, len(read.units) + 1))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_units_are_in_order_and_disjoint(layout: str) -> None:
    units = minutes(LAYOUTS[layout]).units
    assert all(a.span.end <= b.span.start for a, b in pairwise(units))
    assert all(u.span.contains(u.body) for u in units)
    assert all(u.span.contains(c.span) for u in units for c in u.cells)


def test_classic_minutes() -> None:
    read = minutes(CLASSIC)
    assert headings(read) == [
        ("Verslag casusoverleg Zuid", None),
        ("1. Opening", "proces"),
        ("2. Bespreking", "achtergrond"),
        ("3. Afspraken", "acties"),
        ("4. Rondvraag", "proces"),
    ]
    assert [t.split(":")[0] for t in of_kind(read, UnitKind.ATTENDANCE)] == ["Aanwezig", "Afwezig"]
    assert len(of_kind(read, UnitKind.ITEM)) == 2
    speaker = unit_with(read, "slikt")
    assert speaker.label is not None
    assert speaker.label.of(read.text) == "Inbreng GGZ"
    assert speaker.body.of(read.text) == "betrokkene slikt zijn pillen niet."
    assert unit_with(read, "Volgend overleg").label_kind == "proces"
    assert unit_with(read, "Vivare belt").topic == "acties"


def test_case_form() -> None:
    read = minutes(CASE_FORM)
    assert unit_with(read, "ZVH-2026-031").label_kind == "proces"
    assert unit_with(read, "Terpstra").label_kind == "betrokkene"
    nested = [h.span.of(read.text) for h in unit_with(read, "in beeld").headings]
    assert nested == ["INFORMATIE PER DOMEIN", "Zorg"]
    row = unit_with(read, "herstelt de bel")
    assert cells(row, read.text) == [("wie", "Lefier"), ("wat", "herstelt de bel"), ("wanneer", "15-06-2026")]


def test_life_domains() -> None:
    read = minutes(LIFE_DOMAINS)
    assert [c for c, _ in cells(unit_with(read, "Container"), read.text)] == [
        "leefgebied", "score", "toelichting", "doel", "wat", "wie", "wanneer"]  # fmt: skip
    assert of_kind(read, UnitKind.COLUMNS) == ["Leefgebied | Score | Toelichting | Doel | Actie | Wie | Wanneer"]


def test_action_list_with_tabs() -> None:
    read = minutes(ACTION_LIST)
    assert dict(cells(unit_with(read, "huisbezoek"), read.text)) | {"score": None} == {
        "score": None, "wat": "Samen op huisbezoek", "wie": "WC/GGZ", "wanneer": "14-6"}  # fmt: skip
    assert len(of_kind(read, UnitKind.ROW)) == 3


def test_mail_with_a_reply_below() -> None:
    read = minutes(MAIL)
    quoted = [u.span.of(read.text) for u in read.units if u.quoted]
    assert quoted == ["Van: Els Vaart", "Datum: 11 mei 2026", "Kun jij langsgaan? De kraan lekt al een week."]
    signed = [t for t in of_kind(read, UnitKind.ATTENDANCE) if ":" not in t]
    assert signed == ["Met vriendelijke groet,", "Ria Mulder", "Wijkteam Zuid"]


def test_intake_form_with_dotted_fields() -> None:
    read = minutes(INTAKE)
    found = unit_with(read, "lithium")
    assert found.kind is UnitKind.FIELD
    assert found.label is not None
    assert (found.label.of(read.text), found.body.of(read.text)) == ("Medicatie", "lithium")


def test_nuisance_file() -> None:
    read = minutes(NUISANCE_FILE)
    assert cells(unit_with(read, "gebonk"), read.text) == [
        ("wanneer", "3-4-2026"), ("tijd", "23.40"), ("melder", "mw. Bloem (nr. 12)"),
        ("toelichting", "Harde muziek en gebonk")]  # fmt: skip
    assert unit_with(read, "Twee waarschuwingen").headings[-1].span.of(read.text) == "Stand verhuurder"


def test_round_table() -> None:
    read = minutes(ROUND_TABLE)
    topics = {u.span.of(read.text): u.topic for u in read.units if u.kind is not UnitKind.HEADING}
    assert topics["- Rustig praten."] == "bejegening"
    assert topics["- Gordijnen de hele dag dicht."] == "signalen"
    assert topics["Bij problemen het meldpunt bellen."] == "contact"
    assert topics["- Vivare vervangt de voordeur voor 1 juli."] == "acties"


def test_case_log() -> None:
    read = minutes(CASE_LOG)
    labels = [u.label.of(read.text) for u in read.units if u.label]
    assert labels == ["14/5 update GGZ", "12/5 corporatie", "9/5 politie"]


def test_a_markdown_table_and_headings() -> None:
    read = minutes("# Verslag\n\n## Afspraken\n\n| Wie | Wat |\n|---|---|\n| WC | Deur maken |\n| GGZ | Bellen |\n")
    assert kinds(read)[2:] == [
        ("columns", "| Wie | Wat |"), ("row", "| WC | Deur maken |"), ("row", "| GGZ | Bellen |")]  # fmt: skip


def test_lines_wrapped_by_a_mail_program_are_joined() -> None:
    read = minutes("""
        Bespreking

        Betrokkene woont er sinds vorig jaar mei en heeft in die tijd niet
        eenmaal een klacht gehad van de mensen om hem heen.
        """)
    assert unit_with(read, "eenmaal").span.of(read.text).startswith("Betrokkene woont")


TICK = pytest.param("✓", marks=pytest.mark.xfail(strict=True, reason="its pattern asks for two spaces"))


@pytest.mark.parametrize("bullet", ["-", "*", "•", "–", "1.", "a)", "[x]", "->", TICK])
def test_bullets_are_no_text(bullet: str) -> None:
    read = minutes(f"Afspraken\n\n{bullet} Corporatie belt op maandag de huurder.\n{bullet} Politie komt.\n")
    found = unit_with(read, "maandag")
    assert found.body.of(read.text) == "Corporatie belt op maandag de huurder."


@pytest.mark.parametrize("text", ["", "\n\n", "-----\n", "a", "|\n|\n", "\t\n", ":\n", "x:", "1.\n2.\n", "> >\n"])
def test_scraps_are_no_error(text: str) -> None:
    minutes(text)


def test_a_number_in_two_parts_is_no_text_and_a_time_is() -> None:
    read = minutes(
        "Verslag casusoverleg\n\n3.2 Altijd vooraf bellen.\n3.3 Nooit alleen gaan.\n13.30 Gebeld met de buren."
    )
    assert [unit.body.of(read.text) for unit in read.units[-3:]] == [
        "Altijd vooraf bellen.",
        "Nooit alleen gaan.",
        "13.30 Gebeld met de buren.",
    ]


def test_in_markdown_too_who_writes_long_lines_breaks_none_off() -> None:
    long = (
        "De heer Bakker laat de post liggen, doet niet open als er iemand belt en heeft de huur van maart niet betaald."
    )
    other = "De gemeente vraagt na of er nog een uitkering loopt en belt hem daarover."
    for times, count in ((1, 1), (2, 2)):
        document = Document(f"{' '.join([long] * times)}\n{other}", "", "v.md", "md", ())
        assert len(read_minutes(document).units) == count


def test_another_table_below_a_blank_line_has_columns_of_its_own() -> None:
    text = """
    Naam | Organisatie
    Els Vaart | Vivare
    Tom Beek | politie

    Wie | Wat weten we
    Vivare | De deur klemt.

    Tip | Van wie
    Rustig aanspreken | GGZ Centraal
    """
    read = minutes(text)
    assert [cell.column for cell in unit_with(read, "klemt").cells] == ["wie", "toelichting"]
    assert [cell.column for cell in unit_with(read, "Rustig").cells] == ["toelichting", "wie"]


def test_rows_with_semicolons_under_such_a_heading() -> None:
    read = minutes("wie; wat; wanneer\nVivare; deur maken; 3 juni\n\nLet op; dit is een gewone zin.\n")
    assert [cell.column for cell in unit_with(read, "deur").cells] == ["wie", "wat", "wanneer"]
    assert unit_with(read, "gewone").kind is not UnitKind.ROW


def test_a_table_of_two_columns_with_the_people() -> None:
    read = minutes("Aanwezigen | Organisatie\nChantal Wever | Vivare\nOlaf Meijer | GGZ Centraal\n")
    assert unit_with(read, "Aanwezigen").kind is UnitKind.COLUMNS
    assert [cell.column for cell in unit_with(read, "Olaf").cells] == ["naam", "wie"]


def test_rows_of_an_action_table_without_headings() -> None:
    read = minutes("Afspraken\n\nCorrie | planning langsbrengen | 20 mei\nEls | medicatiecontrole | 22 mei\n")
    assert [cell.column for cell in unit_with(read, "planning").cells] == ["wie", "wat", "wanneer"]


def test_people_one_a_line_below_a_label() -> None:
    read = minutes(
        "Verslag overleg\nDeelnemers:\nBas Dekker - begeleider, RIBW Noord\nEls Vaart - Vivare\n\nBesproken\nRust.\n"
    )
    assert len(of_kind(read, UnitKind.ATTENDANCE)) == 3
    assert unit_with(read, "Rust").kind is not UnitKind.ATTENDANCE


@pytest.mark.parametrize(
    "text",
    [
        "Inbreng\nVivare | Negen klachten in zes weken, raam kapot.\nPolitie | Vier meldingen dit jaar, de laatste.\n",
        "De ronde\n| Wie | Wat |\n|---|---|\n| Vivare | Negen klachten in zes weken, raam kapot. |\n",
    ],
)
def test_in_a_round_two_columns_are_who_told_what(text: str) -> None:
    read = minutes(text)
    row = unit_with(read, "Negen klachten")
    assert cells(row, read.text)[:2] == [("wie", "Vivare"), ("toelichting", "Negen klachten in zes weken, raam kapot.")]


def test_a_party_with_its_article_stands_above_its_actions() -> None:
    read = minutes("Acties\nde Alliantie\n- berging leegruimen\n- riool doorspuiten\n")
    assert unit_with(read, "de Alliantie").kind is UnitKind.HEADING


def test_a_round_along_the_table_is_no_list_of_those_present() -> None:
    read = minutes("Ronde langs de deelnemers\n\nVivare (Els Vaart)\nDe huur is bij.\n")
    assert unit_with(read, "De huur is bij").topic != "aanwezigen"


def test_a_numbered_heading_above_numbered_items_is_a_heading() -> None:
    read = minutes(
        "5. Huisvesting\nLiever geen galerij.\n\n6. Afspraken\n1. Vivare belt op 4 mei.\n2. De politie schrijft.\n"
    )
    assert unit_with(read, "Vivare belt").topic == "acties"


def test_the_time_of_a_chat_line_is_no_label() -> None:
    read = minutes("Verslag app-groep\n\n[10:14] Vera: geen brieven sturen\n[10:15] Tom: goed")
    assert [u.label.of(read.text) for u in read.units if u.label] == ["Vera", "Tom"]


def test_an_arrow_parts_the_owner_from_what_is_done() -> None:
    read = minutes("Acties\nVivare → deur maken voor 5/12\nPolitie → let op de bus")
    assert [u.label.of(read.text) for u in read.units if u.label] == ["Vivare", "Politie"]


def test_names_in_small_letters_with_their_party_are_a_list_of_those_present() -> None:
    read = minutes("overleg stadbroek\nilse (vivare), bert dols (pol), yvonne (gem sittard, vz)\n\ngaat om de tuin")
    assert read.units[1].kind is UnitKind.ATTENDANCE
