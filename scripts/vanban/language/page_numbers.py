"""What a page prints of itself on a line of its own: its number, or the mark that a converter puts at its end."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"""
    (?:[-–—~.]\s{0,3})? (?:trang\s?)? \d{1,3} (?:\s?/\s?\d{1,3})? (?:\s{0,3}[-–—~.])?   # 5 | - 5 - | Trang 2/16
    | [-–—=*_#~.\s]* PAGE\s (?:BREAK|\d+) [-–—=*_#~.\s]*                                   # --- PAGE BREAK ---
    """, re.VERBOSE | re.IGNORECASE)
_OPENS = frozenset("-–—=*_#~.tTpP 0123456789")
"""First characters of what :data:`_NUMBER` finds: quick to look for before it is tried."""
_LONGEST = 24


def is_page_number(line: str) -> bool:
    """Whether a line without blanks at its ends holds the number of a page, or the mark of its end, and nothing else.

    A number alone may be another thing too (a cell of a table, a day): whoever asks says where a page can have put it.
    """
    return len(line) <= _LONGEST and line[:1] in _OPENS and _NUMBER.fullmatch(line) is not None
