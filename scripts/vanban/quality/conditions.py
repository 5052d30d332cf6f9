"""Which conditions of reading decide nothing: each operand, test and filter is watched while texts are read.

An operand of "and" that is never false, or one of "or" that is never true, can be left out without any of these texts
being read otherwise; so can a branch that is never taken. Either it goes, or a text is missing that shows why it is
there. The same instrument as branch coverage, one step finer: condition coverage as of masking MC/DC (DO-178C).
"""

from __future__ import annotations

import ast
from collections import defaultdict
from typing import TypeVar

from .rules import handed_to, import_changed, modules_that_read

Noted = TypeVar("Noted")

_KINDS = {"and": (False,), "or": (True,), "if": (True,), "filter": (False,), "either": (True, False)}
"""What each kind of condition must once be to decide anything; "either" chooses between two values."""
_seen: defaultdict[str, set[bool]] = defaultdict(set)
_watched: dict[str, str] = {}
"""The kind of each watched condition, by what tells where it stands."""


def watch_conditions() -> None:
    """Have this process watch the conditions of every module that reads; none of them may be imported yet."""
    import_changed((module for module, _ in modules_that_read()), watched_source)


def watched_source(module: str, source: str) -> ast.Module:
    """The syntax tree of a module that notes what each of its conditions is."""
    tree = ast.parse(source)
    _Watcher(module).visit(tree)
    return ast.fix_missing_locations(tree)


def note(condition: str, value: Noted) -> Noted:
    """``value``, after noting whether it is true."""
    _seen[condition].add(bool(value))
    return value


def undecided() -> list[str]:
    """The conditions that decided nothing so far: module, line, kind and words of each."""
    return [f"{place}  {kind}: {words}" for (place, _, words), kind in (
        (label.split("|", 2), kind) for label, kind in _watched.items() if not _seen[label].issuperset(_KINDS[kind]))]


class _Watcher(ast.NodeTransformer):
    def __init__(self, module: str) -> None:
        self.module = module

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        """The operands of "and" and "or"; the last of "a or default" is a value."""
        kind = "and" if isinstance(node.op, ast.And) else "or"
        node.values = [value if isinstance(value, ast.Constant) else self._noted(value, kind) for value in node.values]
        return node

    def visit_If(self, node: ast.If) -> ast.stmt:
        """The test of "if" and "elif"; that of the other branch is seen by what follows."""
        node.test = self._noted(node.test, "if")
        node.body, node.orelse = [*map(self.visit, node.body)], [*map(self.visit, node.orelse)]
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        """The test of "a if test else b"."""
        node.test = self._noted(node.test, "either")
        node.body, node.orelse = self.visit(node.body), self.visit(node.orelse)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.comprehension:
        """The filters of a comprehension."""
        node.iter, node.ifs = self.visit(node.iter), [self._noted(test, "filter") for test in node.ifs]
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        """A value, not the words of its type."""
        node.value = self.visit(node.value) if node.value is not None else None
        return node

    def _noted(self, test: ast.expr, kind: str) -> ast.expr:
        label = f"{self.module}:{test.lineno}|{test.col_offset}|{ast.unparse(test)}"
        _watched[label] = kind
        return handed_to(__name__, "note", label, self.visit(test))
