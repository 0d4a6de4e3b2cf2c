"""Other programs open what is written, and show the same words: LibreOffice converts each file to PDF."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from png_maker import png
from test_house_style import template
from test_writers import EXTRACT

from verslagfilter.formats import parse, write, write_letter
from verslagfilter.formats.style import HouseStyle, load

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this machine"),
]


def converted(paths: list[Path], folder: Path) -> dict[Path, str]:
    """The text of the PDF that LibreOffice makes of each file."""
    words = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf"]
    subprocess.run([*words, "--outdir", str(folder / "pdf"), *map(str, paths)], check=True, capture_output=True)
    made = {path: folder / "pdf" / f"{path.stem}.pdf" for path in paths}
    return {path: parse(target.read_bytes(), target.name)[0].text for path, target in made.items()}


def shown(text: str) -> list[str]:
    """The words, without the signs of lists and tables."""
    return sorted(word for word in text.replace("|", " ").split() if word not in {"-", "•"})


def test_the_same_words_in_every_format(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png())
    (tmp_path / "s.docx").write_bytes(template())
    (tmp_path / "stijl.yaml").write_text("logo: logo.png\nvoettekst: Postbus 1\n")
    (tmp_path / "sjabloon.yaml").write_text("sjabloon: s.docx\n")
    styles = {"gewoon": HouseStyle()} | {name: load(tmp_path / f"{name}.yaml") for name in ("stijl", "sjabloon")}
    files: dict[Path, str] = {}
    for name, style in styles.items():
        for kind in ("docx", "odt", "html"):
            for make in (write, write_letter):
                path = tmp_path / f"{name}-{make.__name__}-{kind}.{kind}"
                path.write_bytes(make(EXTRACT, kind, style=style))
                files[path] = make(EXTRACT, "txt", style=style).decode()
    texts = converted(list(files), tmp_path)
    for path, expected in files.items():
        head = "Zorg- en Veiligheidshuis " if path.name.startswith("sjabloon") and path.suffix == ".docx" else ""
        assert shown(texts[path]) == shown(head + expected), path.name
