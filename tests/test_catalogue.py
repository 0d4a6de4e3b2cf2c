"""The failure catalogue in numbers: disguised terms, odd layouts, killed runs, runs side by side, wrong recipients."""

from __future__ import annotations

import json
import os
import random
import signal
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from presidio_analyzer import AnalyzerEngine

from made_results import make_document, make_result
from verslagfilter import recognizers, render, resources
from verslagfilter.casus import recipients as all_recipients
from verslagfilter.errors import BusyError
from verslagfilter.extracts import Extract, Group, Line, Piece
from verslagfilter.outfolder import open_folder

# Terms in disguise

TERMS = (
    "schizofrenie",
    "methadon",
    "psychose",
    "borderline",
    "depressie",
    "clozapine",
    "haloperidol",
    "lithium",
    "autisme",
    "verslaving",
    "psychiater",
    "reclassering",
    "detentie",
    "antidepressiva",
    "alcoholverslaving",
    "dementie",
    "heroine",
    "anorexia",
    "automutilatie",
    "psychotherapie",
    "zorgmachtiging",
    "crisisdienst",
    "verslavingszorg",
    "gevangenis",
    "persoonlijkheidsstoornis",
)
_ALIKE = str.maketrans("aeopcxAEOPCX", "аеорсхАЕОРСХ")
_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
DISGUISES: dict[str, Callable[[str], str]] = {
    "plain": str,
    "capitals": str.upper,
    "capital": str.capitalize,
    "mixed capitals": lambda t: "".join(c.upper() if n % 2 else c for n, c in enumerate(t)),
    "zero width space": lambda t: "\u200b".join(t),
    "one zero width space": lambda t: t[:4] + "\u200b" + t[4:],
    "joiner": lambda t: t[:3] + "\u200d" + t[3:],
    "byte order mark": lambda t: t[:5] + "\ufeff" + t[5:],
    "soft hyphen": lambda t: t[:4] + "\u00ad" + t[4:],
    "soft hyphens": lambda t: "\u00ad".join(t),
    "direction marks": lambda t: f"\u202a{t}\u202c",
    "Cyrillic letters": lambda t: t.translate(_ALIKE),
    "wide letters": lambda t: t.translate(_WIDE),
    "marks apart": lambda t: unicodedata.normalize("NFD", t.replace("e", "é", 1)),
    "accent": lambda t: t.replace("o", "ö", 1),
    "line end hyphen": lambda t: f"{t[:5]}-\n{t[5:]}",
    "line end hyphen and space": lambda t: f"{t[:5]}- \n  {t[5:]}",
    "soft hyphen at a line end": lambda t: f"{t[:5]}\u00ad\n{t[5:]}",
    "quotes": lambda t: f"“{t}”",
    "brackets": lambda t: f"({t})",
    "slashes": lambda t: f"/{t}/",
    "stars": lambda t: f"**{t}**",
    "compound": lambda t: f"{t}problematiek",
    "compound with a hyphen": lambda t: f"{t}-verleden",
    "no break space": lambda t: f"\u00a0{t}\u00a0",
}
"""Twenty-five ways in which a word still reads as itself."""


@pytest.fixture(scope="module")
def analyzer() -> AnalyzerEngine:
    """The recognizers that ship, without the trained model."""
    return recognizers.build_analyzer(recognizers.gather(resources.folder("recognizers"), None))


def test_there_are_as_many_as_the_catalogue_asks() -> None:
    assert len(set(TERMS)) * len(DISGUISES) == 625


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_disguised_term_is_found(disguise: str, analyzer: AnalyzerEngine) -> None:
    missed = []
    for term in TERMS:
        text = f"Er is sprake van {DISGUISES[disguise](term)} bij betrokkene."
        if not recognizers.find(analyzer, text):
            missed.append(term)
    assert missed == []


def test_a_term_is_found_wherever_a_line_end_breaks_it(analyzer: AnalyzerEngine) -> None:
    missed, tried = [], 0
    for term in TERMS:
        for cut in range(2, len(term) - 1):
            for sign in ("-\n", "-\n   ", "\u00ad\n", "-\r\n", "\u2010\n"):
                tried += 1
                if not recognizers.find(analyzer, f"Last van {term[:cut]}{sign}{term[cut:]} sinds mei."):
                    missed.append((term, cut, sign))
    assert missed == []
    assert tried >= 1_000


