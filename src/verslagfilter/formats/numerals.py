"""Numbers of list items as letters and Roman numerals."""

from __future__ import annotations

_ROMAN_SIZES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_ROMAN_SIGNS = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")
_MOST = 10_000
"""Above this a number is written in digits: a letter or Roman number would only grow long."""


def letters(count: int) -> str:
    """ "a" to "z", then "aa" and "bb", as Word counts; digits where there is no such letter."""
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count < _MOST else str(count)


def columns(count: int) -> str:
    """ "a" to "z", then "aa" and "ab", as LibreOffice counts."""
    text = ""
    while 0 < count < _MOST:
        count, rest = divmod(count - 1, 26)
        text = chr(ord("a") + rest) + text
    return text or str(count)


def roman(count: int) -> str:
    """In small Roman numerals; digits where there is none."""
    if not 0 < count < _MOST:
        return str(count)
    text = ""
    for size, sign in zip(_ROMAN_SIZES, _ROMAN_SIGNS, strict=True):
        text += sign * (count // size)
        count %= size
    return text
