"""`verslagfilter split`: every file to an extract per recipient and a record for the secretary."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from verslagfilter.cli import options
from verslagfilter.cli.common import INTERNAL, Done, Session, chosen_kinds, readable, start, telling, unique
from verslagfilter.errors import GuardError, VerslagfilterError

if TYPE_CHECKING:
    from verslagfilter.outfolder import OutFolder
    from verslagfilter.record import RecipientEntry
    from verslagfilter.render import Names

TO_CHECK = 3


@dataclass(frozen=True, slots=True)
class Target:
    """Where the results go, and how."""

    folder: OutFolder
    names: Names
    kinds: tuple[str, ...]
    force: bool


def split(
    files: options.Files,
    recipients: options.Recipients = None,
    case: options.Case = None,
    out: options.Out = Path("uit"),
    kinds: options.Kinds = None,
    strict: options.Strict = False,
    model: options.Model = None,
    recognizers: options.Recognizers = None,
    as_json: options.AsJson = False,
    dry_run: options.DryRun = False,
    force: options.Force = False,
) -> int:
    """Maak per ontvanger een uittreksel, en voor de secretaris een lijst met alle beslissingen."""
    from verslagfilter import render

    chosen = chosen_kinds(kinds or (), render.FORMATS)
    session = start(recipients, case, strict, model, recognizers)
    paths = unique(files)
    with nullcontext() if dry_run else _opened(out, chosen, force) as target:
        done = [_one(session, path, target, len(paths) > 1) for path in _progress(paths, as_json)]
    code = exit_code(done)
    _report(done, out, code, as_json, dry_run)
    return code


class _opened(AbstractContextManager[Target]):  # noqa: N801 - used as a function
    """The out folder for this run, with the names that are taken in it."""

    def __init__(self, out: Path, kinds: tuple[str, ...], force: bool) -> None:
        from verslagfilter.outfolder import open_folder

        self._folder, self._kinds, self._force = open_folder(out), kinds, force

    def __enter__(self) -> Target:
        from verslagfilter.render import Names

        folder = self._folder.__enter__()
        return Target(folder, Names.read(folder.root), self._kinds, self._force)

    def __exit__(self, *problem: object) -> None:
        self._folder.__exit__(*problem)  # type: ignore[arg-type]


def _one(session: Session, path: Path, target: Target | None, name_it: bool) -> Done:
    """Split one file; what goes wrong with it does not stop the others."""
    try:
        return _split_one(session, path, target)
    except VerslagfilterError as error:
        message, code = str(error), error.exit_code
    except Exception:
        if os.environ.get("VERSLAGFILTER_DEBUG"):
            raise
        message, code = INTERNAL, 1
    print(f"{readable(path.name)}: {message}" if name_it else message, file=sys.stderr)
    return Done(str(path), error=message, code=code)


def _split_one(session: Session, path: Path, target: Target | None) -> Done:
    from verslagfilter import record, render

    if target:
        render.check_record_free(path.name, target.folder, target.names, target.force)
    result = session.split(path)
    written = None
    if target:
        written = render.write_result(result, target.folder, target.kinds, force=target.force, names=target.names)
    entries = tuple((key, record.summarise(result, key)) for key in record.recipients(result))
    unread = tuple((place.kind, place.count) for place in telling(result.document.unread))
    code = _code(entries, unread)
    return Done(str(path), result.document.sha256, entries, unread, len(result.remarks), written, code=code)


def _code(entries: Sequence[tuple[str, RecipientEntry]], unread: Sequence[object]) -> int:
    if any(entry.refused for _, entry in entries):
        return GuardError.exit_code
    return TO_CHECK if unread or any(entry.to_check for _, entry in entries) else 0


def exit_code(done: Sequence[Done]) -> int:
    """That of the first file that failed; else the gravest of the others."""
    failed = [one.code for one in done if one.error]
    return failed[0] if failed else max((one.code for one in done), default=0)


def _progress(paths: Sequence[Path], quiet: bool) -> Iterator[Path]:
    """The paths, with a bar on stderr when somebody is looking and it takes a while."""
    if quiet or len(paths) == 1 or not sys.stderr.isatty():
        yield from paths
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(paths, description="Verslagen", console=Console(stderr=True), transient=True)


def _report(done: Sequence[Done], out: Path, code: int, as_json: bool, dry_run: bool) -> None:
    from verslagfilter.cli import report

    if as_json:
        print(report.as_json(done, code, dry_run))
    elif any(not one.error for one in done):
        report.show(done, out, dry_run)
