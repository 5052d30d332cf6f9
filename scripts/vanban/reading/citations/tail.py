"""What follows a number or a name: date, issuing body, term; in any order, each at most once."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from ...language.dates import match_date, match_introduced_date, match_year
from ...language.numbers import Number
from ...registry.grammar import Grammar, compiled
from ..bodies import BodyMatch, match_body, match_unlisted

_OF = re.compile(r"\s*+,?\s*+(?:c(?P<bent>\w{1,2})a|do)\s+(?:[^\w\s(“\"]\s)?", re.IGNORECASE)
"""What leads to the issuer, also as a scan bends it ("cia", "ctia"); it may leave a stray mark behind it."""
_CLEAR = frozenset("ủúùũụỦUÚÙŨỤ")
"""Letters of the word that tell it from others, before a body that no table knows; in small letters one that lost its
mark does not, where the words behind it lost theirs too."""
_DATED = re.compile(r"\s+đ[ềêểếé](?=\s+ngày\s)")
"""What a letter's own day may follow: "công văn số 05/CV-ABC đề ngày 27/3/2019"."""
_AT = re.compile(r"\s+tại\s")
"""What shows that a body after a comma has a text of its own: "Thông báo số 9-TB/TW, của B tại văn bản số 2-KL/TW"."""
_TERM = re.compile(r"""
    (?:\s+\d{1,2}(?=[\s,(]))?                                            # Trung ương 7 (the plenum)
    \s*+,?\s*+(?P<open>\()?\s*+kh[óo]a\s+(?:[IVX]{1,5}|\d{1,2})(?!\w)       # (khóa XI
    (?:\s*(?:,|và)\s*[IVX]{1,5}(?!\w))*(?P<close>\s*\))?                # , XII)
    """, re.IGNORECASE | re.VERBOSE)
_SESSION = re.compile(
    r"\s*+,?\s*+(?:(?:của|tại)\s+)?Hội\s+nghị\s+lần\s+thứ\s+[\w-]{1,12}(?:\s+\w{1,5})?,?\s+(?:của\s+)?(?=Ban|BCH)",
    re.IGNORECASE)
_BETWEEN = re.compile(r"\s*+,?\s*+giữa\s+", re.IGNORECASE)
_AND = re.compile(r"\s*+,\s*(?:và\s+)?|\s+(?:và|với)\s+")
_CLOSED = re.compile(r"\s?\)")
_BARE_DAY = re.compile(r"\s\d{1,2}/\d{1,2}/(?:19|20)\d\d(?![\w/])")
"""A whole day right behind a number, its word left out: "56/2024/QĐ-UBND 06/9/2024"."""
_GLUED = re.compile(r"\([^\W\d_][\w&-]{1,11}\)(?=\s+ngày)")
"""The unit in brackets run on to a number before its day: "287/TTr-SXD(KTXD) ngày"."""
_BRACKET_NEAR = 8
"""Characters before a day in which its bracket opens: "(ngày "."""
_RUN_ON = re.compile(r"[ ](?=(?:tỉnh|huyện|quận|thị xã|thành phố|TP\.?|xã|phường)(?!\w))")


@compiled
def _issued(grammar: Grammar) -> re.Pattern[str]:
    """What the body behind "do" did with the text: "do Chủ tịch tỉnh ký"."""
    return re.compile(rf"\s+(?:{grammar.words('issues')})(?!\w)", re.IGNORECASE)


class Tail(Struct, frozen=True, gc=False):
    """What a citation says after its number: ``end`` is where the citation ends."""

    end: int
    date: str | None = None
    date_span: tuple[int, int] | None = None
    year: int | None = None
    body: BodyMatch | None = None
    body_span: tuple[int, int] | None = None


