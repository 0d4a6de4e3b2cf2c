"""How many places of each kind in a file were not read."""

from __future__ import annotations

from collections import Counter

from verslagfilter.formats.document import UnreadPlace

DELETED = "verwijderde tekst"
HIDDEN = "verborgen tekst"
COMMENT = "opmerking"
PICTURE = "afbeelding"
EMBEDDED = "ingesloten bestand"
VERSION = "andere versie van een object"
ALT_TEXT = "alternatieve tekst"
LINK = "adres achter een koppeling"
PROPERTY = "documenteigenschap"
MACRO = "macro"
LOOSE = "losse gegevens"
UNKNOWN = "onbekend onderdeel"


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
        counts = self._counts + Counter({"auteursnaam": len(self._authors)})
        return tuple(UnreadPlace(kind, counts[kind]) for kind in sorted(counts))
