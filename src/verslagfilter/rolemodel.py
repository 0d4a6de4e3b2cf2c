"""What a statement is for, as a small trained model sees it: words, the heading above, the words before it.

How it was trained, and how good it is: models/nl_rollen/README.md. Where the layout leaves no doubt, roles.py decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from verslagfilter import resources
from verslagfilter.passages import Role

if TYPE_CHECKING:
    from spacy.language import Language

NAME = "nl_rollen"
_HEADING, _BEFORE = 6, 4
"""Words of the heading above, and of the statement before in the same paragraph, that the model looks at."""
MASKED = frozenset({"PERSOON", "GEZONDHEID", "DIAGNOSE", "BEHANDELAAR", "STRAFRECHT"})
"""Categories whose words the model never sees: a mention of them is one word, its category."""
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Guess:
    """A role and how likely it is (0 to 1)."""

    role: Role
    chance: float


@dataclass(frozen=True, slots=True)
class RoleModel:
    """The loaded model."""

    nlp: Language

    def guess(self, statements: Sequence[Sequence[str]]) -> list[Guess]:
        """The likeliest role of each statement, all at once.

        Args:
            statements: from features().
        """
        from spacy.tokens import Doc

        if not statements:
            return []
        textcat = self.nlp.get_pipe("textcat")
        scores = textcat.predict([Doc(self.nlp.vocab, words=list(words) or [""]) for words in statements])  # type: ignore[attr-defined]
        labels = [Role(label) for label in textcat.labels]  # type: ignore[attr-defined]
        return [Guess(labels[int(row.argmax())], float(row.max())) for row in scores]


def features(words: Iterable[str], heading: Sequence[str], before: Sequence[str]) -> tuple[str, ...]:
    """What the model reads of a statement.

    Args:
        words: its words, label in front, a mention as its category between brackets ("⟨PERSOON⟩").
        heading: words of the heading above it.
        before: words of the statement before it in the same paragraph; empty for the first.
    """
    above = tuple("§" + word for word in heading[:_HEADING])
    earlier = tuple("‹" + word for word in before[-_BEFORE:])
    return tuple(_DIGIT.sub("0", word.lower()) for word in (*above, *earlier, *words))


def placeholder(category: str) -> str:
    """What stands for the words of a mention."""
    return f"⟨{category.lower()}⟩"


@cache
def load() -> RoleModel:
    """The model that comes with the program.

    Raises:
        ConfigError: the installation is incomplete.
    """
    return load_from(resources.folder("models") / NAME)


def load_from(folder: Path) -> RoleModel:
    """The model in a folder."""
    import spacy

    return RoleModel(spacy.load(folder))
