from __future__ import annotations

import contextlib
import errno
import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from made_results import TEXT, make_document, make_result, without_extract
from verslagfilter import outfolder, render
from verslagfilter.errors import BusyError, UsageError, VerslagfilterError
from verslagfilter.outfolder import open_folder
from verslagfilter.span import Span

OTHER = TEXT.replace("Casusoverleg", "Casusoverloop")


def tree(root: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def write(out: Path, name: str = "Jan Jansen 5 maart.txt", **options: bool) -> render.WrittenFiles:
    return render.write_result(make_result(document=make_document(name)), out, ("docx", "txt"), **options)


def test_writes_a_folder_per_recipient_and_a_record(tmp_path: Path) -> None:
    written = write(tmp_path / "uit")
    assert sorted(tree(tmp_path / "uit")) == [
        "ggz/ZVH-2026-014_2026-03-05_ggz.docx",
        "ggz/ZVH-2026-014_2026-03-05_ggz.txt",
        "secretaris/Jan Jansen 5 maart.beslissingen.html",
        "secretaris/Jan Jansen 5 maart.beslissingen.json",
        "woningcorporatie/ZVH-2026-014_2026-03-05_woningcorporatie.docx",
        "woningcorporatie/ZVH-2026-014_2026-03-05_woningcorporatie.txt",
    ]
    record = json.loads((tmp_path / "uit" / written.record).read_text(encoding="utf-8"))
    assert record["extracts"] == {key: list(files) for key, files in written.extracts.items()}


def test_files_are_private(tmp_path: Path) -> None:
    write(tmp_path / "uit")
    for path in [tmp_path / "uit", *(tmp_path / "uit").rglob("*")]:
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted


def test_same_bytes_every_time(tmp_path: Path) -> None:
    write(tmp_path / "een")
    write(tmp_path / "twee")
    assert tree(tmp_path / "een") == tree(tmp_path / "twee")


@pytest.mark.parametrize(
    ("kenmerk", "shown"),
    [
        ("ZVH-2026-014", "ZVH-2026-014"),
        ("Z-2025/088", "Z-2025-088"),
        ("2026.17", "2026-17"),
        ("4711", "4711"),
        ("GGZ-2026-014", "2026-014"),
        ("JANSEN-2026-014", "2026-014"),
        ("Jan Jansen", None),
        ("casus De Wit 2026-014", None),
        ("999991772", None),
        ("06-12345678", None),
        ("03-06-1951", None),
        ("../2026-014", None),
        ("", None),
        (None, None),
    ],
)
def test_case_number_in_a_file_name_is_neutral(kenmerk: str | None, shown: str | None) -> None:
    assert render.neutral_number(kenmerk) == shown


def test_without_case_number_the_name_comes_from_the_source(tmp_path: Path) -> None:
    result = make_result()
    bare = {key: replace(extract, kenmerk=None, meeting=None) for key, extract in result.extracts.items()}
    written = render.write_result(replace(result, extracts=bare), tmp_path, ("txt",))
    assert written.extracts["ggz"] == (f"ggz/verslag-{result.document.sha256[:8]}_ggz.txt",)


def test_a_case_number_that_is_a_mention_names_no_file() -> None:
    result = make_result(document=make_document(text="Parket ZVH-2026-014 vervolgt."))
    mention = replace(result.mentions[0], span=Span(7, 19))
    assert mention.span.of(result.document.text) == result.kenmerk
    assert render.base_name(replace(result, mentions=())).startswith("ZVH-2026-014")
    assert render.base_name(replace(result, mentions=(mention,))).startswith("verslag-")


def test_extract_names_never_hold_the_source_name(tmp_path: Path) -> None:
    write(tmp_path / "uit")
    outside = [name for name in tree(tmp_path / "uit") if not name.startswith("secretaris/")]
    assert not [name for name in outside if "jan" in name.lower()]


def test_two_minutes_never_share_a_name(tmp_path: Path) -> None:
    first = write(tmp_path, "een.txt")
    second = write(tmp_path, "twee.txt")
    assert second.extracts["ggz"][0] == "ggz/ZVH-2026-014_2026-03-05_ggz_2.docx"
    assert not set(first.extracts["ggz"]) & set(second.extracts["ggz"])
    assert len(tree(tmp_path)) == 12


def test_sources_of_one_name_in_a_run_get_a_record_each(tmp_path: Path) -> None:
    names = render.Names()
    with open_folder(tmp_path / "uit") as folder:
        one = render.write_result(make_result(), folder, ("txt",), names=names)
        two = render.write_result(make_result(), folder, ("txt",), names=names)
    assert one.record == "secretaris/Jan Jansen 5 maart.beslissingen.json"
    assert two.record == "secretaris/Jan Jansen 5 maart-2.beslissingen.json"


def test_never_overwrites_without_force(tmp_path: Path) -> None:
    write(tmp_path)
    before = tree(tmp_path)
    with pytest.raises(UsageError, match="--force"):
        write(tmp_path)
    assert tree(tmp_path) == before


def test_a_file_that_no_record_knows_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "ggz").mkdir()
    (tmp_path / "ggz" / "ZVH-2026-014_2026-03-05_ggz.docx").write_text("van iemand anders")
    with pytest.raises(UsageError, match="--force"):
        write(tmp_path)
    assert len(tree(tmp_path)) == 1


