"""Words that tell who advises or knows it, taken out: by verb, by passive, by a fronted or inserted source."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from verslagfilter.cues import has, plain
from verslagfilter.parties import LANDLORDS, find_parties
from verslagfilter.rewriting.verbs import (
    is_imperative,
    noun_phrase_end,
    opens_with_verb,
    to_infinitive,
    to_main_clause,
    uninvert,
)
from verslagfilter.rewriting.words import (
    Rule,
    Word,
    Words,
    any_bad,
    capital,
    joining,
    lists,
    lower_first,
    spaced,
    starts_with,
    text_of,
    words_of,
)

_SUBJECT_LIMIT = 14


def strip_attribution(words: Words) -> Words | None:
    """The statement without its source; the same words when there is none; None: a source that cannot be taken out."""
    parted = _by_parts(words)
    if parted is not words:
        return parted
    stuck = False
    for rule in _RULES:
        done = rule(words)
        if done is not None and done is not words:
            if _denied(words, done) or _tells_on(done):
                return None
            return strip_attribution(done) if done and rule in _BESIDE_OTHERS else done
        stuck = stuck or done is None
    return None if stuck else words


def _by_parts(words: Words) -> Words:
    """ "Storingen meldt u daar; Saskia vraagt om niet zelf …": the source of a part behind a semicolon."""
    at = next((i for i, w in enumerate(words) if w.text == ";"), None)
    if not at or any_bad(words[:at]) or not any_bad(words[at + 1 :]):
        return words
    said = strip_attribution(words[at + 1 :])
    return words if said is None or any_bad(said) else (*words[: at + 1], *spaced(lower_first(said)))


def _tells_on(done: Words) -> bool:
    """Whether the source goes on to advise in what is left: "A is zo, en | raadt de corporatie aan …"."""
    return any(a.low in {"en", "maar"} and b.finite and b.low in _ADVISING | _TAKES_AAN for a, b in pairwise(done))


_RELATIVE = frozenset({"die", "dat", "wie"})


def _with_clause(words: Words) -> Words | None:
    """ "De heer Pol, die hem elke week bezoekt, raadt aan …": what is told of the source goes with it."""
    for start in range(1, min(len(words) - 4, 9)):
        opens = words[start].text == "," and (
            words[start + 1].low in _RELATIVE or (words[start + 1].pos == "ADP" and words[start + 2].low in _RELATIVE)
        )
        end = next((k for k in range(start + 3, min(len(words), start + 18)) if words[k].text == ","), None)
        if not opens or end is None or end + 1 >= len(words) or not words[start - 1].bad:
            continue
        if words[end + 1].finite or words[end + 1].low in words_of("report_verbs"):
            return (*words[:start], *words[end + 1 :])
    return words


def _that_first(words: Words) -> Words | None:
    """ "Dat hij rustig moet worden benaderd, werd door de arts benadrukt": what is said stands first."""
    if not words or words[0].low != "dat":
        return words
    for end in range(3, len(words) - 2):
        tail = words[end + 1 :]
        if words[end].text != "," or not (tail[0].finite or tail[0].low in {"is", "werd", "wordt", "was", "heeft"}):
            continue
        told = any(w.low in words_of("passive_reports") | _TOLD_APART for w in tail)
        if any_bad(tail) and not any_bad(words[:end]) and told and not any(w.text in {",", ";"} for w in tail):
            return _clauses(words[:end])
    return words


_TOLD_APART = frozenset({"gebracht", "opgemerkt", "benadrukt", "meegegeven", "gezegd", "verteld", "gevraagd", "gemeld"})


def _conceded(words: Words) -> Words | None:
    """ "Hoewel de arts weet dat …, vraagt hij om …": what the source grants goes, and so does who asks."""
    if not words or words[0].low not in {"hoewel", "ofschoon", "omdat", "aangezien", "doordat"}:
        return words
    for at in range(3, len(words) - 3):
        asks = words[at].text == "," and words[at + 1].low in words_of("report_verbs")
        if asks and any_bad(words[:at]) and words[at + 2].low in {"hij", "zij", "ze", "die"}:
            start = next((i for i in range(at + 3, min(len(words), at + 7)) if words[i].low in {"om", "dat"}), None)
            return _said(words[start:]) if start else None
    return words


def _concerning(words: Words) -> Words | None:
    """ "… is wat Mondriaan betreft een goede oplossing" without whom it concerns."""
    for start, word in enumerate(words):
        end = next((k for k in range(start + 2, min(len(words), start + 9)) if words[k].low == "betreft"), None)
        if word.low == "wat" and end is not None and any_bad(words[start:end]):
            rest = words[end + 1 :]
            if start == 0 and any(a.low == "om" and b.low in {"hem", "haar"} for a, b in pairwise(rest)):
                return None  # whom it is about was named in what goes
            if start == 0:
                return _main(rest[1:] if rest and rest[0].text == "," else rest)
            before = words[:start]
            if before[-1].text == "," and rest and rest[0].text == ",":
                before = before[:-1]
            return (*before, *(rest[1:] if rest and rest[0].text == "," else rest))
    return words


def _labelled(words: Words) -> Words | None:
    """ "Voor aan de deur: op advies van de arts …": the source behind a label that may stay."""
    colon = next((i for i, w in enumerate(words[:8]) if w.text == ":"), None)
    if not colon or any_bad(words[:colon]) or any(w.finite for w in words[:colon]):
        return words
    rest = words[colon + 1 :]
    if has("imperative", plain(text_of(words[:colon]))):
        return words
    if not rest or (not any_bad(rest) and not _tells_for_oneself(rest)):
        return words
    done = strip_attribution(rest)
    if done is None or done is rest:
        return words if done is rest else None
    return (*words[: colon + 1], *lower_first(done))


def _first_person(words: Words) -> Words | None:
    """ "Zelf raad ik aan om …", "Ik adviseer om …": who writes, is the source."""
    if not _tells_for_oneself(words):
        return words
    start = next((i for i, w in enumerate(words[:8]) if w.low in {"om", "dat"}), None)
    return _said(words[start:]) if start else words


def _tells_for_oneself(words: Words) -> bool:
    low = [w.low for w in words[:4]]
    return "ik" in low and any(w in words_of("first_person") for w in low)


_DENIALS = frozenset(
    {"niet", "geen", "nooit", "noch", "niemand", "niets", "evenmin", "oneens", "betwijfelt", "twijfelt"}
    | {"weinig", "nauwelijks", "amper", "zelden"}
)


def _denied(words: Words, done: Words) -> bool:
    """Whether a negation or a doubt goes with the source: "zei niet dat hij mag komen" is not "hij mag komen"."""
    kept = {w.span for w in done if w.span is not None}
    last = max((i for i, w in enumerate(words) if w.span not in kept and not w.is_mark), default=-1)
    gone = [w for w in words[: last + 1] if w.span not in kept]
    told = any(w.low in words_of("against") for w in done)
    return not told and any(
        w.low in _DENIALS or w.low in words_of("doubting") - {"of", "zonder", "mits", "tenzij"} for w in gone
    )


_KEEPS = frozenset({"bij", "als", "indien", "wanneer", "zodra", "signalen", "signaal", "niet", "wel", "let"})


def _prefix(words: Words) -> Words | None:
    """ "Tegen overprikkeling: …", "Van Aafke ook: …": a source or a cause before a colon."""
    colon = next((i for i, w in enumerate(words[:9]) if w.text == ":"), None)
    if not colon or colon + 2 >= len(words) or not any_bad(words[:colon]) or any(w.finite for w in words[:colon]):
        return words
    if any(w.low in _KEEPS or "signa" in w.low for w in words[:colon]):
        return words
    return capital(words[colon + 1 :])


def strip_outer(words: Words) -> Words | None:
    """Only a fronted or inserted source: an action's own verb ("vraagt de netbeheerder om …") reports nothing."""
    return _first_done(words, (_inserted, _fronted))


