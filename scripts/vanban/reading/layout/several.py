"""Several documents in one text: where each further one begins.

A further document is sure where below a foot stands a letterhead with a number of its own and a day. One whose number
recognition bent or a draft leaves blank, a form, a copy's stamp and an annex stay with the text above them.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...language.numbers import parse_number
from ...registry.grammar import Grammar
from ..metadata.head_parts import Letterhead
from ..text import Text
from .cut import Layout, cut_text


def documents_in(raw: str, grammar: Grammar) -> Iterator[int]:
    """The offsets at which further documents begin in a text, in order."""
    start = 0
    above = layout = cut_text(Text(raw), grammar)
    while layout.zones.second < len(layout.clean):
        step = _offset(layout)
        if not step:
            return
        start += step
        layout = cut_text(Text(raw[start:]), grammar)
        if _is_sure(layout.head, above.head, grammar):
            above = layout
            yield start


def _offset(layout: Layout) -> int:
    """Where the second document of a text begins in the text as read: at the beginning of a line."""
    found, _ = layout.text.raw_span(layout.zones.second, layout.zones.second + 1)
    return layout.text.raw.rfind("\n", 0, found) + 1 or found


def _is_sure(head: Letterhead, above: Letterhead, grammar: Grammar) -> bool:
    number, other = (parse_number(each.number) if each.number else None for each in (head, above))
    if number is None or head.date is None or not number.segments:
        return False
    if any("copy" in row.traits for row in grammar.registry.types_of_abbreviation(number.segments[0])):
        return False
    return other is None or other.match_key != number.match_key
