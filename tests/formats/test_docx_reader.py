"""Word in: order, kinds, places, lists, tables, and the final version of changed text."""

from __future__ import annotations

import io
import random
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from docx_maker import (
    MACRO_MAIN,
    Docx,
    Part,
    cell,
    field,
    item,
    note_mark,
    notes,
    numbering,
    p,
    row,
    run,
    styles,
    table,
    text_box,
    wrap,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verslagfilter.formats import read
from verslagfilter.formats.document import Block, BlockKind, Document


def _bytes(folder: Path, data: bytes, name: str = "verslag.docx") -> Document:
    path = folder / name
    path.write_bytes(data)
    return read(path)


def _read(folder: Path, body: str, *parts: Part) -> Document:
    return _bytes(folder, Docx(body, parts).bytes())


def _shown(document: Document) -> list[tuple[str, BlockKind, str]]:
    return [(block.span.of(document.text), block.kind, block.place) for block in document.blocks]


def _cells(document: Document, block: Block) -> list[str]:
    return [span.of(document.text) for span in block.cells]


def test_paragraphs_keep_their_order_and_count(tmp_path: Path) -> None:
    document = _read(tmp_path, p("Een") + p() + p("Twee"))
    assert document.text == "Een\n\nTwee\n"
    assert _shown(document) == [
        ("Een", BlockKind.PARAGRAPH, "alinea 1"),
        ("Twee", BlockKind.PARAGRAPH, "alinea 2"),
    ]


def test_words_cut_over_runs_are_whole(tmp_path: Path) -> None:
    runs = "".join(run(letter, "<w:b/>" * (index % 2)) for index, letter in enumerate("psychose"))
    assert "psychose" in _read(tmp_path, p(runs=runs)).text


def test_signs_in_a_run(tmp_path: Path) -> None:
    runs = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:cr/><w:t>d</w:t><w:noBreakHyphen/><w:t>e</w:t>"
        '<w:softHyphen/><w:t>f</w:t><w:sym w:font="Wingdings" w:char="F0E0"/><w:ptab/><w:t>g\nh</w:t></w:r>'
    )
    document = _read(tmp_path, p(runs=runs))
    assert document.text == "a\tb c d-ef→\tg h\n"
    assert document.unread == ()


def test_a_break_ends_a_line_only_where_a_statement_starts(tmp_path: Path) -> None:
    def broken(*lines: str) -> str:
        return p(runs="<w:r><w:br/></w:r>".join(run(line) for line in lines))

    body = broken(
        "Datum: 1 mei", "Kenmerk: 7.", "Bel bij onrust", "het meldpunt.", "Daarna stoppen", "- mail", "", "Los"
    )
    document = _read(tmp_path, body + table([broken("bel", "de buur.", "Mail"), "b"]) + p("x"))
    lines = ["Datum: 1 mei", "Kenmerk: 7.", "Bel bij onrust het meldpunt.", "Daarna stoppen", "- mail", "Los"]
    assert document.text.splitlines() == [*lines, "", "bel de buur.; Mail | b", "", "x"]
    assert [block.place for block in document.blocks][5:] == ["alinea 1", "tabel 1, rij 1", "alinea 2"]


def test_an_unknown_symbol_is_counted(tmp_path: Path) -> None:
    document = _read(tmp_path, p("a", runs='<w:r><w:sym w:font="Eigen" w:char="F061"/></w:r>'))
    assert (document.text, [place.kind for place in document.unread]) == ("a\n", ["symbool"])


def test_headings_by_name_outline_and_base(tmp_path: Path) -> None:
    made = styles(
        '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>',
        '<w:style w:type="paragraph" w:styleId="Mijn"><w:name w:val="Mijn"/><w:basedOn w:val="Kop1"/></w:style>',
        '<w:style w:type="paragraph" w:styleId="O"><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>',
        '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>',
    )
    body = p("a", style="Kop1") + p("b", style="Mijn") + p("c", style="O") + p("d", style="Titel")
    body += p("e", properties='<w:outlineLvl w:val="1"/>') + p(
        "f", style="Kop1", properties='<w:outlineLvl w:val="9"/>'
    )
    found = [(block.kind, block.level) for block in _read(tmp_path, body, made).blocks]
    heading = BlockKind.HEADING
    assert found == [(heading, 1), (heading, 1), (heading, 3), (heading, 1), (heading, 2), (BlockKind.PARAGRAPH, 0)]


def test_a_circle_of_styles_ends(tmp_path: Path) -> None:
    made = styles(
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>',
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>',
    )
    assert _read(tmp_path, p("a", style="A"), made).text == "a\n"


def test_lists_get_their_bullet_or_number(tmp_path: Path) -> None:
    levels = numbering(("decimal", "%1."), ("lowerLetter", "%2)"), ("upperRoman", "%1.%3"))
    body = item("a") + item("b", level=1) + item("c", level=1) + item("d", level=2) + item("e") + item("f", level=1)
    document = _read(tmp_path, body, levels)
    assert document.text.splitlines() == ["1. a", "a) b", "b) c", "1.I. d", "2. e", "a) f"]
    assert [(block.kind, block.level) for block in document.blocks] == [
        (BlockKind.LIST_ITEM, level) for level in (0, 1, 1, 2, 0, 1)
    ]


