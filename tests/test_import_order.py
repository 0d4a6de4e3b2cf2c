"""The import order is the architecture: a stage knows only the stages before it."""

from __future__ import annotations

import ast
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "src" / "verslagfilter"
ORDER = (
    *("errors", "span", "resources", "mentions", "passages", "parties", "formats", "structure", "language"),
    *("normalise", "recognizers", "casus", "detect", "segment", "policy", "decide", "rewriting", "guard"),
    *("record", "render", "pipeline", "cli"),
)
# Any other module is a helper: it belongs to whatever imports it, and may reach no further than that.
# casus stands before detect: the names that the secretary states are found in the whole text.


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__").removesuffix("__init__")


MODULES = {name_of(path): path for path in sorted(ROOT.rglob("*.py"))}


@cache
def imports(module: str) -> frozenset[str]:
    """The modules of ours that a module imports, wherever in it: "" is the package itself."""
    found = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: write imports in full"
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            modules = {name for name in inner if name.removeprefix("verslagfilter.") in MODULES}
            found |= modules or {str(node.module)}
    ours = (name for name in found if name.split(".")[0] == "verslagfilter")
    return frozenset(name.removeprefix("verslagfilter").removeprefix(".") for name in ours) - {module}


def stage(module: str) -> str | None:
    top = module.split(".")[0]
    return top if top in ORDER else None


def reached(module: str) -> set[str]:
    """The stages that a module imports, itself or through helpers."""
    stages, todo, seen = set(), [module], {module}
    while todo:
        for name in imports(todo.pop()) - seen:
            seen.add(name)
            here = stage(name)
            if here:
                stages.add(here)
            else:
                todo.append(name)
    return stages


@pytest.mark.parametrize("module", [module for module in MODULES if stage(module)])
def test_stage_imports_only_earlier_stages(module: str) -> None:
    own = stage(module)
    assert own
    late = {name for name in reached(module) if ORDER.index(name) > ORDER.index(own)}
    assert not late


def test_nothing_imports_the_package_itself() -> None:
    assert [module for module in MODULES if "" in imports(module)] == []


def test_there_are_no_cycles() -> None:
    graph = {module: imports(module) & set(MODULES) for module in MODULES}
    TopologicalSorter(graph).prepare()
