"""Extracts to files, one folder per recipient, all or none; and the secretary's record beside them."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from verslagfilter import formats, record, record_page
from verslagfilter.errors import UsageError
from verslagfilter.extracts import Extract, Result
from verslagfilter.formats.style import HouseStyle
from verslagfilter.guard import is_neutral_name
from verslagfilter.outfolder import OutFolder, open_folder

FORMATS = formats.WRITABLE
SECRETARY = "secretaris"
"""Folder of the records; no recipient has this key."""
_RECORD, _PAGE = ".beslissingen.json", ".beslissingen.html"
_NUMBER = re.compile(r"(?:(?P<prefix>[A-Za-z]+)[-/. ]?)?(?P<number>20\d\d[-/.]\d{1,6}|\d{2}[-/.]\d{3,6}|\d{3,7})")
_PREFIXES = frozenset({"ZVH", "ZV", "VHH", "Z", "D", "C", "CO", "ZAAK", "DOS", "DOSSIER", "CASUS", "NR"})
"""Letters that may stand before a case number in a file name: others could be initials, a name, or a kind of care."""
_EXTRACT = re.compile(rf"[a-z_]+/[^/\\]+\.(?:{'|'.join(FORMATS)})")
LETTER = "_brief"
"""After the name of an extract: its covering note."""
_LONGEST = 180
"""Bytes of a record's name before its ending: most disks take 255 in all."""


@dataclass(frozen=True, slots=True)
class WrittenFiles:
    """What was written for one document, relative to the out folder, with "/" between parts."""

    extracts: Mapping[str, tuple[str, ...]]
    """Recipient to its files; empty for a recipient whose extract was refused."""
    record: str
    page: str


@dataclass(slots=True)
class Names:
    """Which names in an out folder belong to which minutes, so that two never share one."""

    claims: dict[str, frozenset[str]] = field(default_factory=dict)
    """Record path to the extract files that the record lists."""
    fresh: set[str] = field(default_factory=set)
    """Record paths that this run wrote."""

    @classmethod
    def read(cls, root: Path) -> Names:
        """The names that the records in an out folder claim."""
        paths = sorted((root / SECRETARY).glob(f"*{_RECORD}"))
        return cls({f"{SECRETARY}/{path.name}": _listed(path) for path in paths})

    def claimed_by_others(self, own: str) -> frozenset[str]:
        """Files of other minutes than those whose record is own, in lower case: some disks see no capitals."""
        others = (files for path, files in self.claims.items() if path != own)
        return frozenset(name.lower() for files in others for name in files)


def _listed(path: Path) -> frozenset[str]:
    """The extract files that a record lists; none when it cannot be read."""
    try:
        extracts = json.loads(path.read_text(encoding="utf-8"))["extracts"]
        return frozenset(name for names in extracts.values() for name in names if _EXTRACT.fullmatch(name))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return frozenset()


def neutral_number(kenmerk: str | None) -> str | None:
    """A case number that can stand in a file name: figures, with only known letters before them; else None."""
    match = _NUMBER.fullmatch((kenmerk or "").strip())
    if not match:
        return None
    prefix = (match["prefix"] or "").upper()
    figures = re.sub(r"[/.]", "-", match["number"])
    return f"{prefix}-{figures}" if prefix in _PREFIXES else figures


def base_name(result: Result) -> str:
    """The neutral start of all file names of a document: case number or an id made of the source's hash, and the date.

    Number and date come in only when every recipient may see them, and the number only when the leak guard agrees.
    """
    shown = [extract.kenmerk == result.kenmerk for extract in result.extracts.values()]
    number = neutral_number(result.kenmerk) if all(shown) else None
    if number and not is_neutral_name(number, result.mentions, result.document.text):
        number = None
    parts = [number or f"verslag-{result.document.sha256[:8]}"]
    if result.document.case:
        parts.append(f"casus-{result.document.case.label}")
    if result.meeting and all(extract.meeting == result.meeting for extract in result.extracts.values()):
        parts.append(result.meeting.isoformat())
    return "_".join(parts)


