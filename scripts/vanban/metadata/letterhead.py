"""The top of a document: where it begins, its number, place and date, the left column, type and title.

The parts come in any order and any breakage (cells, two columns, glued lines); each is known by its own
marks, never by its position alone.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..dates import match_date
from ..intake.lines import Line, by_cell, split_columns
from ..metadata import marks
from ..numbers import match_number
from ..registry.tables import Registry
from .headings import TypeLine, read_subject, read_title, type_line

HEAD_LINES = 60
"""A letterhead with its title never takes more pieces than this."""
_OCR_DIGITS = str.maketrans({"I": "1", "Ì": "1", "Í": "1", "l": "1", "ì": "1", "í": "1", "|": "1", "O": "0", "o": "0"})
_DAY_MONTH = re.compile(r"\s*(\S{1,3})\s*tháng\s*(\S{1,3})\s*năm\s*(\d{4})")
_NUMBER_ONLY = re.compile(r"^\d{1,6}[a-z]?\s?[/\-]\s?(?:\d{4}\s?/\s?)?[A-ZĐ]")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the top of a document says, as spans of pieces; ``body`` is the index of the first body piece."""

    first: int = 0
    body: int = 0
    number: str | None = None
    place: tuple[int, int] | None = None
    date: str | None = None
    issuer: tuple[Line, ...] = ()
    deciding: tuple[Line, ...] = ()
    type_line: TypeLine | None = None
    title: tuple[Line, ...] = ()
    subject: tuple[Line, ...] = ()
    addressed: int | None = None
    is_party: bool = False


def is_national(line: Line) -> bool:
    """Whether a piece belongs to the country's name and motto or to the Party's title."""
    folded = line.folded
    return bool(marks.NATIONAL_FOLDED.search(folded) or marks.PARTY_FOLDED.search(folded)) and len(folded) < 80


def _is_anchor(line: Line) -> bool:
    if is_national(line) and (line.is_upper or (line.text[:7].isupper() and marks.NATIONAL_CUT.match(line.text))):
        return True
    if marks.ADDRESSED.match(line.text):
        return True
    number = marks.NUMBER.match(line.text)
    if number and (match_number(line.text, number.end()) or re.match(r"[/|.…_-]", line.text[number.end():])):
        return True
    place = marks.PLACE_DATE.search(line.text) if len(line.text) < 120 and marks.DATED.search(line.text) else None
    return place is not None and bool(place["comma"].strip()) and len(line.text) - place.end() < 8


def find_start(lines: tuple[Line, ...]) -> tuple[int, bool]:
    """The index of the letterhead's first piece, and whether a letterhead was recognised at all."""
    for index, line in enumerate(lines):
        if not _is_anchor(line):
            continue
        first = index
        while first and index - first < 8 and lines[first - 1].is_upper and len(lines[first - 1].text) < 160:
            first -= 1
        return first, True
    return 0, False


def header_pieces(lines: tuple[Line, ...], first: int) -> Iterator[Line]:
    """The pieces of the letterhead in reading order, columns and glued lines taken apart."""
    for cell in by_cell(lines[first:first + HEAD_LINES]):
        for line in cell:
            for piece in split_columns(line):
                yield from _split_glued(piece)


def _split_glued(line: Line) -> Iterator[Line]:
    """Cut a line where the national title, the number or the place and date begin or end inside it."""
    if line.start < 0 or len(line.text) > 1500:
        yield line
        return
    cuts = {0, len(line.text)}
    national = marks.NATIONAL_CUT.search(line.text)
    if national and (line.is_upper or is_national(line.part(national.start()))):
        cuts.add(national.start())
    draft = marks.DRAFT.search(line.text) if len(line.text) < 150 else None
    if draft:
        cuts |= {draft.start(), draft.end()}
    number = marks.NUMBER.search(line.text)
    if number and (number.start() == 0 or national or line.part(0, number.start()).is_upper):
        found = match_number(line.text, number.end())
        cuts |= {number.start()} | ({found.end} if found else set())
    place = marks.PLACE_DATE.search(line.text) if marks.DATED.search(line.text) else None
    if place and (number or national or place.start() == 0 or place.end() > len(line.text) - 8):
        cuts |= {place.start(), place.end()}
    ordered = sorted(cuts)
    for start, end in itertools.pairwise(ordered):
        piece = line.part(start, end)
        if any(c.isalnum() for c in piece.text):
            yield piece


