"""OpenDocument text in: order, kinds, numbering, tables, stories, and what is refused."""

from __future__ import annotations

import contextlib
import io
import random
import time
import zipfile
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odt_maker import (
    MIMETYPE,
    Odt,
    cell,
    changes,
    covered,
    deleted,
    deletion,
    grid,
    h,
    index,
    inserted,
    insertion,
    item,
    listing,
    master,
    note,
    p,
    row,
    section,
    shape,
    span,
    style,
    table,
    text_box,
    wrap,
    zip_of,
)

from verslagfilter.errors import InputError
from verslagfilter.formats import parse
from verslagfilter.formats.document import BlockKind, Document

SECRET = "GEHEIMWOORD"
HIDE = 'text:display="none"'


def _read(odt: Odt | bytes) -> Document:
    return parse(odt.bytes() if isinstance(odt, Odt) else odt, "verslag.odt")[0]


def _lines(body: str, automatic: str = "", common: str = "") -> list[str]:
    return [line for line in _read(Odt(body, automatic, common)).text.split("\n") if line]


def _shown(document: Document) -> list[tuple[str, BlockKind, str]]:
    return [(block.span.of(document.text), block.kind, block.place) for block in document.blocks]


def _rows(body: str) -> list[list[str]]:
    """The cells of each table row; "" for an empty one."""
    rows = [block.span for block in _read(Odt(body)).blocks if block.kind is BlockKind.TABLE_ROW]
    text = _read(Odt(body)).text
    return [[column.strip() for column in place.of(text).removeprefix("| ").split(" | ")] for place in rows]


def _unread(document: Document) -> dict[str, int]:
    return {place.kind: place.count for place in document.unread}


def _refusal(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        _read(data)
    assert caught.value.__cause__ is None
    message = str(caught.value)
    assert SECRET not in message
    assert message.endswith(".")
    return message


def _with(parts: Mapping[str, str | bytes | None], body: str = p(SECRET)) -> bytes:
    """A file with these parts replaced, or left out."""
    made = {**Odt(body).entries(), **{k: v.encode() if isinstance(v, str) else v for k, v in parts.items()}}
    return zip_of({name: data for name, data in made.items() if data is not None})


def _numbering(name: str, *levels: str) -> str:
    """A list style; "" is a level with bullets."""
    made = [
        f'<text:list-level-style-number text:level="{number}" {level}/>'
        if level
        else f'<text:list-level-style-bullet text:level="{number}" text:bullet-char="•"/>'
        for number, level in enumerate(levels, start=1)
    ]
    return f'<text:list-style style:name="{name}">{"".join(made)}</text:list-style>'


def _outline(*levels: str) -> str:
    made = (
        f'<text:outline-level-style text:level="{number}" {level}/>' for number, level in enumerate(levels, start=1)
    )
    return f'<text:outline-style style:name="Outline">{"".join(made)}</text:outline-style>'


def _level(shape: str, *, suffix: str = ".", prefix: str = "", shown: int = 1, start: int = 1) -> str:
    return (
        f'style:num-format="{shape}" style:num-suffix="{suffix}" style:num-prefix="{prefix}"'
        f' text:display-levels="{shown}" text:start-value="{start}"'
    )


NUMBERS = _numbering("L2", _level("1"), _level("a", suffix=")"), _level("i"))
CHAPTERS = _outline(_level("1"), _level("1", shown=2))


# Paragraphs and white space


def test_paragraphs_keep_their_order_and_count() -> None:
    document = _read(Odt(p("Een") + p() + p("Twee")))
    assert document.text == "Een\n\nTwee\n"
    assert _shown(document) == [
        ("Een", BlockKind.PARAGRAPH, "alinea 1"),
        ("Twee", BlockKind.PARAGRAPH, "alinea 2"),
    ]
    assert (document.kind, document.unread) == ("odt", ())


def test_words_cut_over_spans_are_whole() -> None:
    assert _lines(p(runs=span("psy") + span("cho") + "se")) == ["psychose"]


@pytest.mark.parametrize(
    ("runs", "shown"),
    [
        ("a  b\n\t c", "a b c"),
        ("  rand  ", "rand"),
        (f"{span('a ')}{span(' b')}", "a b"),
        ('a<text:s text:c="3"/>b', "a   b"),
        ("a<text:s/>b", "a b"),
        (" a<text:s/> <text:s/>b", "a   b"),
        ("a<text:tab/>b", "a\tb"),
        ("a<text:line-break/>b", "a b"),
        ("a<text:soft-page-break/>b", "ab"),
        ("a<text:bookmark text:name='_x'/>b", "ab"),
        ("Datum:<text:s/>1 mei<text:line-break/>Kenmerk: 7", "Datum: 1 mei|Kenmerk: 7"),
        ("Zin.<text:line-break/><text:line-break/>En nog een", "Zin.|En nog een"),
        ("een\u00a0adres", "een\u00a0adres"),
    ],
)
def test_white_space(runs: str, shown: str) -> None:
    assert _lines(p(runs=runs)) == shown.split("|")


def test_many_spaces_are_a_few() -> None:
    assert len(_lines(p("a", runs='<text:s text:c="99999"/>b'))[0]) < 1_000


def test_fields_show_their_text() -> None:
    fields = (
        "<text:page-number>3</text:page-number> van <text:page-count>4</text:page-count>, <text:date>12 mei</text:date>"
    )
    assert _lines(p("Blad ", runs=fields)) == ["Blad 3 van 4, 12 mei"]


def test_a_table_of_contents_is_read_before_the_text() -> None:
    assert _lines(index(p("Inleiding 1") + p("Slot 2")) + h("Inleiding")) == ["Inleiding 1", "Slot 2", "Inleiding"]


# Headings


def test_headings_have_a_level() -> None:
    document = _read(Odt(h("Een") + h("Diep", level=3) + h("Te diep", level=12) + p("x")))
    assert [(b.kind, b.level) for b in document.blocks] == [
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 3),
        (BlockKind.HEADING, 9),
        (BlockKind.PARAGRAPH, 0),
    ]


