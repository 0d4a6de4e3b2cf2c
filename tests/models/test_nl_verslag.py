"""The pipeline that ships: loads, says the same every time, and is as good as its floors say."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from training_modules import training_module

ROOT = Path(__file__).resolve().parents[2]
MODEL = ROOT / "models" / "nl_verslag"
TRAINING = ROOT / "models" / "training"
DATA = ROOT.parent / "shared" / "training"
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
OFFLINE = """
import sys
sys.addaudithook(lambda event, args: sys.exit(9) if event.startswith("socket.connect") else None)
"""
ANNOTATE = """
import hashlib, pathlib, sys
sys.path.insert(0, sys.argv[2])
from evaluate import load, minutes_lines
nlp = load(pathlib.Path(sys.argv[1]))
texts = [text for text, _, _ in minutes_lines()]
docs = nlp.pipe(texts, batch_size=int(sys.argv[3]))
kinds = ("text", "pos_", "tag_", "lemma_", "dep_", "sent_start", "ent_iob_", "ent_type_")
rows = [[getattr(t, kind) for kind in kinds] + [str(t.morph), t.head.i] for doc in docs for t in doc]
print(len(rows), hashlib.sha256(repr(rows).encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def evaluate():
    with training_module("evaluate") as module:
        yield module


@pytest.fixture(scope="module")
def nlp(evaluate):
    return evaluate.load(MODEL)


def annotate(seed, batch=32):
    run = subprocess.run(
        [sys.executable, "-c", OFFLINE + ANNOTATE, str(MODEL), str(TRAINING), str(batch)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONHASHSEED": seed, "OMP_NUM_THREADS": "1"},
    )
    return run.stdout


def rows(docs):
    return [(t.text, t.pos_, t.lemma_, t.dep_, t.head.i, t.sent_start, t.ent_type_) for doc in docs for t in doc]


def test_what_the_program_asks_of_it(nlp):
    assert {"parser", "ner", "morphologizer", "tagger", "trainable_lemmatizer"} <= set(nlp.pipe_names)
    assert {"PER", "ORG", "LOC"} <= set(nlp.get_pipe("ner").labels)
    doc = nlp("Mw. De Wit belt morgen met de huisarts.")
    verb = next(token for token in doc if token.dep_ == "ROOT")
    assert verb.text == "belt"
    assert verb.morph.get("VerbForm") == ["Fin"]
    assert any(child.dep_.startswith("nsubj") for child in verb.children)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("De Wit", "PER")]


def test_the_same_in_two_processes_without_a_network():
    first = annotate("1")
    assert first == annotate("2")
    assert int(first.split()[0]) > 1000


def test_the_same_when_loaded_twice_in_one_process(evaluate, nlp):
    texts = [text for text, _, _ in evaluate.minutes_lines()]
    again = evaluate.load(MODEL)
    assert (
        rows(nlp.pipe(texts, batch_size=32))
        == rows(again.pipe(texts, batch_size=32))
        == rows(nlp.pipe(texts, batch_size=32))
    )


def test_names_and_sentences_of_the_minutes_do_not_fall_below_their_floor(evaluate, nlp):
    stretches = [evaluate.marked_stretch(stretch) for stretch in evaluate.minutes_stretches()]
    names, bounds = evaluate.name_figures(nlp, stretches), evaluate.bound_figures(nlp, stretches)
    assert names["PER"]["n"] >= 200
    assert names["PER"]["f"] >= FLOORS["minutes PER F"]
    assert bounds["whole"]["f"] >= FLOORS["minutes sentences F"]


def test_trees_of_the_minutes_do_not_fall_below_their_floor(evaluate, nlp):
    found = evaluate.minutes_tree_figures(nlp)
    below = {name: found[name] for name, floor in FLOORS["annotated minutes"].items() if found[name] < floor}
    assert below == {}


@pytest.mark.skipif(not DATA.exists(), reason="the treebanks are not part of the product")
@pytest.mark.slow
def test_treebank_figures_do_not_fall_below_their_floor(evaluate, nlp):
    found = evaluate.treebank_figures(nlp, evaluate.treebank_file(DATA, "syntax-nl_alpino-test.conllu"))
    below = {name: found[name] for name, floor in FLOORS["UD_Dutch-Alpino test"].items() if found[name] < floor}
    assert below == {}


def test_the_folder_is_small():
    assert sum(file.stat().st_size for file in MODEL.rglob("*") if file.is_file()) <= FLOORS["bytes"]


def test_the_card_names_licence_and_figures():
    card = (MODEL / "README.md").read_text(encoding="utf-8")
    meta = json.loads((MODEL / "meta.json").read_text(encoding="utf-8"))
    assert meta["license"] == "CC BY-SA 4.0"
    assert f"# nl_verslag {meta['version']}" in card
    assert "University of Groningen" in card
    assert "| UD_Dutch-Alpino test (596 sentences" in card


@pytest.mark.parametrize("name", ["templates_train.txt", "templates_test.txt"])
def test_no_line_of_the_hand_written_test_is_a_template(evaluate, name):
    lines = {line for line in (TRAINING / name).read_text(encoding="utf-8").splitlines() if "{" in line}
    assert not lines & set(evaluate.MINUTES.read_text(encoding="utf-8").splitlines())


def test_templates_of_train_and_test_differ():
    train, test = (
        (TRAINING / f"templates_{part}.txt").read_text(encoding="utf-8").splitlines() for part in ("train", "test")
    )
    assert not {line for line in train if "{" in line} & {line for line in test if "{" in line}


def test_no_stretch_with_trees_is_in_both_parts(evaluate):
    def texts(folder):
        paths = sorted((TRAINING / folder).glob("*.conllu"))
        return {"".join(map(evaluate.text_of, part)) for path in paths for part in evaluate.read_stretches(path)}

    assert not texts("minutes_trees") & texts("minutes_test")
    assert len(texts("minutes_test")) > 200


def test_a_marked_line_is_read(evaluate):
    assert evaluate.minutes.unmarked("[Jan](PER) belt. ¦ [De Brug](ORG) niet.¦↵Ja") == (
        "Jan belt. De Brug niet.\nJa",
        [(0, 3, "PER"), (10, 17, "ORG")],
        [0, 10, 24],
    )
