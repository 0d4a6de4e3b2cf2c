"""What the styles of an OpenDocument text say: heading or not, hidden or not, how a list is numbered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from verslagfilter.formats.odt.names import OFFICE, STYLE, TEXT, whole
from verslagfilter.formats.safexml import Element, local

_TITLES = {"Title": 1, "Subtitle": 2}


@dataclass(frozen=True, slots=True)
class Style:
    """The properties of one style that matter for reading."""

    parent: str | None
    hidden: bool | None
    """None: inherited."""
    master_page: str | None


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list is marked."""

    bullet: bool
    shape: str
    """ODF's num-format: "1", "a", "A", "i", "I" or ""."""
    prefix: str
    suffix: str
    shown: int
    """How many levels are shown: 2 gives "1.2"."""
    start: int


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles of a document."""

    by_name: dict[str, Style] = field(default_factory=dict)
    """"paragraph/P1" or "text/T1" to a style."""
    lists: dict[str, dict[int, ListLevel]] = field(default_factory=dict)
    outline: dict[int, ListLevel] = field(default_factory=dict)

    def chain(self, family: str, name: str | None) -> list[tuple[str, Style]]:
        """The style and those that it is based on, nearest first, each with its name."""
        found: list[tuple[str, Style]] = []
        seen: set[str] = set()
        while name is not None and name not in seen and f"{family}/{name}" in self.by_name:
            seen.add(name)
            found.append((name, self.by_name[f"{family}/{name}"]))
            name = found[-1][1].parent
        return found

    def is_hidden(self, family: str, name: str | None) -> bool:
        """Whether text in this style is not shown."""
        return next((style.hidden for _, style in self.chain(family, name) if style.hidden is not None), False)

    def title_level(self, name: str | None) -> int:
        """1 or 2 for the title styles of every template, else 0."""
        return next((_TITLES[key] for key, _ in self.chain("paragraph", name) if key in _TITLES), 0)


def read_styles(roots: Iterable[Element | None]) -> Styles:
    """The styles of styles.xml and content.xml together."""
    styles = Styles()
    for root in roots:
        if root is None:
            continue
        for item in root.iter(f"{STYLE}style"):
            styles.by_name[f"{item.get(f'{STYLE}family')}/{item.get(f'{STYLE}name')}"] = _style(item)
        for item in root.iter(f"{TEXT}list-style"):
            styles.lists[item.get(f"{STYLE}name", "")] = _levels(item)
        for item in root.iter(f"{TEXT}outline-style"):
            styles.outline.update(_levels(item))
    return styles


def masters_in_use(styles_root: Element | None, content: Element, styles: Styles) -> list[Element]:
    """The page layouts that the text is printed on: the first, what paragraphs ask for, and what follows those."""
    pages = [] if styles_root is None else list(styles_root.iterfind(f"{OFFICE}master-styles/{STYLE}master-page"))
    by_name = {page.get(f"{STYLE}name"): page for page in pages}
    asked = {item.get(f"{attribute}style-name") for attribute in (TEXT, _TABLE) for item in content.iter()}
    wanted = [by_name.get("Standard", pages[0])] if pages else []
    for name in sorted(name for name in asked if name):
        for family in ("paragraph", "table"):
            wanted += [by_name[s.master_page] for _, s in styles.chain(family, name) if s.master_page in by_name]
    found: dict[Element, None] = {}
    while wanted:
        page = wanted.pop(0)
        if page not in found:
            found[page] = None
            following = by_name.get(page.get(f"{STYLE}next-style-name"))
            wanted += [] if following is None else [following]
    return list(found)


_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def _style(item: Element) -> Style:
    shown = [p.get(f"{TEXT}display") for p in item.iterchildren(f"{STYLE}text-properties") if p.get(f"{TEXT}display")]
    return Style(
        parent=item.get(f"{STYLE}parent-style-name"),
        hidden=shown[-1] == "none" if shown else None,
        master_page=item.get(f"{STYLE}master-page-name"),
    )


def _levels(item: Element) -> dict[int, ListLevel]:
    return {whole(level.get(f"{TEXT}level"), 1): _level(level) for level in item if level.get(f"{TEXT}level")}


def _level(item: Element) -> ListLevel:
    return ListLevel(
        bullet=local(item) != "list-level-style-number" and local(item) != "outline-level-style",
        shape=item.get(f"{STYLE}num-format", ""),
        prefix=item.get(f"{STYLE}num-prefix", ""),
        suffix=item.get(f"{STYLE}num-suffix", ""),
        shown=whole(item.get(f"{TEXT}display-levels"), 1),
        start=whole(item.get(f"{TEXT}start-value"), 1),
    )
