"""`verslagfilter explain`: each passage with its outcome, rule and ground, on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verslagfilter.cli import options
from verslagfilter.cli.common import readable, start

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

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
    model: options.Model = None,
    recognizers: options.Recognizers = None,
) -> int:
    """Toon van elke passage wat deze ontvanger ervan krijgt, en waarom."""
    from rich.console import Console

    session = start([recipient], case, strict, model, recognizers)
    console = Console(highlight=False, markup=False)
    for result in map(session.split, session.read(file)):
        for key in session.recipients or ():
            console.print(*explanations(result, key), sep="\n")
    return 0


def explanations(result: Result, recipient: str) -> Iterator[RenderableType]:
    """One block per passage, then what holds for the whole document."""
    from rich.text import Text

    if result.document.case:
        yield Text(f"Casus {result.document.case.label}", style="bold underline")
    outcomes = result.outcomes.get(recipient)  # none in a casus that the recipient takes no part in: a remark says so
    for passage, outcome in zip(result.passages, outcomes, strict=True) if outcomes else ():
        yield from _block(result, passage, outcome)
    for _, sentence in result.presumptions.get(recipient, ()):
        yield Text(f"Aanname: {sentence}")
    for remark in result.remarks:
        yield Text(f"Opmerking: {remark}")
    if recipient in result.refused:
        yield Text(f"Geen uittreksel: {result.refused[recipient]}", style="bold")


def _block(result: Result, passage: Passage, outcome: Outcome) -> Iterator[RenderableType]:
    from rich.table import Table
    from rich.text import Text

    from verslagfilter.passages import Role
    from verslagfilter.record import humanise, line_number

    sign, word, colour = _MARKS[outcome.action.value]
    head = Text(f"{passage.id}  regel {line_number(result.document.text, passage.span)}  ", style="bold")
    if passage.role is Role.KOP:
        yield head.append(f"kop: {readable(passage.span.of(result.document.text))}\n", style="not bold")
        return
    yield head.append(f"{humanise(passage.role.value)}  ").append(f"{sign} {word}", style=colour)
    table = Table.grid(padding=(0, 2))
    for name, value in _lines(result, passage, outcome):
        table.add_row(f"  {name}", Text(value, style="bold" if name == "nakijken" else ""))
    yield table
    yield Text()


def _lines(result: Result, passage: Passage, outcome: Outcome) -> Iterator[tuple[str, str]]:
    yield "verslag", readable(passage.span.of(result.document.text))
    if outcome.pieces:
        yield "uittreksel", readable("".join(piece.text for piece in outcome.pieces))
    yield "regel", outcome.rule
    yield "grond", outcome.ground
    if outcome.presumed:
        yield "aanname", ", ".join(outcome.presumed)
    if outcome.review:
        yield "nakijken", outcome.review
