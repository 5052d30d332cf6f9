"""Who was told: the addressees and recipients of a document as rows, each with the bodies it certainly names.

A line is recognised only from its beginning and as long as every word of it is understood ("UBND tỉnh,
Tỉnh ủy"); a plural ("UBND các huyện") or an office of a body ("Văn phòng và các ban đảng thuộc Tỉnh ủy")
names no single body and stays as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from ..models import BodyParts, Document, Recipient, Record
from ..registry.grammar import Grammar, any_of, compiled
from .bodies import Body, BodyContext, match_body, parts_of_body, resolve_body

_FILE = re.compile(r"\s*L[ưu]u\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_END = re.compile(r"[\s.;:,]*\Z")
_NEXT = re.compile(r"\s*(?:[,;]|\bvà\b)\s*")
_MOST = 8
"""Bodies read from one line."""


def recipients_of(record: Record, grammar: Grammar) -> Iterator[Recipient]:
    """The lines of a document, addressees first; "file" is the copy that is kept ("Lưu: VT")."""
    context = body_context_of(record.document, grammar)
    for role, lines in (("addressed", record.document.addressed_to), ("recipient", record.document.recipients)):
        for number, line in enumerate(lines, 1):
            kept = bool(_FILE.match(line))
            yield Recipient(record.slug, "file" if kept else role, number, line,  # type: ignore[arg-type]
                            () if kept else bodies_of_line(line, context, grammar))


def body_context_of(document: Document, grammar: Grammar) -> BodyContext:
    """What is known where the lines stand: the issuer, its province and district, the day."""
    context = BodyContext(date=document.date)
    first = document.bodies[0] if document.bodies else BodyParts("")
    here = grammar.registry.territory(first.territory) if first.territory else None
    place = (first.kind, first.place) if first.kind else None
    issuer = Body(first.name, first.organisation, document.level, here, (), (first.id,), place) if first.id else None
    if here is None or here.level == "province":
        return replace(context, province=here, issuer=issuer)
    return replace(context, province=grammar.registry.province_above(here), district=here, issuer=issuer)


def bodies_of_line(line: str, context: BodyContext, grammar: Grammar) -> tuple[BodyParts, ...]:
    """The bodies that a line names one by one, from its beginning as far as every word is understood."""
    full = grammar.registry.abbreviations
    words = _abbreviations(grammar).sub(lambda found: full[" ".join(found.group().split())], line)
    bodies: list[BodyParts] = []
    position = 0
    while len(bodies) < _MOST:
        match = match_body(words, position, grammar)
        if match is None or not match.parts[0].rows:
            break
        body = resolve_body(match, context, grammar)
        after = _after_brackets(words, match.end)
        following = _NEXT.match(words, after)
        if not _certain(body, grammar) or not (following or _END.match(words, after)):
            break
        if following and _listed(grammar).match(words, following.end()):
            break
        bodies += parts_of_body(body, context, grammar)
        if not following:
            break
        position = following.end()
    return tuple(dict.fromkeys(bodies))


@compiled
def _listed(grammar: Grammar) -> re.Pattern[str]:
    """A kind of territory, with which the next of a list of territories begins."""
    kinds = any_of(row.kind for row in grammar.registry.place_kinds.rows)
    return re.compile(rf"(?:{kinds})\b(?!\s+(?:ủy|uỷ|đoàn|đội)\b)", re.IGNORECASE)  # "Tỉnh ủy" is a body


def _after_brackets(words: str, end: int) -> int:
    found = _BRACKETS.match(words, end)
    return found.end() if found else end


def _certain(body: Body, grammar: Grammar) -> bool:
    """Whether the name means one body: one of the whole country, or one in a known territory."""
    return body.territory is not None or _national(grammar).issuperset(body.rows)


@compiled
def _national(grammar: Grammar) -> frozenset[str]:
    """The ids of bodies of the whole country."""
    return frozenset(row.id for row in grammar.registry.bodies if row.kind == "fixed")


@compiled
def _abbreviations(grammar: Grammar) -> re.Pattern[str]:
    """Abbreviations of three letters and more, each as a word of its own."""
    shorts = any_of(short for short in grammar.registry.abbreviations if len(short) > 2)
    return re.compile(rf"(?<![\w&])(?:{shorts})(?![\w&])")
