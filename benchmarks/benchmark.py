"""How fast the program is, and how much memory it takes: ``python benchmarks/benchmark.py``.

Everything is measured in one run on one machine, so that the ratios mean something where the seconds do not. The text
is that of the invented samples. Commands run in a process of their own and are timed by the clock on the wall; inside
this process the clock of the processor counts, which other programs on the machine disturb less.
"""

from __future__ import annotations

import importlib.util
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RECIPIENTS = ("woningcorporatie", "politie", "college", "ggz", "procesregie")
WORDS = 600
TIMES = (1, 4, 16)
REPEATS = 3
TODAY = date(2026, 11, 23)
MANY_TERMS = 200_000
_CALL = "import sys; from verslagfilter.cli import main; sys.exit(main(sys.argv[1:]))"


@dataclass(frozen=True, slots=True)
class Spent:
    """What one process took."""

    seconds: float
    computing: float
    peak_mb: float


def run(*words: str) -> Spent:
    """The command in a fresh process."""
    started = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-c", _CALL, *words], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)  # subprocess does not tell the memory of one child
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 3):
        sys.exit(f"verslagfilter {words[0]} stopte met code {child.returncode}")
    spent = time.perf_counter() - started
    per_mb = 1024 if sys.platform != "darwin" else 1024 * 1024  # the unit of ru_maxrss differs
    return Spent(spent, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / per_mb)


def best(work: Callable[[Any], object], inputs: Sequence[Any]) -> float:
    """The least time that the work took on one of the inputs: what else the machine did can only add."""
    spent = []
    for given in inputs:
        started = time.process_time()
        work(given)
        spent.append(time.process_time() - started)
    return min(spent)


# --- what is read ----------------------------------------------------------------------------------------------------


