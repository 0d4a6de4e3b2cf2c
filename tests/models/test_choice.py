"""Another language model than the one that comes along: what it must be able to do, and how its labels are read."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from verslagfilter import language
from verslagfilter.cli import main
from verslagfilter.errors import ConfigError


@pytest.fixture
def news_like(tmp_path: Path) -> str:
    """A pipeline that calls persons PERSON and places GPE, as spaCy's own do."""
    nlp = spacy.load(language._path(language.EMBEDDED), exclude=["ner"])
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [{"label": "PERSON", "pattern": "Xandrin Oevel"}, {"label": "GPE", "pattern": "Utrecht"}]  # type: ignore[attr-defined]
    )
    nlp.to_disk(tmp_path / "anders")
    return str(tmp_path / "anders")


def test_labels_of_another_model_are_mapped(news_like: str) -> None:
    doc = language.load(news_like)("Xandrin Oevel woont in Utrecht.")
    assert [doc.text[start:end] for start, end in language.entities(doc, "PER")] == ["Xandrin Oevel"]
    assert [doc.text[start:end] for start, end in language.entities(doc, "LOC")] == ["Utrecht"]
    assert list(language.entities(doc, "ORG")) == []


def test_the_command_takes_another_model(news_like: str, tmp_path: Path) -> None:
    minutes, out = tmp_path / "verslag.txt", tmp_path / "uit"
    minutes.write_text("Afspraak: Xandrin Oevel van de corporatie herstelt de deur.\n", encoding="utf-8")
    assert main(["split", str(minutes), "--for", "woningcorporatie", "--out", str(out), "--model", news_like]) in (0, 3)
    assert '"model": "nl_verslag' in (out / "secretaris" / "verslag.beslissingen.json").read_text(encoding="utf-8")


def test_what_is_missing_is_named(tmp_path: Path) -> None:
    spacy.blank("nl").to_disk(tmp_path / "leeg")
    with pytest.raises(ConfigError) as caught:
        language.load(str(tmp_path / "leeg"))
    for part in ("woordsoorten", "grondvormen", "zinsontleding", "namen van personen", "ander model"):
        assert part in str(caught.value)


def test_another_language_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "engels")
    with pytest.raises(ConfigError, match="Nederlands"):
        language.load(str(tmp_path / "engels"))


def test_relations_must_be_those_of_universal_dependencies(tmp_path: Path) -> None:
    nlp = spacy.load(language._path(language.EMBEDDED))
    ruler = nlp.add_pipe("attribute_ruler", last=True)
    ruler.add([[{"DEP": {"REGEX": "^nsubj"}}]], {"DEP": "su"})  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "alpino")
    with pytest.raises(ConfigError, match="Universal Dependencies"):
        language.load(str(tmp_path / "alpino"))


def test_a_model_that_is_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    minutes = tmp_path / "verslag.txt"
    minutes.write_text("De huur is betaald.\n", encoding="utf-8")
    assert main(["check", str(minutes), "--for", "politie", "--model", "bestaat_niet"]) == 6
    err = capsys.readouterr().err
    assert err == "Het taalmodel 'bestaat_niet' is niet gevonden. Installeer het, of kies een ander model.\n"


def test_a_model_of_another_version_or_with_missing_parts(tmp_path: Path) -> None:
    spacy.blank("nl").to_disk(tmp_path / "stuk")
    config = tmp_path / "stuk" / "config.cfg"
    text = config.read_text(encoding="utf-8").replace("pipeline = []", 'pipeline = ["transformer"]')
    config.write_text(text + '\n[components.transformer]\nfactory = "curated_transformer"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="niet te laden"):
        language.load(str(tmp_path / "stuk"))
