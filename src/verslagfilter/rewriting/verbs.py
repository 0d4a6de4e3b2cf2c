"""Dutch verbs and word order: from om-te and dat-clauses to main clauses and infinitives, and inversion undone."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from verslagfilter.rewriting.words import Word, Words, capital, joining, lists, lower_first, spaced, words_of
from verslagfilter.wordlist import base_form, is_known


def is_word(text: str) -> bool:
    """Whether text is a Dutch word in lower case."""
    return is_known(text.lower())


def lemma(text: str) -> str:
    """Dictionary form of a word."""
    return base_form(text.lower())


_CLAUSE_STARTS = frozenset({"zonder", "alvorens", "door", "teneinde"})


def to_infinitive(words: Words) -> Words | None:
    """An om-te clause as infinitives: "om langs te gaan" to "langsgaan"; None: no "te" in it."""
    rest = words[1:] if words and words[0].low == "om" else words
    made: list[Word] = []
    seen, nested, skip = 0, False, 0
    for i, word in enumerate(rest):
        if skip:
            skip -= 1
            continue
        after = rest[i + 1] if i + 1 < len(rest) else None
        opens = word.low == "om" and seen > 0 and not _is_place_or_time(rest[i + 1 :])
        if opens and rest[i - 1].low in {"en", "of", "maar"}:
            nested = False  # a second clause beside the first: "om A te doen en | om B te laten"
            continue
        if (
            opens
            or (
                word.low in _CLAUSE_STARTS
                and not _is_way_in(rest, i)
                and not (word.low == "door" and _lets(rest, i))  # "door dezelfde twee te laten doen"
                and (after is None or after.low != "te")
                and any(w.low == "te" for w in rest[i : i + 6])
                and (seen or sum(w.low == "te" for w in rest) > 1)
            )
        ):
            nested = True
        elif word.text in ",;" or word.low in {"en", "of", "maar"}:
            nested = False
        if word.low == "te" and after is not None and _is_infinitive(after) and not nested and not _governed(made):
            seen += 1
            made.append(replace(after, space=not _joins(made, after)))
            skip = 1
            continue
        made.append(word)
    return tuple(made) if seen else None


def _lets(words: Words, at: int) -> bool:
    """Whether "te laten" follows: "door" names who will do it."""
    return any(a.low == "te" and b.low == "laten" for a, b in pairwise(words[at : at + 8]))


def _is_place_or_time(behind: Words) -> bool:
    """Whether "om" opens no clause: "om de hoek", "om de week", "om tien uur"."""
    if behind and behind[0].pos == "NUM":
        return True
    return (
        len(behind) > 1
        and behind[0].low == "de"
        and behind[1].low in {"hoek", "week", "dag", "beurt", "tafel", "maand"}
    )


_WAYS_IN = frozenset(
    {"deur", "voordeur", "achterdeur", "zijdeur", "raam", "brievenbus", "gang", "poort", "tuin", "steeg"}
)


def _is_way_in(words: Words, at: int) -> bool:
    """ "altijd door de voordeur te komen": no clause of its own."""
    return words[at].low == "door" and any(w.low in _WAYS_IN for w in words[at + 1 : at + 3])


def _is_infinitive(word: Word) -> bool:
    return word.low.endswith(("en", "aan", "gaan", "doen", "zien", "staan", "zijn", "slaan")) and not word.is_mark


def _governed(made: list[Word]) -> bool:
    """Whether the last infinitive made is of a verb that takes "te" itself: "proberen te bellen"."""
    for word in reversed(made):
        if word.text in ",;" or word.low in {"en", "of", "maar"}:
            return False
        if word.low in words_of("takes_te") and word.pos != "NOUN":
            return True
    return False


def _joins(made: list[Word], verb: Word) -> bool:
    """Whether the infinitive is written on to its separable part before it: "langs" + "gaan"."""
    last = made[-1] if made else None
    before = made[-2].low if len(made) > 1 else ""
    if last is None or last.low not in words_of("separable") or before in {"naar", "er"}:
        return False
    if _is_stranded(made):
        return False
    whole = last.low + verb.low
    alone = last.low in _NEVER_BEHIND and not any(w.low in _STRANDING for w in made)
    return (alone or is_word(whole)) and whole not in words_of("inseparable")


def _is_stranded(made: list[Word]) -> bool:
    """Whether the last word belongs to "er" before it: "er niet | aan | trekken", but "er niet op | in | gaan"."""
    for word in reversed(made[:-1]):
        if word.low in {"er", "ergens", "nergens"}:
            return True
        if word.pos == "ADP" or word.is_mark or word.low in {"en", "of", "maar"}:
            return False
    return False


_NEVER_BEHIND = frozenset({"aan", "bij", "mee", "na", "terug", "tegen", "toe", "voor"})
"""Words that stand right before "te" as part of the verb only, unless one of _STRANDING is in the clause."""
_STRANDING = frozenset({"er", "daar", "hier", "waar", "ergens", "nergens", "overal"})


def subject_end(words: Words, start: int, verb: int | None = None) -> int | None:
    """Index after the subject that starts at start; None: cannot be told."""
    if start >= len(words):
        return None
    first = words[start]
    parsed = words[verb].subject_words if verb is not None else ()
    if first.low.rstrip(".") in words_of("subject_pronouns"):
        if first.low in {"mevrouw", "meneer", "mw", "dhr", "hr", "mevr"} or first.low.rstrip(".") in {
            "mw",
            "dhr",
            "hr",
            "mevr",
        }:
            return _after_title(words, start)
        if (
            first.low in {"dit", "dat", "deze", "die"}
            and start + 1 < len(words)
            and words[start + 1].pos in {"NOUN", "ADJ"}
        ):
            return noun_phrase_end(words, start)
        if first.low == "het" and start + 1 < len(words) and words[start + 1].pos == "NOUN":
            return noun_phrase_end(words, start)
        return start + 1
    indices = {w.index: i for i, w in enumerate(words)}
    inside = sorted(indices[i] for i in parsed if i in indices and indices[i] >= start)
    if _is_act(words, start) and start + 2 < len(words) and words[start + 1].low in {"met", "over", "tegen", "van"}:
        thing = noun_phrase_end(words, start + 2)  # "dreigen met ontruiming | heeft …"
        if thing is not None and (verb is None or thing <= verb):
            return thing
    if _is_act(words, start) and inside[:1] == [start] and all(words[i].pos in {"ADV", "ADJ"} for i in inside[1:]):
        return start + 1
    if (
        inside
        and inside[0] == start
        and inside == list(range(inside[0], inside[-1] + 1))
        and not any(words[i].finite for i in inside)
    ):
        by_words = noun_phrase_end(words, start)
        if first.low in {"een", "geen", "één"}:
            adverbial = next((i for i in inside[1:] if _is_fixed(words, i)), inside[-1] + 1)
            return _with_act(words, max(adverbial, by_words or 0), verb)
        return _before_object(words, start, _without_adverbial(words, by_words, inside[-1] + 1))
    if first.pos == "VERB" and first.low.endswith("en") and any(w.verb and not w.finite for w in words[start + 1 :]):
        return start + 1
    return noun_phrase_end(words, start)


def _is_act(words: Words, at: int) -> bool:
    """An infinitive as a subject: "appen | beter werkt"."""
    return words[at].low.endswith("en") and words[at].pos in {"VERB", "NOUN"} and is_word(words[at].low)


_DATING = frozenset({"op", "om", "voor", "vóór", "tot", "vanaf", "per"})
_DETERMINERS = frozenset({"de", "het", "een", "zijn", "haar", "hun", "deze", "die", "dit", "dat", "geen"})


def _before_object(words: Words, start: int, end: int) -> int:
    """The end of a subject that the parse gives the object as well: "Huis & Haard | de schilder"."""
    for at in range(start + 1, end):
        before = words[at - 1]
        noun = before.pos in {"NOUN", "PROPN"} and not before.is_mark
        dated = words[at].low in _DATING and at + 1 < len(words) and words[at + 1].text[:1].isdigit()
        if noun and (dated or (words[at].low in _DETERMINERS and at + 1 < len(words))):
            return at
    return end


def _with_act(words: Words, end: int, verb: int | None) -> int:
    """ "een uur opruimen": an act behind the time it takes is one subject with it."""
    act = verb is not None and end < verb and words[end].low.endswith("en") and words[end].pos in {"VERB", "NOUN"}
    return end + 1 if act and not words[end].finite and words[end - 1].low in _SPELLS else end


_SPELLS = frozenset({"uur", "kwartier", "minuten", "dag", "ochtend", "middag", "avond", "half"})


def _without_adverbial(words: Words, by_words: int | None, parsed: int) -> int:
    """The end of a subject to which the parse gives all there is before the last verbs: "de keuring in twee delen"."""
    only_verbs_left = all(w.verb or w.is_mark for w in words[parsed:])
    if by_words is None or by_words >= parsed or not only_verbs_left or words[by_words].pos != "ADP":
        return parsed
    return by_words


def _after_title(words: Words, start: int) -> int:
    end = start + 1
    if end < len(words) and words[end].text == ".":
        end += 1
    while end < len(words) and words[end].text[:1].isupper() and not words[end].is_mark:
        end += 1
    return end


_OF = frozenset({"van", "en", "of"})
_AFTER_INDEFINITE = _OF | {"met", "in", "per", "voor", "tussen", "na", "op", "aan", "zonder", "bij", "over", "uit"}


_FIXED_ADVERBIALS = frozenset(
    {"bij voorkeur", "in principe", "in overleg", "op tijd", "van tevoren", "op papier", "in ieder"}
)


def _is_fixed(words: Words, at: int) -> bool:
    return at + 1 < len(words) and f"{words[at].low} {words[at + 1].low}" in _FIXED_ADVERBIALS


def noun_phrase_end(words: Words, start: int, loose: bool = False) -> int | None:
    """Determiner, adjectives, noun, and the phrases right behind it: "van", and after an indefinite noun others too."""
    end = start
    while end < len(words) and words[end].pos in {"DET", "ADJ", "NUM", "PRON", "ADV"} and not words[end].verb:
        end += 1
    if end >= len(words) or words[end].pos not in {"NOUN", "PROPN", "X", "SYM"} or words[end].verb:
        return None
    indefinite = loose or words[start].low in {"een", "geen", "één"} or words[start].pos in {"NOUN", "ADJ", "NUM"}
    end += 1
    while end < len(words) and words[end].pos == "PROPN":
        end += 1
    if end + 1 < len(words) and words[end].low == "'s" and words[end + 1].low.endswith("s"):
        end += 2
    if _is_fixed(words, end):
        return end
    if end + 1 < len(words) and words[end].low in (_AFTER_INDEFINITE if indefinite else _OF):
        more = noun_phrase_end(words, end + 1, indefinite)
        if more is not None and more < len(words):
            return more
    return end


def is_finite(word: Word) -> bool:
    """A finite verb, also where the parser took it for an infinitive."""
    return word.finite or (word.low in words_of("finite_forms") and word.pos in {"VERB", "AUX"})


def is_imperative(verb: Word) -> bool:
    """A bare stem: "houd", not "houdt", "kan" or "liep"."""
    if verb.pos not in {"VERB", "AUX", "NOUN", "PROPN", "X"} or verb.low.endswith(("t", "en")):
        return False
    if verb.low in words_of("finite_forms") | words_of("modals"):
        return False
    long = verb.low[:-2] + verb.low[-1] if verb.low[-3:-2] == verb.low[-2:-1] and len(verb.low) > 3 else verb.low
    plain = {"f": "v", "s": "z"}.get(long[-1], long[-1])
    return any(is_word(stem + "en") for stem in (verb.low, verb.low + verb.low[-1], long, long[:-1] + plain))


def opens_with_verb(words: Words) -> bool:
    """Whether words start with the verb of a main clause whose first place was taken away."""
    pronoun = len(words) > 1 and words[1].low in {"we", "wij", "ik", "men", "je", "jullie"}
    return bool(words) and (is_finite(words[0]) or (words[0].verb and pronoun))


def uninvert(words: Words) -> Words | None:
    """What remains after something fronted was taken away, as main clauses, the second that it opened too."""
    turned = _uninverted(words)
    return turned if turned is None or turned is words else _second_uninverted(turned)


def _second_uninverted(words: Words) -> Words:
    """ "Bezoekers blijven staan en gaan | zij | niet naar binnen": behind its subject the pronoun is one too many."""
    at = next((i for i, w in enumerate(words) if i > 1 and w.low == "en" and words[i + 1 : i + 2]), None)
    behind = words[at + 1 : at + 3] if at else ()
    if at is None or len(behind) < 2 or not behind[0].finite:
        return words
    if behind[1].pos == "DET" and behind[0].subject_words:
        turned = _uninverted(words[at + 1 :])
        return (*words[: at + 1], *lower_first(spaced(turned))) if turned else words
    again = behind[1].low in {"zij", "ze", "hij"}
    first = not any(w.low in words_of("subject_pronouns") for w in words[:2])
    return (*words[: at + 2], *words[at + 3 :]) if again and first else words


def _uninverted(words: Words) -> Words | None:
    """What remains after something fronted was taken away, as a main clause: "is het beter" to "Het is beter"."""
    if not opens_with_verb(words):
        return words
    verb = words[0]
    end = 2 if _is_bare_het(words) else _named_act_end(words) or subject_end(words, 1, 0)
    fronted = _adverbial_end(words)
    if fronted is not None and (_later_subject(words) or words[0].low not in {"wordt", "werd", "worden"}):
        moved = (replace(words[1], space=verb.space), *words[2:fronted], lower_first((replace(verb, space=True),))[0])
        return capital((*moved, *words[fronted:]))
    if _impersonal(words):
        return capital((joining("er", verb.space), lower_first((replace(verb, space=True),))[0], *words[1:]))
    if end is None or end >= len(words) + 1 or end == 1:
        return None
    end = _before_instrument(words, end)
    subject = words[1:end]
    if subject[0].low in {"je", "jij"}:
        verb = _with_je_before(verb)
    moved = (replace(subject[0], space=verb.space), *subject[1:], lower_first((replace(verb, space=True),))[0])
    return capital((*moved, *words[end:]))


def _with_je_before(verb: Word) -> Word:
    """The form behind "je" where it stood before it: "kun je" is "je kunt"."""
    form = second_person(verb.low)
    return verb if form == verb.low else Word(form, None, verb.space, verb.pos, True, True, index=verb.index)


def second_person(stem: str) -> str:
    """The spelling of a verb behind "je", of the one that it has before it: "kunt" of "kun"."""
    irregular = {"kun": "kunt", "zul": "zult", "wil": "wilt", "heb": "hebt", "ben": "bent"}
    regular = stem + "t" if not stem.endswith("t") and is_word(stem + "t") else stem
    return irregular.get(stem, regular)


def _before_instrument(words: Words, end: int) -> int:
    """In a passive, how and by whom it is done is no part of the subject: "worden afspraken | met een foto geappt"."""
    if words[0].low not in {"wordt", "worden", "werd", "werden"}:
        return end
    return next((i for i in range(2, end) if words[i].low in {"met", "per", "via", "op", "in", "om", "door"}), end)


_COMMON_GENDER = re.compile(r"\w{4,}(?:ing|heid|teit|tie)$")
"""Nouns that have "de": behind "het" they are no part of one noun phrase with it."""


def _is_bare_het(words: Words) -> bool:
    """ "verdient het aanbeveling …": the subject is "het" alone."""
    return len(words) > 2 and words[1].low == "het" and bool(_COMMON_GENDER.match(words[2].low))


def _named_act_end(words: Words) -> int | None:
    """Index after an act as a subject: "heeft het ophelderen van afspraken zin"; None: there is none."""
    if len(words) > 4 and words[1].low == "het" and words[2].low.endswith("en") and words[3].low == "van":
        return noun_phrase_end(words, 4, loose=True)
    return None


def _adverbial_end(words: Words) -> int | None:
    """Index after the prepositional phrase that follows the verb; None: there is none, or its end cannot be told."""
    if len(words) < 4 or words[1].pos != "ADP" or words[1].low == "te":
        return None
    end = noun_phrase_end(words, 2, loose=True)
    return end if end is not None and end < len(words) - 1 else None


def _later_subject(words: Words) -> bool:
    """Whether the parse gives the verb a subject that stands further on."""
    return any(w.index in words[0].subject_words for w in words[2:])


_ADVERBS = frozenset(
    {
        "niet",
        "nooit",
        "altijd",
        "alleen",
        "eerst",
        "steeds",
        "meteen",
        "direct",
        "zoveel",
        "voortaan",
        "voorlopig",
        "liever",
        "vooraf",
        "dan",
    }
)


def _impersonal(words: Words) -> bool:
    """A passive without a subject: "wordt in korte zinnen gesproken"."""
    if words[0].low not in {"wordt", "werd", "is", "mag", "kan", "moet", "dient"} or len(words) < 2:
        return False
    following = words[1]
    if words[0].low in {"wordt", "worden", "werd"} and following.low in _ADVERBS:
        return True
    if following.low in {"hem", "haar", "hen", "hun"} and not (len(words) > 2 and words[2].pos in {"NOUN", "ADJ"}):
        return True
    starts_other = following.pos in {"ADP", "ADV"} or following.low in {
        "niet",
        "altijd",
        "met",
        "in",
        "bij",
        "alleen",
        "nooit",
        "geen",
        "te",
    }
    parsed = [w for w in words[1:] if w.index in words[0].subject_words]
    return starts_other and not parsed and following.low not in words_of("subject_pronouns")


def to_main_clause(words: Words) -> Words | None:
    """A clause in subordinate order as a main clause: "een rustige toon goed werkt" to "… toon werkt goed"."""
    verb = _final_verb(words)
    if verb is None:
        return None
    end = subject_end(words, 0, verb)
    if end is None or end > verb:
        return None
    while end < verb and words[end].low in {"later", "eerder"}:  # "een dag later"
        end += 1
    finite = words[verb]
    parts = _split_separable(finite)
    if end == verb and (parts is None or parts[1] is None):
        return words
    if parts is None:
        return None
    head, particle = parts
    rest = _without_repeat(words[verb + 1 :], finite)
    tail = _second_clause((particle, *rest) if particle else rest, finite)
    if tail is None:
        return None
    return (*words[:end], replace(head, space=True), *words[end:verb], *tail)


def _ends_plural(first: Word, tail: Words, at: int) -> bool:
    """Whether the last verb is as plural as the first, and no infinitive: "… afspreken en zich daar aan | houden"."""
    last = not any(w.verb or w.text == "," for w in tail[at + 1 :])
    alone = not any(w.verb for w in tail[:at])
    return last and alone and first.low.endswith("en") and tail[at].verb and tail[at].low.endswith("en")


def _second_clause(tail: Words, finite: Word) -> Words | None:
    """What follows "en" in main order too: "en meteen zegt wat kan" to "en zegt meteen wat kan"; None: unsure."""
    at = next((i for i, w in enumerate(tail) if w.low in {"en", "maar"}), None)
    if at is None or any(w.low in _OPENERS or w.text == ";" for w in tail[:at]):
        return None if _is_left_behind(tail) else tail
    verb = next((i for i in range(at + 1, len(tail)) if is_finite(tail[i]) or _ends_plural(finite, tail, i)), None)
    if verb is None:
        return tail
    between = tail[at + 1 : verb]
    if any(w.is_mark or w.low in words_of("subject_pronouns") | _OPENERS for w in between):
        return None if any(w.low in {"je", "u", "men", "hij", "zij", "ze"} for w in between) else tail
    parts = _split_separable(tail[verb])
    if parts is None:
        return None
    head, particle = parts
    after = (particle, *tail[verb + 1 :]) if particle else tail[verb + 1 :]
    return (*tail[: at + 1], replace(head, space=True), *between, *after)


def _is_left_behind(tail: Words) -> bool:
    """Whether a second member keeps its verb at the end: "…, ook als het duurt, en pas daarna je punt | maakt"."""
    told = [i for i, w in enumerate(tail) if not w.is_mark]
    start = max((i for i in told if tail[i].low in {"en", "maar"} and tail[i - 1].text == ","), default=None)
    if start is None or not told or not tail[told[-1]].finite:
        return False
    inside = tail[start + 1 : told[-1]]
    return bool(inside) and not any(w.finite or w.low in _OPENERS for w in inside)


_OPENERS = frozenset({"die", "dat", "wat", "wie", "als", "wanneer", "omdat", "zodra", "waar", "hoe", "om", "of"})


def _without_repeat(rest: Words, verb: Word) -> Words:
    """ "… moet laten uitrazen en daarna je vraag moet herhalen": the second "moet" is understood."""
    again = _repeated_behind_comma(rest, verb)
    if again is not None:
        return (*rest[:again], *rest[again + 1 :])
    opened = False
    for i, word in enumerate(rest):
        opened = opened or word.low in {"en", "of", "maar"}
        if word.text in {",", ";", "."} or word.low in {"dat", "die", "als", "omdat"}:
            return rest
        if opened and word.low == verb.low:
            return (*rest[:i], *rest[i + 1 :])
    return rest


def _repeated_behind_comma(rest: Words, verb: Word) -> int | None:
    """Index of the same verb in a second member: "…, maar ook niet | moet | meepraten"; None: there is none."""
    start = next((i for i, w in enumerate(rest) if i and w.low in {"maar", "en"} and rest[i - 1].text == ","), None)
    if start is None or not any(w.low in _OPENERS for w in rest[:start]):
        return None  # without a clause in between the second member can have an order of its own
    for i in range(start + 1, len(rest)):
        if rest[i].is_mark or rest[i].low in _OPENERS | words_of("subject_pronouns"):
            return None
        if rest[i].low == verb.low:
            return i
    return None


def _final_verb(words: Words) -> int | None:
    """The finite verb of the clause itself: the first one that no relative pronoun or conjunction opened in between."""
    depth, bare = 0, None
    for i, word in enumerate(words):
        if (
            i
            and word.low in {"die", "dat", "wie", "wat", "als", "wanneer", "omdat", "zodra", "waar"}
            and (words[i - 1].text == "," or (word.pos in {"SCONJ", "PRON"} and word.low not in {"dat", "wat"}))
        ):
            if depth == 0 and i > 1 and _is_unseen_verb(words[i - 1]):
                return i - 1
            depth += 1
            bare = i if words[i - 1].text != "," and word.low not in {"die", "dat", "wie", "wat"} else bare
        bare_form = word.pos in {"VERB", "AUX"} and word.low in words_of("finite_forms")
        if (word.finite or bare_form) and not (i and words[i - 1].low == "te"):
            if depth == 0:
                unsure = bare is not None and any(w.text == "," for w in words[bare : i - 1])
                return None if unsure else i
            depth -= 1
    return _last_plural(words)


def _is_unseen_verb(word: Word) -> bool:
    """A finite verb that the parser took for something else: "alleen | beklijft | wanneer"."""
    base = lemma(word.low)
    return word.low.endswith("t") and base.endswith("en") and base != word.low and word.pos != "NOUN"


def _last_plural(words: Words) -> int | None:
    """A plural finite verb that the parser took for an infinitive: the last word of the clause."""
    end = next((i for i, w in enumerate(words) if w.is_mark and w.text in {",", ";", "."}), len(words))
    last = end - 1
    if any(w.low == "te" for w in words[:last]):
        return None  # "eraan hecht met zijn titel te worden aangesproken"
    joined = next((i - 1 for i, w in enumerate(words[:last]) if i and w.low == "en" and words[i - 1].verb), None)
    if joined is not None:  # "een tijd | afspreken | en zich daaraan houden": the second moves with the first
        both = words[joined].subject_words and words[joined].low.endswith("n") and words[last].low.endswith("n")
        return joined if both and words[last].verb else None
    return last if last > 0 and words[last].verb and words[last].low.endswith("n") else None


def _split_separable(verb: Word) -> tuple[Word, Word | None] | None:
    """ "opbelt" to ("belt", "op"); a verb that is not separable stays whole; None: cannot be told."""
    base = lemma(verb.low)
    for prefix in sorted(words_of("separable"), key=len, reverse=True):
        rest = verb.low[len(prefix) :]
        if (
            verb.low.startswith(prefix)
            and len(rest) > 2
            and base.startswith(prefix)
            and base not in words_of("inseparable")
            and is_word(rest)
            and base[len(prefix) :] in (lemma(rest), rest)
        ):
            if prefix in {"over", "onder", "voor", "door", "om", "weer"}:
                return None
            span = verb.span
            cut = len(prefix)
            first = replace(
                verb, text=verb.text[cut:], span=None if span is None else type(span)(span.start + cut, span.end)
            )
            second = Word(verb.text[:cut], None if span is None else type(span)(span.start, span.start + cut))
            return first, second
    return verb, None


def singular(verb: Word) -> Word | None:
    """The third person singular of a plural finite verb: "maken" to "maakt"; None: cannot be told."""
    form = singular_form(verb.low)
    if form is None or (verb.low not in lists()["irregular_singular"] and not is_word(form)):
        return None
    return Word(form, None, verb.space, verb.pos, True, True, index=verb.index)


def singular_form(plural: str) -> str | None:
    """The spelling of that form, of a lower-case verb."""
    irregular = lists()["irregular_singular"]
    return str(irregular[plural]) if plural in irregular else _regular_singular(plural)


def _regular_singular(plural: str) -> str | None:
    if not plural.endswith("en") or len(plural) < 4:
        return None
    stem = plural[:-2]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "aeiou":
        stem = stem[:-1]
    elif (
        len(stem) >= 2 and stem[-1] not in "aeiou" and stem[-2] in "aeou" and (len(stem) < 3 or stem[-3] not in "aeiou")
    ):
        stem = stem[:-1] + stem[-2] + stem[-1]
    if stem.endswith("v"):
        stem = stem[:-1] + "f"
    if stem.endswith("z"):
        stem = stem[:-1] + "s"
    return stem if stem.endswith("t") else stem + "t"
