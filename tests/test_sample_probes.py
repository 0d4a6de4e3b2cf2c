"""The expected extracts hold what ``wat_moet.md`` asks for and nothing that it forbids; what fails yet is listed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ruamel.yaml import YAML

from test_samples_golden import CASES, SAMPLES

HERE = Path(__file__).parent
PROBES: Mapping[str, Mapping[str, Mapping[str, list[str]]]] = YAML(typ="safe", pure=True).load(
    (HERE / "sample_probes.yaml").read_text(encoding="utf-8")
)
KNOWN = HERE / "known_sample_failures.txt"


def extract(case: str, recipient: str) -> str:
    """An expected extract on one line; nothing when there is none."""
    path = SAMPLES / case / "verwacht" / f"{recipient}.txt"
    return " ".join(path.read_text(encoding="utf-8").split()) if path.exists() else ""


def failures() -> Iterator[str]:
    for case, recipients in PROBES.items():
        for recipient, probes in recipients.items():
            text = extract(case, recipient)
            for probe in probes["nooit"]:
                if re.search(probe, text, re.IGNORECASE):
                    yield f"{case} {recipient} nooit {probe}"
            for probe in probes["wel"]:
                if not re.search(probe, text, re.IGNORECASE):
                    yield f"{case} {recipient} wel {probe}"


def known() -> set[str]:
    lines = KNOWN.read_text(encoding="utf-8").splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def test_no_probe_fails_that_is_not_known() -> None:
    assert sorted(set(failures()) - known()) == []


def test_every_known_failure_still_fails() -> None:
    assert sorted(known() - set(failures())) == [], "these are right now: take them out of the list"


def test_every_recipient_that_is_described_has_probes() -> None:
    for case in CASES:
        lines = (case / "wat_moet.md").read_text(encoding="utf-8").splitlines()
        described = {line.removeprefix("## ").split()[0] for line in lines if line.startswith("## ")}
        assert described == set(PROBES[case.name])
