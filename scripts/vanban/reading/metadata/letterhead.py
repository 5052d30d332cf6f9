"""The top of a document: where it begins, its number, place and date, the left column, type and title.

The parts come in any order and any breakage (cells, two columns, glued lines); each is known by its own
marks, never by its position alone.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from ...language.numbers import match_number
from ...registry.grammar import Grammar
from ..layout.lines import Line, by_cell, split_columns
from . import marks
from .beginning import find_start
from .bent_headings import stamped_type, unstamped
from .dateline import find_place_date, read_number, read_place_date, read_symbol
from .formulas import (
    addressed_end,
    is_national,
    is_party_title,
    national_start,
    number_word,
    scrap_before_addressed,
    subject_start,
)
from .headings import TypeLine, read_title, type_line
from .old_heading import read_old_heading
from .stamps import is_phrase
from .subject import read_subject

_TITLED = re.compile(r"(?:Về|VỀ)\s")
"""The subject of a letter that has no "V/v": "Về cung cấp số liệu", above who is addressed."""
HEAD_LINES, SHORT_HEAD, AHEAD = 60, 26, 10
"""A letterhead with its title never takes more pieces than the first; most end this much before the second, so that
the pieces behind need not be cut."""
_SHORTEST_CUE = 5
"""Characters of "A. a", which is a scrap though a body may begin with "A."."""
PROSE, MOST_PROSE = 300, 3
"""Characters of a line that is a paragraph of the body, and how many such lines can be a title and what precedes it."""


class Letterhead(Struct, frozen=True, gc=False):
    """What the top of a document says, as spans of pieces; ``body`` is the index of the first body piece.

    ``symbol`` is the symbol of a number whose serial is blank or unreadable, after a nought ("0/KH-UBND").
    """

    first: int = 0
    body: int = 0
    number: str | None = None
    symbol: str | None = None
    place: tuple[int, int] | None = None
    date: str | None = None
    year: int | None = None
    issuer: tuple[Line, ...] = ()
    deciding: tuple[Line, ...] = ()
    type_line: TypeLine | None = None
    title: tuple[Line, ...] = ()
    subject: tuple[Line, ...] = ()
    addressed: int | None = None
    is_party: bool = False


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
    if line.start < 0 or len(line.text) > 1500:
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
    number = number_word(grammar).search(line.text) if marks.NUMBER_HINT.search(line.text) else None
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
    head, issuer, position = _read_pieces(pieces, first, grammar)
    if position + AHEAD > len(pieces):
        head, issuer, position = _read_pieces(pieces := list(header_pieces(lines, first, grammar)), first, grammar)
    last = pieces[position - 1] if position else None
    rest = pieces[position].start if position < len(pieces) else None
    if found and head.addressed is None:
        reach = SHORT_HEAD if head.subject and not head.type_line else AHEAD  # a letter may tell why first
        ahead = (line.start for line in pieces[position:][:reach] if addressed_end(line.text, grammar) is not None)
        head = replace(head, addressed=next(ahead, None))
    head = replace(head, issuer=tuple(issuer), body=_index_at(lines, rest, last, first))
    return head if found or head.type_line or head.addressed is not None else replace(head, issuer=())


def _read_pieces(pieces: list[Line], first: int, grammar: Grammar) -> tuple[Letterhead, list[Line], int]:
    """What the pieces say, the issuer's lines among them, and where the body begins."""
    head = Letterhead(first=first, body=first)
    issuer: list[Line] = []
    position = 0
    while position < len(pieces):
        step, head = _read_piece(pieces, position, head, issuer, grammar)
        if not step:
            break
        position += step
    return head, issuer, position


def _index_at(lines: tuple[Line, ...], offset: int | None, last: Line | None, first: int) -> int:
    """The index of the first piece of the body, given where reading of the head stopped."""
    if last is None:
        return first
    window = list(enumerate(lines[first:first + HEAD_LINES], first))
    seen = max((i for i, line in window if line.start <= last.start), default=first)
    if offset is not None:
        exact = next((i for i, line in window if line.start >= offset), seen + 1)
        return max(first, min(exact, seen + 1)) if exact > first else exact
    return seen + 1