def test_headings_are_numbered() -> None:
    body = h("Een") + h("Sub", level=2) + h("Sub", level=2) + h("Twee") + h("Sub", level=2)
    assert _lines(body, common=CHAPTERS) == ["1. Een", "1.1. Sub", "1.2. Sub", "2. Twee", "2.1. Sub"]


def test_headings_without_a_shape_of_number_have_none() -> None:
    assert _lines(h("Een"), common=_outline('style:num-format=""')) == ["Een"]


def test_a_number_that_the_file_holds_as_text_comes_first() -> None:
    assert _lines(h("<text:number>7.</text:number>", runs="Wonen"), common=CHAPTERS) == ["7. Wonen"]


def test_a_heading_may_have_no_number_or_its_own() -> None:
    bare = '<text:h text:outline-level="1" text:is-list-header="true">Bijlage</text:h>'
    five = '<text:h text:outline-level="1" text:restart-numbering="true" text:start-value="5">Vijf</text:h>'
    lines = _lines(h("Een") + bare + h("Twee") + five, common=CHAPTERS)
    assert lines == ["1. Een", "Bijlage", "2. Twee", "5. Vijf"]


def test_titles_are_headings() -> None:
    own = style("P1", family="paragraph", attributes='style:parent-style-name="Subtitle"')
    common = style("Title", family="paragraph") + style("Subtitle", family="paragraph")
    document = _read(Odt(p("Verslag", style="Title") + p("van 1 mei", style="P1"), own, common))
    assert [(block.kind, block.level) for block in document.blocks] == [(BlockKind.HEADING, 1), (BlockKind.HEADING, 2)]


# Lists


def test_lists_in_lists() -> None:
    deepest = listing(item("e"), style="")
    inner = listing(item("c"), item(p("d") + deepest), style="")
    document = _read(Odt(listing(item("a"), item(p("b") + inner), item("f"), style="L2"), NUMBERS))
    assert document.text.splitlines() == ["1. a", "2. b", "a) c", "b) d", "i. e", "3. f"]
    assert [(block.kind, block.level) for block in document.blocks] == [
        (BlockKind.LIST_ITEM, level) for level in (0, 0, 1, 1, 2, 0)
    ]


