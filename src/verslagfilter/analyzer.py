"""The recognizers inside Presidio: one EntityRecognizer each, over one shared matcher.

What is known of Presidio and guarded here (each with a test):
it loads its predefined recognizers when a registry is empty; it keeps and changes lists that it is handed; of results
that it holds for equal it keeps any one, and of results of one category it drops those inside another; it boosts scores
by context words of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from presidio_analyzer import (
    AnalysisExplanation,
    AnalyzerEngine,
    EntityRecognizer,
    RecognizerRegistry,
    RecognizerResult,
)
from presidio_analyzer.context_aware_enhancers import ContextAwareEnhancer
from presidio_analyzer.nlp_engine import NlpArtifacts, NlpEngine
from spacy.tokens import Doc
from spacy.vocab import Vocab

from verslagfilter import sensitive
from verslagfilter.errors import ConfigError
from verslagfilter.frames import Frames, Stretch
from verslagfilter.hits import Hit, outermost
from verslagfilter.language import parse_lines
from verslagfilter.matching import Matcher
from verslagfilter.mentions import Category, Mention, Why
from verslagfilter.plugins import PythonRecognizer
from verslagfilter.sensitive import SensitiveModel
from verslagfilter.specs import RecognizerSpec, Term

LANGUAGE = "nl"
_HIT = "verslagfilter_hit"
TOLD = (Category.GEZONDHEID, Category.DIAGNOSE, Category.BEHANDELAAR, Category.STRAFRECHT)
"""The categories that the model knows."""


class HitResult(RecognizerResult):  # type: ignore[misc,unused-ignore]
    """A result that Presidio never merges with another: it is equal to itself only, and inside no other."""

    def __init__(self, hit: Hit) -> None:
        super().__init__(
            entity_type=str(hit.category),
            start=hit.span.start,
            end=hit.span.end,
            score=hit.score,
            analysis_explanation=AnalysisExplanation(hit.recognizer, hit.score, pattern_name=hit.id),
            recognition_metadata={
                RecognizerResult.RECOGNIZER_NAME_KEY: hit.recognizer,
                RecognizerResult.RECOGNIZER_IDENTIFIER_KEY: hit.recognizer,
                _HIT: hit,
            },
        )

    @property
    def hit(self) -> Hit:
        """What the recognizer found."""
        found: Hit = self.recognition_metadata[_HIT]
        return found

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return hash(self.hit)

    def contained_in(self, other: RecognizerResult) -> bool:  # noqa: ARG002
        """Never: overlaps are settled by whoever decides, not here."""
        return False


class ListRecognizer(EntityRecognizer):  # type: ignore[misc,unused-ignore]
    """One folder of recognizers/."""

    def __init__(self, spec: RecognizerSpec, matcher: Matcher, frames: Frames) -> None:
        self._matcher, self._frames = matcher, frames
        self._folder = spec.name
        super().__init__([str(category) for category in spec.categories], name=spec.name, supported_language=LANGUAGE)
        self._id = spec.name  # Presidio's own holds a memory address

    def load(self) -> None:
        """Nothing: the shared matcher loads on the first text."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:
        """The hits of this recognizer in the text, of the asked categories."""
        parsed = nlp_artifacts.parsed if isinstance(nlp_artifacts, Parses) else ()
        framed = self._frames.hits(parsed)[self._folder]
        found = self._matcher.hits(text)[self._folder]
        both = outermost((*found, *framed)) if framed else found
        return [HitResult(hit) for hit in both if hit.category in entities]


class ModelRecognizer(EntityRecognizer):  # type: ignore[misc,unused-ignore]
    """The trained model beside the lists."""

    def __init__(self, model: SensitiveModel) -> None:
        self._model = model
        super().__init__([str(category) for category in TOLD], name=sensitive.NAME, supported_language=LANGUAGE)
        self._id = sensitive.NAME

    def load(self) -> None:
        """Nothing: the model is loaded."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:  # noqa: ARG002
        """What the model finds in the text, of the asked categories."""
        return [HitResult(hit) for hit in self._model.hits(text) if hit.category in entities]


class PluginRecognizer(EntityRecognizer):  # type: ignore[misc,unused-ignore]
    """One recognizer in Python of another package."""

    def __init__(self, plugin: PythonRecognizer) -> None:
        self._plugin = plugin
        super().__init__([str(plugin.category)], name=plugin.name, supported_language=LANGUAGE)
        self._id = plugin.name

    def load(self) -> None:
        """Nothing: it was loaded and checked when the analyzer was asked for."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: Any = None) -> list[RecognizerResult]:  # noqa: ARG002
        """What it finds in the text, of the asked categories."""
        return [HitResult(hit) for hit in self._plugin.hits(text) if hit.category in entities]


class Parses(NlpArtifacts):  # type: ignore[misc,unused-ignore]
    """The parsed stretches of a text, for recognizers with frames."""

    def __init__(self, parsed: Sequence[Stretch], engine: NlpEngine) -> None:
        self.parsed = parsed
        super().__init__([], Doc(Vocab()), [], [], engine, LANGUAGE)


