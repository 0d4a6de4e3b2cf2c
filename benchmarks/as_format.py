"""Does what `verslagfilter` does, after turning each text file into a file of another kind: is the result the same?

    python ../shared/gold/score.py --cmd "python benchmarks/as_format.py docx"

Kinds: docx, odt, pdf, rtf (these through LibreOffice, which must be installed), html, eml, md, txt. Lines with bars or
tabs become tables. Offsets count in the text as it was read, so figures about mentions say nothing where that text is
another.
"""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

from verslagfilter.cli import main

OFFICE = {"docx": "docx:MS Word 2007 XML", "odt": "odt", "pdf": "pdf", "rtf": "rtf"}
RULE = re.compile(r"^[\s|:+-]*-[\s|:+-]*$")


def cells(line: str) -> list[str]:
    """The cells of a line with bars or tabs; none when it is a plain line."""
    if "\t" in line.strip():
        return [cell.strip() for cell in line.split("\t")]
    found = line.strip().strip("|").split("|")
    return [cell.strip() for cell in found] if len(found) > 2 or line.strip().startswith("|") else []


def blocks(text: str) -> Iterator[str]:
    """Paragraphs and tables as HTML."""
    table: list[str] = []
    for line in (*text.split("\n"), ""):
        if "|" in line and RULE.match(line):
            continue
        row = cells(line)
        if row:
            table.append("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>")
            continue
        if table:
            yield f'<table border="1" width="100%">{"".join(table)}</table>'
            table = []
        yield f"<p>{html.escape(line) or '<br>'}</p>"


def page(text: str) -> str:
    """The text as a page that LibreOffice reads as well."""
    head = '<!doctype html><html lang="nl"><head><meta charset="utf-8"></head>'
    return f"{head}<body>{''.join(blocks(text))}</body></html>"


def mail(text: str) -> bytes:
    """A mail with the text as its body."""
    message = EmailMessage()
    message["Subject"], message["Message-ID"] = "Verslag", "<1@voorbeeld.nl>"
    message.set_content(text)
    return message.as_bytes()


def office(paths: list[Path], kind: str, folder: Path) -> None:
    """Convert with LibreOffice: by way of docx, as a page of the web is another kind of document to it."""
    for step, source in ((OFFICE["docx"], ".html"), (OFFICE[kind], ".docx")):
        names = [str(path.with_suffix(source)) for path in paths]
        if step == OFFICE["docx"] and source == ".docx":
            return
        words = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", step]
        subprocess.run([*words, "--outdir", str(folder), *names], check=True, capture_output=True)


def turned(paths: list[Path], kind: str, folder: Path) -> dict[Path, Path]:
    """Each text file and the file of this kind that it became."""
    made = {path: folder / f"{path.stem}.{kind}" for path in paths}
    for path, target in made.items():
        text = path.read_text(encoding="utf-8")
        if kind in OFFICE:
            target.with_suffix(".html").write_text(page(text), encoding="utf-8")
        elif kind == "html":
            target.write_text(page(text), encoding="utf-8")
        else:
            target.write_bytes(mail(text) if kind == "eml" else text.encode("utf-8"))
    if kind in OFFICE:
        office(list(made.values()), kind, folder)
    return made


def run(kind: str, words: list[str]) -> int:
    """The command with its text files in another kind."""
    folder = Path(tempfile.mkdtemp())
    try:
        paths = [Path(word) for word in words if word.endswith(".txt") and Path(word).is_file()]
        made = turned(paths, kind, folder)
        return main([str(made.get(Path(word), word)) for word in words])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1], sys.argv[2:]))