def test_bullets() -> None:
    assert _lines(listing(item("a"), item(p("b") + listing(item("c"), style="")))) == ["- a", "- b", "- c"]


def test_only_the_first_paragraph_of_an_item_has_its_number() -> None:
    body = listing(item("kop", tag="list-header"), item(p("a") + p("vervolg")), item("b"), style="L2")
    assert _lines(body, NUMBERS) == ["kop", "1. a", "vervolg", "2. b"]


def test_a_list_continues_where_it_says_so() -> None:
    first, other = 'xml:id="l1"', 'xml:id="l2"'
    body = listing(item("a"), style="L2", attributes=first) + p("x") + listing(item("y"), style="L3", attributes=other)
    by_id = listing(item("b"), style="L2", attributes='xml:id="l3" text:continue-list="l1"')
    by_style = listing(item("c"), style="L2", attributes='xml:id="l4" text:continue-numbering="true"')
    made = NUMBERS + _numbering("L3", _level("A", suffix=")"))
    assert _lines(body + by_id + by_style, made) == ["1. a", "x", "A) y", "2. b", "3. c"]


def test_a_list_starts_again_where_it_says_nothing() -> None:
    body = "".join(listing(item("a"), item("b"), style="L2", attributes=f'xml:id="l{n}"') + p("x") for n in (1, 2))
    assert _lines(body, NUMBERS) == ["1. a", "2. b", "x"] * 2


def test_a_list_without_an_id_starts_again() -> None:
    assert _lines((listing(item("a"), item("b"), style="L2") + p("x")) * 2, NUMBERS) == ["1. a", "2. b", "x"] * 2


def test_a_numbered_list_after_one_with_bullets_is_numbered() -> None:
    assert _lines(listing(item("a")) + p("x") + listing(item("b"), style="L2"), NUMBERS) == ["- a", "x", "1. b"]


def test_a_list_that_continues_another_keeps_its_own_style() -> None:
    body = listing(item("a"), style="L2", attributes='xml:id="l1"')
    body += listing(item("b"), style="L3", attributes='xml:id="l2" text:continue-list="l1"')
    assert _lines(body, NUMBERS + _numbering("L3", _level("A", suffix=")"))) == ["1. a", "B) b"]


def test_where_counting_starts() -> None:
    seven = '<text:list-item text:start-value="7"><text:p>c</text:p></text:list-item>'
    made = _numbering("L2", _level("1", start=4))
    assert _lines(listing(item("a"), item("b"), seven, item("d"), style="L2"), made) == ["4. a", "5. b", "7. c", "8. d"]


@pytest.mark.parametrize(
    ("level", "fourth"),
    [
        (_level("1"), "4."),
        (_level("1", suffix=")", prefix="("), "(4)"),
        (_level("1", suffix=""), "4."),
        (_level("a"), "d."),
        (_level("A"), "D."),
        (_level("i"), "iv."),
        (_level("I"), "IV."),
        (_level("1", prefix="Punt ", suffix=":"), "Punt 4:"),
        ('style:num-format=""', ""),
    ],
)
def test_shapes_of_numbers(level: str, fourth: str) -> None:
    lines = _lines(listing(*(item(name) for name in "abcd"), style="L2"), _numbering("L2", level))
    assert lines[3] == f"{fourth} d".strip()


def test_letters_after_z() -> None:
    lines = _lines(listing(*(item("x") for _ in range(28)), style="L2"), _numbering("L2", _level("A")))
    assert lines[26:] == ["AA. x", "AB. x"]


def test_upper_levels_in_a_number() -> None:
    made = _numbering("L2", _level("1"), _level("1", shown=2))
    assert _lines(listing(item(p("a") + listing(item("b"), style="")), style="L2"), made) == ["1. a", "1.1. b"]


def test_a_number_that_the_item_holds_as_text() -> None:
    assert _lines(listing(item("a", number="9)"), style="L2"), NUMBERS) == ["9) a"]


# Tables


