"""The out folder of one run: locked, cleaned of what a broken run left, and written all or nothing.

A set of files is first written and synced in a private staging folder beside its target. A journal then says what
will move where; each file moves by one rename; renaming the journal away is the moment at which the set counts. A run
that is cut off before that moment is undone, at once or by the next run that opens the folder.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from verslagfilter.errors import BusyError, UsageError, VerslagfilterError

STAGE = ".verslagfilter-"
"""Every staging folder starts so."""
LOCK = ".verslagfilter.lock"
_JOURNAL = "journal"
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
_IMPOSSIBLE = frozenset({errno.ENOTDIR, errno.EEXIST, errno.ENAMETOOLONG, errno.ELOOP, errno.EISDIR, errno.EINVAL})


def storage_error(error: OSError) -> VerslagfilterError:
    """What a failing disk means to the user, in one sentence; without file names, as these may name a person."""
    if error.errno in _FULL:
        return VerslagfilterError("De schijf is vol: er is niets geschreven. Maak ruimte vrij en probeer het opnieuw.")
    if error.errno in _REFUSED:
        return UsageError("U mag niet schrijven in de map van --out. Kies met --out een andere map.")
    if error.errno in _IMPOSSIBLE:
        return UsageError("Op de plek van --out kan geen map of bestand worden gemaakt. Kies met --out een andere map.")
    return VerslagfilterError("Het schrijven is mislukt: er is niets geschreven. Controleer de schijf van --out.")


@contextmanager
def _told() -> Iterator[None]:
    """Turn a failing disk into a message for the user."""
    try:
        yield
    except OSError as error:
        raise storage_error(error) from None


def _sync(folder: Path) -> None:
    if sys.platform == "win32":  # a folder cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _is_inside(name: str) -> bool:
    """Whether a journal's name is a plain path below the out folder."""
    path = PurePosixPath(name)
    return bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\\" not in name


# --- lock ------------------------------------------------------------------------------------------------------------

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_current(handle: int, path: Path) -> bool:
    """Whether the locked file is still the one at path: a run that ends takes its lock file away."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path, follow_symlinks=False))
    except FileNotFoundError:
        return False


def _try_lock(path: Path) -> int | None:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        _lock(handle)
    except OSError as error:
        os.close(handle)
        if error.errno in (errno.EACCES, errno.EAGAIN, errno.EDEADLK):
            raise BusyError("Een andere opdracht schrijft nu in deze map. Wacht tot die klaar is.") from None
        raise
    if _is_current(handle, path):
        return handle
    os.close(handle)
    return None


@contextmanager
def _locked(root: Path) -> Iterator[None]:
    path, handle = root / LOCK, None
    while handle is None:
        handle = _try_lock(path)
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink()
        os.close(handle)


# --- one set of files, all or nothing --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Journal:
    """What a staging folder will put in place (new) and take away (old), by number."""

    new: tuple[str, ...]
    old: tuple[str, ...]

    @classmethod
    def read(cls, stage: Path) -> _Journal | None:
        """The journal of a staging folder; None when its moves had not begun, or were done."""
        try:
            data = json.loads((stage / _JOURNAL).read_text(encoding="utf-8"))
            journal = cls(tuple(data["new"]), tuple(data["old"]))
        except (FileNotFoundError, ValueError, KeyError, TypeError):
            return None
        return journal if all(_is_inside(name) for name in (*journal.new, *journal.old)) else None

    def write(self, stage: Path) -> None:
        """Put it down in one rename, so that it is whole or absent."""
        _write(stage / "journal.part", json.dumps({"new": self.new, "old": self.old}).encode("utf-8"))
        os.rename(stage / "journal.part", stage / _JOURNAL)
        _sync(stage)


def _undo(root: Path, stage: Path, journal: _Journal) -> None:
    """Bring the out folder back to what it was; may be cut off and done again."""
    for number, name in enumerate(journal.new):
        if name not in journal.old and not (stage / f"new-{number}").exists():
            (root / name).unlink(missing_ok=True)
    for number, name in enumerate(journal.old):
        if (stage / f"old-{number}").exists():
            os.replace(stage / f"old-{number}", root / name)
    for parent in sorted({(root / name).parent for name in journal.new} - {root}):
        with suppress(OSError):  # not empty: it stays
            parent.rmdir()


def _sweep(root: Path) -> None:
    """Undo and clear away what a run that was cut off left. Only under the lock: a live run has a stage as well."""
    for stage in sorted(root.glob(f"{STAGE}*")):
        if stage.is_symlink() or not stage.is_dir():
            continue
        journal = _Journal.read(stage)
        if journal:
            _undo(root, stage, journal)
        shutil.rmtree(stage)


def _make_parent(root: Path, name: str) -> None:
    """The folder of a target; a link is refused, as it could lead to another recipient's folder."""
    parent = (root / name).parent
    if parent.is_symlink() or (parent.exists() and not parent.is_dir()):
        raise UsageError("In de map --out staat een verwijzing of bestand op de plek van een map. Kies een andere map.")
    parent.mkdir(mode=0o700, exist_ok=True)


