"""Excel and RTF in: what the secretary sees in Excel and in Word, and a count or a refusal of what she does not."""

from __future__ import annotations

import contextlib
import hashlib
import io
import time as clock
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx_maker import zip_of
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from verslagfilter.errors import InputError
from verslagfilter.formats import read
from verslagfilter.formats.document import BlockKind, Document

SECRET = "geheim"
SHEET = "xl/worksheets/sheet1.xml"


def _bug(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


def _bytes(folder: Path, data: bytes, name: str) -> Document:
    path = folder / name
    path.write_bytes(data)
    return read(path)


def _lines(document: Document) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks]


def _columns(document: Document) -> list[list[str]]:
    """The text of each column of each row, empty ones too."""
    rows = [block.span.of(document.text) for block in document.blocks if block.kind is BlockKind.TABLE_ROW]
    return [[column.strip() for column in row.removeprefix("| ").split("|")] for row in rows]


def _unread(document: Document) -> dict[str, int]:
    return {place.kind: place.count for place in document.unread}


# Excel


def _book(*rows: Sequence[Any]) -> tuple[Workbook, Worksheet]:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    return book, sheet


def _saved(book: Workbook) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _excel(folder: Path, book: Workbook) -> Document:
    return _bytes(folder, _saved(book), "lijst.xlsx")


