"""The whole command on what it should refuse: one Dutch sentence, the right exit code, and nothing written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from docx_maker import Docx, p, table, zip_of

from verslagfilter import guard, pipeline
from verslagfilter.cli import main

ROOT = Path(__file__).parents[1]
CASE = ROOT / "samples" / "zvh-casusoverleg"
SECRET = "Clozapine"
MINUTES = f"""Verslag casusoverleg 10 november 2026
Betreft: de heer Piet Zandstra
Aanwezig: Karin de Boer (GGZ Meerzicht), Ali Demir (Woonstichting De Brink)
De heer Zandstra gebruikt {SECRET} en is in behandeling bij de GGZ.
De GGZ adviseert om rustig te praten en afspraken kort te houden.
De woningcorporatie herstelt de voordeur voor 1 december 2026.
"""
FRENCH = "La réunion a eu lieu mardi. Le voisin se plaint du bruit et la mairie propose une visite à domicile. " * 4
ENGLISH = "The meeting took place on Tuesday. The neighbours complain about noise and the council will visit him. " * 4
GERMAN = "Die Besprechung fand am Dienstag statt. Die Nachbarn beschweren sich und die Gemeinde besucht ihn bald. " * 4
TURKISH = "Toplantı salı günü yapıldı. Komşular gürültüden şikâyet ediyor ve belediye onu evinde ziyaret edecek. " * 4

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    engine: pipeline.Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Run:
    """The command with the real engine, in a folder of its own; gives exit code, stdout and stderr."""
    monkeypatch.setattr(pipeline, "load_engine", lambda _settings: engine)
    monkeypatch.chdir(tmp_path)

    def call(*words: str) -> tuple[int, str, str]:
        code = main(list(words))
        out, err = capsys.readouterr()
        return code, out, err

    return call


def put(name: str, content: str | bytes) -> str:
    Path(name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return name


def check_refusal(done: tuple[int, str, str], code: int, *words: str) -> None:
    """Nothing on stdout, nothing written, one sentence that says what is the matter and never shows the minutes."""
    got, out, err = done
    assert (got, out) == (code, "")
    assert err.count("\n") == 1
    assert err.rstrip().endswith(".")
    assert SECRET.lower() not in err.lower()
    assert "Zandstra" not in err
    assert "Traceback" not in err
    for word in words:
        assert word in err
    assert not Path("uit").exists()


# --- the file --------------------------------------------------------------------------------------------------------


def _bomb() -> bytes:
    entities = '<!ENTITY a "x"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    body = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>&b;</w:document>"
    return Docx("", loose={"word/document.xml": f"<!DOCTYPE x [{entities}]>{body}"}).bytes()


WORD = Docx(p(MINUTES)).bytes()
BAD: dict[str, tuple[str, bytes, str]] = {
    "empty": ("a.txt", b"", "leeg"),
    "empty docx": ("a.docx", b"", "leeg"),
    "only spaces": ("a.md", b" \n\t\n ", "geen tekst"),
    "binary": ("a.txt", bytes(range(256)) * 99, "geen gewone tekst"),
    "picture": ("a.docx", b"\x89PNG\r\n\x1a\n" + MINUTES.encode(), "afbeelding"),
    "program": ("a.txt", b"\x7fELF" + MINUTES.encode(), "Bewaar het verslag als"),
    "renamed zip": ("a.docx", zip_of({"verslag.txt": MINUTES.encode()}), "ingepakte map"),
    "broken pdf": ("a.pdf", b"%PDF-1.7\n" + MINUTES.encode(), "beschadigd"),
    "truncated": ("a.docx", WORD[: len(WORD) * 2 // 3], "beschadigd"),
    "password": (
        "a.docx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le") + bytes(512),
        "wachtwoord",
    ),
    "XML bomb": ("a.docx", _bomb(), "onveilig"),
    "zip bomb": ("a.docx", zip_of({**Docx(p("x")).entries(), "word/a.png": bytes(30_000_000)}), "onveilig"),
    "50 MB of text": ("a.txt", (MINUTES * (50_000_000 // len(MINUTES))).encode(), "te groot"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_file_that_cannot_be_read(kind: str, run: Run) -> None:
    name, data, words = BAD[kind]
    put(name, data)
    started = time.perf_counter()
    check_refusal(run("split", name), 4, words)
    assert time.perf_counter() - started < 2


@pytest.mark.parametrize("command", ["explain", "check"])
@pytest.mark.parametrize("kind", ["binary", "truncated", "XML bomb"])
def test_the_other_commands_refuse_it_too(kind: str, command: str, run: Run) -> None:
    name, data, words = BAD[kind]
    check_refusal(run(command, put(name, data), "--for", "ggz"), 4, words)


def test_no_permission_to_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuse(path: Path, *more: Any, **named: Any) -> Any:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")  # who is root may read all: the system would not say it
        return opened(path, *more, **named)

    name = put("a.txt", MINUTES)
    monkeypatch.setattr(Path, "open", refuse)
    check_refusal(run("split", name), 4, "leesrechten")


def test_a_bad_file_says_which_one_and_does_not_stop_the_others(run: Run) -> None:
    names = put("goed.txt", MINUTES), put("slecht.docx", b"PK\x03\x04")
    code, _, err = run("split", *names, "--for", "woningcorporatie")
    assert code == 4
    assert err.startswith("slecht.docx: ")
    assert len(list(Path("uit/woningcorporatie").iterdir())) == 1


# --- the place to write ----------------------------------------------------------------------------------------------


def test_a_target_that_may_not_be_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    made = os.mkdir

    def refuse(path: os.PathLike[str] | str, *more: int, **named: int) -> None:
        if "uit" in Path(path).parts:
            raise PermissionError(13, "Permission denied")
        made(path, *more, **named)

    name = put("a.txt", MINUTES)
    monkeypatch.setattr(os, "mkdir", refuse)
    check_refusal(run("split", name), 2, "--out")


@pytest.mark.parametrize("out", ["bestand", "bestand/uit", "/dev/null", "/dev/null/uit"])
def test_a_target_that_is_no_folder(out: str, run: Run) -> None:
    put("bestand", "x")
    check_refusal(run("split", put("a.txt", MINUTES), "--out", out), 2, "--out")
    assert Path("bestand").read_text(encoding="utf-8") == "x"


def test_an_earlier_result_is_kept(run: Run) -> None:
    name = put("a.txt", MINUTES)
    assert run("split", name, "--for", "woningcorporatie")[0] in (0, 3)
    before = {path: path.read_bytes() for path in Path("uit").rglob("*") if path.is_file()}
    put("a.txt", MINUTES + "De wijkagent belt de corporatie.\n")
    code, out, err = run("split", name, "--for", "woningcorporatie")
    assert (code, out) == (2, "")
    assert "--force" in err
    assert {path: path.read_bytes() for path in Path("uit").rglob("*") if path.is_file()} == before
    assert run("split", name, "--for", "woningcorporatie", "--force")[0] in (0, 3)
    assert {path: path.read_bytes() for path in Path("uit").rglob("*") if path.is_file()} != before


# --- the casus -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["woningcorperatie", "corporaties", "polite", "GGZZ", "", "Zandstra"])
def test_an_unknown_recipient(name: str, run: Run) -> None:
    code, out, err = run("split", put("a.txt", MINUTES), "--for", name)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1
    assert not Path("uit").exists()


@pytest.mark.parametrize(("name", "nearest"), [("woningcorperatie", "woningcorporatie"), ("polite", "politie")])
def test_an_unknown_recipient_gets_the_nearest_one(name: str, nearest: str, run: Run) -> None:
    assert nearest in run("split", put("a.txt", MINUTES), "--for", name)[2]


CONSENT = "toestemming:\n  - {ontvanger: woningcorporatie, categorieen: [GEZONDHEID], doel: wonen, gegeven: %s}\n"
CASUS = {
    "unknown key": ("kenmerk: Z-1\nkenmerkk: Zandstra\n", "regel 2"),
    "unknown key inside": ("betrokkene:\n  naam: Zandstra\n  bsn: 1\n", "regel 3"),
    "key twice": ("doel: wonen\ndoel: Zandstra\n", "regel 2"),
    "date that does not exist": (CONSENT % "2026-02-30", "regel 2"),
    "date in words": (CONSENT % "gisteren", "regel 2"),
    "date the other way round": (CONSENT % "01-03-2026", "regel 2"),
    "withdrawn before it was given": (CONSENT % "2026-03-01, ingetrokken: 2026-02-01", "ingetrokken"),
    "unknown recipient": (CONSENT.replace("woningcorporatie", "Zandstra") % "2026-03-01", "regel 2"),
    "no keys": ("Zandstra\n", "regel 1"),
    "no YAML": ("kenmerk: [1\n", "regel"),
    "no text": (b"\xff\xfe\x00", "UTF-8"),
}


@pytest.mark.parametrize("kind", CASUS)
def test_a_casus_that_is_wrong(kind: str, run: Run) -> None:
    content, words = CASUS[kind]
    put("casus.yaml", content)
    check_refusal(run("split", put("a.txt", MINUTES), "--case", "casus.yaml"), 6, words)


def test_a_consent_of_tomorrow_opens_nothing_and_is_told(run: Run) -> None:
    put("casus.yaml", CONSENT % "2999-01-01")
    words = ("split", put("a.txt", MINUTES), "--case", "casus.yaml", "--for", "woningcorporatie", "--format", "txt")
    code, out, _ = run(*words)
    assert code in (0, 3)
    assert "opmerkingen" in out
    assert "toekomst" in Path("uit/secretaris/a.beslissingen.json").read_text(encoding="utf-8")
    (extract,) = Path("uit/woningcorporatie").iterdir()
    assert SECRET.lower() not in extract.read_text(encoding="utf-8").lower()


# --- what stands in the text -----------------------------------------------------------------------------------------

TWO_CASES = {
    "fields on top": MINUTES.replace("Betreft: ", "Betrokkene 1: Jan de Wit\nBetrokkene 2: "),
    "agenda only": MINUTES.replace("\n", "\nCasus 1\nCasus 2\n", 1),
}
"""Two persons, and nothing that says which line is about whom."""


@pytest.mark.parametrize("kind", TWO_CASES)
def test_more_than_one_case(kind: str, run: Run) -> None:
    check_refusal(run("split", put("a.txt", TWO_CASES[kind])), 4, "meer dan één casus")


@pytest.mark.parametrize(
    "sentence",
    [
        "Niet notuleren: hij is opgenomen geweest.",
        "Dit stukje NIET NOTULEREN a.u.b.",
        "(niet notuleren)",
        "Dit blijft onder de pet.",
        "De wijkagent vraagt dit niet te notuleren.",
        "Niet noteren in het verslag: zijn broer belt soms.",
        "Graag niet in het verslag opnemen.",
        "off the record: zijn zus weet hiervan",
    ],
)
def test_what_was_not_for_the_minutes(sentence: str, run: Run) -> None:
    check_refusal(run("split", put("a.txt", f"{MINUTES}\n{sentence}\n")), 4, "niet genotuleerd")


def test_a_case_of_radicalisation(run: Run) -> None:
    text = f"{MINUTES}\nEr zijn zorgen over radicalisering.\n"
    check_refusal(run("split", put("a.txt", text)), 4, "radicalisering")


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, GERMAN, TURKISH], ids=["English", "French", "German", "Turkish"])
def test_another_language(text: str, run: Run) -> None:
    check_refusal(run("split", put("a.txt", text)), 4, "Nederlandse")


ROWS = [
    ["Actie", "Wie", "Gereed"],
    ["Voordeur herstellen", "Woonstichting De Brink", "1 december 2026"],
    [f"{SECRET} ophogen", "GGZ Meerzicht", "1 december 2026"],
]
ONLY_A_TABLE = {
    "a.docx": Docx(table(*ROWS)).bytes(),
    "a.md": "\n".join(["| " + " | ".join(row) + " |" for row in [ROWS[0], ["---"] * 3, *ROWS[1:]]]).encode(),
    "a.txt": "\n".join("\t".join(row) for row in ROWS).encode(),
}


@pytest.mark.parametrize("name", ONLY_A_TABLE)
def test_only_a_table_is_read_as_any_other(name: str, run: Run) -> None:
    code, _, err = run("split", put(name, ONLY_A_TABLE[name]), "--for", "woningcorporatie", "--format", "txt")
    assert (code in (0, 3), err) == (True, "")
    (extract,) = Path("uit/woningcorporatie").iterdir()
    text = extract.read_text(encoding="utf-8").lower()
    assert "voordeur herstellen" in text
    assert SECRET.lower() not in text
    assert "meerzicht" not in text


# --- stopped half-way ------------------------------------------------------------------------------------------------


def test_ctrl_c_before_the_last_recipient(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    inspect, calls = guard.inspect, iter(range(99))

    def stopped(*words: object) -> object:
        if next(calls) == 1:
            raise KeyboardInterrupt
        return inspect(*words)  # type: ignore[arg-type]

    monkeypatch.setattr(guard, "inspect", stopped)
    words = ("split", put("a.txt", MINUTES), "--for", "woningcorporatie", "--for", "ggz")
    check_refusal(run(*words), 130, "Afgebroken")


_READY = "import sys; from verslagfilter.cli import main; print('nu', flush=True); sys.exit(main(sys.argv[1:]))"


@pytest.fixture
def process(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The command on a sample, in a process that has just begun."""
    words = ("split", str(CASE / "verslag.docx"), "--case", str(CASE / "casus.yaml"), "--out", str(tmp_path / "uit"))
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(
        [sys.executable, "-c", _READY, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "nu\n"
        yield child
        child.kill()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="another signal there")
@pytest.mark.parametrize("after", [0.05, 0.4, 1.0, 1.6, 2.2])
def test_ctrl_c_at_any_moment(process: subprocess.Popen[str], after: float, tmp_path: Path) -> None:
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    written = sorted(path.name for path in (tmp_path / "uit").rglob("*") if path.is_file())
    if process.returncode == 3:
        assert "verslag.beslissingen.json" in written  # it was done before the signal came
    elif process.returncode == -signal.SIGINT:
        assert err == ""  # Python itself was starting or ending: nobody catches it
        assert not written or "verslag.beslissingen.json" in written
    else:
        assert (process.returncode, err) == (130, "Afgebroken. Er is niets half geschreven.\n")
        assert written == []
