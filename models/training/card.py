"""The figures in a model's card: printed, and put between two marks in its README."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path

BEGIN, END = "<!-- figures: begin", "<!-- figures: end -->"


def command(about: str, model: Path, figures: Callable[[Path], str]) -> None:
    """Print the figures; with --card also write them into the model's card.

    Args:
        about: what the command is for.
        model: the folder of the model when --model names no other.
        figures: from that folder to the figures as Markdown.
    """
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--model", type=Path, default=model)
    parser.add_argument("--card", action="store_true")
    options = parser.parse_args()
    block = figures(options.model)
    print(block)
    if options.card:
        write_card(options.model / "README.md", block)


def write_card(card: Path, block: str) -> None:
    """Put the figures between the two marks of the card."""
    text = card.read_text(encoding="utf-8")
    pattern = f"({re.escape(BEGIN)}[^\\n]*\\n).*?{re.escape(END)}"
    card.write_text(re.sub(pattern, lambda found: f"{found[1]}{block}\n{END}", text, flags=re.S), encoding="utf-8")


def share(part: int, whole: int) -> float:
    """A percentage with one digit; of nothing, all."""
    return round(100 * part / whole, 1) if whole else 100.0