def _edited(data: bytes, part: str, old: str, new: str) -> bytes:
    """A part of a package with other words in it, as another program than openpyxl would write it."""
    with ZipFile(io.BytesIO(data)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    assert old.encode() in entries[part]
    return zip_of(entries | {part: entries[part].replace(old.encode(), new.encode())})


def test_each_row_is_a_line_with_its_cells(tmp_path: Path) -> None:
    book, _ = _book(["Actie", "Wie"], ["bel\nmail", None, "WC|GGZ"], [], [None, "Jan", " "])
    document = _excel(tmp_path, book)
    assert document.text.splitlines()[:3] == ["Actie | Wie", "bel mail |  | WC/GGZ", ""]
    assert _columns(document)[2] == ["", "Jan"]
    assert [[cell.of(document.text) for cell in block.cells] for block in document.blocks] == [
        ["Actie", "Wie"],
        ["bel mail", "WC/GGZ"],
        ["Jan"],
    ]
    assert [(block.kind, block.place) for block in document.blocks] == [
        (BlockKind.TABLE_ROW, f"rij {row}") for row in (1, 2, 4)
    ]
    assert (document.kind, document.name, _unread(document)) == ("xlsx", "lijst.xlsx", {})
    assert document.sha256 == hashlib.sha256((tmp_path / "lijst.xlsx").read_bytes()).hexdigest()


def test_several_sheets_have_their_names_as_headings(tmp_path: Path) -> None:
    book, sheet = _book(["a"])
    sheet.title = "Acties"
    book.create_sheet("Besluiten")["B2"] = "b"
    document = _excel(tmp_path, book)
    assert [(line.strip("| "), block.kind, block.level, block.place)
            for line, block in zip(_lines(document), document.blocks, strict=True)] == [
        ("Acties", BlockKind.HEADING, 1, "blad Acties"),
        ("a", BlockKind.TABLE_ROW, 0, "blad Acties, rij 1"),
        ("Besluiten", BlockKind.HEADING, 1, "blad Besluiten"),
        ("b", BlockKind.TABLE_ROW, 0, "blad Besluiten, rij 2"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "shape", "text"),
    [
        (7, "General", "7"),
        (7.0, "General", "7"),
        (1.5, "General", "1,5"),
        (-0.25, "General", "-0,25"),
        (True, "General", "ja"),
        (False, "General", "nee"),
        ("06", "General", "06"),
        (datetime(2025, 3, 1), "DD-MM-YYYY", "01-03-2025"),
        (datetime(2025, 3, 1, 10, 5), "DD-MM-YYYY HH:MM", "01-03-2025 10:05"),
        (date(2025, 3, 1), "D MMMM YYYY", "01-03-2025"),
        (date(1999, 12, 31), "D-M-YY", "31-12-1999"),
        pytest.param(time(10, 5), "HH:MM", "10:05"),
        pytest.param(timedelta(hours=30), "[h]:mm", "30:00"),
        pytest.param(0.25, "0%", "25%"),
        pytest.param(612345678, "0000000000", "0612345678"),
    ],
)
def test_values_as_excel_shows_them(tmp_path: Path, value: object, shape: str, text: str) -> None:
    book, sheet = _book(["x", value])
    sheet["B1"].number_format = shape
    assert _columns(_excel(tmp_path, book)) == [["x", text]]


@pytest.mark.parametrize(
    ("cell", "shown", "counted"),
    [
        ('<c r="B1"><f>1+1</f><v>2</v></c>', "2", {}),
        ('<c r="B1" t="str"><f>C1</f><v>twee</v></c>', "twee", {}),
        ('<c r="B1" t="b"><f>C1</f><v>1</v></c>', "ja", {}),
        ('<c r="B1" t="inlineStr"><is><t>in de cel</t></is></c>', "in de cel", {}),
        ('<c r="B1"><f>1+1</f></c>', "", {"formule zonder uitkomst": 1}),
        pytest.param('<c r="B1"><f>1+1</f><v></v></c>', "", {"formule zonder uitkomst": 1}),
        pytest.param('<c r="B1"><f>1+1</f><v/></c>', "", {"formule zonder uitkomst": 1}),
    ],
)  # fmt: skip
def test_a_formula_counts_as_its_last_outcome(tmp_path: Path, cell: str, shown: str, counted: dict[str, int]) -> None:
    book, _ = _book(["x", "=1+1"])
    data = _edited(_saved(book), SHEET, '<c r="B1"><f>1+1</f><v></v></c>', cell)
    document = _bytes(tmp_path, data, "a.xlsx")
    assert (_columns(document), _unread(document)) == ([["x", shown] if shown else ["x"]], counted)


def test_merged_cells_keep_the_columns(tmp_path: Path) -> None:
    book, sheet = _book(["breed", None, "c"], ["hoog", "b", "c"], [None, "e"])
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("A2:A3")
    assert _columns(_excel(tmp_path, book)) == [["breed", "", "c"], ["hoog", "b", "c"], ["", "e"]]


def test_hidden_rows_and_columns_are_counted(tmp_path: Path) -> None:
    book, sheet = _book(["a", SECRET, "c"], [SECRET], ["d", None, "e"])
    sheet.column_dimensions["B"].hidden = True
    sheet.row_dimensions[2].hidden = True
    document = _excel(tmp_path, book)
    assert (_columns(document), _unread(document)) == ([["a", "c"], ["d", "e"]], {"verborgen tekst": 2})


def test_hidden_columns_side_by_side(tmp_path: Path) -> None:
    book, sheet = _book(["a", SECRET, SECRET, SECRET, "e"])
    sheet.column_dimensions.group("B", "D", hidden=True)
    document = _excel(tmp_path, book)
    assert (_columns(document), _unread(document)) == ([["a", "e"]], {"verborgen tekst": 1})


@_bug("a width or height of 0 hides in Excel")
@pytest.mark.parametrize("side", ["column", "row"])
def test_columns_and_rows_without_any_size_are_hidden(tmp_path: Path, side: str) -> None:
    book, sheet = _book(["a"], ["b"])
    sheet["C2" if side == "row" else "B1"] = SECRET
    if side == "row":
        sheet.row_dimensions[2].height = 0
    else:
        sheet.column_dimensions["B"].width = 0
    document = _excel(tmp_path, book)
    assert SECRET not in document.text
    assert _unread(document) == {"verborgen tekst": 1}


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_hidden_sheets_are_counted(tmp_path: Path, state: str) -> None:
    book, _ = _book(["a"])
    sheet = book.create_sheet(SECRET)
    sheet["A1"] = SECRET
    sheet.sheet_state = state
    document = _excel(tmp_path, book)
    assert (_columns(document), _unread(document)) == ([["a"]], {"verborgen tekst": 1})
    assert SECRET not in document.text


def test_what_stands_beside_the_cells_is_counted(tmp_path: Path) -> None:
    book, sheet = _book(["a", "b"], [1, 2])
    sheet["A1"].comment = Comment(SECRET, SECRET)
    sheet["B1"].hyperlink = f"http://{SECRET}.nl"
    sheet.oddHeader.left.text = SECRET
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=2, max_col=2))
    sheet.add_chart(chart, "D1")
    book.properties.creator = "Jan"
    book.properties.title = SECRET
    book.defined_names["naam"] = DefinedName("naam", attr_text="Sheet!$A$1")
    document = _excel(tmp_path, book)
    counted = _unread(document)
    assert (_columns(document), counted.pop("onbekend onderdeel")) == ([["a", "b"], ["1", "2"]], 1)
    assert counted == {
        "opmerking": 1,
        "adres achter een koppeling": 1,
        "kop- of voettekst": 1,
        "grafiek": 1,
        "auteursnaam": 1,
        "documenteigenschap": 1,
        "naam van een bereik": 1,
    }


