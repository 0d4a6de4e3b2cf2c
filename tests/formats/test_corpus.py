"""Thousands of broken files: each is read or refused in one sentence, in bounded time and memory, and never half.

The files are made from sound ones by chance with fixed seeds, so that every run sees the same. Each kind runs in a
process of its own: a library that crashes takes that process along, and the test with it.
"""

from __future__ import annotations

import io
import json
import random
import resource
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import TypedDict

import pytest
from docx_maker import zip_of

COUNTS = {"docx": 650, "odt": 500, "pdf": 500, "eml": 350, "html": 100, "rtf": 100, "xlsx": 100, "msg": 60, "txt": 60}
"""Files of each kind: 2,420 in all."""
MOST_SECONDS = 10.0
"""For one file, on a slow machine; the slowest takes a tenth of it."""
MOST_MEGABYTES = 900


def sound(kind: str) -> bytes:
    """A sound file with most of what such a file can hold."""
    from docx_maker import Docx, item, numbering, p, table
    from msg_maker import Msg
    from odt_maker import Odt
    from odt_maker import p as odt_p
    from pdf_maker import Flow

    text = "Verslag casusoverleg. De GGZ adviseert om het meldpunt te bellen."
    if kind == "docx":
        return Docx(p(text) + item("punt") + table(["a", "b"]) + p("slot"), [numbering(("bullet", "•"))]).bytes()
    if kind == "odt":
        return Odt(odt_p(text) + odt_p("slot")).bytes()
    if kind == "pdf":
        return Flow(header="ZVH", footer="{page}").paragraph(text).table(("a", "b"), ("c", "d")).items("een").bytes()
    if kind == "eml":
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = "Jan <jan@voorbeeld.nl>", "Karin <k@voorbeeld.nl>", "Verslag é"
        mail["Message-ID"] = "<1@voorbeeld.nl>"
        mail.set_content(text)
        mail.add_alternative(f"<p>{text}</p><table><tr><td>a</td><td>b</td></tr></table>", subtype="html")
        mail.add_attachment(sound("docx"), maintype="application", subtype="octet-stream", filename="v.docx")
        for number, part in enumerate(part for part in mail.walk() if part.is_multipart()):
            part.set_boundary(f"grens{number}")
        return mail.as_bytes()
    if kind == "html":
        return f"<!doctype html><title>x</title><h1>{text}</h1><ul><li>a</ul><table><tr><td>b<td>c</table>".encode()
    if kind == "rtf":
        return rb"{\rtf1\ansi{\fonttbl\f0 A;}\f0 " + text.encode() + rb"\par \trowd a\cell b\cell\row \'e9 \u8364?\par}"
    if kind == "xlsx":
        from openpyxl import Workbook

        book = Workbook()
        book.active.append(["Actie", "Wie"])
        book.active.append([text, "GGZ"])
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()
    return Msg(subject="Verslag", body=text).bytes() if kind == "msg" else text.encode()


def shaken(data: bytes, by: random.Random) -> bytes:
    """The bytes with one accident: cut off, flipped, taken out, doubled, or filled with something else."""
    at = by.randrange(len(data))
    length = min(len(data) - at, by.choice((1, 2, 8, 64, 512)))
    accident = by.randrange(6)
    if accident == 0:
        return data[:at]
    if accident == 1:
        return data[:at] + bytes(byte ^ by.randrange(1, 256) for byte in data[at : at + length]) + data[at + length :]
    if accident == 2:
        return data[:at] + data[at + length :]
    if accident == 3:
        return data[: at + length] * by.choice((2, 3)) + data[at:]
    if accident == 4:
        return data[:at] + by.choice((b"\x00", b"<", b"&#0;", b"\xff", b"%", b"}", b"]]>")) * length + data[at:]
    return data[:at] + data[at : at + length] * by.choice((10, 300)) + data[at:]


