"""Words that tell why in special-category terms, taken out: fronted, in the middle, at the end."""

from __future__ import annotations

from dataclasses import replace

from verslagfilter.cues import has, plain
from verslagfilter.rewriting.verbs import is_finite, lemma, noun_phrase_end, opens_with_verb, uninvert
from verslagfilter.rewriting.words import (
    Word,
    Words,
    any_bad,
    capital,
    lists,
    lower_first,
    starts_with,
    text_of,
    words_of,
)

_NP_INSIDE = frozenset(
    {
        "de",
        "het",
        "een",
        "zijn",
        "haar",
        "hun",
        "en",
        "of",
        "van",
        "-",
        "/",
        "+",
        "&",
        "d'r",
        "z'n",
        "bestaande",
        "mogelijke",
        "huidige",
        "eerdere",
        "recente",
        "bekende",
        "vermoedelijke",
        "vermoede",
        "ernstige",
    }
)


def strip_personal_cause(words: Words) -> Words | None:
    """Advice without a cause that lies in the person ("gezien zijn …", "i.v.m. angst"), known as special or not."""
    words = _bracketed(words)
    if words and words[0].low in {"omdat", "aangezien", "doordat"} and not any_bad(words):
        end = _clause_end(words, 1)
        return _dropped_front(tuple(replace(w, bad=i == 1) for i, w in enumerate(words)), end) if end else words
    for i in range(len(words)):
        size = starts_with(words[i:], _PERSONAL)
        sure = size and (words[i].low in _ALWAYS or starts_with(words[i:], ("in verband met",)))
        own = (
            size
            and len(words) > i + size
            and words[i + size].low in {"zijn", "haar"}
            and not (words[i].low == "door" and _is_agent(words, i))
        )
        if (sure or own) and not any_bad(words[i : i + size + 3]):
            end = noun_phrase_end(words[i:], size) or _noun_phrase_end(_marked(words[i:], size), size)
            if end is None:
                return words
            marked = tuple(replace(w, bad=True) if i <= k < i + end else w for k, w in enumerate(words))
            return strip_cause(marked)
    return _without_reason_clause(words)


_REASONS = frozenset({"want", "omdat", "aangezien", "doordat"})
_ABOUT_PERSON = frozenset(
    {"hij", "zij", "ze", "hem", "haar", "zijn", "hun", "betrokkene", "mevrouw", "meneer", "cliënt"}
)


def _without_reason_clause(words: Words) -> Words | None:
    """Without a clause behind the advice that tells why: it is about the person, unless it speaks of the dwelling."""
    for i in range(1, len(words)):
        if not (words[i].low in _REASONS or _causal_daar(words, i)) or _limited(words, i):
            continue
        end = _to_boundary(words, i)
        clause = words[i + 1 : end]
        if not clause or (has("home", plain(text_of(clause))) and not any(w.low in _ABOUT_PERSON for w in clause)):
            continue
        return strip_cause(tuple(replace(w, bad=True) if k == i + 1 else w for k, w in enumerate(words)))
    return words


def _causal_daar(words: Words, at: int) -> bool:
    """Whether "daar" means because: "… zoeken daar hij er gebruikte", not "… is daar. Hij" or "kom daar niet"."""
    opens = words[at].low == "daar" and at + 2 < len(words) and words[at + 1].low in _ABOUT_PERSON - {"haar", "hem"}
    return opens and any(w.finite for w in words[at + 2 : _to_boundary(words, at)])


_ALWAYS = frozenset({"ivm", "i.v.m.", "i.v.m", "vanwege", "wegens"})
_PERSONAL = (
    "vanwege",
    "wegens",
    "in verband met",
    "i.v.m.",
    "ivm",
    "gelet op",
    "gezien",
    "met het oog op",
    "door",
    "als gevolg van",
    "ten gevolge van",
)


