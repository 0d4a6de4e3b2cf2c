"""What a recognizer changes in a folder of minutes, with the real pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest

from verslagfilter.cli import main

MINUTES = "Wonen\nDe huur is betaald. Zij loopt met haar taststok op de galerij.\n"


def test_diff_names_line_recipient_and_turn(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "termen.txt").write_text("taststok\n", encoding="utf-8")
    own, minutes = tmp_path / "eigen", tmp_path / "verslagen"
    minutes.mkdir()
    (minutes / "een.txt").write_text(MINUTES, encoding="utf-8")
    words = ["--recognizers", str(own)]
    source = ["--from", str(tmp_path / "termen.txt"), "--category", "BSN"]
    assert main(["recognizers", "new", "stokken", *source, *words]) == 0
    assert main(["recognizers", "diff", "stokken", str(minutes), *words]) == 0
    lines = capsys.readouterr().out.splitlines()
    changed = [line for line in lines if line.startswith("een.txt, regel 2, ")]
    assert changed
    assert all("taststok" in line and "→" in line for line in changed)
    assert lines[-1] == f"{len(changed)} uitkomst(en) in 1 verslag(en) veranderen door stokken."
