"""The rules of reading found in its source and tables, and each of them left out on import.

A rule is a named thing at the top of a module of ``language`` or ``reading`` (a bound, a pattern, a set of words,
a row of a table of rules), or a row of a registry table of words. Nothing here knows a module or a table of rules
by name, so rules may move and new ones are found.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from types import CodeType
from typing import NamedTuple

PACKAGE = Path(__file__).resolve().parents[1]
ROOMS = ("language", "reading")
TABLES = ("name_ends", "page_furniture", "relation_phrases", "sentence_words")
_CONSTANT = re.compile(r"_{0,2}[A-Z][A-Z0-9_]*")
FACTORS = {"half": " ÷2", "double": " ×2"}
"""What is written behind the name of a bound that is taken so."""
_ROW = re.compile(r"^- .*\n(?:(?![-#]).*\n)*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ReadingRule:
    """One rule; ``module`` is dotted for code, the stem of a table for its rows.

    ``part`` is the index of a row among those of its name, or None for the whole; ``what`` tells how it is left
    out: a bound is taken by "half" and in another turn "double", a "pattern" matches nothing, "words" are emptied, a
    "row" is taken away.
    """

    module: str
    name: str
    what: str
    part: int | None = None

    @property
    def label(self) -> str:
        """The name of what the rule leaves out, whole or in part: "reading.relations.gaps.REACH"."""
        return f"{self.module.removeprefix('vanban.')}.{self.name}"

    def __str__(self) -> str:
        part = "" if self.part is None else f"[{self.part}]"
        return f"{self.label}{part}{FACTORS.get(self.what, '')}"


def rules_of_code(package: Path = PACKAGE) -> Iterator[ReadingRule]:
    """Every rule at the top of the modules that read."""
    for module, path in modules_that_read(package):
        for constant in _constants(ast.parse(path.read_text(encoding="utf-8"))):
            yield from _rules(module, constant)


def modules_that_read(package: Path = PACKAGE) -> Iterator[tuple[str, Path]]:
    """The dotted name and the file of each module of :data:`ROOMS`."""
    for room in ROOMS:
        for path in sorted((package / room).rglob("*.py")):
            yield ".".join(("vanban", *path.relative_to(package).with_suffix("").parts)).removesuffix(".__init__"), path


def rules_of_tables(folder: Path) -> Iterator[ReadingRule]:
    """Every row of the tables of words, named by its first words."""
    for table in TABLES:
        path = folder / f"{table}.yaml"
        for number, row in enumerate(_ROW.findall(path.read_text(encoding="utf-8")) if path.exists() else ()):
            yield ReadingRule(table, row[2:62].strip(), "row", number)


def without_row(table: str, number: int) -> str:
    """The text of a table without one of its rows."""
    row = list(_ROW.finditer(table))[number]
    return table[:row.start()] + table[row.end():]


def leave_out(rule: ReadingRule) -> None:
    """Have this process import the rule's module without the rule; the module must not be imported yet."""
    import_changed([rule.module], lambda module, source: source_without(source, rule))


def import_changed(modules: Iterable[str], change: Callable[[str, str], ast.Module]) -> None:
    """Have this process import modules as ``change`` makes them from name and source; none may be imported yet."""
    wanted = frozenset(modules)
    for module in sorted(wanted & sys.modules.keys()):
        raise RuntimeError(f"{module} is imported already")
    sys.meta_path.insert(0, _Finder(wanted, change))


def watch_rules(rules: Iterable[ReadingRule], watchers: str) -> None:
    """Have this process note where rules are needed: by ``watch`` of the module ``watchers``, which is given the name
    and the value of each pattern, and by its ``looked_at``, given those of any other rule wherever its module uses it.

    A rule without "_" before its name may be used by other modules, which are not looked at: it is left alone.
    """
    names = {(rule.module, rule.name): rule for rule in rules if is_watched(rule)}

    def watched(module: str, source: str) -> ast.Module:
        tree = ast.parse(source)
        own = {name: rule for (place, name), rule in names.items() if place == module}
        for constant in _constants(tree):
            if (rule := own.get(constant.name)) and rule.what == "pattern":
                constant.put(handed_to(watchers, "watch", rule.label, constant.value))
        used = {name: rule.label for name, rule in own.items() if rule.what != "pattern"}
        _Uses(watchers, used).visit(tree)
        return ast.fix_missing_locations(tree)

    import_changed({module for module, _ in names}, watched)


def is_watched(rule: ReadingRule) -> bool:
    """Whether :func:`watch_rules` can tell where a rule is needed."""
    return rule.what == "pattern" or ("." in rule.module and rule.name.startswith("_"))


