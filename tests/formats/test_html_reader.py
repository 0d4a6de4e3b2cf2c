"""HTML in: what a browser shows, as headings, lists and table rows; and a count of what it does not show."""

from __future__ import annotations

import hashlib
import html
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verslagfilter.errors import InputError
from verslagfilter.formats import read
from verslagfilter.formats.document import BlockKind, Document
from verslagfilter.formats.safexml import MAX_TAGS

SECRET = "geheim"


def _bytes(folder: Path, data: bytes, name: str = "verslag.html") -> Document:
    path = folder / name
    path.write_bytes(data)
    return read(path)


def _read(folder: Path, body: str, head: str = "") -> Document:
    return _bytes(folder, f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode())


def _lines(document: Document) -> list[str]:
    return [block.span.of(document.text) for block in document.blocks]


def _columns(document: Document) -> list[list[str]]:
    """The text of each column of each table row, empty ones too."""
    rows = [block.span.of(document.text) for block in document.blocks if block.kind is BlockKind.TABLE_ROW]
    return [[column.strip() for column in row.removeprefix("| ").split("|")] for row in rows]


def _cells(document: Document) -> list[list[str]]:
    return [[cell.of(document.text) for cell in block.cells] for block in document.blocks if block.cells]


def _unread(document: Document) -> dict[str, int]:
    return {place.kind: place.count for place in document.unread}