def _read_piece(pieces: list[Line], position: int, head: Letterhead, issuer: list[Line],
                grammar: Grammar) -> tuple[int, Letterhead]:
    """Read what begins at ``position``: how many pieces it takes (0: the body has begun) and the new head."""
    line = pieces[position]
    if is_national(line.text, line.folded, grammar):
        return 1, replace(head, is_party=head.is_party or is_party_title(line.text, line.folded, grammar))
    if issuer and marks.YOUTH_FOLDED.match(line.folded):
        return 1, head
    if marks.SIGNED_BY.match(line.text):
        return 1, head
    goes_on = bool(head.subject) and not head.type_line and _goes_on(head.subject[-1], line, grammar)
    number = None if goes_on else read_number(line, grammar)  # "V/v thực hiện Nghị định / số 15/…": another's number
    if number is not None:
        return 1, replace(head, number=head.number or number or None, symbol=head.symbol or read_symbol(line))
    dated = read_place_date(pieces, position, grammar)
    if dated and head.date is None and head.place is None:
        return dated.pieces, replace(head, place=dated.place, date=dated.date, year=dated.year)
    if addressed_end(line.text, grammar) is not None:
        return 0, replace(head, addressed=line.start)
    if not head.type_line and marks.DRAFT.match(line.text):
        return 1, head
    if not head.type_line and not head.subject and _opens_subject(pieces, position, grammar):
        lines, steps = read_subject(pieces, position, grammar)
        return steps, replace(head, subject=tuple(lines))
    if not head.type_line and line.text.startswith("("):
        return 1, head
    if goes_on:
        return 1, replace(head, subject=(*head.subject, line))
    if marks.RECEIVED.match(line.text) and (head.number or head.date):
        return 1, _without_stamp(head, issuer, line)
    kind = None if head.type_line else type_line(pieces, position, grammar)
    stamped = None if kind or head.type_line else stamped_type(pieces, position, head.number or head.symbol, grammar)
    if kind := kind or stamped:
        title, deciding, steps = read_title(pieces, position + kind.pieces, grammar, issuer)
        title = unstamped(title) if stamped else title
        head = replace(head, type_line=kind, title=tuple(title), deciding=tuple(deciding))
        return kind.pieces + steps, head if head.number or head.symbol or head.date else _old_heading(head, grammar)
    annex = position == 0 and marks.ANNEX.match(line.text) is not None
    if annex or (issuer and not head.type_line and not head.title and marks.PAPER.match(line.text)):
        title, deciding, steps = read_title(pieces, position + annex, grammar, issuer)
        steps += annex
        return steps, replace(head, title=tuple(title), deciding=tuple(deciding))
    if head.type_line or head.title or (
            not line.is_upper and not _small(line, head, grammar) and not _more_head(pieces, position, grammar)):
        return 0, head
    numbered = head.number or head.symbol or line.gap
    complete = (head.date or head.place) and numbered and issuer and line.cell == issuer[-1].cell
    if line.is_upper and not complete:
        issuer.append(line)
    return 1, head


def _without_stamp(head: Letterhead, issuer: list[Line], stamp: Line) -> Letterhead:
    """Take from ``issuer`` who received the paper: the lines in capitals right above the stamp's "ĐẾN"."""
    row = stamp.row
    while len(issuer) > 1 and 0 <= row - issuer[-1].row <= 1:
        row = issuer.pop().row
    return head


def _goes_on(subject: Line, line: Line, grammar: Grammar) -> bool:
    """Whether a line goes on the subject that something parted from it: "V/v … quy định   Hà Nội, ngày …"."""
    near = line.row == subject.row + 1 and not line.gap and line.cell == subject.cell
    return near and line.text[:1].isalpha() and not line.is_upper and subject_start(line.text, grammar) is None


