"""What a style says about a paragraph or run: heading level, numbering, hidden or not."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from verslagfilter.formats.docx.names import W, number, switch, value
from verslagfilter.formats.safexml import Element

_HEADING = re.compile(r"^(?:heading|kop)\s*([1-9])$", re.IGNORECASE)
_TITLES = {"title": 1, "titel": 1, "subtitle": 2, "ondertitel": 2}


@dataclass(frozen=True, slots=True)
class Style:
    """The properties of one style that matter for reading; None: inherited."""

    based_on: str | None = None
    level: int | None = None
    """Heading level from 1; 0: body text."""
    num_id: int | None = None
    num_level: int | None = None
    hidden: bool | None = None


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles of a document."""

    by_id: dict[str, Style] = field(default_factory=dict)
    default: str | None = None
    """The style of a paragraph that names none."""
    hidden: bool = False
    """Whether text is hidden when nothing says otherwise."""

    def chain(self, style_id: str | None) -> tuple[Style, ...]:
        """The style and those that it is based on, nearest first."""
        found: list[Style] = []
        seen: set[str] = set()
        while style_id is not None and style_id not in seen and style_id in self.by_id:
            seen.add(style_id)
            found.append(self.by_id[style_id])
            style_id = found[-1].based_on
        return tuple(found)

    def level(self, style_id: str | None) -> int:
        """Heading level from 1, or 0 for body text."""
        return next((style.level for style in self.chain(style_id) if style.level is not None), 0)

    def numbering(self, style_id: str | None) -> tuple[int | None, int | None]:
        """Number id and level of the list that a style belongs to."""
        chain = self.chain(style_id)
        num_id = next((style.num_id for style in chain if style.num_id is not None), None)
        return num_id, next((style.num_level for style in chain if style.num_level is not None), None)

    def is_hidden(self, paragraph: str | None, run: str | None) -> bool:
        """Hidden text is a toggle: set in both the paragraph and the run style, it is visible again."""
        return self.hidden or self._stated_hidden(paragraph) != self._stated_hidden(run)

    def _stated_hidden(self, style_id: str | None) -> bool:
        return next((style.hidden for style in self.chain(style_id) if style.hidden is not None), False)


def read_styles(root: Element | None) -> Styles:
    """The styles of word/styles.xml; none when there is no such part."""
    if root is None:
        return Styles()
    by_id, default = {}, None
    for item in root.iterchildren(W + "style"):
        style_id = item.get(W + "styleId", "")
        by_id[style_id] = _style(item)
        if item.get(W + "type") == "paragraph" and item.get(W + "default") in ("1", "true", "on"):
            default = style_id
    defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    return Styles(by_id, default, bool(switch(defaults, "vanish")))


def _style(item: Element) -> Style:
    properties = item.find(W + "pPr")
    numbering = None if properties is None else properties.find(W + "numPr")
    return Style(
        based_on=value(item, "basedOn"),
        level=_level(value(item, "name") or "", number(properties, "outlineLvl")),
        num_id=number(numbering, "numId"),
        num_level=number(numbering, "ilvl"),
        hidden=switch(item.find(W + "rPr"), "vanish"),
    )


def _level(name: str, outline: int | None) -> int | None:
    heading = _HEADING.match(name.strip())
    if heading:
        return int(heading[1])
    title = _TITLES.get(name.strip().lower())
    return title if title is not None else outline_level(outline)


def outline_level(outline: int | None) -> int | None:
    """Word counts outline levels from 0, and 9 is body text."""
    if outline is None:
        return None
    return outline + 1 if 0 <= outline < 9 else 0
