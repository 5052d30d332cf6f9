"""The words readers see stand in one table, which a reader of the language edits without code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cases import load_cases
from vanban.pages.words import filled, interface_words, say
from vanban.store.documents import ROOT

PAGES = ROOT / "scripts" / "vanban" / "pages"
SCRIPTS = ROOT / "docs" / "assets" / "javascripts"
VIETNAMESE = re.compile("(?![×÷])[à-ỹÀ-ỸđĐăĂơƠưƯ]")
GRAMMAR = {
    "inline.py": "a pattern of names of files",
    "names.py": "the grammar of a citation",
    "parts/citing.py": "the grammar of a citation",
    "parts/quotes.py": "how a mark in a text begins",
    "document/cited_places.py": "a pattern of places in a text",
    "instrument/machine.py": "the name of the country, for machines",
    "units.py": "what is told while the site is made",
}
"""Files whose Vietnamese is read or written as language, not chosen as a label."""
TYPED = {"folding.js", "keys.js", "respell.js", "query.js", "completions.js"}
"""Scripts whose Vietnamese is what a reader types: letters and their keys, everyday words, names of fields."""
OF_A_PLACE = ("KINDS", "Phụ lục", "tiểu mục", "điểm", '"đ"', "/đ/g")
"""Lines of scripts that know how a place in a text is cited, or fold letters."""


def written_words(source: str) -> Iterator[tuple[int, str]]:
    """The strings of a module that are no docstrings: line and words."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def without_comments(words: str) -> str:
    """A template or a script without what is said to developers."""
    return re.sub(r"\{#.*?#\}|/\*.*?\*/|^\s*//[^\n]*", "", words, flags=re.DOTALL | re.MULTILINE)


def test_no_module_of_pages_has_words_of_its_own() -> None:
    found = [f"{path.relative_to(PAGES)}:{line}: {words}" for path in sorted(PAGES.rglob("*.py"))
             if path.relative_to(PAGES).as_posix() not in GRAMMAR
             for line, words in written_words(path.read_text(encoding="utf-8")) if VIETNAMESE.search(words)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("folder", [PAGES / "templates", ROOT / "overrides"])
def test_no_template_has_words_of_its_own(folder: Path) -> None:
    table = ROOT / "overrides" / "partials" / "tu-ngu.html"  # a build writes the table itself as a template
    found = [f"{path.name}: {line.strip()}" for path in sorted(folder.rglob("*.*")) if path != table
             for line in without_comments(path.read_text(encoding="utf-8")).splitlines() if VIETNAMESE.search(line)]
    assert not found, "\n".join(found)


def test_no_script_has_words_of_its_own() -> None:
    found = [f"{path.name}: {line.strip()}" for path in sorted([*SCRIPTS.glob("*.js"), *SCRIPTS.glob("search/*.js")])
             if path.name not in TYPED for line in without_comments(path.read_text(encoding="utf-8")).splitlines()
             if VIETNAMESE.search(line) and not any(known in line for known in OF_A_PLACE)]
    assert not found, "\n".join(found)


def test_every_word_of_the_table_is_used() -> None:
    """By a template or a module, which names its key; a key put together from parts has the same beginning there."""
    read = "\n".join(path.read_text(encoding="utf-8") for folder in (PAGES, ROOT / "overrides", SCRIPTS)
                     for path in sorted(folder.rglob("*.*")) if path.suffix in (".py", ".md", ".html", ".xml", ".js"))
    together = tuple(re.findall(r'say\((?:f"|`)(\w+_)\$?\{', read))
    unused = [key for key in interface_words()
              if not re.search(rf'\b(?:w|words)\.{key}\b|"{key}"|\'{key}\'', read) and not key.startswith(together)]
    assert not unused, unused


@pytest.mark.parametrize("case", load_cases("said.yaml"), ids=lambda case: case["words"])
def test_words_take_values_as_in_the_browser(case: dict[str, Any]) -> None:
    """The same table is asked of ``vb.say`` (tests/js/words.test.js)."""
    assert filled(case["words"], case["values"]) == case["said"]


def test_words_take_values() -> None:
    assert say("times", n=3) == interface_words()["times"].replace("{n}", "3")