LAYOUTS = (
    "BSN {}",
    "bsn: {}",
    "BSN-nummer {}",
    "burgerservicenummer {}",
    "Burgerservicenummer: {}",
    "B.S.N. {}",
    "(BSN {})",
    "BSN nr. {}",
    "| BSN | {} |",
    "sofinummer {}",
    "BSN\t{}",
    "Bsn {}, geb. 1980",
)
_SPACED: tuple[Callable[[str], str], ...] = (
    str,
    lambda n: f"{n[:3]} {n[3:6]} {n[6:]}",
    lambda n: f"{n[:4]}.{n[4:6]}.{n[6:]}",
    lambda n: f"{n[:4]} {n[4:6]} {n[6:]}",
    lambda n: f"{n[:3]}-{n[3:6]}-{n[6:]}",
)


def numbers(by: random.Random) -> Iterator[str]:
    """Numbers of nine figures that pass the eleven test of a burgerservicenummer."""
    while True:
        figures = [by.randrange(10) for _ in range(8)]
        last = sum(figure * (9 - at) for at, figure in enumerate(figures)) % 11
        if last < 10 and any(figures[:2]):
            yield "".join(map(str, [*figures, last]))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_bsn_is_found_in_every_layout(layout: str, analyzer: AnalyzerEngine) -> None:
    by = random.Random(layout)
    source = numbers(by)
    lines = [layout.format(by.choice(_SPACED)(next(source))) for _ in range(500)]
    text = "\n".join(lines)
    found = recognizers.find(analyzer, text)
    starts = [text.index(line) for line in lines]
    missed = [
        line
        for start, line in zip(starts, lines, strict=True)
        if not any(start <= m.span.start < start + len(line) for m in found)
    ]
    assert missed == []


# Files


def _write(out: Path, name: str, kinds: tuple[str, ...] = ("txt", "json")) -> None:
    render.write_result(make_result(document=make_document(name)), out, kinds)


def _listed(out: Path) -> set[str]:
    """Every file that a record says there is, and the records."""
    names = set()
    for path in sorted(out.glob("secretaris/*.json")):
        record = json.loads(path.read_text("utf-8"))
        names |= {name for files in record["extracts"].values() for name in files}
        names |= {f"secretaris/{path.name}", f"secretaris/{path.with_suffix('.html').name}"}
    return names


def _there(out: Path) -> set[str]:
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


def _forked(work: Callable[[], None]) -> int:
    """The number of a process that does this and ends."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return child


@pytest.mark.slow
def test_three_hundred_killed_runs_leave_whole_results_only(tmp_path: Path) -> None:
    by = random.Random(300)
    _write(tmp_path / "eerst", "eerst.txt")  # so that a child does not spend its short life importing
    began = time.perf_counter()
    _write(tmp_path / "eerst", "tweede.txt")
    one_run = time.perf_counter() - began  # a slow or busy machine gets longer lives, so that some runs are whole
    for number in range(300):
        out = tmp_path / f"uit{number // 20}"

        def work(out: Path = out, number: int = number) -> None:
            for again in range(1_000):
                _write(out, f"{number}-{again}.txt")

        child = _forked(work)
        time.sleep(by.uniform(0, max(0.1, 20 * one_run)))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with open_folder(out):
            pass
        if out.exists():
            assert _there(out) == _listed(out), number
    assert len(list(tmp_path.glob("uit*/secretaris/*.json"))) > 100


@pytest.mark.slow
def test_eight_processes_of_fifty_runs_never_mix(tmp_path: Path) -> None:
    def work(me: int) -> None:
        for number in range(50):
            while True:
                try:
                    _write(tmp_path / "uit", f"{me}-{number}.txt", ("txt",))
                    break
                except BusyError:
                    time.sleep(0.001)

    children = [_forked(lambda me=me: work(me)) for me in range(8)]  # type: ignore[misc]
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 8
    assert len(list((tmp_path / "uit" / "secretaris").glob("*.json"))) == 400
    assert _there(tmp_path / "uit") == _listed(tmp_path / "uit")


@pytest.mark.slow
def test_no_extract_holds_what_is_for_another_recipient(tmp_path: Path) -> None:
    keys = tuple(all_recipients())
    minutes = -(-2_400 // len(keys))
    for number in range(minutes):
        made = make_result(dict.fromkeys(keys, False), make_document(f"{number}.txt"))
        extracts = {key: _canary(made.extracts[key], f"kanarie{number}{key}x") for key in keys}
        render.write_result(replace(made, extracts=extracts), tmp_path / str(number), ("txt",))
    checked = 0
    for number in range(minutes):
        for key in keys:
            (path,) = (tmp_path / str(number) / key).iterdir()
            text = path.read_text("utf-8")
            assert [word for word in text.split() if word.startswith("kanarie")] == [f"kanarie{number}{key}x"]
            assert path.stem.endswith(f"_{key}")
            checked += 1
    assert checked >= 2_400


def _canary(extract: Extract, word: str) -> Extract:
    return replace(extract, groups=((Group.FEITEN, (Line("2.1", (Piece(word),)),)),))