def file_names(result: Result, kinds: Sequence[str], taken: Collection[str] = (), *,
               letter: bool = False) -> dict[str, tuple[str, ...]]:  # fmt: skip
    """Per recipient the files of its extract, relative to the out folder; none when its extract was refused.

    Args:
        result: one document, split.
        kinds: of FORMATS, in order.
        taken: names, in lower case, that belong to other minutes; all names then get the same number after them.
        letter: also a covering note of each kind.
    """
    tails = ("", LETTER) if letter else ("",)
    base, number = base_name(result), 1
    while True:
        tail = f"_{number}" if number > 1 else ""
        names = {
            key: tuple(f"{key}/{base}_{key}{tail}{end}.{kind}" for end in tails for kind in kinds)
            for key in result.extracts
        }
        if not any(name.lower() in taken for files in names.values() for name in files):
            return names
        number += 1


def record_name(source: str) -> str:
    """Where the record of a source file goes, relative to the out folder."""
    stem = re.sub(r"[\x00-\x1f\x7f/\\:]", "-", PurePath(source).stem).strip() or "verslag"
    short = stem.encode("utf-8", "replace")[:_LONGEST].decode("utf-8", "ignore")
    return f"{SECRETARY}/{short}{_RECORD}"


def free_record_name(source: str, names: Names) -> str:
    """As `record_name`, with a number after it when this run already wrote one for a source of the same name."""
    first = record_name(source)
    name, number = first, 1
    while name.lower() in {path.lower() for path in names.fresh}:
        number += 1
        name = f"{first.removesuffix(_RECORD)}-{number}{_RECORD}"
    return name


def _page_name(path: str) -> str:
    return path.removesuffix(_RECORD) + _PAGE


def refuse_existing(folder: OutFolder, names: Collection[str], force: bool) -> None:
    """Never overwrite without being told to.

    Raises:
        UsageError: one of the names is there already.
    """
    if not force and any(folder.has(name) for name in names):
        raise UsageError(
            "Voor dit verslag staat al een resultaat in de map van --out. "
            "Geef --force om het te vervangen, of kies met --out een andere map."
        )


def check_record_free(source: str, folder: OutFolder, names: Names, force: bool) -> None:
    """Refuse early, before the minutes are read, what `write_result` would refuse later.

    Raises:
        UsageError: there is a record of this source already.
    """
    path = free_record_name(source, names)
    refuse_existing(folder, (path, _page_name(path)), force)


def write_result(
    result: Result,
    out: OutFolder | Path,
    kinds: Sequence[str] = ("docx",),
    *,
    force: bool = False,
    names: Names | None = None,
    letter: bool = False,
    style: HouseStyle | None = None,
) -> WrittenFiles:
    """Write every extract of a document and its record, all or none.

    Args:
        result: one document, split.
        out: the out folder; a path is locked for this call only.
        kinds: of FORMATS.
        force: replace an earlier result of these minutes, with the files that it has and this one has not.
        names: of this run, to hand on from document to document; None: read from the folder.
        letter: also a covering note per recipient.
        style: the house style; None: none.

    Raises:
        UsageError: it is there already, or the folder cannot be written.
        BusyError: another run has the folder.
        VerslagfilterError: the disk failed; nothing has changed.
    """
    if isinstance(out, Path):
        with open_folder(out) as folder:
            return write_result(result, folder, kinds, force=force, names=names, letter=letter, style=style)
    known = Names.read(out.root) if names is None else names
    path = free_record_name(result.document.name, known)
    extracts = file_names(result, kinds, known.claimed_by_others(path), letter=letter)
    listed = [name for files in extracts.values() for name in files]
    refuse_existing(out, (path, _page_name(path), *listed), force)
    out.put(_contents(result, extracts, path, style), known.claims.get(path, frozenset()))
    known.claims[path] = frozenset(listed)
    known.fresh.add(path)
    return WrittenFiles({key: extracts.get(key, ()) for key in record.recipients(result)}, path, _page_name(path))


def _contents(
    result: Result, extracts: Mapping[str, tuple[str, ...]], path: str, style: HouseStyle | None
) -> dict[str, bytes]:
    """Every file of a document; made before anything is written."""
    files = {
        name: _file(result.extracts[key], PurePath(name), style) for key, names in extracts.items() for name in names
    }
    made = record.build(result, extracts)
    files[_page_name(path)] = record_page.render(result, made)
    files[path] = record.to_json(made)
    return files


def _file(extract: Extract, name: PurePath, style: HouseStyle | None) -> bytes:
    write = formats.write_letter if name.stem.endswith(LETTER) else formats.write
    return write(extract, name.suffix[1:], style=style)
