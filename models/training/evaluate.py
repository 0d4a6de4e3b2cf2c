"""Figures of a pipeline per test set, as one table; `--card` writes them into the model card.

python models/training/evaluate.py --data ../shared/training [--model models/nl_verslag] [--card] [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import card  # noqa: E402
import minutes  # noqa: E402
from docs import broken, tens, tree_doc  # noqa: E402
from treebank import Sentence, read_conllu, read_stretches, text_of  # noqa: E402

MODEL = HERE.parent / "nl_verslag"
MINUTES = HERE / "minutes_test" / "minutes.txt"
TREES = HERE / "minutes_test"
TREEBANKS = {
    "UD_Dutch-Alpino test": "syntax-nl_alpino-test.conllu",
    "UD_Dutch-LassySmall test": "syntax-nl_lassysmall-test.conllu",
}
RELEASES = {
    "syntax-nl_alpino-test.conllu": "nl_alpino-ud-test.conllu",
    "syntax-nl_lassysmall-test.conllu": "nl_lassysmall-ud-test.conllu",
}
COLUMNS = ("TAG", "POS", "MORPH", "LEMMA", "UAS", "LAS", "SENT F")
KEYS = ("tag_acc", "pos_acc", "morph_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")
PUBLISHED = (
    ("nl_core_news_sm, published (UD 2.8)", ("", "95.8", "", "95.0", "85.7", "80.5", "86.5")),
    ("nl_core_news_md, published (UD 2.8)", ("", "96.3", "", "95.4", "86.7", "82.1", "87.1")),
    ("nl_core_news_lg, published (UD 2.8)", ("", "96.7", "", "95.5", "87.6", "83.0", "86.9")),
)
Figures = dict[str, float]
Marked = tuple[str, list[tuple[int, int, str]], list[int]]
"""Text, names (start, end, kind) and starts of sentences."""
ANNOTATED, FIRST = "annotated minutes", "first hand-written minutes"


def load(path: Path):  # type: ignore[no-untyped-def]
    """The pipeline as the program loads it: on one core, with the plain matrix product."""
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))
    import spacy

    return spacy.load(path)


def percent(part: float, whole: float) -> float:
    """A share as a percentage with one digit; 100 when there was nothing to find."""
    return round(100 * part / whole, 1) if whole else 100.0


def scores(right: int, found: int, gold: int) -> Figures:
    """Precision, recall and F."""
    return {"p": percent(right, found), "r": percent(right, gold), "f": percent(2 * right, found + gold)}


def treebank_file(data: Path, name: str) -> Path:
    """The test file, or the official release's file of the same part."""
    return data / name if (data / name).exists() else data / RELEASES[name]


def treebank_figures(nlp, path: Path) -> Figures:  # type: ignore[no-untyped-def]
    """Tags, lemmas, trees and sentences from raw text, ten sentences per document."""
    sentences = read_conllu(path)
    return _tree_figures(nlp, tens(sentences), sentences)


def minutes_tree_figures(nlp) -> Figures:  # type: ignore[no-untyped-def]
    """The same on the annotated stretches of minutes, each as the program parses it; their trees have no fine tags."""
    stretches = minutes_stretches()
    found = _tree_figures(nlp, [broken(stretch) for stretch in stretches], [s for group in stretches for s in group])
    return found | {"TAG": "", "MORPH": ""}


def _tree_figures(nlp, groups, sentences: list[Sentence]) -> Figures:  # type: ignore[no-untyped-def]
    from spacy.training import Example

    golds = [tree_doc(nlp.vocab, group) for group in groups]
    found = nlp.evaluate([Example(nlp.make_doc(gold.text), gold) for gold in golds], batch_size=16)
    return {name: round(100 * (found[key] or 0), 1) for name, key in zip(COLUMNS, KEYS, strict=True)} | {
        "sentences": len(sentences),
        "words": sum(map(len, sentences)),
    }


def minutes_stretches() -> list[list[Sentence]]:
    """Stretches of minutes with trees and names, annotated by hand."""
    return [stretch for path in sorted(TREES.glob("*.conllu")) for stretch in read_stretches(path)]


def marked_stretch(stretch: list[Sentence]) -> Marked:
    """A stretch of trees as text, names and starts of sentences."""
    text, names, starts = "", [], []
    for sentence in stretch:
        starts.append(len(text))
        for token in sentence:
            if token.ent.startswith("I-") and names:
                start, _, kind = names[-1]
                names[-1] = (start, len(text) + len(token.word), kind)
            elif token.ent != "O":
                names.append((len(text), len(text) + len(token.word), token.ent[2:]))
            text += token.word + ("\n" if token.breaks else " " if token.space else "")
    return text.rstrip(), names, starts


