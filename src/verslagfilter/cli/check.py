"""`verslagfilter check`: tells whether a text is safe for a recipient."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verslagfilter.cli import options
from verslagfilter.cli.common import readable, start, telling
from verslagfilter.errors import GuardError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from verslagfilter.extracts import Outcome, Result
    from verslagfilter.passages import Passage


@dataclass(frozen=True, slots=True)
class Finding:
    """A place in the text that may not go to the recipient as it stands."""

    line: int
    what: str
    """Categories of the mentions in it; or its role, when the role alone keeps it out."""
    rule: str
    text: str
    """Of the passage, for the user's own screen."""


def check(
    file: options.File,
    recipient: options.For,
    case: options.Case = None,
    strict: options.Strict = False,
    model: options.Model = None,
    recognizers: options.Recognizers = None,
) -> int:
    """Ga na of deze tekst zo naar de ontvanger mag; meld per regel wat niet mag."""
    session = start([recipient], case, strict, model, recognizers)
    results = [session.split(document) for document in session.read(file)]
    found = [finding for result in results for key in session.recipients or () for finding in findings(result, key)]
    for finding in found:
        print(f"regel {finding.line}: {finding.what} ({finding.rule}): {finding.text}")
    unread = [place for result in results for place in telling(result.document.unread)]
    for place in unread:
        print(f"niet gelezen: {place.kind} ({place.count})")
    if found or unread:
        print("Deze tekst mag niet zo naar deze ontvanger.")
        return GuardError.exit_code
    print("In deze tekst is niets gevonden dat deze ontvanger niet mag hebben.")
    return 0


def findings(result: Result, recipient: str) -> Iterator[Finding]:
    """What the recipient may not have as it stands, in the order of the text."""
    from verslagfilter.extracts import Action

    for passage, outcome in zip(result.passages, result.outcomes[recipient], strict=True):
        if outcome.action is not Action.KEEP and _counts(passage):
            yield _finding(result, passage, outcome)


def _counts(passage: Passage) -> bool:
    """A heading without a mention says nothing; everything else counts."""
    from verslagfilter.passages import Role

    return passage.role is not Role.KOP or bool(passage.mentions)


def _finding(result: Result, passage: Passage, outcome: Outcome) -> Finding:
    from verslagfilter.record import humanise, line_number

    categories = sorted({mention.category.value for mention in passage.mentions})
    what = humanise(", ".join(categories).lower()) or f"rol {humanise(passage.role.value)}"
    text = result.document.text
    return Finding(line_number(text, passage.span), what, outcome.rule, readable(passage.span.of(text)))
