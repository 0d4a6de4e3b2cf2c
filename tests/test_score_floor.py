"""The figures on the gold minutes do not fall below ``floors.json``; its figures only ever move up.

They were rebased when what is measured changed hands: ``rebased`` says why, and what went before no longer counts.

The gold minutes stand beside a checkout, not in it: without them there is nothing to score.
"""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = Path(__file__).with_name("floors.json")
GOLD = ROOT.parent / "shared" / "gold"
CALL = (sys.executable, "-c", "import sys; from verslagfilter.cli import main; sys.exit(main(sys.argv[1:]))")
Floors = dict[str, Any]


def below(floors: Floors, figures: dict[str, Any]) -> list[str]:
    """The figures that are worse than their floor."""
    least = [f"{name}: {figures[name]} < {low}" for name, low in floors["at_least"].items() if figures[name] < low]
    most = [f"{name}: {figures[name]} > {high}" for name, high in floors["at_most"].items() if figures[name] > high]
    return least + most


@pytest.mark.slow
@pytest.mark.skipif(not (GOLD / "score.py").exists(), reason="no gold minutes beside this checkout")
def test_no_figure_is_below_its_floor() -> None:
    words = [sys.executable, str(GOLD / "score.py"), "--gold", str(GOLD / "dev"), "--json", "--cmd", shlex.join(CALL)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    print(json.dumps(figures, indent=1))
    assert below(json.loads(FLOORS.read_text(encoding="utf-8")), figures) == []


def git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout


@pytest.mark.skipif(not (ROOT / ".git").exists() or not shutil.which("git"), reason="no history to compare with")
def test_floors_only_move_up() -> None:
    now = json.loads(FLOORS.read_text(encoding="utf-8"))
    name = FLOORS.relative_to(ROOT).as_posix()
    for commit in git("log", "--format=%H", "--", name).split():
        then: Floors = json.loads(git("show", f"{commit}:{name}") or '{"at_least": {}, "at_most": {}}')
        if then.get("rebased") != now.get("rebased"):
            continue
        assert all(now["at_least"].get(figure, -1) >= floor for figure, floor in then["at_least"].items()), commit
        assert all(now["at_most"].get(figure, 1e9) <= floor for figure, floor in then["at_most"].items()), commit
