"""Text without characters that no minutes hold: control characters, and halves of characters."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def unspoilt(text: str) -> tuple[str, int]:
    """The text, and how many control characters were taken out of it; two halves that fit become one character."""
    clean, controls = _CONTROL.subn("", text)
    if _SURROGATE.search(clean):
        clean = clean.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return clean, controls
