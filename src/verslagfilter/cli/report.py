"""What `split` says at its end: a table for people, JSON for programs. No text of the minutes in either."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from verslagfilter.cli.common import readable

if TYPE_CHECKING:
    from verslagfilter.cli.common import Done
    from verslagfilter.record import RecipientEntry

_COUNTS = ("kept", "rewritten", "withheld", "to_check")


def _document(one: Done) -> dict[str, Any]:
    return {
        "file": one.file,
        "sha256": one.sha256,
        "record": one.written.record if one.written else None,
        "page": one.written.page if one.written else None,
        "extracts": {key: list(files) for key, files in one.written.extracts.items()} if one.written else {},
        "recipients": {
            key: {name: getattr(entry, name) for name in _COUNTS}
            | {"presumptions": [used.id for used in entry.presumptions], "refused": entry.refused is not None}
            for key, entry in one.recipients
        },
        "unread": [{"kind": kind, "count": count} for kind, count in one.unread],
        "remarks": one.remarks,
        "exit_code": one.code,
        "error": one.error,
    }


def as_json(done: Sequence[Done], code: int, dry_run: bool) -> str:
    """The summary for a program."""
    documents = [_document(one) for one in done]
    summary = {"schema": "verslagfilter/samenvatting/1", "exit_code": code, "dry_run": dry_run, "documents": documents}
    return json.dumps(summary, ensure_ascii=False, indent=2)


def _by_recipient(done: Sequence[Done]) -> dict[str, list[RecipientEntry]]:
    grouped: dict[str, list[RecipientEntry]] = {}
    for one in done:
        for key, entry in one.recipients:
            grouped.setdefault(key, []).append(entry)
    return grouped


def _table(done: Sequence[Done]) -> Table:
    table = Table(title=None, header_style="bold")
    table.add_column("Ontvanger")
    for name in ("Blijft", "Herschreven", "Weggelaten", "Te controleren"):
        table.add_column(name, justify="right")
    for entries in _by_recipient(done).values():
        counts = [str(sum(getattr(entry, name) for entry in entries)) for name in _COUNTS]
        refused = sum(entry.refused is not None for entry in entries)
        table.add_row(entries[0].label + (f" (geen uittreksel: {refused})" if refused else ""), *counts)
    return table


def _presumptions(done: Sequence[Done]) -> dict[str, tuple[str, list[str]]]:
    """Presumption id to its sentence and the recipients that it was used for."""
    used: dict[str, tuple[str, list[str]]] = {}
    for entries in _by_recipient(done).values():
        for entry in entries:
            for presumption in entry.presumptions:
                recipients = used.setdefault(presumption.id, (presumption.text, []))[1]
                if entry.label not in recipients:
                    recipients.append(entry.label)
    return used


def show(done: Sequence[Done], out: Path, dry_run: bool) -> None:
    """The table, the presumptions, what was not read, and where everything is."""
    console = Console(highlight=False, markup=False, soft_wrap=False)
    good = [one for one in done if not one.error]
    console.print(_table(good))
    presumptions = _presumptions(good)
    if presumptions:
        console.print("Aannames, door de secretaris te bevestigen:")
        for key, (sentence, recipients) in presumptions.items():
            console.print(f"- {sentence} ({key}; {', '.join(recipients)})")
    unread: Counter[str] = Counter()
    for one in good:
        unread.update(dict(one.unread))
    for kind, count in sorted(unread.items()):
        console.print(f"Niet gelezen in het bestand: {kind} ({count}).")
    if any(one.remarks for one in good):
        console.print("Er zijn opmerkingen bij het verslag: zie het overzicht van de beslissingen.")
    if dry_run:
        console.print("Er is niets geschreven (--dry-run).")
    else:
        for one in good if len(good) > 1 else ():
            console.print(f"{readable(one.file)}: {one.written.page if one.written else ''}", soft_wrap=True)
        console.print(f"Uittreksels en beslissingen staan in: {out}", soft_wrap=True)