def strip_inner(words: Words) -> Words | None:
    """Only a source inside the sentence: "dan bellen bewoners | volgens Ömer | 112"."""
    return _first_done(words, (_inserted, _inner))


def _first_done(words: Words, rules: Iterable[Rule]) -> Words | None:
    """What the first rule that applies makes of the words; the same words when none does."""
    return next((done for rule in rules if (done := rule(words)) is not words), words)


def _said(rest: Words) -> Words | None:
    """What follows a reporting verb, standing on its own."""
    rest = _skip(rest)
    if not rest:
        return None
    first = rest[0].low
    if first == ":":
        return capital(rest[1:])
    if first == "," and len(rest) > 1 and rest[1].low in {"dat", "om"}:
        return _said(rest[1:])
    if first == "dat":
        inner = rest[1:]
        nested = _by_verb(inner)
        return nested if nested is not inner else _clauses(rest)
    if first in {"hoe", "wat", "of", "waarom", "wie", "waar", "welke"}:
        return None
    infinitive = to_infinitive(rest)
    if infinitive is not None:
        return capital(infinitive)
    return None


def _skip(rest: Words) -> Words:
    """Past particles and fixed objects, as far as the om-te, the dat or the colon that must come."""
    for i, word in enumerate(rest[:10]):
        if word.low in {"dat", "om", ":"}:
            return rest[i:]
        if word.low not in words_of("report_particles") and word.pos not in {"PROPN"}:
            break
    start = 0
    while (
        start < len(rest)
        and not _opens_phrase(rest[start:])
        and rest[start].low
        in {
            "aan",
            "mee",
            "erop",
            "als",
            "tip",
            "advies",
            "dringend",
            "ook",
            "daarom",
            "nadrukkelijk",
            "verder",
            "graag",
            "sterk",
        }
    ):
        start += 1
    return rest[start:]


def _opens_phrase(rest: Words) -> bool:
    """Whether "aan" is no part of the verb: "adviseert | aan de deur | zacht te praten"."""
    return rest[0].low == "aan" and len(rest) > 1 and rest[1].pos in {"DET", "PRON", "NOUN", "PROPN"}


