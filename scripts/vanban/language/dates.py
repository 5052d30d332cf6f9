"""Dates as Vietnamese documents write them, read at a given place.

Order is always day, month, year; separators are "/", "-" or ".", or the words tháng and năm. A date that
no calendar has keeps its span and loses its value: what is written is reported, never repaired.
"""

from __future__ import annotations

import datetime
import re

from msgspec import Struct

_FULL = re.compile(
    r"""(?P<day>\d{1,2}|\d[ ]1(?=/))                        # 3 1/5/2023: a scan parts the narrow 1
    (?: \s?[/.\-]\s? (?P<month>\d{1,2}|1[ ]1(?=/)) (?:\s?[/.\-]\s?|[ ]{1,2}(?=20\d\d)) (?P<year>\d{4}|\d{2}) (?!\d)
      | \s*th\wng(?:[.,-](?=[ \d]))?\s*(?P<month_word>\d{1,2}|[A-Za-zÀ-ỹ]+)\s*[.,]?\s*    # tháng. 10, 7. năm
        (?:n\w{0,3}m|tháng)\s*(?P<year_word>\d{4}) (?!\d) )     # năm, as scans bend it: ndm, nim
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PARTIAL = re.compile(
    r"""(?: (?:\d{0,2}[\]\[|!lIJ]|\d{1,2}|[.…_]{1,20})? \s{0,8}
            (?: /\s?\d{1,2}\s?/\s?                                  # ngày   /7/2024
              | /\s?[.…_]{0,20}\s{0,8}/\s?                           # ngày 05/…/2024
              | th[áa]ng \s{0,8} (?:\d{0,2}[\]\[|!lIJ]|\d{1,2}|[.…_]{1,20})? \s{0,8},?\s{0,3}
                n[ăa]m\s{1,3}                                       # ngày 18 tháng   năm 2024
            )
        ) (?: (?P<year>(?:19|20)\d\d) (?!\d) | (?:19|20)\d[\]\[|!](?!\w) )    # 202]
    """, re.VERBOSE | re.IGNORECASE)
"""A date whose day or month was left blank, or whose year ends in a mark."""
_INTRODUCED = re.compile(r"""
    \s*+(?:[,;(]|\.(?=\s?(?-i:ng)))?\s*+(?:v/v\s++)?(?:ký\s++|ban\s+hành\s++)?     # , ban hành
    (?: (?:ngày\s++)?ng[àaả]y | (?P<bent>(?!n[aà]y)n\w{1,4}y(?=\s?\d)) )\s*+                 # ngày, negay 25/3/2015
    """, re.IGNORECASE | re.VERBOSE)
"""What leads to the date; a full stop before it is a speck of the scan. What bends the word ("negay", not
"này" or "nay") leads to a whole date only."""
_YEAR = re.compile(r"\s*+,?\s*+\(?\s*+năm\s+((?:19|20)\d\d)(?!\d)\)?", re.IGNORECASE)
_YEAR_ALONE = re.compile(r"\s((?:19|20)\d\d)(?!\w|[/-]|[.,]\d|\s?[-–]\s?\d)")
_MONTH_NAMES = {
    "một": 1, "giêng": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
    "tám": 8, "chín": 9, "mười": 10, "chạp": 12,
}
_CENTURY_SPLIT = 45
"""Two-digit years up to this one are of this century: the republic's first documents are of 1945."""


class DateMatch(Struct, frozen=True, gc=False):
    """A date or a bare year found at ``start``; ``iso`` is ``None`` for a bare year or an impossible day."""

    start: int
    end: int
    iso: str | None
    year: int | None


def _iso(day: int, month: int, year: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def year_of(date: str | None) -> int | None:
    """The year of an ISO date; ``None``: no date."""
    return int(date[:4]) if date else None


def match_date(clean: str, start: int) -> DateMatch | None:
    """Read the full date that begins at ``start``, or return ``None``."""
    found = _FULL.match(clean, start)
    if found is None:
        return None
    if found["month"]:
        month, year = int(found["month"].replace(" ", "")), int(found["year"])
        if len(found["year"]) == 2:
            year += 2000 if year < _CENTURY_SPLIT else 1900
    else:
        word = found["month_word"].lower()
        month = int(word) if word.isdigit() else _MONTH_NAMES.get(word, 0)
        year = int(found["year_word"])
    if not month:
        return None
    iso = _iso(int(found["day"].replace(" ", "")), month, year)
    return DateMatch(start, found.end(), iso, year if 1900 <= year <= 2100 else None)


def match_introduced_date(clean: str, start: int) -> DateMatch | None:
    """Read ", ngày 16/01/2018" or "ngày01/12/2011" after a number that ends at ``start``; one whose day or month
    was left blank keeps its year; ``None`` where no date follows."""
    intro = _INTRODUCED.match(clean, start)
    if intro is None or ("\n" in intro.group() and "Ngày" in intro.group()):
        return None  # a line of its own: "NGHỊ QUYẾT SỐ 66-NQ/TW / Ngày 28 tháng 11 năm 2025"
    whole = match_date(clean, intro.end())
    if whole is not None:
        return whole
    partial = None if intro["bent"] else _PARTIAL.match(clean, intro.end())
    year = int(partial["year"]) if partial and partial["year"] else None
    return DateMatch(intro.end(), partial.end(), None, year) if partial else None


def match_year(clean: str, start: int) -> DateMatch | None:
    """Read a bare "năm 2012", or the year itself ("Luật Công đoàn 2024"), that follows at ``start``; ``None`` where
    neither stands there."""
    found = _YEAR.match(clean, start) or _YEAR_ALONE.match(clean, start)
    if found is None:
        return None
    end = found.end() if found.group().count("(") == found.group().count(")") else found.end(1)
    return DateMatch(start, end, None, int(found[1]))
