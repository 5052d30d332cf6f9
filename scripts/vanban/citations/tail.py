"""What follows a number or a name: date, issuing body, term; in any order, each at most once."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..bodies import BodyMatch, match_body
from ..dates import match_introduced_date, match_year
from ..registry.tables import Registry

_OF = re.compile(r"\s*,?\s*(?:của|do)\s+", re.IGNORECASE)
_TERM = re.compile(r"\s*,?\s*(?P<open>\()?\s*kh[óo]a\s+(?:[IVX]{1,5}|\d{1,2})(?!\w)(?P<close>\s*\))?", re.IGNORECASE)
_RUN_ON = re.compile(r"[ ](?=(?:tỉnh|huyện|quận|thị xã|thành phố|TP\.?|xã|phường)(?!\w))")


@dataclass(frozen=True, slots=True)
class Tail:
    """What a citation says after its number: ``end`` is where the citation ends."""

    end: int
    date: str | None = None
    date_span: tuple[int, int] | None = None
    year: int | None = None
    body: BodyMatch | None = None
    body_span: tuple[int, int] | None = None


def read_tail(clean: str, start: int, registry: Registry, *, bare_year: bool = False) -> Tail:
    """Read date, body and term that follow at ``start``; ``bare_year`` also accepts "năm 2012"."""
    end, date, body, date_span = start, None, None, None
    year = None
    while True:
        found = None if date_span else match_introduced_date(clean, end)
        if found:
            date, year, date_span, end = found.iso, found.year, (found.start, found.end), found.end
            continue
        of = None if body else _OF.match(clean, end)
        match = match_body(clean, of.end(), registry) if of else None
        if match:
            body, end = match, _term_end(clean, match.end)
            continue
        if bare_year and not year and (bare := match_year(clean, end)):
            year, end = bare.year, bare.end
            continue
        break
    return Tail(end, date, date_span, year, body, (body.start, body.end) if body else None)


def _term_end(clean: str, start: int) -> int:
    """End of "(khóa XI)" at ``start``, a closing bracket taken only with its opening one."""
    term = _TERM.match(clean, start)
    if term is None or (term["open"] and not term["close"]):
        return start
    return term.end() if term["open"] or not term["close"] else term.start("close")


def run_on_territory(clean: str, end: int, issuer: str, registry: Registry) -> tuple[BodyMatch | None, int]:
    """Read "119/KH-UBND tỉnh", where the territory of the symbol's issuer runs on to the number."""
    space = _RUN_ON.match(clean, end)
    if space is None:
        return None, end
    words = clean[space.end():space.end() + 60]
    match = match_body(f"{issuer} {words}", 0, registry)
    if match is None or match.end <= len(issuer) + 1:
        return None, end
    return match, space.end() + match.end - len(issuer) - 1
