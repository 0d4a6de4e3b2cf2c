"""HTML out: one page that needs nothing beside itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from verslagfilter.formats.layout import Sheet
from verslagfilter.formats.style import HouseStyle
from verslagfilter.formats.wash import wash

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined,
                       trim_blocks=True, lstrip_blocks=True)  # fmt: skip


def page(sheet: Sheet, style: HouseStyle) -> str:
    """The page, for a screen and for paper."""
    return _environment().get_template("extract.html.j2").render(sheet=sheet, style=style, foot=wash(style.foot)) + "\n"


def write(sheet: Sheet, style: HouseStyle) -> bytes:
    """UTF-8 with "\\n" line ends; the same on every run."""
    return page(sheet, style).encode("utf-8")
