"""The secretary's decision record: what was decided on every passage, for whom and why. No text of the minutes.

The JSON follows `Record` (its schema: `schema()`); record_page.py makes the page for people from the same result.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from verslagfilter.extracts import Action, Outcome, Result
from verslagfilter.formats.labels import load_labels
from verslagfilter.mentions import Mention
from verslagfilter.passages import Passage, Role
from verslagfilter.span import Span
from verslagfilter.version import version

NAME = "verslagfilter/beslissingen/1"
OUTSIDE = "buiten elke passage"
"""Role reason of the entries that hold mentions in headings, headers and other text that is no statement."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class UnreadEntry(_Entry):
    """Places in the file that were not read as content and never come out."""

    kind: str
    count: int = Field(ge=1)


class SourceEntry(_Entry):
    """The file that was split."""

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    kind: str
    characters: int = Field(ge=0, description="Code points of the text that all offsets count in.")
    unread: tuple[UnreadEntry, ...] = ()


class PresumptionEntry(_Entry):
    """A presumption that the outcome rests on, to confirm or to strike."""

    id: str
    text: str


class RecipientEntry(_Entry):
    """One recipient: the counts (headings do not count) and what is still to be confirmed."""

    label: str
    kept: int = Field(ge=0)
    rewritten: int = Field(ge=0)
    withheld: int = Field(ge=0)
    to_check: int = Field(ge=0)
    presumptions: tuple[PresumptionEntry, ...] = ()
    refused: str | None = Field(default=None, description="Why the leak guard refused the extract; null: it did not.")


class MentionEntry(_Entry):
    """A stretch of text with a category."""

    start: int = Field(ge=0, description="First code point in the source text.")
    end: int = Field(ge=1, description="One past the last code point.")
    category: str
    recognizer: str
    score: float = Field(ge=0, le=1)
    evidence: str
    id: str = Field(description="Term or pattern that it rests on; never text of the minutes.")
    context: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    person: str | None = None
    party: str | None = None


class DecisionEntry(_Entry):
    """What finally happened to a passage for one recipient."""

    action: Action
    rule: str
    ground: str
    presumed: tuple[str, ...] = ()
    review: str | None = Field(default=None, description="Question for the secretary; null: nothing to check.")


class PassageEntry(_Entry):
    """One statement; entries "0.1", "0.2", … hold mentions outside every statement."""

    id: str
    start: int = Field(ge=0)
    end: int = Field(ge=1)
    role: Role
    role_reason: str
    role_score: float = Field(ge=0, le=1)
    bron: str | None = None
    eigenaars: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    subject: str
    traits: tuple[str, ...] = ()
    mentions: tuple[MentionEntry, ...] = ()
    decisions: Mapping[str, DecisionEntry]


class Record(_Entry):
    """The decision record of one document."""

    schema_name: Literal["verslagfilter/beslissingen/1"] = Field(default="verslagfilter/beslissingen/1", alias="schema")
    program: str
    model: str
    policy: str
    profile: str
    source: SourceEntry
    kenmerk: str | None = None
    meeting: date | None = None
    recipients: Mapping[str, RecipientEntry]
    extracts: Mapping[str, tuple[str, ...]] = Field(description="Per recipient: its files, relative to the out folder.")
    remarks: tuple[str, ...] = ()
    passages: tuple[PassageEntry, ...]


def schema() -> dict[str, Any]:
    """The JSON schema of the record."""
    return Record.model_json_schema(by_alias=True)


def humanise(key: str) -> str:
    """A recipient or party key as a word: "beschermd_wonen" becomes "beschermd wonen"."""
    return key.replace("_", " ")


def recipients(result: Result) -> tuple[str, ...]:
    """Everyone for whom something was decided, in order; also when the guard refused the extract."""
    return tuple(dict.fromkeys((*result.outcomes, *result.refused)))


def counted(outcomes: Sequence[Outcome], passages: Sequence[Passage]) -> tuple[Outcome, ...]:
    """The outcomes of statements; headings, which never are one, do not count."""
    headings = {passage.id for passage in passages if passage.role is Role.KOP}
    return tuple(outcome for outcome in outcomes if outcome.passage not in headings)


