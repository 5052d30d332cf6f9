"""Words quoted from another instrument: what they say is that instrument's, not the document's."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ...language.scanning import in_order

_MARKS = [re.compile(mark) for mark in "“”\""]
_LONGEST = 8000
"""Characters that a quotation may have; a mark never closed quotes nothing."""
_PROVISION = re.compile(r"\s*(?:Điều|Khoản|Mục|Chương|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\))", re.IGNORECASE)


def quotations(clean: str) -> list[tuple[int, int]]:
    """Spans of ``clean`` between quotation marks that repeat provisions: after a colon, or beginning with one."""
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    for found in in_order(_MARKS, clean):
        mark, at = found.group(), found.start()
        if opened and at - opened[0] > _LONGEST:
            opened = []
        if mark == "“" or (mark == '"' and not opened):
            opened.append(at)
        elif opened:
            start = opened.pop()
            if not opened and _quotes(clean, start):
                spans.append((start, at))
    return spans


def _quotes(clean: str, start: int) -> bool:
    told = clean[max(0, start - 20):start].rstrip(" \n*").endswith(":")
    return told or _PROVISION.match(clean, start + 1) is not None


def is_quoted(spans: Sequence[tuple[int, int]], position: int) -> bool:
    """Whether a position stands in one of the spans, which are in order."""
    i = bisect_right(spans, (position, 1 << 60)) - 1
    return i >= 0 and spans[i][0] < position < spans[i][1]
