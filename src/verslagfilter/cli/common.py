"""What the commands share: words of the command to values, and one file to a Result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from verslagfilter.errors import UsageError

if TYPE_CHECKING:
    from verslagfilter.casus import Casus
    from verslagfilter.extracts import Result
    from verslagfilter.formats.document import Document, UnreadPlace
    from verslagfilter.pipeline import Engine
    from verslagfilter.record import RecipientEntry
    from verslagfilter.render import WrittenFiles
    from verslagfilter.settings import Settings


INTERNAL = "Er ging iets mis in het programma. Er is niets half geschreven. Meld dit aan de beheerder."
"""What the user hears of an error that nobody foresaw: its own words may hold text of the minutes."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one file. Holds no text of the minutes."""

    file: str
    sha256: str | None = None
    recipients: tuple[tuple[str, RecipientEntry], ...] = ()
    unread: tuple[tuple[str, int], ...] = ()
    """Kind of unread place and how many."""
    remarks: int = 0
    written: WrittenFiles | None = None
    error: str | None = None
    code: int = 0
    """Exit code when this were the only file."""


def telling(unread: Sequence[UnreadPlace]) -> tuple[UnreadPlace, ...]:
    """The unread places that somebody should look at: every Word file has properties, and these hold no minutes."""
    from verslagfilter.formats.counts import PROPERTY

    return tuple(place for place in unread if place.kind != PROPERTY)


@dataclass(slots=True)
class Session:
    """The settings of one call, and the Dutch pipeline once it is needed."""

    settings: Settings
    casus: Casus | None = None
    recipients: tuple[str, ...] | None = None
    """None: all that take part."""
    strict: bool = False
    today: date = field(default_factory=date.today)
    engine: Engine | None = None

    def read(self, path: Path) -> tuple[Document, ...]:
        """Every text in a file, one for each casus: a mail can hold several, and a meeting can discuss several."""
        from verslagfilter import cases, formats

        return tuple(part for document in formats.read_all(path) for part in cases.separate(document))

    def split(self, document: Document) -> Result:
        """Split one text; the pipeline is loaded after the first file could be read."""
        from verslagfilter import pipeline

        if self.engine is None:
            self.engine = pipeline.load_engine(self.settings)
        return pipeline.split_document(
            self.engine,
            document,
            casus=self.casus,
            recipients=self.recipients,
            strict=self.strict,
            today=self.today,
        )


def start(
    names: Sequence[str] | None,
    case: Path | None,
    strict: bool = False,
    model: str | None = None,
    recognizers: Path | None = None,
    style: Path | None = None,
) -> Session:
    """Check what the user asked for.

    Raises:
        UsageError: a recipient is not known.
        ConfigError: the casus file or the settings file is invalid.
    """
    from verslagfilter import casus
    from verslagfilter.settings import settle

    keys = tuple(dict.fromkeys(casus.recipient_key(name) for name in names)) if names else None
    settings = settle(model=model, recognizers=recognizers, style=style)
    return Session(settings, casus.load(case) if case else None, keys, strict)


def unique(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files that these paths name, each once; of a folder the files in it, without those that are no minutes.

    Raises:
        UsageError: there is no file in a folder.
    """
    files = [file for path in paths for file in _files(path)]
    return tuple({path.resolve(): path for path in reversed(files)}.values())[::-1]


def _files(path: Path) -> tuple[Path, ...]:
    if not path.is_dir():
        return (path,)
    found = tuple(sorted(file for file in path.iterdir() if file.is_file() and not _is_other(file)))
    if not found:
        raise UsageError("In deze map staan geen verslagen. Geef een andere map of de naam van een bestand.")
    return found


def _is_other(file: Path) -> bool:
    """Hidden files, lock files of Word and LibreOffice, and the casus files and house styles beside the minutes."""
    return file.name.startswith((".", "~$")) or file.suffix.lower() in (".yaml", ".yml", ".png")


def chosen_kinds(names: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """The formats that were asked for, each once.

    Raises:
        UsageError: one is not known.
    """
    for name in names:
        if name.lower() not in known:
            raise UsageError(f"De vorm '{name}' is niet bekend. Kies bij --format uit: {', '.join(known)}.")
    return tuple(dict.fromkeys(name.lower() for name in names)) or (known[0],)


def readable(text: str) -> str:
    """Text of minutes for a terminal: without characters that steer it."""
    return "".join(char if char.isprintable() else " " for char in text).strip()
