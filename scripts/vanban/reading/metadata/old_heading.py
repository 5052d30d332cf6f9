"""Headings that say all in a sentence, as the texts of the first decades and old collections print them.

"NGHỊ ĐỊNH / CỦA CHÍNH PHỦ SỐ 36-CP NGÀY 29-5-1995 VỀ …", "LUẬT / GIÁO DỤC CỦA QUỐC HỘI … SỐ 38/2005/QH11 NGÀY …".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from ...registry.grammar import Grammar
from ..bodies import scan_bodies
from ..layout.lines import Line
from .dateline import read_date
from .marks import is_enclosure_note

_NUMBER = re.compile(
    r"(?:^|(?<=\s))SỐ\s*:?\s*(?P<number>\d{1,4}[^\s,]{0,16}(?: ?[/-] ?[^\s,]{1,12})?),?\s*(?=$|NGÀY)", re.IGNORECASE)
_DATE = re.compile(r"NGÀY(?P<date>\s+\d{1,2}(?:\s+THÁNG\s+\d{1,2}\s+NĂM\s+|\s?[-/.]\s?\d{1,2}\s?[-/.]\s?)\d{4})",
                   re.IGNORECASE)
_ISSUED_BY = re.compile(r"(?:^|(?<=\s))CỦA\s", re.IGNORECASE)
_MOST_LINES = 5
"""Pieces below the type in which the number stands: the title, who decided, the country's name, itself."""
_BODY_NEAR = len("CỦA ỦY ")
"""Letters from "CỦA" to the body behind it, whose first word recognition may have bent."""


class OldHeading(Struct, frozen=True, gc=False):
    """What such a heading says: number, ISO date (``None`` where the day is none), who decided, the title."""

    number: str
    date: str | None
    deciding: tuple[Line, ...]
    title: tuple[Line, ...]


def read_old_heading(lines: Sequence[Line], grammar: Grammar) -> OldHeading | None:
    """What the lines below a type say of number and date; ``None`` where they are a title as others are."""
    for index, line in enumerate(lines[:_MOST_LINES]):
        found = _NUMBER.search(line.text)
        if found is None or is_enclosure_note(line.text, grammar):  # "(KÈM THEO QUYẾT ĐỊNH SỐ 15/QĐ-UBND …)"
            continue
        before = [piece for piece in (*lines[:index], line.part(0, found.start())) if piece.text]
        after = [piece for piece in (line.part(found.end()), *lines[index + 1:]) if piece.text]
        dated = _DATE.match(after[0].text) if after else None
        parted = _parted(before, grammar)
        if dated is None or parted is None:
            return None
        title, deciding = parted
        title += [piece for piece in (after[0].part(dated.end()), *after[1:]) if any(map(str.isalnum, piece.text))]
        number = "".join(found["number"].split()).rstrip(",.;")
        return OldHeading(number, read_date(dated["date"]), tuple(deciding), tuple(title))
    return None


def _parted(before: list[Line], grammar: Grammar) -> tuple[list[Line], list[Line]] | None:
    """The title's first words and "CỦA …", who decided, above the number; ``None`` where these are no such words.

    Behind words of a title a body must be named, and the title no other text: "SỬA ĐỔI … CỦA THÔNG TƯ SỐ 21 NGÀY …".
    """
    for index in reversed(range(len(before))):
        led = [found.start() for found in _ISSUED_BY.finditer(before[index].text)]
        if led:
            first, rest = before[index].part(0, led[-1]), before[index].part(led[-1])
            title, deciding = [*before[:index], *([first] if first.text else [])], [rest, *before[index + 1:]]
            return (title, deciding) if not title or _names(title, rest, grammar) else None
    return ([], []) if not before else None


def _names(title: list[Line], rest: Line, grammar: Grammar) -> bool:
    """Whether a body stands behind "CỦA", and no type of document in the title before it."""
    words = " ".join(line.text for line in title).casefold()
    body = next(iter(scan_bodies(rest.text, grammar)), None)
    return body is not None and body.start <= _BODY_NEAR and not any(
        kind.name.casefold() in words for kind in grammar.registry.types)
