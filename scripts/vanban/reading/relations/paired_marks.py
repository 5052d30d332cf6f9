"""Quotation marks and brackets within each other: what stands outside them, and where a quoted title ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

_QUOTES = {"“": "”", '"': '"', "«": "»"}
_BRACKETS = _QUOTES | {"(": ")"}
_DEEPEST = 4
"""Quotation marks and brackets within each other that are told apart; more are damage."""
_QUOTES_AND_MARKS = re.compile(r"[“”\"«»();]")


def outside_quotes(text: str, marks: str) -> Iterator[int]:
    """Offsets of ``marks`` that stand outside quotation marks and brackets; what ends an outer one ends those in it,
    whose own end a slip left out ("“a (b” c; d"). One that nothing ends goes on to the end."""
    ends: list[str] = []
    for found in _QUOTES_AND_MARKS.finditer(text):
        i, char = found.start(), found.group()
        if char in ends:
            while ends.pop() != char:
                pass
        elif char in _BRACKETS and len(ends) < _DEEPEST:
            ends.append(_BRACKETS[char])
        elif not ends and char in marks:
            yield i


def quoted_end(clean: str, start: int, end: int) -> int | None:
    """End of the quoted title that begins at ``start`` (after white space), inner quotes respected;
    ``None`` where none begins or ends there."""
    while start < end and clean[start].isspace():
        start += 1
    if start >= end or clean[start] not in _QUOTES:
        return None
    closing = [_QUOTES[clean[start]]]
    for i in range(start + 1, end):
        if clean[i] == closing[-1]:
            closing.pop()
            if not closing:
                return i + 1
        elif clean[i] == "“":
            closing.append("”")
    return None
