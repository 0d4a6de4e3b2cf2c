"""Extracts out: what stands on them, and that nothing else does."""

from __future__ import annotations

import io
import itertools
import os
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import docx
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from verslagfilter.errors import UsageError
from verslagfilter.extracts import Extract, Group, Line, Piece
from verslagfilter.formats import parse, read, write
from verslagfilter.formats.labels import load_labels
from verslagfilter.formats.md import escape
from verslagfilter.formats.wash import wash
from writable_here import HAS_PDF, KINDS

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARTS = [
    "[Content_Types].xml",
    "_rels/.rels",
    "word/document.xml",
    "word/styles.xml",
    "word/numbering.xml",
    "word/_rels/document.xml.rels",
]


def line(text: str, when: str = "", who: str = "") -> Line:
    pieces = [(Piece(part),) if part else () for part in (text, when, who)]
    return Line("1.1", *pieces)


EXTRACT = Extract(
    recipient="woningcorporatie",
    groups=(
        (Group.ACTIES, (line("De voordeur herstellen.", "1 april"), line("Bellen.", who="Corporatie"))),
        (Group.OMGANG, (line("Niet in discussie gaan."), line("Rustig blijven."))),
        (Group.AFSPRAKEN_ANDEREN, (line("Gaat mee op huisbezoek."),)),
    ),
    kenmerk="ZVH-2026-014",
    meeting=date(2026, 5, 12),
    doel="stabiele woonsituatie.",
    retention="Bewaar dit verslag tot de casus is gesloten.",
    notices=("Politiegegevens: geheimhouding geldt.",),
)
TEXT = """\
Verslag voor de woningcorporatie

Kenmerk: ZVH-2026-014
Datum overleg: 12 mei 2026
Ontvanger: Woningcorporatie

Uw acties
Actie | Wie | Wanneer
- De voordeur herstellen. |  | 1 april
- Bellen. | Corporatie

Hoe ga je om met betrokkene
- Niet in discussie gaan.
- Rustig blijven.

Afspraken van anderen
- Gaat mee op huisbezoek.

Doel: stabiele woonsituatie. Gebruik dit verslag nergens anders voor.
Bewaar dit verslag tot de casus is gesloten.
Politiegegevens: geheimhouding geldt.
"""
MARKDOWN = """\
# Verslag voor de woningcorporatie

- **Kenmerk:** ZVH-2026-014
- **Datum overleg:** 12 mei 2026
- **Ontvanger:** Woningcorporatie

## Uw acties

| Actie | Wie | Wanneer |
| --- | --- | --- |
| De voordeur herstellen. |  | 1 april |
| Bellen. | Corporatie |  |

## Hoe ga je om met betrokkene

- Niet in discussie gaan.
- Rustig blijven.

## Afspraken van anderen

- Gaat mee op huisbezoek.

Doel: stabiele woonsituatie. Gebruik dit verslag nergens anders voor.

Bewaar dit verslag tot de casus is gesloten.

Politiegegevens: geheimhouding geldt.
"""


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def _one(text: str, kind: str, group: Group = Group.FEITEN) -> bytes:
    return write(Extract("politie", ((group, (line(text),)),)), kind)


def test_plain_text() -> None:
    assert write(EXTRACT, "txt").decode() == TEXT


def test_markdown() -> None:
    assert write(EXTRACT, "md").decode() == MARKDOWN


def test_word_has_six_parts_and_no_properties() -> None:
    with zipfile.ZipFile(io.BytesIO(write(EXTRACT, "docx"))) as archive:
        assert archive.namelist() == PARTS
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.create_system for entry in archive.infolist()} == {0}
        assert archive.comment == b""
        content = b"".join(archive.read(name) for name in archive.namelist())
    for word in (b"rsid", b"docProps", b"author", b"creator", b"en-US", b"customXml", b"<!--"):
        assert word not in content