def strip_reasons(words: Words) -> Words | None:
    """A housing need without any reason, special or not (policy: "the housing need without the reason")."""
    for i in range(len(words)):
        size = starts_with(words[i:], _PERSONAL)
        clause = words[i].low in {"omdat", "aangezien", "doordat", "want"}
        if (size and words[i].low != "door") or clause:
            end = _to_boundary(words, i) if clause or i else _noun_phrase_end(_marked(words, size), size)
            marked = tuple(replace(w, bad=True) if end and i <= k < end else w for k, w in enumerate(words))
            return strip_cause(marked)
    return words


def _marked(words: Words, size: int) -> Words:
    return tuple(replace(w, bad=True) if size <= k < size + 2 else w for k, w in enumerate(words))


def _bracketed(words: Words) -> Words:
    """Without "(ivm …)" and the like."""
    for i, word in enumerate(words):
        if word.text == "(" and starts_with(words[i + 1 :], _PERSONAL):
            end = next((k for k in range(i, len(words)) if words[k].text == ")"), len(words) - 1)
            return (*words[:i], *words[end + 1 :])
    return words


def strip_cause(words: Words) -> Words | None:
    """The statement without causes that may not be told; None: a cause that cannot be taken out."""
    done = _fronted(words)
    if done is not None and done is not words and any_bad(done[:3]):
        done = _fronted(done)  # "omdat zij … is | door haar ziekte | liever niet …"
    while done is not None:
        after = _inner(done)
        if after is done or after is None:
            return after
        done = after
    return done


def _fronted(words: Words) -> Words | None:
    if not words:
        return words
    if words[0].low in {"en", "maar", "ook"} and any_bad(words[1:]):
        behind = _fronted(words[1:])
        return words if behind is words[1:] or behind == words[1:] else behind
    purpose = _purpose(words)
    if purpose is not words:
        return purpose
    if words[0].low in words_of("cause_conjunctions") - {"want", "zodat", "waardoor", "daar"} and any_bad(words):
        end = _clause_end(words, 1)
        return _dropped_front(words, end)
    size = starts_with(words, lists()["cause_prepositions"])
    timed = not size and words[0].low in words_of("time_prepositions")
    if not size and not timed:
        return words
    end = _noun_phrase_end(words, size or 1)
    if end is None or not any_bad(words[:end]):
        return words
    end = _with_complement(words, end)
    if (
        timed
        and not opens_with_verb(words[end:])
        and (any(w.finite for w in words[end:]) or not any(w.verb for w in words[end:]))
    ):
        return None  # but "na al die maanden in detentie | rustig aan met brieven, liever bellen"
    return _dropped_front(words, end)


def _with_complement(words: Words, end: int) -> int:
    """Past what the last noun is about: "vanwege haar angst | voor mannen | is het beter …".

    Only one phrase stands before the verb of a main clause, so what is left before it belongs to that one; in telegram
    style a noun that takes such a phrase tells it.
    """
    if end < len(words) and words[end].pos in {"ADJ", "NOUN", "VERB"} and not words[end].finite:
        verb = next((i for i in range(end, min(len(words), end + 4)) if is_finite(words[i])), None)
        between = words[end:verb] if verb else ()
        if (
            between
            and verb
            and not words[verb].low.endswith("en")
            and all(w.pos in {"ADJ", "NOUN", "VERB"} for w in between)
        ):
            return verb  # "gelet op het door de kliniek | uitgebrachte advies | verdient het …"
    if end >= len(words) or words[end].low not in _COMPLEMENTS:
        return end
    stop = noun_phrase_end(words, end + 1, loose=True)
    if stop is None or any(c.isdigit() for w in words[end:stop] for c in w.text):
        return end
    takes_one = any(words[end - 1].low.endswith(noun) for noun in _TAKE_COMPLEMENT)
    return stop if takes_one or (stop < len(words) and is_finite(words[stop])) else end


_COMPLEMENTS = frozenset({"voor", "van", "aan", "met", "tegen", "door", "in", "op", "bij", "over", "uit", "naar"})
_TAKE_COMPLEMENT = ("angst", "vrees", "gevoeligheid", "afkeer", "wantrouwen", "verslaving", "fobie", "allergie")