def _clauses(words: Words) -> Words | None:
    """ "dat A en dat B" as "A en B", each in the order of a main clause."""
    cuts = [0] + [i for i in range(1, len(words)) if words[i].low == "dat" and words[i - 1].low in {"en", "maar"}]
    parts: list[Words] = []
    for start, end in zip(cuts, [*cuts[1:], len(words)], strict=True):
        conjunction = 1 if end < len(words) else 0
        main = to_main_clause(words[start + 1 : end - conjunction])
        if main is None:
            return None
        parts.append((*main, *words[end - conjunction : end]))
    joined = tuple(w for part in parts for w in part)
    return capital(joined) if joined else None


def _judged(words: Words) -> Words | None:
    """ "Die acht het verstandig om …" as "Het is verstandig om …"."""
    verb = next((i for i, w in enumerate(words[:_SUBJECT_LIMIT]) if i and w.low in words_of("judging")), None)
    if verb is None or verb + 2 >= len(words) or words[verb + 1].low != "het" or not _is_source(words[:verb]):
        return words
    rest = words[verb + 2 :]
    stop = next((i for i, w in enumerate(rest[:5]) if w.low in {"om", "dat"}), None)
    if stop is None or stop == 0 or any_bad(rest[:stop]):
        return words
    return (joining("Het"), joining("is"), *rest)


def _general(words: Words) -> Words | None:
    """Whatever else says who holds that something is so: "Namens de kliniek wordt naar voren gebracht dat …"."""
    at = next((i for i in range(2, min(len(words), 18)) if _opens_that_clause(words, i)), None)
    if at is None or not any_bad(words[:at]) or any(w.text in {",", ";", ":", "("} for w in words[: at - 1]):
        return words
    if starts_with(words, lists()["cause_prepositions"]) and words[0].low != "door":
        return words  # "wegens zijn wanen verdient het de voorkeur dat …" tells why, not who
    if any(w.low in words_of("doubting") for w in words[:at]) or not any(w.finite for w in words[:at]):
        return words
    if words[0].low in words_of("conditions") or _is_judgement(words[:at]):
        return words  # "volgens X is het van belang dat …" keeps its judgement
    if any(w.low in {"zou", "zouden"} for w in words[:at]):
        return None  # a wish is no fact
    return _clauses(words[at:])


def _opens_that_clause(words: Words, at: int) -> bool:
    """Whether "dat" is the conjunction: not "in dat geval", nor "is dat geen onwil"."""
    points = words[at].pos != "SCONJ" and words[at].dep in _POINTING
    return words[at].low == "dat" and not points


_POINTING = frozenset({"det", "nsubj", "nsubj:pass", "obj", "obl"})
"""What "dat" is to its head, as parsed, where it points at something."""
_CLAUSE_OPENERS = frozenset(
    {"als", "wanneer", "indien", "zodra", "zolang", "voordat", "nadat", "totdat", "omdat", "doordat", "tenzij", "mits"}
)


def _is_judgement(before: Words) -> bool:
    """Whether "is het van belang", "lijkt het verstandig" and the like stand before the dat-clause."""
    pairs = {(a.low, b.low) for a, b in pairwise(before)}
    return any((verb, "het") in pairs or ("het", verb) in pairs for verb in ("is", "lijkt", "blijft", "was", "helpt"))


def _by_verb(words: Words) -> Words | None:
    """ "De GGZ adviseert om …", "SPV'er Karin geeft aan dat …", "Soraya adviseert: …"."""
    inverted = _behind_its_verb(words)
    if inverted is not words:
        return inverted
    if words and words[0].low in _CLAUSE_OPENERS:
        return words  # "als Joke ziet dat …" is a condition, and no source
    verb = next(
        (
            i
            for i, w in enumerate(words[:_SUBJECT_LIMIT])
            if i > 0 and w.low in words_of("report_verbs") and (w.verb or words[i - 1].bad)
        ),
        None,
    )
    if verb is None or words[0].low in words_of("report_verbs"):
        return _without_subject(words)
    subject = words[:verb]
    if any(w.text in {",", ";", ":"} for w in subject) or any(w.finite for w in subject):
        return words
    if not _is_source(subject) or not _reports(words[verb:]):
        return words
    if words[verb].low in {"raadt", "raden", "raadde", "ontraadt", "waarschuwt"} and any(
        w.low == "af" for w in words[verb : verb + 4]
    ):
        return _advised_against(words[verb + 1 :])
    if _advises_thing(words[verb:]):
        return capital(words[verb + 1 :])
    if _is_told(words, verb) or _asks_for_oneself(words[verb:]):
        return None
    pressed = next((i for i in range(verb, min(len(words), verb + 8)) if words[i].low == "hart"), verb)
    if pressed > verb and _are_told(words[verb + 1 : max(verb + 1, pressed - 2)]):  # "drukt | de buren | op het hart"
        whom = words[verb + 1 : pressed - 2]
        return capital((*whom, joining("wordt"), joining("gevraagd"), *words[pressed + 1 :]))
    return _advised(words[pressed + 1 :], words[verb].low)


