"""The "V/v" subject of an official letter, without the stamps that were printed into it."""

from __future__ import annotations

import re

from ...registry.grammar import Grammar, compiled
from ..layout.lines import Line
from . import marks
from .formulas import addressed_end, national_start, number_word
from .headings import OPEN_END, goes_on_after_gap
from .stamps import in_capitals, is_stamped, unstamped_end, without_portal

_ADDRESSED_BELOW, _LONGEST_REST = 8, 60
"""Lines below a torn subject within which somebody is addressed; characters of its second half."""


@compiled
def _subject_open(grammar: Grammar) -> re.Pattern[str]:
    """What a subject cannot end with: "số", a type or its first half, whose number or rest stands below."""
    return re.compile(rf"\b(?:số|nghị|{grammar.types()})$", re.IGNORECASE)


def _subject_goes_on(pieces: list[Line], index: int, grammar: Grammar) -> bool:
    """Whether a line behind an empty one goes on a subject that recognition tore apart above "Kính gửi"."""
    last, line = pieces[index - 1].text, pieces[index].text
    if not any(addressed_end(piece.text, grammar) is not None for piece in pieces[index + 1:index + _ADDRESSED_BELOW]):
        return False
    opened = bool(OPEN_END.search(last) or _subject_open(grammar).search(last))
    return opened or (len(line) < _LONGEST_REST and goes_on_after_gap(pieces[index - 1], pieces[index], False, grammar))


def read_subject(pieces: list[Line], position: int, grammar: Grammar) -> tuple[list[Line], int]:
    """The pieces of a "V/v" subject, to the end of its cell or paragraph, and how many it takes with a stamp's."""
    lines = [pieces[position]]
    index = position
    for index, line in enumerate(pieces[position + 1:], position + 1):
        last = lines[-1]
        torn = line.gap and not _subject_goes_on(pieces, index, grammar)
        if torn or line.cell != last.cell or marks.place_date(grammar).match(line.text) \
                or addressed_end(line.text, grammar) is not None:
            break
        if national_start(line.text, line.folded, grammar) is not None or number_word(grammar).match(line.text) \
                or marks.SIGNED_BY.match(line.text):
            break
        if in_capitals(line, lines[0]):
            continue
        parts = without_portal(line, lines[0])
        if is_stamped(line, lines[0]) or any(addressed_end(part.text, grammar) is not None for part in parts):
            break
        lines += parts
    else:
        index += 1
    return [unstamped_end(line) for line in lines], index - position