def _bug(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


# Paragraphs


def test_paragraphs_with_their_places(tmp_path: Path) -> None:
    data = b"<html><body><p>Een</p><div>Twee <b>vet</b>te\n  regels</div><p>Drie</p></body></html>"
    document = _bytes(tmp_path, data)
    assert [(block.span.of(document.text), block.kind, block.place) for block in document.blocks] == [
        ("Een", BlockKind.PARAGRAPH, "alinea 1"),
        ("Twee vette regels", BlockKind.PARAGRAPH, "alinea 2"),
        ("Drie", BlockKind.PARAGRAPH, "alinea 3"),
    ]
    assert (document.kind, document.name, document.unread) == ("html", "verslag.html", ())
    assert document.sha256 == hashlib.sha256(data).hexdigest()


def test_signs_written_as_entities(tmp_path: Path) -> None:
    assert _read(tmp_path, "<p>Caf&eacute; &lt;b&gt; R&amp;D &euro;&#160;5 &#x201C;x&rdquo;").text.strip() == (
        "Café <b> R&D €\N{NO-BREAK SPACE}5 “x”"
    )


def test_a_break_ends_a_line_only_where_a_statement_starts(tmp_path: Path) -> None:
    body = "<p>Datum: 1 mei<br>Kenmerk: 7.<br>Bel bij onrust<br>het meldpunt.<br>Stop dan<br>- mail<br><br>Los</p>"
    lines = ["Datum: 1 mei", "Kenmerk: 7.", "Bel bij onrust het meldpunt.", "Stop dan", "- mail", "Los"]
    assert _lines(_read(tmp_path, body)) == lines


def test_fixed_layout_keeps_its_line_ends(tmp_path: Path) -> None:
    body = "<pre>Actie: bel de buur.\n  Wie: <b>Jan.\nKlaar.</b></pre><p>Wie:\nPiet</p>"
    assert _lines(_read(tmp_path, body)) == ["Actie: bel de buur.", "Wie: Jan.", "Klaar.", "Wie: Piet"]


def test_quotations_get_their_signs(tmp_path: Path) -> None:
    body = "<p>nieuw</p><blockquote>oud<blockquote>ouder</blockquote>oud<table><tr><td>a<td>b</table></blockquote>"
    document = _read(tmp_path, f"{body}<p>slot</p>")
    assert _lines(document) == ["nieuw", "> oud", ">> ouder", "> oud", "> a | b", "slot"]
    assert _cells(document) == [["a", "b"]]


_words = st.text(st.sampled_from("abcé &<>\t\"'"), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(paragraphs=st.lists(_words, max_size=6))
def test_every_word_of_every_paragraph_is_there(tmp_path: Path, paragraphs: list[str]) -> None:
    document = _read(tmp_path, "".join(f"<p>{html.escape(words)}</p>" for words in ["Verslag", *paragraphs]))
    assert _lines(document) == ["Verslag", *(" ".join(words.split()) for words in paragraphs if words.strip())]


# Headings and lists


def test_headings_have_their_level(tmp_path: Path) -> None:
    document = _read(tmp_path, "<h1>Over<br>leg</h1><p>a</p><h3><b>Acties</b></h3><h2> </h2>")
    assert [(block.span.of(document.text), block.kind, block.level) for block in document.blocks] == [
        ("Over leg", BlockKind.HEADING, 1),
        ("a", BlockKind.PARAGRAPH, 0),
        ("Acties", BlockKind.HEADING, 3),
    ]


def test_nested_lists_have_their_signs_and_levels(tmp_path: Path) -> None:
    body = "<ul><li>a<ol start=4><li>b</li><li><p>c</p><p>nog c</p></li></ol>na</li><li>d</li></ul><p>e</p>"
    document = _read(tmp_path, body)
    assert [(block.span.of(document.text), block.kind, block.level) for block in document.blocks] == [
        ("- a", BlockKind.LIST_ITEM, 0),
        ("4. b", BlockKind.LIST_ITEM, 1),
        ("5. c", BlockKind.LIST_ITEM, 1),
        ("nog c", BlockKind.LIST_ITEM, 1),
        ("na", BlockKind.LIST_ITEM, 0),
        ("- d", BlockKind.LIST_ITEM, 0),
        ("e", BlockKind.PARAGRAPH, 0),
    ]


def test_a_list_straight_in_a_list_is_one_level_deeper(tmp_path: Path) -> None:
    document = _read(tmp_path, "<ol><li>a</li><ul><li>b</li></ul><li hidden>x</li><li>c</li></ol>")
    assert [(line, block.level) for line, block in zip(_lines(document), document.blocks, strict=True)] == [
        ("1. a", 0),
        ("- b", 1),
        ("2. c", 0),
    ]


@pytest.mark.parametrize("start", ["", "x", "-3", "99999999"])
def test_a_list_with_an_odd_start_is_still_numbered(tmp_path: Path, start: str) -> None:
    assert _lines(_read(tmp_path, f"<ol start='{start}'><li>a<li>b</ol>")) == ["1. a", "2. b"]


def test_an_item_can_have_a_number_of_its_own(tmp_path: Path) -> None:
    assert _lines(_read(tmp_path, "<ol><li>a<li value=5>b<li>c</ol>")) == ["1. a", "5. b", "6. c"]


def test_words_in_a_list_outside_its_items_are_read(tmp_path: Path) -> None:
    assert _lines(_read(tmp_path, "<ul>Punten:<li>a</li>los</ul>")) == ["Punten:", "- a", "los"]


WORD_ITEM = (
    "<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>"
    "<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt \"Times New Roman\"'>"
    "&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Bel de buur</p>"
)


def test_a_list_of_outlook_is_a_list(tmp_path: Path) -> None:
    document = _read(tmp_path, WORD_ITEM)
    assert (_lines(document), _unread(document)) == (["- Bel de buur"], {})


# Tables


def test_a_table_row_is_one_line_with_its_cells(tmp_path: Path) -> None:
    rows = "<thead><tr><th>Actie<th>Wie</thead><tbody><tr><td><p>bel</p><p>mail</p><td>WC|GGZ<tr><td><td> </tbody>"
    document = _read(tmp_path, f"<p>voor</p><table>{rows}<tfoot><tr><td><td>x</tfoot></table>na")
    assert document.text.split("\n")[:4] == ["voor", "", "Actie | Wie", "bel; mail | WC/GGZ"]
    assert _columns(document)[2] == ["", "x"]
    assert document.text.split("\n")[5:] == ["", "na"]
    assert _cells(document) == [["Actie", "Wie"], ["bel; mail", "WC/GGZ"], ["x"]]
    assert [block.place for block in document.blocks if block.kind is BlockKind.TABLE_ROW] == [
        f"tabel 1, rij {row}" for row in (1, 2, 4)
    ]


def test_merged_cells_keep_the_columns(tmp_path: Path) -> None:
    body = (
        "<table><tr><td>a<td>b<td>c<tr><td colspan=2>breed<td>c<tr><td rowspan=3>hoog<td>b<td>c"
        "<tr><td colspan=2>e<tr><td>f<td>g<tr><td>h<td colspan=99999>i<td rowspan=x>j</table>"
    )
    rows = _columns(_read(tmp_path, body))
    assert rows[:5] == [["a", "b", "c"], ["breed", "", "c"], ["hoog", "b", "c"], ["", "e"], ["", "f", "g"]]
    assert [cell for cell in rows[5] if cell] == ["h", "i", "j"]


def test_a_cell_that_is_wide_and_high_covers_a_square(tmp_path: Path) -> None:
    body = "<table><tr><td colspan=2 rowspan=2>a<td>b<tr><td>c<tr><td>d<td>e<td>f</table>"
    assert _columns(_read(tmp_path, body)) == [["a", "", "b"], ["", "", "c"], ["d", "e", "f"]]


def test_lists_in_a_cell_stay_in_it(tmp_path: Path) -> None:
    document = _read(tmp_path, "<table><tr><td><ul><li>bel<li>mail</ul><td>Jan</table>")
    [[actions, who]] = _cells(document)
    assert (actions.replace("- ", ""), who) == ("bel; mail", "Jan")


@pytest.mark.parametrize(
    "frame",
    [
        "<table><tr><td><h2>Kop</h2>{}</td></tr></table>",
        "<table><tr><td><h2>Kop</h2></td><td>{}</td></tr></table>",
        "<table><tbody><tr><td><table><tr><td><h2>Kop</h2></td></tr><tr><td>{}</table></tbody></table>",
    ],
)
def test_a_table_that_is_only_a_frame_is_looked_through(tmp_path: Path, frame: str) -> None:
    document = _read(tmp_path, frame.format("<table><tr><td>a<td>b<tr><td>c<td>d</table>"))
    assert _lines(document) == ["Kop", "a | b", "c | d"]
    assert document.blocks[0].kind is BlockKind.HEADING


@pytest.mark.parametrize("rows", ["<tr><td>a<td>b", "<tr><td>a"])
def test_the_caption_of_a_table_is_read(tmp_path: Path, rows: str) -> None:
    assert _lines(_read(tmp_path, f"<table><caption>Acties</caption>{rows}</table>"))[0] == "Acties"


@pytest.mark.parametrize(
    "inside",
    ["los<tr><td>a<td>b", "<p>los</p><tr><td>a", "<tr>los<td>a<td>b", "<td>los<td>b", "<form><tr><td>los</form>"],
)
def test_loose_words_in_a_table_are_read(tmp_path: Path, inside: str) -> None:
    assert "los" in _read(tmp_path, f"<p>voor</p><table>{inside}</table>").text


# What does not show


@pytest.mark.parametrize(
    "element",
    [
        "<p hidden>geheim</p>",
        "<p style='display:none'>geheim</p>",
        "<div style='color:red; DISPLAY : none !important'><p>geheim</p></div>",
        "<span style='visibility:hidden'>geheim</span>",
        "<span style='mso-hide:all'>geheim</span>",
        "<span style='font-size:0'>geheim</span>",
        "<span style='font-size:0px;color:red'>geheim</span>",
        "<span style='opacity:0'>geheim</span>",
        "<p class=weg>geheim</p>",
        "<p class='vet weg'>geheim</p>",
        "<p id=kwijt>geheim</p>",
        "<template><p>geheim</p></template>",
        "<ul><li hidden>geheim</li></ul>",
        "<table hidden><tr><td>geheim</td></tr></table>",
        "<table><tr hidden><td>geheim<td>x</tr></table>",
        "<table><tr><td hidden>geheim<td>x</tr></table>",
        pytest.param("<table><tr hidden><td>geheim</tr></table>"),
        pytest.param("<table><tr><td hidden>geheim</tr></table>"),
        pytest.param("<table><tbody hidden><tr><td>geheim<td>x</table>"),
        pytest.param("<small>geheim</small>"),
        pytest.param("<p class='vet grijs'>geheim</p>"),
    ],
)
def test_hidden_words_are_counted_and_not_read(tmp_path: Path, element: str) -> None:
    sheet = "<style>p.weg, #kwijt { display : none } small {display:none} p.vet.grijs {display:none}</style>"
    document = _read(tmp_path, f"<p>voor</p>{element}<p>na</p>", sheet)
    assert SECRET not in document.text
    assert {"voor", "na"} <= set(_lines(document))
    assert _unread(document) == {"verborgen tekst": 1}


@pytest.mark.parametrize(
    "element",
    [
        "<p style='display:block;visibility:visible;opacity:0.5'>x</p>",
        "<p style='font-size:10px'>x</p>",
        "<p class='wegwijs'>x</p>",
        "<p id='weg'>x</p>",
        pytest.param("<p style='font-size:0.9em'>x</p>"),
        "<p style='font-size:0.75rem;'>x</p>",
        pytest.param("<p class=scherm>x</p>"),
    ],
)
def test_what_only_looks_hidden_is_read(tmp_path: Path, element: str) -> None:
    sheet = "<style>.weg { display:none } @media print { .scherm { display:none } }</style>"
    document = _read(tmp_path, f"<p>voor</p>{element}", sheet)
    assert (_lines(document), _unread(document)) == (["voor", "x"], {})


def test_remarks_are_counted(tmp_path: Path) -> None:
    document = _read(tmp_path, "a<!-- geheim --><p>b<!--geheim--></p><!-- --><!--[if mso]><p>x</p><![endif]-->")
    assert (_lines(document), _unread(document)) == (["a", "b"], {"opmerking": 2})


@_bug("the walk starts at the root element")
def test_remarks_around_the_page_are_counted(tmp_path: Path) -> None:
    document = _bytes(tmp_path, b"<!-- geheim --><html><body>x</body></html><!-- geheim -->")
    assert (_lines(document), _unread(document)) == (["x"], {"opmerking": 2})


@pytest.mark.parametrize(
    ("element", "kind"),
    [
        ("<a href='http://geheim.nl'>x</a>", "adres achter een koppeling"),
        ("<a title='geheim' href='#a'>x</a>", "uitleg bij een koppeling"),
        ("x<del>geheim</del>", "verwijderde tekst"),
        ("x<script>geheim()</script>", "script"),
        ("x<iframe src='geheim'></iframe>", "ingesloten bestand"),
        ("x<svg><text>geheim</text></svg>", "afbeelding"),
        ("x<select><option>geheim</select>", "formulierveld"),
        ("x<textarea>geheim</textarea>", "formulierveld"),
        ("x<input value=geheim>", "formulierveld"),
    ],
)
def test_what_stands_beside_the_text_is_counted(tmp_path: Path, element: str, kind: str) -> None:
    document = _read(tmp_path, f"<p>{element}</p>")
    assert (_lines(document), _unread(document)) == (["x"], {kind: 1})


def test_pictures_and_their_texts_are_counted(tmp_path: Path) -> None:
    document = _read(tmp_path, "x<img src=a.png alt='foto van geheim'><img src=b.png alt=''>")
    assert (_lines(document), _unread(document)) == (["x"], {"afbeelding": 2, "alternatieve tekst": 1})


def test_titles_and_other_properties_are_counted(tmp_path: Path) -> None:
    head = "<title>geheim</title><meta name=author content=geheim><meta name=viewport content=x><style>p {}</style>"
    document = _read(tmp_path, "x", head)
    assert (_lines(document), _unread(document)) == (["x"], {"documenteigenschap": 2})


# Encodings


ACCENTS = "Café “De Hoek” € 5"


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset=windows-1252>", "cp1252"),
        ("<meta http-equiv='Content-Type' content='text/html; charset=Windows-1252'>", "cp1252"),
        ('<meta charset="utf-8">', "utf-8"),
        ("<meta charset=windows-1252>", "utf-8-sig"),
        ("", "utf-8"),
        ("", "cp1252"),
        ("<meta charset=onzin>", "utf-8"),
        ("<meta charset=utf-8>", "cp1252"),
        pytest.param("<meta charset=iso-8859-1>", "cp1252"),
        pytest.param("<meta charset=us-ascii>", "cp1252", id="us-ascii"),
        pytest.param("<meta charset=utf-16>", "utf-8"),
        pytest.param("<meta charset=unicode>", "utf-16"),
        pytest.param("<meta charset=undefined>", "utf-8"),
    ],
)
def test_encodings_give_one_text(tmp_path: Path, head: str, encoding: str) -> None:
    data = f"<html><head>{head}</head><body><p>{ACCENTS}</p></body></html>".encode(encoding)
    assert _lines(_bytes(tmp_path, data)) == [ACCENTS]