def test_force_replaces_all_of_the_earlier_result(tmp_path: Path) -> None:
    write(tmp_path)
    refused = without_extract(make_result(), "woningcorporatie")
    written = render.write_result(refused, tmp_path, ("docx",), force=True)
    assert written.extracts == {"woningcorporatie": (), "ggz": ("ggz/ZVH-2026-014_2026-03-05_ggz.docx",)}
    assert not [name for name in tree(tmp_path) if name.startswith("woningcorporatie/") or name.endswith("txt")]


def test_force_leaves_other_minutes_alone(tmp_path: Path) -> None:
    write(tmp_path, "een.txt")
    write(tmp_path, "twee.txt")
    before = tree(tmp_path)
    write(tmp_path, "een.txt", force=True)
    assert tree(tmp_path) == before


def test_a_record_that_points_elsewhere_removes_nothing_there(tmp_path: Path) -> None:
    out, safe = tmp_path / "uit", tmp_path / "bewaren.txt"
    safe.write_text("blijft")
    write(out)
    record = next((out / "secretaris").glob("*.json"))
    record.write_text(
        json.dumps({"extracts": {"ggz": ["../bewaren.txt", "../../etc/passwd", "ggz/../../bewaren.txt"]}})
    )
    write(out, force=True)
    assert safe.read_text() == "blijft"


def test_a_link_in_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "uit"
    (out / "ggz").mkdir(parents=True)
    (out / "woningcorporatie").symlink_to(out / "ggz")
    with pytest.raises(UsageError):
        write(out)
    assert tree(out) == {}


def test_a_link_in_place_of_a_file_is_replaced_and_not_followed(tmp_path: Path) -> None:
    out, target = tmp_path / "uit", tmp_path / "doel"
    target.write_text("blijft")
    write(out)
    link = out / "ggz" / "ZVH-2026-014_2026-03-05_ggz.txt"
    link.unlink()
    link.symlink_to(target)
    write(out, force=True)
    assert not link.is_symlink()
    assert target.read_text() == "blijft"


def test_out_may_not_be_a_file_or_device(tmp_path: Path) -> None:
    (tmp_path / "uit").write_text("")
    for out in (tmp_path / "uit", Path("/dev/null"), tmp_path / "uit" / "dieper"):
        with pytest.raises(UsageError):
            write(out)


def test_long_names_are_shortened(tmp_path: Path) -> None:
    written = write(tmp_path, "é" * 250 + ".txt")
    assert (tmp_path / written.page).exists()


def test_second_run_is_told_to_wait(tmp_path: Path) -> None:
    with open_folder(tmp_path), pytest.raises(BusyError):
        write(tmp_path)
    write(tmp_path)
    assert not (tmp_path / outfolder.LOCK).exists()


def test_folder_that_stays_empty_goes_away_again(tmp_path: Path) -> None:
    with open_folder(tmp_path / "uit"):
        pass
    assert not (tmp_path / "uit").exists()


class Crash(BaseException):
    """The process ends here."""


def nth(real: Callable[..., object], number: int, problem: BaseException) -> Callable[..., object]:
    """The same call, that fails the nth time."""
    left = [number]

    def call(*args: object, **kwargs: object) -> object:
        left[0] -= 1
        if left[0] == 0:
            raise problem
        return real(*args, **kwargs)

    return call


def replaced(out: Path) -> None:
    render.write_result(make_result({"ggz": True}, make_document("een.txt", OTHER)), out, ("md", "txt"), force=True)


