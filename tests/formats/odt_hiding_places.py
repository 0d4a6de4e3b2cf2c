"""Every place in an OpenDocument text where text can be, and what the reader must do with it: read it, or count it.

A place is a name, a file with the word MARKER in that place and nowhere else (but see TWICE), and READ or the Dutch
name of the kind of place in which it is counted.
"""

from __future__ import annotations

from odt_maker import (
    Odt,
    Part,
    annotation,
    cell,
    changes,
    covered,
    deleted,
    deletion,
    embedded,
    frame,
    grid,
    h,
    index,
    inserted,
    insertion,
    item,
    link,
    listing,
    master,
    note,
    numbers,
    option,
    p,
    picture,
    row,
    section,
    shape,
    span,
    style,
    table,
    text_box,
    wrap,
)

MARKER = "MERKTEKEN"
READ = "read"
TWICE = frozenset({"own mark of a note", "hidden text that shows", "cell with its text as a value too"})
"""Places of which a real file holds the text twice: as what it shows, and in an attribute beside it."""

_M = MARKER
_REST = p("Gewone tekst.")
_HIDE = 'text:display="none"'
_GONE = style("T1", text=_HIDE)
_PAGE_BREAK = '<style:paragraph-properties fo:break-before="page"/>'
_BREAK = style("P2", _PAGE_BREAK, family="paragraph")
_ON_FIRST_PAGE = style("P1", family="paragraph", attributes='style:master-page-name="First_20_Page"')
_RAW = '<?xml version="1.0" encoding="UTF-8"?><x xmlns="urn:x">{}</x>'.format
_DECLARED = "<text:user-field-decls><text:user-field-decl {}/></text:user-field-decls>".format
_OPEN = "application/vnd.oasis.opendocument."
_OLE = "application/vnd.sun.star.oleobject"
_CHANGED = "verwijderde tekst"
_HIDDEN = "verborgen tekst"
_UNUSED_HEADER = "koptekst die niet in gebruik is"
_UNUSED_FOOTER = "voettekst die niet in gebruik is"
_VERSION = "andere versie van een object"
_ALT = "alternatieve tekst"
_CODE = "veldcode"
_EMBEDDED = "ingesloten bestand"
_PROPERTY = "documenteigenschap"
_UNKNOWN = "onbekend onderdeel"
_CONTROL = "eigenschap van een invulveld"
_RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="urn:z#">'
    '<rdf:Description rdf:about="content.xml"><z:a>{}</z:a></rdf:Description></rdf:RDF>'
).format


def _body(xml: str, automatic: str = "", common: str = "") -> Odt:
    return Odt(_REST + xml, automatic, common)


def _runs(xml: str, automatic: str = "", common: str = "") -> Odt:
    return _body(p("Zin. ", runs=xml), automatic, common)


def _before(xml: str, runs: str = "") -> Odt:
    """With something that comes before all text."""
    return Odt(xml + p("Gewone tekst. ", runs=runs))


def _part(name: str, content: str = _M, media_type: str = "", *, runs: str = "", folder: str = "") -> Odt:
    """With one more part, and perhaps the folder that makes it a document of its own."""
    made = [Part(name, content, "text/xml" if folder else media_type)]
    return Odt(p("Gewone tekst. ", runs=runs), parts=[Part(folder, "", media_type), *made] if folder else made)


def _loose(name: str, content: str = _M) -> Odt:
    return Odt(_REST, loose={name: content})


def _field(tag: str, attributes: str = "") -> tuple[Odt, str]:
    """A field that shows the marker."""
    return _runs(f"<text:{tag} {attributes}>{_M}</text:{tag}>"), READ


def _code(tag: str, attributes: str) -> tuple[Odt, str]:
    """A field that has the marker behind it."""
    return _runs(f"<text:{tag} {attributes}>a</text:{tag}>"), _CODE


def _change(content: str, after: str = "") -> Odt:
    """With a tracked deletion, and text after its mark."""
    return _before(changes(deletion(content)), deleted() + after)


def _form(inside: str, attributes: str = "") -> tuple[Odt, str]:
    """With a form of one control, and the place where the control stands."""
    forms = f"<office:forms><form:form {attributes}>{inside}</form:form></office:forms>"
    shown = '<draw:control text:anchor-type="as-char" svg:width="5cm" svg:height="1cm" draw:control="control1"/>'
    return _before(forms, shown), "formulierveld"


def _control(tag: str, attributes: str = "", inside: str = "") -> tuple[Odt, str]:
    kind = {"text": "TextField", "listbox": "ListBox", "textarea": "TextField"}[tag]
    made = f'form:control-implementation="ooo:com.sun.star.form.component.{kind}" xml:id="control1" form:id="control1"'
    return _form(f"<form:{tag} {made} {attributes}>{inside}</form:{tag}>")


def _meta(xml: str) -> tuple[Odt, str]:
    return Odt(_REST, meta=xml), _PROPERTY


def _inner(kind: str, content: str) -> str:
    """The content of an embedded document."""
    return wrap("document-content", f"<office:body><office:{kind}>{content}</office:{kind}></office:body>")


