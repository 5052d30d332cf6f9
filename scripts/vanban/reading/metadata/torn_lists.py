"""A list of receivers that a page's end or the cells of its rows tore: put together again before it is read."""

from __future__ import annotations

import re
from collections import Counter

from msgspec.structs import replace

from ...language.letters import CAP
from ...registry.grammar import Grammar
from ..layout.lines import Line
from .recipients import BULLET, KEEP
from .signature import is_capacity, names_title

_FIRST_PART = 2
"""Lines of a list before a page's end: its heading and an item."""
_CELLS = 2
"""Pieces that a single bar parts."""
_LONGEST_ITEM, _SHORT = 120, 60
"""Characters of an item, and of a line of the signing block beside the list."""
_ENDED = (";", ",", ".", ":")
"""Marks behind which an item does not go on."""
_ITS_END = re.compile(rf"(?P<item>[^;]{{2,40}};)\s+(?=[{CAP}]{{2,}}(?: [{CAP}]{{2,}})+$)")
"""The end of an item before what the signing block has on the same line."""


def put_together(pieces: list[Line]) -> list[Line]:
    """The pieces of a foot from its list's heading on, the list in its first column whole."""
    return _over_pages(_over_cells(pieces))


def over_strokes(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines of a foot with the list in one cell where strokes stand behind items ("- Như trên; | KT. VỤ TRƯỞNG"): a
    row with a single bar between rows that have none is no table's."""
    rows = list(dict.fromkeys(line.row for line in lines))
    barred = Counter(line.row for line in lines if line.marked)
    lone = {row for above, row, below in zip([-1, *rows], rows, [*rows[1:], -1], strict=False)
            if barred[row] == _CELLS and not barred[above] and not barred[below]}
    moved: dict[int, int] = {}
    whole: list[Line] = []
    for line in lines:
        if line.row in lone and whole and whole[-1].row == line.row and BULLET.match(whole[-1].text):
            moved[line.cell] = whole[-1].cell
            whole.append(line)
        else:
            whole.append(replace(line, cell=moved[line.cell]) if line.cell in moved else line)
    return tuple(whole)


def without_bar(pieces: list[Line], at: int, grammar: Grammar) -> tuple[list[Line], int]:
    """The pieces with the list below its heading at ``pieces[at]`` where a stroke parted them ("Nơi nhận: | TM. CHÍNH
    PHỦ / - Bộ A;"), the capacity above it; and where the heading stands then."""
    if len(pieces) < at + _CELLS + 1:
        return pieces, at
    heading, beside, first = pieces[at:at + _CELLS + 1]
    parted = beside.row == heading.row and beside.cell != heading.cell
    signs = is_capacity(beside) or names_title(beside, grammar)
    if not parted or not signs or first.marked or not BULLET.match(first.text):
        return pieces, at
    below = (replace(line, cell=heading.cell) if line.cell == first.cell else line for line in pieces[at + _CELLS:])
    return [*pieces[:at], beside, heading, *below], at + 1


def _over_cells(pieces: list[Line]) -> list[Line]:
    """The pieces with the end of an item that stands in the row's other cell: "- Các Phó | Thủ tướng; THỨ TRƯỞNG"."""
    cell = pieces[0].cell
    begun = {line.row for line in pieces
             if line.cell == cell and line.marked and BULLET.match(line.text) and not line.text.endswith(_ENDED)}
    ends = {line.row: found.end() for line in pieces if line.row in begun and line.cell != cell
            and (found := _ITS_END.match(line.text))}
    beside = {line.row: line for line in pieces if line.row in ends and line.cell != cell}
    whole: list[Line] = []
    for line in pieces:
        other = beside.get(line.row)
        if other is None:
            whole.append(line)
        elif line.cell == cell:
            whole += [line, replace(other.part(0, ends[line.row]), cell=cell)]
        else:
            whole.append(line.part(ends[line.row]))
    return whole


def _over_pages(pieces: list[Line]) -> list[Line]:
    """The pieces with a list that a page's end cut in two, in the first column of a table or outside of one, in one:
    nothing is kept yet where the first part ends, and the next begins with a dash."""
    cell = pieces[0].cell
    end = next((i for i, line in enumerate(pieces) if line.cell != cell), len(pieces))
    if end < _FIRST_PART or end == len(pieces) or not pieces[end - 1].text.endswith((";", ",")):
        return pieces
    listed, rest = pieces[:end], pieces[end:]
    moved: list[Line] = []
    for index, line in enumerate(rest):
        kept = any(KEEP.match(_undashed(piece)) for piece in [*listed, *moved])
        if kept or len(line.text) > _LONGEST_ITEM or (not BULLET.match(line.text) and len(line.text) > _SHORT):
            break
        if BULLET.match(line.text) or (moved and moved[-1] is rest[index - 1] and line.cell == rest[index - 1].cell):
            moved.append(line)
    return [*listed, *(replace(line, cell=cell) for line in moved), *(line for line in rest if line not in moved)]


def _undashed(line: Line) -> str:
    """The words of an item without its bullet."""
    bullet = BULLET.match(line.text)
    return line.text[bullet.end():] if bullet else line.text
