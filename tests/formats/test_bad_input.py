"""What cannot be read is refused with one Dutch sentence that tells what to do, and never shows the text."""

from __future__ import annotations

import contextlib
import io
import os
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx_maker import HEAD, NAMESPACES, Docx, Part, cell, p, table, zip_of

from verslagfilter.errors import InputError
from verslagfilter.formats import read, safexml

SECRET = "GEHEIMWOORD"
WHOLE = Docx(p(SECRET)).bytes()


def _ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + stream.encode("utf-16-le") + bytes(512)


def _document(xml: str | bytes) -> bytes:
    return Docx("", loose={"word/document.xml": xml}).bytes()


def _zip_entry(name: str, data: bytes) -> bytes:
    return zip_of({**Docx(p(SECRET)).entries(), name: data})


def _twice() -> bytes:
    buffer = io.BytesIO(WHOLE)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/document.xml", "x")
    return buffer.getvalue()


def _flagged(flag: int) -> bytes:
    """The encryption flag set in the table of contents, which is all that a reader sees at first."""
    data = bytearray(WHOLE)
    at = data.rfind(b"PK\x01\x02")
    struct.pack_into("<H", data, at + 8, flag)
    return bytes(data)


def _overlapping() -> bytes:
    """Two names for the same bytes: the second entry of the table points at the first part."""
    data = bytearray(WHOLE)
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 4)
    struct.pack_into("<I", data, second + 42, 0)
    return bytes(data)


def _bomb() -> str:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    text = f"<w:body><w:p><w:r><w:t>{SECRET}&e9;</w:t></w:r></w:p></w:body>"
    return f'{HEAD}<!DOCTYPE x [<!ENTITY e0 "x">{entities}]><w:document {NAMESPACES}>{text}</w:document>'


def _nested(depth: int) -> str:
    xml = p(SECRET)
    for _ in range(depth):
        xml = table([xml + p()])
    return xml