PLACES: dict[str, tuple[Odt, str]] = {
    # Text that the reader of the paper sees
    "paragraph": (_body(p(_M)), READ),
    "heading": (_body(h(_M)), READ),
    "numbered heading": (
        _body(
            h(_M, style="Heading_20_1"),
            common='<text:outline-style style:name="Outline"><text:outline-level-style text:level="1"'
            ' style:num-format="1" style:num-suffix="."/></text:outline-style>',
        ),
        READ,
    ),
    "heading with its number as text": (_body(h("<text:number>1.</text:number>", runs=_M)), READ),
    "list item": (_body(listing(item(_M))), READ),
    "nested list item": (_body(listing(item(p("a") + listing(item(_M), style="")))), READ),
    "second paragraph of a list item": (_body(listing(item(p("a") + p(_M)))), READ),
    "heading in a list": (_body(listing(item(h(_M)))), READ),
    "head of a list": (_body(listing(item(_M, tag="list-header"), item("a"))), READ),
    "item of a numbered list": (_body(listing(item(_M), style="L2"), numbers()), READ),
    "text before the number of a list": (_body(listing(item("a"), style="L2"), numbers(prefix=f"{_M} ")), READ),
    "list item with its number as text": (_body(listing(item(_M, number="1."), style="L2"), numbers()), READ),
    "numbered paragraph": (
        _body(
            '<text:numbered-paragraph text:list-id="list1" text:level="1" text:style-name="L2">'
            f"<text:number>1.</text:number>{p(_M)}</text:numbered-paragraph>",
            numbers(),
        ),
        READ,
    ),
    "hyperlink": (_runs(link(_M)), READ),
    "span": (_runs(span(_M), style("T1", text='fo:font-weight="bold"')), READ),
    "span in a span": (_runs(span(f"a{span(_M, 'T2')}"), style("T1") + style("T2")), READ),
    "after a space": (_runs(f'a<text:s text:c="2"/>{_M}'), READ),
    "after a tab": (_runs(f"a<text:tab/>{_M}"), READ),
    "after a line break": (_runs(f"a<text:line-break/>{_M}"), READ),
    "after a page break in a paragraph": (_runs(f"a<text:soft-page-break/>{_M}"), READ),
    "after a page break between paragraphs": (_body(f"<text:soft-page-break/>{p(_M)}"), READ),
    "after a page break between rows": (
        _body(grid(f"{row('a')}<text:soft-page-break/>{row(_M)}", columns=1)),
        READ,
    ),
    "tracked insertion": (_before(changes(insertion()), inserted(_M)), READ),
    "inserted paragraph": (
        Odt(
            changes(insertion())
            + p("a", runs='<text:change-start text:change-id="ct1"/>')
            + p(_M)
            + p(runs='<text:change-end text:change-id="ct1"/>b')
        ),
        READ,
    ),
    "after the mark of a deletion": (_change(p() + p(), _M), READ),
    "between the ends of a bookmark": (
        _runs(f'<text:bookmark-start text:name="_a"/>{_M}<text:bookmark-end text:name="_a"/>'),
        READ,
    ),
    "ruby base": (_runs(f"<text:ruby><text:ruby-base>{_M}</text:ruby-base><text:ruby-text/></text:ruby>"), READ),
    "text with metadata": (_runs(f'<text:meta xml:id="m1">{_M}</text:meta>'), READ),
    "table cell": (_body(table(["a", _M])), READ),
    "head row": (
        _body(grid(f"<table:table-header-rows>{row('a', _M)}</table:table-header-rows>{row('b', 'c')}")),
        READ,
    ),
    "row in a group": (_body(grid(f"<table:table-row-group>{row('a', _M)}</table:table-row-group>")), READ),
    "row among rows": (_body(grid(f"<table:table-rows>{row('a', _M)}</table:table-rows>")), READ),
    "list in a cell": (_body(table(["a", listing(item(_M))])), READ),
    "merged cell": (_body(table([cell(_M, columns=2), covered()], ["b", "c"])), READ),
    "cell over two rows": (_body(table([cell(_M, rows=2), "a"], [covered(), "b"])), READ),
    "cell after a covered one": (_body(table([cell("a", columns=2), covered(), _M])), READ),
    "nested table": (_body(table(["a", table(["b", _M]) + p()])), READ),
    "table that divides a cell": (
        _body(table(["a", table(["b", _M], attributes='table:is-sub-table="true"')])),
        READ,
    ),
    "cell with its text as a value too": (
        _body(table(["a", cell(_M, attributes=f'office:value-type="string" office:string-value="{_M}"')])),
        READ,
    ),
    "text box": (_runs(text_box(_M)), READ),
    "text box at a paragraph": (_runs(text_box(_M, anchor="paragraph")), READ),
    "text box at a page": (Odt(text_box(_M, 'text:anchor-page-number="1"', anchor="page") + _REST), READ),
    "text box in a cell": (_body(table(["a", p("b", runs=text_box(_M))])), READ),
    "text box in a text box": (_runs(text_box(p("a", runs=text_box(_M)))), READ),
    "table in a text box": (_runs(text_box(table(["a", _M]) + p())), READ),
    "list in a text box": (_runs(text_box(listing(item(_M)))), READ),
    "text box behind a link": (_runs(f'<draw:a xlink:type="simple" xlink:href="#_a">{text_box(_M)}</draw:a>'), READ),
    "text of a shape": (_runs(shape(_M)), READ),
    "text of a rectangle": (_runs(shape(_M, tag="rect")), READ),
    "text of a callout": (_runs(shape(_M, tag="caption")), READ),
    "list in a shape": (_runs(shape(listing(item(_M)))), READ),
    "shape in a group": (_runs(f'<draw:g text:anchor-type="as-char">{shape(_M)}{shape("a")}</draw:g>'), READ),
    "header": (Odt(_REST, header=p(_M)), READ),
    "footer": (Odt(_REST, footer=p(_M)), READ),
    "table in a header": (Odt(_REST, header=table(["a", _M])), READ),
    "text box in a header": (Odt(_REST, header=p("a", runs=text_box(_M))), READ),
    "first header": (
        Odt(_REST, header=p("a"), margins=f"<style:header-first>{p(_M)}</style:header-first>"),
        READ,
    ),
    "left footer": (
        Odt(
            _REST + p("a", style="P2"),
            _BREAK,
            footer=p("b"),
            margins=f"<style:footer-left>{p(_M)}</style:footer-left>",
        ),
        READ,
    ),
    "header of a page that a paragraph asks for": (
        Odt(
            p("a", style="P1"),
            _ON_FIRST_PAGE,
            masters=master("First_20_Page", f"<style:header>{p(_M)}</style:header>"),
        ),
        READ,
    ),
    "header of a page that a table asks for": (
        Odt(
            table(["a"], attributes='table:style-name="Ta1"') + _REST,
            style("Ta1", family="table", attributes='style:master-page-name="First_20_Page"'),
            masters=master("First_20_Page", f"<style:header>{p(_M)}</style:header>"),
        ),
        READ,
    ),
    "header of a page that follows another": (
        Odt(
            p("a", style="P1") + p("b", style="P2"),
            _ON_FIRST_PAGE + _BREAK,
            masters=master("First_20_Page", "", 'style:next-style-name="Index"')
            + master("Index", f"<style:header>{p(_M)}</style:header>"),
        ),
        READ,
    ),
    "footnote": (_runs(note(_M)), READ),
    "endnote": (_runs(note(_M, kind="endnote", mark="i")), READ),
    "footnote in a cell": (_body(table([p("a", runs=note(_M))])), READ),
    "own mark of a note": (_runs(note("a", mark=_M, label=_M)), READ),
    "section": (_body(section(_M)), READ),
    "section in a section": (_body(section(section(_M, name="Sectie2"))), READ),
    "section whose condition does not hide it": (
        _body(section(_M, 'text:display="condition" text:condition="ooow:0" text:is-hidden="false"')),
        READ,
    ),
    "table of contents": (_body(index(_M)), READ),
    "title of a table of contents": (_body(index(f"<text:index-title>{p(_M)}</text:index-title>")), READ),
    "alphabetical index": (_body(index(_M, kind="alphabetical-index")), READ),
    # A field holds the text that it showed last; LibreOffice works out some of these again when it opens the file
    "date": _field("date", 'text:fixed="true"'),
    "user field": _field("user-field-get", 'text:name="n"'),
    "variable that is set": _field("variable-set", 'text:name="n" office:value-type="string"'),
    "variable": _field("variable-get", 'text:name="n"'),
    "page number": _field("page-number", 'text:select-page="current"'),
    "author of the document": _field("author-name", 'text:fixed="true"'),
    "chapter": _field("chapter", 'text:display="name" text:outline-level="1"'),
    "title of the document": _field("title", 'text:fixed="true"'),
    "user-defined property": _field("user-defined", 'text:name="n" text:fixed="true"'),
    "result of an expression": _field("expression", 'office:value-type="string"'),
    "text that depends on a condition": _field("conditional-text", 'text:condition="ooow:1"'),
    "field to fill in": _field("text-input"),
    "choice from a list": _field("drop-down"),
    "field of a database": _field("database-display"),
    "reference to a bookmark": _field("bookmark-ref", 'text:ref-name="_a" text:reference-format="text"'),
    "reference to a mark": _field("reference-ref", 'text:ref-name="_a" text:reference-format="text"'),
    "reference to a note": _field("note-ref", 'text:ref-name="_a" text:note-class="footnote"'),
    "number of a caption": _field("sequence", 'text:name="Table" style:num-format="1"'),
    "field with metadata": _field("meta-field", 'xml:id="m1"'),
    "mark of a source": _field("bibliography-mark", 'text:bibliography-type="book"'),
    "text of a data link": _field("dde-connection", 'text:connection-name="n"'),
    "field of another program": (
        _runs(
            '<field:fieldmark-start text:name="_a" field:type="vnd.oasis.opendocument.field.FORMTEXT"/>'
            f"{_M}<field:fieldmark-end/>"
        ),
        READ,
    ),
    "content control": (_runs(f"<loext:content-control>{_M}</loext:content-control>"), READ),
    "hidden text that shows": (
        _runs(
            f'<text:hidden-text text:condition="ooow:0" text:string-value="{_M}" text:is-hidden="false">{_M}'
            "</text:hidden-text>"
        ),
        READ,
    ),
    "paragraph whose condition does not hide it": (
        _body(p(_M, runs='<text:hidden-paragraph text:condition="ooow:0" text:is-hidden="false"/>')),
        READ,
    ),
    "text in a style that undoes hiding": (
        _body(
            p(style="P1", runs=span(_M)),
            style("P1", family="paragraph", text=_HIDE) + style("T1", text='text:display="true"'),
        ),
        READ,
    ),
    # Deleted
    "deletion": (_change(p(_M)), _CHANGED),
    "deletion without a mark in the text": (Odt(changes(deletion(p(_M))) + _REST), _CHANGED),
    "deleted heading and list": (_change(h() + listing(item(_M)) + p()), _CHANGED),
    "deleted table": (_change(p() + table(["", _M]) + p()), _CHANGED),
    "deleted note": (_change(p(runs=note(_M, mark=""))), _CHANGED),
    "deletion in a header": (Odt(_REST, header=changes(deletion(p(_M))) + p("a", runs=deleted())), _CHANGED),
    # Hidden
    "hidden span": (_runs(span(_M), _GONE), _HIDDEN),
    "hidden by a style of the whole document": (
        _runs(span(_M, "Emphasis"), common=style("Emphasis", text=_HIDE)),
        _HIDDEN,
    ),
    "hidden paragraph": (_body(p(_M, style="P1"), style("P1", family="paragraph", text=_HIDE)), _HIDDEN),
    "hidden by the style that a paragraph style is based on": (
        _body(
            p(_M, style="P1"),
            style("P1", family="paragraph", attributes='style:parent-style-name="Quotations"'),
            style("Quotations", family="paragraph", text=_HIDE),
        ),
        _HIDDEN,
    ),
    "span in a hidden span": (_runs(span(span(_M, "T2")), _GONE + style("T2")), _HIDDEN),
    "note in hidden text": (_runs(span(note(_M, mark="")), _GONE), _HIDDEN),
    "text box in hidden text": (_runs(span(text_box(_M)), _GONE), _HIDDEN),
    "hidden text": (
        _runs(f'<text:hidden-text text:condition="ooow:1" text:string-value="{_M}" text:is-hidden="true"/>'),
        _HIDDEN,
    ),
    "hidden text with content": (
        _runs(
            '<text:hidden-text text:condition="ooow:1" text:string-value="" text:is-hidden="true">'
            f"{_M}</text:hidden-text>"
        ),
        _HIDDEN,
    ),
    "paragraph that its condition hides": (
        _body(p(_M, runs='<text:hidden-paragraph text:condition="ooow:1" text:is-hidden="true"/>')),
        _HIDDEN,
    ),
    "hidden section": (_body(section(_M, _HIDE)), _HIDDEN),
    "section that its condition hides": (
        _body(section(_M, 'text:display="condition" text:condition="ooow:1" text:is-hidden="true"')),
        _HIDDEN,
    ),
    "section in a hidden section": (_body(section(section(_M, name="Sectie2"), _HIDE)), _HIDDEN),
    "table in a hidden section": (_body(section(table(["", _M]) + p(), _HIDE)), _HIDDEN),
    "hidden bookmark": (
        _runs(
            f'<text:bookmark-start text:name="_a" loext:hidden="true"/>{_M}<text:bookmark-end text:name="_a"/>',
        ),
        _HIDDEN,
    ),
    "covered cell": (_body(table([cell("a", columns=2), covered(_M)], ["b", "c"])), _HIDDEN),
    "number of a list item that says something else": (
        _body(listing(item("a", number=_M), style="L2"), numbers()),
        _HIDDEN,
    ),
    "number of a heading that says something else": (_body(h(f"<text:number>{_M}</text:number>", runs="a")), _HIDDEN),
    "hidden shape": (_runs(shape(_M, 'drawooo:display="none"')), _HIDDEN),
    "header of a page that is not used": (
        Odt(_REST, masters=master("Landscape", f"<style:header>{p(_M)}</style:header>")),
        _UNUSED_HEADER,
    ),
    "footer of a page that is not used": (
        Odt(_REST, masters=master("Landscape", f"<style:footer>{p(_M)}</style:footer>")),
        _UNUSED_FOOTER,
    ),
    # LibreOffice shows the value, and not the paragraph
    "value of a cell that says something else": (
        _body(table(["a", cell("b", attributes=f'office:value-type="string" office:string-value="{_M}"')])),
        _VERSION,
    ),
    "other version of a text box": (
        _runs(text_box("a", after=f"<draw:text-box>{p(_M)}</draw:text-box>")),
        _VERSION,
    ),
    "prompt of a placeholder": (
        _runs(f'<text:placeholder text:placeholder-type="text">&lt;{_M}&gt;</text:placeholder>'),
        "leeg invulveld",
    ),
    "prompt of an empty control": (
        _runs(
            f'<loext:content-control loext:showing-place-holder="true">{_M}</loext:content-control>',
        ),
        "leeg invulveld",
    ),
    # Hidden by the standard, though LibreOffice shows them in a text document
    "hidden row": (_body(grid(row("a", "b") + row("", _M, attributes='table:visibility="collapse"'))), _HIDDEN),
    "filtered row": (_body(grid(row("a", "b") + row("", _M, attributes='table:visibility="filter"'))), _HIDDEN),
    "hidden column": (
        _body(
            '<table:table><table:table-column/><table:table-column table:visibility="collapse"/>'
            f"{row('a', _M)}</table:table>"
        ),
        _HIDDEN,
    ),
    "header that is switched off": (
        Odt(_REST, margins=f'<style:header style:display="false">{p(_M)}</style:header>'),
        _UNUSED_HEADER,
    ),
    "first footer that is switched off": (
        Odt(
            _REST,
            footer=p("a"),
            margins=f'<style:footer-first style:display="false">{p(_M)}</style:footer-first>',
        ),
        _UNUSED_FOOTER,
    ),
    # Beside the text
    "comment": (_runs(annotation(_M)), "opmerking"),
    "comment of two paragraphs": (_runs(annotation(p("a") + listing(item(_M)))), "opmerking"),
    "comment on a stretch of text": (
        _runs(
            annotation(_M).replace("<office:annotation>", '<office:annotation office:name="_a">')
            + 'a<office:annotation-end office:name="_a"/>'
        ),
        "opmerking",
    ),
    "comment in a header": (Odt(_REST, header=p("a", runs=annotation(_M))), "opmerking"),
    "comment on a change": (_before(changes(insertion(remark=_M)), inserted("a")), "opmerking"),
    "author of a comment": (_runs(annotation(p(), author=_M)), "auteursnaam"),
    "initials of a comment": (_runs(annotation(p(), initials=_M)), "auteursnaam"),
    "author of an insertion": (_before(changes(insertion(author=_M)), inserted("a")), "auteursnaam"),
    "author of a deletion": (_before(changes(deletion(p(), author=_M)), deleted()), "auteursnaam"),
    "formula of an expression": _code("expression", f'text:formula="ooow:{_M}"'),
    "formula of a variable": _code("variable-set", f'text:name="n" text:formula="ooow:{_M}"'),
    "condition of hidden text": _code("hidden-text", f'text:condition="ooow:{_M} == 1" text:is-hidden="false"'),
    "condition of a section": (
        _body(section("a", f'text:display="condition" text:condition="ooow:{_M} == 1" text:is-hidden="false"')),
        _CODE,
    ),
    "other branch of a condition": _code(
        "conditional-text", f'text:condition="ooow:1" text:string-value-if-false="{_M}"'
    ),
    "formula of a cell": (_body(table(["a", cell("b", attributes=f'table:formula="ooow:{_M}"')])), _CODE),
    "entry for an index": (_runs(f'<text:alphabetical-index-mark text:string-value="{_M}"/>'), _CODE),
    "key of an entry for an index": (
        _runs(
            f'<text:alphabetical-index-mark-start text:id="i1" text:key1="{_M}"/>a'
            '<text:alphabetical-index-mark-end text:id="i1"/>'
        ),
        _CODE,
    ),
    "entry for a table of contents": (
        _runs(f'<text:toc-mark text:outline-level="1" text:string-value="{_M}"/>'),
        _CODE,
    ),
    "template of a table of contents": (
        _body(index("a", source=f"<text:index-title-template>{_M}</text:index-title-template>")),
        _CODE,
    ),
    "template of an entry in a table of contents": (
        _body(
            index(
                "a",
                source='<text:table-of-content-entry-template text:outline-level="1" text:style-name="Contents_20_1">'
                f"<text:index-entry-span>{_M}</text:index-entry-span></text:table-of-content-entry-template>",
            )
        ),
        _CODE,
    ),
    "data of a source": _code("bibliography-mark", f'text:bibliography-type="book" text:author="{_M}"'),
    "value of a user field": (
        _before(_DECLARED(f'text:name="n" office:value-type="string" office:string-value="{_M}"')),
        "documentvariabele",
    ),
    "name of a user field": (
        _before(_DECLARED(f'text:name="{_M}" office:value-type="float" office:value="0"')),
        "documentvariabele",
    ),
    "name of a variable": (
        _before(
            f'<text:variable-decls><text:variable-decl text:name="{_M}" office:value-type="string"/>'
            "</text:variable-decls>"
        ),
        "documentvariabele",
    ),
    "variable that is set unseen": (
        _runs(
            '<text:variable-set text:name="n" text:display="none" office:value-type="string"'
            f' office:string-value="{_M}"/>'
        ),
        "documentvariabele",
    ),
    "table of a database": (
        _runs(f'<text:database-display text:table-name="{_M}">a</text:database-display>'),
        "samenvoegbron",
    ),
    "command of a form": (_form("", f'form:command="{_M}"')[0], "samenvoegbron"),
    "database in the settings": (Odt(_REST, settings=option("CurrentDatabaseDataSource", _M)), "samenvoegbron"),
    "pronunciation": (
        _runs(f"<text:ruby><text:ruby-base>a</text:ruby-base><text:ruby-text>{_M}</text:ruby-text></text:ruby>"),
        "uitspraakhulp",
    ),
    "title of a picture": (_runs(frame(f"<svg:title>{_M}</svg:title>", name="Afbeelding1")), _ALT),
    "description of a picture": (_runs(frame(f"<svg:desc>{_M}</svg:desc>", name="Afbeelding1")), _ALT),
    "description of a text box": (_runs(text_box("a", after=f"<svg:desc>{_M}</svg:desc>")), _ALT),
    "description of a group": (
        _runs(f'<draw:g text:anchor-type="as-char"><svg:desc>{_M}</svg:desc>{shape("a")}</draw:g>'),
        _ALT,
    ),
    "title of a scene": (_runs(f"<dr3d:scene><svg:title>{_M}</svg:title></dr3d:scene>"), _ALT),
    "description of a table": (
        _body(grid(row("a"), columns=1, before=f"<table:desc>{_M}</table:desc>")),
        _ALT,
    ),
    "title of a table": (_body(grid(row("a"), columns=1, before=f"<table:title>{_M}</table:title>")), _ALT),
    "name of a text box": (_runs(frame(f"<draw:text-box>{p('a')}</draw:text-box>", name=_M)), "objectnaam"),
    "name of a shape": (_runs(shape("a", f'draw:name="{_M}"')), "objectnaam"),
    "name of a table": (_body(table(["a"]).replace("Tabel1", _M)), "objectnaam"),
    "name of a section": (_body(section("a", name=_M)), "objectnaam"),
    "text of a drawing": (
        _runs(frame(f'<g:svg xmlns:g="http://www.w3.org/2000/svg"><g:text>{_M}</g:text></g:svg>')),
        "tekst in een afbeelding",
    ),
    "tooltip": (_runs(link("a", attributes=f'office:title="{_M}"')), "uitleg bij een koppeling"),
    "address of a link": (_runs(link("a", f"mailto:{_M}@example.org")), "adres achter een koppeling"),
    "address of a link around a text box": (
        _runs(f'<draw:a xlink:type="simple" xlink:href="https://example.org/{_M}">{text_box("a")}</draw:a>'),
        "adres achter een koppeling",
    ),
    "address of a link in a part of a picture": (
        _runs(
            text_box(
                "a",
                after='<draw:image-map><draw:area-rectangle svg:x="0cm" svg:y="0cm" svg:width="1cm" svg:height="1cm"'
                f' xlink:type="simple" xlink:href="https://example.org/{_M}"/></draw:image-map>',
            )
        ),
        "adres achter een koppeling",
    ),
    "link to a heading by its text": (_runs(link("a", f"#1.{_M}|outline")), "adres achter een koppeling"),
    "linked picture": (_runs(picture(f"file:///{_M}.png")), "externe verwijzing"),
    "linked picture behind a paragraph": (
        _body(
            p("a", style="P1"),
            style(
                "P1",
                "<style:paragraph-properties><style:background-image"
                f' xlink:type="simple" xlink:href="file:///{_M}.png"/></style:paragraph-properties>',
                family="paragraph",
            ),
        ),
        "externe verwijzing",
    ),
    "list of words for an index": (
        _before(f'<text:alphabetical-index-auto-mark-file xlink:type="simple" xlink:href="file:///{_M}.sdi"/>'),
        "externe verwijzing",
    ),
    "linked section": (
        _body(section(f'<text:section-source xlink:type="simple" xlink:href="file:///{_M}.odt"/>{p("a")}')),
        "externe verwijzing",
    ),
    "linked page": (
        _runs(frame(f'<draw:floating-frame xlink:type="simple" xlink:href="file:///{_M}.htm"/>')),
        "externe verwijzing",
    ),
    "data link": (
        _before(
            '<text:dde-connection-decls><text:dde-connection-decl office:name="n" office:dde-application="soffice"'
            f' office:dde-topic="{_M}" office:dde-item="a"/></text:dde-connection-decls>'
        ),
        "externe verwijzing",
    ),
    "template": (
        Odt(_REST, meta=f'<meta:template xlink:type="simple" xlink:href="../a.ott" xlink:title="{_M}"/>'),
        "verwijzing naar een sjabloon",
    ),
    "bookmark": (_runs(f'<text:bookmark text:name="{_M}"/>'), "bladwijzernaam"),
    "start of a bookmark": (_runs(f'<text:bookmark-start text:name="{_M}"/>a'), "bladwijzernaam"),
    "mark for references": (_runs(f'<text:reference-mark text:name="{_M}"/>'), "bladwijzernaam"),
    "name of a control": (
        _runs(f'<loext:content-control loext:alias="{_M}">a</loext:content-control>'),
        _CONTROL,
    ),
    "choice of a control": (
        _runs(
            f'<loext:content-control loext:dropdown="true"><loext:list-item loext:display-text="{_M}"/>a'
            "</loext:content-control>"
        ),
        _CONTROL,
    ),
    "help of a field to fill in": (_runs(f'<text:text-input text:description="{_M}">a</text:text-input>'), _CONTROL),
    "help of a placeholder": (
        _runs(f'<text:placeholder text:placeholder-type="text" text:description="{_M}"/>'),
        _CONTROL,
    ),
    "choice of a list": (
        _runs(
            '<text:drop-down><text:label text:value="" text:current-selected="true"/>'
            f'<text:label text:value="{_M}"/>a</text:drop-down>'
        ),
        _CONTROL,
    ),
    "value of a form field": _control("text", f'form:current-value="{_M}"'),
    "help of a form field": _control("text", f'form:title="{_M}"'),
    "text of a form field": _control("textarea", "", p(_M)),
    "choice of a form field": _control("listbox", "", f'<form:option form:label="{_M}"/>'),
    "property of a form field": _control(
        "text",
        "",
        '<form:properties><form:property form:property-name="DefaultText" office:value-type="string"'
        f' office:string-value="{_M}"/></form:properties>',
    ),
    "parameter of a field of another program": (
        _runs(
            '<field:fieldmark-start text:name="_a" field:type="vnd.oasis.opendocument.field.FORMDROPDOWN">'
            f'<field:param field:name="Dropdown_ListEntry" field:value="{_M}"/></field:fieldmark-start>a'
            "<field:fieldmark-end/>"
        ),
        "formulierveld",
    ),
    "metadata of a stretch of text": (
        _runs(f'<text:meta xml:id="m1" xhtml:about="" xhtml:property="a" xhtml:content="{_M}">a</text:meta>'),
        "slimme tag",
    ),
    "style name": (
        _body("", common=style("S1", family="paragraph", attributes=f'style:display-name="{_M}"')),
        "eigen stijlnaam",
    ),
    "name of a page style": (
        Odt(_REST, masters=master("S1", "", f'style:display-name="{_M}"')),
        "eigen stijlnaam",
    ),
    "name of a list style": (
        _body("", common=numbers("S1").replace(" style:name", f' style:display-name="{_M}" style:name')),
        "eigen stijlnaam",
    ),
    "title": _meta(f"<dc:title>{_M}</dc:title>"),
    "subject": _meta(f"<dc:subject>{_M}</dc:subject>"),
    "description": _meta(f"<dc:description>{_M}</dc:description>"),
    "first author": _meta(f"<meta:initial-creator>{_M}</meta:initial-creator>"),
    "last author": _meta(f"<dc:creator>{_M}</dc:creator>"),
    "who printed it": _meta(f"<meta:printed-by>{_M}</meta:printed-by>"),
    "keyword": _meta(f"<meta:keyword>{_M}</meta:keyword>"),
    "own property": _meta(f'<meta:user-defined meta:name="n">{_M}</meta:user-defined>'),
    "name of an own property": _meta(f'<meta:user-defined meta:name="{_M}">a</meta:user-defined>'),
    "macro in the text": (
        _runs(f'<text:script script:language="JavaScript">{_M}</text:script>'),
        "macro",
    ),
    "macro of a field": (_runs(f'<text:execute-macro text:name="{_M}">a</text:execute-macro>'), "macro"),
    "macro of the document": (
        Odt(_REST, scripts=f'<office:script script:language="x">{_M}</office:script>'),
        "macro",
    ),
    "macro at an event": (
        Odt(
            _REST,
            scripts='<office:event-listeners><script:event-listener script:language="ooo:script"'
            f' script:event-name="dom:load" xlink:type="simple" xlink:href="vnd.sun.star.script:{_M}"/>'
            "</office:event-listeners>",
        ),
        "macro",
    ),
    # Parts
    "Basic module": (_part("Basic/Standard/Module1.xml", _RAW(_M)), "macro"),
    "dialog": (_part("Dialogs/Standard/Dialog1.xml", _RAW(_M)), "macro"),
    "Python script": (_part("Scripts/python/a.py"), "macro"),
    "thumbnail": (_part("Thumbnails/thumbnail.png", media_type="image/png"), "miniatuurafbeelding"),
    "picture": (_part("Pictures/1.png", media_type="image/png", runs=picture("Pictures/1.png")), "afbeelding"),
    "picture that nothing refers to": (_part("Pictures/1.svg", media_type="image/svg+xml"), "afbeelding"),
    "picture in the text itself": (
        _runs(
            frame(f"<draw:image><office:binary-data>{_M}AAA</office:binary-data></draw:image>", name="Afbeelding1"),
        ),
        "afbeelding",
    ),
    "picture of an object": (_part("ObjectReplacements/Object 1"), "afbeelding"),
    "embedded sheet": (
        _part(
            "Object 1/content.xml",
            _inner("spreadsheet", table([_M])),
            f"{_OPEN}spreadsheet",
            runs=embedded("./Object 1"),
            folder="Object 1/",
        ),
        _EMBEDDED,
    ),
    "embedded text": (
        _part(
            "Object 1/content.xml",
            _inner("text", p(_M)),
            f"{_OPEN}text",
            runs=embedded("./Object 1"),
            folder="Object 1/",
        ),
        _EMBEDDED,
    ),
    "formula": (
        _part(
            "Object 1/content.xml",
            f'<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>{_M}</mi></math>',
            f"{_OPEN}formula",
            runs=embedded("./Object 1"),
            folder="Object 1/",
        ),
        _EMBEDDED,
    ),
    "embedded object": (
        _part("Object 1", media_type=_OLE, runs=embedded("./Object 1", tag="object-ole")),
        _EMBEDDED,
    ),
    "sheet in the text itself": (
        _runs(
            frame(
                f'<draw:object><office:document office:mimetype="{_OPEN}spreadsheet" office:version="1.3">'
                f"<office:body><office:spreadsheet>{table([_M])}</office:spreadsheet></office:body></office:document>"
                "</draw:object>",
                name="Object1",
            )
        ),
        _EMBEDDED,
    ),
    "earlier version": (_part("Versions/Version1"), _EMBEDDED),
    "chart": (
        _part(
            "Object 1/content.xml",
            _inner("chart", f'<chart:chart chart:class="chart:bar"><chart:title>{p(_M)}</chart:title></chart:chart>'),
            f"{_OPEN}chart",
            runs=embedded("./Object 1"),
            folder="Object 1/",
        ),
        "grafiek",
    ),
    "sound": (
        _part(
            "Media/a.mp3",
            media_type="application/vnd.sun.star.media",
            runs=frame('<draw:plugin xlink:href="Media/a.mp3" xlink:type="simple"/>', name="Object1"),
        ),
        "video of geluid",
    ),
    "font": (_part("Fonts/a.ttf", media_type="application/x-font-ttf"), "ingesloten lettertype"),
    "signature": (_part("META-INF/documentsignatures.xml", _RAW(_M)), "digitale handtekening"),
    "metadata about the text": (_part("manifest.rdf", _RDF(_M), "application/rdf+xml"), "aangepaste XML"),
    "toolbar": (_part("Configurations2/toolbar/a.xml", _RAW(_M)), "aanpassing van het programma"),
    "printer": (Odt(_REST, settings=option("PrinterName", _M)), "printerinstelling"),
    "text in the settings": (Odt(_REST, settings=option("Nieuw", _M)), _UNKNOWN),
    "part that is new": (_part("Extra/new.xml", _RAW(_M)), _UNKNOWN),
    # LibreOffice does not open a file with such parts, unless it may repair it
    "part that the manifest does not name": (_loose("los.xml", _RAW(_M)), _UNKNOWN),
    "part of no known kind": (_loose("Extra/los.bin"), _UNKNOWN),
    "XML comment": (_body(f"<!-- {_M} -->"), "technische aantekening"),
    "XML comment in a paragraph": (_runs(f"a<!-- {_M} -->b"), "technische aantekening"),
    "processing instruction": (_body(f"<?x {_M}?>"), "technische aantekening"),
    "XML comment in the styles": (_body("", common=f"<!-- {_M} -->"), "technische aantekening"),
    "text between paragraphs": (_body(_M), _UNKNOWN),
    "text between rows": (_body(grid(f"{row('a')}{_M}{row('b')}", columns=1)), _UNKNOWN),
    # LibreOffice shows what is in an unknown element, wherever text may be
    "text in an unknown element": (_runs(f'<z:t xmlns:z="urn:z">{_M}</z:t>'), _UNKNOWN),
    "paragraph in an unknown element": (_body(f'<z:t xmlns:z="urn:z">{p(_M)}</z:t>'), _UNKNOWN),
    "unknown attribute": (_body(f'<text:p xmlns:z="urn:z" z:a="{_M}">a</text:p>'), _UNKNOWN),
    "help of a rule for cells": (
        _before(
            '<table:content-validations><table:content-validation table:name="n"><table:help-message'
            f' table:display="true">{p(_M)}</table:help-message></table:content-validation></table:content-validations>'
        ),
        _UNKNOWN,
    ),
    "shapes of a sheet": (
        _body(grid(row("a"), columns=1, before=f"<table:shapes>{shape(_M)}</table:shapes>")),
        _UNKNOWN,
    ),
    "header of a sheet": (Odt(_REST, header=f"<style:region-left>{p(_M)}</style:region-left>"), _UNKNOWN),
    "notice that a note goes on": (
        _body(
            "",
            common='<text:notes-configuration text:note-class="footnote"><text:note-continuation-notice-forward>'
            f"{_M}</text:note-continuation-notice-forward></text:notes-configuration>",
        ),
        _UNKNOWN,
    ),
    "text in the form of a number": (
        _body(
            "",
            f'<number:date-style style:name="N1"><number:day/><number:text>{_M}</number:text></number:date-style>',
        ),
        _UNKNOWN,
    ),
}
