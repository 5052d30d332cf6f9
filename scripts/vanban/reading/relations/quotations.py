"""Words quoted from another instrument: what they say is that instrument's, not the document's."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ...language.scanning import in_order
from ...registry.grammar import Grammar, compiled

_MARKS = [re.compile(mark) for mark in "“”\""]
_LONGEST = 8000
"""Characters that a quotation may have; a mark never closed quotes nothing."""
_PROVISION = re.compile(r"\s*(?:Điều|Khoản|Mục|Chương|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\))", re.IGNORECASE)



@compiled
def _basis(grammar: Grammar) -> re.Pattern[str]:
    """What opens a paragraph that says what a text rests on: "Căn cứ …"."""
    return re.compile(rf"\s*(?:{grammar.long_phrases('basis')})\s")


@compiled
def _rests(grammar: Grammar) -> re.Pattern[str]:
    """Such a paragraph behind an empty line."""
    return re.compile(rf"\n\s*\n[^\w\n]{{0,8}}(?:{grammar.long_phrases('basis')})\s")


def quotations(clean: str, grammar: Grammar, *, amending: bool) -> list[tuple[int, int]]:
    """Spans of ``clean`` between quotation marks that repeat provisions: after a colon, or beginning with one.

    ``amending``: the document has articles, and may quote whole texts; in a letter, whose closing marks recognition
    loses, a quotation ends before the paragraph that says what the letter rests on.
    """
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
                whole = amending or _basis(grammar).match(clean, start + 1) is not None
                rests = None if whole else _rests(grammar).search(clean, start, at)
                spans.append((start, rests.start() if rests else at))
    return spans


def _quotes(clean: str, start: int) -> bool:
    told = clean[max(0, start - 20):start].rstrip(" \n*").endswith(":")
    return told or _PROVISION.match(clean, start + 1) is not None


def is_quoted(spans: Sequence[tuple[int, int]], position: int) -> bool:
    """Whether a position stands in one of the spans, which are in order."""
    i = bisect_right(spans, (position, 1 << 60)) - 1
    return i >= 0 and spans[i][0] < position < spans[i][1]
