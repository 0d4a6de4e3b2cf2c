"""`verslagfilter policy`: what a recipient may keep, from the policy files, with grounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from verslagfilter.cli import options

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console, RenderableType

    from verslagfilter.policy import Cell, Policy

_MARKS = {"blijft": "✓ blijft", "herschreven": "✎ herschreven", "weg": "✕ weg"}

Recipient = Annotated[
    str | None, typer.Argument(metavar="[ONTVANGER]", show_default=False, help="Voor wie; zonder: welke er zijn.")
]
Profile = Annotated[
    Literal["zvh", "strikt", "mass", "woonoverlast"],
    typer.Option(
        "--profile", metavar="PROFIEL", show_default=False, help="zvh (gewoon), strikt, mass of woonoverlast."
    ),
]


def policy(recipient: Recipient = None, profile: Profile = "zvh", strict: options.Strict = False) -> int:
    """Toon wat een ontvanger mag bewaren, en op welke grond."""
    from rich.console import Console

    from verslagfilter.policy import load_policy

    rules = load_policy(profile, strict)
    console = Console(highlight=False, markup=False)
    if recipient is None:
        _show_recipients(console, rules)
    else:
        _show_recipient(console, rules, recipient)
    return 0


def _show_recipients(console: Console, rules: Policy) -> None:
    from rich.table import Table

    from verslagfilter.casus import parties, recipients

    table = Table(title=None, header_style="bold")
    for column in ("Ontvanger", "Naam", "Ook bekend als", "Kring"):
        table.add_column(column, overflow="fold")
    for key in recipients():
        party = parties()[key]
        table.add_row(key, party.label, ", ".join(party.aliases), party.kring)
    console.print(table)
    console.print(
        "Besloten: alleen wat een regel noemt, gaat mee. Open: alles gaat mee, behalve wat een regel weghaalt."
    )
    console.print(
        f"Beleid {rules.version}, profiel {rules.profile}. Meer over een ontvanger: verslagfilter policy ONTVANGER"
    )


def _show_recipient(console: Console, rules: Policy, name: str) -> None:
    from verslagfilter.casus import label, parties, recipient_key
    from verslagfilter.policy import cells, presumption_text, retention

    key = recipient_key(name)
    console.print(f"Beleid {rules.version}, profiel {rules.profile}: {label(key)} (kring {parties()[key].kring})")
    console.print("Per soort gegeven en per rol geldt de eerste regel die past.")
    for hat in ("toeleiding", "hulpverlening") if key == "wijkteam" else (None,):
        if hat:
            console.print(f"\nMet de pet {hat}:", style="bold")
        console.print(*_lines(cells(rules, key, hat)), sep="\n")
    console.print()
    for presumed in sorted(rules.presumes):
        console.print(f"Vermoeden {presumed}: {presumption_text(presumed, rules)}")
    console.print(retention(key, rules))


def _lines(lines: Sequence[Cell]) -> Iterator[RenderableType]:
    """The rules in order, those about one thing below each other."""
    from rich.padding import Padding
    from rich.text import Text

    before = None
    for cell in lines:
        if cell.what != before:
            yield Text(f"\n{cell.what}", style="bold")
        before = cell.what
        condition = f" ({cell.condition})" if cell.condition else ""
        yield Padding(Text(_MARKS.get(cell.outcome, cell.outcome) + condition), (0, 0, 0, 2))
        yield Padding(Text(f"{cell.ground} [{cell.id}]", style="dim"), (0, 0, 0, 4))
