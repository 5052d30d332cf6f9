"""The table of instruments that go by a name: constitution, codes, laws, ordinances, treaties, charters.

``directives/registry/named_instruments.yaml`` holds one row for each. A row needs no example sentence:
its own full form ("Luật Đất đai") is its example, and a test finds every row by it. Names are compared by
their words alone, in any case, so that commas, hyphens and line breaks inside a name do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ..language.folding import fold_word
from ..language.letters import new_tone_placement
from ..problems import Problem, problem
from ..store.rows import Row, read_rows
from ..store.schemas import schema

TYPES: tuple[str, ...] = tuple(schema("named_instruments")["items"]["properties"]["type"]["enum"])
_EDITION = re.compile(r"\d{1,3}[A-Z]?(?:/\d{4})?[/-][A-ZĐ0-9][A-ZĐ0-9/-]*|\d{4}")
_YEAR = re.compile(r"(?:\A|/)((?:19|20)\d\d)(?:/|\Z)")
_WORD = re.compile(r"(?P<gap>[ ]*+(?:\n[ ]*+)?(?:[,&\"“-][ ]*+(?:\n[ ]*+)?)?+)(?P<word>[^\W\d_]++|\d++)")
_FORGIVEN = 2
"""Words of the shortest name whose wrong accents, as recognition leaves them, are forgiven."""


@dataclass(frozen=True, slots=True)
class NamedInstrument:
    """One row: ``name`` stands without its type word, ``aliases`` too; ``short`` forms stand alone ("BLHS").

    ``editions`` are the numbers (for the constitution: years) under which it is known to have been issued.
    """

    type: str
    name: str
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()

    @property
    def full(self) -> str:
        """The name as it is cited, which is also the row's example: "Luật Đất đai"."""
        return f"{self.type} {self.name}"


class Word(NamedTuple):
    """One word of a text with its place and what stands between it and the word before."""

    text: str
    start: int
    end: int
    gap: str


@dataclass(slots=True)
class _Node:
    following: dict[str, _Node] = field(default_factory=dict)
    row: NamedInstrument | None = None
    shared: bool = False


@dataclass(frozen=True, eq=False)
class NamedTable:
    """All rows, with their names as one tree of words for each type."""

    rows: tuple[NamedInstrument, ...]

    @cached_property
    def _trees(self) -> dict[str, _Node]:
        return self._grown(str.lower, 1)

    @cached_property
    def _folded_trees(self) -> dict[str, _Node]:
        return self._grown(fold_word, _FORGIVEN)

    def _grown(self, form: Callable[[str], str], least: int) -> dict[str, _Node]:
        """One tree of words for each type, from the names of at least ``least`` words."""
        trees: dict[str, _Node] = {}
        for row in self.rows:
            for name in (row.name, *row.aliases):
                words = [form(w.text) for w in words_from(new_tone_placement(name), 0)]
                if len(words) >= least:
                    _plant(trees.setdefault(row.type, _Node()), words, row)
        return trees

    @cached_property
    def by_short(self) -> dict[str, NamedInstrument]:
        """Rows by the abbreviations that stand for type and name together."""
        return {short: row for row in self.rows for short in row.short}

    @cached_property
    def _numbers(self) -> dict[tuple[str, str], frozenset[tuple[int, int]]]:
        """Serial and year of the editions known of each name; names of which none is known are left out."""
        found = {(row.type, row.name): frozenset(
            (int(serial), int(year)) for serial, year, *_ in (e.split("/") for e in row.editions if e.count("/") == 2))
            for row in self.rows}
        return {name: numbers for name, numbers in found.items() if numbers}

    @cached_property
    def _years(self) -> dict[tuple[str, str], frozenset[int]]:
        """The years of the editions known of each name."""
        return {(row.type, row.name): frozenset(int(found[1]) for each in row.editions if (found := _YEAR.search(each)))
                for row in self.rows}

    def has_edition(self, row: NamedInstrument, year: int) -> bool:
        """Whether an edition of this year is known."""
        return year in self._years[row.type, row.name]

    def denies(self, type_: str | None, name: str, serial: str, year: int | None) -> bool:
        """Whether a number can be none of the law of this name: no edition, and older than the newest known (a newer
        one may be an edition that no row has yet)."""
        known = self._numbers.get((type_ or "", name))
        if known is None or year is None or not serial.isdecimal():
            return False
        return (int(serial), year) not in known and year <= max(each for _, each in known)

    def is_current(self, type_: str | None, name: str, year: int, written: int | None) -> bool:
        """Whether the law of this name and ``year`` is the one that a text of the year ``written`` means by the name
        alone: the newest edition known by then, or the one before where that is of the same year; of a name without
        known editions, or in a text of no known year, any that can be."""
        editions = self._years.get((type_ or "", name), frozenset())
        if written is None:
            return not editions or year in editions
        known = sorted(each for each in editions if each <= written)
        if not known:
            return year <= written
        return year == known[-1] or (known[-1] == written and year == known[-2:][0])

    def match(self, clean: str, start: int, type_: str) -> tuple[NamedInstrument, int] | None:
        """The row with the longest name of type ``type_`` standing in ``clean`` from ``start`` on, and its end;
        ``None`` where none stands there.

        Wrong accents are forgiven in names of two words and more where that gives a longer name.
        """
        exact = _walk(self._trees.get(type_), clean, start, str.lower)
        folded = _walk(self._folded_trees.get(type_), clean, start, fold_word)
        return folded if folded and (exact is None or folded[1] > exact[1]) else exact


