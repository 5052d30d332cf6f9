"""Tables of a printed page by the rules that are drawn around their cells. Measures are points, y runs down."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .pdf_lines import PdfWord, printed_lines, written

_NEAR = 3.0
"""Points within which two rules meet, or are one."""
_SHORT = 8.0
"""A stroke below this length is no rule."""


class PdfRule(NamedTuple):
    """A straight stroke: where it lies across its direction, and from where to where it runs."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PdfTable:
    """A grid: the edges of its columns and rows, and the rules that part its cells."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    across: tuple[PdfRule, ...]
    down: tuple[PdfRule, ...]

    def holds(self, word: PdfWord) -> bool:
        """Whether a word stands inside."""
        x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
        return self.xs[0] < x < self.xs[-1] and self.ys[0] < y < self.ys[-1]

    def rows(self, words: Sequence[PdfWord]) -> Iterator[tuple[list[PdfWord], tuple[str, ...]]]:
        """The rows that have words: these, and the text of each cell; of joined cells the first has the text."""
        cells: dict[tuple[int, int], list[PdfWord]] = {}
        first: dict[tuple[int, int], tuple[int, int]] = {}
        for word in words:
            place = (bisect_right(self.ys, (word.top + word.bottom) / 2) - 1,
                     bisect_right(self.xs, (word.left + word.right) / 2) - 1)
            if place not in first:
                first[place] = self._first(*place)
            cells.setdefault(first[place], []).append(word)
        for row in range(len(self.ys) - 1):
            inside = [cells.get((row, column), []) for column in range(len(self.xs) - 1)]
            if any(inside):
                yield [word for cell in inside for word in cell], tuple(map(_text, inside))

    def _first(self, row: int, column: int) -> tuple[int, int]:
        """The upper left of the cells that no rule parts from this one."""
        while column and not _covered(self.down, self.xs[column], (self.ys[row] + self.ys[row + 1]) / 2):
            column -= 1
        while row and not _covered(self.across, self.ys[row], (self.xs[column] + self.xs[column + 1]) / 2):
            row -= 1
        return row, column


def _text(words: list[PdfWord]) -> str:
    text = ""
    for line in printed_lines(words, 0):
        joined = not text or (text.endswith(("-", "/")) and not text[:-1].endswith(" "))
        text += written(line.words) if joined else f" {written(line.words)}"
    return text


def _covered(rules: Sequence[PdfRule], at: float, through: float) -> bool:
    return any(abs(rule.at - at) <= _NEAR and rule.start - _NEAR <= through <= rule.end + _NEAR for rule in rules)


def ruled_tables(across: Sequence[PdfRule], down: Sequence[PdfRule]) -> list[PdfTable]:
    """The tables that rules across and down a page make: two columns at least."""
    lying, standing = _merged(across), _merged(down)
    tables = []
    left = set(range(len(standing)))
    while left:
        new = {left.pop()}
        xs, ys = set(new), set[int]()
        while new:
            more = {i for i, rule in enumerate(lying) if i not in ys and any(_meet(rule, standing[x]) for x in new)}
            ys |= more
            new = {x for x in left if any(_meet(lying[i], standing[x]) for i in more)}
            xs |= new
            left -= new
        rows, columns = tuple(lying[i] for i in ys), tuple(standing[x] for x in xs)
        edges = _places(columns, rows), _places(rows, columns)
        if len(edges[0]) > 2 and len(edges[1]) > 1:
            tables.append(PdfTable(*edges, rows, columns))
    return tables


def _meet(lying: PdfRule, standing: PdfRule) -> bool:
    return (lying.start - _NEAR <= standing.at <= lying.end + _NEAR
            and standing.start - _NEAR <= lying.at <= standing.end + _NEAR)


def _merged(rules: Sequence[PdfRule]) -> list[PdfRule]:
    """The rules long enough, those in one line that touch as one; both edges of a thick one are one."""
    found: list[PdfRule] = []
    for rule in sorted(rules):
        for place in range(len(found) - 1, -1, -1):
            other = found[place]
            if rule.at - other.at > _NEAR:
                found.append(rule)
                break
            if rule.start <= other.end + _NEAR and other.start <= rule.end + _NEAR:
                found[place] = PdfRule(other.at, min(other.start, rule.start), max(other.end, rule.end))
                break
        else:
            found.append(rule)
    return [rule for rule in found if rule.end - rule.start >= _SHORT]


def _places(rules: Sequence[PdfRule], others: Sequence[PdfRule]) -> tuple[float, ...]:
    """Where rules of one direction lie, and where the others end: a table may be open at its sides, or go on
    overleaf."""
    found: list[float] = []
    ends = [end for rule in others for end in (rule.start, rule.end)]
    for at in sorted([*(rule.at for rule in rules), min(ends, default=0.0), max(ends, default=0.0)]):
        if not found or at - found[-1] > _NEAR:
            found.append(at)
    return tuple(found)