def test_word_hides_nothing(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(write(EXTRACT, "docx"))
    assert read(path).unread == ()


def test_all_formats_read_back_as_the_same_words() -> None:
    def words(kind: str) -> list[str]:
        text = parse(write(EXTRACT, kind), f"x.{kind}")[0].text
        text = text.replace("---", "").replace("|", " ").replace("#", "").replace("*", "")
        return [word for word in text.split() if word != "-"]

    for kind in KINDS:
        if kind == "json":
            continue  # no minutes come as json
        assert words(kind) == words("txt"), kind


def test_python_docx_reads_headings_table_and_list() -> None:
    made = docx.Document(io.BytesIO(write(EXTRACT, "docx")))
    styled = [(paragraph.style.name, paragraph.text) for paragraph in made.paragraphs if paragraph.style is not None]
    assert styled[0] == ("Title", "Verslag voor de woningcorporatie")
    assert [text for name, text in styled if name == "Heading 1"] == [
        "Uw acties",
        "Hoe ga je om met betrokkene",
        "Afspraken van anderen",
    ]
    assert ("List Bullet", "Rustig blijven.") in styled
    assert [[cell.text for cell in row.cells] for row in made.tables[0].rows] == [
        ["Actie", "Wie", "Wanneer"],
        ["De voordeur herstellen.", "", "1 april"],
        ["Bellen.", "Corporatie", ""],
    ]


def test_word_is_accessible_and_dutch() -> None:
    parts = _parts(write(EXTRACT, "docx"))
    body = etree.fromstring(parts["word/document.xml"])
    rows = list(body.iter(W + "tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert {item.get(W + "val") for item in etree.fromstring(parts["word/styles.xml"]).iter(W + "lang")} == {"nl-NL"}
    size = next(body.iter(W + "pgSz"))
    assert (size.get(W + "w"), size.get(W + "h")) == ("11906", "16838")


def test_every_style_and_list_that_is_used_exists() -> None:
    parts = _parts(write(EXTRACT, "docx"))
    known = {style.get(W + "styleId") for style in etree.fromstring(parts["word/styles.xml"]).iter(W + "style")}
    body = etree.fromstring(parts["word/document.xml"])
    used = {item.get(W + "val") for item in itertools.chain(body.iter(W + "pStyle"), body.iter(W + "tblStyle"))}
    assert used <= known


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_bytes_in_every_run(kind: str, tmp_path: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); from test_writers import EXTRACT, write;"
        f"sys.stdout.buffer.write(write(EXTRACT, {kind!r}))"
    )
    here = Path(__file__).parent
    made = set()
    for zone, seed in (("UTC", "1"), ("Pacific/Kiritimati", "2")):
        env = {"PYTHONPATH": f"{here.parents[1] / 'src'}{os.pathsep}{here.parent}", "TZ": zone, "PYTHONHASHSEED": seed}
        done = subprocess.run(
            [sys.executable, "-c", script, str(here)], env=env, cwd=tmp_path, capture_output=True, check=True
        )
        made.add(done.stdout)
    assert len(made) == 1
    assert len(made.pop()) > 100


@pytest.mark.parametrize("kind", KINDS)
def test_an_extract_without_anything_still_says_what_it_is(kind: str) -> None:
    data = write(Extract("naaste", ((Group.FEITEN, (line(" \u200b"),)), (Group.ACTIES, ()))), kind)
    text = data.decode() if kind == "json" else parse(data, f"x.{kind}")[0].text
    assert "Verslag voor de naaste" in text
    assert "Gebruik dit verslag alleen voor het afgesproken doel." in text
    for heading in load_labels().koppen.values():
        assert heading not in text


def test_a_column_that_is_empty_is_not_shown() -> None:
    acts = (Group.ACTIES, (line("Bel.", "1 mei"), line("Mail.")))
    assert "Actie | Wanneer\n- Bel. | 1 mei\n- Mail.\n" in write(Extract("politie", (acts,)), "txt").decode()


def test_headings_for_the_person_do_not_speak_to_a_professional() -> None:
    groups = tuple((group, (line("Tekst."),)) for group in Group)
    text = write(Extract("betrokkene", groups), "txt").decode()
    assert "Verslag voor betrokkene" in text
    assert "Uw " not in text
    assert "je " not in text


def test_every_group_and_recipient_has_its_word() -> None:
    labels = load_labels()
    assert set(labels.koppen) == set(Group)
    assert set(labels.koppen_per_ontvanger) <= set(labels.ontvangers)
    assert labels.recipient("nieuwe_partij") == "nieuwe partij"
    assert labels.recipient_name("meldpunt") == "Meldpunt"
    assert labels.date(date(2026, 3, 1)) == "1 maart 2026"


@pytest.mark.skipif(not HAS_PDF, reason="Pango is not on this machine")
def test_pdf_is_tagged_dutch_and_complete() -> None:
    with pikepdf.open(io.BytesIO(write(EXTRACT, "pdf"))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "nl"
        with pdf.open_metadata() as metadata:
            assert metadata.pdfa_status == "2A"
        kinds = {str(item.get("/S")) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item}
        assert {"/H1", "/H2", "/Table", "/TH", "/L"} <= kinds
        fonts = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/FontFamily" in item]
        assert fonts
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def test_pdf_without_its_library_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(UsageError, match="Pango"):
        write(EXTRACT, "pdf")


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UsageError, match="docx, odt, pdf, html, md, txt, json"):
        write(EXTRACT, "xls")


def test_unseen_characters_are_washed_out() -> None:
    text = "a\u200bb\u202ec\u00add\x00e\ufefff\U000e0041g\u2066h\ufe0fi\ud800j\ue000k  l\u2028m\tn\u3164"
    assert wash(text) == "abcdefghijk l m n"


@pytest.mark.parametrize("kind", KINDS)
def test_no_unseen_character_reaches_a_file(kind: str) -> None:
    data = _one("a\u200b\u202e\x0b\x00\ud800b", kind)
    content = _content(data, kind)
    assert "ab" in content.replace(" ", "")
    assert "\u200b" not in content
    assert "\u202e" not in content


def _content(data: bytes, kind: str) -> str:
    """Every text in a file, of all its parts."""
    if kind == "pdf":
        return parse(data, "x.pdf")[0].text
    return b"".join(_parts(data).values() if kind in ("docx", "odt") else [data]).decode()


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("# kop", r"\# kop"),
        ("- punt", r"\- punt"),
        ("1. punt", r"1\. punt"),
        ("1.5 uur", "1.5 uur"),
        ("a | b", r"a \| b"),
        ("*vet* _schuin_ jan_jansen@x.nl", r"\*vet\* \_schuin\_ jan_jansen@x.nl"),
        ("<b>[x](y)`z`\\", r"\<b>\[x\](y)\`z\`" + "\\\\"),
        ("Jansen & Zn &amp;", r"Jansen & Zn \&amp;"),
        ("> citaat", r"\> citaat"),
    ],
)
def test_markdown_shows_signs_as_they_are(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=40), group=st.sampled_from([Group.ACTIES, Group.FEITEN]))
def test_any_text_gives_sound_files_with_that_text(text: str, group: Group) -> None:
    extract = Extract("politie", ((group, (line(text, when="x"),)),), doel=text, notices=(text,))
    assert wash(text) in write(extract, "txt").decode()
    write(extract, "md").decode()
    body = etree.fromstring(_parts(write(extract, "docx"))["word/document.xml"])
    assert wash(text) in "".join(body.itertext())