def test_bullets(tmp_path: Path) -> None:
    assert _read(tmp_path, item("a") + item("b"), numbering(("bullet", "\uf0b7"))).text == "- a\n- b\n"


def test_an_override_restarts_a_list(tmp_path: Path) -> None:
    content = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
        "</w:lvlOverride></w:num>"
    )
    part = Part("word/numbering.xml", "numbering", wrap("numbering", content))
    document = _read(tmp_path, item("a") + item("b") + item("c", num=2) + item("d", num=2), part)
    assert document.text == "1. a\n2. b\n1. c\n2. d\n"


def test_a_style_can_make_a_list(tmp_path: Path) -> None:
    made = styles(
        '<w:style w:type="paragraph" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = p("a", style="L") + p("b", style="L", properties='<w:numPr><w:numId w:val="0"/></w:numPr>')
    assert _read(tmp_path, body, made, numbering(("decimal", "%1"))).text == "1. a\nb\n"


def test_a_table_row_is_one_line_with_its_cells(tmp_path: Path) -> None:
    document = _read(tmp_path, p("voor") + table(["Actie", "Wie"], [p("bel") + p("mail"), "WC|GGZ"]) + p("na"))
    assert document.text == "voor\n\nActie | Wie\nbel; mail | WC/GGZ\n\nna\n"
    rows = [block for block in document.blocks if block.kind is BlockKind.TABLE_ROW]
    assert [block.place for block in rows] == ["tabel 1, rij 1", "tabel 1, rij 2"]
    assert [_cells(document, block) for block in rows] == [["Actie", "Wie"], ["bel; mail", "WC/GGZ"]]


def test_empty_and_merged_cells_keep_the_columns(tmp_path: Path) -> None:
    wide = cell("breed", '<w:gridSpan w:val="2"/>')
    down = (cell("hoog", '<w:vMerge w:val="restart"/>'), cell("", "<w:vMerge/>"))
    body = f"<w:tbl>{row('a', 'b', 'c')}{row(wide, 'c')}{row('', '', 'c')}{row(down[0], 'b')}{row(down[1], 'b', '')}"
    body += row("b", properties='<w:gridBefore w:val="1"/>') + row("", "") + "</w:tbl>"
    document = _read(tmp_path, body)
    assert document.text.split("\n")[:6] == ["a | b | c", "breed |  | c", "|  |  | c", "hoog | b", "|  | b", "|  | b"]
    assert [_cells(document, block) for block in document.blocks][1:3] == [["breed", "c"], ["c"]]


def test_lists_and_tables_in_cells(tmp_path: Path) -> None:
    body = table([item(""), item("x") + item("y"), table(["p", "q"], ["r", ""]) + p()])
    document = _read(tmp_path, body, numbering(("decimal", "%1.")))
    assert document.text == "1. | x; y | p / q; r\n"


def test_a_table_that_is_only_a_frame_is_looked_through(tmp_path: Path) -> None:
    inner = table(["a", "b"], ["c", "d"])
    assert _read(tmp_path, table([p("kop") + inner + p()])).text == "kop\n\na | b\nc | d\n"


def test_the_stories_around_the_body(tmp_path: Path) -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference r:id="rId4"/></w:sectPr>'
    box = text_box(p("vak") + p("nog"))
    body = p("tekst", runs=note_mark("footnote") + note_mark("endnote") + box) + p("slot") + section
    document = _read(
        tmp_path,
        body,
        notes("footnote", "voet"),
        notes("endnote", "eind"),
        Part("word/header1.xml", "header", wrap("hdr", p("kop", runs=field("PAGE", "1")))),
        Part("word/footer1.xml", "footer", wrap("ftr", p("onder"))),
    )
    assert _shown(document) == [
        ("kop1", BlockKind.HEADER, "koptekst"),
        ("tekst", BlockKind.PARAGRAPH, "alinea 1"),
        ("vak", BlockKind.TEXT_BOX, "tekstvak 1"),
        ("nog", BlockKind.TEXT_BOX, "tekstvak 1"),
        ("slot", BlockKind.PARAGRAPH, "alinea 2"),
        ("voet", BlockKind.FOOTNOTE, "voetnoot 1"),
        ("eind", BlockKind.FOOTNOTE, "eindnoot 1"),
        ("onder", BlockKind.FOOTER, "voettekst"),
    ]


def test_headers_that_say_the_same_are_read_once(tmp_path: Path) -> None:
    section = "<w:sectPr>" + "".join(
        f'<w:headerReference w:type="{t}" r:id="rId{n}"/>' for n, t in ((1, "default"), (2, "first"))
    )
    headers = [Part(f"word/h{n}.xml", "header", wrap("hdr", p("Kop") + p(str(n)))) for n in (1, 2)]
    document = _read(tmp_path, p("a") + section + "<w:titlePg/></w:sectPr>", *headers)
    assert document.text.split() == ["Kop", "1", "2", "a"]


def test_notes_stand_in_the_order_of_their_marks(tmp_path: Path) -> None:
    body = p("a", runs=note_mark("footnote", 2)) + p("b", runs=note_mark("footnote", 1))
    assert _read(tmp_path, body, notes("footnote", "één", "twee")).text == "a\nb\n\ntwee\néén\n"


def test_the_final_version_of_changed_text(tmp_path: Path) -> None:
    gone, new = "<w:del><w:r><w:delText>geen </w:delText></w:r></w:del>", f"<w:ins>{run('wel ')}</w:ins>"
    document = _read(tmp_path, p("Er is ", runs=gone + new + run("overlast.")))
    assert document.text == "Er is wel overlast.\n"


def test_a_deleted_paragraph_mark_joins_two_paragraphs(tmp_path: Path) -> None:
    body = p("psy", properties="<w:rPr><w:del/></w:rPr>") + p("chose") + p("x")
    assert _read(tmp_path, body).text == "psychose\nx\n"


def test_nested_fields(tmp_path: Path) -> None:
    inner = field("SECRET", "binnen")
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    document = _read(tmp_path, p("a ", runs=f"{begin}{inner}{separate}{run('buiten')}{field('X', '!')}{end}") + p("na"))
    assert document.text == "a buiten!\nna\n"


def test_a_field_over_paragraphs(tmp_path: Path) -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    body = p(runs=begin + run("code")) + p(runs=run("code") + separate + run("een")) + p("twee", runs=end) + p("drie")
    assert _read(tmp_path, body).text.split() == ["een", "twee", "drie"]


def test_a_file_with_macros_is_read_without_them(tmp_path: Path) -> None:
    docm = Docx(p("a"), [Part("word/vbaProject.bin", "vbaProject", "x")], main_type=MACRO_MAIN)
    document = _bytes(tmp_path, docm.bytes(), "verslag.docm")
    assert (document.text, document.kind, [place.kind for place in document.unread]) == ("a\n", "docx", ["macro"])


def test_long_documents_take_linear_time(tmp_path: Path) -> None:
    document = _read(tmp_path, "".join(p(f"Alinea nummer {n}.") for n in range(20_000)))
    assert len(document.blocks) == 20_000


def test_the_same_bytes_give_the_same_document_under_any_hash_seed(tmp_path: Path) -> None:
    from hiding_places import PLACES

    path = tmp_path / "a.docx"
    # Nothing printed may depend on the order of a set, so the whole Document is compared.
    bodies = [made.body for made, _ in PLACES.values()]
    path.write_bytes(Docx("".join(bodies), [notes("footnote", "x", "y")]).bytes())
    script = (
        f"from pathlib import Path; from verslagfilter.formats import read; print(ascii(read(Path({str(path)!r}))))"
    )
    source = str(Path(__file__).parents[2] / "src")
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": source},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


# python-docx as oracle, for what it can read


_words = st.text(st.sampled_from("abcé &<\t\"'"), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(paragraphs=st.lists(st.lists(_words, max_size=4), max_size=5), cells=st.lists(_words, min_size=2, max_size=2))
def test_agrees_with_python_docx(tmp_path: Path, paragraphs: list[list[str]], cells: list[str]) -> None:
    made = docx.Document()
    made.add_heading("Verslag", 1)
    for runs in paragraphs:
        paragraph = made.add_paragraph()
        for index, text in enumerate(runs):
            paragraph.add_run(text).bold = bool(index % 2)
    grid = made.add_table(1, 2)
    for at, text in enumerate(cells):
        grid.cell(0, at).text = text
    buffer = io.BytesIO()
    made.save(buffer)
    document = _bytes(tmp_path, buffer.getvalue())
    known = [paragraph.text.strip() for paragraph in docx.Document(buffer).paragraphs]
    lines = [b.span.of(document.text) for b in document.blocks if b.kind is not BlockKind.TABLE_ROW]
    assert lines == [line for line in known if line]
    assert [_cells(document, b) for b in document.blocks if b.cells] == [
        found for found in [[text.strip() for text in cells if text.strip()]] if found
    ]


@pytest.mark.parametrize(("style", "expected"), [("List Bullet", "- a"), ("List Number", "1. a"), ("Heading 2", "a")])
def test_the_styles_of_python_docx(tmp_path: Path, style: str, expected: str) -> None:
    made = docx.Document()
    made.add_paragraph("a", style=style)
    buffer = io.BytesIO()
    made.save(buffer)
    assert _bytes(tmp_path, buffer.getvalue()).text == expected + "\n"


def test_random_order_of_parts_makes_no_difference(tmp_path: Path) -> None:
    from docx_maker import zip_of

    entries = list(Docx(p("a", runs=note_mark("footnote")), [notes("footnote", "b")]).entries().items())
    random.Random(1).shuffle(entries)
    assert _bytes(tmp_path, zip_of(dict(entries))).text == "a\n\nb\n"
