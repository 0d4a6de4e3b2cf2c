"""`verslagfilter explain`: each passage with its outcome, rule and ground, on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verslagfilter.cli import options
from verslagfilter.cli.common import readable, start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.text import Text

    from verslagfilter.extracts import Outcome, Result
    from verslagfilter.passages import Passage

_MARKS = {
    "keep": ("✓", "blijft", "blue"),
    "rewrite": ("✎", "herschreven", "magenta"),
    "withhold": ("✕", "weggelaten", "yellow"),
}


def explain(
    file: options.File,
    recipient: options.For,
    case: options.Case = None,
    strict: options.Strict = False,
) -> int:
    """Toon van elke passage wat deze ontvanger ervan krijgt, en waarom."""
    from rich.console import Console

    session = start([recipient], case, strict)
    result = session.split(file)
    console = Console(highlight=False, markup=False)
    for key in session.recipients or ():
        for text in explanations(result, key):
            console.print(text)
    return 0


def explanations(result: Result, recipient: str) -> Iterator[Text]:
    """One block of text per passage, then what holds for the whole document."""
    from rich.text import Text

    for passage, outcome in zip(result.passages, result.outcomes[recipient], strict=True):
        yield _block(result, passage, outcome)
    for _, sentence in result.presumptions.get(recipient, ()):
        yield Text(f"Aanname: {sentence}")
    for remark in result.remarks:
        yield Text(f"Opmerking: {remark}")
    if recipient in result.refused:
        yield Text(f"Geen uittreksel: {result.refused[recipient]}", style="bold")


def _block(result: Result, passage: Passage, outcome: Outcome) -> Text:
    from rich.text import Text

    from verslagfilter.record import humanise, line_number

    sign, word, colour = _MARKS[outcome.action.value]
    line = line_number(result.document.text, passage.span)
    block = Text(f"{passage.id}  regel {line}  {humanise(passage.role.value)}  ", style="bold")
    block.append(f"{sign} {word}\n", style=colour)
    block.append(f"  verslag    {readable(passage.span.of(result.document.text))}\n", style="not bold")
    if outcome.pieces:
        block.append(f"  uittreksel {readable(''.join(piece.text for piece in outcome.pieces))}\n", style="not bold")
    block.append(f"  regel      {outcome.rule}\n  grond      {outcome.ground}\n", style="not bold")
    if outcome.presumed:
        block.append(f"  aanname    {', '.join(outcome.presumed)}\n", style="not bold")
    if outcome.review:
        block.append(f"  nakijken   {outcome.review}\n", style="bold")
    return block
