"""One training run: a config file and two corpora to a pipeline, on one core, with a fixed seed."""

from __future__ import annotations

from pathlib import Path

import tokenizer
from spacy import util
from spacy.training.initialize import init_nlp
from spacy.training.loop import train as train_loop
from thinc.api import NumpyOps, set_current_ops

HERE = Path(__file__).parent


def run(config: str, train: Path, dev: Path, out: Path, *, steps: int = 0) -> Path:
    """Train what the config says; the best step on dev is written to out.

    Args:
        config: Name of the config file beside this one.
        train: Training documents in spaCy's binary form.
        dev: Documents for choosing the best step.
        out: Folder for the pipeline.
        steps: Another number of steps than the config's, to try things out.
    """
    set_current_ops(NumpyOps(use_blis=False))
    overrides = {"paths.train": str(train), "paths.dev": str(dev)} | ({"training.max_steps": steps} if steps else {})
    settings = util.load_config(HERE / config, overrides=overrides, interpolate=False)
    nlp = init_nlp(settings)
    out.mkdir(parents=True, exist_ok=True)
    train_loop(nlp, out)
    return out / "model-best"


@util.registry.callbacks("verslag.tokenizer.v1")
def our_tokenizer():  # type: ignore[no-untyped-def]  # spaCy reads the signature
    """Callback for the configs: our tokenizer, before the corpora are read."""
    return tokenizer.fit
