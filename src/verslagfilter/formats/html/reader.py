"""HTML in: what a browser shows without scripts, as lines; and a count of what it does not show."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from verslagfilter.formats.breaks import BREAK, lines_of
from verslagfilter.formats.complaints import HTML
from verslagfilter.formats.counts import (
    ALT_TEXT,
    COMMENT,
    DELETED,
    EMBEDDED,
    FORM_FIELD,
    HIDDEN,
    LINK,
    PICTURE,
    PRONUNCIATION,
    PROPERTY,
    TOOLTIP,
    Counts,
)
from verslagfilter.formats.decoding import decode, decode_as
from verslagfilter.formats.document import BlockKind, Document
from verslagfilter.formats.lines import BLANK, Line, cell_text, finish, table_row
from verslagfilter.formats.safexml import Element

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.I)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    {"p", "div", "body", "html", "article", "section", "main", "aside", "nav", "header", "footer", "address", "center"}
    | {"form", "fieldset", "legend", "figure", "figcaption", "details", "summary", "dl", "dt", "dd", "pre", "caption"}
    | {"blockquote", "ul", "ol", "li", "table", "hr", "thead", "tbody", "tfoot", "tr", "td", "th", *_HEADINGS}
)
_UNSEEN = {
    "script": "script",
    "template": HIDDEN,
    "noscript": HIDDEN,
    "object": EMBEDDED,
    "embed": EMBEDDED,
    "iframe": EMBEDDED,
    "audio": EMBEDDED,
    "video": EMBEDDED,
    "svg": PICTURE,
    "canvas": PICTURE,
    "math": EMBEDDED,
    "rt": PRONUNCIATION,
    "del": DELETED,
    "title": PROPERTY,
    "textarea": FORM_FIELD,
    "select": FORM_FIELD,
    "datalist": FORM_FIELD,
    "button": FORM_FIELD,
}
_HIDING = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|"
    r"font-size\s*:\s*0(?:\.0+)?(?:p[xt]|r?em|%)?\s*(?:;|$)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$))",
    re.I,
)
_MOST_CSS = 500_000
"""Characters of a style sheet that are looked at; a page has a tenth of it."""
_MOST_PAGE = 400_000
"""Tags of a page; a tree of more takes more than a gigabyte."""
_DEEPEST = 200
"""The parser silently drops what is nested deeper than 256."""
_LONGEST_TEXT = 5_000_000
"""The parser silently drops a longer text, and all after it."""
_CONDITIONAL = re.compile(r"\s*\[if\b.*\]|\s*<?!?\[endif\]\s*$|\s*\[if .*", re.I | re.S)
_MOST_SLOTS = 40
_BULLET = re.compile(r"^[·•▪§o](?:\xa0| ){2,}\s*")
"""How Word and Outlook write the bullet of a list in a page."""
_WHITE = re.compile(r"[ \t\r\n\f]+")
_BREAK = "\ue002"
"""A line break that white space must not swallow."""


def read(data: bytes, *, kind: str, name: str, sha256: str) -> Document:
    """The page as lines, with headings, lists and tables.

    Raises:
        InputError: there are no words in it, or it is too large.
    """
    counts = Counts()
    lines = page_lines(_decode(data), counts)
    return finish(lines, HTML, kind=kind, name=name, sha256=sha256, unread=counts.places())


def page_lines(page: str, counts: Counts) -> list[Line]:
    """The lines of a page; what it holds and does not show goes into the counts.

    Raises:
        InputError: it is too large to parse.
    """
    if page.count("<") > _MOST_PAGE or max(map(len, page.split("<"))) > _LONGEST_TEXT:
        raise HTML.huge()
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(page.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise HTML.broken() from None
    if root is None:
        return []
    if _depth(root) > _DEEPEST:
        raise HTML.tangled()
    walk = _Walk(counts, _hidden_names(root))
    walk.block(root, _State())
    walk.flush(_State())
    return walk.lines


def _decode(data: bytes) -> str:
    found = _CHARSET.search(data[:4096])
    if found is None or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return decode(data)
    return decode_as(data, found[1].decode("ascii", "replace"))


def _hidden_names(root: Element) -> frozenset[str]:
    """The classes (".x"), ids ("#x") and tags ("x") that a style sheet in the page hides on a screen.

    Of a longer selector only the last step counts: it may hide more than it should, and is then counted, not lost.
    """
    names: set[str] = set()
    for sheet in root.iter("style"):
        for selectors, body in _rules(sheet.text or ""):
            if _HIDING.search(body):
                names.update(name for selector in selectors.split(",") if (name := _last_step(selector)))
    return frozenset(names)


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """The selectors and body of each rule that holds on a screen."""
    depth, start, head, prints = 0, 0, "", False
    for found in re.finditer(r"[{}]", sheet[:_MOST_CSS]):
        piece = sheet[start : found.start()]
        start = found.end()
        if found[0] == "{":
            depth += 1
            head = piece.strip()
            prints = prints or (head.startswith("@media") and "print" in head and "screen" not in head)
        else:
            if not prints and not head.startswith("@"):
                yield head, piece
            depth = max(0, depth - 1)
            prints = prints and depth > 0
            head = ""


def _last_step(selector: str) -> str:
    """ "table p.a.b" gives ".b", "small" itself; "" for a selector that says more, such as a state."""
    step = (selector.split() or [""])[-1]
    if not re.fullmatch(r"[\w.#-]+", step):
        return ""
    sign = max(step.rfind("."), step.rfind("#"))
    return step[sign:] if sign >= 0 else step.lower()


def _depth(root: Element) -> int:
    deepest = depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


@dataclass(frozen=True, slots=True)
class _State:
    """What holds for the words where the walk is."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    label: str = ""
    quote: int = 0
    """How many quotations deep: a mail quotes what it answers."""