class _Uses(ast.NodeTransformer):
    """Tells ``watchers`` of each use of the names ``used``."""

    def __init__(self, watchers: str, used: Mapping[str, str]) -> None:
        self.watchers, self.used = watchers, used

    def visit_Name(self, node: ast.Name) -> ast.expr:
        """A name that is read, handed through the watcher."""
        label = self.used.get(node.id)
        return node if label is None or not isinstance(node.ctx, ast.Load) else handed_to(
            self.watchers, "looked_at", label, node)


def handed_to(watchers: str, function: str, label: str, value: ast.expr) -> ast.expr:
    """``value`` through a function of the module ``watchers``."""
    call = ast.parse(f"__import__({watchers!r}, fromlist=[{function!r}]).{function}({label!r})", mode="eval").body
    assert isinstance(call, ast.Call)
    call.args.append(value)
    return call


def source_without(source: str, rule: ReadingRule) -> ast.Module:
    """The syntax tree of a module without a rule."""
    tree = ast.parse(source)
    for constant in _constants(tree):
        if constant.name == rule.name:
            constant.put(_left_out(constant.value, rule))
    return ast.fix_missing_locations(tree)


class _Constant(NamedTuple):
    """A name in capitals at the top of a module, its value, and how to put another value in its place."""

    name: str
    value: ast.expr
    put: Callable[[ast.expr], None]


def _constants(tree: ast.Module) -> Iterator[_Constant]:
    for node in tree.body:
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
        if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):  # FIRST, SECOND = 6, 3
            values = node.value.elts
            pairs = [(each, values[i], partial(values.__setitem__, i)) for i, each in enumerate(target.elts)]
        else:
            pairs = [(target, node.value, partial(setattr, node, "value"))]
        yield from (_Constant(each.id, value, put) for each, value, put in pairs
                    if isinstance(each, ast.Name) and _CONSTANT.fullmatch(each.id))


def _rules(module: str, constant: _Constant) -> Iterator[ReadingRule]:
    """The rules that a constant holds: none where it is a piece of a pattern or a plain value."""
    value = constant.value
    if isinstance(value, ast.Constant) and type(value.value) in (int, float):
        yield from (ReadingRule(module, constant.name, factor) for factor in FACTORS)
    elif isinstance(value, ast.Call) and ast.unparse(value.func) == "re.compile":
        yield ReadingRule(module, constant.name, "pattern")
    elif isinstance(value, ast.Set | ast.Dict) or (
            isinstance(value, ast.Call) and ast.unparse(value.func) in ("frozenset", "set", "dict")):
        yield ReadingRule(module, constant.name, "words")
    elif isinstance(value, ast.Tuple | ast.List) and not any(isinstance(row, ast.Constant) for row in value.elts):
        yield from (ReadingRule(module, constant.name, "row", part) for part in range(len(value.elts)))


def _left_out(value: ast.expr, rule: ReadingRule) -> ast.expr:
    """The value of a constant without the rule."""
    if rule.what in FACTORS and isinstance(value, ast.Constant) and isinstance(value.value, int | float):
        half = value.value // 2 if isinstance(value.value, int) else value.value / 2
        return ast.Constant(half if rule.what == "half" else value.value * 2)
    if rule.what == "pattern" and isinstance(value, ast.Call):
        return ast.Call(value.func, [ast.Constant("(?!)")], [])
    if rule.what == "row" and isinstance(value, ast.Tuple | ast.List):
        return type(value)([row for part, row in enumerate(value.elts) if part != rule.part], value.ctx)
    if isinstance(value, ast.Dict):
        return ast.Dict([], [])
    empty = value.func if isinstance(value, ast.Call) else ast.Name("set", ast.Load())
    return ast.Call(empty, [], [])


class _Finder(MetaPathFinder):
    """Finds the modules that are to be imported changed."""

    def __init__(self, modules: frozenset[str], change: Callable[[str, str], ast.Module]) -> None:
        self.modules, self.change = modules, change

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: object = None) -> ModuleSpec | None:
        """The module as Python finds it, with a loader that changes it; ``None`` for any other."""
        spec = PathFinder.find_spec(fullname, path) if fullname in self.modules else None
        if spec is not None and spec.origin is not None:
            spec.loader = _Loader(fullname, spec.origin, self.change)
        return spec


class _Loader(SourceFileLoader):
    """Compiles a module changed; what Python keeps of the module as it is is neither read nor written."""

    def __init__(self, module: str, origin: str, change: Callable[[str, str], ast.Module]) -> None:
        super().__init__(module, origin)
        self.change = change

    def get_code(self, fullname: str) -> CodeType:
        """The code of the changed module."""
        path = self.get_filename(fullname)
        source = Path(path).read_text(encoding="utf-8")
        return compile(self.change(fullname, source), path, "exec", dont_inherit=True)