def summarise(result: Result, recipient: str) -> RecipientEntry:
    """The counts and presumptions of one recipient."""
    outcomes = counted(result.outcomes.get(recipient, ()), result.passages)
    actions = Counter(outcome.action for outcome in outcomes)
    return RecipientEntry(
        label=load_labels().recipient_name(recipient),
        kept=actions[Action.KEEP],
        rewritten=actions[Action.REWRITE],
        withheld=actions[Action.WITHHOLD],
        to_check=sum(outcome.review is not None for outcome in outcomes),
        presumptions=tuple(PresumptionEntry(id=key, text=text) for key, text in result.presumptions.get(recipient, ())),
        refused=result.refused.get(recipient),
    )


def _mention(mention: Mention) -> MentionEntry:
    return MentionEntry(
        start=mention.span.start,
        end=mention.span.end,
        category=mention.category.value,
        recognizer=mention.recognizer,
        score=mention.score,
        evidence=mention.why.evidence.value,
        id=mention.why.id,
        context=mention.why.context,
        tags=tuple(sorted(mention.tags)),
        person=mention.person.value if mention.person else None,
        party=mention.party,
    )


def _decisions(result: Result, at: int) -> dict[str, DecisionEntry]:
    chosen = {recipient: outcomes[at] for recipient, outcomes in result.outcomes.items()}
    return {
        recipient: DecisionEntry(
            action=outcome.action,
            rule=outcome.rule,
            ground=outcome.ground,
            presumed=outcome.presumed,
            review=outcome.review,
        )
        for recipient, outcome in chosen.items()
    }


def _passage(passage: Passage, decisions: Mapping[str, DecisionEntry]) -> PassageEntry:
    return PassageEntry(
        id=passage.id,
        start=passage.span.start,
        end=passage.span.end,
        role=passage.role,
        role_reason=passage.role_reason,
        role_score=passage.role_score,
        bron=passage.bron,
        eigenaars=passage.eigenaars,
        partners=passage.partners,
        subject=passage.subject.value,
        traits=tuple(sorted(trait.value for trait in passage.traits)),
        mentions=tuple(_mention(mention) for mention in passage.mentions),
        decisions=decisions,
    )


def stray_mentions(result: Result) -> tuple[Mention, ...]:
    """The mentions that lie in no passage, in order."""
    placed = {(m.span, m.category) for passage in result.passages for m in passage.mentions}
    stray = (m for m in result.mentions if (m.span, m.category) not in placed)
    return tuple(sorted(stray, key=lambda m: (m.span, m.category)))


def _strays(result: Result) -> Iterable[PassageEntry]:
    for number, mention in enumerate(stray_mentions(result), start=1):
        yield PassageEntry(
            id=f"0.{number}",
            start=mention.span.start,
            end=mention.span.end,
            role=Role.KOP,
            role_reason=OUTSIDE,
            role_score=0.0,
            subject="betrokkene",
            mentions=(_mention(mention),),
            decisions={},
        )


def _source(result: Result) -> SourceEntry:
    document = result.document
    unread = tuple(UnreadEntry(kind=place.kind, count=place.count) for place in document.unread)
    return SourceEntry(sha256=document.sha256, kind=document.kind, characters=len(document.text), unread=unread)


def build(result: Result, files: Mapping[str, Sequence[str]]) -> Record:
    """The record of a result.

    Args:
        result: what the pipeline made of one document.
        files: per recipient the files written for it, relative to the out folder, with "/" between parts.
    """
    passages = [_passage(passage, _decisions(result, at)) for at, passage in enumerate(result.passages)]
    return Record(
        program=version(),
        model=result.model,
        policy=result.policy_version,
        profile=result.profile,
        source=_source(result),
        kenmerk=result.kenmerk,
        meeting=result.meeting,
        recipients={key: summarise(result, key) for key in recipients(result)},
        extracts={key: tuple(files.get(key, ())) for key in recipients(result)},
        remarks=result.remarks,
        passages=(*passages, *_strays(result)),
    )


def to_json(record: Record) -> bytes:
    """The record as it is written: UTF-8, indented, the same bytes on every run."""
    return (record.model_dump_json(by_alias=True, indent=2) + "\n").encode("utf-8")


def line_number(text: str, span: Span) -> int:
    """The line, counted from 1, on which a span starts."""
    return text.count("\n", 0, span.start) + 1