def _is_told(words: Words, verb: int) -> bool:
    """Whether "hem" or "haar" behind the verb is who is advised: "adviseert | hem | de hand niet op te leggen"."""
    whom = words[verb + 1] if verb + 1 < len(words) else None
    if whom is None or words[verb].low not in _ADVISING or whom.low not in {"hem", "haar", "hun", "hen", "ze"}:
        return False
    return whom.pos == "PRON" and (whom.dep == "iobj" or whom.head == words[verb].index)


def _asks_for_oneself(rest: Words) -> bool:
    """Whether the source asks leave for itself: "vraagt om bij de uitreiking aanwezig te mogen zijn"."""
    return rest[0].low in _ASKING and any(a.low == "te" and b.low == "mogen" for a, b in pairwise(rest))


def _advised(rest: Words, verb: str) -> Words | None:
    """What is advised, by itself; or to whom, where others than the landlord are."""
    told = _past_addressee(rest, verb)
    return capital(told) if _is_told_to(told) else _said(told)


def _past_addressee(rest: Words, verb: str) -> Words:
    """ "raadt | de partijen aan | vooraf te bellen" without whom it is told; empty when that is somebody else."""
    while rest and (rest[0].low in words_of("passive_reports") or rest[0].low in _TOLD_TO_US):
        rest = rest[1:]
    ends = {"om"}
    if verb in _TAKES_AAN:
        behind = bool(rest) and rest[0].low == "aan"
        rest, ends = (rest[1:], ends) if behind else (rest, ends | {"aan"})
    end = next((i for i, w in enumerate(rest[:8]) if w.low in ends), None)
    whom = rest[:end] if end else ()
    if whom and not any(w.is_mark or w.verb or w.low in {"om", "dat"} for w in whom):
        told = rest[end:][rest[end].low == "aan" :] if end else ()
        return _without_owner(whom, told) if _is_landlord(whom) else _told_to(whom, told, verb)
    party = noun_phrase_end(rest, 0) if verb in _ADVISING and rest and rest[0].pos == "DET" else None
    if party and _is_party(rest[:party]) and to_infinitive(rest[party:]) is not None:
        others = not _is_landlord(rest[:party])
        return _told_to(rest[:party], rest[party:], verb) if others else rest[party:]
    if verb in _ADVISING and rest and rest[0].pos == "PROPN" and not rest[0].bad:
        return rest[1:] if find_parties(rest[0].text) else ()
    return rest


def _told_to(whom: Words, told: Words, verb: str) -> Words:
    """Advice to others as such: "adviseert de buren om …" to "De buren wordt geadviseerd om …"; empty when unsure."""
    opens = bool(told) and (told[0].low == "om" or _is_party(whom))
    if not _are_others(whom) or any(w.pos == "PROPN" for w in whom) or not opens:
        return ()
    asked = "gevraagd" if verb in _ASKING else "geadviseerd"
    return (*whom, joining("wordt"), joining(asked), *told)


def _without_owner(whom: Words, told: Words) -> Words:
    """ "raadt Portaal aan | haar medewerkers niet alleen te sturen": whose they are, was who is told."""
    return told[1:] if whom and told and told[0].low in {"haar", "zijn", "hun"} and told[0].pos != "AUX" else told


def _are_others(whom: Words) -> bool:
    """Whether a noun phrase says who is meant, and may be read: "de bewoners in het portiek"."""
    return bool(whom) and whom[0].pos == "DET" and whom[-1].pos == "NOUN" and not any_bad(whom)


_ASKING = frozenset({"vraagt", "vragen", "vroeg", "verzoekt", "verzoeken", "verzocht"})


def _is_landlord(whom: Words) -> bool:
    """Whether only the landlord or all at the table are addressed, or nobody: "dringend", "de wijkbeheerder"."""
    told = [w for w in whom if w.low not in words_of("report_particles") | words_of("staff") and not w.bad]
    return not told or all(w.text[:1].isupper() or w.low in {"van", "de"} for w in told)


_TAKES_AAN = frozenset({"raadt", "raden", "raadde", "raadden", "beveelt", "bevelen"})
_ADVISING = frozenset({"adviseert", "adviseerde", "adviseren", "vraagt", "vroeg", "verzoekt", "verzocht"})
_TOLD_TO_US = frozenset({"ons", "allebei", "beiden", "beide", "allen", "unaniem", "gezamenlijk", "samen"})


def _behind_its_verb(words: Words) -> Words | None:
    """ "Ook adviseert ze om …", "Verder gaf Karin aan dat …": the source stands behind its verb."""
    if len(words) < 4 or words[0].low not in _MORE or words[1].low not in words_of("report_verbs"):
        return words
    at = next((i for i, w in enumerate(words[2:12], start=2) if w.low in {"om", "dat", ":"}), None)
    if at is None or at == 2:
        return words
    subject = tuple(w for w in words[2:at] if w.low not in words_of("report_particles"))
    if not subject or any(w.is_mark for w in subject) or not _is_source(subject):
        return words
    if any(w.low == "af" for w in words[2:at]):
        return _advised_against(words[2:])
    return _said(words[at:])


