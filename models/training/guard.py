"""What needs no model, by spaCy's attribute_ruler: sentence bounds in front of the parser, word classes behind it."""

from __future__ import annotations

from pathlib import Path

import corpora
from spacy.language import Language

LISTS = Path(__file__).parent / "word_classes"

CAPITAL = r"^[A-ZÀ-ÖØ-ÞĞİŞ]"
NO_END = (
    "mw.",
    "mevr.",
    "dhr.",
    "mej.",
    "dr.",
    "drs.",
    "mr.",
    "ir.",
    "ing.",
    "prof.",
    "ds.",
    "hr.",
    "fam.",
    "i.v.m.",
    "m.b.t.",
    "n.a.v.",
    "t.a.v.",
    "o.a.",
    "bijv.",
    "bv.",
    "d.m.v.",
    "a.d.h.v.",
    "t.b.v.",
    "t.o.v.",
    "i.p.v.",
    "i.s.m.",
    "m.u.v.",
    "o.b.v.",
    "ca.",
    "nr.",
    "nrs.",
    "m.n.",
    "d.w.z.",
    "incl.",
    "excl.",
    "evt.",
    "i.c.m.",
    "i.o.m.",
    "t.g.v.",
    "d.d.",
    "a.s.",
    "geb.",
    "v.",
    "st.",
    "tel.",
    "mw",
    "mevr",
    "dhr",
    "mevrouw",
    "meneer",
    "jl.",
    "m.k.",
)
"""Words after which no sentence starts: titles, and abbreviations that ask for more."""
LABELS = (
    "Wie",
    "Wat",
    "Wanneer",
    "Hoe",
    "Waar",
    "Waarom",
    "Door",
    "Actie",
    "Acties",
    "Actiehouder",
    "Afspraak",
    "Afspraken",
    "Besluit",
    "Doel",
    "Status",
    "Termijn",
    "Deadline",
    "Datum",
    "Locatie",
    "Voorzitter",
    "Notulist",
    "Notulen",
    "Verslag",
    "Aanwezig",
    "Afwezig",
    "Zorgen",
    "Krachten",
    "Conclusie",
    "Vervolg",
    "Advies",
    "Situatie",
    "Eigenaar",
    "Toelichting",
    "Opmerking",
    "Reden",
)
STARTERS = (
    "Geen",
    "Niet",
    "Nog",
    "Er",
    "Heeft",
    "Kan",
    "Daarna",
    "Hij",
    "Zij",
    "Ze",
    "Wel",
    "Ook",
    "Dit",
    "Dat",
    "Wordt",
    "Komt",
    "Gaat",
    "Verder",
    "Hierna",
    "Vervolgens",
    "Inmiddels",
    "Daarom",
    "Tevens",
    "Volgens",
    "Momenteel",
)
"""With a capital after a word in small letters these start a sentence whose full stop was forgotten."""
SHORTENED = (
    *("ma", "di", "wo", "do", "vr", "za", "zo", "jan", "feb", "febr", "mrt", "apr", "jun", "jul", "aug", "sep", "sept"),
    *("okt", "nov", "dec", "wk", "wkn", "mnd", "dgn", "dgl", "dag", "pers", "max", "min", "rek", "toev", "gem", "vlg"),
    *(
        "aanvr",
        "afspr",
        "bewindv",
        "verpl",
        "buurvr",
        "buurm",
        "maatsch",
        "casusreg",
        "gr",
        "tel",
        "str",
        "vgl",
        "resp",
    ),
)
"""Shortened words that keep their full stop apart: what follows in small letters or digits goes on."""
NEVER = 2**64 - 1
"""-1 as spaCy stores it: no sentence starts here."""
Pattern = list[list[dict[str, object]]]


def listed(name: str) -> list[str]:
    """The words of one of the lists, in lower case as they stand there."""
    return sorted({word for line in corpora.rows(LISTS / name) for word in line.split()})


AUXILIARY = ["aux", "aux:pass", "cop"]
NAMED = {"TEXT": {"REGEX": r"^[A-ZÀ-ÖØ-Þ]"}}
WORD_CLASSES: tuple[tuple[Pattern, str], ...] = (
    # Quotes of two commas and rows of dots are seldom in the treebank.
    ([[{"TEXT": {"REGEX": r"^[,'\"“”„‘’.!?:;()\[\]…]+$"}}]], "PUNCT"),
    # In UD a verb is AUX where it stands by another, and nowhere else.
    ([[{"POS": "VERB", "DEP": {"IN": AUXILIARY}}]], "AUX"),
    ([[{"POS": "AUX", "DEP": {"NOT_IN": [*AUXILIARY, "conj", "fixed", "dep"]}}]], "VERB"),
    # Rare words that the tagger takes for nouns, as most rare words are.
    ([[{"POS": "NOUN", "TEXT": {"IN": listed("adjectives.txt")}}]], "ADJ"),
    ([[{"POS": "NOUN", "TEXT": {"IN": listed("infinitives.txt")}}]], "VERB"),
    ([[{"POS": "NOUN", "ENT_TYPE": "PER"} | NAMED]], "PROPN"),
    ([[{"POS": {"IN": ["NOUN", "ADJ", "VERB"]}, "ENT_TYPE": "LOC"} | NAMED]], "PROPN"),
    ([[{"POS": {"IN": ["NOUN", "ADJ"]}, "ENT_TYPE": "ORG"} | NAMED]], "PROPN"),
)
"""Word classes that the tree, the names or a list know better than the tagger."""


