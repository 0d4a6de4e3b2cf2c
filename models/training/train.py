"""From the data folder to the packed pipelines, with fixed seeds, on two cores.

    python models/training/train.py --data ../shared/training [--work FOLDER] [--out models]

The data folder holds the files named in models/nl_verslag/README.md, or UD releases under their own file names.
"""

from __future__ import annotations

import argparse
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(threads, "1")  # the same sums in the same order, however many cores there are

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import card  # noqa: E402
import corpora  # noqa: E402
import evaluate  # noqa: E402
import fit  # noqa: E402
import pack  # noqa: E402
import roles  # noqa: E402
import sensitive  # noqa: E402


def main() -> None:
    """Train everything, pack it, write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("build-model"))
    parser.add_argument("--out", type=Path, default=evaluate.MODEL.parent)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        syntax = pool.submit(train_syntax, options.data, options.work)
        names = pool.submit(train_names, options.data, options.work)
        telling = pool.submit(train_sensitive, options.data, options.work)
        purpose = pool.submit(train_roles, options.work)
        pack.pack(syntax.result(), names.result(), options.out / "nl_verslag")
        pack.pack_sensitive(telling.result(), options.out / "nl_gevoelig")
        pack.pack_roles(purpose.result(), options.out / "nl_rollen")
    found = evaluate.evaluate(options.out / "nl_verslag", options.data)
    card.write_card(options.out / "nl_verslag" / "README.md", evaluate.table(found))
    card.write_card(options.out / "nl_rollen" / "README.md", roles.table(roles.evaluate(options.out / "nl_rollen")))
    seen = sensitive.evaluate(options.out / "nl_gevoelig")
    card.write_card(options.out / "nl_gevoelig" / "README.md", sensitive.table(seen))


def train_syntax(data: Path, work: Path) -> Path:
    """Tags, lemmas and trees."""
    return fit.run("syntax.cfg", *corpora.syntax(data, work), work / "syntax")


def train_names(data: Path, work: Path) -> Path:
    """Names of persons, organisations and places."""
    return fit.run("ner.cfg", *corpora.names(data, work), work / "names")


def train_roles(work: Path) -> Path:
    """What a statement is for."""
    return fit.run("roles.cfg", *roles.corpus(work), work / "roles")


def train_sensitive(data: Path, work: Path) -> Path:
    """What tells of health, care or crime."""
    return fit.run("sensitive.cfg", *sensitive.corpus(data, work), work / "sensitive")


if __name__ == "__main__":
    main()
