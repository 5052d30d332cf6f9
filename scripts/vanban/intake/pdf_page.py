"""The lines of one printed page in reading order: without the stamps of signature programs, tables row by row, running
text in two columns one column after the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from .pdf_lines import PdfLine, PdfWord, printed_lines, written
from .pdf_tables import PdfTable

_STAMP = re.compile(r"(?:Ký bởi|Ký số bởi|Thời gian ký)\s*:|Digitally signed", re.IGNORECASE)
_IN_STAMP = re.compile(r"(?:Người ký|Email|Cơ quan|Ngày ký)\s*:", re.IGNORECASE)
"""What stands in a stamp, but elsewhere too: it is one only beside a line that tells a stamp."""
_RECEIVERS = re.compile(r"Nơi nhận|[-+•] ?\S|Lưu ?:")
"""What stands in the list of receivers, whose letters are small too."""
_SAME = 0.05
"""Share of their size by which the letters of one stamp may differ."""
_STAMPED = 0.8
"""Share of the body's size at which the letters of a stamp are, where it is printed over other lines."""
_COLUMN_LINES, _FULL, _BOTH = 12, 0.75, 0.6
"""Of running text in two columns: lines at least, share of its column that half of the lines fill, share of lines that
have words in both."""


class PdfPage(NamedTuple):
    """What is drawn on a page: its words, and the tables that rules make."""

    words: Sequence[PdfWord]
    tables: Sequence[PdfTable] = ()


def lines_of_page(page: PdfPage, number: int, body_size: float) -> tuple[list[PdfLine], list[str]]:
    """The lines of a page, and those of the stamps that are left out."""
    stamped = [line for block in _stamp_blocks(page.words, body_size) for line in block]
    out = {id(word) for line in stamped for word in line.words}
    told = [line.text for line in stamped]
    words = [word for word in page.words if id(word) not in out]
    tables: list[tuple[float, list[PdfLine]]] = []
    for table in sorted(page.tables, key=lambda table: table.ys[0]):
        inside = [word for word in words if table.holds(word)]
        held = set(map(id, inside))
        words = [word for word in words if id(word) not in held]
        tables.append((table.ys[0], [PdfLine(number, (tuple(row),), cells) for row, cells in table.rows(inside)]))
    lines, more = _without_stamps(_in_order(words, tables, number))
    return lines, told + more


def _in_order(words: Sequence[PdfWord], tables: Sequence[tuple[float, list[PdfLine]]], number: int) -> list[PdfLine]:
    """The lines of a page that stand in no table, with the rows of the tables, each with its upper edge, among them."""
    lines = list(printed_lines(words, number))
    ordered = _in_columns(lines)
    rows = [row for _, table in tables for row in table]
    if ordered is lines:
        return sorted([*rows, *lines], key=lambda line: line.top) if rows else lines
    found: list[PdfLine] = []
    for top, table in tables:  # the columns above a table are read before it
        above = [word for word in words if word.bottom <= top]
        words = [word for word in words if word.bottom > top]
        found += [*_in_columns(list(printed_lines(above, number))), *table]
    return [*found, *_in_columns(list(printed_lines(words, number)))]


def _stamp_blocks(words: Sequence[PdfWord], body_size: float) -> Iterator[list[PdfLine]]:
    """Blocks of small letters with the line of a stamp in it: it may be printed across lines of the document."""
    small = [word for word in words if word.size <= _STAMPED * body_size]
    segments = (segment for line in printed_lines(small, 0) for segment in line.segments)
    lines = [PdfLine(0, (segment,)) for segment in segments if not _RECEIVERS.match(written(segment))]
    if not any(_STAMP.match(line.text) for line in lines):
        return
    while lines:
        block, rest = [lines[0]], lines[1:]
        last, grown = lines[0], True
        while grown:
            near = [line for line in rest if line.top - last.bottom < line.size
                    and abs(line.size - last.size) <= _SAME * last.size
                    and any(line.left <= each.right and each.left <= line.right for each in block)]
            grown = bool(near)
            if near:
                block += near
                last = max(near, key=lambda line: line.bottom)
                taken = set(map(id, near))
                rest = [line for line in rest if id(line) not in taken]
        if any(map(_STAMP.match, (line.text for line in block))):
            yield block
        lines = rest


def _without_stamps(page: Sequence[PdfLine]) -> tuple[list[PdfLine], list[str]]:
    """The lines of a page without those of a stamp whose letters are as large as the document's, and these; of a line
    that has words in another column only the stamp's go."""
    told: list[str] = []
    kept: list[PdfLine] = []
    stamped = [any(_STAMP.match(written(segment)) for segment in line.segments) for line in page]
    for place, line in enumerate(page):
        near = any(stamped[max(place - 2, 0):place + 3])
        out: list[tuple[PdfWord, ...]] = []
        for segment in line.segments if near and not line.cells else ():
            words = written(segment)
            of_value = bool(out) and written(out[-1]).endswith(":")  # "Ký bởi:   Cổng Thông tin điện tử"
            if of_value or _STAMP.match(words) or _IN_STAMP.match(words):
                out.append(segment)
        told += [" ".join(map(written, out))] if out else []
        rest = tuple(segment for segment in line.segments if segment not in out)
        kept += [line] if not out else [PdfLine(line.page, rest)] if rest else []
    return kept, told


def _in_columns(lines: list[PdfLine]) -> list[PdfLine]:
    """The lines in reading order: of running text in two columns the left one first, the right one moved under it."""
    left, right = min((line.left for line in lines), default=0.0), max((line.right for line in lines), default=0.0)
    wide = [(a.right + b.left) / 2 for line in lines for a, b in pairwise(line.words)
            if b.left - a.right > 0.8 * line.size]
    gaps = [gap for gap in wide if abs(gap - (left + right) / 2) < (right - left) / 6]
    if len(gaps) < _COLUMN_LINES * _BOTH:
        return lines
    middle = median(gaps)
    free = [all(word.right < middle or word.left > middle for word in line.words) for line in lines]
    start, end = _longest(free)
    both = lines[start:end]
    before = [[word for word in line.words if word.right < middle] for line in both]
    after = [[word for word in line.words if word.left > middle] for line in both]
    edge = min((words[0].left for words in after if words), default=right)
    if (len(both) < _COLUMN_LINES or sum(bool(a and b) for a, b in zip(before, after, strict=True)) < _BOTH * len(both)
            or _filled(before) < _FULL * (middle - left) or _filled(after) < _FULL * (right - edge)):
        return lines
    moved = [word._replace(left=word.left - edge + left, right=word.right - edge + left)
             for words in after for word in words]
    page = both[0].page
    return [*lines[:start], *printed_lines([word for words in before for word in words], page),
            *printed_lines(moved, page), *lines[end:]]


def _filled(side: Sequence[Sequence[PdfWord]]) -> float:
    """How wide half of the lines of a column are at least."""
    return median([words[-1].right - words[0].left for words in side if words] or [0.0])


def _longest(free: Sequence[bool]) -> tuple[int, int]:
    """From where to where the longest run of true values reaches."""
    best, start = (0, 0), 0
    for place, value in enumerate([*free, False]):
        if not value:
            best = max(best, (start, place), key=lambda run: run[1] - run[0])
            start = place + 1
    return best
