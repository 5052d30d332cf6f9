"""Words quoted from another instrument: what they say is that instrument's, not the document's."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import methodcaller

from ...language.scanning import in_order
from ...registry.grammar import Grammar, any_of, compiled
from ...registry.relations import CHANGES

_MARKS = {mark: re.compile(mark) for mark in "“”\""}
_ARTICLE = re.compile(r"\n[ *#|]*Điều\s+(?P<number>\d{1,3})[ *]*(?=[.:\n]\s*(?P<words>))", re.IGNORECASE)
_ITEM = r"[ *\#|]*\d{1,3}[a-zđ]?[.)]\s+"
_LONGEST = 8000
"""Characters that a quotation may have; a mark never closed quotes nothing."""
_PROVISION = re.compile(r"\s*(?:Điều|Khoản|Mục|Chương|\d{1,2}(?:\.\d{1,2})*[.)])", re.IGNORECASE)


@compiled
def _basis(grammar: Grammar) -> re.Pattern[str]:
    """What opens a paragraph that says what a text rests on: "Căn cứ …"."""
    return re.compile(rf"\s*(?:{grammar.long_phrases('basis')})\s")


@compiled
def _rests(grammar: Grammar) -> re.Pattern[str]:
    """Such a paragraph behind an empty line."""
    return re.compile(rf"\n\s*\n[^\w\n]{{0,8}}(?:{grammar.long_phrases('basis')})\s")


@compiled
def _instructs(grammar: Grammar) -> re.Pattern[str]:
    """An item that changes a text and opens a quotation of its own ("3. Sửa đổi điểm a khoản 3 Điều 14 như sau: “"), or
    stands right behind the end of one ("…”. / 6. Bãi bỏ điểm c")."""
    verbs = any_of(grammar.phrases(*CHANGES))
    return re.compile(rf"""
        [\n”"](?: (?<=\n){_ITEM}(?:{verbs})\s[^“”":;]{{0,400}}như\s+sau\s*:\s*(?=“)
                 | (?<!\n)[.;]?\s*\n{_ITEM}(?:{verbs})(?!\w) )""", re.IGNORECASE | re.VERBOSE)


@compiled
def changing_verb(grammar: Grammar) -> re.Pattern[str]:
    """The words by which one text changes another."""
    return re.compile(rf"(?:{any_of(grammar.phrases(*CHANGES))})(?!\w)", re.IGNORECASE)


def quotations(clean: str, grammar: Grammar, *, amending: bool) -> list[tuple[int, int]]:
    """Spans of ``clean`` between quotation marks that repeat provisions: after a colon, or beginning with one.

    ``amending``: the document has articles, and may quote whole texts; a quotation that it does not close ends before
    its next instruction. In a letter, whose closing marks recognition loses, one ends before the paragraph that says
    what the letter rests on.
    """
    spans: list[tuple[int, int]] = []
    opened: list[int] = []
    marks = in_order([_MARKS[mark] for mark in _MARKS if mark in clean], clean)  # "in" is quicker than any search
    if not marks:
        return spans
    told = f"\n{clean}"  # what a line begins is found by the line end before it, so it starts at the same offset here
    if amending:
        marks += [*_instructs(grammar).finditer(told), *_ARTICLE.finditer(told)]
        marks.sort(key=methodcaller("start"))
    own = 0
    for found in marks:
        mark, at = found.group(), found.start()
        if opened and at - opened[0] > _LONGEST:
            opened = []
        number = int(found["number"]) if found.re is _ARTICLE else None
        if number is not None and not opened:
            own = number
        elif number is not None or len(mark) > 1:
            if number is None or (
                    number == own + 1 and changing_verb(grammar).match(told, found.start("words"))):
                spans += [(opened[0], at)] if opened and _quotes(clean, opened[0]) else []
                own, opened = number or own, []
        elif mark == "“" or (mark == '"' and (
                not opened or (clean[opened[-1]] == "“" and _WITHIN.match(clean, at)))):
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


_WITHIN = re.compile(r'(?<=[\s(])"(?=\w)')
"""A straight mark that opens words within a quotation in curved ones: “1. Thực hiện theo "Quy chế" …”."""


def is_quoted(spans: Sequence[tuple[int, int]], position: int) -> bool:
    """Whether a position stands in one of the spans, which are in order."""
    i = bisect_left(spans, (position,)) - 1
    return i >= 0 and position < spans[i][1]
