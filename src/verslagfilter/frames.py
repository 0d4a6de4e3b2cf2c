"""What is said by a verb and its company, in whatever order: "hij vergeet alles", "omdat hij alles vergeet".

A regular expression sees words in one order only; Dutch has the verb second in a main clause and last in another. A
frame names the verb and what must hang on it in the parse.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

from verslagfilter.hits import Found, Hit, settled
from verslagfilter.mentions import Evidence
from verslagfilter.span import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from verslagfilter.specs import Frame, RecognizerSpec

Stretch = tuple[int, "Doc"]
"""Where a parsed stretch starts in the text, and its parse."""

_FARTHEST = 9
"""Words between the verb and its company, at most."""
_PERSONS = frozenset(
    {
        *("hij", "zij", "ze", "ie", "die", "deze", "betrokkene", "mevrouw", "meneer", "mw", "mw.", "mevr", "mevr."),
        *("dhr", "dhr.", "hr", "hr.", "heer", "cliënt", "client", "cliënte", "bewoner", "bewoonster", "huurder"),
        *("huurster", "btr", "btr.", "cl", "cl.", "man", "vrouw", "moeder", "vader", "zoon", "dochter", "zus", "broer"),
        *("ik", "jongen", "jongeman", "dame", "patiënt", "inwoner", "inwoonster"),
    }
)
"""Who can be the subject of a frame about somebody; a name can as well."""
_SUBJECTS = ("nsubj", "nsubj:pass")


class Frames:
    """The frames of all recognizers, as spaCy dependency patterns."""

    def __init__(self, specs: Sequence[RecognizerSpec]) -> None:
        self._specs = tuple(specs)
        self._matchers: dict[tuple[int, int], Any] = {}
        self._by_verb: dict[str, list[tuple[int, int]]] = {}
        self._vocab: Any = None
        self._last: tuple[Sequence[Stretch], dict[str, tuple[Hit, ...]]] | None = None

    def hits(self, parsed: Sequence[Stretch]) -> dict[str, tuple[Hit, ...]]:
        """Per recognizer its hits in the parsed stretches of one text; the last answer is kept.

        Args:
            parsed: the stretches of a text; all of one vocabulary.
        """
        if self._last is None or self._last[0] is not parsed:
            self._last = (parsed, self._read(parsed))
        return self._last[1]

    def _read(self, parsed: Sequence[Stretch]) -> dict[str, tuple[Hit, ...]]:
        found: list[list[Found]] = [[] for _ in self._specs]
        if parsed:
            self._compile(parsed[0][1])
        for start, doc in parsed:
            words = {form for token in doc for form in (token.lemma_, token.lower_)}
            for owner, number in sorted({key for word in words for key in self._by_verb.get(word, ())}):
                spec, frame = self._specs[owner], self._specs[owner].frames[number]
                if all(words.intersection(group) for group in frame.needs):
                    matches = self._matchers[owner, number](doc)
                    made = (_found(start, doc, at, owner, spec, frame) for _, at in matches)
                    found[owner] += [each for each in made if each]
        return {spec.name: settled(found[owner]) for owner, spec in enumerate(self._specs)}

    def _compile(self, doc: Doc) -> None:
        """A matcher for each frame, with the vocabulary of the text; only those whose words are met will run."""
        from spacy.matcher import DependencyMatcher

        if self._vocab is doc.vocab:
            return
        self._vocab, self._matchers, self._by_verb = doc.vocab, {}, {}
        for owner, spec in enumerate(self._specs):
            for number, frame in enumerate(spec.frames):
                matcher = DependencyMatcher(doc.vocab)
                matcher.add("frame", list(_patterns(frame)))
                self._matchers[owner, number] = matcher
                for verb in frame.verb:
                    self._by_verb.setdefault(verb, []).append((owner, number))


def _patterns(frame: Frame) -> Iterator[list[dict[str, Any]]]:
    """A verb with all its company; each word may be met as it is written or by its base form."""
    acts = {"POS": {"IN": ["VERB", "AUX"]}}
    verb = {"RIGHT_ID": "verb", "RIGHT_ATTRS": {"LEMMA": {"IN": list(frame.verb)}, **acts}}
    above = {"LEFT_ID": "verb", "REL_OP": "<", "RIGHT_ID": "head", "RIGHT_ATTRS": acts}
    for ways in product(("LOWER", "LEMMA"), repeat=len(frame.needs)):
        wanted = [{way: {"IN": list(words)}} for words, way in zip(frame.needs, ways, strict=True)]
        yield [verb, *_company("verb", wanted)]
        yield [verb, above, *_company("head", wanted)]  # "koken | doet ze niet meer"


def _company(of: str, wanted: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Patterns for words that hang on the verb, or on the verb above it."""
    return [
        {"LEFT_ID": of, "REL_OP": ">>", "RIGHT_ID": f"word{number}", "RIGHT_ATTRS": attributes}
        for number, attributes in enumerate(wanted)
    ]


def _found(start: int, doc: Doc, at: Sequence[int], owner: int, spec: RecognizerSpec, frame: Frame) -> Found | None:
    """The hit from the first to the last word of the match; None: these words do not belong together."""
    verb, company = doc[at[0]], [doc[i] for i in at[1:]]
    if not (_is_told(verb) and _about_a_person(verb, frame.named)) or not all(_belongs(word, verb) for word in company):
        return None
    first, last = min(at), max(at)
    begin, end = doc[first].idx, doc[last].idx + len(doc[last].text)
    span = Span(start + begin, start + end)
    category, ident = frame.category or spec.category, f"{spec.name}/{frame.id}"
    hit = Hit(span, category, spec.name, frame.score, Evidence.PATTERN, ident, tags=frame.tags)
    return Found(span.start, span.end, owner, hit)


def _belongs(word: Token, verb: Token) -> bool:
    """Whether a word stands in the clause of the verb: near it, and no other verb with a subject between them."""
    if abs(word.i - verb.i) > _FARTHEST or word.sent.start != verb.sent.start or word.dep_ == "nmod:poss":
        return False
    top, step = verb if verb.dep_ != "xcomp" else verb.head, word
    while step.i not in (verb.i, top.i):
        if step.head.i == step.i or (step.pos_ in ("VERB", "AUX") and any(c.dep_ in _SUBJECTS for c in step.children)):
            return False
        step = step.head
    return step.i == verb.i or verb.dep_ == "xcomp"


def _is_told(verb: Token) -> bool:
    """Whether a finite verb says it of somebody: "niet te veel tegelijk laten onthouden" is advice."""
    group = (verb, verb.head, *verb.children) if verb.dep_ in ("conj", "xcomp") else (verb, *verb.children)
    return any("Fin" in t.morph.get("VerbForm", []) for t in group)


def _about_a_person(verb: Token, named: bool) -> bool:
    """Whether the subject, where there is one, is somebody: not "de huismeester ziet …" nor "de bel doet het niet"."""
    head = verb
    for _ in range(2):
        subject = next((child for child in head.children if child.dep_ in _SUBJECTS), None)
        if subject is not None:
            told = subject if subject.lower_ not in ("die", "deze") or head.dep_ != "acl:relcl" else head.head
            return told.lower_ in _PERSONS or told.pos_ == "PROPN"
        if head.dep_ not in ("conj", "xcomp"):
            break
        head = head.head
    return not named
