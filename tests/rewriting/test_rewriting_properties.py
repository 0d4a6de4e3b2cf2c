"""What holds of every rewrite of every row, and of every row in which something more is forbidden.

Sentences that break one of these now are listed by known_property_failures.yaml, and must go from there once they hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from properties import BINDING, everything, foreign, lost, words_in
from ruamel.yaml import YAML
from statements import Row, all_rows, decision, prepare, read, reads, rewritten

from verslagfilter.mentions import Category, Evidence, Mention, Why
from verslagfilter.normalise import normalise
from verslagfilter.pipeline import Engine
from verslagfilter.rewriting import Rewritten, rewrite
from verslagfilter.segment import Statement
from verslagfilter.span import Span

ROWS = all_rows()
KNOWN = YAML(typ="safe").load((Path(__file__).parent / "known_property_failures.yaml").read_text(encoding="utf-8"))
_RELATIVE = frozenset({"zijn", "haar", "de", "het", "zus", "buurman", "moeder", "vader"})
"""In an open circle the relation stays and only the name goes."""


def forbidden(span: Span) -> Mention:
    return Mention(span, Category.GEZONDHEID, "proef", 0.95, Why(Evidence.TERM, "proef:2"))


def done(row: Row, statement: Statement, text: str, extra: tuple[Mention, ...] = ()) -> Rewritten | None:
    stated = decision(statement, row.circle, (*statement.passage.mentions, *extra))
    return rewrite(statement, stated, text, row.contact, row.circle == "besloten")


def statements_of(engine: Engine, row: Row) -> Iterator[tuple[str, Statement]]:
    text, statements = read(engine, row.marked, row.role)
    yield from ((text, s) for s in statements)


def known(name: str) -> frozenset[str]:
    return frozenset(KNOWN[name])


def check(name: str, broken: set[str]) -> None:
    """The sentences that break a rule are exactly those that are listed."""
    assert broken - known(name) == set(), "these hold no longer"
    assert known(name) - broken == set(), "these hold now: take them out of the list"


def test_no_negation_number_condition_or_doubt_of_a_kept_clause_is_lost(engine: Engine) -> None:
    broken = set()
    for row in ROWS:
        for text, statement in statements_of(engine, row):
            made = done(row, statement, text)
            out, gone = everything(made, text), statement.passage.mentions
            if made is not None and lost(statement.passage.span, text, out, gone):
                broken.add(text)
    check("lost", broken)


def test_every_word_is_from_the_source_or_from_the_closed_list(engine: Engine) -> None:
    for row in ROWS:
        for text, statement in statements_of(engine, row):
            assert foreign(reads(done(row, statement, text)), text, row.contact) == []


def test_every_piece_is_the_text_under_its_span(engine: Engine) -> None:
    """But for the case of its first letter; pieces never overlap, so that nothing is said twice."""
    broken = set()
    for row in ROWS:
        for text, statement in statements_of(engine, row):
            made = done(row, statement, text)
            spans = [(p.text, p.span) for p in (made.pieces if made else ()) if p.span is not None]
            same = all(
                told.lower().replace("eén", "één") == span.of(text).lower().replace("eén", "één")
                for told, span in spans
            )
            apart = not any(a is not b and a[1].overlaps(b[1]) for a in spans for b in spans)
            if not same or not apart:
                broken.add(text)
    check("pieces", broken)


def test_rewriting_twice_gives_the_same(engine: Engine) -> None:
    """What comes out, read as minutes and with nothing left to forbid, comes out as it is."""
    made = ((row, rewritten(engine, row.marked, row.role, row.circle, row.contact)) for row in ROWS)
    outputs = [(row, reads(part)) for row, parts in made for part in parts]
    prepare(engine, [text for _, text in outputs if text])
    broken = set()
    for row, text in outputs:
        again = rewritten(engine, text, row.role, row.circle, row.contact) if text else ()
        if " ".join(filter(None, map(reads, again))) != text:
            broken.add(row.plain)
    check("twice", broken)


def test_the_same_statement_gives_the_same(engine: Engine) -> None:
    for row in ROWS[:40]:
        first = rewritten(engine, row.marked, row.role, row.circle)
        assert first == rewritten(engine, row.marked, row.role, row.circle)


def test_nothing_that_is_marked_comes_out(engine: Engine) -> None:
    for row in ROWS:
        for text, statement in statements_of(engine, row):
            made = done(row, statement, text)
            out = everything(made, text)
            for mention in statement.passage.mentions:
                words = (w for w in words_in(mention.span, text) if w.of(text).lower() not in _RELATIVE)
                assert not [w for w in words if w.start in out], text


@cache
def _extra_words(text: str, span: Span) -> tuple[Span, ...]:
    return tuple(w for w in words_in(span, text) if w.of(text).lower() not in _RELATIVE)


@settings(
    max_examples=400, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_one_more_mention_never_gives_more(engine: Engine, data: st.DataObject) -> None:
    """With one thing more forbidden nothing comes out that did not come out before, and the forbidden word does not."""
    row = data.draw(st.sampled_from(ROWS), label="row")
    text, statements = read(engine, row.marked, row.role)
    statement = data.draw(st.sampled_from(statements), label="statement")
    words = _extra_words(text, statement.body)
    if not words or text in known("more"):
        return
    chosen = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=2, unique=True), label="forbidden")
    before = everything(done(row, statement, text), text)
    after = everything(done(row, statement, text, tuple(forbidden(w) for w in chosen)), text)
    assert after <= before, normalise("".join(text[i] for i in sorted(after - before))).text
    assert not any(i in after for w in chosen for i in range(w.start, w.end))


def test_known_sentences_still_give_more(engine: Engine) -> None:
    """Every single word forbidden in turn: what is listed does give more."""
    broken = set()
    for row in ROWS:
        for text, statement in statements_of(engine, row):
            if text in known("more") and _gives_more(row, statement, text):
                broken.add(text)
    check("more", broken)


def _gives_more(row: Row, statement: Statement, text: str) -> bool:
    before = everything(done(row, statement, text), text)
    words = _extra_words(text, statement.body)
    after = ((w, everything(done(row, statement, text, (forbidden(w),)), text)) for w in words)
    return any(out - before or any(i in out for i in range(w.start, w.end)) for w, out in after)


@pytest.mark.parametrize("word", ["niet", "geen", "nooit", "zonder", "alleen", "tenzij", "pas", "maximaal"])
def test_binding_words_are_known(word: str) -> None:
    assert word in BINDING