def _dropped_front(words: Words, end: int | None) -> Words | None:
    if end is None or not any_bad(words[:end]):
        return words
    rest = words[end:]
    if rest and rest[0].text == ",":
        rest = rest[1:]
    if not rest:
        return None
    if opens_with_verb(rest):
        turned = uninvert(rest)
        return capital(turned) if turned else None
    return capital(rest)


def strip_limit(words: Words) -> Words | None:
    """Only what follows from it: "door haar beperking kan ze geen twee dingen onthouden, dus één afspraak maken".

    What somebody cannot do because of what may not be told, tells it as well.
    """
    at = next((i for i, w in enumerate(words) if i and w.low == "dus" and words[i - 1].text in {",", ";"}), None)
    if at is None or not starts_with(words, lists()["cause_prepositions"]) or not any_bad(words[:at]):
        return words
    before = {w.low for w in words[:at]}
    if not before & _ABLE or not before & _NOT:
        return words
    return capital(words[at + 1 :]) if words[at + 1 :] else None


_ABLE = frozenset({"kan", "kunnen", "kon", "lukt", "lukken", "weet", "begrijpt", "snapt", "onthoudt", "overziet"})
_NOT = frozenset({"niet", "geen", "nauwelijks", "amper", "moeilijk", "slecht", "nooit"})


def _purpose(words: Words) -> Words | None:
    """ "Om terugval te voorkomen wijzigingen vooraf melden" to "Wijzigingen vooraf melden"."""
    if words[0].low != "om":
        return words
    te = next((i for i, w in enumerate(words[:12]) if w.low == "te"), None)
    if te is None or te + 1 >= len(words) or not any_bad(words[: te + 2]):
        return words
    return _dropped_front(words, te + 2)


def _is_finite_form(word: Word) -> bool:
    return word.verb and word.low in words_of("finite_forms")


def _clause_end(words: Words, start: int) -> int | None:
    """Index after the verbs at the end of a subordinate clause: through its comma, or its last verb in a row."""
    verbs = [i for i in range(start, len(words)) if words[i].finite or _is_finite_form(words[i])]
    if not verbs:
        return None
    before = verbs[0] - 1
    if before > start and words[before].text == "," and words[before - 1].verb:
        return before  # "die hem suf maken, | worden afspraken …": a plural that the parser took for an infinitive
    # "autisme heeft": the parser takes a rare noun for a verb, and the verb stands behind it
    noun = words[verbs[0]].bad and not lemma(words[verbs[0]].low).endswith("n")  # not "vergeet | heeft een brief …"
    verb = verbs[1] if len(verbs) > 1 and noun and verbs[1] == verbs[0] + 1 else verbs[0]
    end = verb + 1
    while end < len(words) and (words[end].low == "te" or (words[end].verb and not words[end].finite)):
        end += 1
    comma = next((i for i in range(verb, len(words)) if words[i].text == ","), None)
    if comma is not None and comma + 1 < len(words) and is_finite(words[comma + 1]):
        return comma
    main = next((i for i in range(end, min(len(words), end + 6)) if is_finite(words[i])), None)
    return main if main is not None and words[end].pos == "ADP" else end


def _noun_phrase_end(words: Words, start: int) -> int | None:
    """Index after the noun phrase of a cause: through its last word that may not be told."""
    end = start
    while end < len(words):
        word = words[end]
        if word.text in {",", ";", ":", ".", ")"}:
            break
        possessive = end == start and word.low == "zijn"  # the parser takes it for the verb: "gezien zijn ADHD is …"
        if word.finite and not word.bad and not possessive:
            break
        if word.finite and word.bad and end + 1 < len(words) and words[end + 1].low in _ABOUT_PERSON - {"zijn", "haar"}:
            return None  # "vanwege zijn achterdocht doet hij …": what may not be told goes on in the main clause
        if word.finite and word.bad and word.low in words_of("finite_forms") and not possessive:
            return None
        if any_bad(words[start:end]) and word.low in {"die", "dat"} and (not word.bad or word.pos == "PRON"):
            return _relative_end(words, end)
        if any_bad(words[start:end]) and not word.bad and not _continues(words, end):
            break
        end += 1
    while end > start and words[end - 1].low in {"en", "of", "van", "de", "het", "een"}:
        end -= 1
    return end if end > start else None


