"""A line break inside a paragraph: is it the end of a line, or only of the width of the page.

Minutes pasted from mail come as one paragraph with a break after every line. Where the words themselves show that a
new statement starts, the break ends the line; in the middle of a sentence it is a space.
"""

from __future__ import annotations

import re

BREAK = "\n"
_STARTS = re.compile(r"[-–—•·*>]\s|\(?\d{1,2}[.)]\s|[a-z]\)\s|[A-Z][\w .'/-]{1,30}:")
"""A list sign, a number, or a label with a colon."""
_ENDS = re.compile(r"[.:;!?][\"'”’)]*$")


def lines_of(text: str) -> list[str]:
    """The lines of a paragraph, none of them empty."""
    lines: list[list[str]] = []
    apart = True
    for piece in text.split(BREAK):
        piece = piece.strip()
        if not piece:
            apart = True  # two breaks in a row are a blank line
            continue
        if lines and not (apart or _STARTS.match(piece) or _ENDS.search(lines[-1][-1])):
            lines[-1].append(piece)
        else:
            lines.append([piece])
        apart = False
    return [" ".join(pieces) for pieces in lines]
