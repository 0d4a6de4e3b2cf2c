"""Writes the table of recognizers/README.md again: ``python tests/update_recognizer_table.py``."""

from __future__ import annotations

from pathlib import Path

from verslagfilter import kit, recognizers
from verslagfilter.resources import folder

ROOT = Path(__file__).parents[1]
README = ROOT / "recognizers" / "README.md"
SAMPLES = ROOT / "models" / "training" / "sensitive_test" / "lines.txt"
"""Marked sentences that are nobody's examples, and on which no model was trained."""
BEGIN, END = "<!-- tabel: begin -->\n", "<!-- tabel: einde -->"


def table() -> str:
    """A row per recognizer: size, examples and how many of these it gets exactly right, and other sentences."""
    heads = ("herkenner", "vindt", "termen", "patronen", "voorbeelden", "valse vrienden", "gevonden %", "terecht %")
    heads += ("elders gevonden", "elders terecht", "elders geraakt", "elders aangewezen")
    rows = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    samples = recognizers.read_marked(SAMPLES)
    for spec in recognizers.load_specs(folder("recognizers")):
        tested = kit.run_examples(spec)
        elsewhere = kit.score_samples(spec, samples)
        cells = (
            *(spec.name, ", ".join(spec.categories), sum(map(len, spec.terms)), len(spec.patterns) + len(spec.frames)),
            *(tested.positive, tested.negative, tested.recall, tested.precision),
            *(elsewhere.found, elsewhere.right, elsewhere.reached, elsewhere.marked),
        )
        rows.append(f"| {' | '.join(map(str, cells))} |")
    return "\n".join(rows) + "\n"


def main() -> None:
    """Put the table between its marks."""
    head, rest = README.read_text(encoding="utf-8").split(BEGIN)
    README.write_text(head + BEGIN + table() + END + rest.split(END)[1], encoding="utf-8")


if __name__ == "__main__":
    main()