def _relative_end(words: Words, start: int) -> int:
    """Index after what is told of a cause: "vanwege de stemmen die haar waarschuwen | de deur open laten"."""
    verb = next((i for i in range(start + 1, min(len(words), start + 10)) if words[i].verb), None)
    return verb + 1 if verb is not None else start


def _continues(words: Words, at: int) -> bool:
    """Whether the noun phrase goes on with more that may not be told: "en haar middelengebruik", "van oktober"."""
    before = words[at - 1]
    if before.bad and before.pos == "ADJ" and lemma(before.low) != before.low and words[at].pos == "NOUN":
        return True  # "haar manische periode": the noun goes with what is said of it
    if words[at].low in _NP_INSIDE:
        return any(w.bad for w in words[at : at + 4])
    if words[at - 1].bad and words[at].pos == "NOUN":
        return False  # "zijn autisme | wijzigingen doorgeven": a noun behind the last one opens what stays
    return at + 1 < len(words) and words[at].pos in {"ADJ", "NOUN", "ADV"} and words[at + 1].bad


def _inner(words: Words) -> Words | None:
    """One cause inside or at the end taken out; the same words when there is none."""
    for i in range(1, len(words)):
        here = words[i:]
        conjunction = words[i].low in words_of("cause_conjunctions") and words[i].low not in {"daar", "sinds"}
        if conjunction or _causal_daar(words, i):
            if words[i].low == "nu" and (i == 0 or words[i - 1].text != ","):
                continue
            boundary = _inserted_clause_end(words, i) or _to_boundary(words, i)
            if any_bad(words[i:boundary]):
                if boundary < len(words) and words[boundary].text == ",":
                    return _cut_phrase(words, i, boundary)
                return _left(words, i) if _limited(words, i) else _cut(words, i, boundary)
        size = starts_with(here, lists()["cause_prepositions"])
        if size and not (words[i].low == "door" and (_is_agent(words, i) or _is_particle(words, i))):
            inserted = _insertion_end(words, i)
            end = inserted or _noun_phrase_end(words, i + size)
            if end is not None and any_bad(words[i:end]):
                start = _with_it_comes(words, i)
                if start < i or inserted:
                    return _cut_phrase(words, start, end)
                if words[i - 1].text in {":", ";", ","} and end < len(words) and is_finite(words[end]):
                    return _righted(words, i, end)
                end = _with_complement(words, end)
                stays = _limited(words, i) or _negated_fact(words[:i])
                return _left(words, i) if stays else _cut_phrase(words, i, end)
    return words


def _insertion_end(words: Words, at: int) -> int | None:
    """Index of the comma that closes a cause between two: "moet, gezien zijn beperkte energie door …, rustig"."""
    if words[at - 1].text != ",":
        return None
    end = next((i for i in range(at + 1, len(words)) if words[i].is_mark), None)
    if end is None or words[end].text != "," or any(w.finite and w.low != "zijn" for w in words[at:end]):
        return None
    return end


def _inserted_clause_end(words: Words, at: int) -> int | None:
    """Index of the comma that closes a clause between two in a main clause: "dienen, nu hij … is, voor twaalf uur"."""
    if words[at - 1].text != "," or not any(w.finite for w in words[:at]):
        return None
    verb = next((i for i in range(at + 1, len(words)) if words[i].finite), None)
    end = next((i for i in range(verb or at, len(words)) if words[i].is_mark), None)
    if verb is None or end is None or words[end].text != "," or end - verb > _VERBS:
        return None
    return None if any(w.finite for w in words[end:]) else end


_VERBS = 3
"""Verbs at the end of a clause, at most."""