BAD: dict[str, tuple[str, bytes, str]] = {
    "empty txt": ("a.txt", b"", "leeg"),
    "empty docx": ("a.docx", b"", "leeg"),
    "only white space": ("a.txt", b" \r\n\t\n", "geen tekst"),
    "only a byte order mark": ("a.txt", b"\xef\xbb\xbf", "geen tekst"),
    "binary": ("a.txt", bytes(range(256)) * 9, "geen gewone tekst"),
    "control characters": ("a.txt", b"\x01\x02a", "geen gewone tekst"),
    "picture": ("a.txt", b"\x89PNG\r\n\x1a\n", "afbeelding"),
    "archive": ("a.txt", b"Rar!\x1a\x07", "ingepakte map"),
    "UTF-16 without mark": ("a.txt", SECRET.encode("utf-16-le"), "geen gewone tekst"),
    "half a UTF-16 sign": ("a.txt", b"\xff\xfea\x00b", "UTF-8"),
    "spoilt UTF-8 with mark": ("a.txt", b"\xef\xbb\xbfa\xff", "UTF-8"),
    "two encodings": ("a.txt", "één".encode() + "één".encode("cp1252"), "UTF-8"),
    "pdf as docx": ("a.docx", b"%PDF-1.7", "pdf-bestand"),
    "rtf without text": ("a.rtf", b"{\\rtf1 }", "geen leesbare tekst"),
    "old sheet": ("a.xls", _ole("Workbook"), "oud Excel-bestand"),
    "old doc": ("a.doc", _ole("WordDocument"), "oud Word-bestand"),
    "old doc as docx": ("a.docx", _ole("WordDocument"), "oud Word-bestand"),
    "password": ("a.docx", _ole("EncryptedPackage"), "wachtwoord"),
    "other OLE file": ("a.docx", _ole("x"), "wachtwoord, of een oud"),
    "too much text": ("a.txt", b"a" * (10 * 1024 * 1024 + 1), "te groot"),
    "renamed zip": ("a.docx", zip_of({"geheim.txt": SECRET.encode()}), "ingepakte map"),
    "empty zip": ("a.docx", zip_of({}), "ingepakte map"),
    "slides": (
        "a.docx",
        Docx(
            p(SECRET),
            main_type="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        ).bytes(),
        "wordt niet gelezen",
    ),
    "no main part": ("a.docx", zip_of({k: v for k, v in Docx("").entries().items() if "doc" not in k}), "geen Word"),
    "other root": ("a.docx", _document("<x/>"), "geen Word-bestand"),
    "strict": (
        "a.docx",
        _document('<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'),
        "Strict",
    ),
    "no text": ("a.docx", Docx(p()).bytes(), "geen leesbare tekst"),
    "cut off": ("a.docx", WHOLE[: len(WHOLE) // 2], "beschadigd"),
    "last byte gone": ("a.docx", WHOLE[:-1], "beschadigd"),
    "only a signature": ("a.docx", b"PK\x03\x04", "beschadigd"),
    "damaged part": ("a.docx", WHOLE.replace(WHOLE[420:440], bytes(20)), "beschadigd"),
    "broken XML": ("a.docx", _document(f"<w:document {NAMESPACES}>{SECRET}"), "beschadigd"),
    "no XML": ("a.docx", _document(""), "beschadigd"),
    "XML bomb": ("a.docx", _document(_bomb()), "onveilig"),
    "XML bomb in UTF-16": (
        "a.docx",
        Docx("", loose={"word/document.xml": _bomb().encode("utf-16")}).bytes(),
        "onveilig",
    ),
    "document type in the styles": (
        "a.docx",
        Docx(p(SECRET), [Part("word/styles.xml", "styles", "<!DOCTYPE x><x/>")]).bytes(),
        "onveilig",
    ),
    "zip bomb of one part": ("a.docx", _zip_entry("word/media/a.png", bytes(30_000_000)), "onveilig"),
    "zip bomb of many parts": (
        "a.docx",
        zip_of({**Docx("").entries(), **{f"a{n}": os.urandom(1000) + bytes(1_900_000) for n in range(60)}}),
        "te groot",
    ),
    "many entries": ("a.docx", zip_of({str(n): b"" for n in range(5_000)}), "onveilig"),
    "step up": ("a.docx", _zip_entry("../../etc/x", b"x"), "onveilig"),
    "absolute name": ("a.docx", _zip_entry("/etc/x", b"x"), "onveilig"),
    "drive": ("a.docx", _zip_entry("c:/x", b"x"), "onveilig"),
    "duplicate name": ("a.docx", _twice(), "onveilig"),
    "duplicate name in other case": ("a.docx", _zip_entry("WORD/Document.xml", b"x"), "onveilig"),
    "encrypted part": ("a.docx", _flagged(1), "wachtwoord"),
    "overlapping parts": ("a.docx", _overlapping(), "onveilig"),
    "bytes before the zip": ("a.docx", b"PK\x03\x04" + bytes(100) + WHOLE, "onveilig"),
    "too deep": ("a.docx", Docx(_nested(700)).bytes(), "beschadigd|ingewikkeld"),
}


def _refusal(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    message = str(caught.value)
    assert SECRET not in message
    assert path.name not in message
    assert message.endswith(".")
    assert len(message) < 160
    return message


@pytest.mark.parametrize("case", BAD)
def test_bad_content_is_refused(case: str, tmp_path: Path) -> None:
    name, data, words = BAD[case]
    path = tmp_path / name
    path.write_bytes(data)
    started = time.perf_counter()
    message = _refusal(path)
    assert time.perf_counter() - started < 1.0
    assert any(word in message for word in words.split("|")), message


def test_missing_file(tmp_path: Path) -> None:
    assert "bestaat niet" in _refusal(tmp_path / "a.txt")


def test_folder(tmp_path: Path) -> None:
    folder = tmp_path / "a.docx"
    folder.mkdir()
    assert "map" in _refusal(folder)


@pytest.mark.parametrize("make", [lambda path: path.symlink_to("/dev/zero"), lambda path: os.mkfifo(path)])
def test_device_or_pipe(tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = tmp_path / "a.txt"
    make(path)
    assert "geen gewoon bestand" in _refusal(path)


def test_circle_of_links(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.symlink_to(path)
    assert "niet te lezen" in _refusal(path)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SECRET)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))  # root may read all, so the system does not say this

    monkeypatch.setattr(Path, "open", refuse)
    assert "mag dit bestand niet lezen" in _refusal(path)


def test_fifty_megabytes_of_text_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024 + 1)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("opened"))
    assert "te groot" in _refusal(path)


def test_a_part_with_too_many_tags_is_not_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(WHOLE)
    monkeypatch.setattr(safexml, "MAX_TAGS", 10)
    assert "te groot" in _refusal(path)


def test_damaged_files_never_end_in_a_traceback(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    data = Docx(p(SECRET) + table(["a", "b"]) + p("c")).bytes()
    for at in range(0, len(data), 3):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        with contextlib.suppress(InputError):
            read(path)


def test_values_out_of_range_never_end_in_a_traceback(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    odd = ("", "x", "-1", "99999999999999999999", "1.5", "²")
    for value in odd:
        properties = f'<w:outlineLvl w:val="{value}"/><w:numPr><w:ilvl w:val="{value}"/><w:numId w:val="1"/></w:numPr>'
        symbol = f'<w:r><w:sym w:font="x" w:char="{value}"/></w:r>'
        span = f'<w:gridSpan w:val="{value}"/>'
        before = f'<w:trPr><w:gridBefore w:val="{value}"/></w:trPr>'
        body = p("a", properties=properties, runs=symbol) + f"<w:tbl><w:tr>{before}{cell('b', span)}</w:tr></w:tbl>"
        levels = f'<w:lvl w:ilvl="{value}"><w:start w:val="{value}"/><w:lvlText w:val="%1"/></w:lvl>'
        lists = f'<w:abstractNum w:abstractNumId="{value}">{levels}</w:abstractNum><w:num w:numId="{value}"/>'
        xml = f"<w:numbering {NAMESPACES}>{lists}</w:numbering>"
        path.write_bytes(Docx(body, [Part("word/numbering.xml", "numbering", xml)]).bytes())
        assert "a" in read(path).text
