"""What a statement is for: its role, from where it stands and how it is worded (roles: design policy, section 1)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from verslagfilter.cues import count, has
from verslagfilter.parties import CARE, LANDLORDS
from verslagfilter.passages import Role
from verslagfilter.rolemodel import Guess
from verslagfilter.structure import Unit, UnitKind


@dataclass(frozen=True, slots=True)
class Judged:
    """A role, how sure it is (0 to 1), and the rule that gave it."""

    role: Role
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Wording:
    """What roles are judged by: a statement and its surroundings."""

    text: str
    """From cues.plain(), label and bullet left out."""
    label: str
    """From cues.plain(); empty when there is none, or when it belongs to an earlier statement of the unit."""
    unit: Unit
    column: str | None
    bron: str | None
    owners: tuple[str, ...]
    labelled_owner: bool
    """The owner stands in a label or a column, not only in the sentence."""
    names_contact: bool
    """A party, a professional or a telephone number is named after the verb."""
    finite: bool
    """Whether there is a finite verb."""
    reports: bool
    """Whether the main verb tells what someone says or finds."""
    dated: bool
    past: bool = False
    """The finite verb stands in the past tense."""
    instructs: bool = False
    """The first verb is an infinitive."""
    fronted_cause: str = ""
    """The main clause behind a cause that may not be told, when it is not about what the person does."""
    special: bool = False
    """Whether special or criminal data are in it."""


_LIKELY, _EVEN, _SURE = 0.4, 0.5, 0.7
"""The chance that a guess of the role model must have: in general, against words about the home, and against a firm
rule or for a role of layout."""
_FIRM = 0.95
_FACT = re.compile(r"\b(?:is|was|zijn|waren|staat|heeft|werd|ligt)\b")
_PASSIVE = re.compile(r"\bword(?:t|en)\b.{0,60}\bge\w+")
_TITLE = re.compile(
    r"^\W*(?:\w+[ -]){0,4}(?:verslag|notulen|casus\w*|dossier\w*|\w*overleg|\w*tafel|aantekeningen|aanmelding|plan|"
    r"logboek|casuslogboek|pga-plan|uitstroomtafel|zaaknummer|kenmerk|zaak)\b"
)
_GREETING = re.compile(
    r"^(?:beste|hoi|dag|hallo|geachte|goedemiddag|goedemorgen)\b.{0,60}$|^(?:hierbij|hieronder)\b|"
    r"^op \w+ \d{1,2} .{3,60}schreef\b|^(?:verzonden|van|aan|cc|onderwerp) ?:"
)
_QUESTION = re.compile(r"\?\W*$")
_SECTION_ROLES = {
    "woonadvies": Role.HUISVESTINGSADVIES,
    "signalen": Role.SIGNAAL,
    "contact": Role.CONTACTPUNT,
}
_ENDS_IN_INFINITIVE = re.compile(r"\b\w{2,}(?:en|aan|gaan|doen|zien|staan)\b[^\w]*$")


_ABOUT_PERSON = re.compile(
    r"^(?:hij|zij|ze|betrokkene|meneer|mevrouw|mw|dhr)\b|"
    r"\b(?:kan|gaat|wordt|is|heeft|zal|wil|leest|doet|komt|raakt|krijgt) (?:hij|zij|ze|betrokkene|meneer|mevrouw)\b"
)
"""The statement tells what the person does or is: more likely a finding than an advice."""
_ADVICE = frozenset({Role.BEJEGENINGSADVIES, Role.HANDELINGSADVIES, Role.SIGNAAL, Role.CONTACTPUNT})
_LAYOUT = frozenset({Role.KOP, Role.AANWEZIGEN, Role.PROCESINFO})


def judge(wording: Wording, guess: Guess | None = None) -> Judged:
    """The role of a statement: by its layout, else as the model sees it when it is sure enough, else by its wording.

    Args:
        wording: the statement and its surroundings.
        guess: of the role model; None: there is none.
    """
    sure = _first((_by_kind, _by_meeting, _by_table), wording)
    if sure:
        return sure
    told = _first((_by_contact, _by_label, _by_signal, _by_section, _by_action, _by_advice, _by_home), wording)
    judged = told or Judged(Role.ACHTERGROND, 0.5, "geen regel past")
    return _as_seen(wording, guess, judged) if guess else judged


def _first(rules: Iterable[Callable[[Wording], Judged | None]], wording: Wording) -> Judged | None:
    return next((judged for rule in rules if (judged := rule(wording))), None)


def _as_seen(wording: Wording, guess: Guess, judged: Judged) -> Judged:
    """The guess of the model, where it is surer than the rule and may decide.

    A housing need stays one, as it goes to few; and it takes more to make background of an advice than the other way.
    """
    weighty = (
        guess.role in _LAYOUT
        or judged.score >= _FIRM
        or (guess.role is Role.ACHTERGROND and judged.role in _ADVICE)
        or (guess.role in _ADVICE and bool(_ABOUT_PERSON.search(wording.text)))
    )
    lowest = _SURE if weighty else _EVEN if judged.role is Role.WOONFEIT else _LIKELY
    whom = judged.role is Role.CONTACTPUNT and guess.role is Role.AFSPRAAK  # "bij brand wordt gebeld met …"
    kept = whom or judged.role in (guess.role, Role.HUISVESTINGSADVIES) or guess.chance < lowest
    no_contact = guess.role is Role.CONTACTPUNT and not (wording.names_contact and has("contact_verb", wording.text))
    if kept or no_contact or (guess.role in _LAYOUT and (wording.finite or wording.special)):
        return judged
    return Judged(guess.role, round(guess.chance, 2), "rolmodel")


def _tells(w: Wording) -> bool:
    """Whether a line under the heading of those present is a whole sentence about something else."""
    words = w.text.split()
    return w.finite and len(words) > _ENTRY and words[-1].endswith(".") and not _PRESENCE.search(w.text)


_ENTRY = 4
_PRESENCE = re.compile(
    r"\b(?:aanwezig|afwezig|verhinderd|afgemeld|aan tafel|schuift aan|schoof|namens|voorzitter|notul\w+|er niet bij|"
    r"erbij|ontbreekt|heeft zich|hebben zich|leidde|zit voor|verslag)\b"
)


def _by_kind(w: Wording) -> Judged | None:
    kind = w.unit.kind
    if kind in (UnitKind.HEADING, UnitKind.COLUMNS, UnitKind.MARGIN):
        return Judged(Role.KOP, 1.0, "kop of kolomkop")
    listed = w.unit.topic == "aanwezigen" and kind in (UnitKind.ITEM, UnitKind.PARAGRAPH) and not _tells(w)
    if kind is UnitKind.ATTENDANCE or listed:
        return Judged(Role.AANWEZIGEN, 0.95, "aanwezigheidslijst")
    columns = {c.column for c in w.unit.cells} if kind is UnitKind.ROW else set()
    if "naam" in columns and not columns & {"wat", "toelichting"}:
        return Judged(Role.AANWEZIGEN, 0.95, "deelnemerstabel")
    if kind is UnitKind.FIELD and w.unit.label_kind in ("proces", "betrokkene"):
        return Judged(Role.PROCESINFO, 0.95, "kopveld")
    if w.unit.number <= 4 and not w.finite and _TITLE.search(w.text):
        return Judged(Role.KOP, 0.8, "titel")
    if _GREETING.search(w.text):
        return Judged(Role.KOP, 0.8, "groet")
    return None


def _by_meeting(w: Wording) -> Judged | None:
    if (
        w.column is None
        and has("next_meeting", f"{w.label}: {w.text}" if w.label else w.text)
        and len(w.text.split()) < 30
    ):
        return Judged(Role.PROCESINFO, 0.9, "volgend overleg")
    return None


def _by_table(w: Wording) -> Judged | None:
    if w.unit.kind is not UnitKind.ROW or w.column is None:
        return None
    columns = {c.column for c in w.unit.cells}
    if w.column == "wat" and ("wie" in columns or "toelichting" in columns or w.unit.topic == "acties"):
        return Judged(Role.AFSPRAAK, 0.95, "kolom actie")
    if w.column in ("wie", "wanneer", "score", "naam", "functie", "leefgebied", "tijd", "doel"):
        return Judged(Role.ACHTERGROND, 0.8, f"kolom {w.column}")
    return None


def _by_label(w: Wording) -> Judged | None:
    if not w.label:
        return None
    if has("signal", w.label):
        return Judged(Role.SIGNAAL, 0.9, "label: signalen")
    if w.unit.label_kind == "woonadvies" or (has("housing_advice", w.label) and "advies" in w.label):
        return Judged(Role.HUISVESTINGSADVIES, 0.9, "label: woonadvies")
    if w.unit.label_kind == "acties" and w.labelled_owner:
        return Judged(Role.AFSPRAAK, 0.9, "label: actie")
    if w.unit.label_kind == "bejegening" or has("advice_verb", w.label):
        return Judged(Role.BEJEGENINGSADVIES, 0.9, "label: advies")
    return None


def _by_signal(w: Wording) -> Judged | None:
    if w.unit.kind is UnitKind.ROW or w.unit.topic in ("acties", "woonadvies"):
        return None
    if has("signal", w.text) and not (
        has("contact_verb", w.text) and has("contact_condition", w.text) and w.names_contact
    ):
        return Judged(Role.SIGNAAL, 0.8, "woorden van een signaal")
    return None


def _by_contact(w: Wording) -> Judged | None:
    text = f"{w.label}: {w.text}" if w.label and not w.labelled_owner else w.text
    named = w.names_contact or has("public_number", text)
    if not w.finite and len(w.text.split()) <= _BRIEF and _ANSWERS.search(w.text) and has("contact_condition", w.text):
        return Judged(Role.CONTACTPUNT, 0.8, "nummer, en wanneer")
    if w.unit.kind is UnitKind.ROW or w.labelled_owner:
        return None
    acts = (bool(w.owners) and not _imperative(w) and not _PASSIVE.search(w.text)) or (w.reports and " dat " in w.text)
    if named and has("contact_verb", text) and has("contact_condition", text) and not acts:
        return Judged(Role.CONTACTPUNT, 0.85, "wie te bellen, en wanneer")
    if named and has("public_number", text) and has("contact_condition", text):
        return Judged(Role.CONTACTPUNT, 0.8, "openbaar nummer")
    return None


_BRIEF = 9
_ANSWERS = re.compile(r"\b(?:service|storings|nood|piket)?nummer van\b|\bachterwacht\b|\b112\b")


def _imperative(w: Wording) -> bool:
    return has("imperative", w.text) and w.unit.topic != "aanwezigen"


def _by_section(w: Wording) -> Judged | None:
    topic = w.unit.topic
    if (
        has("housing_advice", w.text)
        and has("housing_context", w.text)
        and topic == "bejegening"
        and w.bron not in LANDLORDS
    ):
        return Judged(Role.HUISVESTINGSADVIES, 0.6, "advies over een woning")
    if topic == "proces" and w.dated and not w.finite and not w.owners and w.column is None:
        return Judged(Role.PROCESINFO, 0.8, f"kop: {topic}")
    if topic in _SECTION_ROLES and not (topic == "signalen" and _is_advice(w)):
        return Judged(_SECTION_ROLES[topic], 0.8, f"kop: {topic}")
    if topic == "signalen" or (topic == "bejegening" and not _QUESTION.search(w.text) and not w.labelled_owner):
        return Judged(Role.BEJEGENINGSADVIES, 0.8, f"kop: {topic}")
    if topic == "bejegening" and _is_advice(w):
        return Judged(Role.BEJEGENINGSADVIES, 0.8, f"kop: {topic}")
    return None


def _by_action(w: Wording) -> Judged | None:
    acting = w.owners
    if w.past or (w.column == "toelichting" and any(c.column == "wat" for c in w.unit.cells)):
        return None
    if w.unit.topic == "acties":
        if _QUESTION.search(w.text) and not acting:
            return Judged(Role.ACHTERGROND, 0.6, "open vraag")
        if not acting and not w.dated and (w.fronted_cause or _PASSIVE.search(w.text)):
            return Judged(Role.HANDELINGSADVIES, 0.7, "kop: acties, lijdende vorm zonder eigenaar")
        if acting and not (w.reports and _is_advice(w)):
            return Judged(Role.AFSPRAAK, 0.9, "kop: acties, met eigenaar")
        if (
            _is_advice(w)
            or has("advice_start", w.text)
            or (w.instructs and not w.dated)
            or (not w.finite and _ENDS_IN_INFINITIVE.search(w.text) and not w.dated)
        ):
            return Judged(Role.HANDELINGSADVIES, 0.7, "kop: acties, zonder eigenaar")
        return Judged(Role.AFSPRAAK, 0.6, "kop: acties")
    if (
        acting
        and w.finite
        and not w.reports
        and w.dated
        and not w.special
        and set(acting) - {"betrokkene", "naaste"}
        and w.unit.topic != "wonen"
    ):
        return Judged(Role.AFSPRAAK, 0.7, "partij, werkwoord en datum")
    return None


def _is_advice(w: Wording) -> bool:
    said = w.text.split(": ", 1)[1] if ": " in w.text else ""
    if said and (has("imperative", said) or has("advice_start", said)) and has("report_verb", w.text.split(": ", 1)[0]):
        return True
    return has("advice_verb", w.text) or has("advice_shape", w.text) or _imperative(w)


_BETTER_HOME = re.compile(
    r"\b(?:beter|het best|verstandig|passend|geschikt|aangewezen)\b.{0,25}\b(?:verhuiz\w+|wonen)\b"
)
"""What is said of a home that would suit: "kan beter verhuizen naar een gelijkvloers appartement"."""


def _by_advice(w: Wording) -> Judged | None:
    advised = _is_advice(w) or "advies" in w.text or bool(_BETTER_HOME.search(w.text))
    if has("housing_advice", w.text) and has("housing_context", w.text) and advised:
        return Judged(Role.HUISVESTINGSADVIES, 0.6, "advies over een woning")
    if (
        w.fronted_cause
        and w.bron not in LANDLORDS
        and not (
            has("home", w.text) and w.bron is None and not has("advice_shape", w.text) and _FACT.search(w.fronted_cause)
        )
    ):
        return Judged(Role.BEJEGENINGSADVIES, 0.65, "oorzaak voorop, dan een aanwijzing")
    if w.bron in CARE and has("care_experience", w.text) and not w.special:
        return Judged(Role.BEJEGENINGSADVIES, 0.65, "ervaring van de zorg met de omgang")
    if has("advice_verb", w.text) and "?" not in w.text:
        return Judged(Role.BEJEGENINGSADVIES, 0.8, "adviserend werkwoord")
    if _is_advice(w) and "?" not in w.text and w.bron not in LANDLORDS:
        return Judged(Role.BEJEGENINGSADVIES, 0.65, "vorm van een advies")
    if has("advice_start", w.text) and not w.finite and _ENDS_IN_INFINITIVE.search(w.text):
        return Judged(Role.BEJEGENINGSADVIES, 0.65, "aanwijzing zonder persoonsvorm")
    directs = re.search(r"\b(?:geen|niet|altijd|nooit|eerst|alleen|steeds|vooraf|rustig|liever|maar)\b", w.text)
    if w.instructs and directs and w.bron not in LANDLORDS and "?" not in w.text:
        return Judged(Role.BEJEGENINGSADVIES, 0.6, "aanwijzing in de onbepaalde wijs")
    return None


_JUSTICE = frozenset({"politie", "reclassering"})


def _by_home(w: Wording) -> Judged | None:
    if w.bron in LANDLORDS:
        return Judged(Role.WOONFEIT, 0.8, "inbreng van de verhuurder")
    if w.bron in _JUSTICE and w.unit.kind is UnitKind.ROW:
        return None
    if w.special and w.bron in CARE | _JUSTICE:
        return None
    if has("home", w.text) or has("home", w.label) or count("home_weak", w.text) > 1:
        return Judged(Role.WOONFEIT, 0.6, "woorden over wonen of overlast")
    return None