@pytest.mark.parametrize("call", ["rename", "fsync", "open", "mkdir"])
@pytest.mark.parametrize("number", range(1, 16))
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_failing_disk_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, code: int
) -> None:
    write(tmp_path, "een.txt")
    before, made = tree(tmp_path), False
    with monkeypatch.context() as patch:
        patch.setattr(os, call, nth(getattr(os, call), number, OSError(code, "stuk")))
        with contextlib.suppress(VerslagfilterError):
            replaced(tmp_path)
            made = True
    with open_folder(tmp_path):
        pass
    assert made or tree(tmp_path) == before
    assert not list(tmp_path.glob(f"{outfolder.STAGE}*"))


@pytest.mark.parametrize("number", range(1, 14))
def test_run_that_was_cut_off_is_undone_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    write(tmp_path / "a", "een.txt")
    write(tmp_path / "b", "een.txt")
    replaced(tmp_path / "b")
    before, after = tree(tmp_path / "a"), tree(tmp_path / "b")
    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", nth(os.rename, number, Crash()))
        patch.setattr(outfolder, "_roll_back", lambda *_: None)
        patch.setattr(outfolder.shutil, "rmtree", lambda *_, **__: None)
        with contextlib.suppress(Crash):
            replaced(tmp_path / "a")
    with open_folder(tmp_path / "a"):
        pass
    assert tree(tmp_path / "a") in (before, after)
    assert not list((tmp_path / "a").glob(f"{outfolder.STAGE}*"))


def test_interrupt_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "rename", nth(os.rename, 4, KeyboardInterrupt()))
    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "uit")
    assert not (tmp_path / "uit").exists()


def test_strange_staging_folders_do_no_harm(tmp_path: Path) -> None:
    out = tmp_path / "uit"
    safe = tmp_path / "bewaren.txt"
    safe.write_text("blijft")
    stage = out / f"{outfolder.STAGE}oud"
    stage.mkdir(parents=True)
    (stage / "journal").write_text(json.dumps({"new": ["../bewaren.txt"], "old": []}))
    (out / f"{outfolder.STAGE}link").symlink_to(tmp_path)
    write(out)
    assert safe.read_text() == "blijft"
    assert not stage.exists()


def test_disk_that_fails_while_undoing_keeps_what_is_needed_to_undo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "een.txt")
    before = tree(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", nth(os.rename, 5, OSError(errno.EIO, "stuk")))
        patch.setattr(os, "replace", nth(os.replace, 1, OSError(errno.EIO, "stuk")))
        with pytest.raises(VerslagfilterError):
            replaced(tmp_path)
    with open_folder(tmp_path):
        pass
    assert tree(tmp_path) == before


_WRITER = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from made_results import make_document, make_result
from verslagfilter import render
print("klaar", flush=True)
for number in range(1000):
    render.write_result(make_result(document=make_document(f"{number}.txt")), Path(sys.argv[1]), ("docx", "txt"))
"""


@pytest.mark.slow
@pytest.mark.parametrize("after", [0.002, 0.01, 0.03, 0.07, 0.15])
def test_killed_run_leaves_whole_results_only(tmp_path: Path, after: float) -> None:
    paths = [str(Path(__file__).parent), str(Path(render.__file__).parents[1])]
    words = [sys.executable, "-c", _WRITER, str(tmp_path / "uit"), *paths]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as run:
        assert run.stdout
        run.stdout.readline()
        time.sleep(after)
        run.kill()
    with open_folder(tmp_path / "uit"):
        pass
    found = set(tree(tmp_path / "uit")) if (tmp_path / "uit").exists() else set()
    listed = set()
    for path in sorted((tmp_path / "uit").glob("secretaris/*.json")):
        extracts = json.loads(path.read_text(encoding="utf-8"))["extracts"]
        listed |= {name for files in extracts.values() for name in files}
        listed |= {f"secretaris/{path.name}", f"secretaris/{path.with_suffix('.html').name}"}
    assert found == listed


@pytest.mark.slow
def test_runs_side_by_side_wait_or_write_but_never_mix(tmp_path: Path) -> None:
    writer = _WRITER.replace("range(1000)", "[sys.argv[2]]").replace("sys.argv[2:]", "sys.argv[3:]")
    paths = [str(Path(__file__).parent), str(Path(render.__file__).parents[1])]
    words = [[sys.executable, "-c", writer, str(tmp_path), str(number), *paths] for number in range(6)]
    runs = [subprocess.Popen(each, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for each in words]
    told = [run.communicate()[1] for run in runs]
    done = sum(run.returncode == 0 for run in runs)
    assert all("BusyError" in err for err, run in zip(told, runs, strict=True) if run.returncode)
    assert len(tree(tmp_path)) == 6 * done > 0