def _move(root: Path, stage: Path, journal: _Journal) -> None:
    for number, name in enumerate(journal.old):
        os.rename(root / name, stage / f"old-{number}")
    for number, name in enumerate(journal.new):
        os.rename(stage / f"new-{number}", root / name)
    for parent in sorted({(root / name).parent for name in journal.new}):
        _sync(parent)
    os.rename(stage / _JOURNAL, stage / "done")


def _roll_back(root: Path, stage: Path, journal: _Journal) -> None:
    """Undo, and say in the stage that this was done."""
    _undo(root, stage, journal)
    (stage / _JOURNAL).unlink(missing_ok=True)


def _put(root: Path, stage: Path, files: Mapping[str, bytes], replaced: Collection[str]) -> None:
    for number, content in enumerate(files.values()):
        _write(stage / f"new-{number}", content)
    old = tuple(name for name in dict.fromkeys((*files, *sorted(replaced))) if os.path.lexists(root / name))
    for name in files:
        _make_parent(root, name)
    journal = _Journal(tuple(files), old)
    try:
        journal.write(stage)
        _move(root, stage, journal)
    except BaseException:
        _roll_back(root, stage, journal)
        raise


@dataclass(frozen=True, slots=True)
class OutFolder:
    """An out folder that this run alone may write in."""

    root: Path

    def has(self, name: str) -> bool:
        """Whether something, also a dangling link, stands at this place below the folder."""
        return os.path.lexists(self.root / name)

    def put(self, files: Mapping[str, bytes], replaced: Collection[str] = ()) -> None:
        """Write all files or none.

        Args:
            files: path below the folder, with "/" between parts, to content; what stands there is replaced.
            replaced: older files that go away in the same step.

        Raises:
            VerslagfilterError: the disk refused; nothing has changed.
        """
        with _told():
            stage = Path(tempfile.mkdtemp(prefix=STAGE, dir=self.root))
            try:
                _put(self.root, stage, files, replaced)
            finally:
                if not (stage / _JOURNAL).exists():  # else undoing failed as well: the next run still can
                    shutil.rmtree(stage, ignore_errors=True)


def _make_root(out: Path) -> Path:
    if out.exists() and not out.is_dir():
        raise UsageError("De plek van --out is geen map. Kies met --out een andere map.")
    if not out.exists():
        out.parent.mkdir(parents=True, exist_ok=True)
        out.mkdir(mode=0o700, exist_ok=True)
    return out.resolve(strict=True)


@contextmanager
def open_folder(out: Path) -> Iterator[OutFolder]:
    """The out folder, for this run alone; made when it is not there, and taken away again when it stays empty.

    Raises:
        BusyError: another run has it.
        UsageError: it cannot be made or written in.
    """
    with _told():
        made = not out.exists()
        root = _make_root(out)
    try:
        with _held(root):
            yield OutFolder(root)
    finally:
        if made:
            with suppress(OSError):  # not empty: it stays
                root.rmdir()


@contextmanager
def _held(root: Path) -> Iterator[None]:
    lock = _locked(root)
    with _told():
        lock.__enter__()
    try:
        with _told():
            _sweep(root)
        yield
    finally:
        lock.__exit__(None, None, None)
