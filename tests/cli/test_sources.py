"""Where minutes come from (files, folders, standard input, mails), and what else comes with an extract."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from made_results import TEXT

Call = Callable[..., tuple[int, str, str]]
Minutes = Callable[..., str]


def files(root: Path) -> list[str]:
    """Every file below a folder."""
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def mail(path: Path, body: str, **attachments: bytes) -> str:
    """A mail with files."""
    message = EmailMessage()
    message["From"], message["Message-ID"], message["Subject"] = "Jan <j@voorbeeld.nl>", "<1@voorbeeld.nl>", "Verslag"
    message.set_content(body)
    for name, data in attachments.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    path.write_bytes(message.as_bytes())
    return str(path)


def test_every_file_in_a_folder_is_split(call: Call, minutes: Minutes, tmp_path: Path) -> None:
    for name in (
        "map/een.txt",
        "map/twee.txt",
        "map/casus.yaml",
        "map/.verborgen",
        "map/~$een.docx",
        "map/onder/drie.txt",
    ):
        minutes(name)
    code, _, _ = call("split", str(tmp_path / "map"), "--for", "ggz")
    assert code == 0
    records = [name for name in files(tmp_path / "uit") if name.endswith(".json")]
    assert records == ["secretaris/een.beslissingen.json", "secretaris/twee.beslissingen.json"]


def test_a_folder_without_minutes_is_told(call: Call, tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    (tmp_path / "map" / "casus.yaml").write_text("{}")
    code, _, err = call("split", str(tmp_path / "map"))
    assert (code, err.count("\n")) == (2, 1)
    assert "geen verslagen" in err
    assert not (tmp_path / "uit").exists()


def test_standard_input(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(TEXT.encode()))
    monkeypatch.setattr(sys, "stdin", stdin)
    code, _, _ = call("split", "-", "--for", "ggz", "--format", "txt")
    assert code == 0
    assert "secretaris/invoer.beslissingen.json" in files(tmp_path / "uit")


def test_empty_standard_input_is_told(call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    code, _, err = call("split", "-")
    assert (code, err.count("\n")) == (4, 1)
    assert "leeg" in err
    assert not (tmp_path / "uit").exists()


def test_each_attachment_is_split_on_its_own(call: Call, tmp_path: Path) -> None:
    path = mail(
        tmp_path / "overleg.eml", "Hierbij het verslag.", verslag_txt=TEXT.encode(), foto_png=b"\x89PNG\r\n\x1a\n"
    )
    code, out, _ = call("split", path, "--for", "ggz", "--json")
    assert code == 3
    documents = json.loads(out)["documents"]
    assert [document["record"] for document in documents] == [
        "secretaris/overleg.beslissingen.json",
        "secretaris/overleg - verslag.beslissingen.json",
    ]
    assert {"kind": "afbeelding", "count": 1} in documents[0]["unread"]
    assert documents[0]["extracts"]["ggz"] != documents[1]["extracts"]["ggz"]


def test_an_attachment_that_fails_does_not_stop_the_others(call: Call, tmp_path: Path) -> None:
    path = mail(tmp_path / "overleg.eml", "Bijgaand.", stop_txt=TEXT.encode(), goed_txt=TEXT.encode())
    code, _, err = call("split", path, "--for", "ggz")
    assert code == 4
    assert err.count("\n") == 1
    assert "secretaris/overleg - goed.beslissingen.json" in files(tmp_path / "uit")
    assert not [name for name in files(tmp_path / "uit") if "stop" in name]


def test_a_letter_for_each_extract_in_each_format(call: Call, minutes: Minutes, tmp_path: Path) -> None:
    call("split", minutes(), "--letter", "--format", "txt", "--format", "html")
    names = [name for name in files(tmp_path / "uit") if not name.startswith("secretaris/")]
    assert names == [
        "ggz/ZVH-2026-014_2026-03-05_ggz.html",
        "ggz/ZVH-2026-014_2026-03-05_ggz.txt",
        "ggz/ZVH-2026-014_2026-03-05_ggz_brief.html",
        "ggz/ZVH-2026-014_2026-03-05_ggz_brief.txt",
        "woningcorporatie/ZVH-2026-014_2026-03-05_woningcorporatie.html",
        "woningcorporatie/ZVH-2026-014_2026-03-05_woningcorporatie.txt",
        "woningcorporatie/ZVH-2026-014_2026-03-05_woningcorporatie_brief.html",
        "woningcorporatie/ZVH-2026-014_2026-03-05_woningcorporatie_brief.txt",
    ]
    letter = (tmp_path / "uit" / "ggz" / "ZVH-2026-014_2026-03-05_ggz_brief.txt").read_text("utf-8")
    assert letter.startswith("Bij het verslag voor de GGZ\n")


@pytest.mark.parametrize("way", ["option", "environment", "settings"])
def test_house_style(call: Call, minutes: Minutes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    style = tmp_path / "huisstijl.yaml"
    style.write_text("organisatie: ZVH Midden\n")
    words = ["--style", str(style)] if way == "option" else []
    if way == "environment":
        monkeypatch.setenv("VERSLAGFILTER_STYLE", str(style))
    elif way == "settings":
        (tmp_path / "settings.yaml").write_text(f"style: {style}\n")
        monkeypatch.setenv("VERSLAGFILTER_SETTINGS", str(tmp_path / "settings.yaml"))
    call("split", minutes(), "--for", "ggz", "--format", "txt", *words)
    made = next(path for path in (tmp_path / "uit" / "ggz").iterdir())
    assert made.read_text("utf-8").endswith("\nZVH Midden\n")


def test_a_wrong_house_style_stops_before_anything_is_made(call: Call, minutes: Minutes, tmp_path: Path) -> None:
    (tmp_path / "h.yaml").write_text("kleur: geel\n")
    code, _, err = call("split", minutes(), "--style", str(tmp_path / "h.yaml"))
    assert (code, err.count("\n")) == (6, 1)
    assert "regel 1" in err
    assert not (tmp_path / "uit").exists()
