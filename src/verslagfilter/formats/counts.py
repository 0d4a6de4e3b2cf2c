"""How many places of each kind in a file were not read."""

from __future__ import annotations

from collections import Counter

from verslagfilter.formats.document import UnreadPlace

ALT_TEXT = "alternatieve tekst"
AUTHOR = "auteursnaam"
BOOKMARK = "bladwijzernaam"
CHART = "grafiek"
COMMENT = "opmerking"
CONTROL_SIGN = "stuurteken"
CUSTOM_XML = "aangepaste XML"
DELETED = "verwijderde tekst"
EMBEDDED = "ingesloten bestand"
EMPTY_FIELD = "leeg invulveld"
FIELD_CODE = "veldcode"
FIELD_KEY = "eigenschap van een invulveld"
FONT = "ingesloten lettertype"
FORM_FIELD = "formulierveld"
HIDDEN = "verborgen tekst"
IN_PICTURE = "tekst in een afbeelding"
LINK = "adres achter een koppeling"
LOOSE = "losse gegevens"
MACRO = "macro"
MEDIA = "video of geluid"
MERGE_SOURCE = "samenvoegbron"
NO_CASE = "regel die bij geen casus hoort"
OBJECT_NAME = "objectnaam"
OUTSIDE = "externe verwijzing"
PICTURE = "afbeelding"
PRINTER = "printerinstelling"
PRONUNCIATION = "uitspraakhulp"
PROPERTY = "documenteigenschap"
REMARK = "technische aantekening"
SIGNATURE = "digitale handtekening"
SMART_TAG = "slimme tag"
STYLE_NAME = "eigen stijlnaam"
TEMPLATE = "verwijzing naar een sjabloon"
THUMBNAIL = "miniatuurafbeelding"
TOOLTIP = "uitleg bij een koppeling"
UNKNOWN = "onbekend onderdeel"
VARIABLE = "documentvariabele"
VERSION = "andere versie van een object"


class Counts:
    """The books of a reader."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._authors: set[str] = set()

    def count(self, kind: str, times: int = 1) -> None:
        """Places of a kind that were not read."""
        if times:
            self._counts[kind] += times

    def author(self, name: str | None) -> None:
        """The name of somebody who worked on the file; each is one place, however often it stands there."""
        if name and name.strip():
            self._authors.add(name.strip())

    def places(self) -> tuple[UnreadPlace, ...]:
        """The kinds in alphabetical order, each with its count."""
        counts = self._counts + Counter({AUTHOR: len(self._authors)})
        return tuple(UnreadPlace(kind, counts[kind]) for kind in sorted(counts))
