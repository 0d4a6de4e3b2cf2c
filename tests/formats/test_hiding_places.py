"""Read + unread = everything: no place in a Word file, an OpenDocument text or a PDF escapes the books."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import odt_hiding_places
import pdf_hiding_places
import pytest
from docx_maker import Docx, p
from hiding_places import MARKER, PLACES, READ
from pdf_maker import holds

from verslagfilter.formats import parse, read
from verslagfilter.formats.document import Document


def _read(folder: Path, data: bytes) -> Document:
    path = folder / "verslag.docx"
    path.write_bytes(data)
    return read(path)


def _unread(document: Document) -> dict[str, int]:
    return {place.kind: place.count for place in document.unread}


@pytest.mark.parametrize("place", PLACES)
def test_each_place_is_read_or_counted(place: str, tmp_path: Path) -> None:
    docx, expected = PLACES[place]
    data = docx.bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert any(MARKER.encode() in archive.read(name) for name in archive.namelist())
    document = _read(tmp_path, data)
    if expected == READ:
        assert document.text.count(MARKER) == 1
        assert document.unread == ()
    else:
        assert MARKER not in document.text
        assert _unread(document) == {expected: 1}


KNOWN_FAILURES = tuple(
    line.partition(" # ")[0].strip()
    for line in (Path(__file__).parent / "known_odt_places.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
)


def _settled(document: Document, expected: str, beside: dict[str, int]) -> bool:
    """Whether a place was read, or counted as what it is, and nothing else was counted."""
    places = {**beside, **({} if expected == READ else {expected: 1})}
    return document.text.count(MARKER) == (expected == READ) and _unread(document) == places


@pytest.mark.parametrize("place", odt_hiding_places.PLACES)
def test_each_place_in_odt(place: str, request: pytest.FixtureRequest) -> None:
    if place in KNOWN_FAILURES:
        request.applymarker(pytest.mark.xfail(strict=True, reason="known_odt_places.txt"))
    odt, expected = odt_hiding_places.PLACES[place]
    assert _settled(parse(odt.bytes(), "a.odt")[0], expected, {})


def test_known_odt_places_exist() -> None:
    assert set(KNOWN_FAILURES) <= set(odt_hiding_places.PLACES)


_NOT_IN_PLAIN_BYTES = frozenset(
    {"one letter at a time", "letters pushed together", "text in octal", "file with a password for its rights"}
)


@pytest.mark.parametrize("place", pdf_hiding_places.PLACES)
def test_each_place_in_pdf(place: str) -> None:
    make, expected = pdf_hiding_places.PLACES[place]
    data = make()
    assert holds(data, MARKER) or place in _NOT_IN_PLAIN_BYTES
    assert _settled(parse(data, "a.pdf")[0], expected, pdf_hiding_places.BESIDE.get(place, {}))


def test_a_plain_document_has_no_unread_places(tmp_path: Path) -> None:
    assert _read(tmp_path, Docx(p("Tekst.")).bytes()).unread == ()


def test_a_remark_in_the_zip_itself_is_counted(tmp_path: Path) -> None:
    buffer = io.BytesIO(Docx(p("Tekst.")).bytes())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = MARKER.encode()
    document = _read(tmp_path, buffer.getvalue())
    assert _unread(document) == {"losse gegevens": 1}


def test_bytes_between_the_parts_are_counted(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in Docx(p("Tekst.")).entries().items():
            archive.writestr(name, data)
        assert archive.fp is not None
        archive.fp.write(MARKER.encode() * 10)
        archive.start_dir = archive.fp.tell()
    assert _unread(_read(tmp_path, buffer.getvalue())) == {"losse gegevens": 1}


def test_places_add_up(tmp_path: Path) -> None:
    gone = "".join(f"<w:del><w:r><w:delText>weg {n}</w:delText></w:r></w:del>" for n in range(3))
    document = _read(tmp_path, Docx(p("Tekst.", runs=gone) + p("Nog.", runs=gone)).bytes())
    assert _unread(document) == {"verwijderde tekst": 6}
