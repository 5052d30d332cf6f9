"""The house: one stage, one room, imports one way, rooms small enough to read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import vanban
import yaml
from conftest import NOT_QUICK

SCRIPTS = Path(__file__).parents[1] / "scripts"
PACKAGE = SCRIPTS / "vanban"
ORDER = re.findall(r"^``(\w+)``", vanban.__doc__ or "", re.MULTILINE)
"""The rooms in the order data walks through them, as the package lists them; a room may use those before it only."""
LONGEST_MODULE = 300
LONGEST_FUNCTION = 60
LONGEST_PATTERN = 120
VERBOSE_ROOMS = ("language", "registry", "reading")
"""Rooms whose long patterns are all written out with an example at each branch."""
MODULES = sorted(PACKAGE.rglob("*.py"))
SOURCES = sorted(SCRIPTS.rglob("*.py"))


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


def test_imports_run_one_way() -> None:
    """A module uses its own room and those before it in the list."""
    rooms = {path: room(path) for path in MODULES}
    assert sorted(set(rooms.values()) - {"__init__"}) == sorted(ORDER)
    assert [f"{path.relative_to(PACKAGE)} uses {name}" for path, place in rooms.items() if place != "__init__"
            for name in used(path) if ORDER.index(name) > ORDER.index(place)] == []


HOOKS = re.compile(r"on_(?:files|page|post|pre|env|config|nav|startup|build)\w*")
"""Functions that mkdocs finds by their names in every module of its hooks."""


def named_at_top(path: Path) -> Iterator[str]:
    """The public names that a module defines itself, each once; what it imports is another's."""
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)}
    yield from sorted(name for name in found if not name.startswith("_") and not HOOKS.fullmatch(name))


def owned_twice(modules: Iterable[Path]) -> dict[str, list[str]]:
    """Public top-level names that two modules define, with the modules."""
    owners: dict[str, list[str]] = {}
    for path in modules:
        for name in named_at_top(path):
            owners.setdefault(name, []).append(path.stem)
    return {name: places for name, places in owners.items() if len(places) > 1}


def test_a_name_belongs_to_one_module() -> None:
    """Whoever searches for a public name finds one definition."""
    assert owned_twice(MODULES) == {}


def test_a_name_that_two_modules_define_is_seen(tmp_path: Path) -> None:
    """Functions, classes and constants count, annotated or not, one of several too; private ones do not."""
    (tmp_path / "one.py").write_text("class Place: ...\nLONGEST = 3\n_WORD = 1\nA, B = 1, 2\n", encoding="utf-8")
    (tmp_path / "two.py").write_text("def Place() -> None: ...\nLONGEST: int = 4\n_WORD = 2\nB = 3\n", encoding="utf-8")
    assert owned_twice(sorted(tmp_path.glob("*.py"))) == {name: ["one", "two"] for name in ("Place", "LONGEST", "B")}


def test_modules_and_functions_can_be_read_at_a_sitting() -> None:
    """No module and no function grows past what one reads at once."""
    long = []
    for path in SOURCES:
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(SCRIPTS)
        long += [f"{name}: {count} lines" for count in [len(text.splitlines())] if count > LONGEST_MODULE]
        long += [f"{name}: {node.name}" for node in ast.walk(ast.parse(text))
                 if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
                 and (node.end_lineno or node.lineno) - node.lineno + 1 > LONGEST_FUNCTION]
    assert long == []


def unsaid(source: str) -> Iterator[str]:
    """The public functions whose result may be ``None`` and whose docstring does not say what that means."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.returns is not None and \
                re.search(r"\| None$", ast.unparse(node.returns)) and "None" not in (ast.get_docstring(node) or ""):
            yield node.name


def test_a_docstring_says_what_none_means() -> None:
    """Of every public function, method and property that may return it."""
    assert [f"{path.relative_to(PACKAGE)}: {name}" for path in MODULES
            for name in unsaid(path.read_text(encoding="utf-8"))] == []


def test_a_docstring_that_does_not_say_it_is_seen() -> None:
    """Also where there is none at all; what is private, and what always returns something, need not say it."""
    assert list(unsaid('''
def told() -> str | None:
    """A word; ``None``: no word."""
def untold() -> str | None:
    """A word."""
def bare() -> int | None: ...
def _private() -> int | None: ...
def always() -> list[int | None]: ...
''')) == ["untold", "bare"]


def pattern(node: ast.AST) -> str:
    """The words of a pattern that stand in the code, what is put into it left out."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(pattern(part) for part in node.values if isinstance(part, ast.Constant))
    return pattern(node.left) + pattern(node.right) if isinstance(node, ast.BinOp) else ""


