"""No file for a recipient holds a word that was withheld, in any part of it and in any encoding."""

from __future__ import annotations

import base64
import html
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from verslagfilter import casus, formats, pipeline
from verslagfilter.extracts import Result
from writable_here import HAS_PDF, KINDS

SAMPLES = Path(__file__).parents[1] / "samples"
CASE = SAMPLES / "zvh-casusoverleg"
CLOSED = ("woningcorporatie", "politie")
"""Recipients who get little of the minutes: of the others hardly a word is withheld."""
FONT = b"\x00\x01\x00\x00"
"""So a font begins: its tables have names such as "post", and its letters are numbers."""
WORD = re.compile(r"[^\W\d_]{4,}")


@pytest.fixture(scope="module")
def result(engine: pipeline.Engine) -> Result:
    """The largest sample, split."""
    document = formats.read(CASE / "verslag.docx")
    return pipeline.split_document(engine, document, casus=casus.load(CASE / "casus.yaml"), today=date(2026, 11, 29))


def texts(data: bytes, kind: str) -> Iterator[bytes]:
    """Every stream of bytes in a file that could hold words, unpacked."""
    yield data
    if kind in ("docx", "odt"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive.comment
            for entry in archive.infolist():
                yield from (entry.filename.encode(), entry.comment, entry.extra, archive.read(entry))
    elif kind == "pdf":
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for item in pdf.objects:
                if isinstance(item, pikepdf.Stream) and not item.read_bytes().startswith(FONT):
                    yield item.read_bytes()
                yield repr(item).encode()
    elif kind == "html":
        yield from (base64.b64decode(found) for found in re.findall(rb"base64,([A-Za-z0-9+/=]+)", data))


def readings(data: bytes) -> Iterator[str]:
    """What the bytes say in each encoding."""
    plain = data.decode("utf-8", "ignore")
    yield plain
    yield html.unescape(plain)
    yield from (data[shift:].decode(encoding, "ignore") for encoding in ("utf-16-le", "utf-16-be") for shift in (0, 1))
    for found in re.findall(rb"<([0-9A-Fa-f\s]{8,})>", data):
        digits = re.sub(rb"\s", b"", found)
        yield bytes.fromhex(digits[: len(digits) // 2 * 2].decode()).decode("utf-16-be", "ignore")


def secret_words(result: Result, recipient: str) -> frozenset[str]:
    """Words of the minutes that this recipient does not read, and that nothing of ours holds either."""
    told = formats.write(result.extracts[recipient], "txt").decode()
    ours = (path.read_text("utf-8") for path in Path(formats.__file__).parent.rglob("*.[jxy]*"))
    known = {word.lower() for text in (told, *ours) for word in WORD.findall(text)}
    return frozenset(word for word in WORD.findall(result.document.text.lower()) if word not in known)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("letter", [False, True])
def test_no_withheld_word_is_anywhere_in_a_file(kind: str, letter: bool, result: Result) -> None:
    make = formats.write_letter if letter else formats.write
    for recipient in CLOSED:
        extract, secret = result.extracts[recipient], secret_words(result, recipient)
        assert len(secret) > 20
        data = make(extract, kind)
        for text in (reading for stream in texts(data, kind) for reading in readings(stream)):
            assert not {word for word in WORD.findall(text.lower()) if word in secret}, recipient


def test_the_search_finds_what_is_there(result: Result) -> None:
    """The test above can fail: a word of the extract itself is found in every kind of file."""
    extract = result.extracts["woningcorporatie"]
    word = max(WORD.findall(extract.groups[0][1][0].text), key=len).lower()
    for kind in KINDS:
        if kind == "pdf":
            continue  # letters of an embedded font are numbers: the next test reads them
        data = formats.write(extract, kind)
        assert any(word in text.lower() for stream in texts(data, kind) for text in readings(stream)), kind


@pytest.mark.skipif(not HAS_PDF, reason="Pango is not on this machine")
def test_the_letters_of_a_pdf_say_no_more_than_the_text(result: Result) -> None:
    for recipient in CLOSED:
        extract = result.extracts[recipient]
        text = formats.parse(formats.write(extract, "pdf"), "a.pdf")[0].text
        assert not {word.lower() for word in WORD.findall(text)} & secret_words(result, recipient)


def test_no_file_tells_who_what_or_when(result: Result) -> None:
    """No maker, program, moment, folder or user name."""
    telling = re.compile(
        rf"{re.escape(str(Path.home()))}/|producer|creator|author|company|attachedtemplate|rsid|creationdate|moddate|generator|/home/|20\d\d-\d\d-\d\dT",
        re.I,
    )
    for kind in KINDS:
        data = formats.write(result.extracts["woningcorporatie"], kind)
        for stream in texts(data, kind):
            if b"acsp" not in stream[:60]:  # a colour profile tells of the standard that it is
                assert not telling.search(stream.decode("latin-1").replace("mimetype", "")), (kind, stream[:60])