def test_a_table_row_is_one_line_with_its_cells() -> None:
    document = _read(Odt(p("voor") + table(["Actie", "Wie"], [p("bel") + p("mail"), "WC|GGZ"]) + p("na")))
    assert document.text == "voor\n\nActie | Wie\nbel; mail | WC/GGZ\n\nna\n"
    rows = [block for block in document.blocks if block.kind is BlockKind.TABLE_ROW]
    assert [block.place for block in rows] == ["tabel 1, rij 1", "tabel 1, rij 2"]
    assert [span.of(document.text) for span in rows[1].cells] == ["bel; mail", "WC/GGZ"]


def test_merged_cells_keep_the_columns() -> None:
    body = table(
        ["a", "b", "c"],
        [cell("breed", columns=2), covered(), "c"],
        [cell("hoog", rows=2), "b", "c"],
        [covered(), "b", "c"],
        ["", "", "c"],
    )
    assert _rows(body) == [["a", "b", "c"], ["breed", "", "c"], ["hoog", "b", "c"], ["", "b", "c"], ["", "", "c"]]


def test_repeated_cells_keep_the_columns() -> None:
    twice = '<table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell>'
    empty = '<table:table-cell table:number-columns-repeated="3"/>'
    under = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    rows = _rows(table(["a", twice, "b"], [empty, "z"], [cell("breed", columns=3), under, "z"]))
    assert rows == [["a", "x", "x", "b"], ["", "", "", "z"], ["breed", "", "", "z"]]


def test_a_cell_that_is_repeated_without_end_is_not() -> None:
    many = '<table:table-cell table:number-columns-repeated="999999"/>'
    assert len(_rows(table(["a", many, "b"]))[0]) < 100


def test_head_rows_and_groups_are_rows() -> None:
    rows = f"<table:table-header-rows>{row('a', 'b')}</table:table-header-rows>"
    rows += f"<table:table-row-group><table:table-rows>{row('c', 'd')}</table:table-rows></table:table-row-group>"
    assert _rows(grid(rows)) == [["a", "b"], ["c", "d"]]


def test_lists_and_tables_in_cells() -> None:
    body = table([listing(item("x"), item("y"), style="L2"), table(["p", "q"], ["r", "s"]) + p()])
    assert _lines(body, NUMBERS) == ["1. x; 2. y | p / q; r / s"]


def test_a_table_that_is_only_a_frame_is_looked_through() -> None:
    assert _lines(table([p("kop") + table(["a", "b"], ["c", "d"])])) == ["kop", "a | b", "c | d"]


@pytest.mark.parametrize("value", ["collapse", "filter"])
def test_hidden_rows_and_columns_are_counted(value: str) -> None:
    gone = row("weg", "weg", attributes=f'table:visibility="{value}"')
    column = f'<table:table-column table:visibility="{value}"/>'
    document = _read(Odt(grid(gone + row("a", "b")) + grid(row("weg", "c"), columns=1, before=column)))
    assert [line.strip("| ") for line in document.text.split("\n") if line] == ["a | b", "c"]
    assert _unread(document) == {"verborgen tekst": 2}


# Stories around the body


def test_the_stories_in_their_order() -> None:
    runs = note("een") + "b" + note("eind", kind="endnote") + text_box(p("vak") + p("nog"))
    document = _read(
        Odt(p("a", runs=runs) + table([p("c", runs=note("cel")), "d"]), header=p("kop"), footer=p("onder"))
    )
    assert _shown(document) == [
        ("kop", BlockKind.HEADER, "koptekst"),
        ("ab", BlockKind.PARAGRAPH, "alinea 1"),
        ("vak", BlockKind.TEXT_BOX, "tekstvak 1"),
        ("nog", BlockKind.TEXT_BOX, "tekstvak 1"),
        ("c | d", BlockKind.TABLE_ROW, "tabel 1, rij 1"),
        ("een", BlockKind.FOOTNOTE, "voetnoot 1"),
        ("eind", BlockKind.FOOTNOTE, "eindnoot 2"),
        ("cel", BlockKind.FOOTNOTE, "voetnoot 3"),
        ("onder", BlockKind.FOOTER, "voettekst"),
    ]


