"""Which kind of file it is: told by the content, whatever its name says; and what is said of kinds not read."""

from __future__ import annotations

import io
import random
import re
import time
from pathlib import Path

import odt_maker
import pdf_maker
import pytest
from docx_maker import Docx, p, zip_of
from msg_maker import Attachment, Msg, Recipient, compound
from openpyxl import Workbook

from verslagfilter.errors import InputError
from verslagfilter.formats import parse, read, read_all, source
from verslagfilter.formats.document import Document
from verslagfilter.formats.source import kind_of

SECRET = "geheim"
WORDS = "Verslag van het overleg"
MAIL = f"From: Jan <jan@x.nl>\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\n{WORDS}\r\n"


def _bug(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=reason)


def _excel() -> bytes:
    book, buffer = Workbook(), io.BytesIO()
    book.worksheets[0].append([WORDS, "b"])
    book.save(buffer)
    return buffer.getvalue()


WORD = Docx(p(WORDS)).bytes()
SAMPLES = {
    "docx": WORD,
    "odt": odt_maker.Odt(odt_maker.p(WORDS)).bytes(),
    "xlsx": _excel(),
    "pdf": pdf_maker.Pdf([pdf_maker.Page(f"BT /F1 12 Tf 72 700 Td ({WORDS}) Tj ET")]).bytes(),
    "eml": MAIL.encode(),
    "msg": Msg(WORDS, "x", recipients=[Recipient("Piet")], attachments=[Attachment("a.txt", b"x" * 5_000)]).bytes(),
    "html": f"<!doctype html><html><body><p>{WORDS}</p></body></html>".encode(),
    "rtf": rf"{{\rtf1\ansi\pard {WORDS}\par}}".encode(),
}


def _read(folder: Path, data: bytes, name: str) -> Document:
    path = folder / name
    path.write_bytes(data)
    return read_all(path)[0]


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.docx", "a.pdf", "a.xlsx", "a.doc", "a.HTML", "a.eml", "a"])
@pytest.mark.parametrize("kind", SAMPLES)
def test_the_content_tells_the_kind(tmp_path: Path, kind: str, name: str) -> None:
    document = _read(tmp_path, SAMPLES[kind], name)
    assert (document.kind, document.name) == (kind, name)
    assert WORDS in document.text


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"# Kop", "a.md", "md"),
        (b"# Kop", "a.MARKDOWN", "md"),
        (b"# Kop", "a.txt", "txt"),
        (b"# Kop", "a.docx", "txt"),
        (b"Van: Jan\nDatum: 3 mei\n\nx", "a.txt", "txt"),
        (b"From: 10 uur\nSubject: overleg\nDate: 3 mei\n\nx", "a.txt", "txt"),
        (b"From: jan@x.nl\nSubject: overleg\n\nx", "a.eml", "eml"),
        (b"Acties:\nContent-Type: x\n", "a.txt", "txt"),
        (b"Received: from x\nSubject: y\n\nz", "a", "eml"),
        (b"From jan@x.nl Mon Feb  3 10:12:00 2025\nFrom: j\nMessage-ID: <1>\n\nx", "a.mbox", "eml"),
        (b"From Jan we learn that\n", "a.txt", "txt"),
        (b"\xef\xbb\xbf<!DOCTYPE HTML PUBLIC 'x'>\n<p>x", "a.txt", "html"),
        (b"<?xml version='1.0'?>\n<!-- x -->\n<html xmlns='x'>", "a.xml", "html"),
        (b"\r\n  <META charset=utf-8><p>x", "a.txt", "html"),
        (b"<h1>Kop</h1><p>x", "a.html", "html"),
        (b"<h1>Kop</h1><p>x", "a.txt", "txt"),
        (b"a < b en <u>c</u>", "a.htm", "txt"),
        (b"x {\\rtf1", "a.rtf", "txt"),
        (b"junk\n%PDF-1.7", "a", "pdf"),
        (zip_of({"mimetype": b"application/vnd.oasis.opendocument.text-template"}), "a.ott", "odt"),
        pytest.param("<html><p>x</p>".encode("utf-16"), "a.html", "html"),
        pytest.param(MAIL.encode("utf-8-sig"), "a.eml", "eml", id="mail with a mark"),
        pytest.param(b"Zo ziet een pdf eruit: %PDF-1.7\n", "a.txt", "txt"),
        pytest.param(f"\r\n{MAIL}".encode(), "a.eml", "eml"),
    ],
)
def test_kinds_of_text_and_what_looks_like_them(data: bytes, name: str, kind: str) -> None:
    assert kind_of(data, name) == kind


def _package(types: str) -> bytes:
    return zip_of({"[Content_Types].xml": f'<Types xmlns="x">{types}</Types>'.encode()})


def _open_document(kind: str) -> bytes:
    return zip_of({"mimetype": f"application/vnd.oasis.opendocument.{kind}".encode(), "content.xml": b"<a>geheim</a>"})


OFFICE = "application/vnd.openxmlformats-officedocument"
SLIDES = f'<Override PartName="/ppt/p.xml" ContentType="{OFFICE}.presentationml.presentation.main+xml"/>'
CHART = f'<Default Extension="xlsx" ContentType="{OFFICE}.spreadsheetml.sheet"/>'
BINARY = '<Override PartName="/xl/workbook.bin" ContentType="application/vnd.ms-excel.sheet.binary.main"/>'
ARCHIVED_PAGE = (
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
    "--b\r\nContent-Type: text/html\r\n\r\n<html><body>geheim</body></html>\r\n--b--\r\n"
)


