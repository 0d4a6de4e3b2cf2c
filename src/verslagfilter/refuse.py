"""Minutes that no extract may be made of (design policy, section 4: "Stop and say so")."""

from __future__ import annotations

import re

from verslagfilter import cases
from verslagfilter.cues import has, plain
from verslagfilter.errors import InputError
from verslagfilter.normalise import normalise
from verslagfilter.structure import Minutes
from verslagfilter.wordlist import is_known

_WORDS_TO_JUDGE = 40
_DUTCH_ENOUGH = 0.4


def refuse(minutes: Minutes) -> None:
    """Stop when these minutes may not be split.

    Raises:
        InputError: "niet notuleren" is left in, it is a radicalisation case, it holds several cases that cannot be
            told apart, or it is no Dutch.
    """
    text = minutes.text
    marked = next((u for u in minutes.units if has("not_for_minutes", normalise(u.span.of(text)).text)), None)
    if marked:
        raise InputError(
            f"In het verslag staat dat iets niet genotuleerd mag worden (onderdeel {marked.number}). Haal dat deel "
            "weg en probeer het opnieuw."
        )
    if any(has("radical", plain(u.span.of(text))) for u in minutes.units):
        raise InputError(
            "Dit verslag lijkt over radicalisering te gaan. Daarvoor gelden andere regels (WGS 2.31(13)); dit "
            "programma maakt er geen uittreksels van."
        )
    if cases.count(minutes) > 1:
        raise InputError(
            "In dit verslag staat meer dan één casus, en het programma ziet niet waar de ene eindigt en de andere "
            "begint. Maak per casus een eigen bestand en probeer het opnieuw."
        )
    if not _is_dutch(text):
        raise InputError("Dit lijkt geen Nederlandse tekst. Het programma begrijpt alleen Nederlandse verslagen.")


def _is_dutch(text: str) -> bool:
    words = re.findall(r"[^\W\d_]{3,}", text[:20_000])
    if len(words) < _WORDS_TO_JUDGE:
        return True
    known = sum(is_known(word.lower()) for word in words)
    return known / len(words) >= _DUTCH_ENOUGH