def read_tail(clean: str, start: int, grammar: Grammar, *, bare_year: bool = False, unlisted: bool = False) -> Tail:
    """Read date, body and term that follow at ``start``; ``bare_year`` also accepts "năm 2012" without a body behind
    it, ``unlisted`` a body that no table knows."""
    glued = _GLUED.match(clean, start)
    end, date, body, date_span = glued.end() if glued else start, None, None, None
    year = None
    while True:
        dated = _DATED.match(clean, end)
        found = None if date_span else match_introduced_date(clean, dated.end() if dated else end) or (
            match_date(clean, end + 1) if end == start and _BARE_DAY.match(clean, end) else None)
        if found:
            date, year, date_span, end = found.iso, found.year, (found.start, found.end), found.end
            opened = "(" in clean[max(start, found.start - _BRACKET_NEAR):found.start]
            if opened and (closed := _CLOSED.match(clean, end)):  # "(ngày 05/01/2022) của …"
                end = closed.end()
            continue
        match = None if body else _body(clean, end, grammar, unlisted)
        if match:
            body, end = match, term_end(clean, match.end)
            continue
        if not year and not date_span and (bare := match_year(clean, end)) and (
                bare_year or _body(clean, bare.end, grammar, unlisted)):  # "số 12/QĐ-UBND năm 2022 của"
            year, end = bare.year, bare.end
            continue
        break
    if glued and end == glued.end():
        end = start
    return Tail(end, date, date_span, year, body, (body.start, body.end) if body else None)


def _body(clean: str, start: int, grammar: Grammar, unlisted: bool) -> BodyMatch | None:
    """The issuing body after "của", "do", a session of its ("Hội nghị lần thứ sáu"), or those "giữa" joins."""
    of = _SESSION.match(clean, start) or _OF.match(clean, start)
    if of:
        match = match_body(clean, of.end(), grammar)
        told = of.re is not _OF or (of["bent"] or "ủ") in _CLEAR
        if unlisted and match is None and told:
            match = match_unlisted(clean, of.end(), grammar)
        if match is None or ("," in of.group() and _AT.match(clean, match.end)):
            return None
        by = "do" in of.group().lower().split()
        return None if by and not _issued(grammar).match(clean, match.end) else match
    between = _BETWEEN.match(clean, start)
    return _parties(clean, between.end(), grammar) if between else None


def _parties(clean: str, start: int, grammar: Grammar) -> BodyMatch | None:
    """The bodies of "giữa Công an tỉnh, Ủy ban … và Liên đoàn …": two at least."""
    match = first = match_body(clean, start, grammar)
    parts = list(match.parts) if match else []
    end = match.end if match else start
    while match and (more := _AND.match(clean, match.end)):
        match = match_body(clean, more.end(), grammar)
        parts += match.parts if match else ()
        end = match.end if match else end
    return BodyMatch(first.start, end, tuple(parts)) if first and len(parts) > 1 else None


def jointly(clean: str, tail: Tail, number: Number, grammar: Grammar) -> Tail:
    """The tail with all issuers of a joint text, as many as its symbol names: "TTLT-BTP-BTC … của Bộ Tư pháp, Bộ Tài
    chính (hướng dẫn …)", where a comma would begin a new clause elsewhere."""
    rows = grammar.registry.types_of_abbreviation(number.segments[0])
    body = tail.body
    if body is None or tail.end != body.end or not rows or "liên tịch" not in rows[0].name:
        return tail
    while len(body.parts) < len(number.segments) - 1 and (more := _AND.match(clean, body.end)) and (
            further := match_body(clean, more.end(), grammar)):
        body = BodyMatch(body.start, further.end, (*body.parts, *further.parts))
    return replace(tail, end=body.end, body=body, body_span=(body.start, body.end))


def term_end(clean: str, start: int) -> int:
    """End of "(khóa XI)" at ``start``, a closing bracket taken only with its opening one."""
    term = _TERM.match(clean, start)
    if term is None or (term["open"] and not term["close"]):
        return start
    return term.end() if term["open"] or not term["close"] else term.start("close")


def run_on_territory(clean: str, end: int, issuer: str, grammar: Grammar) -> tuple[BodyMatch | None, int]:
    """Read "119/KH-UBND tỉnh", where the territory of the symbol's issuer runs on to the number."""
    space = _RUN_ON.match(clean, end)
    if space is None:
        return None, end
    words = clean[space.end():space.end() + 60]
    match = match_body(f"{issuer} {words}", 0, grammar)
    if match is None or match.end <= len(issuer) + 1:
        return None, end
    return match, space.end() + match.end - len(issuer) - 1
