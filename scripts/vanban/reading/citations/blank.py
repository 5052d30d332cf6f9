"""Texts whose number was left blank: "Nghị định số …/2025/NĐ-CP ngày … tháng … năm 2025 của Chính phủ quy định …".

Type, year and symbol say that one text is meant, which a draft cites before that has its number; nothing tells it
from others of its kind, so no two documents are taken to mean the same one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...registry.grammar import Grammar
from .mention import Mention
from .pinpoints import Pinpoints
from .tail import read_tail
from .types import SO, type_before

BLANK = "số …/"
"""How the key of such a text begins behind its type."""
ASSEMBLY = "QH"
"""How the symbol of a law begins, behind its year."""
_ENDS = "".join(sorted({end for word in SO for end in (word[1:], word[1:].upper())}))
"""What the word "số" has behind its first letter, small or capital."""
_NUMBER = re.compile(rf"(?<!\w)(?P<so>[sS][{_ENDS}])[\s.…_]{{0,60}}\Z")
_SYMBOL = re.compile(rf"""
    /(?<=[\s.…_{_ENDS}]/)\s?                                                              # số …/
    (?: (?P<year>20\d\d)\s?(?:/\s?)? | (?:20)?[.…_]{{1,12}}\s?/\s? )?                     # 2025/
    (?P<symbol>[A-ZĐƯ][A-ZĐƯa-zđ]*(?P<issuer>\s?[-–/]\s?[A-ZĐƯ][A-ZĐƯa-zđ]*|\d{{2}}){{0,3}})(?!\w)    # NĐ-CP
    """, re.VERBOSE)
"""The stroke behind a blank, and what follows: a search skips to strokes, which are fewer than words like "số"."""
_DAY = re.compile(
    r"\s*,?\s*ngày[\s.…_]{0,30}(?:/[\s.…_]{0,20}/|tháng[\s.…_]{0,30},?\s*năm)[\s.…_]{0,20}(?=của\s)", re.IGNORECASE)
"""A day of which nothing is filled in, the year neither, before whose text it is."""
_ANNEX_LINE = re.compile(r"(?:\(|(?<![^\n]))[\s*_]*(?:ban\s+hành\s+)?kèm\s+theo\s+\Z", re.IGNORECASE)
"""Before what the line of an annex names, which is the document itself, or the one that a form is filled in for."""
_REACH, _LONGEST = 40, 62


def find_blank(clean: str, grammar: Grammar, pinpoints: Pinpoints) -> list[Mention]:
    """Every mention with a blank for its serial, in text order; its symbol is that of the type before it."""
    found: list[Mention] = []
    floor = 0
    for so, blank in _blanks(clean):
        told = type_before(clean, so, floor, grammar)
        annexed = _ANNEX_LINE.search(clean, max(0, told.start - _REACH), told.start)
        if annexed or told.type not in _types(grammar, blank):
            continue
        day = _DAY.match(clean, blank.end())
        tail = read_tail(clean, day.end() if day else blank.end(), grammar)
        if day and tail.body is None:
            tail = read_tail(clean, blank.end(), grammar)
        pin, annex = pinpoints.before(told.start, floor)
        found.append(Mention(
            told.start, tail.end, "described", told.type, number_span=(so, blank.end()),
            date_span=tail.date_span, year=int(blank["year"]) if blank["year"] else tail.year,
            body=tail.body, body_span=tail.body_span, pinpoint=pin, annex=annex))
        floor = tail.end
    return found


def _blanks(clean: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Where the word "số" ends before each blank, and what stands behind it."""
    at = 0
    while (blank := _SYMBOL.search(clean, at)) is not None:
        number = _NUMBER.search(clean, max(at, blank.start() - _LONGEST), blank.start())
        if number:
            yield number.end("so"), blank
        at = blank.end() if number else blank.start() + 1


def _types(grammar: Grammar, blank: re.Match[str]) -> set[str]:
    """The types that the symbol behind a blank can be of."""
    symbol = blank["symbol"]
    first = re.split(r"\W", symbol)[0]
    rows = grammar.registry.types_of_abbreviation(first) if blank["issuer"] else ()
    laws = grammar.registry.types_with("law") if symbol.startswith(ASSEMBLY) else ()
    letters = grammar.registry.types_with("letter") if blank["issuer"] else ()
    return {row.name for row in (*rows, *laws, *letters)}
