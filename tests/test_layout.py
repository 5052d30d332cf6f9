"""The house: one stage, one room, imports one way, rooms small enough to read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import vanban

PACKAGE = Path(__file__).parents[1] / "scripts" / "vanban"
ORDER = re.findall(r"^``(\w+)``", vanban.__doc__ or "", re.MULTILINE)
"""The rooms in the order data walks through them, as the package lists them; a room may use those before it only."""
LONGEST_MODULE = 300
LONGEST_FUNCTION = 60
MODULES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    """The room a module stands in: its package, or itself."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def used(path: Path) -> Iterator[str]:
    """The rooms a module imports from."""
    inside = list(path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            target = inside[:len(inside) - (node.level - 1)] + (node.module or "").split(".")
            yield target[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    """A module uses its own room and those before it."""
    place = room(path)
    if place == "__init__":
        return
    assert place in ORDER
    assert [name for name in used(path) if ORDER.index(name) > ORDER.index(place)] == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rooms_can_be_read_at_a_sitting(path: Path) -> None:
    """No module and no function grows past what one reads at once."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef))
    assert [f.name for f in functions if (f.end_lineno or f.lineno) - f.lineno + 1 > LONGEST_FUNCTION] == []
