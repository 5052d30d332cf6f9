"""The lines of a letterhead as the paper has them: what a web page or a converter broke stands on one line again.

A line break in a run of Markdown's emphasis is a blank ("**CHÍNH⏎PHỦ**"), unless two blanks or an empty line stand
before it; the lines of a title are one paragraph, which the browser breaks where there is room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from unicodedata import normalize

from ...language.letters import on_one_line
from ...models import Block, Document
from ...reading.titles import without_opening
from ..parts.excerpts import Passage

_LINE, _TITLE = "letterhead", "letterhead heading-line"
_BEGINS = 40
"""Letters of a title by which its first line is known; what follows may have been put right."""
_BREAK = re.compile(r"(?P<hard>[ \t]{2,})?[ \t]?\r?\n[ \t]*")
MARKS = " \t\r\n\v\f*_#"
"""What is left of headings and emphasis between two blocks says nothing."""
_OPENS, _CLOSES = re.compile(r"(\*{1,3})[ \t]*\Z"), re.compile(r"[ \t]*(\*{1,3})")
_FAR = 8
"""Letters before a block in which the mark of its emphasis stands."""


@dataclass(frozen=True, slots=True)
class PageParagraph:
    """A passage with the footnotes and page numbers that stand in the middle of it."""

    passage: Passage
    notes: tuple[Block, ...] = ()

    @property
    def first(self) -> Block:
        """Where it begins, and what gives it its kind and address."""
        return self.passage.blocks[0]


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line of a letterhead: its classes on the page (CSS) and its blocks."""

    classes: str
    unit: PageParagraph


_Role = Literal["type", "title"] | None
"""What a unit is of the heading above the text: it names the type, it is of the title; ``None``: it is neither."""


def head_lines(units: Sequence[PageParagraph], text: str, document: Document) -> Iterator[HeadLine]:
    """The lines of a letterhead in their order; the units of one line stand in one."""
    roles = list(_roles(units, text, document))
    runs = _runs_of_emphasis(units, text)
    at = 0
    while at < len(units):
        after = at + 1
        while after < len(units) and roles[after] == roles[at] and (
                _in_one_run(runs, at, after) or (roles[at] == "title" and _follows(units, after, text))):
            after += 1
        blocks = tuple(block for unit in units[at:after] for block in unit.passage.blocks)
        notes = tuple(note for unit in units[at:after] for note in unit.notes)
        yield HeadLine(_TITLE if roles[at] else _LINE, PageParagraph(Passage(blocks), notes))
        at = after


def _roles(units: Sequence[PageParagraph], text: str, document: Document) -> Iterator[_Role]:
    """The role of each unit, with the title as it was read in mind, which may differ from its lines on the paper."""
    type_, title = (document.type or "").casefold(), without_opening((document.title or "").casefold())
    inside = False
    for unit in units:
        line = normalize("NFC", on_one_line(text[unit.first.start:unit.first.end])).casefold()
        has_words = any(letter.isalnum() for letter in line)
        role: _Role = None
        if inside and _is_of_title(line, title):
            role = "title"  # also "kế hoạch", on a line by itself in the middle of "Triển khai / kế hoạch / năm 2024"
        elif line == type_:
            role = "type"
        elif _begins_title(rest := without_opening(line), title) or (inside and has_words and not rest):
            role = "title"
        yield role
        inside = role is not None or (inside and not has_words)  # below "------" still


def _begins_title(line: str, title: str) -> bool:
    """Whether a title begins on a line: the line is its first words, or begins as it does and goes on bent."""
    if not title or not line:
        return False
    return title.startswith(f"{line} ") or line.startswith(title[:_BEGINS])


def _is_of_title(line: str, title: str) -> bool:
    """Whether a line holds whole words of a title, wherever in it: only right below its beginning does this tell.

    The bracket that closes the whole title on the paper is none of its words.
    """
    return bool(line) and any(f" {words} " in f" {title} " for words in (line, line.removesuffix(")")))


def _in_one_run(runs: Sequence[int | None], at: int, after: int) -> bool:
    """Whether two units are of one line of a run of emphasis: "**CHÍNH" and, on the next line, "PHỦ**"."""
    return runs[at] is not None and runs[at] == runs[after]


def _follows(units: Sequence[PageParagraph], at: int, text: str) -> bool:
    """Whether nothing stands between a unit and the one before it."""
    return not text[_end(units[at - 1]):units[at].first.start].strip(MARKS)


def _end(unit: PageParagraph) -> int:
    return unit.passage.blocks[-1].end


def _runs_of_emphasis(units: Sequence[PageParagraph], text: str) -> list[int | None]:
    """For each unit the line of a run of emphasis that it is part of; ``None`` outside such a run."""
    runs: list[int | None] = [None] * len(units)
    at = 0
    while at < len(units):
        after, lines = at + 1, [at]
        while after < len(units) and (gap := _BREAK.fullmatch(text, _end(units[after - 1]), units[after].first.start)):
            lines.append(after if gap["hard"] else lines[-1])
            after += 1
        opens = _OPENS.search(text[max(0, units[at].first.start - _FAR):units[at].first.start])
        closes = _CLOSES.match(text, _end(units[after - 1]))
        if opens and closes and opens[1] == closes[1]:
            runs[at:after] = lines
        at = after
    return runs
