"""Forms and second papers below a document's foot: the country's name stands above them, and they rest on their own.

An annex of the document (its plan, its regulation) may have that heading too, and stays the document's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from ...language.folding import fold
from ...language.numbers import parse_number
from ...registry.grammar import Grammar, any_of, compiled
from ..metadata.head_parts import Letterhead
from ..metadata.letterhead import read_letterhead
from .cut import Layout
from .lines import Line
from .numbering import read_mark
from .zones import is_same_number, national_lines

_ABOVE = 3
"""Lines above the country's name in which the left column of a heading begins."""
_BELOW = 10
"""Lines below the country's name in which a paper says what it is."""
_BLANK = re.compile(r"(?<!\w)so\s?[:;.]?\s?[^\d\s/]{0,3}\s?/|(?<!\w)ngay[^\d\w]{0,20}thang|\.\s?\.\s?\.|…")
"""What the heading of a form leaves to be filled in: "Số: …/QĐ-…", "ngày … tháng"."""
_SHOUTED = 6
"""Letters of a type that stands above a title; "Quy định …" in small letters is the title."""
_ANNEX_LINE = 60
"""Characters of a line that opens an annex."""


def find_forms(layout: Layout, grammar: Grammar) -> list[tuple[int, int]]:
    """The spans of forms and second papers, in order: each to the next heading of its kind or the next annex."""
    lines, foot = layout.lines, layout.zones.foot
    starts = [line.start for line in lines]
    spans: list[tuple[int, int]] = []
    headings = list(national_lines(layout.text.clean, lines, starts, foot, grammar))
    for index, following in zip(headings, [*headings, len(lines)][1:], strict=True):
        if not _stays(lines, index, bisect_right(starts, foot - 1), layout.head, grammar):
            annex = next((line for line in lines[index + 1:following] if _opens_annex(line, grammar)), None)
            last = lines[following - 1].end if following == len(lines) else starts[following]
            spans.append((starts[index], annex.start if annex else last))
    return spans


def _stays(lines: Sequence[Line], index: int, first: int, head: Letterhead, grammar: Grammar) -> bool:
    """Whether what the country's name in line ``index`` stands above is the document's own: its number once more, or
    an annex by its type, nothing in its heading left to be filled in; the lines from ``first`` on are below the foot.
    """
    above = lines[max(first, index - _ABOVE):index]
    told = list(_to_type(lines[index:index + _BELOW], grammar))
    if told and not any(_BLANK.search(line.folded) for line in (*above, *told)):
        return True
    own = parse_number(head.number) if head.number else None
    heading = (*above, *lines[index:index + _BELOW])
    written = "".join("".join([line.text for line in heading]).upper().split())
    if own is None or own.parts.serial not in written:  # quick to see before a whole heading is read
        return False
    return is_same_number(read_letterhead(heading, grammar).number, head.number)


def _to_type(lines: Sequence[Line], grammar: Grammar) -> Iterator[Line]:
    """The lines up to the one that an annex's type opens; none where none does."""
    for index, line in enumerate(lines):
        if line.text[:_SHOUTED].isupper() and _annexed(grammar).match(line.folded):
            yield from lines[:index + 1]
            return


@compiled
def _annexed(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{any_of(map(fold, grammar.registry.sentence_words['annexed']))})(?!\w)")


def _opens_annex(line: Line, grammar: Grammar) -> bool:
    mark = read_mark(line.text, grammar) if len(line.text) < _ANNEX_LINE and line.text[:1] == "P" else None
    return mark is not None and mark.slug.startswith("phu-luc")