def _plant(tree: _Node, words: list[str], row: NamedInstrument) -> None:
    for word in words:
        tree = tree.following.setdefault(word, _Node())
    tree.shared = tree.row is not None and tree.row is not row
    tree.row = tree.row or row


def _walk(
    node: _Node | None, clean: str, start: int, form: Callable[[str], str],
) -> tuple[NamedInstrument, int] | None:
    found = None
    if node is None:
        return None
    while word := _WORD.match(clean, start):
        node = node.following.get(form(word["word"]))
        if node is None:
            break
        start = word.end()
        if node.row is not None and not node.shared:
            found = node.row, start
    return found


def words_from(clean: str, start: int) -> Iterator[Word]:
    """The words from ``start`` on, up to anything but a space, one line end, a comma, a hyphen or a quote."""
    while found := _WORD.match(clean, start):
        yield Word(found["word"], found.start("word"), found.end(), found["gap"])
        start = found.end()


def read_names(folder: Path) -> tuple[NamedTable, list[Problem]]:
    """The table ``named_instruments.yaml`` of ``folder``, and everything that is wrong in it."""
    path = folder / "named_instruments.yaml"
    rows, problems = read_rows(path)
    problems += [wrong for row in rows for wrong in _wrong_editions(path, row)]
    problems += _said_twice(path, rows)
    return NamedTable(tuple(
        NamedInstrument(row.text("type") or "", row.text("name") or "", row.texts("aliases"), row.texts("short"),
                        row.texts("editions")) for row in rows)), problems


def _wrong_editions(path: Path, row: Row) -> list[Problem]:
    return [
        problem(path, row.line, "editions", f"“{edition}”", "cần số hiệu đầy đủ hoặc một năm.", "31/2024/QH15")
        for edition in row.texts("editions") if not _EDITION.fullmatch(edition)
    ]


def _said_twice(path: Path, rows: list[Row]) -> list[Problem]:
    """Names that two rows of one type share, compared as they are found in texts."""
    first: dict[tuple[str, ...], int] = {}
    problems = []
    for row in rows:
        for name in (row.text("name") or "", *row.texts("aliases")):
            words = tuple(w.text.lower() for w in words_from(new_tone_placement(name), 0))
            line = first.setdefault((row.text("type") or "", *words), row.line)
            if line != row.line:
                problems.append(problem(path, row.line, "Tên gọi", f"“{name}” đã có ở dòng {line}",
                                        "mỗi tên gọi chỉ thuộc về một dòng."))
    return problems
