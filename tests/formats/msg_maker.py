"""Outlook mail made by hand: MS-OXMSG properties in a compound file (MS-CFB), so that a test can put anything in it."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeAlias

Tree: TypeAlias = Mapping[str, "bytes | Tree"]
"""A storage: streams are bytes, storages are trees."""
Value: TypeAlias = str | bytes | int | datetime

TO, CC, BCC = 1, 2, 3
_SECTOR, _MINI, _SMALL = 512, 64, 4096
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_UTF8 = 65001


@dataclass(frozen=True)
class Recipient:
    """Who the mail is to."""

    name: str
    address: str = ""
    kind: int = TO


@dataclass(frozen=True)
class Attachment:
    """A file that hangs on the mail, or a mail."""

    name: str
    data: bytes | Msg


@dataclass(frozen=True)
class Msg:
    """An Outlook mail to be."""

    body: str = ""
    subject: str = ""
    sender: str = ""
    address: str = ""
    recipients: Sequence[Recipient] = ()
    sent: datetime | None = None
    html: bytes = b""
    attachments: Sequence[Attachment] = ()
    kind: str = "IPM.Note"
    ansi: str = ""
    """Codec of strings that are not Unicode; "" for Unicode ones."""
    more: Mapping[int, Value] = field(default_factory=dict)
    """Properties of one's own by id; they replace the ones made here."""

    def bytes(self) -> bytes:
        """The whole file."""
        names = dict.fromkeys(("__substg1.0_00020102", "__substg1.0_00030102", "__substg1.0_00040102"), b"")
        return compound({"__nameid_version1.0": names, **self._tree(struct.pack("<8x4I8x", *self._counts()))})

    def _counts(self) -> tuple[int, int, int, int]:
        people, files = len(self.recipients), len(self.attachments)
        return people, files, people, files

    def _tree(self, header: bytes) -> dict[str, bytes | Tree]:
        made: dict[int, Value | None] = {
            0x001A: self.kind,
            0x0037: self.subject or None,
            0x0C1A: self.sender or None,
            0x0C1F: self.address or None,
            0x1000: self.body or None,
            0x1013: self.html or None,
            0x0039: self.sent,
            0x3FDE: _UTF8,
            **self.more,
        }
        tree: dict[str, bytes | Tree] = dict(_properties(header, made, self.ansi))
        for number, person in enumerate(self.recipients):
            known = {0x3001: person.name or None, 0x39FE: person.address or None, 0x0C15: person.kind}
            tree[f"__recip_version1.0_#{number:08X}"] = _properties(bytes(8), known, self.ansi)
        for number, file in enumerate(self.attachments):
            tree[f"__attach_version1.0_#{number:08X}"] = self._attached(file)
        return tree

    def _attached(self, file: Attachment) -> Tree:
        known: dict[int, Value | None] = {0x3707: file.name or None, 0x3705: 1}
        if isinstance(file.data, bytes):
            return _properties(bytes(8), {**known, 0x3701: file.data}, self.ansi)
        inner = file.data._tree(struct.pack("<8x4I", *file.data._counts()))
        entry = struct.pack("<HHIII", 0x000D, 0x3701, 6, _FREE, 1)
        streams = _properties(bytes(8), {**known, 0x3705: 5}, self.ansi)
        streams["__properties_version1.0"] += entry
        return {**streams, "__substg1.0_3701000D": inner}


def _properties(header: bytes, known: Mapping[int, Value | None], ansi: str) -> dict[str, bytes]:
    """The stream of properties, and the streams of those that are longer than eight bytes."""
    streams, entries = {}, header
    for number, value in known.items():
        if value is None:
            continue
        if isinstance(value, int):
            entries += struct.pack("<HHIII", 0x0003, number, 6, value, 0)
        elif isinstance(value, datetime):
            ticks = int((value - _EPOCH).total_seconds()) * 10_000_000
            entries += struct.pack("<HHIQ", 0x0040, number, 6, ticks)
        else:
            kind, data = _encoded(value, ansi)
            entries += struct.pack("<HHIII", kind, number, 6, len(data) + (2 if kind == 0x001F else 0), 0)
            streams[f"__substg1.0_{number:04X}{kind:04X}"] = data
    return {"__properties_version1.0": entries, **streams}


