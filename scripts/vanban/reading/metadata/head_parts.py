"""The parts of a letterhead, each known by its own marks: a table of named rules, tried in order on a piece.

A rule gives how many pieces its part takes (0: the body has begun) and the head with what they say; ``None`` where
another part, or nothing of the head, begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from ...registry.grammar import Grammar
from ..layout.lines import Line
from . import marks
from .bent_headings import bent_type, stamped_type, unstamped
from .dateline import read_number, read_place_date, read_symbol
from .formulas import addressed_end, is_national, subject_start
from .headings import TypeLine, read_title, type_line
from .old_heading import read_old_heading
from .stamps import is_phrase
from .subject import read_subject

_TITLED = re.compile(r"(?:Về|VỀ)\s")
"""The subject of a letter that has no "V/v": "Về cung cấp số liệu", above who is addressed."""
_SHORTEST_CUE = 5
"""Characters of "A. a", which is a scrap though a body may begin with "A."."""


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


class _Place(Struct, frozen=True, gc=False):
    """A piece of a letterhead, with what was read before it; ``head.issuer`` are the issuer's lines so far."""

    pieces: list[Line]
    position: int
    head: Letterhead
    grammar: Grammar

    @property
    def line(self) -> Line:
        """The piece itself."""
        return self.pieces[self.position]


_Part = tuple[int, Letterhead]
"""How many pieces a part takes, and the head with what they say."""


def read_head_part(pieces: list[Line], position: int, head: Letterhead, grammar: Grammar) -> _Part:
    """Read the part of the letterhead that begins at ``position``."""
    place = _Place(pieces, position, head, grammar)
    return next(part for rule in _RULES if (part := rule(place)) is not None)


def _national_title(at: _Place) -> _Part | None:
    """"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ĐẢNG CỘNG SẢN VIỆT NAM"."""
    return (1, at.head) if is_national(at.line.text, at.line.folded, at.grammar) else None


def _youth_title(at: _Place) -> _Part | None:
    """"ĐOÀN TNCS HỒ CHÍ MINH" across from the issuer, whose name it is at the left."""
    return (1, at.head) if at.head.issuer and marks.YOUTH_FOLDED.match(at.line.folded) else None


def _digital_signature(at: _Place) -> _Part | None:
    """"Người ký: …", which a reader of signed files prints above."""
    return (1, at.head) if marks.SIGNED_BY.match(at.line.text) else None


def _own_number(at: _Place) -> _Part | None:
    """"Số: 31/KH-UBND"; not in a subject that goes on, "V/v thực hiện Nghị định / số 15/…": another's number."""
    number = None if _continues_subject(at) else read_number(at.line, at.grammar)
    if number is None:
        return None
    head = at.head
    return 1, replace(head, number=head.number or number or None, symbol=head.symbol or read_symbol(at.line))


def _number_in_two_cells(at: _Place) -> _Part | None:
    """"Số: 24" and, in the cell beside it, "/2025/QĐ-UBND"."""
    last = at.position + 1 == len(at.pieces)
    if last or not at.line.text[-1:].isdigit() or not (beside := at.pieces[at.position + 1]).text.startswith("/"):
        return None
    number = read_number(replace(at.line, text=f"{at.line.text}{beside.text}"), at.grammar)
    return (2, replace(at.head, number=at.head.number or number)) if number else None


def _place_and_date(at: _Place) -> _Part | None:
    """"Bình Phước, ngày 06 tháng 02 năm 2018", the first one alone."""
    dated = read_place_date(at.pieces, at.position, at.grammar)
    if not dated or at.head.date is not None or at.head.place is not None:
        return None
    return dated.pieces, replace(at.head, place=dated.place, date=dated.date, year=dated.year)


def _addressed(at: _Place) -> _Part | None:
    """"Kính gửi: …": the body begins."""
    if addressed_end(at.line.text, at.grammar) is None:
        return None
    return 0, replace(at.head, addressed=at.line.start)


def _draft_mark(at: _Place) -> _Part | None:
    """"DỰ THẢO"."""
    return (1, at.head) if not at.head.type_line and marks.DRAFT.match(at.line.text) else None


def _subject(at: _Place) -> _Part | None:
    """"V/v báo cáo tình hình", with the lines that it goes on in."""
    head = at.head
    if head.type_line or head.subject or not _opens_subject(at.pieces, at.position, at.grammar):
        return None
    lines, steps = read_subject(at.pieces, at.position, at.grammar)
    return steps, replace(head, subject=tuple(lines))


def _aside(at: _Place) -> _Part | None:
    """A bracket above the title: "(Bản sao)"."""
    return (1, at.head) if not at.head.type_line and at.line.text.startswith("(") else None


