"""What stands beside each other: items of a list, clauses, owners of an action; those that may not be told go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from verslagfilter.rewriting.verbs import is_imperative, lemma, singular, uninvert
from verslagfilter.rewriting.words import Word, Words, any_bad, capital, joining, lower_first, text_of, words_of

_NEGATIONS = frozenset({"niet", "geen", "nooit", "zonder", "vermijd", "niets"})
_CONJUNCTIONS = frozenset({"en", "of", "plus", "alsmede", "evenals"})


def _stop(words: Words) -> int:
    """Index of the closing mark; without one, the number of words."""
    return len(words) - (words[-1].text in {".", "!", "?"})


def drop_brackets(words: Words) -> Words | None:
    """Without brackets that hold something that may not be told."""
    opening = None
    for i, word in enumerate(words):
        if word.text in {"(", "["}:
            opening = i
        if word.text in {")", "]"} and opening is not None:
            if any_bad(words[opening : i + 1]):
                return drop_brackets((*words[:opening], *words[i + 1 :]))
            opening = None
    if opening is not None and any_bad(words[opening:]):
        return words[:opening]
    return words


def drop_items(words: Words) -> Words | None:
    """A list of short items without those that may not be told: "A, B en C" to "A en B"."""
    if not any_bad(words):
        return words
    if any(w.low == "of" for w in words) and any(w.finite for w in words) and not any(w.text == ":" for w in words):
        return words
    if words[0].low in WHEN and any(w.text == "," and b.finite for w, b in pairwise(words)):
        return words  # a condition, for the rules of clauses
    then = next((i for i, (a, b) in enumerate(pairwise(words)) if a.text == ":" and b.low == "dan"), None)
    if then is not None:
        listed = drop_items(words[:then])
        return words if listed is None or any_bad(listed) or any_bad(words[then:]) else (*listed, *words[then:])
    head = _list_start(words)
    stop = _before_last_verbs(words, _stop(words))
    items, links = _items(words[head:stop])
    if len(items) < 2:
        return words
    kept = [i for i, item in enumerate(items) if not any_bad(item)]
    if len(kept) == len(items) or not kept or any_bad(words[:head]):
        return words
    if not _is_list(items, kept, head) or (not head and _holds_a_verb(items, kept)):
        return words
    if len(kept) == 1 and not head and any(w.finite and w.low in {"zijn", "waren"} for w in items[kept[0]]):
        return None  # "paniek en een volle brievenbus zijn tekenen": of one it is said otherwise
    return (*words[:head], *_relinked(items, links, kept), *words[stop:])


def drop_alternatives(words: Words) -> Words | None:
    """A condition without the clauses that may not be told: "als A, B of C, dan …" to "als A of B, dan …"."""
    if not any_bad(words):
        return words
    start = _condition_start(words)
    if start is None:
        return words
    end = _condition_end(words, start)
    items, links = _alternatives(words[start:end])
    good = [not any_bad(item) for item in items]
    if len(items) < 2 or all(good) or not any(good) or any_bad(words[end:]) or not all(map(_is_clause, items)):
        return words
    kept = [i for i, ok in enumerate(good) if ok]
    if start and any(items[i][0].finite and len(items[i]) > 1 for i in kept):
        return words  # a main clause, where the condition had ended
    if kept[0] and not any(w.index in items[kept[0]][0].subject_words or w.subject for w in items[kept[0]]):
        return words  # its subject stood in the clause that goes
    made = _relinked(items, links, kept)
    opening = made if start else capital(made)
    return (*words[:start], *opening, *words[end:])


def drop_repeated_conditions(words: Words) -> Words | None:
    """Without those of a series of conditions that may not be told: "als A, als B en als C" to "als A en als B".

    Only where they end the sentence and share their opening word.
    """
    stop = _stop(words)
    starts = [i for i, w in enumerate(words[:stop]) if w.low in WHEN]
    if len(starts) < 2 or len({words[i].low for i in starts}) > 1 or any_bad(words[: starts[0]]):
        return words
    items: list[Words] = []
    links: list[Words] = [()]
    for n, start in enumerate(starts):
        end = starts[n + 1] if n + 1 < len(starts) else stop
        link = end
        while (
            link > start
            and n + 1 < len(starts)
            and (words[link - 1].text == "," or words[link - 1].low in {"en", "of"})
        ):
            link -= 1
        if n + 1 < len(starts):
            if link == end:
                return words  # a condition within a condition
            links.append(words[link:end])
        items.append(words[start:link])
    good = [not any_bad(item) for item in items]
    if all(good) or not any(good) or any(len(item) < _CLAUSE for item in items):
        return words
    kept = [i for i, ok in enumerate(good) if ok]
    return (*words[: starts[0]], *_relinked(items, links, kept), *words[stop:])


def drop_whom_not(words: Words) -> Words | None:
    """Without a third person who is not to be called: "bel het meldpunt en niet zijn zus"."""
    for i, word in enumerate(words[1:-1], 1):
        if word.low != "niet" or not (words[i - 1].text == "," or words[i - 1].low in {"en", "maar"}):
            continue
        end = next((k for k in range(i + 1, len(words)) if words[k].is_mark), len(words))
        behind = words[i + 1 : end]
        if any_bad(behind) and len(behind) <= _WHOM and all(w.bad or w.pos in {"ADP", "DET", "PRON"} for w in behind):
            start = i - 1
            while start and words[start - 1].text == ",":
                start -= 1
            return (*words[:start], *words[end:])
    return words


_WHOM = 5
_CLAUSE = 3


def _condition_start(words: Words) -> int | None:
    """Index after "als" near the front, or 0 where a verb opens the condition; None: there is none."""
    if any(w.text == ";" for w in words):
        return None
    then = _then(words) is not None
    opener = next((i for i, w in enumerate(words[:5]) if w.low in WHEN), None)
    if opener is not None:
        ends = then or (opener == 0 and _main_clause(words) is not None) or any(w.finite for w in words[:opener])
        return opener + 1 if ends or text_of(words[:opener]).lower() in _TO_WATCH else None
    return 0 if words[0].finite and then else None


_TO_WATCH = frozenset({"let op", "opletten", "let extra op", "alert zijn", "wees alert"})


def _then(words: Words, start: int = 0) -> int | None:
    """Index of the comma before "dan …" or before "bel dan …"."""
    for at in range(start + 1, len(words) - 1):
        behind = words[at + 1]
        order = at + 2 < len(words) and words[at + 2].low == "dan" and is_imperative(behind)
        if words[at].text == "," and (behind.low == "dan" or order):
            return at
    return None


def _condition_end(words: Words, start: int) -> int:
    """Index of the comma before "dan" or before the main clause, else of the closing mark."""
    then = _then(words, start)
    if then is None and start == 1:
        then = _main_clause(words)
    return then if then is not None else _stop(words)


def _main_clause(words: Words) -> int | None:
    """Index of the comma at which the main clause behind a fronted condition begins: "als A, B of C, gaat het mis"."""
    return max((i for i, (a, b) in enumerate(pairwise(words)) if a.text == "," and b.finite), default=None)


def _alternatives(words: Words) -> tuple[list[Words], list[Words]]:
    """The clauses between commas and "of", and what links each to the one before."""
    return _parted(words, [word.text == "," or word.low == "of" for word in words])


def _parted(words: Words, parts: Sequence[bool]) -> tuple[list[Words], list[Words]]:
    """Words cut at those that part: the items, and the words that link each to the one before."""
    items: list[Words] = []
    links: list[Words] = []
    current: list[Word] = []
    pending: list[Word] = []
    for word, part in zip(words, parts, strict=True):
        if part:
            if current:
                items.append(tuple(current))
                links.append(tuple(pending))
                current, pending = [], []
            pending.append(word)
        else:
            current.append(word)
    if current:
        items.append(tuple(current))
        links.append(tuple(pending))
    return items, links


def _is_clause(item: Words) -> bool:
    return any(w.finite for w in item) or item[0].verb or item[-1].verb


def drop_relative(words: Words) -> Words | None:
    """Without a clause between commas that tells too much of a noun: "de heer Vos, die lithium slikt, …"."""
    for start in range(1, len(words) - 3):
        opens = words[start].text == "," and (
            words[start + 1].low in _RELATIVES or (words[start + 1].pos == "ADP" and words[start + 2].low in _RELATIVES)
        )
        if not opens:
            continue
        end = next((k for k in range(start + 3, len(words)) if words[k].text in {",", ":"}), None)
        if end is None or not any_bad(words[start:end]) or any_bad(words[:start]):
            continue
        if words[end].text == ":":
            return drop_relative((*words[:start], *words[end:]))
        if words[end + 1 : end + 2] and (words[end + 1].finite or any(w.finite for w in words[:start])):
            return drop_relative((*words[:start], *words[end + 1 :]))
    return words


_RELATIVES = frozenset({"die", "dat", "wie", "wier", "wiens", "waarbij", "waarvan", "waarvoor", "waarmee"})


def _holds_a_verb(items: list[Words], kept: list[int]) -> bool:
    """Whether the only other item is the rest of the sentence: "Woonzicht en | De Brug bezoeken hem op 5 mei"."""
    gone = [item for i, item in enumerate(items) if i not in kept]
    tail = len(items) == 2 and kept == [0] and not any(w.verb for w in items[0])
    return tail and sum(not w.bad and not w.is_mark for w in gone[0]) > 3


def _before_last_verbs(words: Words, stop: int) -> int:
    """Where a list ends that stands between the parts of a verb: "wordt in A en met B | aangesproken"."""
    end = stop
    while end and words[end - 1].verb and not words[end - 1].finite and not words[end - 1].bad:
        end -= 1
    auxiliary = any(w.finite and w.low in words_of("auxiliaries") for w in words[:end])
    return end if auxiliary and end < stop else stop


def _list_start(words: Words) -> int:
    """Index after the words that announce the list: a colon, or the verb of "Signalen zijn …"."""
    colon = next((i for i, w in enumerate(words) if w.text == ":"), None)
    if colon is not None:
        return colon + 1
    noticed = next((i for i, w in enumerate(words) if w.low == "aan" and _is_noticed(words[:i])), None)
    if noticed is not None:
        return noticed + 1
    verb = next(
        (i for i, w in enumerate(words) if w.low in {"zijn", "gelden", "is", "vormen", "betreffen"} and w.verb), None
    )
    if verb is not None and not any("signa" in w.low or "teken" in w.low for w in words[: verb + 2]):
        return 0
    bad = next((i for i, w in enumerate(words) if w.bad), len(words))
    return verb + 1 if verb is not None and verb < bad and not any(w.text == "," for w in words[:verb]) else 0


def _is_noticed(before: Words) -> bool:
    """ "Dat merk je | aan …": signs follow."""
    return any(
        w.low in {"merk", "merkt", "merken", "herken", "herkennen", "herkenbaar", "zie", "ziet"} for w in before[-4:]
    )


def _items(words: Words) -> tuple[list[Words], list[Words]]:
    """Items and the words that link each to the one before."""
    parts: list[bool] = []
    depth = 0
    for i, word in enumerate(words):
        depth += (word.text == "(") - (word.text == ")")
        parts.append(
            depth == 0 and (word.text in {",", ";"} or (word.low in _CONJUNCTIONS | {"+"} and _parts_items(words, i)))
        )
    return _parted(words, parts)


def _parts_items(words: Words, at: int) -> bool:
    """Whether an "en" parts items of a list of three or more, or two that differ in what may be told."""
    before, after = words[:at], words[at + 1 :]
    if _is_pair(words, at):
        return False
    last = any(w.text == "," for w in before) and not any(w.text == "," for w in after)
    return last or (not any(w.text == "," for w in words) and any_bad(before) != any_bad(after))


def _is_pair(words: Words, at: int) -> bool:
    """Whether the "en" stands in "dag en nacht", "voor- en achterdeur" and the like."""
    if at and words[at - 1].text.endswith("-") and len(words[at - 1].text) > 1:
        return True
    return " ".join(w.low for w in words[max(0, at - 1) : at + 2]) in words_of("fixed_pairs")


_RELATIVE = frozenset(
    {
        "die",
        "dat",
        "wat",
        "waarvoor",
        "waarbij",
        "waardoor",
        "waarna",
        "waarvan",
        "waarin",
        "zodat",
        "omdat",
        "dan",
        "daarna",
        "daarvoor",
        "daardoor",
        "daarom",
        "hiervoor",
        "dus",
        "want",
        "maar",
        "hetgeen",
        "terwijl",
    }
)


def _is_list(items: list[Words], kept: list[int], head: int) -> bool:
    """Whether these are items that can be missed one by one, and not clauses that lean on each other."""
    gone = [item for i, item in enumerate(items) if i not in kept]
    if not head and any(w.low in {"eerst", "pas", "vooraf"} for item in gone for w in item):
        return False
    if (
        not head
        and 0 not in kept
        and any(w.verb for w in items[0])
        and not all(any(w.verb for w in items[i]) for i in kept)
    ):
        return False
    if (
        not head
        and any(w.low == "of" for item in items for w in item)
        and any(w.finite for item in items for w in item)
    ):
        return False
    if not head and any(w.low in _NEGATIONS for w in items[0]) and 0 not in kept:
        return False
    if any(items[i][0].low in _RELATIVE for i in kept):
        return False
    leaning = any(w.finite for item in gone if not _stands_alone(item) for w in item)
    if not head and leaning and not any(w.verb for i in kept for w in items[i]):
        return False
    if head:
        return True
    if any(w.finite for item in gone for w in item):
        return all(any(w.finite for w in items[i]) or len(items[i]) <= 6 for i in kept) and not any(
            w.finite for i in kept for w in items[i]
        )
    return all(len(item) <= 9 for item in gone)


def _stands_alone(item: Words) -> bool:
    """Whether the item is a clause with a subject of its own: "spuiten blijven liggen"."""
    inside = {w.index for w in item}
    return any(w.finite and w.subject_words and inside.issuperset(w.subject_words) for w in item)


def _relinked(items: list[Words], links: list[Words], kept: list[int]) -> Words:
    """The kept items with their links; a list that ended in "en" still does."""
    ended = [w for w in links[-1] if w.low in _CONJUNCTIONS]
    made: list[Word] = []
    for n, i in enumerate(kept):
        link = list(links[i]) if n else []
        last = n and n == len(kept) - 1
        if last and ended and not any(w.low in _CONJUNCTIONS for w in link):
            link = [joining(ended[0].text)]
        elif (n and not link) or (n and not last and any(w.low in _CONJUNCTIONS for w in link) and len(kept) > 2):
            link = [joining(",", space=False)]
        item = items[i]
        made += [*link, *(item if n else (replace(item[0], space=True), *item[1:]))]
    return tuple(made)


def drop_clauses(words: Words) -> Words | None:
    """A sentence of several clauses without those that may not be told, where the rest can stand; None: it cannot."""
    if not any_bad(words):
        return words
    stop = _stop(words)
    segments = _segments(words[:stop])
    if len(segments) < 2:
        return words
    good = [not any_bad(s) for s in segments]
    if not any(good):
        return None
    if not good[0]:
        return _without_first(segments, good, words[stop:])
    made: list[Word] = []
    for i, segment in enumerate(segments):
        if good[i]:
            if i and not good[i - 1] and (_needs_previous(segment) or _hangs_on(segment, segments[i - 1])):
                return None
            inserted = i > 1 and not good[i - 1] and _is_insertion(segments[i - 2], segments[i - 1], segment)
            made += segment[1:] if inserted else segment
        elif not _may_go(segments, i):
            return None
        else:
            made += _dated_bracket(segment)
    return (*_ended_list(made, segments, good), *words[stop:])


def _is_insertion(before: Words, gone: Words, after: Words) -> bool:
    """ "Hij heeft, zoals bij …, last van": what goes stood between two commas in one clause, so both go."""
    opens = len(gone) > 1 and (gone[1].low in _INSERTS or (gone[1].finite and len(gone) <= _SHORT))
    opens = opens and not any(w.finite or w.verb for w in after[1:2])
    between = gone[0].text == "," and after[0].text == "," and opens
    return between and any(w.finite for w in before) and not any(w.finite for w in after[:3])


_SHORT = 5
"""Words of ", meent Karin" and the like, at most."""
_INSERTS = frozenset({"zoals", "zeker", "vooral", "zolang", "voor", "gezien", "gelet", "net", "evenals"})


def _ended_list(made: list[Word], segments: list[Words], good: list[bool]) -> Words:
    """ "als A, als B of als C" without C is "als A of als B"; "dat zij A, B en C" is "dat zij A en B"."""
    last = segments[-1]
    if good[-1] or not good[-2] or last[0].low not in {"en", "of"} or len(last) < 2:
        return tuple(made)
    before = segments[-2]
    both_last = before[-1].verb and last[-1].verb and len(segments) > 2
    if len(before) < 2 or before[0].text != "," or not (before[1].low == last[1].low or both_last):
        return tuple(made)
    at = len(made) - len(before)
    return (*made[:at], joining(last[0].text), *made[at + 1 :])


def _dated_bracket(segment: Words) -> Words:
    """ "(8 april)" at the end of a clause that goes: the date is of the whole statement."""
    opening = next((i for i, w in enumerate(segment) if w.text == "("), None)
    if opening is None or segment[-1].text != ")" or any_bad(segment[opening:]):
        return ()
    return segment[opening:] if any(c.isdigit() for w in segment[opening:] for c in w.text) else ()


WHEN = frozenset({"als", "wanneer", "indien", "zodra", "zolang"})


def _segments(words: Words) -> list[Words]:
    """Cut before commas, semicolons, dashes and before "en" or "maar" that opens a clause; marks stay in front."""
    cuts = [0]
    depth = 0
    for i, word in enumerate(words):
        depth += (word.text in {"(", "["}) - (word.text in {")", "]"})
        if i == 0 or depth:
            continue
        opens = word.low in {"en", "maar", "want", "dus", "terwijl", "waarna"} and _opens_clause(words, i)
        again = word.low in {"en", "of"} and i + 1 < len(words) and words[i + 1].low in WHEN
        if (word.text in {",", ";", "-", "–", "—", "->"} and not _inside_number(words, i)) or (
            words[i - 1].text not in {",", ";"} and (opens or again) and not _is_pair(words, i)
        ):
            cuts.append(i)
    return [words[a:b] for a, b in zip(cuts, [*cuts[1:], len(words)], strict=True)]


def _inside_number(words: Words, at: int) -> bool:
    return 0 < at < len(words) - 1 and words[at - 1].text[-1:].isdigit() and words[at + 1].text[:1].isdigit()


def _opens_clause(words: Words, at: int) -> bool:
    return any(w.finite or w.verb for w in words[:at]) and any(w.finite or w.verb for w in words[at + 1 :])


def _hangs_on(segment: Words, gone: Words) -> bool:
    """Whether a clause limits or explains the main clause in front of it that goes: "…, | tenzij er gevaar is"."""
    first = next((w for w in segment if not w.is_mark), None)
    return first is not None and first.low in _BACKWARD and any(w.finite for w in gone)


_BACKWARD = frozenset({"tenzij", "mits", "zodat", "omdat", "want", "totdat", "voordat", "anders"})


def _needs_previous(segment: Words) -> bool:
    first = next((w for w in segment if not w.is_mark), None)
    return first is not None and first.low in words_of("leans_on_previous")


def _may_go(segments: list[Words], at: int) -> bool:
    """Whether what follows or precedes survives the loss: no opening condition, and not the subject of the rest."""
    first = next((w for w in segments[at] if not w.is_mark), None)
    after = segments[at + 1] if at + 1 < len(segments) else ()
    leads = first is not None and first.low in words_of("conditions") and any(w.finite for w in after[:3])
    told = [w for w in segments[at] if not w.is_mark]
    earlier = [w for s in segments[:at] for w in s]
    before = segments[at - 1] if at else ()
    main = (
        bool(told)
        and told[0].finite
        and (any(w.low in _SUBORDINATE for w in before) or not any(w.finite for w in earlier))
    )
    if told and told[0].low == "maar" and ("niet", "alleen") in {(a.low, b.low) for a, b in pairwise(earlier)}:
        return False
    limits = bool(told) and (
        told[0].low in words_of("limiting")
        or (told[0].low in {"maar", "en", "ook", "dan"} and any(w.low in words_of("limiting") for w in told[1:3]))
    )
    return not leads and not limits and not main


_SUBORDINATE = frozenset({"dat", "die", "als", "wanneer", "wat", "wie", "omdat", "zodra"})
"""What is cut from a main verb behind the comma: "een teken dat het misgaat, | is dat …"."""


def _without_first(segments: list[Words], good: list[bool], end: Words) -> Words | None:
    """The first clause goes: what follows takes over its subject when it has none of its own."""
    first = segments[0]
    opener = first[0].low if first else ""
    if (
        opener in words_of("conditions")
        or any(w.low in {"eerst", "pas"} for w in (*first, *segments[1][:3]))
        or opener in {"niet", "geen", "nooit", "alleen"}
    ):
        return None
    rest = [s for s, ok in zip(segments[1:], good[1:], strict=True) if ok]
    if not rest or not good[1]:
        return None
    if any(w.verb for w in first) and not any(w.verb for w in rest[0]):
        return None
    opening = tuple(w for i, w in enumerate(rest[0]) if not (w.is_mark and all(x.is_mark for x in rest[0][:i])))
    inverted = False
    while opening and opening[0].low in {"en", "dus", "maar", "want", "daarom", "daarna", "vervolgens"}:
        inverted = inverted or opening[0].low in {"dus", "daarom", "daarna", "vervolgens"}
        opening = opening[1:]
    if not opening or opening[0].low in words_of("orphaned_openings") or [w.low for w in opening[:2]] == ["niet", "om"]:
        return None
    shares_subject = (
        opening[0].verb and opening[0].low.endswith("en") and any(w.finite and w.low.endswith("en") for w in first)
    )
    if shares_subject and not opening[0].subject_words:
        return None  # "Zij bezoeken hem en | maken een plan": of whom it is told, stood in what goes
    if opening[0].finite and not is_imperative(opening[0]):
        with_subject = uninvert(opening) if inverted else _take_subject(first, opening)
        if with_subject is None:
            return None
        opening = with_subject
    if is_imperative(opening[0]) and len(opening) > 1 and opening[1].low in {"dus", "daarom"}:
        opening = (opening[0], *opening[2:])  # what it follows from is gone
    tail = tuple(w for s in rest[1:] for w in s)
    return (*capital(opening), *tail, *end)


def _take_subject(first: Words, opening: Words) -> Words | None:
    """ "Hij blowt en laat zich gebruiken" to "Hij laat zich gebruiken"; None: the subject may not be told either."""
    verb = next((i for i, w in enumerate(first) if w.finite), None)
    if any(w.index in opening[0].subject_words for w in opening):
        return uninvert(opening)
    if not verb or any_bad(first[:verb]) or first[0].pos in {"ADP", "SCONJ", "ADV"}:
        return None
    return (*first[:verb], replace(opening[0], space=True), *opening[1:])


_SAMEN = ("samen", "met", "een", "andere", "deelnemer")
_SOMEBODY = ("Een", "andere", "deelnemer")


def drop_owners(words: Words) -> Words | None:
    """Of two owners the one that may not be named goes: "Antes en Havensteder maken" to "Havensteder maakt"."""
    verb = next((i for i, w in enumerate(words[:14]) if w.finite or _is_plural(words, i)), None)
    if verb is None or verb == 0 or not any_bad(words[:verb]):
        return words
    subject = words[:verb]
    if any(w.text == "," or w.verb for w in subject) or subject[0].pos == "ADP" or subject[0].low in _NEGATIONS:
        return words
    if any(w.low in {"elkaar", "eens", "oneens"} for w in words[verb:]) or any(w.low == "of" for w in subject):
        return None
    if words[verb].low in {"zijn", "waren"}:
        return words  # what is, acts not: no owners
    conjuncts = _conjuncts(subject)
    kept = [c for c in conjuncts if not any_bad(c)]
    if not kept or len(kept) == len(conjuncts):
        return words
    finite = words[verb]
    form = singular(finite) if len(kept) == 1 else finite
    if form is None:
        return None
    named = [w for n, c in enumerate(kept) for w in ((joining("en"), *c) if n else c)]
    rest = _all_singular(words[verb + 1 :]) if len(kept) == 1 else words[verb + 1 :]
    if rest is None:
        return None
    with_somebody = any(a.low in _JOINTLY and b.low == "met" for a, b in pairwise(rest))
    shared = with_somebody or (finite.low in _WITH_EACH_OTHER and any(w.low == "over" for w in rest))
    rest = together(rest if with_somebody else without_samen(rest), jointly=not shared)
    return (*capital(tuple(named)), replace(form, space=True), *rest)


_WITH_EACH_OTHER = frozenset({"bellen", "overleggen", "spreken", "praten", "mailen", "appen", "stemmen"})
"""What two do with each other, and one with another: "Joke belt …, met een andere deelnemer"."""


def _all_singular(rest: Words) -> Words | None:
    """The second verb of the same subject: "… en | maken | een plan" to "… en | maakt | een plan"; None: unsure."""
    made = list(rest)
    for i in range(1, len(rest)):
        if rest[i - 1].low == "en" and rest[i].verb and rest[i].low.endswith("en") and not rest[i].subject_words:
            form = singular(rest[i])
            if form is None:
                return None
            made[i] = replace(form, space=True)
    return tuple(made)


_JOINTLY = frozenset({"samen", "gezamenlijk", "beiden", "allebei", "beide"})


def _is_plural(words: Words, at: int) -> bool:
    """A plural verb behind two names that the parser took for an infinitive: "GGZ en Woonhave nemen … door"."""
    before = words[:at]
    named = bool(before) and before[-1].pos in {"NOUN", "PROPN"} and any(w.low in {"en", "&"} for w in before)
    return named and words[at].verb and words[at].low.endswith("en")


def without_samen(words: Words) -> Words:
    """Without the word that says that there are two; what they do with a third ("samen met mevrouw") stays."""
    return tuple(
        w for i, w in enumerate(words) if w.low not in _JOINTLY or (words[i + 1 : i + 2] and words[i + 1].low == "met")
    )


def with_owner(label: Words, body: Words) -> Words:
    """ "Woonzicht en GGZ: nemen de regels door" to "Woonzicht: neemt …"; without a verb in front, no single owner."""
    finite = body[0] if body else None
    owners = _conjuncts(label)
    kept = [owner for owner in owners if not any_bad(owner)]
    if finite is None or not (finite.finite or (finite.verb and finite.low.endswith("en") and len(owners) > 1)):
        several = body and len(kept) == len(owners) > 1
        return (*label, joining(":", space=False), replace(body[0], space=True), *body[1:]) if several else body
    form = singular(finite) if len(kept) == 1 and len(owners) > 1 else finite
    if not kept and len(owners) == 1 and finite.finite and not is_imperative(finite):
        return (*(joining(w) for w in _SOMEBODY), *lower_first((replace(finite, space=True),)), *body[1:])
    if not kept or form is None:
        return body
    named = [w for n, owner in enumerate(kept) for w in ((joining("en"), *owner) if n else owner)]
    rest = without_samen(body[1:]) if len(kept) < len(owners) else body[1:]
    return (*named, joining(":", space=False), replace(form, space=True), *rest)


def together(words: Words, *, jointly: bool = True) -> Words:
    """The same with ", samen met een andere deelnemer" at its end, or ", met een andere deelnemer"."""
    stop = len(words) - 1 if words and words[-1].text in {".", "!"} else len(words)
    parted = [
        i
        for i, w in enumerate(words[:stop])
        if w.text == "," and words[i + 1].low in {"en", "maar"} and any(v.finite for v in words[i + 2 : i + 6])
    ]
    stop = parted[0] if parted else stop
    added = _SAMEN if jointly else _SAMEN[1:]
    return (*words[:stop], joining(",", space=False), *(joining(w) for w in added), *words[stop:])


def _conjuncts(subject: Words) -> list[Words]:
    parts: list[list[Word]] = [[]]
    for word in subject:
        if word.low in {"en", "+", "/", "&"}:
            parts.append([])
        else:
            parts[-1].append(word)
    return [tuple(p) for p in parts if p]


def drop_adjectives(words: Words) -> Words | None:
    """ "zijn psychotische gedrag" is "zijn gedrag": an adjective between article and noun goes without loss."""
    made: list[Word] = []
    for i, word in enumerate(words):
        before = words[i - 1] if i else None
        after = words[i + 1] if i + 1 < len(words) else None
        attributive = (
            (word.pos == "ADJ" or (word.pos == "VERB" and not word.finite) or lemma(word.low) != word.low)
            and word.low.endswith("e")
            and after is not None
            and after.pos == "NOUN"
            and not after.bad
        )
        if (
            word.bad
            and attributive
            and before is not None
            and (before.pos in {"DET", "PRON", "ADJ"} or before.low in {"zijn", "haar", "de", "het"})
        ):
            continue
        made.append(word)
    return tuple(made) if len(made) < len(words) else words
