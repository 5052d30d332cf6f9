"""A rule: one function with an id, a severity and the line that the guide prints; and what rules look at."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from ...models import Collection, Record
from ...problems import Problem, Severity, problem
from ...reading.bodies import Body, BodyContext, match_body, resolve_body
from ...registry.tables import Registry
from ...store.documents import DOCUMENTS_FOLDER, Source
from ...store.revisions import lengths_at

Checked = TypeVar("Checked")
HEAD_REACH = 1500
"""Characters in which a document's own number and date stand."""
ADVICE = "so với bản gốc; bản gốc ghi vậy thì xác nhận bằng seen."


@dataclass(frozen=True, slots=True)
class File:
    """A document's file before it is understood: its path and its text; ``text`` is "" where it cannot be read."""

    path: Path
    text: str


@dataclass(frozen=True, eq=False)
class Held:
    """One readable document with its computed record; ``today`` is the day of the check, ``written`` whether the file
    beside it is known to hold that record.

    Equal to itself only: what a rule remembers of it must not outlive the look at its files.
    """

    source: Source
    record: Record
    registry: Registry
    today: date
    written: bool = False

    @cached_property
    def small(self) -> str:
        """The text in small letters, where signs are looked for."""
        return self.source.text.lower()

    def line(self, start: int) -> int:
        """The line of the file, from 1, on which a character of the text stands."""
        return self.source.first_line + self.source.text.count("\n", 0, start)

    def wrong(self, start: int | None, what: str, found: str, expected: str, example: str | None = None) -> Problem:
        """A problem at a character of the text, at the file as a whole for ``None``."""
        return self.at_line(0 if start is None else self.line(start), what, found, expected, example)

    def at_key(self, key: str, found: str, expected: str, example: str | None = None, words: str = "") -> Problem:
        """A problem at a key of the front matter, or at the first line below it that holds ``words``."""
        return self.at_line(self.source.line_of_key(key, words), key, found, expected, example)

    def at_line(self, line: int, what: str, found: str, expected: str, example: str | None = None) -> Problem:
        """A problem at a line of the file, 0 for the file as a whole."""
        return problem(self.source.path, line, what, found, expected, example)

    def body(self, name: str | None) -> Body | None:
        """The body a name means, whole, by the tables; ``None`` for one they do not know."""
        match = match_body(name, 0, self.registry.grammar) if name else None
        if match is None or match.end < len(name or ""):
            return None
        return resolve_body(match, BodyContext(date=self.record.document.date), self.registry.grammar)


@dataclass(frozen=True, eq=False)
class Whole:
    """All documents at once; ``collection`` is ``None`` while some document or table cannot be read.

    ``originals`` are, by the slug of every document, the name of the original that its front matter gives, ``None``
    where it gives none or cannot be read. ``today`` is the day of the check, the first of all days where it does not
    matter.
    """

    root: Path
    held: tuple[Held, ...] = ()
    originals: Mapping[str, str | None] = field(default_factory=dict)
    collection: Collection | None = None
    today: date = date.min

    @property
    def base(self) -> str:
        """The revision that a contribution is compared with: the variable ``BASE`` names another one than the last; a
        code host names noughts alone where a branch has none before it."""
        named = os.environ.get("BASE", "")
        return named if named.strip("0") else "HEAD"

    @cached_property
    def at_base(self) -> dict[str, int]:
        """The documents of the base revision, by their paths, with their bytes."""
        found = lengths_at(self.root, self.base, DOCUMENTS_FOLDER.as_posix())
        return {path: size for path, size in found.items() if path.endswith(".md")}


@dataclass(frozen=True, slots=True)
class Rule(Generic[Checked]):
    """One rule; ``about`` is its line in the guide, ``find`` yields the problems of what it looks at."""

    id: str
    severity: Severity
    about: str
    find: Callable[[Checked], Iterable[Problem]]

    def __call__(self, seen: Checked) -> Iterator[Problem]:
        """The problems of ``seen``, each with the rule's id and severity."""
        return (self.stamp(found) for found in self.find(seen))

    def stamp(self, found: Problem) -> Problem:
        """A problem as one of this rule."""
        return found if found.rule else replace(found, rule=self.id, severity=self.severity)


def rule(
        name: str, severity: Severity, about: str) -> Callable[[Callable[[Checked], Iterable[Problem]]], Rule[Checked]]:
    """Make a function a rule, ``name`` its id."""
    return lambda find: Rule(name, severity, about, find)


def nearest(word: str, names: Iterable[str]) -> list[str]:
    """Up to three names that look most like a word, the nearest first."""
    return get_close_matches(word, list(dict.fromkeys(names)), 3, 0.6)


def place_in_text(held: Held, words: str | None) -> int | None:
    """Where the text first has a value as it is written here; ``None`` where it is written otherwise, or there is none
    (``words`` is ``None``).
    """
    at = held.source.text.find(words) if words else -1
    return at if at >= 0 else None


def first_found(held: Held, pattern: re.Pattern[str], what: str, expected: str,
                end: int | None = None) -> Iterator[Problem]:
    """A problem at the first place of a pattern, with how many more there are before ``end`` (``None``: in the whole
    text); none where there is no such place.
    """
    places = list(pattern.finditer(held.source.text, 0, len(held.source.text) if end is None else end))
    if places:
        more = f" và {len(places) - 1} chỗ khác" if len(places) > 1 else ""
        yield held.wrong(places[0].start(), what, f"“{places[0].group().strip()[:40]}”{more}", expected)
