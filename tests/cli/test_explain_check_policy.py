from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Call = Callable[..., tuple[int, str, str]]
Minutes = Callable[..., str]


def test_explain_gives_every_passage_with_its_reason(call: Call, minutes: Minutes) -> None:
    code, out, err = call("explain", minutes(), "--for", "woningcorporatie")
    assert (code, err) == (0, "")
    for passage in ("1.1", "2.1", "3.1", "4.1"):
        assert f"\n{passage}  " in f"\n{out}"
    assert "✎ herschreven" in out
    assert "Rustig praten." in out
    assert "woningcorporatie.proef" in out
    assert "HK 3.1" in out
    assert "Mag deze ontvanger dit weten?" in out
    assert "Aanname: De tafel gaat akkoord" in out


def test_explain_writes_nothing(call: Call, minutes: Minutes, tmp_path: Path) -> None:
    call("explain", minutes(), "--for", "ggz")
    assert [path.name for path in tmp_path.iterdir()] == ["verslag.txt"]


def test_check_lists_what_is_not_safe(call: Call, minutes: Minutes) -> None:
    code, out, err = call("check", minutes(), "--for", "woningcorporatie")
    assert (code, err) == (5, "")
    lines = out.splitlines()
    assert lines[0].startswith("regel 4: behandelaar (woningcorporatie.proef): De GGZ")
    assert lines[1].startswith("regel 5: gezondheid (woningcorporatie.proef): Hij slikt")
    assert not [line for line in lines if line.startswith("regel 6")]


def test_check_counts_unread_places(call: Call, minutes: Minutes) -> None:
    assert call("check", minutes(), "--for", "ggz")[0] == 0
    code, out, _ = call("check", minutes("opmerking.txt"), "--for", "ggz")
    assert code == 5
    assert "niet gelezen: opmerking (2)" in out


def test_check_needs_a_recipient_that_exists(call: Call, minutes: Minutes) -> None:
    assert call("check", minutes(), "--for", "niemand")[0] == 2


def test_terminal_is_not_steered_by_the_minutes() -> None:
    from verslagfilter.cli.common import readable

    assert readable("a\x1b[31mb\x07\u202ec\n") == "a [31mb  c"


def test_policy_lists_the_recipients(call: Call) -> None:
    code, out, _ = call("policy")
    assert code == 0
    assert "woningcorporatie" in out
    assert "besloten" in out


@pytest.mark.parametrize("recipient", ["woningcorporatie", "corporatie", "ggz", "wijkteam", "naaste"])
def test_policy_shows_rules_with_grounds(call: Call, recipient: str) -> None:
    code, out, err = call("policy", recipient)
    assert (code, err) == (0, "")
    assert "AVG" in out
    assert "blijft" in out


def test_policy_knows_the_profiles(call: Call) -> None:
    assert "geldt niet in dit profiel" in " ".join(call("policy", "woningcorporatie", "--profile", "strikt")[1].split())
