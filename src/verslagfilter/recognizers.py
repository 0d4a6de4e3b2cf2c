"""A folder of recognizers/ to RecognizerSpecs, and those to a Presidio analyzer and what it finds.

Presidio takes a second to import, so it is imported when an analyzer is first built.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from verslagfilter.errors import ConfigError
from verslagfilter.mentions import Mention
from verslagfilter.specs import (
    LEAST,
    Example,
    RecognizerSpec,
    Term,
    load_examples,
    load_spec,
    load_specs,
    read_marked,
    shared_exceptions,
)

if TYPE_CHECKING:
    from presidio_analyzer import AnalyzerEngine

    from verslagfilter.frames import Stretch
    from verslagfilter.plugins import PythonRecognizer
    from verslagfilter.sensitive import SensitiveModel

__all__ = [
    "LEAST",
    "Example",
    "RecognizerSpec",
    "Term",
    "build_analyzer",
    "find",
    "gather",
    "load_examples",
    "load_spec",
    "load_specs",
    "read_marked",
    "require_examples",
    "shared_exceptions",
]


def gather(shipped: Path, own: Path | None) -> tuple[RecognizerSpec, ...]:
    """The recognizers that come with the program and those of one's own; of two with one name one's own counts.

    Args:
        shipped: the folder that comes with the program.
        own: a folder with more of them; None: there is none.

    Raises:
        ConfigError: the folder of one's own is missing or holds none, or a recognizer is not valid.
    """
    specs = {spec.name: spec for spec in load_specs(shipped)}
    if own is not None:
        if not own.is_dir():
            raise ConfigError(f"De map met eigen herkenners '{own}' bestaat niet. Kijk de naam na.")
        found = load_specs(own)
        if not found:
            raise ConfigError(f"In de map '{own}' staat geen herkenner. Maak er een met: verslagfilter recognizers new")
        specs |= {spec.name: spec for spec in found}
    return tuple(specs[name] for name in sorted(specs))


def require_examples(specs: Iterable[RecognizerSpec]) -> None:
    """Refuse a recognizer that nobody showed to work.

    Raises:
        ConfigError: one has too few examples or false friends; names the file and how many are missing.
    """
    for spec in specs:
        examples = load_examples(spec)
        positive = sum(bool(example.marks) for example in examples)
        negative = len(examples) - positive
        if min(positive, negative) < LEAST:
            file = f"{spec.folder.name}/{spec.examples or 'examples.md'}"
            raise ConfigError(
                f"{file}: er zijn {positive} voorbeelden en {negative} valse vrienden; verwacht er van elk ten minste "
                f"{LEAST}. Vul ze aan en probeer: verslagfilter recognizers test {spec.name}"
            )


def build_analyzer(
    specs: Iterable[RecognizerSpec],
    shared: Iterable[Term] | None = None,
    model: SensitiveModel | None = None,
    plugins: Iterable[PythonRecognizer] | None = None,
) -> AnalyzerEngine:
    """A Presidio analyzer with these recognizers and no others.

    Args:
        specs: at least one.
        shared: everyday phrases for all recognizers of health and crime; None: those beside the recognizers' folders.
        model: the trained model, to stand beside them; None: the lists alone.
        plugins: recognizers in Python; None: those that installed packages bring.

    Raises:
        ConfigError: when there are no recognizers, or one that another package brings is not valid.
    """
    from verslagfilter.analyzer import make_analyzer
    from verslagfilter.plugins import load_plugins

    specs = tuple(specs)
    if shared is None:
        homes = sorted({spec.folder.parent for spec in specs})
        shared = [term for home in homes for term in shared_exceptions(home)]
    return make_analyzer(specs, shared, model, load_plugins() if plugins is None else plugins)


def find(
    analyzer: AnalyzerEngine, text: str, guesses: bool = True, parsed: Sequence[Stretch] | None = None
) -> tuple[Mention, ...]:
    """Everything the recognizers find, overlaps and all, by span, category, recognizer and id.

    Args:
        analyzer: what build_analyzer gave.
        text: any.
        guesses: whether the trained model reads along.
        parsed: where each parsed stretch of the text starts, and its parse; None: its lines are parsed for the frames.
    """
    from verslagfilter.analyzer import find_mentions

    return find_mentions(analyzer, text, guesses, parsed)
