"""What stands before "tại" and a number: who speaks there, and on which day.

"Theo đề nghị của Vụ trưởng Vụ A tại Công văn số …", "Ngày 22/10/2025, tại Thông báo số …".
"""

from __future__ import annotations

import re

from ...language.dates import DateMatch, match_introduced_date
from ...language.numbers import Number
from ...registry.grammar import Grammar, compiled
from ..bodies import BodyMatch, match_body

OF = re.compile(r"\s+của\s+")
"""What leads to a body before a number."""
_DAY = re.compile(r"(?:(?<=[.;:\-+•*]\s)|(?<![^\n]))Ngày\s")
"""The day that a sentence, a line or an item of a list begins with."""
_AT = re.compile(r"\s+tại\s+\Z")
_REACH = 110
_SAYS_REACH = 50
"""Characters before a body in which is told what it says."""


def of_whom_at(clean: str, start: int, number: Number, grammar: Grammar) -> BodyMatch | None:
    """Who speaks "của Bộ Chính trị tại Kết luận số 132-KL/TW", whose symbol alone does not tell; an office's letter
    tells what others said. ``None`` where nobody does."""
    return _speaker(clean, start, grammar) if number.is_party and not _is_offices(number) else None


def _is_offices(number: Number) -> bool:
    """Whether an office wrote a text, which may tell what others said: "123/VP-KTTH", "56-CV/VPTU"."""
    return any(segment.upper().startswith("VP") for segment in number.segments[:2])


def proposer(clean: str, start: int, number: Number, grammar: Grammar) -> BodyMatch | None:
    """Who asks for something in the citation at ``start``, "Theo đề nghị của Vụ trưởng Vụ A tại", and so wrote it;
    ``None`` where nobody does, and for an office's letter."""
    body = None if _is_offices(number) else _speaker(clean, start, grammar)
    return body if body and _asks(grammar).search(clean, max(0, body.start - _SAYS_REACH), body.start) else None


def told_day(clean: str, start: int) -> DateMatch | None:
    """The day of "Ngày 22/10/2025, tại Thông báo số …"; ``None`` where the sentence does not begin with one."""
    at = _AT.search(clean, max(0, start - 8), start)
    if at is None:
        return None
    for day in _DAY.finditer(clean, max(0, start - 48), at.start()):
        found = match_introduced_date(clean, day.start())
        if found and clean[found.end:at.start()] in ("", ","):
            return found
    return None


@compiled
def _asks(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{grammar.words('asks', 'proposes')})(?:\s\w+){{0,4}}?\s+của\s+\Z", re.IGNORECASE)


def _speaker(clean: str, start: int, grammar: Grammar) -> BodyMatch | None:
    """The body right before "tại" and the citation at ``start``; ``None`` where none is."""
    at = _AT.search(clean, max(0, start - 8), start)
    if at is None:
        return None
    for of in reversed(list(OF.finditer(clean, max(0, start - _REACH), at.start()))):
        body = match_body(clean, of.end(), grammar, at.start())
        if body is not None:
            return body if body.end == at.start() else None
    return None
