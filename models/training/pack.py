"""Syntax and names to one pipeline folder: guard in front, our tokenizer, no word that the text itself will bring."""

from __future__ import annotations

import json
from pathlib import Path

import guard
import spacy
import srsly
import tokenizer
from spacy.language import Language
from spacy.util import load_config

HERE = Path(__file__).parent
VERSION = "0.5.1"
SENSITIVE_VERSION = "0.1.0"
SENSITIVE = "Words in a line of Dutch minutes that tell of health, diagnosis, treatment or crime: one tag per word."
ROLES_VERSION = "0.1.0"
ROLES = "What a statement in Dutch minutes is for: advice, action, fact of the dwelling, background and so on."
SECTIONS = ("nlp", "components", "system")
"""Of the config, what loading needs; how it was trained stands in the configs beside this file."""


def pack(syntax: Path, names: Path, out: Path) -> None:
    """Write the pipeline that the program loads; the card beside it stays."""
    nlp = spacy.load(syntax)
    nlp.add_pipe("ner", source=spacy.load(names))
    guard.add(nlp)
    guard.add_word_classes(nlp)
    tokenizer.fit(nlp)
    _write(nlp, out)


def pack_sensitive(trained: Path, out: Path) -> None:
    """Write the model that sees what tells of health, care or crime."""
    nlp = spacy.load(trained)
    tokenizer.fit(nlp)
    _write(nlp, out, name="gevoelig", version=SENSITIVE_VERSION, description=SENSITIVE)


def pack_roles(trained: Path, out: Path) -> None:
    """Write the model that sees what a statement is for."""
    nlp = spacy.load(trained)
    _write(nlp, out, name="rollen", version=ROLES_VERSION, description=ROLES, sources=[])


def _write(nlp: Language, out: Path, **differs: object) -> None:
    """The pipeline in its folder, as small as it gets, with the meta of meta.json but for what differs."""
    nlp.meta.update(meta() | differs)
    nlp.to_disk(out)
    _prune_config(out / "config.cfg")
    _prune_strings(nlp, out / "vocab" / "strings.json")
    _tidy_meta(out / "meta.json")


def meta() -> dict[str, object]:
    """Name, version, licence and sources."""
    return json.loads((HERE / "meta.json").read_text(encoding="utf-8")) | {"version": VERSION}


def _prune_config(path: Path) -> None:
    config = load_config(path, interpolate=False)
    for section in list(config):
        if section not in SECTIONS:
            del config[section]
    config.to_disk(path)


def _prune_strings(nlp: Language, path: Path) -> None:
    """Labels, edits of the lemmas, abbreviations: all else is learned again from the text."""
    words = set(nlp.tokenizer.rules)
    words |= {
        str(piece[key])
        for pieces in nlp.tokenizer.rules.values()
        for piece in pieces
        for key in piece
        if isinstance(piece[key], str)
    }
    for name in nlp.pipe_names:
        words |= {str(label) for label in getattr(nlp.get_pipe(name), "labels", ())}
    words |= _edits(nlp) if nlp.has_pipe("trainable_lemmatizer") else set()
    words |= {part for label in list(words) if "=" in label for part in label.replace("|", "=").split("=")}
    kept = sorted({word for word in words if word})
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _edits(nlp: Language) -> set[str]:
    data = srsly.msgpack_loads(nlp.get_pipe("trainable_lemmatizer").trees.to_bytes())
    return {nlp.vocab.strings[node[key]] for node in data["trees"] for key in ("orig", "subst") if node.get(key)}


def _tidy_meta(path: Path) -> None:
    """Without the figures of the training run: those in the card were measured on the packed pipeline."""
    known = json.loads(path.read_text(encoding="utf-8"))
    known["performance"] = {}
    path.write_text(json.dumps(known, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