class LineNlpEngine(NlpEngine):  # type: ignore[misc,unused-ignore]
    """Parses a text line by line, where a frame asks for it; whoever has parsed it already, gives that along."""

    def __init__(self, needed: bool) -> None:
        self._needed = needed

    def load(self) -> None:
        """Nothing to load."""

    def is_loaded(self) -> bool:
        """Always."""
        return True

    def process_text(self, text: str, language: str) -> NlpArtifacts:  # noqa: ARG002
        """Its lines, parsed; none when no frame asks for them."""
        return Parses(tuple(parse_lines(text)) if self._needed else (), self)

    def process_batch(
        self, texts: Iterable[str], language: str, *_: Any, **__: Any
    ) -> Iterator[tuple[str, NlpArtifacts]]:
        """The artifacts of each text."""
        for text in texts:
            yield text, self.process_text(text, language)

    def is_stopword(self, word: str, language: str) -> bool:  # noqa: ARG002
        """Never."""
        return False

    def is_punct(self, word: str, language: str) -> bool:  # noqa: ARG002
        """Never."""
        return False

    def get_supported_entities(self) -> list[str]:
        """None."""
        return []

    def get_supported_languages(self) -> list[str]:
        """Dutch."""
        return [LANGUAGE]


class NoEnhancer(ContextAwareEnhancer):  # type: ignore[misc,unused-ignore]
    """Leaves scores as they are: context is part of a recognizer's own rules."""

    def __init__(self) -> None:
        super().__init__(0.0, 0.0, 0, 0)

    def enhance_using_context(
        self,
        text: str,  # noqa: ARG002
        raw_results: list[RecognizerResult],
        *_: Any,
        **__: Any,
    ) -> list[RecognizerResult]:
        """The results as they are."""
        return raw_results


def make_analyzer(
    specs: Iterable[RecognizerSpec],
    shared: Iterable[Term] = (),
    model: SensitiveModel | None = None,
    plugins: Iterable[PythonRecognizer] = (),
) -> AnalyzerEngine:
    """A Presidio analyzer with these recognizers and no others; with the trained model beside them, when given.

    Raises:
        ConfigError: when there are none, as Presidio would then load its own.
    """
    specs = tuple(specs)
    if not specs:
        raise ConfigError("Er is geen enkele recognizer. Zet er ten minste één in de map 'recognizers'.")
    matcher, frames = Matcher(specs, tuple(shared)), Frames(specs)
    recognizers: list[EntityRecognizer] = [ListRecognizer(spec, matcher, frames) for spec in specs]
    recognizers += [PluginRecognizer(plugin) for plugin in plugins]
    recognizers += [ModelRecognizer(model)] if model else []
    return _analyzer(recognizers, LineNlpEngine(any(spec.frames for spec in specs)))


def _analyzer(recognizers: list[EntityRecognizer], engine: NlpEngine) -> AnalyzerEngine:
    return AnalyzerEngine(
        registry=RecognizerRegistry(recognizers, supported_languages=[LANGUAGE]),
        nlp_engine=engine,
        log_decision_process=False,
        default_score_threshold=0,
        supported_languages=[LANGUAGE],
        context_aware_enhancer=NoEnhancer(),
    )


def find_mentions(
    analyzer: AnalyzerEngine, text: str, guesses: bool = True, parsed: Sequence[Stretch] | None = None
) -> tuple[Mention, ...]:
    """Everything the analyzer finds, overlaps and all, by span, category, recognizer and id.

    Args:
        analyzer: what make_analyzer gave.
        text: any.
        guesses: whether the trained model reads along; without it only terms, patterns and checks do.
        parsed: the stretches of the text that were parsed already; None: its lines are parsed, if a frame needs that.
    """
    engine = analyzer.nlp_engine
    if not guesses:
        analyzer = _analyzer([r for r in analyzer.registry.recognizers if not isinstance(r, ModelRecognizer)], engine)
    results = analyzer.analyze(
        text,
        language=LANGUAGE,
        score_threshold=0.0,
        return_decision_process=True,
        nlp_artifacts=None if parsed is None else Parses(parsed, engine),
    )
    return tuple(sorted((_mention(result) for result in results), key=_order))


def _mention(result: RecognizerResult) -> Mention:
    """The result as the rest of the program knows it."""
    hit = result.recognition_metadata.get(_HIT)
    if not isinstance(hit, Hit):
        raise TypeError("a Presidio recognizer that is not ours gave a result")
    why, tags = Why(hit.evidence, hit.id, hit.context), frozenset(hit.tags)
    return Mention(hit.span, Category(result.entity_type), hit.recognizer, result.score, why, tags, party=hit.party)


def _order(mention: Mention) -> tuple[int, int, str, str, str]:
    return (mention.span.start, mention.span.end, mention.category, mention.recognizer, mention.why.id)