def _more_subject(at: _Place) -> _Part | None:
    """A line of the subject behind the part that stood between: "V/v … quy định   Hà Nội, ngày …"."""
    return (1, replace(at.head, subject=(*at.head.subject, at.line))) if _continues_subject(at) else None


def _received_stamp(at: _Place) -> _Part | None:
    """"ĐẾN Số: …", with the lines in capitals right above it, of who received the paper, which are no issuer's."""
    head = at.head
    if not marks.RECEIVED.match(at.line.text) or not (head.number or head.date):
        return None
    issuer, row = head.issuer, at.line.row
    while len(issuer) > 1 and 0 <= row - issuer[-1].row <= 1:
        issuer, row = issuer[:-1], issuer[-1].row
    return 1, replace(head, issuer=issuer)


def _type_and_title(at: _Place) -> _Part | None:
    """"KẾ HOẠCH" with the title below it, the number and day of an old heading among it."""
    head = at.head
    if head.type_line:
        return None
    number = head.number or head.symbol
    kind = type_line(at.pieces, at.position, at.grammar) or bent_type(at.line, number, at.grammar)
    stamped = None if kind else stamped_type(at.pieces, at.position, number, at.grammar)
    if (kind := kind or stamped) is None:
        return None
    title, deciding, steps = read_title(at.pieces, at.position + kind.pieces, at.grammar, head.issuer)
    title = unstamped(title) if stamped else title
    head = replace(head, type_line=kind, title=tuple(title), deciding=tuple(deciding))
    told = head.number or head.symbol or head.date
    return kind.pieces + steps, head if told else _old_heading(head, kind, at.grammar)


def _title_alone(at: _Place) -> _Part | None:
    """The title of an annex that opens the text, or of a paper that has no type of the table."""
    head, text = at.head, at.line.text
    annex = at.position == 0 and marks.ANNEX.match(text) is not None
    if not annex and not (head.issuer and not head.type_line and not head.title and marks.PAPER.match(text)):
        return None
    title, deciding, steps = read_title(at.pieces, at.position + annex, at.grammar, head.issuer)
    return steps + annex, replace(head, title=tuple(title), deciding=tuple(deciding))


def _body(at: _Place) -> _Part | None:
    """What stands below a title, or is a sentence."""
    line, head = at.line, at.head
    if head.type_line or head.title or (
            not line.is_upper and not _small(line, head, at.grammar)
            and not _more_head(at.pieces, at.position, at.grammar)):
        return 0, head
    return None


def _issuer(at: _Place) -> _Part:
    """A line in capitals names who issues, until all else of the head is told; any other one is a scrap."""
    line, head = at.line, at.head
    numbered = head.number or head.symbol or line.gap
    complete = (head.date or head.place) and numbered and head.issuer and line.cell == head.issuer[-1].cell
    return 1, replace(head, issuer=(*head.issuer, line)) if line.is_upper and not complete else head


_RULES: tuple[Callable[[_Place], _Part | None], ...] = (
    _national_title, _youth_title, _digital_signature, _own_number, _number_in_two_cells, _place_and_date, _addressed,
    _draft_mark, _subject, _aside, _more_subject, _received_stamp, _type_and_title, _title_alone, _body, _issuer)
"""In this order: a line that two of them would take is the earlier one's. The last one takes any."""


def _continues_subject(at: _Place) -> bool:
    """Whether a line goes on the subject of a letter that something parted from it."""
    return bool(at.head.subject) and _goes_on(at.head.subject[-1], at.line)


def _goes_on(subject: Line, line: Line) -> bool:
    """Whether a line goes on the subject that something parted from it: "V/v … quy định   Hà Nội, ngày …"."""
    near = line.row == subject.row + 1 and line.cell == subject.cell
    return near and line.text[:1].isalpha() and not line.is_upper


def _more_head(pieces: list[Line], position: int, grammar: Grammar) -> bool:
    """Whether a short line is a scrap of bad recognition: parts of the letterhead still follow it."""
    line = pieces[position]
    if len(line.text) > 70 or marks.opens_body(line.text, grammar):
        return False
    ahead = pieces[position + 1:position + 7]
    return any(is_national(piece.text, piece.folded, grammar) or read_number(piece, grammar) is not None
               or subject_start(piece.text, grammar) is not None or addressed_end(piece.text, grammar) is not None
               or type_line(pieces, i, grammar) for i, piece in enumerate(ahead, position + 1))


def _old_heading(head: Letterhead, kind: TypeLine, grammar: Grammar) -> Letterhead:
    """The head with what an old heading says in its title: "CỦA CHÍNH PHỦ SỐ 36-CP NGÀY 29-5-1995 VỀ …"."""
    old = read_old_heading([*([kind.rest] if kind.rest else []), *head.title], grammar)
    return head if old is None else replace(
        head, number=old.number, date=old.date, deciding=(*old.deciding, *head.deciding), title=old.title,
        type_line=replace(kind, rest=None))


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