_MORE = frozenset({"ook", "verder", "daarnaast", "daarbij", "tevens", "voorts", "nog", "daarom", "eveneens"})


def _without_subject(words: Words) -> Words | None:
    """Telegram style: "Raadt aan om alleen voor twaalven langs te gaan"."""
    if words and words[0].low in {"adviseert", "raadt", "tipt", "benadrukt", "verzoekt", "beveelt"}:
        if any(w.low == "af" for w in words[:4]):
            return _advised_against(words[1:])
        return _advised(words[1:], words[0].low)
    return words


def _is_told_to(told: Words) -> bool:
    """Whether it says whom the advice is for, and stands by itself."""
    return any(w.span is None and w.low == "wordt" for w in told[:10])


def _advised_against(rest: Words, verb: str = "afgeraden") -> Words | None:
    """The negation lies in the verb: "raadt af om alleen te gaan" to "Er wordt afgeraden om alleen te gaan"."""
    start = next((i for i, w in enumerate(rest) if w.low == "om"), None)
    if start is None and verb != "afgeraden":
        start = 0
    if start is None:
        after = next((i + 1 for i, w in enumerate(rest) if w.low == "af"), None)
        if after is None or to_infinitive(rest[after:]) is None:
            return None
        start = after
    return (joining("Er"), joining("wordt"), joining(verb), *rest[start:])


def _is_source(subject: Words) -> bool:
    """Whether the subject is somebody who can be a source, and not the person or a thing."""
    low = [w.low for w in subject]
    if any_bad(subject):
        return True
    if low[0] in {"zij", "ze", "hij", "die", "deze", "men", "we", "wij", "iedereen", "allen"} or low[-1] in {
        "overleg",
        "tafel",
    }:
        return True
    return subject[-1].text[:1].isupper() or any(w.pos == "PROPN" for w in subject) or _is_party(subject)


def _is_party(words: Words) -> bool:
    """Whether the words are a party at the table and no more: "de wijkagent", "het sociaal team"."""
    told = text_of(words)
    return any(ref.end == len(told) and ref.start <= len("de nieuwe ") for ref in find_parties(told))


def _reports(rest: Words) -> bool:
    """Whether a reporting verb really reports: a dat-clause, an infinitive or a colon follows soon."""
    first = rest[0].low
    near = [w.low for w in rest[1:12]]
    if first in {"heeft", "hebben", "had", "is"}:
        return any(
            w in words_of("passive_reports") or w in {"ervaring", "mening", "gemerkt", "advies", "weten"} for w in near
        ) and any(w in {"dat", "om", ":"} for w in near)
    if "dat" in near or "om" in near or ":" in near:
        return True
    advising = first in {
        "adviseert",
        "adviseren",
        "adviseerde",
        "raadt",
        "raden",
        "tipt",
        "verzoekt",
        "vraagt",
        "ontraadt",
    }
    if _advises_thing(rest):
        return True
    pressing = first in {"drukt", "drukte", "drukken"} and "hart" in near
    return (advising or pressing) and any(w.low == "te" for w in rest)


_ADVISES = frozenset({"adviseert", "adviseren", "adviseerde", "adviseerden"})


def advises_thing(words: Words) -> bool:
    """Whether somebody advises a thing, which then stands by itself: "Een woning op de begane grond"."""
    return any(_advises_thing(words[at:]) for at in range(1, min(len(words), _SUBJECT_LIMIT)))


def _advises_thing(rest: Words) -> bool:
    """Whether the verb takes a thing as its object, and no infinitive: "adviseert een woning op de begane grond"."""
    thing = len(rest) > 2 and rest[0].low in _ADVISES and rest[1].low in {"een", "geen"}
    return thing and not any(w.low in {"te", "dat"} for w in rest)


def _passive(words: Words) -> Words | None:
    """ "Door de arts wordt aangeraden om …", "Geadviseerd wordt …", "Van de zijde van X is toegelicht dat …"."""
    for i, word in enumerate(words[:16]):
        if word.low not in words_of("passive_reports"):
            continue
        auxiliary = [
            k
            for k in range(max(0, i - 12), min(len(words), i + 6))
            if words[k].low in {"wordt", "is", "werd", "worden", "was"}
        ]
        if not auxiliary or any(w.text in {";", ":"} or (i and _is_that(w)) for w in words[:i]):
            continue
        if _are_told(words[: auxiliary[0]]) or (words[0].low == "aan" and _are_told(words[1 : auxiliary[0]])):
            return words
        if i and words[0].low in {"hun", "hen"} and words[0].pos != "DET":
            return None  # who is told, was named before
        rest = _after_agent(words[max(i, auxiliary[0] if auxiliary[0] > i else i) + 1 :])
        if word.low in words_of("against"):
            open_end = rest and (rest[0].low == "om" or to_infinitive(rest) is not None)
            if word.low == "gewaarschuwd" and not open_end:
                continue  # "dan wordt | het FACT-team | gewaarschuwd"
            return _advised_against(rest, word.low) if open_end else None
        if rest and rest[0].low in {"om", "dat", ":"}:
            return _said(rest)
        if (
            word.low in {"geadviseerd", "aangeraden", "aanbevolen", "verzocht", "gevraagd"}
            and to_infinitive(rest) is not None
        ):
            return _said(rest)
    return words


