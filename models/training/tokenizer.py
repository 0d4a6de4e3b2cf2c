"""The tokenizer: Dutch rules, with a short list of abbreviations in place of spaCy's long one of law books."""

from __future__ import annotations

import re
from pathlib import Path

import spacy
from spacy.attrs import NORM, ORTH
from spacy.language import Language
from spacy.util import compile_infix_regex

HERE = Path(__file__).parent
SLASH = r"(?<=[A-Za-zÀ-ž])/(?=[A-ZÀ-Ž])"
"""Two names or parties in one cell: Jan/Piet, WC/GGZ."""
DOTTED = r"(?:[A-Za-z]\.){2,}(?=$)"
"""Letters with full stops (i.v.m., A.J.) stay one word without being listed."""
ARROWS = ("->", "-->", "=>")


def abbreviations() -> dict[str, str]:
    """Abbreviation to the word that it is read as, empty where it is read as itself."""
    lines = (HERE / "abbreviations.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {pair[0]: pair[1] if len(pair) > 1 else "" for pair in pairs}


def blank() -> Language:
    """A Dutch pipeline without components, with our tokenizer."""
    nlp = spacy.blank("nl")
    fit(nlp)
    return nlp


def fit(nlp: Language) -> Language:
    """Give an existing pipeline our tokenizer."""
    nlp.tokenizer.rules = _rules()
    infixes = [*nlp.Defaults.infixes, SLASH]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    nlp.tokenizer.token_match = re.compile(DOTTED).match
    return nlp


def _rules() -> dict[str, list[dict[int, str]]]:
    rules = {}
    for short, read_as in abbreviations().items():
        for form in (short, short[0].upper() + short[1:], short.upper()):
            rules[form] = [{ORTH: form, NORM: read_as}] if read_as else [{ORTH: form}]
    rules |= {arrow: [{ORTH: arrow}] for arrow in ARROWS}
    return dict(sorted(rules.items()))