def _more_head(pieces: list[Line], position: int, grammar: Grammar) -> bool:
    """Whether a short line is a scrap of bad recognition: parts of the letterhead still follow it."""
    line = pieces[position]
    if len(line.text) > 70 or marks.opens_body(line.text, grammar):
        return False
    ahead = pieces[position + 1:position + 7]
    return any(is_national(piece.text, piece.folded, grammar) or read_number(piece, grammar) is not None
               or subject_start(piece.text, grammar) is not None or addressed_end(piece.text, grammar) is not None
               or type_line(pieces, i, grammar) for i, piece in enumerate(ahead, position + 1))


def _old_heading(head: Letterhead, grammar: Grammar) -> Letterhead:
    """The head with what an old heading says in its title: "CỦA CHÍNH PHỦ SỐ 36-CP NGÀY 29-5-1995 VỀ …"."""
    rest = head.type_line.rest if head.type_line else None
    old = read_old_heading([*([rest] if rest else []), *head.title], grammar)
    return head if old is None else replace(
        head, number=old.number, date=old.date, deciding=(*old.deciding, *head.deciding), title=old.title,
        type_line=replace(head.type_line, rest=None) if head.type_line else None)


def _opens_subject(pieces: list[Line], position: int, grammar: Grammar) -> bool:
    """Whether a subject begins: "V/v", or a plain phrase in the number's own cell above what is left of the head."""
    line, before = pieces[position], pieces[position - 1] if position else None
    if subject_start(line.text.lstrip("“\""), grammar) is not None:
        return True
    below_number = before is not None and before.cell == line.cell and read_number(before, grammar) is not None
    if before is None or not (below_number or _TITLED.match(line.text)):
        return False
    if line.is_upper or line.text[0] == "(" or not is_phrase(line.text):
        return False
    if marks.opens_body(line.text, grammar) or marks.is_dated(line.text):
        return False
    if any(subject_start(piece.text, grammar) is not None for piece in pieces[position + 1:position + 4]):
        return False  # a scrap of bad recognition above the subject itself
    if _TITLED.match(line.text):
        return any(addressed_end(piece.text, grammar) is not None for piece in pieces[position + 1:position + 9])
    ahead = [piece for piece in pieces[position + 1:position + 7] if piece.cell != line.cell or piece.gap]
    return any(is_national(piece.text, piece.folded, grammar) or marks.place_date(grammar).match(piece.text)
               or addressed_end(piece.text, grammar) is not None for piece in ahead)


def _small(line: Line, head: Letterhead, grammar: Grammar) -> bool:
    """Scraps between the parts of a letterhead (secrecy, urgency, broken recognition), not a sentence."""
    if len(line.text) > _SHORTEST_CUE and marks.opens_body(line.text, grammar):
        return False
    return len(line.text) < 25 and (head.number is None or head.date is None)


def read_authentication(lines: tuple[Line, ...], head: Letterhead, foot: int, grammar: Grammar) -> Letterhead:
    """The head of a consolidated text whose number and date stand where it is certified, at ``lines[foot]``."""
    first = next((i for i in range(max(head.body, foot - 8), min(foot + 4, len(lines)))
                  if marks.CERTIFIED.search(lines[i].text)), None)
    if first is None:
        return head
    cut = marks.CERTIFIED.search(lines[first].text)
    issuer = lines[first].part(0, cut.start()) if cut else lines[first]
    columns = [part for line in lines[first:first + 8] for part in split_columns(line)]
    pieces = [piece for part in columns for piece in _split_glued(part, grammar)]
    number = next(filter(None, (read_number(piece, grammar) for piece in pieces)), None)
    symbol = next(filter(None, map(read_symbol, pieces)), None)
    dated = next(filter(None, (read_place_date(pieces, i, grammar) for i in range(len(pieces)))), None)
    return replace(head, number=number, symbol=symbol, place=dated.place if dated else head.place,
                   date=dated.date if dated else head.date, year=dated.year if dated else head.year,
                   issuer=(issuer,) if issuer.text else head.issuer)
