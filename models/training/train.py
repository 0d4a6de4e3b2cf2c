"""From the data folder to a packed pipeline, with a fixed seed, on one core.

    python models/training/train.py --data ../shared/training [--work FOLDER] [--out models/nl_verslag]

The data folder holds the files named in models/nl_verslag/README.md, or UD releases under their own file names.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(threads, "1")  # the same sums in the same order, however many cores there are

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import corpora  # noqa: E402
import evaluate  # noqa: E402
import fit  # noqa: E402
import pack  # noqa: E402


def main() -> None:
    """Train syntax, train names, pack, write the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("build-model"))
    parser.add_argument("--out", type=Path, default=evaluate.MODEL)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    train, dev = corpora.syntax(options.data, options.work)
    syntax = fit.run("syntax.cfg", train, dev, options.work / "syntax")
    train, dev = corpora.names(options.data, options.work)
    names = fit.run("ner.cfg", train, dev, options.work / "names")
    pack.pack(syntax, names, options.out)
    evaluate.write_card(options.out / "README.md", evaluate.table(evaluate.evaluate(options.out, options.data)))


if __name__ == "__main__":
    main()
