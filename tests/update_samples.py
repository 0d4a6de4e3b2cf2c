"""Makes the golden files again: ``python tests/update_samples.py [case ...]``.

Lay the git diff beside ``samples/<case>/wat_moet.md`` before you commit it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from test_samples_golden import CASES, expected_extracts, make_extracts
from verslagfilter import pipeline


def update(case: Path, extracts: dict[str, str]) -> list[str]:
    """Write what changed, take away what no longer exists, and tell which files those are."""
    folder, old = case / "verwacht", expected_extracts(case)
    folder.mkdir(exist_ok=True)
    changed = [key for key in extracts if old.get(key) != extracts[key]]
    for key in changed:
        (folder / f"{key}.txt").write_bytes(extracts[key].encode("utf-8"))
    gone = [key for key in old if key not in extracts]
    for key in gone:
        (folder / f"{key}.txt").unlink()
    return [f"{case.name}/verwacht/{key}.txt" for key in sorted(changed + gone)]


def main(names: list[str]) -> int:
    """Update the named cases, or all of them."""
    unknown = sorted(set(names) - {case.name for case in CASES})
    if unknown:
        print(f"Onbekende casus: {', '.join(unknown)}. Kies uit: {', '.join(case.name for case in CASES)}.")
        return 2
    engine = pipeline.load_engine()
    for case in CASES:
        if not names or case.name in names:
            for path in update(case, make_extracts(engine, case)):
                print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