def test_headers_that_say_the_same_are_read_once() -> None:
    margins = f"<style:header-left>{p('Kop')}{p('links')}</style:header-left>"
    assert _read(Odt(p("a"), header=p("Kop"), margins=margins)).text.split() == ["Kop", "links", "a"]


def test_a_header_that_is_off_is_counted() -> None:
    margins = f'<style:header-left style:display="false">{p("uit")}</style:header-left>'
    document = _read(Odt(p("a"), header=p("Kop"), margins=margins))
    assert (document.text.split(), _unread(document)) == (["Kop", "a"], {"koptekst die niet in gebruik is": 1})


def test_headers_of_the_pages_that_are_used() -> None:
    first = style("P1", family="paragraph", attributes='style:master-page-name="First"')
    masters = master("First", f"<style:header>{p('eerste')}</style:header>", 'style:next-style-name="Later"')
    masters += master("Later", f"<style:header>{p('later')}</style:header>", 'style:next-style-name="First"')
    masters += master("Los", f"<style:header>{p('los')}</style:header>")
    document = _read(Odt(p("a", style="P1"), first, masters=masters))
    assert document.text.split() == ["eerste", "later", "a"]
    assert _unread(document) == {"koptekst die niet in gebruik is": 1}


def test_text_boxes_in_text_boxes_and_shapes() -> None:
    body = p("a", runs=text_box(p("b", runs=shape("c")) + table(["d", "e"]))) + text_box("los", anchor="page") + p("na")
    assert _lines(body) == ["a", "b", "c", "d | e", "los", "na"]


# What does not show


def test_the_final_version_of_changed_text() -> None:
    regions = changes(deletion("geen "), insertion(change="ct2"))
    document = _read(Odt(regions + p("Er is ", runs=deleted() + inserted("wel ", "ct2") + "overlast.")))
    assert (document.text, _unread(document)) == ("Er is wel overlast.\n", {"verwijderde tekst": 1})


def test_a_deleted_paragraph_end_joins_two_paragraphs() -> None:
    document = _read(Odt(changes(deletion(p("weg") + p("weg"))) + p("psy", runs=deleted() + "chose")))
    assert (document.text, _unread(document)) == ("psychose\n", {"verwijderde tekst": 1})


def test_hidden_sections_are_counted() -> None:
    hidden = 'text:display="condition" text:condition="ooow:1==1" text:is-hidden="true"'
    body = section(p("zichtbaar") + section(p("diep"))) + section(p("weg"), HIDE) + section(p("weg"), hidden)
    document = _read(Odt(body))
    assert document.text.split() == ["zichtbaar", "diep"]
    assert _unread(document)["verborgen tekst"] == 2


def test_hidden_text_is_counted() -> None:
    styles = style("T1", text=HIDE) + style("P1", family="paragraph", text=HIDE)
    styles += style("P2", family="paragraph", attributes='style:parent-style-name="P1"')
    field = '<text:hidden-text text:is-hidden="true" text:string-value="weg">weg</text:hidden-text>'
    mark = '<text:hidden-paragraph text:is-hidden="true"/>'
    body = (
        p("a", runs=span("weg"))
        + p("weg", style="P1")
        + p("weg", style="P2")
        + p("b", runs=field)
        + p("weg", runs=mark)
    )
    document = _read(Odt(body, styles))
    assert (document.text.split(), _unread(document)) == (["a", "b"], {"verborgen tekst": 5})


# What is refused


def _typed(kind: str) -> bytes:
    return _with({"mimetype": f"application/vnd.oasis.opendocument.{kind}"})


@pytest.mark.parametrize("kind", ["spreadsheet", "presentation", "graphics", "chart", "formula", "text-master"])
def test_other_kinds_are_refused(kind: str) -> None:
    assert "wordt niet gelezen" in _refusal(_typed(kind))


@pytest.mark.parametrize("kind", ["text-template", "text-web"])
def test_templates_are_read(kind: str) -> None:
    assert _read(_typed(kind)).text == f"{SECRET}\n"


