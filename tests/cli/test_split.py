from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

Call = Callable[..., tuple[int, str, str]]
Minutes = Callable[..., str]


def files(out: Path) -> list[str]:
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())


def test_splits_and_says_what_came_of_it(call: Call, minutes: Minutes, tmp_path: Path) -> None:
    code, out, err = call("split", minutes(), "--case", case(tmp_path))
    assert (code, err) == (3, "")
    assert files(tmp_path / "uit") == [
        "ggz/ZVH-2026-014_2026-03-05_ggz.docx",
        "secretaris/verslag.beslissingen.html",
        "secretaris/verslag.beslissingen.json",
        "woningcorporatie/ZVH-2026-014_2026-03-05_woningcorporatie.docx",
    ]
    for word in ("Blijft", "Herschreven", "Weggelaten", "Te controleren", "Woningcorporatie", "akkoord_tafel"):
        assert word in out


def test_unread_places_wait_for_the_secretary(call: Call, minutes: Minutes) -> None:
    assert call("split", minutes("klaar.txt"), "--for", "ggz")[0] == 0
    code, out, _ = call("split", minutes("opmerking.txt"), "--for", "ggz")
    assert code == 3
    assert "Niet gelezen in het bestand: opmerking (2)." in out


def case(folder: Path, text: str = "kenmerk: ZVH-2026-014\n") -> str:
    path = folder / "casus.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_no_text_of_the_minutes_on_the_screen(call: Call, minutes: Minutes) -> None:
    for more in ((), ("--json", "--force"), ("--dry-run",)):
        _, out, err = call("split", minutes(), *more)
        for word in ("clozapine", "rustig", "stemmen", "karin"):
            assert word not in (out + err).lower()


def test_formats_and_recipients_as_asked(call: Call, minutes: Minutes, tmp_path: Path) -> None:
    call("split", minutes(), "--for", "corporatie", "--for", "woningcorporatie", "--format", "txt", "--format", "md")
    assert files(tmp_path / "uit") == [
        "secretaris/verslag.beslissingen.html",
        "secretaris/verslag.beslissingen.json",
        "woningcorporatie/ZVH-2026-014_2026-03-05_woningcorporatie.md",
        "woningcorporatie/ZVH-2026-014_2026-03-05_woningcorporatie.txt",
    ]


def test_json_is_all_there_is_on_stdout(call: Call, minutes: Minutes) -> None:
    code, out, err = call("split", minutes("een.txt"), minutes("stop.txt"), "--json")
    summary = json.loads(out)
    assert summary["schema"] == "verslagfilter/samenvatting/1"
    assert (code, summary["exit_code"]) == (4, 4)
    good, bad = summary["documents"]
    assert good["recipients"]["woningcorporatie"] == {
        "kept": 1,
        "rewritten": 1,
        "withheld": 1,
        "to_check": 1,
        "presumptions": ["akkoord_tafel"],
        "refused": False,
    }
    assert good["extracts"]["ggz"] == ["ggz/ZVH-2026-014_2026-03-05_ggz.docx"]
    assert (bad["exit_code"], bad["record"]) == (4, None)
    assert "niet notuleren" in err


def test_dry_run_writes_nothing(call: Call, minutes: Minutes, tmp_path: Path) -> None:
    code, out, _ = call("split", minutes(), "--dry-run")
    assert code == 3
    assert "Er is niets geschreven" in out
    assert not (tmp_path / "uit").exists()


def test_existing_result_stays_without_force(call: Call, minutes: Minutes, tmp_path: Path) -> None:
    call("split", minutes())
    stamp = (tmp_path / "uit" / "secretaris" / "verslag.beslissingen.json").stat().st_mtime_ns
    code, out, err = call("split", minutes())
    assert (code, out) == (2, "")
    assert "--force" in err
    assert (tmp_path / "uit" / "secretaris" / "verslag.beslissingen.json").stat().st_mtime_ns == stamp
    assert call("split", minutes(), "--force")[0] == 3