def test_far_columns_are_read_counted_or_refused(tmp_path: Path) -> None:
    book, sheet = _book(["a"])
    sheet.cell(1, 201).value = "ver"
    try:
        document = _excel(tmp_path, book)
    except InputError:
        return
    assert "ver" in document.text or document.unread


def test_a_file_with_macros_is_read_without_them(tmp_path: Path) -> None:
    with ZipFile(io.BytesIO(_saved(_book(["a"])[0]))) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    document = _bytes(tmp_path, zip_of(entries | {"xl/vbaProject.bin": b"x"}), "a.xlsm")
    assert (_columns(document), _unread(document)) == ([["a"]], {"macro": 1})


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        (200, 5),
        pytest.param(5_000, 5),
    ],
)
def test_long_sheets_take_linear_time(tmp_path: Path, rows: int, columns: int) -> None:
    data = _saved(_book(*[["woord"] * columns] * rows)[0])
    start = clock.perf_counter()
    assert len(_bytes(tmp_path, data, "a.xlsx").blocks) == rows
    assert clock.perf_counter() - start < 10  # a hang, not a slow machine


def test_a_large_merged_range_costs_nothing(tmp_path: Path) -> None:
    merged = '</sheetData><mergeCells><mergeCell ref="A1:GR3000"/></mergeCells>'
    data = _edited(_saved(_book(["a"])[0]), SHEET, "</sheetData>", merged)
    start = clock.perf_counter()
    with contextlib.suppress(InputError):
        assert _lines(_bytes(tmp_path, data, "a.xlsx")) == ["a"]
    assert clock.perf_counter() - start < 10  # a hang, not a slow machine


def _hidden_only() -> bytes:
    book, sheet = _book(["a"])
    sheet["A1"] = SECRET
    sheet.row_dimensions[1].hidden = True
    return _saved(book)


def _far_corner() -> bytes:
    book, sheet = _book([SECRET])
    sheet.cell(1_048_576, 2).value = SECRET
    return _saved(book)


INLINE = f'<c r="A1" t="inlineStr"><is><t>{SECRET}</t></is></c>'
ENTITY = '<!DOCTYPE x [<!ENTITY e "geheim">]><worksheet'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (_saved(Workbook()), "geen leesbare tekst"),
        (_hidden_only(), "geen leesbare tekst"),
        (_saved(_book([SECRET])[0])[:-30], "beschadigd"),
        (_edited(_saved(_book([SECRET])[0]), SHEET, "<worksheet", "<worksheet x"), "beschadigd"),
        (_edited(_saved(_book([SECRET])[0]), SHEET, "<worksheet", ENTITY), "onveilig"),
        (_edited(_saved(_book([SECRET])[0]), SHEET, INLINE, '<c r="A1" t="s"><v>99</v></c>'), "beschadigd"),
    ],
    ids=["empty", "hidden", "cut", "not XML", "entity", "no such text"],
)
def test_an_excel_file_that_cannot_be_read_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        _bytes(tmp_path, data, "a.xlsx")
    assert SECRET not in str(caught.value)


# RTF


FONTS = r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fcharset238 Arial CE;}{\f2\fcharset2 Symbol;}}"


def _rich(body: str, head: str = FONTS) -> bytes:
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{head}{{\\colortbl;\\red0;}}\n{body}}}".encode("cp1252")


def _rtf(folder: Path, body: str, head: str = FONTS) -> Document:
    return _bytes(folder, _rich(body, head), "verslag.rtf")