# Limits


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<html><body><p> </p></body></html>", "geen leesbare tekst"),
        (b"<html><body><p hidden>geheim</p><!-- geheim --></body></html>", "geen leesbare tekst"),
        (b"<html><body>" + b"<b>" * MAX_TAGS + b"geheim", "te groot"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        _bytes(tmp_path, data)
    assert SECRET not in str(caught.value)


def _read_or_refused(folder: Path, body: str) -> str:
    try:
        return _read(folder, body).text
    except InputError as error:
        return str(error)


def test_deep_nesting_is_read_or_refused(tmp_path: Path) -> None:
    made = _read_or_refused(tmp_path, f"<p>voor</p>{'<div>' * 300}diep{'</div>' * 300}<p>na</p>")
    assert "ingewikkeld" in made or made.split() == ["voor", "diep", "na"]


def test_a_very_long_text_is_refused(tmp_path: Path) -> None:
    assert "te groot" in _read_or_refused(tmp_path, f"<p>voor</p><p>{'woord ' * 2_000_000}</p><p>na</p>")


@pytest.mark.parametrize(
    "body",
    [
        "<p>woord</p>" * 20_000,
        "<table>" + "<tr><td>a<td>b</tr>" * 10_000 + "</table>",
        pytest.param("woord<br>" * 30_000),
        pytest.param(f"<style>{'a ' * 1_000_000}</style>x"),
    ],
    ids=["paragraphs", "rows", "breaks", "style"],
)
def test_long_pages_take_linear_time(tmp_path: Path, body: str) -> None:
    start = time.perf_counter()
    assert _read(tmp_path, body).text
    assert time.perf_counter() - start < 10  # a hang, not a slow machine