def _with_it_comes(words: Words, at: int) -> int:
    """Index of the comma before "wat komt | door zijn stoornis", else at."""
    if words[at - 1].low not in {"komt", "kwam"}:
        return at
    opens = next((i for i in range(at - 2, max(0, at - 9), -1) if words[i].low in {"wat", "dat", "dit"}), None)
    return opens - 1 if opens and words[opens - 1].text in {",", ";"} else at


def _righted(words: Words, start: int, end: int) -> Words | None:
    """A clause behind a colon that loses its front: "…: door zijn beperking hoort hij" to "…: hij hoort"."""
    boundary = _to_boundary(words, end)
    turned = uninvert(words[end:boundary])
    return (*words[:start], *lower_first(turned), *words[boundary:]) if turned else None


def _left(words: Words, at: int) -> Words | None:
    """The same words where the cause stands in a clause behind a comma, which can go as a whole; else None."""
    comma = max((i for i, w in enumerate(words[:at]) if w.text == ","), default=None)
    return words if comma is not None and any(w.finite for w in words[comma:at]) else None


_LIMITS = frozenset(
    {
        "alleen",
        "pas",
        "slechts",
        "niet",
        "geen",
        "tot",
        "zelfs",
        "juist",
        "enkel",
        "uitsluitend",
        "nooit",
        "behalve",
        "maar",
        "dag",
    }
)


def _limited(words: Words, at: int) -> bool:
    """Whether the cause is what the sentence turns on: "pas na …", "niet door …"."""
    return words[at].low != "want" and any(w.low in _LIMITS for w in words[max(0, at - 2) : at])


def _negated_fact(before: Words) -> bool:
    """ "Er is geen overlast door drankgebruik": without the cause it would say more than was said."""
    commas = [i for i, w in enumerate(before) if w.text == ","]
    if len(commas) > 1 and not any(w.finite for w in before[commas[-2] :]):
        before = (*before[: commas[-2]], *before[commas[-1] :])  # ", niet boven een winkel," says nothing of the rest
    return any(w.finite for w in before) and any(w.low in {"niet", "geen", "nooit"} for w in before)


def _is_agent(words: Words, at: int) -> bool:
    """ "door de psychiater" in a passive is who, not why: not for this rule."""
    return any(w.low in {"wordt", "worden", "werd", "is", "zijn"} for w in words[:at]) and any(
        w.low.startswith("ge") and w.verb for w in words
    )


def _is_particle(words: Words, at: int) -> bool:
    """ "geeft dat door aan de politie": a part of the verb."""
    return words[at + 1 : at + 2] != () and words[at + 1].low in {"aan", "naar", "te", "met"}


def _to_boundary(words: Words, start: int) -> int:
    depth = 0
    for i in range(start, len(words)):
        if words[i].text == "(":
            depth += 1
        if words[i].text == ")":
            if depth == 0:
                return i
            depth -= 1
        if words[i].text in {";", "."} or (words[i].text == ":" and i > start + 2):
            return i
    return len(words)


def _cut_phrase(words: Words, start: int, end: int) -> Words:
    """Without a phrase; what stands between commas in a clause goes with both of them: "wordt, gelet op …, kort"."""
    between = words[start - 1].text == "," and end < len(words) and words[end].text == ","
    if between and any(w.finite for w in words[:start]):
        return (*words[: start - 1], *words[end + 1 :])
    return _cut(words, start, end)


def _cut(words: Words, start: int, end: int) -> Words:
    """Without the stretch, and without the comma before it when nothing but a stop follows."""
    before, after = words[:start], words[end:]
    if (before and before[-1].text == "," and (not after or after[0].text in {",", ".", ";", ")"})) or (
        before and before[-1].text == "," and after and after[0].text not in {","} and not after[0].finite
    ):
        before = before[:-1]
    if (
        before
        and before[-1].low in {"en", "mede", "vooral", "waarschijnlijk", "mogelijk", "vermoedelijk"}
        and (not after or after[0].is_mark)
    ):
        before = before[:-1]
    return (*before, *after)
