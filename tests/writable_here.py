"""The kinds of file that can be written on this machine: PDF needs a library of the system (Pango)."""

from __future__ import annotations

import warnings

from verslagfilter.formats import WRITABLE


def _has_pango() -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            import weasyprint  # noqa: F401
        except (ImportError, OSError):
            return False
    return True


HAS_PDF = _has_pango()
KINDS = tuple(kind for kind in WRITABLE if kind != "pdf" or HAS_PDF)
