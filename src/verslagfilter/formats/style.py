"""The house style of an organisation: what may be added to every extract, checked so that nothing else comes along."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from verslagfilter.errors import ConfigError
from verslagfilter.formats.png import Logo, stripped_png

if TYPE_CHECKING:
    from verslagfilter.formats.docx.own_template import Template
    from verslagfilter.yamlfile import Located

DEFAULT_COLOUR = "1F4E79"
_MOST_DOTS = 4_000
_MAX_LOGO = 2 * 1024 * 1024
_LEAST_CONTRAST = 4.5
"""Of text to its background: WCAG 2.2, success criterion 1.4.3."""
_TEXTS = {
    "organisatie": "de naam van uw organisatie",
    "kleur": 'een kleur als "#1F4E79"',
    "logo": "de naam van een png-bestand",
    "voettekst": "de tekst onder aan de bladzijde",
    "vragen": "wie men kan bellen of mailen met vragen",
    "sjabloon": "de naam van een docx-bestand",
}


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """What an organisation adds to an extract; nothing of it depends on the case."""

    organisation: str = ""
    colour: str = DEFAULT_COLOUR
    """Of headings and lines: six hexadecimal figures, dark enough to read on white."""
    logo: Logo | None = None
    footer: str = ""
    questions: str = ""
    """Whom a recipient can ask."""
    template: Template | None = None
    """For docx: styles, headers and footers of one's own."""

    @property
    def foot(self) -> str:
        """What stands below: the organisation and its own line."""
        return " | ".join(text for text in (self.organisation, self.footer) if text)


def load(path: Path) -> HouseStyle:
    """The house style that a YAML file describes.

    Raises:
        ConfigError: the file, or a file that it names, is not there or not usable.
    """
    from verslagfilter.yamlfile import read_yaml

    found = read_yaml(path)
    _check_keys(found)
    text: dict[str, str] = {key: str(value).strip() for key, value in found.data.items()}
    return HouseStyle(
        organisation=text.get("organisatie", ""),
        colour=_colour(found, text["kleur"]) if "kleur" in text else DEFAULT_COLOUR,
        logo=read_logo(_beside(path, found, "logo", text), found) if "logo" in text else None,
        footer=text.get("voettekst", ""),
        questions=text.get("vragen", ""),
        template=_template(_beside(path, found, "sjabloon", text), found) if "sjabloon" in text else None,
    )


def _check_keys(found: Located) -> None:
    for key, value in found.data.items():
        if key not in _TEXTS:
            raise found.error((key,), f"deze sleutel bestaat niet, kies uit: {', '.join(_TEXTS)}")
        if not isinstance(value, str) or not value.strip():
            raise found.error((key,), f"verwacht {_TEXTS[key]}")


def _beside(path: Path, found: Located, key: str, text: dict[str, str]) -> bytes:
    """The bytes of a file that the style names, next to the style itself."""
    try:
        return (path.parent / text[key]).read_bytes()
    except OSError:
        raise found.error((key,), "dit bestand is niet te lezen") from None


def _colour(found: Located, text: str) -> str:
    plain = text.lstrip("#").upper()
    if len(plain) != 6 or any(char not in "0123456789ABCDEF" for char in plain):
        raise found.error(("kleur",), f"verwacht {_TEXTS['kleur']}")
    if contrast(plain) < _LEAST_CONTRAST:
        raise found.error(("kleur",), "deze kleur is op wit papier te licht om te lezen, kies een donkerder kleur")
    return plain


def contrast(colour: str) -> float:
    """Of a colour to white, from 1 to 21, as WCAG 2.2 computes it."""

    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[at : at + 2], 16)) for at in (0, 2, 4))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def read_logo(data: bytes, found: Located) -> Logo:
    """A PNG without its texts, dates and profiles.

    Raises:
        ConfigError: it is no sound PNG, or too large.
    """
    if len(data) > _MAX_LOGO:
        raise found.error(("logo",), "dit bestand is te groot, kies een logo van minder dan 2 MB")
    logo = stripped_png(data)
    if logo is None:
        raise found.error(("logo",), "dit is geen goed png-bestand")
    if logo.width > _MOST_DOTS or logo.height > _MOST_DOTS:
        raise found.error(("logo",), f"dit logo heeft te veel beeldpunten, kies er een van hoogstens {_MOST_DOTS}")
    return logo


def _template(data: bytes, found: Located) -> Template:
    from verslagfilter.formats.docx.own_template import read_template

    try:
        return read_template(data)
    except ConfigError as error:
        raise found.error(("sjabloon",), str(error)) from None
