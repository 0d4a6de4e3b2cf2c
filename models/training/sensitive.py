"""The corpus of the model that sees what tells of health, care or crime, and its figures.

Its words carry the category of the mark that they stand in as their tag, others `O`. Learned from lines written for it,
from the annotated minutes, and from treebank sentences in which no recognizer finds anything, for the breadth of words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import card
import corpora
import minutes
import tokenizer
from card import share
from docs import save
from spacy.language import Language
from spacy.tokens import Doc
from treebank import read_conllu, text_of

HERE = Path(__file__).parent
LINES = HERE / "sensitive_lines"
TEST = HERE / "sensitive_test" / "lines.txt"
CATEGORIES = ("GEZONDHEID", "DIAGNOSE", "BEHANDELAAR", "STRAFRECHT")
NOTHING = "O"
BLOCK = 8
"""Lines that stay together between train and dev: a harmless line often stands beside its telling twin."""
DEV_SHARE = 15
LOWERED = 0.15
TREEBANK = 6000
Span = tuple[int, int, str]


def corpus(data: Path, out: Path) -> tuple[Path, Path]:
    """Training documents, and those for choosing the best step."""
    nlp = tokenizer.blank()
    rng = Random(1)
    written = [line for path in sorted(LINES.glob("*.txt")) for line in corpora.rows(path)]
    blocks = [written[at : at + BLOCK] for at in range(0, len(written), BLOCK)]
    rng.shuffle(blocks)
    held = len(blocks) // DEV_SHARE
    dev = [line for block in blocks[:held] for line in block]
    told = [
        line.split("\t", 1)[1]
        for path in sorted(corpora.DOCS.glob("*.txt"))
        for line in corpora.rows(path)
        if "\t" in line
    ]
    train = [*(line for block in blocks[held:] for line in block), *told]
    train += [minutes.lowered(line) for line in train if rng.random() < LOWERED]
    train += ordinary_sentences(data, rng)
    rng.shuffle(train)
    made = [[line_doc(nlp, line) for line in lines] for lines in (train, dev)]
    return save(made[0], out / "sensitive-train.spacy"), save(made[1], out / "sensitive-dev.spacy")


def ordinary_sentences(data: Path, rng: Random) -> list[str]:
    """Treebank sentences in which no recognizer finds anything special."""
    from verslagfilter import recognizers, resources
    from verslagfilter.mentions import SPECIAL

    analyzer = recognizers.build_analyzer(recognizers.load_specs(resources.folder("recognizers")))
    trees = read_conllu(corpora.first_of(data, corpora.TRAIN), licensed_only=True)
    texts = [text_of(tree).strip() for tree in trees if 5 <= len(tree) <= 40]
    rng.shuffle(texts)
    clean = (t for t in texts if "[" not in t and not any(m.category in SPECIAL for m in recognizers.find(analyzer, t)))
    return [text for text, _ in zip(clean, range(TREEBANK), strict=False)]


def unmarked(line: str) -> tuple[str, list[Span]]:
    """Text and telling stretches of a marked line; other marks are taken off."""
    text, spans, at = "", [], 0
    for mark in minutes.ANY_MARK.finditer(line):
        text += line[at : mark.start()]
        if mark[2] in CATEGORIES:
            spans.append((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1]
        at = mark.end()
    return text + line[at:], spans


def line_doc(nlp: Language, line: str) -> Doc:
    """A marked line as a document with a tag for every word."""
    text, spans = unmarked(line)
    doc = nlp.make_doc(text)
    tags = [NOTHING] * len(doc)
    for start, end, category in spans:
        for token in doc.char_span(start, end, alignment_mode="expand"):
            tags[token.i] = category
    return Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc], tags=tags)


def figures(find, lines: Sequence[str]) -> dict[str, float]:  # type: ignore[no-untyped-def]
    """Recall and precision by stretch (any overlap), and how many lines without a mark give an alarm.

    Args:
        find: from a text to its stretches (start, end, category).
        lines: marked lines.
    """
    count: Counter[str] = Counter()
    for text, gold in map(unmarked, lines):
        found = list(find(text))
        count["gold"] += len(gold)
        count["seen"] += sum(any(overlap(a, b) for b in found) for a in gold)
        count["right"] += sum(any(overlap(a, b) and a[2] == b[2] for b in found) for a in gold)
        count["found"] += len(found)
        count["true"] += sum(any(overlap(a, b) for b in gold) for a in found)
        count["plain"] += not gold
        count["alarm"] += bool(found) and not gold
    return {
        "recall": share(count["seen"], count["gold"]),
        "right category": share(count["right"], count["gold"]),
        "precision": share(count["true"], count["found"]),
        "false alarms": share(count["alarm"], count["plain"]),
        "n": count["gold"],
    }


def overlap(first: Span, second: Span) -> bool:
    """Whether two stretches share a character."""
    return first[0] < second[1] and second[0] < first[1]


def evaluate(model: Path) -> dict[str, dict[str, float]]:
    """Figures of the lists alone, the model alone, and both, on the hand-marked test lines."""
    from verslagfilter import recognizers, resources, sensitive

    loaded = sensitive.load_from(model)
    specs = recognizers.load_specs(resources.folder("recognizers"))
    lists, both = recognizers.build_analyzer(specs), recognizers.build_analyzer(specs, model=loaded)
    lines = corpora.rows(TEST)

    def of(analyzer):  # type: ignore[no-untyped-def]
        def find(text: str) -> Iterator[Span]:
            for m in recognizers.find(analyzer, text):
                if m.category in CATEGORIES:
                    yield m.span.start, m.span.end, str(m.category)

        return find

    def alone(text: str) -> Iterator[Span]:
        yield from ((hit.span.start, hit.span.end, str(hit.category)) for hit in loaded.hits(text))

    return {"lists": figures(of(lists), lines), "model": figures(alone, lines), "both": figures(of(both), lines)}


def table(found: dict[str, dict[str, float]]) -> str:
    """The figures as Markdown."""
    names = ("recall", "right category", "precision", "false alarms")
    rows = ["| found by | " + " | ".join(names) + " |", "|---|" + "---|" * len(names)]
    rows += [f"| {who} | " + " | ".join(str(some[name]) for name in names) + " |" for who, some in found.items()]
    return "\n".join(
        [
            *rows,
            "",
            f"{found['both']['n']} stretches in {len(corpora.rows(TEST))} lines, half of the lines with none.",
        ]
    )


def main() -> None:
    """Print the figures; with --card also write them into the model's card."""
    card.command(__doc__.split("\n")[0], HERE.parent / "nl_gevoelig", lambda model: table(evaluate(model)))


if __name__ == "__main__":
    main()