def test_one_bad_file_does_not_stop_the_others(call: Call, minutes: Minutes, tmp_path: Path, loaded: list[int]) -> None:
    code, _, err = call("split", minutes("een.txt"), minutes("stop.txt"), minutes("boem.txt"), minutes("twee.txt"))
    assert code == 4
    assert [line.split(":")[0] for line in err.splitlines()] == ["stop.txt", "boem.txt"]
    assert "clozapine" not in err
    records = [name for name in files(tmp_path / "uit") if name.endswith("json")]
    assert records == ["secretaris/een.beslissingen.json", "secretaris/twee.beslissingen.json"]
    assert len(loaded) == 1


def test_same_name_in_two_folders(call: Call, minutes: Minutes, tmp_path: Path) -> None:
    code, out, _ = call("split", minutes("a/verslag.txt"), minutes("b/verslag.txt"))
    assert code == 3
    assert "b/verslag.txt: secretaris/verslag-2.beslissingen.html" in out
    assert len(files(tmp_path / "uit")) == 8


def test_same_file_twice_is_done_once(call: Call, minutes: Minutes, tmp_path: Path) -> None:
    assert call("split", minutes(), minutes())[0] == 3
    assert len(files(tmp_path / "uit")) == 4


def test_refused_extract_is_five(call: Call, minutes: Minutes, tmp_path: Path) -> None:
    code, out, _ = call("split", minutes("lek.txt"))
    assert code == 5
    assert "geen uittreksel" in out
    assert not (tmp_path / "uit" / "woningcorporatie").exists()


def test_interrupt_is_130_and_leaves_nothing_half(call: Call, minutes: Minutes, tmp_path: Path) -> None:
    code, out, err = call("split", minutes("ctrl.txt"))
    assert (code, out) == (130, "")
    assert err.startswith("Afgebroken")
    assert not (tmp_path / "uit").exists()


def test_interrupt_keeps_what_was_done(call: Call, minutes: Minutes, tmp_path: Path) -> None:
    code, _, _ = call("split", minutes("een.txt"), minutes("ctrl.txt"))
    assert code == 130
    assert len(files(tmp_path / "uit")) == 4


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--for", "corporatje"), 2),
        (("--format", "xls"), 2),
        (("--case", "weg.yaml"), 4),
    ],
)
def test_wrong_words_stop_before_anything_is_made(
    call: Call, minutes: Minutes, tmp_path: Path, loaded: list[int], words: tuple[str, ...], code: int
) -> None:
    got, out, err = call("split", minutes(), *words)
    assert (got, out) == (code, "")
    assert err.count("\n") == 1
    assert not (tmp_path / "uit").exists()
    assert not loaded


def test_unknown_recipient_gets_the_nearest_ones(call: Call, minutes: Minutes) -> None:
    _, _, err = call("split", minutes(), "--for", "woningcorperatie")
    assert "woningcorporatie" in err


def test_unknown_key_in_the_casus_is_six(call: Call, minutes: Minutes, tmp_path: Path) -> None:
    code, _, err = call("split", minutes(), "--case", case(tmp_path, "kenmerkk: 1\n"))
    assert code == 6
    assert "regel 1" in err


def test_busy_folder_is_seven(call: Call, minutes: Minutes, tmp_path: Path) -> None:
    from verslagfilter.outfolder import open_folder

    with open_folder(tmp_path / "uit"):
        code, _, err = call("split", minutes())
    assert code == 7
    assert "Wacht" in err


def test_missing_file_is_four(call: Call) -> None:
    code, _, err = call("split", "bestaat-niet.txt")
    assert code == 4
    assert err.count("\n") == 1


def test_full_disk_is_one_and_leaves_nothing_half(
    call: Call, minutes: Minutes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "vol")

    monkeypatch.setattr(os, "fsync", full)
    code, _, err = call("split", minutes())
    assert code == 1
    assert "schijf is vol" in err
    assert not (tmp_path / "uit").exists()


def test_text_is_not_in_any_file_name(call: Call, minutes: Minutes, tmp_path: Path) -> None:
    call("split", minutes("Jan Jansen.txt"))
    names = [name for name in files(tmp_path / "uit") if not name.startswith("secretaris")]
    assert not [name for name in names if "jan" in name.lower()]