@pytest.mark.parametrize("name", ["a.docx", "a.txt"])
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG\r\n\x1a\ngeheim", "afbeelding"),
        (b"\xff\xd8\xff\xe0geheim", "afbeelding"),
        (b"GIF89ageheim", "afbeelding"),
        (b"II*\x00geheim", "afbeelding"),
        (b"MM\x00*geheim", "afbeelding"),
        (zip_of({"geheim.txt": b"geheim"}), "ingepakte map"),
        (b"7z\xbc\xaf\x27\x1cgeheim", "ingepakte map"),
        (b"Rar!\x1a\x07geheim", "ingepakte map"),
        (b"\x1f\x8bgeheim", "wordt niet gelezen.*docx.*txt"),
        (b"\x7fELFgeheim", "wordt niet gelezen.*docx.*txt"),
        (_open_document("spreadsheet"), "wordt niet gelezen.*docx.*txt"),
        (_open_document("presentation"), "wordt niet gelezen.*docx.*txt"),
        (_package(SLIDES), "wordt niet gelezen.*docx.*txt"),
        (compound({"WordDocument": b"geheim"}), r"\.doc\).*\.docx"),
        (compound({"Workbook": b"geheim"}), r"\.xls\).*\.xlsx"),
        (compound({"EncryptedPackage": b"geheim"}), "wachtwoord"),
        (compound({"Contents": b"geheim"}), "wachtwoord"),
        (bytes(range(256)), "geen gewone tekst"),
        pytest.param(_package(CHART + SLIDES), "wordt niet gelezen"),
        pytest.param(_package(BINARY), "Excel|niet gelezen"),
        pytest.param(compound({"WordDocument": b"x", "P": {"__properties_version1.0": b"geheim"}}), r"\.doc\)"),
    ],
)  # fmt: skip
def test_other_kinds_are_refused_in_dutch(tmp_path: Path, data: bytes, words: str, name: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        _read(tmp_path, data, name)
    assert re.fullmatch(r"(Dit|Er) [^\n]+\.", str(caught.value))
    assert SECRET not in str(caught.value)


def test_a_page_that_word_archived_is_read(tmp_path: Path) -> None:
    assert _read(tmp_path, ARCHIVED_PAGE.encode(), "a.mht").text.strip() == "geheim"


def test_a_sheet_with_a_word_file_in_it_is_a_sheet() -> None:
    types = f'<Default Extension="docx" ContentType="{OFFICE}.wordprocessingml.document"/>{CHART}'
    main = f'<Override PartName="/xl/workbook.xml" ContentType="{OFFICE}.spreadsheetml.sheet.main+xml"/>'
    assert kind_of(_package(types + main), "a.xlsx") == "xlsx"


def test_files_that_are_not_there_or_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "leeg.docx").write_bytes(b"")
    (tmp_path / "groot.txt").write_bytes(b"geheim " * 20)
    monkeypatch.setattr(source, "MAX_FILE", 100)
    for name, words in {"weg.docx": "bestaat niet", ".": "map", "leeg.docx": "leeg", "groot.txt": "te groot"}.items():
        with pytest.raises(InputError, match=words) as caught:
            read(tmp_path / name)
        assert re.fullmatch(r"Dit [^\n]+\. [^\n]+\.", str(caught.value))
        assert str(tmp_path) not in str(caught.value)


def test_remarks_at_the_top_take_linear_time() -> None:
    start = time.perf_counter()
    assert kind_of(b"<!-- x -->\n" * 25 + b"# Kop", "a.md") == "md"
    assert time.perf_counter() - start < 10  # a hang, not a slow machine


# Every reader keeps the same promises


def _sound(document: Document) -> bool:
    """Whether the text can be written, and each block is a line of it, in order."""
    document.text.encode()
    lines, at = document.text.split("\n"), 0
    for block in document.blocks:
        assert at <= block.span.start < block.span.end
        assert block.span.of(document.text) in lines
        assert all(cell.of(document.text).strip() for cell in block.cells)
        at = block.span.end
    return all(place.count > 0 and place.kind for place in document.unread)


def _damaged(data: bytes, number: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(number.choice((1, 1, 3, 9))):
        at = number.randrange(len(made))
        match number.randrange(4):
            case 0:
                made[at] = number.randrange(256)
            case 1:
                del made[at : at + number.choice((1, 8, 99))]
            case 2:
                made[at:at] = made[number.randrange(len(made)) :][:40]
            case _:
                del made[max(at, 16) :]
        made = made or bytearray(b"x")
    return bytes(made)


@pytest.mark.parametrize("kind", [*SAMPLES, "txt"])
def test_damaged_files_are_read_or_refused(kind: str) -> None:
    number, data = random.Random(7), SAMPLES.get(kind, WORDS.encode())
    refusals = []
    for _ in range(150):
        try:
            assert all(map(_sound, parse(_damaged(data, number), f"a.{kind}")))
        except InputError as error:
            refusals.append(str(error))
    assert len(refusals) < 150
    assert all(re.fullmatch(r"[A-Z][^\n]+\.", words) for words in refusals)


@pytest.mark.parametrize(
    "kind",
    [
        "txt",
        pytest.param("html"),
        pytest.param("eml"),
        pytest.param("msg"),
        pytest.param("rtf"),
    ],
)
def test_control_characters_go_and_are_counted(kind: str) -> None:
    whole = WORDS * 20
    odd = whole.replace("overleg", "over\x07leg", 1)
    sample = SAMPLES.get(kind, WORDS.encode())
    data = Msg(odd).bytes() if kind == "msg" else sample.replace(WORDS.encode(), odd.encode())
    [document] = parse(data, f"a.{kind}")
    assert whole in document.text
    assert ("stuurteken", 1) in [(place.kind, place.count) for place in document.unread]