def test_a_flat_file_is_refused_or_read_as_a_document() -> None:
    body = f"<office:body><office:text>{changes(deletion(SECRET))}{p('Tekst.')}</office:text></office:body>"
    flat = wrap("document", body).replace("<office:document ", f'<office:document office:mimetype="{MIMETYPE}" ')
    with contextlib.suppress(InputError):
        assert SECRET not in parse(flat.encode(), "verslag.fodt")[0].text


def _encrypted(name: str) -> bytes:
    entry = f'manifest:full-path="{name}" manifest:media-type="text/xml"'
    data = '<manifest:encryption-data manifest:checksum-type="SHA1/1K" manifest:checksum="x"/>'
    manifest = Odt("").entries()["META-INF/manifest.xml"].decode()
    return manifest.replace(
        'manifest:full-path="content.xml" manifest:media-type="text/xml"/>', f"{entry}>{data}</manifest:file-entry>"
    ).encode()


def test_a_password_is_asked_to_be_taken_off() -> None:
    data = _with({"META-INF/manifest.xml": _encrypted("content.xml"), "content.xml": bytes(range(256))})
    assert "wachtwoord" in _refusal(data)


def test_a_file_that_is_encrypted_as_a_whole() -> None:
    parts = {"content.xml": None, "styles.xml": None, "meta.xml": None, "encrypted-package": bytes(999)}
    assert "wachtwoord" in _refusal(_with({**parts, "META-INF/manifest.xml": _encrypted("encrypted-package")}))


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"content.xml": None}, "beschadigd"),
        ({"content.xml": "<x"}, "beschadigd"),
        ({"content.xml": wrap("document-content", "<office:body/>")}, "beschadigd"),
        ({"styles.xml": "<x"}, "beschadigd"),
        ({"styles.xml": "<!DOCTYPE x><x/>"}, "onveilig"),
        ({"mimetype": None}, "ingepakte map"),
        ({"Pictures/a.png": bytes(30_000_000)}, "onveilig"),
        ({"../a": b"x"}, "onveilig"),
        ({"Content.XML": b"x"}, "onveilig"),
    ],
)
def test_bad_parts_are_refused(parts: dict[str, str | bytes | None], words: str) -> None:
    assert words in _refusal(_with(parts))


@pytest.mark.parametrize("content", ["", " \n"])
def test_an_empty_part_is_damaged(content: str) -> None:
    assert "beschadigd" in _refusal(_with({"content.xml": content}))


def test_no_text_is_refused() -> None:
    assert "geen leesbare tekst" in _refusal(Odt(p() + table(["", ""])).bytes())


def test_an_xml_bomb_is_refused_at_once() -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    whole = Odt(p(f"{SECRET}&e9;")).entries()["content.xml"].decode()
    bomb = whole.replace("?>\n", f'?>\n<!DOCTYPE x [<!ENTITY e0 "x">{entities}]>', 1)
    started = time.perf_counter()
    assert "onveilig" in _refusal(_with({"content.xml": bomb}))
    assert time.perf_counter() - started < 10  # a hang, not a slow machine


def test_a_part_that_unpacks_to_far_too_much_is_refused_at_once() -> None:
    whole = Odt(p("x")).entries()["content.xml"]
    started = time.perf_counter()
    assert "onveilig" in _refusal(
        _with({"content.xml": whole.replace(b"x</text:p>", b" " * 30_000_000 + b"</text:p>")})
    )
    assert time.perf_counter() - started < 10  # a hang, not a slow machine


@pytest.mark.parametrize(
    "tags",
    [
        ["text:section"],
        ["text:list", "text:list-item"],
        ["table:table", "table:table-row", "table:table-cell"],
        ["text:p", "draw:frame", "draw:text-box"],
        ["text:p", "text:note", "text:note-body"],
    ],
)
def test_deep_nesting_is_read_or_refused(tags: list[str]) -> None:
    opened = "".join(f"<{tag}>" for tag in tags)
    closed = "".join(f"</{tag}>" for tag in reversed(tags))
    assert _read(Odt(opened * 20 + p(SECRET) + closed * 20)).text.endswith(f"{SECRET}\n")
    assert "beschadigd" in _refusal(Odt(opened * 300 + p(SECRET) + closed * 300).bytes())


