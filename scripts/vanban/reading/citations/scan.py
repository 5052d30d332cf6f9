"""The driver of the citation grammar: run the finders, join names with their numbers, settle overlaps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from msgspec.structs import replace

from ...registry.grammar import Grammar, compiled
from ..bodies import match_body
from .blank import ASSEMBLY, find_blank
from .described import DescribedMatch, find_described
from .meetings import find_meetings
from .mention import Mention
from .named import NameMatch, find_named
from .numbered import find_numbered
from .pinpoints import Pinpoints
from .tail import read_tail, term_end

_TO_NUMBER = re.compile(
    r"\s*(?:\([^()]{1,24}\)\s*)?[,:]?\s*\(?\s*(?:(?:luật\s+)?s[ốôóỏồổỗộơoéế])?\s*:?\s*\Z", re.IGNORECASE)
_NEAR = 40
REVISED = r"\((?:sửa\s+đổi|thay\s+thế)\)"
"""What tells behind a law's name that it is being written anew: "Luật Đất đai (sửa đổi)"."""
_NEXT_DRAFT = re.compile(rf"\s{{0,3}}(?:{REVISED}\s{{0,3}})?(?:,|và)\s+(?:(?:và|các)\s+)?", re.IGNORECASE)
"""What joins a further draft to several: "các dự án Luật A (sửa đổi), Luật B"."""
_REVISED = re.compile(rf"""
    \s*(?P<mark>{REVISED})
    (?! \s*,?\s*(?:(?:được|ban)\s[^\d.,;:]{{0,24}})?(?:năm|số|ngày|\d{{4}}(?!\w)) )
    """, re.VERBOSE | re.IGNORECASE)
"""That mark on the text to come; not where its day, its year or who passed it follow."""
_BEFORE = 24
"""Characters before a name in which "dự thảo" stands."""


@compiled
def _drafted(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(rf"(?:(?<!\w)(?P<several>các)\s+)?(?<!\w)(?:{grammar.words('draft')})\s+(?P<these>các\s+)?\Z",
                      re.IGNORECASE)


def find_mentions(clean: str, grammar: Grammar) -> tuple[Mention, ...]:
    """Every mention of an instrument in ``clean``, ordered by start; none overlaps another except a name
    that stands inside a described programme's title, of which none overlaps another."""
    pinpoints = Pinpoints(clean, grammar)
    numbered = find_numbered(clean, grammar, pinpoints)
    by_name = [*find_named(clean, grammar), *find_meetings(clean, grammar)]
    named, numbered = _join_numbers(clean, by_name, numbered, grammar, pinpoints)
    described = [_described(clean, m, grammar, pinpoints) for m in find_described(clean, grammar)]
    return tuple(_settle([*numbered, *find_blank(clean, grammar, pinpoints), *named, *described]))


def _join_numbers(
    clean: str, names: list[NameMatch], numbered: list[Mention], grammar: Grammar, pinpoints: Pinpoints,
) -> tuple[list[Mention], list[Mention]]:
    """Named mentions, and the numbered ones, of which each that follows a name took it over."""
    by_start = {m.number_span[0]: i for i, m in enumerate(numbered) if m.number_span}
    named, joined = [], dict(enumerate(numbered))
    draft: int | None = None
    for name in names:
        index = next((by_start[p] for p in range(name.end, min(name.end + _NEAR, len(clean)))
                      if p in by_start and _TO_NUMBER.match(clean[name.end:p])), None)
        pin, _ = pinpoints.before(name.start, max(0, name.start - 400))
        told = match_body(name.issuer, 0, grammar) if name.issuer else None
        if index is not None and not _is_anothers(numbered[index].segments, name.type, grammar):
            body = numbered[index].body
            body = None if body is not None and name.start <= body.start < name.end else body  # "Luật … của HĐND số"
            joined[index] = replace(numbered[index], start=name.start, type=name.type, name=name.name, pinpoint=pin,
                                    elided=False, body=body or told)
            continue
        tail = read_tail(clean, term_end(clean, name.end), grammar, bare_year=True)
        revised = _REVISED.match(clean, name.end) if tail.year is None and not name.amends else None
        drafted = _drafted_before(clean, name, draft, grammar) if tail.year is None else None
        if drafted is not None:
            draft = name.end if revised or drafted == "several" else None
            continue
        named.append(Mention(
            name.start, revised.end() if revised else tail.end, "named", name.type, None, None, tail.date,
            tail.date_span, tail.year, tail.body or told, tail.body_span,
            f"{name.name} {' '.join(revised['mark'].lower().split())}" if revised else name.name, pinpoint=pin))
    return named, list(joined.values())


def _drafted_before(
    clean: str, name: NameMatch, last: int | None, grammar: Grammar,
) -> Literal["one", "several"] | None:
    """What tells that a law is not the one in force but still being written: "one" ("dự thảo Luật Đất đai"), or
    "several", of which the next may follow ("các dự án Luật A, Luật B") behind the one that ends at ``last``; ``None``
    where nothing does. The name of an amending law tells whom it will amend, and stays."""
    if not grammar.registry.has_trait(name.type, "law") or name.amends:
        return None
    if last is not None and _NEXT_DRAFT.fullmatch(clean, last, name.start):
        return "several"
    told = _drafted(grammar).search(clean, max(0, name.start - _BEFORE), name.start)
    if told is None:
        return None
    return "several" if told["several"] or told["these"] else "one"


def _is_anothers(segments: Sequence[str], type_: str, grammar: Grammar) -> bool:
    """Whether a number's symbol tells that it is not of the text whose name stands before it: "các Nghị định hướng dẫn
    Luật X (số 5/2030/NĐ-CP)", "Kế hoạch triển khai Luật X, số 12/KH-UBND"."""
    rows = () if not segments or segments[0].upper().startswith(ASSEMBLY) else (
        grammar.registry.types_of_abbreviation(segments[0]))
    has_trait = grammar.registry.has_trait
    if any(has_trait(row.name, "decree") for row in rows):
        return True
    return has_trait(type_, "law", "constitution") and bool(rows) and not any(
        row.normative == "yes" or has_trait(row.name, "meeting", "consolidates") for row in rows)


def _described(clean: str, match: DescribedMatch, grammar: Grammar, pinpoints: Pinpoints) -> Mention:
    """A described programme as a mention; its owner is read where the finder says it stands."""
    body = match_body(clean, match.body_start, grammar) if match.body_start is not None else None
    subject = None if match.subject_start is None else (match.subject_start, match.subject_end)
    pin, _ = pinpoints.before(match.start, max(0, match.start - 400))
    return Mention(match.start, match.end, "described", match.type, year=match.year, body=body,
                   body_span=(body.start, body.end) if body else None, subject=subject, pinpoint=pin)


def _settle(mentions: Sequence[Mention]) -> list[Mention]:
    """Drop what overlaps an earlier or longer mention; a name inside a described title may stay."""
    kept: list[Mention] = []
    numbered_spans = sorted((m.start, m.end) for m in mentions if m.class_ == "numbered")
    reach = within = -1
    described = False
    starts = iter(numbered_spans)
    pending = next(starts, None)
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        while pending and pending[0] < mention.start:
            pending = next(starts, None)
        if mention.class_ == "described" and pending and pending[0] < mention.end:
            continue
        if mention.start < reach:
            if described and within <= mention.start and mention.end <= reach:
                kept.append(mention)
                within = mention.end
            continue
        kept.append(mention)
        reach, described = mention.end, mention.class_ == "described"
    return kept