def maker() -> Any:
    """The script that makes the Word files of the samples."""
    spec = importlib.util.spec_from_file_location("make_docx", ROOT / "samples" / "make_docx.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def word_file(words: int) -> bytes:
    """Minutes of so many words as docx: one sample, with paragraphs of others put in before its end."""
    made = maker()
    source, *others = (made.load_source(path) for path in sorted((ROOT / "samples").glob("*/bron.yaml"), reverse=True))
    more = (block for other in others for block in other["blokken"] if isinstance(block.get("alinea"), str))
    blocks = list(source["blokken"])
    while count(str(blocks)) < words:
        blocks.insert(-2, next(more))
    return bytes(made.docx_bytes({**source, "blokken": blocks}))


def count(text: str) -> int:
    """Words, as people count them."""
    return len(text.split())


# --- what is measured ------------------------------------------------------------------------------------------------


def commands() -> Iterator[str]:
    """Start-up, and the whole command on a Word file."""
    yield f"{'start van --help':<34} {min(run('--help').seconds for _ in range(REPEATS)):8.2f} s"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "verslag.docx"
        path.write_bytes(word_file(WORDS))
        recipients = [word for key in RECIPIENTS for word in ("--for", key)]
        split = ("split", str(path), "--out", str(Path(folder) / "uit"), "--force", *recipients)
        taken = [run(*split) for _ in range(REPEATS)]
    least = min(taken, key=lambda t: t.seconds)
    name = f"docx, {WORDS} woorden, {len(RECIPIENTS)} ontvangers"
    yield f"{name:<34} {least.seconds:8.2f} s met starten ({least.computing:.2f} s rekenen)"
    yield f"{'geheugen daarbij (piek)':<34} {max(t.peak_mb for t in taken):8.0f} MB"


def documents(words: int, times: int, number: int) -> list[Any]:
    """Minutes in which a text stands a number of times; each differs a little, or a cache would answer."""
    from verslagfilter import formats

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "verslag.docx"
        path.write_bytes(word_file(words))
        text = formats.read(path).text
        plain, made = path.with_suffix(".txt"), []
        for n in range(number):
            plain.write_text("\n\n".join([f"Versie {n}", *[text] * times]), encoding="utf-8")
            made.append(formats.read(plain))
    return made


def stages() -> Iterator[str]:
    """Words per second of each stage, and what that is of the bare spaCy pipeline on the same text."""
    from verslagfilter import language, pipeline, recognizers
    from verslagfilter.casus import Casus
    from verslagfilter.detect import detect
    from verslagfilter.roster import read_roster
    from verslagfilter.structure import read_minutes

    engine = pipeline.load_engine()

    def bare(document: Any) -> object:
        return list(engine.nlp.pipe(filter(str.strip, document.text.splitlines()), batch_size=32))

    def rules(document: Any) -> object:
        return recognizers.find(engine.analyzer, document.text, parsed=())

    def detection(document: Any) -> object:
        minutes = read_minutes(document)
        parsed = language.parse(engine.nlp, minutes)
        found = recognizers.find(engine.analyzer, minutes.text, parsed=language.stretches(parsed))
        return detect(minutes, read_roster(minutes, Casus()), parsed, found)

    def everything(document: Any) -> object:
        return pipeline.split_document(engine, document, recipients=RECIPIENTS, today=TODAY)

    made = documents(WORDS, 4, 4 * (REPEATS + 1))
    words, spent = count(made[0].text), []
    for n, work in enumerate((bare, rules, detection, everything)):
        first, *others = made[n::4]
        work(first)  # without the clock: what is loaded on first use
        spent.append(best(work, others))
    names = ("kale spaCy-pijplijn", "alleen herkenners", "detectie, met spaCy", f"alles, {len(RECIPIENTS)} ontvangers")
    for name, took in zip(names, spent, strict=True):
        yield f"{name:<34} {words / took:8,.0f} woorden/s, {took / spent[0]:5.2f} x de tijd van kale spaCy"


def many_terms() -> Iterator[str]:
    """The same with a list of 200,000 made-up terms beside the recognizers of the program."""
    from verslagfilter import language, pipeline, recognizers, resources
    from verslagfilter.casus import Casus
    from verslagfilter.detect import detect
    from verslagfilter.roster import read_roster
    from verslagfilter.sensitive import load
    from verslagfilter.structure import read_minutes

    engine = pipeline.load_engine()
    with tempfile.TemporaryDirectory() as folder:
        specs = recognizers.gather(resources.folder("recognizers"), big_recognizer(Path(folder)))
        started = time.process_time()
        analyzer = recognizers.build_analyzer(specs, model=load())
        recognizers.find(analyzer, "Begin.")  # what is made of the lists is made on first use
        loading = time.process_time() - started

    def bare(document: Any) -> object:
        return list(engine.nlp.pipe(filter(str.strip, document.text.splitlines()), batch_size=32))

    def detection(document: Any) -> object:
        minutes = read_minutes(document)
        parsed = language.parse(engine.nlp, minutes)
        found = recognizers.find(analyzer, minutes.text, parsed=language.stretches(parsed))
        return detect(minutes, read_roster(minutes, Casus()), parsed, found)

    made = documents(WORDS, 4, 2 * (REPEATS + 1))
    words, spent = count(made[0].text), []
    for n, work in enumerate((bare, detection)):
        first, *others = made[n::2]
        work(first)
        spent.append(best(work, others))
    yield f"{'laden van alle herkenners':<34} {loading:8.2f} s"
    name = f"detectie met {MANY_TERMS:,} termen erbij"
    yield f"{name:<34} {words / spent[1]:8,.0f} woorden/s, {spent[1] / spent[0]:5.2f} x de tijd van kale spaCy"


def big_recognizer(folder: Path) -> Path:
    """A folder with one recognizer of so many made-up words, the same on every run."""
    rng = random.Random(7)
    syllables = [a + b for a in "bdfghjklmnprstvwz" for b in ("a", "e", "i", "o", "u", "aa", "ee", "oe", "ij", "ui")]
    terms = sorted({"".join(rng.choices(syllables, k=rng.randint(4, 6))) for _ in range(MANY_TERMS + 5_000)})
    home = folder / "verzonnen"
    home.mkdir()
    (home / "termen.txt").write_text("\n".join(terms[:MANY_TERMS]) + "\n", encoding="utf-8")
    (home / "examples.md").write_text("# Geen\n", encoding="utf-8")
    (home / "recognizer.yaml").write_text(
        "name: verzonnen\ncategory: GEZONDHEID\nwhat: Verzonnen woorden.\nsource: gemaakt door de meting\n"
        "licence: EUPL-1.2\ndate: 2026-11-23\nowner: verslagfilter\n"
        "lists:\n  - {file: termen.txt, inflect: true, compounds: true, score: 0.9}\nexamples: examples.md\n",
        encoding="utf-8",
    )
    return folder


def growth() -> Iterator[str]:
    """Cost per word when the text becomes longer: the same each time when the program is linear."""
    from verslagfilter import pipeline

    engine, first = pipeline.load_engine(), 0.0
    for times in TIMES:
        made = documents(WORDS, times, 2)
        words = count(made[0].text)
        spent = best(lambda d: pipeline.split_document(engine, d, recipients=RECIPIENTS, today=TODAY), made) / words
        first = first or spent
        name = f"{times} x de tekst ({words} woorden)"
        yield f"{name:<34} {spent * 1e6:8.0f} µs per woord, {spent / first:5.2f} x"


def main() -> int:
    """Print everything."""
    for heading, part in (
        ("Opdrachten", commands),
        ("Snelheid", stages),
        ("Grote woordenlijst", many_terms),
        ("Langere tekst", growth),
    ):
        print(heading)
        for line in part():
            print(f"  {line}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
