"""Every place in a Word file where text can be, and what the reader must do with it: read it, or count it.

A place is a name, a file with the word MARKER in that place and nowhere else, and READ or the Dutch name of the
kind of place in which it is counted.
"""

from __future__ import annotations

from docx_maker import (
    MACRO_MAIN,
    Docx,
    Outside,
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

MARKER = "MERKTEKEN"
READ = "read"
_M = MARKER
_REST = p("Gewone tekst.")
_PROMPT = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
_HIDDEN = "<w:vanish/>"
_RAW = '<?xml version="1.0" encoding="UTF-8"?><x xmlns="urn:x">{}</x>'.format
_SPAN = '<w:gridSpan w:val="2"/>'
_PEOPLE = (
    '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
    '<w15:person w15:author="{}"/></w15:people>'
)
_BEGIN = '<w:r><w:fldChar w:fldCharType="begin">{}</w:fldChar></w:r>'.format


def _body(xml: str, *parts: Part) -> Docx:
    return Docx(_REST + xml, parts)


def _runs(xml: str, *parts: Part) -> Docx:
    return _body(p("Zin.", runs=xml), *parts)


def _part(name: str, kind: str, content: str | bytes, source: str = "word/document.xml") -> Docx:
    return Docx(_REST, [Part(name, kind, content, source)])


def _drawing(described: str = "", inside: str = "") -> str:
    return f'<w:r><w:drawing><wp:inline><wp:docPr id="1" {described}/>{inside}</wp:inline></w:drawing></w:r>'


def _margin(kind: str, place: str, content: str, settings: str = "") -> Docx:
    section = f'<w:sectPr><w:{kind}Reference w:type="{place}" r:id="rId1"/>{settings}</w:sectPr>'
    tag = "hdr" if kind == "header" else "ftr"
    return Docx(_REST + section, [Part(f"word/{kind}1.xml", kind, wrap(tag, content))])


def _settings(content: str) -> Docx:
    return _part("word/settings.xml", "settings", wrap("settings", content))


PLACES: dict[str, tuple[Docx, str]] = {
    # Text that the reader of the paper sees
    "paragraph": (_body(p(_M)), READ),
    "heading": (_body(p(_M, style="Kop1")), READ),
    "list item": (_body(item(_M), numbering(("bullet", "•"))), READ),
    "hyperlink": (_runs(f'<w:hyperlink w:anchor="a">{run(_M)}</w:hyperlink>'), READ),
    "tracked insertion": (_runs(f'<w:ins w:id="1">{run(_M)}</w:ins>'), READ),
    "moved to here": (_runs(f'<w:moveTo w:id="1">{run(_M)}</w:moveTo>'), READ),
    "inserted inside a moved stretch": (_runs(f"<w:moveTo><w:ins>{run(_M)}</w:ins></w:moveTo>"), READ),
    "smart tag": (_runs(f"<w:smartTag>{run(_M)}</w:smartTag>"), READ),
    "custom XML around runs": (_runs(f"<w:customXml>{run(_M)}</w:customXml>"), READ),
    "custom XML around paragraphs": (_body(f"<w:customXml>{p(_M)}</w:customXml>"), READ),
    "content control in a line": (_runs(f"<w:sdt><w:sdtContent>{run(_M)}</w:sdtContent></w:sdt>"), READ),
    "content control around paragraphs": (_body(f"<w:sdt><w:sdtContent>{p(_M)}</w:sdtContent></w:sdt>"), READ),
    "content control around a row": (
        _body(f"<w:tbl><w:sdt><w:sdtContent>{row(_M, 'b')}</w:sdtContent></w:sdt></w:tbl>"),
        READ,
    ),
    "content control around a cell": (
        _body(f"<w:tbl><w:tr><w:sdt><w:sdtContent>{cell(_M)}</w:sdtContent></w:sdt></w:tr></w:tbl>"),
        READ,
    ),
    "simple field": (_runs(f'<w:fldSimple w:instr="">{run(_M)}</w:fldSimple>'), READ),
    "complex field": (_runs(field("", _M)), READ),
    "text after a field that never ends": (
        _runs(f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{run(_M)}'),
        READ,
    ),
    "text direction": (_runs(f'<w:bdo w:val="ltr">{run(_M)}</w:bdo>'), READ),
    "ruby base": (_runs(f"<w:r><w:ruby><w:rt/><w:rubyBase>{run(_M)}</w:rubyBase></w:ruby></w:r>"), READ),
    "formula": (_runs(f"<m:oMathPara><m:oMath><m:r><m:t>{_M}</m:t></m:r></m:oMath></m:oMathPara>"), READ),
    "table cell": (_body(table(["a", _M])), READ),
    "nested table": (_body(table(["a", table(["b", _M]) + p()])), READ),
    "table in a frame table": (_body(table([table(["b", _M]) + p()])), READ),
    "merged cell": (_body(f"<w:tbl><w:tr>{cell(_M, _SPAN)}{cell('b')}</w:tr></w:tbl>"), READ),
    "text box": (_runs(text_box(p(_M))), READ),
    "text box in a cell": (_body(table(["a", p("b", runs=text_box(p(_M)))])), READ),
    "text box in a text box": (_runs(text_box(p("a", runs=text_box(p(_M))))), READ),
    "old text box": (
        _runs(
            f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p(_M)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        ),
        READ,
    ),
    "table in a text box": (_runs(text_box(table(["a", _M]))), READ),
    "header": (_margin("header", "default", p(_M)), READ),
    "first header": (_margin("header", "first", p(_M), "<w:titlePg/>"), READ),
    "table in a header": (_margin("header", "default", table(["a", _M])), READ),
    "text box in a header": (_margin("header", "default", p(runs=text_box(p(_M)))), READ),
    "footer": (_margin("footer", "default", p(_M)), READ),
    "footnote": (_runs(note_mark("footnote"), notes("footnote", _M)), READ),
    "endnote": (_runs(note_mark("endnote"), notes("endnote", _M)), READ),
    "footnote in a cell": (_body(table([p("a", runs=note_mark("footnote"))]), notes("footnote", _M)), READ),
    "alternate content around a paragraph": (
        _body(
            f'<mc:AlternateContent><mc:Choice Requires="w15">{p(_M)}</mc:Choice>'
            f"<mc:Fallback>{p(_M)}</mc:Fallback></mc:AlternateContent>"
        ),
        READ,
    ),
    "text in a style that undoes hiding": (
        _runs(
            run(_M, '<w:rStyle w:val="C"/><w:vanish w:val="0"/>'),
            styles('<w:style w:type="character" w:styleId="C"><w:rPr><w:vanish/></w:rPr></w:style>'),
        ),
        READ,
    ),
    "paragraph without a mark of its own": (
        _body(p(_M, properties="<w:rPr><w:del/></w:rPr>")),
        READ,
    ),
    # Deleted
    "deletion": (_runs(f"<w:del><w:r><w:delText>{_M}</w:delText></w:r></w:del>"), "verwijderde tekst"),
    "deletion with plain text": (_runs(f"<w:del>{run(_M)}</w:del>"), "verwijderde tekst"),
    "deletion in an insertion": (_runs(f"<w:ins><w:del>{run(_M)}</w:del></w:ins>"), "verwijderde tekst"),
    "moved from here": (_runs(f"<w:moveFrom>{run(_M)}</w:moveFrom>"), "verwijderde tekst"),
    "deleted row": (_body(f"<w:tbl>{row('a')}{row(_M, properties='<w:del/>')}</w:tbl>"), "verwijderde tekst"),
    "deleted cell": (_body(f"<w:tbl><w:tr>{cell('a')}{cell(_M, '<w:cellDel/>')}</w:tr></w:tbl>"), "verwijderde tekst"),
    "note of a deleted mark": (
        _runs(f"<w:del>{note_mark('footnote')}</w:del>", notes("footnote", _M)),
        "losse voetnoot",
    ),
    # Hidden
    "hidden run": (_runs(run(_M, _HIDDEN)), "verborgen tekst"),
    "hidden by a character style": (
        _runs(
            run(_M, '<w:rStyle w:val="C"/>'),
            styles('<w:style w:type="character" w:styleId="C"><w:rPr><w:vanish/></w:rPr></w:style>'),
        ),
        "verborgen tekst",
    ),
    "hidden by the style that a paragraph style is based on": (
        _body(
            p(_M, style="B"),
            styles(
                '<w:style w:type="paragraph" w:styleId="A"><w:rPr><w:vanish/></w:rPr></w:style>',
                '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>',
            ),
        ),
        "verborgen tekst",
    ),
    "hidden row": (_body(f"<w:tbl>{row('a')}{row(_M, properties='<w:hidden/>')}</w:tbl>"), "verborgen tekst"),
    "covered cell": (_body(f"<w:tbl><w:tr>{cell('a')}{cell(_M, '<w:vMerge/>')}</w:tr></w:tbl>"), "verborgen tekst"),
    "hidden text box": (_runs(text_box(p(_M), hidden=True, fallback="")), "verborgen tekst"),
    "hidden old shape": (
        _runs(
            f'<w:r><w:pict><v:shape style="visibility: hidden"><v:textbox><w:txbxContent>{p(_M)}</w:txbxContent>'
            "</v:textbox></v:shape></w:pict></w:r>"
        ),
        "verborgen tekst",
    ),
    "hidden formula": (
        _runs(f"<m:oMath><m:r><w:rPr>{_HIDDEN}</w:rPr><m:t>{_M}</m:t></m:r></m:oMath>"),
        "verborgen tekst",
    ),
    "first header without a title page": (
        _margin("header", "first", p(_M)),
        "koptekst die niet in gebruik is",
    ),
    "even footer without even pages": (_margin("footer", "even", p(_M)), "voettekst die niet in gebruik is"),
    "header that no section names": (
        _part("word/header9.xml", "header", wrap("hdr", p(_M))),
        "koptekst die niet in gebruik is",
    ),
    "note without a mark": (_body("", notes("footnote", _M)), "losse voetnoot"),
    "endnote without a mark": (_body("", notes("endnote", _M)), "losse eindnoot"),
    "other version of a text box": (
        _runs(text_box(p("a"), fallback=p(_M))),
        "andere versie van een object",
    ),
    "choice that nobody understands": (
        _runs(
            f'<w:r><mc:AlternateContent xmlns:zz="urn:zz"><mc:Choice Requires="zz"><w:t>{_M}</w:t></mc:Choice>'
            "<mc:Fallback><w:t>a</w:t></mc:Fallback></mc:AlternateContent></w:r>"
        ),
        "andere versie van een object",
    ),
    "prompt of an empty control": (
        _runs(f"<w:sdt>{_PROMPT}<w:sdtContent>{run(_M)}</w:sdtContent></w:sdt>"),
        "leeg invulveld",
    ),
    "prompt of an empty control around a row": (
        _body(f"<w:tbl>{row('a')}<w:sdt>{_PROMPT}<w:sdtContent>{row(_M)}</w:sdtContent></w:sdt></w:tbl>"),
        "leeg invulveld",
    ),
    # Beside the text
    "comment": (
        _part("word/comments.xml", "comments", wrap("comments", f'<w:comment w:id="0">{p(_M)}</w:comment>')),
        "opmerking",
    ),
    "author of a change": (_runs(f'<w:ins w:author="{_M}">{run("a")}</w:ins>'), "auteursnaam"),
    "person": (
        _part(
            "word/people.xml",
            "people",
            _PEOPLE.format(_M),
        ),
        "auteursnaam",
    ),
    "field code": (_runs(field(_M, "a")), "veldcode"),
    "text in a field code": (
        _runs(
            f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{run(_M)}<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        ),
        "veldcode",
    ),
    "code of a simple field": (_runs(f'<w:fldSimple w:instr="{_M}">{run("a")}</w:fldSimple>'), "veldcode"),
    "pronunciation": (
        _runs(f"<w:r><w:ruby><w:rt>{run(_M)}</w:rt><w:rubyBase>{run('a')}</w:rubyBase></w:ruby></w:r>"),
        "uitspraakhulp",
    ),
    "alternative text": (_runs(_drawing(f'name="Picture 1" descr="{_M}"')), "alternatieve tekst"),
    "title of a picture": (_runs(_drawing(f'title="{_M}"')), "alternatieve tekst"),
    "name of a picture": (_runs(_drawing(f'name="{_M}"')), "objectnaam"),
    "alternative text of an old shape": (
        _runs(f'<w:r><w:pict><v:shape alt="{_M}"/></w:pict></w:r>'),
        "alternatieve tekst",
    ),
    "alternative text of a table": (
        _body(f'<w:tbl><w:tblPr><w:tblDescription w:val="{_M}"/></w:tblPr>{row("a")}</w:tbl>'),
        "alternatieve tekst",
    ),
    "word art": (
        _runs(f'<w:r><w:pict><v:shape><v:textpath string="{_M}"/></v:shape></w:pict></w:r>'),
        "tekst in een afbeelding",
    ),
    "text of a drawing": (
        _runs(_drawing("", f"<a:graphic><a:graphicData><a:p><a:t>{_M}</a:t></a:p></a:graphicData></a:graphic>")),
        "tekst in een afbeelding",
    ),
    "tooltip": (
        _runs(f'<w:hyperlink w:anchor="a" w:tooltip="{_M}">{run("a")}</w:hyperlink>'),
        "uitleg bij een koppeling",
    ),
    "address of a link": (
        Docx(_REST, outside=[Outside("hyperlink", f"mailto:{_M}@example.org")]),
        "adres achter een koppeling",
    ),
    "linked picture": (Docx(_REST, outside=[Outside("oleLink", f"file:///{_M}")]), "externe verwijzing"),
    "template": (
        Docx(_REST, outside=[Outside("attachedTemplate", f"file:///{_M}.dotx")]),
        "verwijzing naar een sjabloon",
    ),
    "bookmark": (_runs(f'<w:bookmarkStart w:id="1" w:name="{_M}"/>'), "bladwijzernaam"),
    "name of a control": (
        _runs(f'<w:sdt><w:sdtPr><w:alias w:val="{_M}"/></w:sdtPr><w:sdtContent>{run("a")}</w:sdtContent></w:sdt>'),
        "eigenschap van een invulveld",
    ),
    "choice of a control": (
        _runs(
            f'<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="{_M}"/></w:dropDownList></w:sdtPr>'
            f"<w:sdtContent>{run('a')}</w:sdtContent></w:sdt>"
        ),
        "eigenschap van een invulveld",
    ),
    "help of a form field": (
        _runs(_BEGIN(f'<w:ffData><w:helpText w:val="{_M}"/></w:ffData>')),
        "formulierveld",
    ),
    "smart tag attribute": (
        _runs(f'<w:smartTag><w:smartTagPr><w:attr w:name="n" w:val="{_M}"/></w:smartTagPr>{run("a")}</w:smartTag>'),
        "slimme tag",
    ),
    "document variable": (
        _settings(f'<w:docVars><w:docVar w:name="" w:val="{_M}"/></w:docVars>'),
        "documentvariabele",
    ),
    "mail merge": (_settings(f'<w:mailMerge><w:query w:val="{_M}"/></w:mailMerge>'), "samenvoegbron"),
    "style name": (
        _body("", styles(f'<w:style w:customStyle="1" w:styleId="x"><w:name w:val="{_M}"/></w:style>')),
        "eigen stijlnaam",
    ),
    "author in the properties": (
        _part("docProps/core.xml", "core-properties", _RAW(f"<creator>{_M}</creator>"), ""),
        "documenteigenschap",
    ),
    "company in the properties": (
        _part("docProps/app.xml", "extended-properties", _RAW(f"<Company>{_M}</Company>"), ""),
        "documenteigenschap",
    ),
    "custom property": (
        _part("docProps/custom.xml", "custom-properties", _RAW(f"<p><v>{_M}</v></p>"), ""),
        "documenteigenschap",
    ),
    "thumbnail": (_part("docProps/thumbnail.jpeg", "thumbnail", _M, ""), "miniatuurafbeelding"),
    "custom XML part": (_part("customXml/item1.xml", "customXml", _RAW(_M)), "aangepaste XML"),
    "glossary": (
        _part("word/glossary/document.xml", "glossaryDocument", wrap("glossaryDocument", p(_M))),
        "autotekst",
    ),
    "picture": (_part("word/media/image1.png", "image", _M), "afbeelding"),
    "embedded sheet": (_part("word/embeddings/Werkblad.xlsx", "package", _M), "ingesloten bestand"),
    "embedded object": (_part("word/embeddings/oleObject1.bin", "oleObject", _M), "ingesloten bestand"),
    "chart": (_part("word/charts/chart1.xml", "chart", _RAW(_M)), "grafiek"),
    "smart art": (_part("word/diagrams/data1.xml", "diagramData", _RAW(_M)), "diagram"),
    "inserted document": (_part("word/afchunk.htm", "aFChunk", _M), "ingevoegd document"),
    "font": (_part("word/fonts/font1.odttf", "font", _M), "ingesloten lettertype"),
    "macro": (_part("word/vbaProject.bin", "vbaProject", _M), "macro"),
    "file with macros": (Docx(_REST, [Part("word/vba.bin", "vbaProject", _M)], main_type=MACRO_MAIN), "macro"),
    "printer settings": (_part("word/printer.bin", "printerSettings", _M), "printerinstelling"),
    "control": (_part("word/activeX/activeX1.xml", "control", _RAW(_M)), "besturingselement"),
    "signature": (_part("_xmlsignatures/origin.sigs", "origin", _M, ""), "digitale handtekening"),
    "add-in": (_part("word/webextensions/taskpanes.xml", "webextensiontaskpanes", _RAW(_M), ""), "invoegtoepassing"),
    "sound": (_part("word/media/a.mp3", "audio", _M), "video of geluid"),
    "part of a kind that is new": (_part("word/new.xml", "newKind", _RAW(_M)), "onbekend onderdeel"),
    "part that nothing refers to": (Docx(_REST, loose={"word/loose.bin": _M}), "onbekend onderdeel"),
    "XML comment": (_body(f"<!-- {_M} -->"), "technische aantekening"),
    "processing instruction": (_body(f"<?x {_M}?>"), "technische aantekening"),
    "XML comment in the styles": (_body("", styles(f"<!-- {_M} -->")), "technische aantekening"),
    "text between paragraphs": (_body(_M), "onbekend onderdeel"),
    "text in an unknown element": (_runs(f'<z:t xmlns:z="urn:z">{_M}</z:t>'), "onbekend onderdeel"),
    "text in the settings": (_settings(f"<w:x>{_M}</w:x>"), "onbekend onderdeel"),
}
