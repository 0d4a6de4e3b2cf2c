"""A house style is added to every extract, and nothing comes along with it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from png_maker import chunk, png
from test_writers import EXTRACT

from verslagfilter.errors import ConfigError
from verslagfilter.formats import parse, write
from verslagfilter.formats.style import HouseStyle, contrast, load
from writable_here import KINDS

SECRET = "GEHEIM"
HIDDEN = chunk(b"tEXt", f"Author\x00{SECRET}".encode())


def style(folder: Path, text: str, **files: bytes) -> HouseStyle:
    """The house style of a file with this text, beside these files."""
    for name, data in files.items():
        (folder / name.replace("_", ".")).write_bytes(data)
    path = folder / "huisstijl.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path)


def template(change: object = None) -> bytes:
    """A Word file with a header, changed by a function of its document."""
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Zorg- en Veiligheidshuis"
    if callable(change):
        change(made)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def everything(data: bytes) -> bytes:
    """All parts of a package, unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"\n".join(name.encode() + archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("kind", KINDS)
def test_organisation_and_footer_stand_in_every_format(kind: str) -> None:
    data = write(EXTRACT, kind, style=HouseStyle("ZVH Midden", footer="Postbus 1, Utrecht"))
    text = data.decode() if kind == "json" else parse(data, f"a.{kind}")[0].text
    assert "ZVH Midden" in text
    assert "Postbus 1, Utrecht" in text


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind in ("docx", "odt", "html", "pdf")])
def test_a_logo_is_shown_and_described(kind: str, tmp_path: Path) -> None:
    house = style(tmp_path, "logo: logo.png", logo_png=png())
    unread = {place.kind: place.count for place in parse(write(EXTRACT, kind, style=house), f"a.{kind}")[0].unread}
    assert (unread["afbeelding"], unread["alternatieve tekst"]) == (1, 1)


@pytest.mark.parametrize("kind", ["docx", "odt", "html"])
def test_what_hides_in_a_logo_stays_behind(kind: str, tmp_path: Path) -> None:
    house = style(tmp_path, "logo: logo.png", logo_png=png(30, 10, HIDDEN))
    assert house.logo is not None
    assert SECRET.encode() not in house.logo.png
    made = write(EXTRACT, kind, style=house)
    assert SECRET.encode() not in (made if kind == "html" else everything(made))


@pytest.mark.parametrize("kind", ["docx", "odt", "html"])
def test_the_colour_of_the_house_replaces_ours(kind: str) -> None:
    made = write(EXTRACT, kind, style=HouseStyle(colour="7A0019"))
    content = made if kind == "html" else everything(made)
    assert b"7A0019" in content
    assert b"1F4E79" not in content


def test_contrast_is_that_of_the_guideline() -> None:
    assert contrast("FFFFFF") == pytest.approx(1.0)
    assert contrast("000000") == pytest.approx(21.0)
    assert contrast("767676") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("klur: '#123456'", "bestaat niet"),
        ("kleur: [1]", "verwacht een kleur"),
        ("kleur: blauw", "verwacht een kleur"),
        ("kleur: '#FFCC00'", "te licht"),
        ("logo: weg.png", "niet te lezen"),
        ("logo: logo.png", "geen goed png-bestand"),
        ("sjabloon: logo.png", "afbeelding|Word-bestand"),
        ("organisatie: ''", "verwacht de naam"),
    ],
)
def test_errors_say_which_line_and_what_is_expected(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=words) as caught:
        style(tmp_path, f"# huisstijl\n{text}\n", logo_png=png()[:-5] + b"xxxxx")
    assert "regel 2" in str(caught.value)


def test_a_huge_logo_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="beeldpunten"):
        style(tmp_path, "logo: logo.png", logo_png=png(5000, 1))


# A template of one's own


def test_header_and_styles_of_the_template_are_used(tmp_path: Path) -> None:
    house = style(tmp_path, "sjabloon: s.docx", s_docx=template())
    made = write(EXTRACT, "docx", style=house)
    document = docx.Document(io.BytesIO(made))
    assert document.sections[0].header.paragraphs[0].text == "Zorg- en Veiligheidshuis"
    used = {p.style.name for p in document.paragraphs if p.style is not None}
    assert {"Title", "Heading 1", "List Bullet"} <= used
    assert parse(made, "a.docx")[0].text.startswith("Zorg- en Veiligheidshuis\n\nVerslag voor de woningcorporatie")


def test_text_and_properties_of_the_template_stay_behind(tmp_path: Path) -> None:
    def fill(made: docx.document.Document) -> None:
        made.add_paragraph(SECRET)
        made.core_properties.author = SECRET

    house = style(tmp_path, "sjabloon: s.docx", s_docx=template(fill))
    content = everything(write(EXTRACT, "docx", style=house))
    for word in (SECRET.encode(), b"rsid", b"docProps", b"customXml", b"thumbnail"):
        assert word not in content


def test_a_picture_of_the_template_comes_along_without_its_texts(tmp_path: Path) -> None:
    def fill(made: docx.document.Document) -> None:
        run = made.sections[0].header.paragraphs[0].add_run()
        run.add_picture(io.BytesIO(png(30, 10, HIDDEN)), width=Cm(2))

    house = style(tmp_path, "sjabloon: s.docx", s_docx=template(fill))
    made = write(EXTRACT, "docx", style=house)
    assert SECRET.encode() not in everything(made)
    assert {p.kind for p in parse(made, "a.docx")[0].unread} >= {"afbeelding"}


def _hidden(made: docx.document.Document) -> None:
    made.sections[0].header.paragraphs[0].add_run(SECRET).font.hidden = True


def _deleted(made: docx.document.Document) -> None:
    gone = OxmlElement("w:del")
    run, text = OxmlElement("w:r"), OxmlElement("w:delText")
    text.text = SECRET
    run.append(text)
    gone.append(run)
    made.paragraphs[0]._p.append(gone) if made.paragraphs else made.add_paragraph("x")._p.append(gone)


def _author_field(made: docx.document.Document) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), " AUTHOR ")
    made.sections[0].footer.paragraphs[0]._p.append(field)


def _link(made: docx.document.Document) -> None:
    part = made.sections[0].header.part
    part.relate_to("https://voorbeeld.nl", docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_hidden, "verborgen tekst"),
        (_deleted, "verwijderde tekst"),
        (_author_field, "alle velden"),
        (_link, "koppeling"),
    ],
)
def test_a_template_that_holds_more_is_refused(change: object, words: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=words):
        style(tmp_path, "sjabloon: s.docx", s_docx=template(change))
