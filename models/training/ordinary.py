"""The list of ordinary words for the second lock (`src/verslagfilter/data/ordinary_words.txt`).

    python models/training/ordinary.py --data ../shared/training

It takes the own lists in ordinary/, the words that the licensed treebank has three times or more, and those of our own
minutes in statements that a landlord may read, outside every mark. What a recognizer finds goes out again.
"""

from __future__ import annotations

import argparse
import re
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import corpora  # noqa: E402
from treebank import read_conllu  # noqa: E402

OWN = HERE / "ordinary"
OUT = HERE.parents[1] / "src" / "verslagfilter" / "data" / "ordinary_words.txt"
TIMES = 3
NO_WORDS = frozenset({"PROPN", "X", "NUM", "PUNCT", "SYM"})
FOR_LANDLORDS = frozenset({"AG", "AF", "WF", "HA", "SI", "CP", "HV", "PI"})
"""Roles in minutes_docs: advice, actions, facts of the dwelling, signals, contacts, process."""
HEAD = f"""\
# Ordinary Dutch words, made by models/training/ordinary.py: own lists; words that stand {TIMES} times or more in the
# treebanks named in models/nl_verslag/README.md (CC BY-SA 4.0; Gertjan van Noord, Gosse Bouma, Leonoor van der Beek,
# Robert Malouf and the Alpino and Lassy teams, University of Groningen); words of invented minutes.
"""
_MARK = re.compile(r"\[[^\]]*\]\([A-Z_]+\)")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")


def own_words() -> Iterator[str]:
    """The lists that were written for this."""
    for path in sorted(OWN.glob("*.txt")):
        yield from corpora.rows(path)


def treebank_words(data: Path) -> Iterator[str]:
    """What the licensed sentences use often, names left out."""
    counts: Counter[str] = Counter()
    for sentence in read_conllu(corpora.first_of(data, corpora.TRAIN), licensed_only=True):
        for at, token in enumerate(sentence):
            if token.pos not in NO_WORDS and (at == 0 or token.word.islower()):
                counts[token.word.lower()] += 1
    yield from (word for word, count in counts.items() if count >= TIMES and len(word) > 2 and word.isalpha())


def minutes_words() -> Iterator[str]:
    """What our own minutes say to a landlord, outside the marks."""
    for path in sorted(corpora.DOCS.glob("*.txt")):
        for line in corpora.rows(path):
            role, tab, text = line.partition("\t")
            if tab and role.strip("+") in FOR_LANDLORDS:
                yield from (word.lower() for word in _WORD.findall(_MARK.sub(" ", text)))


def without_found(words: list[str]) -> list[str]:
    """The words in which no recognizer finds anything, names and numbers aside."""
    from verslagfilter import recognizers, resources
    from verslagfilter.mentions import Category

    analyzer = recognizers.build_analyzer(recognizers.load_specs(resources.folder("recognizers")))
    starts, at = [], 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    found = (m for m in recognizers.find(analyzer, "\n".join(words)) if m.category is not Category.PERSOON)
    gone = {bisect_right(starts, mention.span.start) - 1 for mention in found}
    return [word for index, word in enumerate(words) if index not in gone]


def listed() -> list[str]:
    """The words of the list as it is."""
    return [line for line in OUT.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    words = sorted({*own_words(), *treebank_words(options.data), *minutes_words()})
    kept = without_found(words)
    OUT.write_text(HEAD + "\n".join(kept) + "\n", encoding="utf-8")
    print(f"{len(kept)} words, {len(words) - len(kept)} left out")


if __name__ == "__main__":
    main()