def add(nlp: Language) -> None:
    """Put the guard before the parser; later rules win."""
    ruler = nlp.add_pipe("attribute_ruler", name="sentence_guard", first=True)
    for patterns, index, start in RULES:
        ruler.add(patterns, {"SENT_START": start}, index=index)


def add_word_classes(nlp: Language) -> None:
    """Put the rules for word classes at the end."""
    ruler = nlp.add_pipe("attribute_ruler", name="word_classes", last=True)
    for patterns, word_class in WORD_CLASSES:
        ruler.add(patterns, {"POS": word_class})


WORD = {"TEXT": {"REGEX": r"^(?!\d{1,2}$).{2,}"}}
STOP = {"TEXT": {"IN": [".", "!", "?"]}}
CLOSING = {"TEXT": {"IN": ["''", "”", "’"]}}
OPENING = {"TEXT": {"IN": [",,", "“", "„", "‘"]}}
ARROW = {"TEXT": {"IN": ["->", "-->", "=>", "→", "➔", "»"]}}
GOES_ON = {"TEXT": {"REGEX": r"^[a-zà-öø-ÿ\d€]"}}
FIGURES = {"TEXT": {"REGEX": r"^\d+([.,:/-]\d+)*$"}}
COLUMN = {"IS_SPACE": True, "TEXT": {"REGEX": r"^[^\n]+$"}}
BREAK = {"IS_SPACE": True, "TEXT": {"REGEX": r"\n"}}
RULES: tuple[tuple[Pattern, int, int], ...] = (
    # Without a full stop before it, only a capital can start a sentence.
    ([[{"IS_PUNCT": False, "IS_SPACE": False}, {"TEXT": {"REGEX": r"^[a-zà-öø-ÿ\d]"}}]], 1, NEVER),
    ([[{"TEXT": {"IN": [")", "]", "}", '"', ","]}}, {"TEXT": {"REGEX": r"^[a-zà-öø-ÿ\d]"}}]], 1, NEVER),
    # What stands before it is a number, a column or a cell, so it belongs to the same line.
    ([[FIGURES, {"TEXT": {"REGEX": CAPITAL}}]], 1, NEVER),
    ([[{"TEXT": {"IN": ["|", "/", "\\", "&", "+"]}}, {"IS_SPACE": False}]], 1, NEVER),
    ([[{"TEXT": {"NOT_IN": [".", "!", "?"]}}, COLUMN, {}]], 2, NEVER),
    ([[{"TEXT": {"REGEX": r"^[a-zà-öø-ÿ]+$"}}, {"TEXT": {"IN": list(STARTERS)}}]], 1, 1),
    # A full stop by itself is no abbreviation; a short number before it may be that of a list.
    ([[WORD, STOP, {"TEXT": {"REGEX": CAPITAL}}]], 2, 1),
    ([[BREAK, {"TEXT": {"REGEX": CAPITAL + r"|^[-*•–\d]"}}]], 1, 1),
    ([[{"IS_SPACE": True, "TEXT": {"REGEX": r"\n\s*\n"}}, {}]], 1, 1),
    # Closing quotes belong to the sentence before them, opening ones to the one after.
    ([[STOP, CLOSING, {"TEXT": {"REGEX": CAPITAL}}]], 2, 1),
    ([[STOP, CLOSING, OPENING]], 2, 1),
    ([[STOP, OPENING]], 1, 1),
    ([[STOP, CLOSING]], 1, NEVER),
    ([[STOP, {"TEXT": {"IN": ["''", "”", "’", '"', "'"]}}, {"TEXT": {"REGEX": r"^[a-zà-öø-ÿ]"}}]], 2, NEVER),
    ([[OPENING, {"IS_SPACE": False}]], 1, NEVER),
    # A label in the middle of a line starts anew: "Wie: Jan Wat: belt".
    ([[{"IS_PUNCT": False}, {"TEXT": {"IN": list(LABELS)}}, {"TEXT": ":"}]], 1, 1),
    ([[{"LOWER": "let"}, {"LOWER": "op"}, {"TEXT": ":"}]], 1, NEVER),
    ([[{"TEXT": {"IN": [":", ";"]}}, {"IS_SPACE": False}]], 1, NEVER),
    ([[{}, {"TEXT": {"IN": [",", ";", ":", ")", "€", "%", "="]}}]], 1, NEVER),
    ([[{}, ARROW], [ARROW, {}]], 1, NEVER),
    ([[{"LOWER": {"IN": list(SHORTENED)}}, {"TEXT": "."}, GOES_ON]], 2, NEVER),
    ([[{"LOWER": {"IN": list(NO_END)}}, {"IS_SPACE": False}]], 1, NEVER),
    ([[{"LOWER": {"IN": list(NO_END)}}, {"IS_SPACE": True}]], 1, NEVER),
)
