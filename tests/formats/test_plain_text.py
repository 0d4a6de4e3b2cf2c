"""Plain text in: encodings, line ends, places."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verslagfilter.formats import read
from verslagfilter.formats.document import BlockKind, Document, UnreadPlace

TEXT = "Café “De Hoek”: één idee\n\n- Coördinatie € 5\n"


def _read(folder: Path, data: bytes, name: str = "verslag.txt") -> Document:
    path = folder / name
    path.write_bytes(data)
    return read(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_give_one_text(tmp_path: Path, encoding: str, end: str) -> None:
    data = TEXT.replace("\n", end).encode(encoding)
    document = _read(tmp_path, data)
    assert document.text == TEXT
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert (document.kind, document.name, document.unread) == ("txt", "verslag.txt", ())


def test_big_endian(tmp_path: Path) -> None:
    assert _read(tmp_path, b"\xfe\xff" + TEXT.encode("utf-16-be")).text == TEXT


@pytest.mark.parametrize("encoding", ["cp850", "mac_roman"])
def test_older_code_pages(tmp_path: Path, encoding: str) -> None:
    text = "De coördinator heeft één idee: geïnformeerde patiënten.\n"
    assert _read(tmp_path, text.encode(encoding)).text == text


def test_one_accent_is_read_as_windows(tmp_path: Path) -> None:
    assert _read(tmp_path, "geïnformeerd".encode("cp1252")).text == "geïnformeerd"


def test_other_line_separators_are_line_ends(tmp_path: Path) -> None:
    assert _read(tmp_path, "a\fb\vc\u2028d\u2029e\x85f".encode()).text == "a\nb\nc\nd\ne\nf"


def test_control_characters_go_and_are_counted(tmp_path: Path) -> None:
    document = _read(tmp_path, b"psy\x07cho\x01se" + b" " * 300)
    assert document.text.strip() == "psychose"
    assert document.unread == (UnreadPlace("stuurteken", 2),)


@pytest.mark.parametrize("name", ["verslag.md", "VERSLAG.MD", "a.markdown"])
def test_markdown_loses_its_bold_signs_and_nothing_else(tmp_path: Path, name: str) -> None:
    document = _read(tmp_path, b"# Kop\n\n- **vet** | _x_ * y\n", name)
    assert (document.text, document.kind) == ("# Kop\n\n- vet | _x_ * y\n", "md")


def test_bold_signs_of_a_plain_text_stay(tmp_path: Path) -> None:
    assert _read(tmp_path, b"Een **sterretje**\n").text == "Een **sterretje**\n"


def test_each_line_has_a_block_with_its_place(tmp_path: Path) -> None:
    document = _read(tmp_path, b"\xef\xbb\xbf" + "één\r\n\r\n  \r\ntwee".encode())
    assert [(block.span.of(document.text), block.kind, block.place) for block in document.blocks] == [
        ("één", BlockKind.PARAGRAPH, "regel 1"),
        ("twee", BlockKind.PARAGRAPH, "regel 4"),
    ]


_lines = st.lists(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])), min_size=1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(lines=_lines, encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), end=st.sampled_from(["\n", "\r\n"]))
def test_what_is_written_is_read(tmp_path: Path, lines: list[str], encoding: str, end: str) -> None:
    lines = ["Verslag", *lines]
    document = _read(tmp_path, end.join(lines).encode(encoding))
    assert document.text == "\n".join(lines)
    assert [block.span.of(document.text) for block in document.blocks] == [line for line in lines if line.strip()]
