"""Numbers that begin with letters, as companies write them: "công văn số USABC-HN-20251121-01"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...language.numbers import Number
from ...registry.grammar import Grammar
from .mention import Mention
from .tail import read_tail
from .types import type_before

_LETTERED = re.compile(r"""
    ố(?<=[sS]ố)\s(?=[\w/.-]*\d)                             # số …, a digit in it; a letter that a search skips to
    (?![A-Z]{1,5}-\d{1,5}/)                                # not a whole number behind letters: TT-12/2025/TT-BYT
    (?P<number>[A-Z][A-Za-z]{1,11}\d{0,4}(?:[-/.][A-Za-z0-9]{1,12}){1,6})   # USABC-HN-20251121-01, JHDPC/2025/276
    (?=\s+(?:đề\s+)?ngày\s|\s+của\s|\s*[,;)]|\.?\s*\n|\.?\Z)""", re.VERBOSE)
"""Such a number, and what can follow a whole number only."""
_WINDOW = 72


def find_lettered(clean: str, grammar: Grammar) -> Iterator[Mention]:
    """Papers by such a number, each with its type before "số"."""
    letters = grammar.registry.types_with("letter")
    for found in _LETTERED.finditer(clean):
        start, end = found.span("number")
        before = type_before(clean, start, max(0, start - _WINDOW), grammar)
        type_ = before.type or next((row.name for row in letters if before.start < start), None)
        if type_ is None:
            continue
        tail = read_tail(clean, end, grammar, unlisted=True)
        yield Mention(before.start, tail.end, "numbered", type_, Number(found["number"]), (start, end), tail.date,
                      tail.date_span, tail.year, tail.body, tail.body_span)
