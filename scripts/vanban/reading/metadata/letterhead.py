"""The top of a document: where it begins, its number, place and date, the left column, type and title.

The parts come in any order and any breakage (cells, two columns, glued lines); each is known by its own
marks, never by its position alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import lru_cache

from msgspec.structs import replace

from ...language.numbers import match_number
from ...registry.grammar import Grammar
from ..layout.lines import Line, by_cell, split_columns
from . import marks
from .beginning import find_start
from .dateline import find_place_date, read_number, read_place_date, read_symbol
from .formulas import addressed_end, national_start, number_hint, number_word, scrap_before_addressed
from .head_parts import Letterhead, read_head_part

HEAD_LINES, SHORT_HEAD, AHEAD = 60, 26, 10
"""A letterhead with its title never takes more pieces than the first; most end this much before the second, so that
the pieces behind need not be cut."""
PROSE, MOST_PROSE = 300, 3
"""Characters of a line that is a paragraph of the body, and how many such lines can be a title and what precedes it."""


def header_pieces(lines: tuple[Line, ...], first: int, grammar: Grammar, most: int = HEAD_LINES) -> Iterator[Line]:
    """The pieces of the letterhead in reading order, columns and glued lines taken apart; ``most`` lines are read."""
    prose = 0
    held: Line | None = None
    for cell in by_cell(lines[first:first + most]):
        for line in cell:
            prose += len(line.text) > PROSE and not line.is_upper
            if prose > MOST_PROSE:
                return
            for piece in split_columns(line):
                for part in _split_glued(piece, grammar):
                    if held is not None and part.row == held.row + 1:
                        part = replace(held, end=part.end, row=part.row, text=f"{held.text} {part.text}")
                    held = part if len(part.text) == len("Kính") and part.folded == "kinh" else None
                    if held is None:
                        yield part


@lru_cache(maxsize=256)
def _split_glued(line: Line, grammar: Grammar) -> tuple[Line, ...]:
    """Cut a line where the national title, the number or the place and date begin or end inside it; kept, since the
    lines of a head are read again for addressees, and where its title is far below."""
    if len(line.text) > 1500:
        return (line,)
    cuts = {0, len(line.text)}
    national = national_start(line.text, line.folded, grammar)
    if national is not None:
        cuts.add(national)
    may_be_draft = len(line.text) < 150 and ("thảo" in line.text or "THẢO" in line.text)
    draft = marks.DRAFT.search(line.text) if may_be_draft else None
    if draft:
        cuts |= {draft.start(), draft.end()}
    scrap = scrap_before_addressed(line.text, grammar)
    if scrap is not None:
        return (line.part(scrap),)
    number = number_word(grammar).search(line.text) if number_hint(grammar).search(line.text) else None
    if number and marks.is_enclosure_note(line.text, grammar):  # "(KÈM THEO QUYẾT ĐỊNH SỐ 15/QĐ-UBND …)"
        number = None
    if number and (number.start() == 0 or national is not None or line.part(0, number.start()).is_upper
                   or not any(map(str.isalnum, line.text[:number.start()]))):
        found = match_number(line.text, number.end())
        cuts |= {number.start()} | ({found.end} if found else set())
    place = find_place_date(line.text, grammar)
    if place and (number or national is not None or place.start() == 0 or place.end() > len(line.text) - 8):
        cuts |= {place.start(), place.end()}
    if len(cuts) == 2 and line.text[:1].isalnum() and not line.text[-1:].isspace():
        return (line,)
    parts = (line.part(start, end) for start, end in itertools.pairwise(sorted(cuts)))
    return tuple(piece for piece in parts if any(map(str.isalnum, piece.text)))


def read_letterhead(lines: tuple[Line, ...], grammar: Grammar) -> Letterhead:
    """Read the top of a document; parts it does not have stay empty."""
    first, found = find_start(lines, grammar)
    pieces = list(header_pieces(lines, first, grammar, SHORT_HEAD))
    head, position = _read_pieces(pieces, first, grammar)
    if position + AHEAD > len(pieces):
        head, position = _read_pieces(pieces := list(header_pieces(lines, first, grammar)), first, grammar)
    last = pieces[position - 1] if position else None
    rest = pieces[position].start if position < len(pieces) else None
    if found and head.addressed is None:
        reach = SHORT_HEAD if head.subject else AHEAD  # a letter may tell why first
        ahead = (line.start for line in pieces[position:][:reach] if addressed_end(line.text, grammar) is not None)
        head = replace(head, addressed=next(ahead, None))
    head = replace(head, body=_index_at(lines, rest, last, first))
    return head if found or head.type_line or head.addressed is not None else replace(head, issuer=())


def _read_pieces(pieces: list[Line], first: int, grammar: Grammar) -> tuple[Letterhead, int]:
    """What the pieces say, and where among them the body begins."""
    head = Letterhead(first=first, body=first)
    position = 0
    while position < len(pieces):
        step, head = read_head_part(pieces, position, head, grammar)
        if not step:
            break
        position += step
    return head, position


def _index_at(lines: tuple[Line, ...], offset: int | None, last: Line | None, first: int) -> int:
    """The index of the first piece of the body, given where reading of the head stopped."""
    if last is None:
        return first
    window = list(enumerate(lines[first:first + HEAD_LINES], first))
    seen = max((i for i, line in window if line.start <= last.start), default=first)
    if offset is not None:
        exact = next((i for i, line in window if line.start >= offset), seen + 1)
        return min(exact, seen + 1)
    return seen + 1


def read_authentication(lines: tuple[Line, ...], head: Letterhead, foot: int, grammar: Grammar) -> Letterhead:
    """The head of a consolidated text whose number and date stand where it is certified, at ``lines[foot]``."""
    certified = ((i, marks.CERTIFIED.search(lines[i].text))
                 for i in range(max(head.body, foot - 8), min(foot + 4, len(lines))))
    first, issuer = next(((i, lines[i].part(0, cut.start())) for i, cut in certified if cut), (0, None))
    if issuer is None:
        return head
    columns = [part for line in lines[first:first + 8] for part in split_columns(line)]
    pieces = [piece for part in columns for piece in _split_glued(part, grammar)]
    number = next(filter(None, (read_number(piece, grammar) for piece in pieces)), None)
    symbol = next(filter(None, map(read_symbol, pieces)), None)
    dated = next(filter(None, (read_place_date(pieces, i, grammar) for i in range(len(pieces)))), None)
    return replace(head, number=number, symbol=symbol, place=dated.place if dated else head.place,
                   date=dated.date if dated else head.date, year=dated.year if dated else head.year,
                   issuer=(issuer,) if issuer.text else head.issuer)