def test_paragraphs_of_rtf(tmp_path: Path) -> None:
    document = _rtf(tmp_path, r"\pard\f0\fs22 Een {\b vet}te regel\par" "\r\n" r"\par Twee\line drie\par}{geheim")
    assert (document.text.rstrip(), document.kind) == ("Een vette regel\n\nTwee\ndrie", "rtf")
    assert [(block.kind, block.place) for block in document.blocks] == [
        (BlockKind.PARAGRAPH, f"regel {number}") for number in (1, 3, 4)
    ]
    assert document.sha256 == hashlib.sha256((tmp_path / "verslag.rtf").read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"Caf\'e9 \'93x\'94 \'80 5", "Café “x” € 5"),
        ("Café", "Café"),
        pytest.param("€ 5", "€ 5"),
        (r"\uc1 Caf\u233\'e9 \u8364?5", "Café €5"),
        (r"\uc1\u8220\'93x\u8221\'94\u8211-y", "“x”–y"),
        (r"{\uc0 \u233 x}\u233 ?y", "éxéy"),
        (r"\uc2\u8364\'a2\'e3x", "€x"),
        (r"\f1\'9a\f0\'9a", "šš"),
        (r"\ldblquote x\rdblquote\~\emdash\endash", "“x”\N{NO-BREAK SPACE}—–"),
        (r"a\tab b\_c", "a\tb\N{NON-BREAKING HYPHEN}c"),
        (r"\{a\} b\\c", r"{a} b\c"),
        (r"x{\*\onbekend geheim}y", "xy"),
        pytest.param(r"C:\\v map", r"C:\v map"),
        pytest.param(r"ja|nee", "ja|nee", marks=_bug("a bar in a sentence makes it a table row")),
        pytest.param(r"a\u11?b", "a\nb", id="line tabulation"),
        pytest.param(r"{\upr{x?}{\*\ud{x\u233?}}}y", "xéy", marks=_bug("the library drops both versions")),
    ],
)
def test_signs_of_rtf(tmp_path: Path, body: str, text: str) -> None:
    assert _rtf(tmp_path, rf"\pard\f0 {body}\par").text.strip() == text


def test_a_sign_beyond_the_first_plane_is_one_character(tmp_path: Path) -> None:
    text = _rtf(tmp_path, r"\pard\uc1 Blij \u-10179?\u-8704?!\par").text
    assert ascii(text.strip()) == ascii("Blij 😀!")  # a failure report with half characters cannot be sent either


def _row(*cells: str) -> str:
    return r"\trowd\cellx1000\cellx2000\pard\intbl " + "".join(rf"{cell}\cell " for cell in cells) + r"\row "


def test_tables_of_rtf(tmp_path: Path) -> None:
    body = r"\pard voor\par" + _row("Actie", "Wie") + _row("", "Jan") + _row(r"{\b b}el", "") + r"\pard na\par"
    document = _rtf(tmp_path, body)
    assert _columns(document) == [["Actie", "Wie"], ["", "Jan"], ["bel"]]
    assert [[cell.of(document.text) for cell in block.cells] for block in document.blocks if block.cells] == [
        ["Actie", "Wie"],
        ["Jan"],
        ["bel"],
    ]
    assert (_lines(document)[0], _lines(document)[-1]) == ("voor", "na")


@_bug("a paragraph end in a cell ends the row")
def test_a_cell_with_two_paragraphs_stays_one_cell(tmp_path: Path) -> None:
    assert _columns(_rtf(tmp_path, _row(r"bel\par mail", "Jan"))) == [["bel; mail", "Jan"]]


@pytest.mark.parametrize(
    ("item", "line"),
    [
        (r"{\listtext\pard\plain\f2 \'b7\tab}\ls1 bel", "- bel"),
        (r"{\listtext\pard\plain \u8226\'95\tab}\ls1 bel", "- bel"),
        pytest.param(r"{\pntext\f2\'B7\tab}{\*\pn\pnlvlblt\pnf2{\pntxtb\'B7}}bel", "- bel",
                     marks=_bug("the library drops the signs of WordPad")),
        pytest.param(r"{\listtext\pard\plain 1.\tab}\ls1 bel", "1. bel", marks=_bug("a tab stays after the number")),
    ],
)  # fmt: skip
def test_lists_of_rtf(tmp_path: Path, item: str, line: str) -> None:
    document = _rtf(tmp_path, rf"\pard {item}\par \pard na\par")
    assert _lines(document) == [line, "na"]
    assert [block.kind for block in document.blocks] == [BlockKind.LIST_ITEM, BlockKind.PARAGRAPH]