def _is_that(word: Word) -> bool:
    """Whether it opens a clause of its own: "zij spraken af | dat eerst de arts wordt gevraagd mee te rijden"."""
    return word.low == "dat" and word.pos == "SCONJ"


def _are_told(whom: Words) -> bool:
    """Whether others than the landlord are told: "de bewoners | wordt gevraagd om …" keeps them."""
    named = _are_others(whom) or (bool(whom) and whom[0].pos == "NOUN" and not whom[0].low.startswith("medewerk"))
    staff = any(w.low in words_of("staff") for w in whom) or any(
        ref.party in LANDLORDS for ref in find_parties(text_of(whom))
    )
    return named and not staff


def _after_agent(rest: Words) -> Words:
    """Past "door de psychiater" between the participle and what is advised."""
    if rest and rest[0].low == "door":
        stop = next((i for i, w in enumerate(rest[:9]) if w.low in {"om", "dat", ":"}), None)
        return rest[stop:] if stop else rest
    while rest and rest[0].low in {"wordt", "is", "er", "ook", "daarom"}:
        rest = rest[1:]
    return rest


def _by_whom(words: Words) -> Words | None:
    """ "… wordt door haar ontraden", "aan de buren wordt door de GGZ gevraagd om …" without by whom."""
    at = next((i for i, w in enumerate(words) if i and w.low == "door"), None)
    told = next((i for i in range((at or 0) + 2, len(words)) if words[i].low in words_of("passive_reports")), None)
    if at is None or told is None or not any(w.finite for w in words[:at]):
        return words
    whom = words[at + 1 : told]
    pronoun = len(whom) == 1 and whom[0].low in {"haar", "hem", "hen", "ons", "mij"}
    hidden = any_bad(whom) and all(w.bad or w.pos in {"DET", "PRON"} for w in whom)
    return (*words[:at], *words[told:]) if pronoun or hidden else words


def _would(words: Words) -> Words | None:
    """ "Aniek zou er niet tegenin gaan, maar vragen …": what the source would do is its advice."""
    at = next((i for i, w in enumerate(words[:5]) if i and w.low in {"zou", "zouden"}), None)
    if at is None or not any_bad(words[:at]) or any(w.is_mark for w in words[:at]) or at + 3 > len(words):
        return words
    rest = words[at + 1 :]
    infinitive = any(w.verb and not w.finite for w in rest)
    subject = rest[0].low in words_of("subject_pronouns") - {"er", "het", "dit", "dat"}
    wish = any(w.low == "graag" for w in rest)
    return capital(rest) if infinitive and not subject and not wish else words


def _noun(words: Words) -> Words | None:
    """ "Het advies van de kliniek is om …", "Advies GGZ: …", "Zijn tip voor ons: …"."""
    for i, word in enumerate(words[:8]):
        if word.low not in words_of("report_nouns"):
            continue
        rest = words[i + 1 :]
        colon = next((k for k, w in enumerate(rest[:10]) if w.text == ":"), None)
        if colon is not None and not any(w.finite for w in rest[:colon]):
            return capital(rest[colon + 1 :])
        if (
            rest
            and rest[0].low in {"om", "dat"}
            and any_bad(words[:i])
            and not any(w.low in words_of("doubting") for w in words[:i])
        ):
            return _said(rest)
        verb = next((k for k, w in enumerate(rest[:10]) if w.low in {"is", "luidt", "was"}), None)
        if verb is not None and i <= 4:
            after = rest[verb + 1 :]
            if after and after[0].low in {"om", "dat", ":"}:
                to = next((k for k, w in enumerate(rest[:verb]) if w.low in {"aan", "voor"}), None)
                others = to is not None and _are_told(rest[to + 1 : verb])  # "het verzoek | aan de gemeente | is om"
                return _told_apart(rest[to + 1 : verb], after) if others and to is not None else _said(after)
            if after and to_infinitive(after) is not None and any_bad(words[: i + 1 + verb]):
                return _said(after)
    return words


def _told_apart(whom: Words, told: Words) -> Words | None:
    """ "Het verzoek aan de gemeente is om …" to "De gemeente wordt gevraagd om …"; None: it is no request."""
    return capital((*whom, joining("wordt"), joining("gevraagd"), *told)) if told[0].low == "om" else None


