"""Where a document begins in what surrounds it: the first line of its letterhead."""

from __future__ import annotations

import re

from ...language.numbers import match_number
from ...registry.grammar import Grammar
from ..layout.lines import Line, split_columns
from . import marks
from .formulas import addressed_end, is_national, number_word
from .headings import type_line

_ANNEX_TOP = 14
"""Lines within which an annex says what it was issued with."""
_ISSUED_WITH = re.compile(r"\(?\s*(?:(?:Được\s+)?ban\s+hành\s+)?(?:kèm\s+)?theo\s+\S+\s+\S+\s+số", re.IGNORECASE)
_NUMBER_LINE = 80
"""Characters of a line with the number, place and date."""
_TITLE = 6
"""Lines between the type and who is addressed, where nothing else is left of the letterhead."""


_PLACE_LINE, _BEHIND_DATE = 120, 8
"""Characters of a line with place and date, and of what may stand behind them."""
_ABOVE, _LONGEST_HEAD = 8, 160
"""Lines above the first sure part that the letterhead may have, and characters of such a line."""


def _is_anchor(line: Line, grammar: Grammar) -> bool:
    """Whether a line is surely of a letterhead: the country's name, who is addressed, a number, a place and date."""
    if (line.is_upper or line.text[:7].isupper()) and is_national(line.text, line.folded, grammar):
        return True
    if addressed_end(line.text, grammar) is not None:
        return True
    number = number_word(grammar).match(line.text)
    if number and (match_number(line.text, number.end()) or re.match(r"[/|.…_-]", line.text[number.end():])
                   or (len(line.text) < _NUMBER_LINE and marks.SYMBOL.search(line.text))):
        return True
    dated = len(line.text) < _PLACE_LINE and marks.is_dated(line.text)
    place = marks.place_date(grammar).search(line.text) if dated else None
    return place is not None and bool(place["comma"].strip()) and len(line.text) - place.end() < _BEHIND_DATE


def find_start(lines: tuple[Line, ...], grammar: Grammar) -> tuple[int, bool]:
    """The index of the letterhead's first line, 0 where none was recognised, and whether one was."""
    for index, line in enumerate(lines):
        if index < _ANNEX_TOP and marks.is_enclosure_note(line.text, grammar) and _ISSUED_WITH.match(line.text):
            return 0, False  # an annex on its own; a letterhead further down is a form's
        if not any(_is_anchor(piece, grammar) for piece in split_columns(line)):
            continue
        first = index
        if addressed_end(line.text, grammar) is not None:
            first = next((i for i in range(max(0, index - _TITLE), index) if type_line(lines, i, grammar)), first)
        while first and index - first < _ABOVE and _may_head(lines[first - 1]):
            first -= 1
        return first, True
    return 0, False


def _may_head(line: Line) -> bool:
    """Whether a line above the first sure part may belong to the letterhead: capitals, no digital signature."""
    return line.is_upper and len(line.text) < _LONGEST_HEAD and not marks.SIGNED_BY.match(line.text)