@pytest.mark.parametrize(
    ("body", "counted"),
    [
        (r"{\header\pard geheim\par}x", {"koptekst": 1}),
        (r"{\headerf\pard geheim\par}{\footerr\pard geheim\par}x", {"koptekst": 1, "voettekst": 1}),
        (r"x{\super\chftn{\footnote\pard geheim}}{\footnote\ftnalt geheim}", {"voetnoot": 2}),
        (r"x{\*\atnid J}{\*\atnauthor Jan}{\*\annotation\pard geheim}", {"opmerking": 1}),
        (r"x{\pict\pngblip 89504e47}", {"afbeelding": 1}),
        (r"x{\object\objemb{\*\objdata 0102}{\result geheim}}", {"ingesloten bestand": 1}),
        (r"x{\shp{\*\shpinst{\shptxt geheim\par}}}", {"tekstvak": 1}),
        (r"{\info{\title geheim}{\author geheim}{\*\company geheim}}x", {"documenteigenschap": 3}),
        pytest.param(r"x{\*\do\dptxbx{\dptxbxtext geheim\par}}", {"tekstvak": 1}),
        pytest.param(r'{\field{\*\fldinst{HYPERLINK "http://geheim.nl"}}{\fldrslt{\ul x}}}',
                     {"adres achter een koppeling": 1}),
        pytest.param(r"\binfsxn4 x{\pict{\*\picprop}\pngblip 6765686569}", {"afbeelding": 1}),
    ],
)  # fmt: skip
def test_what_the_text_of_rtf_leaves_out_is_counted(tmp_path: Path, body: str, counted: dict[str, int]) -> None:
    document = _rtf(tmp_path, rf"\pard {body}\par")
    assert (_lines(document), _unread(document)) == (["x"], counted)


@pytest.mark.parametrize("body", [r"x\v0 y", r"x{\deleted0 y}", r"{\vern1 x}y", r"{\*\vx x}xy"])
def test_control_words_that_hide_nothing(tmp_path: Path, body: str) -> None:
    assert _rtf(tmp_path, rf"\pard {body}\par").text.strip() == "xy"


@pytest.mark.parametrize(
    "body",
    [
        r"x{\v geheim}",
        r"x{\v1\b geheim}",
        r"x{\b\v\i geheim}",
        r"x{\deleted geheim}",
        r"x{\revised\deleted1\revauthdel1 geheim}",
        r"x{\webhidden geheim}",
        "x{\\v\ngeheim}",
    ],
)
def test_hidden_and_deleted_text_is_refused(tmp_path: Path, body: str) -> None:
    with pytest.raises(InputError, match=r"verborgen of verwijderde tekst.*docx") as caught:
        _rtf(tmp_path, rf"\pard {body}\par")
    assert SECRET not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (rb"{\rtf1\ansi}", "geen leesbare tekst"),
        (_rich(r"{\header geheim}"), "geen leesbare tekst"),
        (_rich("{" * 600 + "geheim" + "}" * 600), "ingewikkeld"),
        (_rich(r"geheim\u99999999 x"), "beschadigd"),
        (_rich(r"geheim\'81\f3\'e9").replace(b"1252", b"9999"), "beschadigd"),
    ],
    ids=["empty", "only a header", "nesting", "no such sign", "no such code page"],
)
def test_rtf_that_cannot_be_read_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        _bytes(tmp_path, data, "a.rtf")
    assert SECRET not in str(caught.value)


def test_nesting_that_is_not_too_deep_is_read(tmp_path: Path) -> None:
    assert _rtf(tmp_path, "{" * 400 + "x" + "}" * 400).text == "x"


@pytest.mark.parametrize(
    "data",
    [
        _rich(r"Een regel tekst hier.\par " * 20_000),
        pytest.param(_rich(r"{\field{\*\fldinst{PAGE}}{\fldrslt{3}}}" * 8_000)),
        pytest.param(_rich("x", "{\\fonttbl" + r"{\f1\fcharset0 A}" * 90 + "}")),
    ],
    ids=["lines", "fields", "fonts"],
)
def test_long_rtf_takes_linear_time(tmp_path: Path, data: bytes) -> None:
    start = clock.perf_counter()
    assert _bytes(tmp_path, data, "a.rtf").text
    assert clock.perf_counter() - start < 10  # a hang, not a slow machine