def minutes_lines(path: Path = MINUTES) -> list[Marked]:
    """Stretches of the hand-written test of names and sentence bounds."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [minutes.unmarked(line) for line in lines]


def name_figures(nlp, marked: list[Marked]) -> dict[str, Figures]:  # type: ignore[no-untyped-def]
    """Names with exact bounds and kind, each stretch parsed by itself."""
    gold: Counter[str] = Counter()
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for (_, names, _), doc in zip(marked, nlp.pipe(text for text, _, _ in marked), strict=True):
        wanted = set(names)
        got = {(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents if ent.label_ in {"PER", "ORG", "LOC"}}
        for tally, spans in ((gold, wanted), (found, got), (right, wanted & got)):
            tally.update(kind for _, _, kind in spans)
            tally["all"] += len(spans)
    return {
        kind: scores(right[kind], found[kind], gold[kind]) | {"n": gold[kind]} for kind in ("PER", "ORG", "LOC", "all")
    }


def bound_figures(nlp, marked: list[Marked]) -> dict[str, Figures]:  # type: ignore[no-untyped-def]
    """Sentences with exact bounds (whole), and the bounds inside a stretch by themselves (inner)."""
    whole, inner = [0, 0, 0], [0, 0, 0]
    for (text, _, starts), doc in zip(marked, nlp.pipe(text for text, _, _ in marked), strict=True):
        got = [sent.start_char for sent in doc.sents if sent.text.strip()]
        _tally(
            whole,
            set(zip(starts, [*starts[1:], len(text)], strict=True)),
            set(zip(got, [*got[1:], len(text)], strict=True)),
        )
        _tally(inner, set(starts[1:]), set(got[1:]))
    return {"whole": scores(*whole) | {"n": whole[2]}, "inner": scores(*inner) | {"n": inner[2]}}


def _tally(counts: list[int], gold: set, got: set) -> None:  # type: ignore[type-arg]
    for at, spans in enumerate((gold & got, got, gold)):
        counts[at] += len(spans)


def joined(marked: list[Marked]) -> list[Marked]:
    """The same stretches ten by ten as one text each, a line break after each."""
    made = []
    for at in range(0, len(marked), 10):
        text, names, starts = "", [], []
        for stretch, its_names, its_starts in marked[at : at + 10]:
            base = len(text)
            names += [(base + start, base + end, kind) for start, end, kind in its_names]
            starts += [base + start for start in its_starts]
            text += stretch + "\n"
        made.append((text.rstrip(), names, starts))
    return made


def words_per_second(nlp, texts: list[str]) -> int:  # type: ignore[no-untyped-def]
    """Best of three runs over the texts in the program's batches."""
    best = 0.0
    for _ in range(3):
        start = time.perf_counter()
        count = sum(len(doc) for doc in nlp.pipe(texts, batch_size=32))
        best = max(best, count / (time.perf_counter() - start))
    return int(round(best, -2))


def load_seconds(path: Path) -> float:
    """Time of spacy.load in a fresh process, spaCy itself imported before; best of three."""
    code = f"import spacy, time; t = time.perf_counter(); spacy.load({str(path)!r}); print(time.perf_counter() - t)"
    runs = [
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        for _ in range(3)
    ]
    return round(min(map(float, runs)), 2)


def megabytes(path: Path) -> float:
    """Size of the pipeline folder in millions of bytes."""
    return round(sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) / 1e6, 1)


def evaluate(model: Path, data: Path | None) -> dict[str, object]:
    """All figures; the treebanks only where the data folder is given."""
    nlp = load(model)
    trees = [marked_stretch(stretch) for stretch in minutes_stretches()]
    lines = minutes_lines()
    made = [minutes.unmarked(line) for line in minutes.lines("test", 600, seed=2)]
    found: dict[str, object] = {
        "minutes trees": minutes_tree_figures(nlp),
        "names": {title: name_figures(nlp, marked) for title, marked in ((ANNOTATED, trees), (FIRST, lines))}
        | {"generated lines, other templates and names": name_figures(nlp, made)},
        "bounds": {
            title: bound_figures(nlp, marked)
            for title, marked in (
                (ANNOTATED, trees),
                (f"{ANNOTATED}, ten a text, line breaks between", joined(trees)),
                (FIRST, lines),
                (f"{FIRST}, ten a text, line breaks between", joined(lines)),
            )
        },
        "MB": megabytes(model),
        "load s": load_seconds(model),
    }
    if data:
        for title, name in TREEBANKS.items():
            found[title] = treebank_figures(nlp, treebank_file(data, name))
        sentences = read_conllu(treebank_file(data, "syntax-nl_alpino-test.conllu"))
        found["words/s"] = words_per_second(nlp, ["".join(map(text_of, group)) for group in tens(sentences, 3)])
    return found


def main() -> None:
    """Print the figures; with --card also write them into the card."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--card", action="store_true")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    found = evaluate(options.model, options.data)
    block = table(found)
    print(block)
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    if options.card:
        card.write_card(options.model / "README.md", block)


def table(found: dict) -> str:  # type: ignore[type-arg]
    """The figures as Markdown."""
    rows = ["| test | " + " | ".join(COLUMNS) + " |", "|---|" + "---|" * len(COLUMNS)]
    for title in TREEBANKS:
        if title in found:
            size = f"{found[title]['sentences']:,} sentences, {found[title]['words']:,} words"
            rows.append(f"| {title} ({size}) | " + " | ".join(str(found[title][column]) for column in COLUMNS) + " |")
    trees = found["minutes trees"]
    size = f"{trees['sentences']:,} sentences, {trees['words']:,} words"
    rows.append(f"| annotated minutes ({size}) | " + " | ".join(str(trees[column]) for column in COLUMNS) + " |")
    rows += [f"| {name} | " + " | ".join(figures) + " |" for name, figures in PUBLISHED]
    rows += ["", "| names, exact bounds and kind | number | P | R | F |", "|---|---|---|---|---|"]
    for title, figures in found["names"].items():
        rows += [f"| {title}: {kind} | {s['n']} | {s['p']} | {s['r']} | {s['f']} |" for kind, s in figures.items()]
    rows += ["", "| sentence bounds in minutes | number | P | R | F |", "|---|---|---|---|---|"]
    for title, figures in found["bounds"].items():
        for part, name in (("whole", "sentences"), ("inner", "bounds inside the text")):
            s = figures[part]
            rows.append(f"| {title}: {name} | {s['n']} | {s['p']} | {s['r']} | {s['f']} |")
    speed = (
        f", {found['words/s']:,} words per second on one core (treebank test, three sentences a text)"
        if "words/s" in found
        else ""
    )
    return "\n".join([*rows, "", f"{found['MB']} MB on disk, loads in {found['load s']} s{speed}."])


if __name__ == "__main__":
    main()