def test_damaged_files_never_end_in_a_traceback() -> None:
    data = Odt(h("Kop") + listing(item(SECRET)) + table(["a", "b"]) + p("c", runs=note("d"))).bytes()
    luck = random.Random(1)
    for at in range(4, len(data), 7):
        for damaged in (data[:at], data[:at] + bytes([luck.randrange(256)]) + data[at + 1 :]):
            with contextlib.suppress(InputError):
                _read(damaged)


@pytest.mark.parametrize("value", ["", "x", "-1", "0", "99999999999999999999", "1.5", "²"])
def test_values_out_of_range_never_end_in_a_traceback(value: str) -> None:
    heading = f'<text:h text:outline-level="{value}">a</text:h>'
    numbered = f'<text:numbered-paragraph text:level="{value}">{p("b")}</text:numbered-paragraph>'
    listed = listing(f'<text:list-item text:start-value="{value}">{p("c")}</text:list-item>', style="L2")
    cells = table([f'<table:table-cell table:number-columns-repeated="{value}">{p("d")}</table:table-cell>'])
    levels = f'<text:list-level-style-number text:level="{value}" style:num-format="1" text:display-levels="{value}"/>'
    styles = f'<text:list-style style:name="L2">{levels}</text:list-style>'
    text = _read(Odt(heading + numbered + listed + cells + p(runs=f'e<text:s text:c="{value}"/>'), styles)).text
    assert "a" in text
    assert "e" in text


def test_a_circle_of_styles_ends() -> None:
    first, second = (
        style(name, family="paragraph", attributes=f'style:parent-style-name="{other}"')
        for name, other in (("A", "B"), ("B", "A"))
    )
    assert _lines(p("a", style="A"), first + second) == ["a"]


def test_long_documents_take_linear_time() -> None:
    started = time.perf_counter()
    assert len(_read(Odt("".join(p(f"Alinea nummer {number}.") for number in range(20_000)))).blocks) == 20_000
    assert time.perf_counter() - started < 10  # a hang, not a slow machine


def test_the_order_of_the_parts_makes_no_difference() -> None:
    entries = list(Odt(p("a", runs=note("b")), header=p("c")).entries().items())
    random.Random(1).shuffle(entries)
    assert _read(zip_of(dict(entries))).text == "c\n\na\n\nb\n"


def test_a_file_with_only_its_content_is_read() -> None:
    bare = _with({"styles.xml": None, "meta.xml": None, "META-INF/manifest.xml": None}, p("a"))
    with zipfile.ZipFile(io.BytesIO(bare)) as archive:
        assert archive.namelist() == ["mimetype", "content.xml"]
    assert _read(bare).text == "a\n"


# odfdo as oracle, for what it can make


_words = st.text(st.sampled_from("abcé &<\"'"), max_size=12)


@settings(max_examples=25, deadline=None)
@given(paragraphs=st.lists(_words, max_size=5), cells=st.lists(_words, min_size=2, max_size=2))
def test_agrees_with_odfdo(paragraphs: list[str], cells: list[str]) -> None:
    import odfdo

    made = odfdo.Document("text")
    made.body.clear()
    made.body.append(odfdo.Header(1, "Verslag"))
    for words in paragraphs:
        made.body.append(odfdo.Paragraph(words))
    sheet = odfdo.Table("T", width=2, height=1)
    for at, words in enumerate(cells):
        sheet.set_value((at, 0), words)
    made.body.append(sheet)
    buffer = io.BytesIO()
    made.save(buffer)
    document = _read(buffer.getvalue())
    known = [part.text_recursive.strip() for part in made.body.get_paragraphs()[: len(paragraphs)]]
    outside = [b.span.of(document.text) for b in document.blocks if b.kind is not BlockKind.TABLE_ROW]
    assert outside == ["1. Verslag", *(line for line in known if line)]
    found = [[place.of(document.text) for place in block.cells] for block in document.blocks if block.cells]
    filled = [" ".join(words.split()) for words in cells if words.strip()]
    assert found == [filled][: len(filled)]
