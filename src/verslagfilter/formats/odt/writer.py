"""OpenDocument text out: four parts and the logo, without properties or settings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from verslagfilter.formats.layout import Sheet
from verslagfilter.formats.package import pack
from verslagfilter.formats.style import HouseStyle
from verslagfilter.formats.wash import wash

if TYPE_CHECKING:
    from jinja2 import Environment

_MIMETYPE = "application/vnd.oasis.opendocument.text"
_HIGH, _WIDE = 1.6, 7.0
"""What a logo may take of the page, in centimetres."""


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    folder = Path(__file__).with_name("template")
    return Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                       lstrip_blocks=True)  # fmt: skip


def write(sheet: Sheet, style: HouseStyle) -> bytes:
    """The bytes of an odt; the same on every run and every machine."""
    return pack(_parts(sheet, style), stored=frozenset({"mimetype"}))


def _parts(sheet: Sheet, style: HouseStyle) -> Iterator[tuple[str, bytes]]:
    yield "mimetype", _MIMETYPE.encode("ascii")
    yield "META-INF/manifest.xml", _made("manifest.xml.j2", logo=style.logo is not None)
    yield "content.xml", _made("content.xml.j2", sheet=sheet)
    yield "styles.xml", _made("styles.xml.j2", colour=style.colour, foot=wash(style.foot), size=_size(style))
    if style.logo:
        yield "Pictures/logo.png", style.logo.png


def _made(name: str, **values: object) -> bytes:
    return _environment().get_template(name).render(**values).encode("utf-8")


def _size(style: HouseStyle) -> tuple[str, str] | None:
    """Width and height of the logo on the page, in centimetres."""
    if style.logo is None:
        return None
    scale = min(_HIGH / style.logo.height, _WIDE / style.logo.width)
    return f"{style.logo.width * scale:.2f}cm", f"{style.logo.height * scale:.2f}cm"