def read_letterhead(lines: tuple[Line, ...], registry: Registry) -> Letterhead:
    """Read the top of a document; parts it does not have stay empty."""
    first, found = find_start(lines)
    pieces = list(header_pieces(lines, first))
    head = Letterhead(first=first, body=first)
    issuer: list[Line] = []
    position = 0
    while position < len(pieces):
        step, head = _read_piece(pieces, position, head, issuer, registry)
        if not step:
            break
        position += step
    last = pieces[position - 1] if position else None
    rest = pieces[position].start if position < len(pieces) else None
    if head.addressed is None:
        ahead = (line.start for line in pieces[position:position + 8] if marks.ADDRESSED.match(line.text))
        head = replace(head, addressed=next(ahead, None))
    head = replace(head, issuer=tuple(issuer), body=_index_at(lines, rest, last, first))
    return head if found or head.type_line or head.addressed is not None else replace(head, issuer=())


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
                registry: Registry) -> tuple[int, Letterhead]:
    """Read what begins at ``position``: how many pieces it takes (0: the body has begun) and the new head."""
    line = pieces[position]
    if is_national(line):
        return 1, replace(head, is_party=head.is_party or bool(marks.PARTY_FOLDED.search(line.folded)))
    number = _number(line)
    if number is not None:
        head = replace(head, number=head.number or number or None)
        return 1, head
    dated = _place_date(pieces, position)
    if dated and head.date is None and head.place is None:
        place, date, steps = dated
        return steps, replace(head, place=place, date=date)
    if marks.ADDRESSED.match(line.text):
        return 0, replace(head, addressed=line.start)
    if not head.type_line and (line.text.startswith("(") or marks.DRAFT.match(line.text)):
        return 1, head
    if not head.type_line and not head.subject and _opens_subject(pieces, position):
        lines = read_subject(pieces, position)
        return len(lines), replace(head, subject=tuple(lines))
    kind = None if head.type_line else type_line(pieces, position, registry)
    if kind:
        title, deciding, steps = read_title(pieces, position + kind.pieces, registry, issuer)
        return kind.pieces + steps, replace(head, type_line=kind, title=tuple(title), deciding=tuple(deciding))
    if head.type_line or (not line.is_upper and not _small(line, head)):
        return 0, head
    if line.is_upper and not head.type_line:
        issuer.append(line)
    return 1, head


def _opens_subject(pieces: list[Line], position: int) -> bool:
    """Whether a subject begins: "V/v", or a plain phrase in the number's own cell above what is left of the head."""
    line, before = pieces[position], pieces[position - 1] if position else None
    if marks.SUBJECT.match(line.text.lstrip("“\"")):
        return True
    if before is None or before.cell != line.cell or _number(before) is None:
        return False
    if line.is_upper or marks.BODY_CUE.match(line.text):
        return False
    ahead = [piece for piece in pieces[position + 1:position + 7] if piece.cell != line.cell or piece.gap]
    return any(is_national(piece) or marks.PLACE_DATE.match(piece.text) or marks.ADDRESSED.match(piece.text)
               for piece in ahead)


def _small(line: Line, head: Letterhead) -> bool:
    """Scraps between the parts of a letterhead (secrecy, urgency, broken recognition), not a sentence."""
    return len(line.text) < 25 and not marks.BODY_CUE.match(line.text) and (head.number is None or head.date is None)


def _number(line: Line) -> str | None:
    """The number of a number line; the empty string for one whose serial is blank; else ``None``."""
    found = marks.NUMBER.match(line.text)
    if found is None:
        if _NUMBER_ONLY.match(line.text) and len(line.text) < 40:
            number = match_number(line.text, 0)
            return number.number.display if number and number.end > len(line.text) - 3 else None
        return None
    text = " ".join(line.text[found.end():].split())
    number = match_number(text, 0)
    if number is None and not re.search(r"/\s?\S*[A-ZĐ]{2}", text):
        return None if text[:1].isdigit() else ""
    return number.number.display if number else ""


def _place_date(pieces: list[Line], position: int) -> tuple[tuple[int, int] | None, str | None, int] | None:
    """Place span, ISO date and pieces taken, where a place-and-date line begins; it may wrap over three lines."""
    blank = None
    for count in (1, 2, 3):
        lines = pieces[position:position + count]
        if len(lines) < count or any(not _wraps(a, b) for a, b in itertools.pairwise(lines)):
            break
        joined = " ".join(" ".join(line.text.split()) for line in lines)
        found = marks.PLACE_DATE.match(joined) or marks.SHORT_PLACE_DATE.match(joined) or marks.BARE_DATE.match(joined)
        if found is None:
            continue
        place = _span_of(found["place"], lines) if "place" in found.re.groupindex else None
        if re.search(r"\d{4}", found["date"]):
            return place, _date(found["date"]), count
        blank = blank or (place, None, count)
    return blank


def _wraps(line: Line, following: Line) -> bool:
    return following.cell == line.cell and following.row == line.row + 1 and not following.gap and len(line.text) < 60


def _span_of(place: str, lines: list[Line]) -> tuple[int, int]:
    """The clean span of a place name whose white space was collapsed; it may end on the second line."""
    words = place.split()
    for line in lines:
        here = " ".join(line.text.split())
        if len(words) <= len(here.split()) or line is lines[-1]:
            found = re.search(r"\s*".join(map(re.escape, words)), line.text)
            return lines[0].start, line.start + (found.end() if found else len(line.text))
        words = words[len(here.split()):]
    return lines[0].start, lines[-1].end


def _date(written: str) -> str | None:
    """ISO date of " 20 tháng 11 năm 2025"; letters that stand for digits are read as digits."""
    stripped = written.strip()
    found = match_date(stripped, 0)
    if found:
        return found.iso
    parts = _DAY_MONTH.fullmatch(written)
    if not parts:
        return None
    day, month = (part.translate(_OCR_DIGITS) for part in parts.group(1, 2))
    if not (day.isdecimal() and month.isdecimal()):
        return None
    again = match_date(f"{day} tháng {month} năm {parts[3]}", 0)
    return again.iso if again else None
