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
from verslagfilter.formats.source import STDIN, STDIN_NAME

if TYPE_CHECKING:
    from verslagfilter.formats.document import Document
    from verslagfilter.formats.style import HouseStyle
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
    letter: bool
    style: HouseStyle | None


def split(
    files: options.Files,
    recipients: options.Recipients = None,
    case: options.Case = None,
    out: options.Out = Path("uit"),
    kinds: options.Kinds = None,
    letter: options.Letter = False,
    style: options.Style = None,
    strict: options.Strict = False,
    model: options.Model = None,
    recognizers: options.Recognizers = None,
    as_json: options.AsJson = False,
    dry_run: options.DryRun = False,
    force: options.Force = False,
) -> int:
    """Maak per ontvanger een uittreksel, en voor de secretaris een lijst met alle beslissingen."""
    from verslagfilter import render
    from verslagfilter.formats.style import load as load_style

    chosen = chosen_kinds(kinds or (), render.FORMATS)
    session = start(recipients, case, strict, model, recognizers, style)
    house = load_style(session.settings.style) if session.settings.style else None
    paths = unique(files)
    with nullcontext() if dry_run else _opened(out, chosen, force, letter, house) as target:
        done = [one for path in _progress(paths, as_json) for one in _file(session, path, target, len(paths) > 1)]
    code = exit_code(done)
    _report(done, out, code, as_json, dry_run)
    return code


class _opened(AbstractContextManager[Target]):  # noqa: N801 - used as a function
    """The out folder for this run, with the names that are taken in it."""

    def __init__(self, out: Path, kinds: tuple[str, ...], force: bool, letter: bool, style: HouseStyle | None) -> None:
        from verslagfilter.outfolder import open_folder

        self._folder, self._how = open_folder(out), (kinds, force, letter, style)

    def __enter__(self) -> Target:
        from verslagfilter.render import Names

        folder = self._folder.__enter__()
        return Target(folder, Names.read(folder.root), *self._how)

    def __exit__(self, *problem: object) -> None:
        self._folder.__exit__(*problem)  # type: ignore[arg-type]


def _file(session: Session, path: Path, target: Target | None, name_it: bool) -> Iterator[Done]:
    """Split every text in one file; what goes wrong with one does not stop the others."""
    label = "standaardinvoer" if path == STDIN else path.name
    try:
        if target:
            _check_free(STDIN_NAME if path == STDIN else path.name, target)
        documents = session.read(path)
    except Exception as error:
        yield _failed(str(path), label if name_it else "", error)
        return
    for document in documents:
        file = str(path) if document.name in (path.name, STDIN_NAME) else f"{path}: {document.name}"
        try:
            yield _split_one(session, document, file, target)
        except Exception as error:
            yield _failed(file, readable(document.name) if name_it or len(documents) > 1 else "", error)


def _check_free(name: str, target: Target) -> None:
    """Refuse early, before the minutes are read, what would be refused when they are written."""
    from verslagfilter import render

    render.check_record_free(name, target.folder, target.names, target.force)


def _failed(file: str, label: str, error: Exception) -> Done:
    """Tell what went wrong; of an error that nobody foresaw without its own words."""
    if isinstance(error, VerslagfilterError):
        message, code = str(error), error.exit_code
    elif os.environ.get("VERSLAGFILTER_DEBUG"):
        raise error
    else:
        message, code = INTERNAL, 1
    print(f"{readable(label)}: {message}" if label else message, file=sys.stderr)
    return Done(file, error=message, code=code)


def _split_one(session: Session, document: Document, file: str, target: Target | None) -> Done:
    from verslagfilter import record, render

    result = session.split(document)
    written = None
    if target:
        written = render.write_result(
            result, target.folder, target.kinds, force=target.force, names=target.names, letter=target.letter,
            style=target.style,
        )  # fmt: skip
    entries = tuple((key, record.summarise(result, key)) for key in record.recipients(result))
    unread = tuple((place.kind, place.count) for place in telling(result.document.unread))
    code = _code(entries, unread)
    return Done(file, result.document.sha256, entries, unread, len(result.remarks), written, code=code)


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