def repacked(data: bytes, by: random.Random) -> bytes:
    """A package with an accident in one of its parts, or parts that changed places, packed again as a sound zip."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = list(parts)
    one, other = by.choice(names), by.choice(names)
    accident = by.randrange(5)
    if accident == 0:
        parts[one], parts[other] = parts[other], parts[one]
    elif accident == 1:
        del parts[one]
    elif accident == 2:
        parts[one] = nested(parts[one], by.choice((50, 300, 3000)))
    else:
        parts[one] = shaken(parts[one], by) if parts[one] else b"<x/>"
    return zip_of(parts)


def nested(part: bytes, depth: int) -> bytes:
    """Elements of the part put in each other, deeper than anybody writes."""
    for tag in (b"w:p", b"text:p", b"w:tbl", b"text:span"):
        start = part.find(b"<" + tag + b">")
        if start >= 0:
            return part[:start] + b"<%b>" % tag * depth + b"x" + b"</%b>" % tag * depth + part[start:]
    return part[: len(part) // 2] * 2


def recoded(data: bytes, by: random.Random) -> bytes:
    """The text of the file in another encoding than it says."""
    text = data.decode("latin-1")
    return text.encode(by.choice(("utf-16", "utf-16-be", "utf-7", "cp500", "utf-8")), "replace")


def unpacked_streams(data: bytes, by: random.Random) -> bytes:
    """A PDF with an accident inside one of its packed streams, packed again."""
    start = data.find(b"stream\n")
    while start >= 0 and by.random() < 0.5:
        start = data.find(b"stream\n", start + 7) if data.find(b"stream\n", start + 7) >= 0 else start
        if by.random() < 0.5:
            break
    end = data.find(b"endstream", start)
    try:
        inside = zlib.decompress(data[start + 7 : end])
    except zlib.error:
        inside = data[start + 7 : end]
    return data[: start + 7] + shaken(inside or b"x", by) + data[end:]


def broken(kind: str) -> Iterator[bytes]:
    """All broken files of a kind."""
    by = random.Random(f"verslagfilter {kind}")
    data = sound(kind)
    ways: list[Callable[[bytes, random.Random], bytes]] = [shaken]
    ways += [repacked] * 2 if kind in ("docx", "odt", "xlsx") else []
    ways += [unpacked_streams] if kind == "pdf" else []
    ways += [recoded] if kind in ("eml", "html", "rtf", "txt") else []
    for _ in range(COUNTS[kind]):
        yield by.choice(ways)(data, by)


class Figures(TypedDict):
    """What came of the broken files of a kind."""

    read: int
    refused: int
    wrong: list[str]
    slowest: float
    """Seconds for one file."""
    megabytes: int
    """The most memory that the process had."""


def measure(kind: str) -> Figures:
    """Read every broken file of a kind: how many were read and refused, what went wrong, and the slowest."""
    from verslagfilter.errors import InputError
    from verslagfilter.formats import parse

    figures = Figures(read=0, refused=0, wrong=[], slowest=0.0, megabytes=0)
    for number, data in enumerate(broken(kind)):
        started = time.perf_counter()
        try:
            documents = parse(data, f"a.{kind}")
            if not documents or not all(document.text.strip() for document in documents):
                raise ValueError("a document without text")
            figures["read"] += 1
        except InputError as error:
            if not str(error).endswith(".") or "\n" in str(error):
                figures["wrong"].append(f"{number}: {error}")
            figures["refused"] += 1
        except Exception as error:
            figures["wrong"].append(f"{number}: {type(error).__name__}: {error}")
        figures["slowest"] = max(figures["slowest"], time.perf_counter() - started)
    figures["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return figures


@pytest.mark.slow
@pytest.mark.parametrize("kind", COUNTS)
def test_broken_files_are_read_or_refused(kind: str) -> None:
    here = Path(__file__)
    path = [str(here.parent), str(here.parents[1]), str(here.parents[2] / "src")]
    call = f"print(json.dumps(test_corpus.measure({kind!r})))"
    code = f"import sys, json; sys.path[:0] = {path!r}; import test_corpus; {call}"
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    figures = json.loads(done.stdout.splitlines()[-1])
    print(kind, figures)
    assert figures["wrong"] == []
    assert figures["read"] + figures["refused"] == COUNTS[kind]
    assert figures["refused"] > 0
    assert figures["slowest"] < MOST_SECONDS
    assert figures["megabytes"] < MOST_MEGABYTES


def test_the_corpus_is_the_same_in_every_run() -> None:
    for kind in ("docx", "pdf", "eml"):
        first, again = broken(kind), broken(kind)
        assert [next(first) for _ in range(20)] == [next(again) for _ in range(20)]