def _fronted(words: Words) -> Words | None:
    """ "Volgens zijn behandelaar is het beter …" and, in telegram style, "Op advies van X geen brieven sturen"."""
    size = starts_with(words, lists()["source_prepositions"])
    if not size:
        return words
    end = _phrase_end(words, size)
    if words[0].low in {"volgens", "aldus"} and not any_bad(words):
        end = noun_phrase_end(words, size)
    if end is None:
        return None if any_bad(words[: size + 4]) else words
    if not any_bad(words[:end]) and words[0].low in _ALSO_ELSE:
        end = noun_phrase_end(words, size)
        if size < _TELLING or end is None or not _is_party(words[size:end]):
            return words
    rest = words[end:]
    if rest and rest[0].text in {",", ":"}:
        rest = rest[1:]
    return _main(rest)


_ALSO_ELSE = frozenset({"door", "van", "uit", "vanuit", "in", "conform", "tip", "advies", "na", "op"})
"""What opens a phrase about other things as well as about a source."""
_TELLING = 3
"""Words at least of what opens one about a source only: "op advies van"."""


def _main(rest: Words) -> Words | None:
    if not rest:
        return None
    return capital(uninvert(rest) or ()) or None if opens_with_verb(rest) else capital(rest)


def _phrase_end(words: Words, size: int) -> int | None:
    """Index after the noun phrase that a fronted preposition opens."""
    end = size
    last_bad = None
    while end < len(words) and end < size + 14:
        word = words[end]
        if word.bad:
            last_bad = end
        stops = (word.finite and not word.bad) or word.text in {",", ":"}
        telegram = (
            last_bad is not None
            and not word.bad
            and word.low not in {"van", "de", "het", "en", "of", "/", "-", "&", "(", ")", "+", "haar", "zijn"}
        )
        if stops or telegram:
            break
        end += 1
    if end >= len(words) or end == size:
        return None
    while end > size and words[end - 1].low in {"van", "de", "het", "en", "of"}:
        end -= 1
    return end


def _inner(words: Words) -> Words | None:
    """ "Wat volgens de arts helpt, is …" without "volgens de arts"; "wordt | op verzoek van X | dinsdag gepland"."""
    for i in range(1, len(words) - 1):
        size = starts_with(words[i:], _AT_REQUEST)
        if size and any_bad(words[i : i + size + 3]) and words[i - 1].low not in _ONLY:
            end = _phrase_end(words[i:], size)
            if end is not None and any_bad(words[i : i + end]):
                return (*words[:i], *words[i + end :])
        if words[i].low == "volgens" and (words[i - 1].text not in {"(", ":", ";"}):
            end = next(
                (
                    k
                    for k in range(i + 1, len(words))
                    if words[k].finite or words[k].is_mark or (any_bad(words[i:k]) and not words[k].bad)
                ),
                None,
            )
            if end is not None and any_bad(words[i:end]):
                return (*words[:i], *words[end:])
            if (
                words[i + 1].low in {"haar", "hem", "hen", "hun"}
                and i + 2 < len(words)
                and words[i + 2].pos not in {"NOUN", "ADJ"}
            ):
                return (*words[:i], *words[i + 2 :])
    return words


_ONLY = frozenset({"alleen", "uitsluitend", "pas", "enkel", "slechts", "niet", "nooit", "altijd", "steeds"})
"""Before whose word it is, these make a condition of it: "alleen op advies van de arts"."""
_AT_REQUEST = (
    "op verzoek van",
    "op advies van",
    "op aanraden van",
    "op aangeven van",
    "op voorstel van",
    "in overleg met",
    "na overleg met",
    "in afstemming met",
)
_TRAILING = (
    "namens", "ook namens", "mede namens",
    "aldus", "volgens", "zo is", "zo luidt", "zo zegt", "zo stelt", "zo meldt", "zo adviseert", "zo geeft",
    "zo vindt", "naar de ervaring van", "naar ervaring van", "naar het oordeel van", "naar de mening van",
    "naar de inschatting van", "op advies van", "op aangeven van", "advies", "tip", "advies van", "tip van",
    "bron", "zegt", "meldt", "adviseert", "vindt", "geeft", "in de ervaring van", "conform", "conform advies",
    "in overleg met", "na overleg met", "afgestemd met", "besproken met", "zo blijkt", "zo leert", "zo weet",
    "zo tipt", "zo benadrukt", "zo heeft", "zo liet", "zo vertelde", "zo zei", "zo gaf", "zo legde", "en daarover",
)  # fmt: skip


def _inserted(words: Words) -> Words | None:
    """ ", aldus de psychiater", "(advies Parnassia)", ", naar de ervaring van zijn begeleider,"."""
    for start, word in enumerate(words):
        if word.text not in {",", "("} or start == 0:
            continue
        closing = ")" if word.text == "(" else ","
        end = next(
            (
                k
                for k in range(start + 1, len(words))
                if words[k].text == closing or (closing == "," and words[k].text in {".", ";", ":"})
            ),
            len(words),
        )
        inside = words[start + 1 : end]
        if inside and _made_by(inside) and end < len(words):
            return (*words[:start], *words[end + (words[end].text == closing == ")") :])
        if inside and _only_source(inside, words[:start]):
            end = _past_clause_of_source(words, end) if closing == "," else end
            closed = end < len(words) and words[end].text == closing
            if closed and closing == "," and not _comma_needed(words[:start], words[end + 1 :]):
                return (*words[:start], *words[end + 1 :])
            return (*words[:start], *words[end + (closing == ")") :])
        if (
            inside
            and starts_with(inside, _TRAILING)
            and not _does_more(inside)
            and (any_bad(inside) or inside[0].low in {"aldus", "zo"} or _is_source(inside[1:] or inside))
        ):
            if closing == ",":
                end = _past_clause_of_source(words, end)
            keep = words[end:] if end < len(words) and words[end].text in {".", ";", ":"} else words[end + 1 :]
            if (
                word.text == ","
                and start > 0
                and keep
                and words[end : end + 1]
                and words[end].text == ","
                and _comma_needed(words[:start], keep)
            ):
                keep = words[end:]
            return (*words[:start], *keep)
    return words


