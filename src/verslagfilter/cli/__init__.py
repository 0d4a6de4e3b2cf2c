"""The command `verslagfilter`: every error is one Dutch sentence on stderr and an exit code (see errors.py)."""

from __future__ import annotations

import io
import logging
import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from verslagfilter.cli.common import INTERNAL
from verslagfilter.errors import VerslagfilterError

INTERRUPTED = 130
_STOPPED = "Afgebroken. Er is niets half geschreven."


def main(args: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        args: the words after `verslagfilter`; None: those of the process.

    Returns:
        The exit code.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that knows no "✓" still gets the rest
    try:
        with _quiet():
            code = _run(args)
            sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except VerslagfilterError as error:
        return _fail(str(error), error.exit_code)
    except Exception as error:
        return _unexpected(error)
    return _fail(_STOPPED, INTERRUPTED) if code == INTERRUPTED else code


def _run(args: Sequence[str] | None) -> int:
    from verslagfilter.cli import app

    return app.run(args)


def _fail(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


def _unexpected(error: Exception) -> int:
    """An error that nobody foresaw: neither its words nor its trace are shown, as they may hold text of the minutes."""
    if isinstance(error, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains while it closes
        return 1
    if os.environ.get("VERSLAGFILTER_DEBUG"):
        raise error
    return _fail(INTERNAL, 1)


@contextmanager
def _quiet() -> Iterator[None]:
    """Libraries warn and log with the text that they work on: not here."""
    level = logging.root.manager.disable
    with warnings.catch_warnings():
        if not os.environ.get("VERSLAGFILTER_DEBUG"):
            warnings.simplefilter("ignore")
            logging.disable(logging.CRITICAL)
        try:
            yield
        finally:
            logging.disable(level)