def _encoded(value: str | bytes, ansi: str) -> tuple[int, bytes]:
    if isinstance(value, bytes):
        return 0x0102, value
    return (0x001E, value.encode(ansi)) if ansi else (0x001F, value.encode("utf-16-le"))


# The compound file


@dataclass
class _Entry:
    """One entry of the directory."""

    name: str
    kind: int
    data: bytes = b""
    left: int = _FREE
    right: int = _FREE
    child: int = _FREE


def compound(tree: Tree) -> bytes:
    """A compound file of version 3 with these streams and storages."""
    entries = [_Entry("Root Entry", _ROOT)]
    entries[0].child = _grow(entries, tree)
    sectors: list[bytes] = []
    chains: list[int] = []
    small, small_chains = b"", list[int]()
    starts = dict.fromkeys(range(len(entries)), _END)
    for number, entry in enumerate(entries):
        if entry.kind != _STREAM or not entry.data:
            continue
        if len(entry.data) < _SMALL:
            starts[number] = len(small_chains)
            small += _padded(entry.data, _MINI)
            small_chains += _chain(len(small_chains), len(small) // _MINI - len(small_chains))
        else:
            starts[number] = _store(sectors, chains, entry.data)
    entries[0].data = small
    starts[0] = _store(sectors, chains, small)
    mini_fat = struct.pack(f"<{len(small_chains)}I", *small_chains)
    first_mini = _store(sectors, chains, mini_fat, fill=b"\xff")
    directory = b"".join(_described(entry, starts[number]) for number, entry in enumerate(entries))
    empty = struct.pack("<66xBBIII36x", 0, 0, _FREE, _FREE, _FREE)
    directory += empty * (-len(entries) % (_SECTOR // 128))
    first_directory = _store(sectors, chains, directory)
    tables = 0
    while tables * (_SECTOR // 4) < len(chains) + tables:
        tables += 1
    assert tables <= 109, "a file of more than 7 MB needs more than one table of tables"
    places = list(range(len(chains), len(chains) + tables))
    fat = struct.pack(f"<{len(chains) + tables}I", *chains, *[_FAT] * tables)
    header = struct.pack(
        "<8s16x5H6xIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        *(0x3E, 3, 0xFFFE, 9, 6),
        *(0, tables, first_directory, 0, _SMALL, first_mini, -(-len(mini_fat) // _SECTOR), _END, 0),
    ) + struct.pack("<109I", *places, *[_FREE] * (109 - tables))
    return header + b"".join(sectors) + _padded(fat, _SECTOR, b"\xff")


def _grow(entries: list[_Entry], tree: Tree) -> int:
    """Add a storage's content; gives the entry at the top of its balanced tree."""
    numbers = []
    for name in sorted(tree, key=lambda name: (len(name), name.upper())):
        content = tree[name]
        numbers.append(len(entries))
        if isinstance(content, bytes):
            entries.append(_Entry(name, _STREAM, content))
        else:
            entries.append(made := _Entry(name, _STORAGE))
            made.child = _grow(entries, content)
    return _balance(entries, numbers)


def _balance(entries: list[_Entry], numbers: list[int]) -> int:
    if not numbers:
        return _FREE
    middle = len(numbers) // 2
    top = numbers[middle]
    entries[top].left = _balance(entries, numbers[:middle])
    entries[top].right = _balance(entries, numbers[middle + 1 :])
    return top


def _store(sectors: list[bytes], chains: list[int], data: bytes, *, fill: bytes = b"\x00") -> int:
    """Add data in sectors of its own; gives the first of them."""
    if not data:
        return _END
    first = len(sectors)
    padded = _padded(data, _SECTOR, fill)
    sectors += [padded[at : at + _SECTOR] for at in range(0, len(padded), _SECTOR)]
    chains += _chain(first, len(sectors) - first)
    return first


def _chain(first: int, count: int) -> Iterator[int]:
    yield from range(first + 1, first + count)
    yield _END


def _padded(data: bytes, size: int, fill: bytes = b"\x00") -> bytes:
    return data + fill * (-len(data) % size)


def _described(entry: _Entry, start: int) -> bytes:
    name = entry.name.encode("utf-16-le")
    head = struct.pack("<64sHBBIII36x", name, len(name) + 2, entry.kind, 1, entry.left, entry.right, entry.child)
    return head + struct.pack("<IQ", start, len(entry.data))