def _made_by(inside: Words) -> bool:
    """A participle with its maker: ", aangedragen door bemoeizorg", ", op een rij gezet door Karin"."""
    by = next((i for i, w in enumerate(inside) if w.low == "door"), 0)
    made = by > 0 and inside[by - 1].verb and not inside[by - 1].finite and any_bad(inside[by:])
    return made and not any_bad(inside[:by]) and not any(w.finite for w in inside)


def _does_more(inside: Words) -> bool:
    """Whether a verb that can name a source does more than that: ", meldt elke bijzonderheid aan Portaal"."""
    told = inside[1:]
    named = all(w.bad or w.is_mark or w.pos in {"DET", "PROPN", "PRON", "ADV"} or w.text[:1].isupper() for w in told)
    return inside[0].finite and not named and not _is_party(told)


def _past_clause_of_source(words: Words, end: int) -> int:
    """Past ", aldus Karin|, die hem al jaren kent": what is told of the source goes with it."""
    if end + 2 < len(words) and words[end].text == "," and words[end + 1].low in {"die", "dat"}:
        return next((k for k in range(end + 2, len(words)) if words[k].text in {",", ".", ";"}), len(words))
    return end


_SOURCE_WORDS = frozenset(
    {
        "is",
        "dat",
        "dit",
        "zo",
        "van",
        "komt",
        "uit",
        "de",
        "het",
        "zijn",
        "haar",
        "hun",
        "liet",
        "er",
        "erop",
        "volgen",
        "weten",
        "ook",
        "ons",
        "eigen",
        "zelf",
        "hij",
        "zij",
        "ze",
        "die",
        "luidt",
        "was",
        "aan",
        "mee",
        "af",
        "bij",
        "gaf",
        "gegeven",
        "door",
    }
)


def _only_source(inside: Words, before: Words) -> bool:
    """An insertion that says nothing but who knows it: ", is haar ervaring", ", dat advies geeft Arjan"."""
    names = any_bad(inside) or any(w.low in {"haar", "zijn", "hij", "zij", "ze", "hun"} for w in inside)
    reports = any(
        w.low in words_of("report_nouns") or w.low in words_of("report_verbs") - {"is", "heeft", "hebben", "laten"}
        for w in inside
    )
    known = all(
        w.bad or w.low in _SOURCE_WORDS or w.low in words_of("report_nouns") or w.low in words_of("report_verbs")
        for w in inside
    )
    return len(inside) <= 8 and len(before) > 2 and names and known and (reports or inside[0].low == "komt")


def _says_all(before: Words) -> bool:
    """Whether a clause is complete in front of an insertion: "tegenspreken werkt niet, | weet Femke, | luister"."""
    finite = next((w for w in before if w.finite), None)
    if finite is None and before and before[-1].verb:
        return True  # "niet doen, | zegt Lindy, | maximaal twee"
    helps = finite is None or finite.low in words_of("modals") | words_of("auxiliaries")
    return not helps and not before[-1].finite and not any(w.low in _SUBORDINATES for w in before)


_SUBORDINATES = frozenset({"als", "dat", "die", "omdat", "wanneer", "zodra", "of", "wat", "wie", "door", "om"})


def _comma_needed(before: Words, after: Words) -> bool:
    """Whether the comma behind an insertion also parts two clauses: a verb on both sides."""
    return (
        any(w.verb for w in before)
        and bool(after)
        and (
            (is_imperative(after[0]) and not before[-1].finite)
            or after[0].low in {"omdat", "want", "maar", "zodat", "mits", "tenzij", "als", "dan", "anders"}
            or (after[0].low in words_of("subject_pronouns") and after[1:2] != () and after[1].finite)
            or (_says_all(before) and (any(w.verb for w in after) or not any(w.finite for w in before)))
        )
        and text_of(after) != ""
    )


_RULES = (
    _with_clause,
    _that_first,
    _conceded,
    _prefix,
    _inserted,
    _inner,
    _by_whom,
    _concerning,
    _judged,
    _passive,
    _noun,
    _first_person,
    _would,
    _by_verb,
    _general,
    _labelled,
    _fronted,
)
_BESIDE_OTHERS = (_with_clause, _prefix, _inserted, _inner, _by_whom, _concerning)
"""Rules that take a second source out, beside the one that the sentence is built on."""
