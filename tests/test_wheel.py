"""What is installed is whole: a wheel, in a fresh environment outside the checkout, splits a sample."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "verslagfilter"
DATA = "verslagfilter/_data/"
MODELS = ("nl_verslag", "nl_gevoelig", "nl_rollen")

pytestmark = pytest.mark.slow


def run(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """A command that knows nothing of this checkout or this environment."""
    foreign = {"PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV", "VERSLAGFILTER_DEBUG"}
    environment = {key: value for key, value in os.environ.items() if key not in foreign}
    return subprocess.run(words, cwd=cwd, env=environment, capture_output=True, text=True, check=False)


def files(folder: Path) -> set[str]:
    """Everything that belongs to a folder, as a path below it: not what a tool keeps there for itself."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in found if not any(part.startswith((".", "__pycache__")) for part in path.parts)}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a source archive, and the wheel that was made from that archive."""
    out = tmp_path_factory.mktemp("dist")
    done = run(sys.executable, "-m", "build", "--outdir", str(out), str(ROOT), cwd=out)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="module")
def wheel(built: Path) -> Path:
    (path,) = built.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_every_file_of_the_package(names: set[str]) -> None:
    expected = {f"verslagfilter/{name}" for name in files(PACKAGE)}
    assert {"verslagfilter/py.typed", "verslagfilter/templates/beslissingen.html.j2"} <= expected
    assert {name for name in names if name.startswith("verslagfilter/") and not name.startswith(DATA)} == expected


def test_the_wheel_holds_the_models_and_all_recognizers_and_nothing_else(names: set[str]) -> None:
    models = {f"{DATA}models/{model}/{name}" for model in MODELS for name in files(ROOT / "models" / model)}
    recognizers = {f"{DATA}recognizers/{name}" for name in files(ROOT / "recognizers")}
    assert {name for name in names if name.startswith(DATA)} == models | recognizers


def test_the_wheel_holds_the_licence_and_the_card_of_every_model(names: set[str]) -> None:
    licences = {name.split(".dist-info/")[1] for name in names if ".dist-info/licenses/" in name}
    assert licences == {"licenses/LICENSE"} | {f"licenses/models/{model}/README.md" for model in MODELS}


def test_the_source_archive_holds_what_the_tests_need(built: Path) -> None:
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    for folder in ("src", "recognizers", "samples", "tests", "models/nl_verslag"):
        assert {f"{folder}/{name}" for name in files(ROOT / folder)} <= inside
    assert not [name for name in inside if name.startswith("models/training")]


def test_an_installed_wheel_does_the_first_command_of_the_readme(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "elders"
    home.mkdir()
    shutil.copytree(ROOT / "samples", home / "samples")
    assert run(sys.executable, "-m", "venv", str(home / "env"), cwd=home).returncode == 0
    scripts = home / "env" / ("Scripts" if os.name == "nt" else "bin")
    done = run(str(scripts / "python"), "-m", "pip", "install", "--quiet", str(wheel), cwd=home)
    assert done.returncode == 0, done.stderr

    where = run(str(scripts / "python"), "-c", "import verslagfilter; print(verslagfilter.__file__)", cwd=home)
    assert Path(where.stdout.strip()).is_relative_to(home)
    line = next(line for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if "&& verslag" in line)
    _, _, *words = line.partition("&& ")[2].split()
    done = run(str(scripts / "verslagfilter"), "split", *words, cwd=home)
    assert (done.returncode, done.stderr) == (3, "")
    assert list((home / "uit" / "woningcorporatie").glob("ZVH-2026-031_2026-11-10_woningcorporatie.docx"))
    assert (home / "uit" / "secretaris" / "verslag.beslissingen.html").is_file()