@dataclass(slots=True)
class _Walk:
    counts: Counts
    hidden: frozenset[str]
    lines: list[Line] = field(default_factory=list)
    _words: list[str] = field(default_factory=list)
    _paragraphs: int = 0
    _tables: int = 0
    _label: str | None = None
    """Of the list item that has not had a word yet."""

    def block(self, element: Element, state: _State) -> None:
        """All that is in an element, in order."""
        self._words.append(_plain(element.text, element))
        for child in element:
            self._child(child, state)
            self._words.append(_plain(child.tail, element))

    def flush(self, state: _State, *, blank: bool = False) -> None:
        """End the paragraph that the words so far make."""
        text = _WHITE.sub(" ", "".join(self._words)).strip(" ").replace(_BREAK, BREAK)
        self._words.clear()
        lines = [_BULLET.sub("- ", line) for line in lines_of(text)]
        if state.kind is BlockKind.HEADING and lines:
            lines = [" ".join(lines)]
        if lines and self._label is not None:
            lines[0], self._label = f"{self._label} {lines[0]}", None
        self._paragraphs += bool(lines)
        marks = ">" * state.quote + " " if state.quote else ""
        for line in lines:
            self.lines.append(Line(marks + line, state.kind, f"alinea {self._paragraphs}", state.level))
        if blank or (text and not lines):
            self.lines.append(BLANK)

    def _child(self, child: Element, state: _State) -> None:
        if not isinstance(child.tag, str):
            self._remark(child)
            return
        name = child.tag.lower()
        if self._is_hidden(child):
            self.counts.count(HIDDEN, int(_has_words(child)))
        elif name in _UNSEEN:
            self.counts.count(_UNSEEN[name], int(_has_words(child) or name in ("object", "embed", "iframe")))
        elif name == "br":
            self._words.append(_BREAK)
        elif name == "table":
            self._table(child, state)
        elif name in _BLOCKS:
            self._nested(child, name, state)
        elif name == "head":
            self._head(child)
        elif name != "style":
            self._attributes(child)
            self.block(child, state)

    def _nested(self, child: Element, name: str, state: _State) -> None:
        self.flush(state)
        inner = state
        if name in _HEADINGS:
            inner = replace(state, kind=BlockKind.HEADING, level=_HEADINGS[name])
            self.lines.append(BLANK)
        elif name in ("ul", "ol"):
            self._list(child, name == "ol", state)
            return
        elif name == "blockquote":
            inner = replace(state, quote=state.quote + 1)
        self.block(child, inner)
        self.flush(inner, blank=name in ("p", "blockquote", "pre"))

    def _list(self, element: Element, numbered: bool, state: _State) -> None:
        start = str(element.get("start") or "1")
        count = int(start) if start.isdecimal() and len(start) < 6 else 1
        depth = state.level + 1 if state.kind is BlockKind.LIST_ITEM else 0
        inner = replace(state, kind=BlockKind.LIST_ITEM, level=depth)
        self._words.append(_plain(element.text, element))
        self.flush(state)
        for child in element:
            if isinstance(child.tag, str) and child.tag.lower() == "li" and not self._is_hidden(child):
                stated = str(child.get("value") or "")
                count = int(stated) if stated.isdecimal() and len(stated) < 6 else count
                self._label = f"{count}." if numbered else "-"
                count += 1
                self.block(child, inner)
                self.flush(inner)
                self._label = None
            else:
                self._child(child, inner)
                self.flush(inner)
            self._words.append(_plain(child.tail, element))
            self.flush(state)

    # Tables

    def _table(self, table: Element, state: _State) -> None:
        self.flush(state)
        rows = list(self._rows(table))
        if not any(len(list(_cells(row))) > 1 for row in rows) or table.find(".//table") is not None:
            for row in rows:  # it only serves as a frame
                for cell in _cells(row):
                    self._frame(cell, state)
            return
        self._tables += 1
        number = self._tables
        covered: dict[int, int] = {}
        self.lines.append(BLANK)
        marks = ">" * state.quote + " " if state.quote else ""
        for index, row in enumerate(rows, start=1):
            slots, covered = self._slots(row, covered)
            made = table_row(slots, f"tabel {number}, rij {index}")
            if made is not None:
                moved = tuple((start + len(marks), end + len(marks)) for start, end in made.cells)
                self.lines.append(replace(made, text=marks + made.text, cells=moved))
        self.lines.append(BLANK)

    def _frame(self, cell: Element, state: _State) -> None:
        if self._is_hidden(cell):
            self.counts.count(HIDDEN, int(_has_words(cell)))
        else:
            self.block(cell, state)
            self.flush(state)

    def _rows(self, table: Element) -> Iterator[Element]:
        """The rows that show; words of a table outside its cells are a row of their own."""
        yield from self._loose(table, table.text)
        for child in table:
            if not isinstance(child.tag, str):
                self._remark(child)
            elif self._is_hidden(child):
                self.counts.count(HIDDEN, int(_has_words(child)))
            elif child.tag == "tr":
                yield from self._loose(table, " ".join(filter(None, (child.text, *(cell.tail for cell in child)))))
                yield child
            elif child.tag in ("thead", "tbody", "tfoot", "form"):
                yield from self._rows(child)
            elif child.tag in ("td", "th", "caption"):
                yield _as_row(child)
            elif child.tag not in ("colgroup", "col"):
                yield from self._loose(table, " ".join(map(str, child.itertext())))
            yield from self._loose(table, child.tail)

    def _loose(self, table: Element, words: str | None) -> Iterator[Element]:
        if words and words.strip():
            cell = table.makeelement("td")
            cell.text = words
            yield _as_row(cell)

    def _slots(self, row: Element, covered: dict[int, int]) -> tuple[list[str], dict[int, int]]:
        """The text of each column, and the columns that a cell of this row covers in the rows below."""
        slots: list[str] = []
        below = {column: left - 1 for column, left in covered.items() if left > 1}
        for cell in _cells(row):
            while covered.get(len(slots)):
                slots.append("")
            wide, high = (_span(cell, name) for name in ("colspan", "rowspan"))
            if high > 1:
                below.update({len(slots) + step: high - 1 for step in range(wide)})
            slots += [self._cell(cell), *[""] * (wide - 1)]
        return slots, below

    def _cell(self, cell: Element) -> str:
        if self._is_hidden(cell):
            self.counts.count(HIDDEN, int(_has_words(cell)))
            return ""
        inside = _Walk(self.counts, self.hidden)
        inside.block(cell, _State())
        inside.flush(_State())
        return cell_text(line.text for line in inside.lines)

    # What does not show

    def _is_hidden(self, element: Element) -> bool:
        if element.get("hidden") is not None or _HIDING.search(str(element.get("style") or "")):
            return True
        if (element.get("type") or "").lower() == "hidden":
            return True
        names = [f".{name}" for name in str(element.get("class") or "").split()] + [f"#{element.get('id')}"]
        names.append(str(element.tag).lower())
        return any(name in self.hidden for name in names)

    def _attributes(self, element: Element) -> None:
        """Count the words in the attributes of an inline element."""

        def has(name: str) -> bool:
            return bool(str(element.get(name) or "").strip())

        outside = has("href") and not str(element.get("href")).startswith("#")
        self.counts.count(LINK, int(element.tag == "a" and outside))
        self.counts.count(PICTURE, int(element.tag == "img"))
        self.counts.count(ALT_TEXT, int(has("alt")))
        self.counts.count(TOOLTIP, int(has("title")))
        self.counts.count(FORM_FIELD, int(element.tag == "input" and (has("value") or has("placeholder"))))

    def _remark(self, remark: Element) -> None:
        text = remark.text or ""
        if isinstance(remark, etree._Comment) and text.strip() and not _CONDITIONAL.match(text):
            self.counts.count(COMMENT)

    def _head(self, head: Element) -> None:
        for item in head.iter():
            if item.tag in ("title", "meta") and (item.get("name") or item.tag == "title"):
                told = (item.text or item.get("content") or "").strip()
                self.counts.count(PROPERTY, int(bool(told) and item.get("name") not in ("viewport", "Generator")))
            elif not isinstance(item.tag, str):
                self._remark(item)
            elif item.tag == "script":
                self.counts.count("script", int(_has_words(item)))


def _plain(text: str | None, parent: Element) -> str:
    """Text as it stands in the page; in a block of fixed layout a line end is a break."""
    if not text:
        return ""
    if any(item.tag == "pre" for item in (parent, *parent.iterancestors("pre"))):
        return text.replace("\r\n", "\n").replace("\n", _BREAK)
    return text


def _as_row(cell: Element) -> Element:
    row = cell.makeelement("tr")
    row.append(copy.copy(cell))
    row[0].tag, row[0].tail = "td", None
    return row


def _cells(row: Element) -> Iterator[Element]:
    return (child for child in row if child.tag in ("td", "th"))


def _span(cell: Element, name: str) -> int:
    text = str(cell.get(name) or "1")
    return min(max(int(text), 1), _MOST_SLOTS) if text.isdecimal() and len(text) < 5 else 1


def _has_words(element: Element) -> bool:
    return any(str(text).strip() for text in element.itertext())