def test_long_patterns_are_written_out() -> None:
    """A pattern longer than a line is verbose, so that each branch has its example."""
    long = [f"{path.relative_to(PACKAGE)}:{node.lineno}" for folder in VERBOSE_ROOMS
            for path in sorted((PACKAGE / folder).rglob("*.py"))
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"
            and len(pattern(node.args[0])) > LONGEST_PATTERN and "re.VERBOSE" not in ast.unparse(node)]
    assert long == []


def test_words_in_capitals_begin_with_any_capital_letter() -> None:
    """Latin capitals are for symbols; a word begins with "Ủ", "Ổ" or "Â" too, which only letters.CAP holds."""
    narrow = re.compile(r"\[A-ZĐ\](?:\\w|\[\^)")
    assert narrow.search(r"của\s[A-ZĐ][^.;]{2,9}") and not narrow.search(r"/[A-ZĐ]{2}")
    paths = [path for folder in VERBOSE_ROOMS for path in sorted((PACKAGE / folder).rglob("*.py"))]
    assert [str(path.relative_to(PACKAGE)) for path in paths if narrow.search(path.read_text(encoding="utf-8"))] == []


def test_the_list_of_slow_test_modules_is_true() -> None:
    """Every module that is left out of the quick run exists."""
    tests = Path(__file__).parent
    assert [name for name in NOT_QUICK if not (tests / f"{name}.py").is_file()] == []


def test_a_commit_is_checked_as_the_host_checks_it() -> None:
    """Every hook before a commit is a command of the Makefile, which the host runs; none is fetched from elsewhere."""
    root = SCRIPTS.parent
    (repository,) = yaml.safe_load((root / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    commands = (root / "Makefile").read_text(encoding="utf-8").replace("$(VENV)", ".venv/bin/python")
    assert repository["repo"] == "local"
    assert [hook["entry"] for hook in repository["hooks"] if hook["entry"] not in commands] == []


def test_the_architecture_page_lists_the_rooms_as_they_are() -> None:
    """The table of rooms is the package's list, in its order."""
    page = (SCRIPTS.parent / "ARCHITECTURE.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == ORDER


def test_every_path_of_the_architecture_page_exists() -> None:
    """A room or module that the page names is there."""
    page = (SCRIPTS.parent / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = re.findall(rf"`((?:{'|'.join(ORDER)})/[\w/]+)`", page)
    assert named and [name for name in named if not list(PACKAGE.glob(f"{name}*"))] == []


VALUE_ROOMS = ("models", "language", "registry", "reading", "graph")
GROWN = ("_Node", "Grammar")
"""What is made by adding to it: a word at a time, a pattern when it is first asked for."""


def loose_values(source: str) -> Iterator[str]:
    """Classes of values that may change, may be given any attribute, or that the collector walks for nothing."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.ClassDef) or node.name in GROWN:
            continue
        lazy = "cached_property" in ast.unparse(node)
        made = next((each for each in node.decorator_list if "dataclass" in ast.unparse(each)), None)
        given = made.keywords if isinstance(made, ast.Call) else node.keywords
        said = {each.arg: ast.unparse(each.value) for each in given}
        more = {} if lazy else {"gc": "False"} if made is None else {"slots": "True"}
        if (made or said) and any(said.get(word) != value for word, value in ({"frozen": "True"} | more).items()):
            yield node.name


def test_values_are_frozen() -> None:
    """What reading and linking hand on cannot be changed, and costs no more than its fields."""
    assert [f"{path.relative_to(PACKAGE)}: {name}" for path in MODULES if room(path) in VALUE_ROOMS
            for name in loose_values(path.read_text(encoding="utf-8"))] == []


def test_a_value_that_may_change_is_seen() -> None:
    lazy = "class A:\n    @cached_property\n    def b(self): ..."
    assert list(loose_values("class A(Struct, frozen=True): ...")) == ["A"]
    assert list(loose_values("class A(Struct, gc=False): ...")) == ["A"]
    assert list(loose_values("@dataclass(frozen=True)\nclass A: ...")) == ["A"]
    assert list(loose_values(f"@dataclass(frozen=True)\n{lazy}")) == []
    assert list(loose_values("class A(Struct, frozen=True, gc=False): ...\nclass B(A): ...")) == []
