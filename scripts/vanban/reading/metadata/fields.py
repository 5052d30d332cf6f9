"""Reads a document's fields in one pass over its pieces; every field comes from one module's parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from msgspec.structs import replace

from ...language.dates import match_date
from ...language.numbers import parse_number, parts_of
from ...models import Document
from ...registry.document_types import DocumentType
from ...registry.grammar import Grammar, compiled
from ..bodies import Body, BodyContext, bodies_named, match_body, parts_of_body, resolve_body
from ..layout.cut import Layout
from ..layout.lines import Line
from ..text import Text
from .card import read_card
from .dateline import read_place_date
from .head_parts import Letterhead
from .headings import is_of_assembly, type_of_symbol
from .issuer import LETTERS_AT_END, LETTERS_AT_START, Witnesses, find_issuer, named_bodies
from .letterhead import HEAD_LINES, SHORT_HEAD, header_pieces
from .place import find_origin, unbent_place
from .recipients import Items, item_words, read_addressed
from .signers import signers
from .values import plain_words, title_words, trimmed_words

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_ISSUED_BY = re.compile(
    r"(?:của\s+(?P<issuer>\S.{2,88}?\S)|hội nghị\s+lần thứ\s+\S.{2,88}?)\s+về\s+(?:việc\s+)?(?=\S)", re.IGNORECASE)
"""The body, or the plenum, between a type and its subject."""
_BEFORE_PLACE = re.compile(r"^(?:(?:\d{1,2}|[A-ZĐ]) )+(?=[^\W\d_]{2})")
"""Digits and letters of a stamp before the name of a place."""
_PASSED = re.compile(r"""
    (?:(?:k[ỳy]|phiên)\s+họp|khóa\s+[IVX]+(?=\s?thông))[^.]{0,120}?thông\s+qua\s+ngày\s+    # khóa X thông qua ngày
    | thông\s+qua\s+tại\s+(?:k[ỳy]|phiên)\s+họp\s+thứ\s+\w+(?:\s+\w+)?,?\s+ngày\s+    # tại phiên họp thứ 9 ngày
    """, re.IGNORECASE | re.VERBOSE)
"""What stands before the day on which an assembly passed the text."""


def read_document(layout: Layout, grammar: Grammar,
                  supplied: Mapping[str, Any] = _NOTHING) -> tuple[Document, BodyContext]:
    """Read what the document says of itself, and the context its short body names resolve in.

    ``supplied`` are fields a person corrected: they take the place of what is read before anything is made of it.
    """
    text, head, closing = layout.text, layout.head, layout.closing
    card = read_card(layout.lines, head.first)
    number = supplied.get("number", head.number or _card_number(card))
    kind = document_type(head, number or head.symbol, card, grammar)
    foot = _at_foot(layout, grammar) if head.date is None and head.place is None else head
    date = supplied.get("date", foot.date or _passed(layout) or _card_date(card))
    place = supplied.get("place", _place(text, foot, grammar))
    addressed = _addressed_items(layout.lines, head, grammar)
    witnesses = _witnesses(layout, number or head.symbol, addressed)
    context = _context(layout, witnesses, date, place, grammar, supplied.get("issuing_body"))
    issuer = context.issuer
    joint = issuer is not None and ";" in issuer.name
    signed = closing.signatures if closing and joint and len(closing.signatures) > 1 else ()
    signer, signer_title, capacity = signers(text, signed or ([closing.signature] if closing else []), grammar)
    return Document(
        number=number, type=kind.name if kind else None, date=date, year=None if date else foot.year, place=place,
        issuing_body=issuer.name if issuer else card.get("issuing_body"), level=issuer.level if issuer else None,
        title=_title(text, head, grammar), signer=signer or card.get("signer"), signer_title=signer_title,
        signing_capacity=capacity, addressed_to=_written_items(text, addressed),
        recipients=_written_items(text, closing.recipients if closing else []),
        number_parts=parts_of(number) if number else None,
        bodies=parts_of_body(issuer, context, grammar) if issuer
        else bodies_named(card.get("issuing_body"), date, grammar)[0],
    ), context


def _context(layout: Layout, witnesses: Witnesses, date: str | None, place: str | None,
             grammar: Grammar, issued_by: str | None = None) -> BodyContext:
    """Territories and issuer; what a central body issues lies in no province. ``issued_by`` names a known issuer."""
    head = layout.head
    named = named_bodies((*head.issuer, *head.deciding), date, grammar)
    origin = find_origin(named, place, layout.text.clean, date, grammar)
    context = BodyContext(origin.province, origin.district, origin.commune, date)
    issuer = _named_issuer(issued_by, context, grammar) if issued_by else find_issuer(witnesses, context, grammar)
    if issuer is not None and issuer.level in ("central", "ministry"):
        return BodyContext(date=date, issuer=issuer)
    territory = issuer.territory if issuer else None
    if territory is not None and territory.level == "province":
        return BodyContext(territory, None, origin.commune, date, issuer)
    if territory is not None:
        return BodyContext(grammar.registry.province_above(territory), territory, origin.commune, date, issuer)
    return replace(context, issuer=issuer)


def _named_issuer(name: str, context: BodyContext, grammar: Grammar) -> Body:
    """The body that a person named; one the tables do not know has its name only."""
    match = match_body(name, 0, grammar)
    return resolve_body(match, context, grammar) if match and match.end == len(name) else Body(name, name)


def _witnesses(layout: Layout, number: str | None, addressed: Items) -> Witnesses:
    head, closing, zones, clean = layout.head, layout.closing, layout.zones, layout.text.clean
    signature = closing.signature if closing else None
    signing = [line for group in signature.capacity for line in group] if signature else []
    rest = head.type_line.rest if head.type_line else None
    heading = [*([rest] if rest else []), *head.title]
    said_from = max([zones.body, *(line.end for item in addressed for line in item)])
    return Witnesses(
        letterhead=head.issuer, heading="\n".join(line.text for line in heading), deciding=head.deciding,
        signing="\n".join(line.text for line in [*signing, *(signature.title if signature else ())]), number=number,
        opening=clean[said_from:min(said_from + LETTERS_AT_START, zones.foot)],
        ending=clean[max(zones.body, zones.foot - LETTERS_AT_END):zones.foot])


def document_type(head: Letterhead, number: str | None, card: dict[str, str],
                  grammar: Grammar) -> DocumentType | None:
    """The type by its heading line, else by the number's symbol, else an official letter where one is addressed;
    ``None`` where nothing tells it."""
    by_symbol = type_of_symbol(number, grammar)
    if by_symbol and "consolidates" in by_symbol.traits:
        return by_symbol
    if head.type_line:
        return head.type_line.type
    letter = next(iter(grammar.registry.types_with("letter")), None)
    letter_like = head.addressed is not None or (head.subject and _names_issuer(number, grammar))
    if by_symbol and (not letter_like or "addressed" in by_symbol.traits):
        return by_symbol
    if head.addressed is not None or head.subject or (number and not is_of_assembly(number)):
        return letter
    return grammar.registry.type_named(card.get("type", ""))


def _names_issuer(number: str | None, grammar: Grammar) -> bool:
    """Whether the symbol's first segment may be the issuer's as well ("CT" is Chỉ thị and Cục Thuế)."""
    parsed = parse_number(number) if number else None
    return parsed is not None and any(parsed.segments[0] in row.symbols for row in grammar.registry.bodies)


def _passed(layout: Layout) -> str | None:
    """The day an assembly passed a law or resolution, said at the end of its text where its head has no date."""
    zones, clean = layout.zones, layout.text.clean
    said = list(_PASSED.finditer(clean, max(zones.body, zones.foot - LETTERS_AT_END), zones.foot))
    found = match_date(clean, said[-1].end()) if said else None
    return found.iso if found else None


def _at_foot(layout: Layout, grammar: Grammar) -> Letterhead:
    """The head with place and day where an assembly prints them: on the line right above the signing block."""
    closing = layout.closing
    lines = list(layout.lines[max(0, closing.start - 2):closing.start + 1]) if closing else []
    below = [i for i, line in enumerate(lines) if line.start > layout.zones.body]
    dated = next((found for i in below if (found := read_place_date(lines, i, grammar)) and found.date), None)
    return replace(layout.head, place=dated.place, date=dated.date) if dated else layout.head


def _card_number(card: dict[str, str]) -> str | None:
    parsed = parse_number(card.get("number", ""))
    return parsed.display if parsed else None


def _card_date(card: dict[str, str]) -> str | None:
    found = match_date(card.get("date", ""), 0)
    return found.iso if found else None


def _place(text: Text, head: Letterhead, grammar: Grammar) -> str | None:
    if head.place is None:
        return None
    words = plain_words(text.slice(*head.place))
    rest = _BEFORE_PLACE.sub("", words)
    find = grammar.registry.find_territory
    is_name = words[:1].isalpha() and (find(words) or not find(rest))  # "U Minh", "Y Tý": the letter is the name's
    return unbent_place(words if is_name else rest, grammar)


def _title(text: Text, head: Letterhead, grammar: Grammar) -> str | None:
    if head.title:
        return _without_issuer(title_words(text, head.title, grammar), grammar)
    if head.type_line and head.type_line.rest is not None and not head.subject:
        return _without_issuer(title_words(text, [head.type_line.rest], grammar), grammar)
    return title_words(text, head.subject, grammar) if head.subject else None


def _without_issuer(title: str | None, grammar: Grammar) -> str | None:
    """The title without the issuer or the plenum between type and subject ("CỦA BAN BÍ THƯ VỀ …")."""
    found = _ISSUED_BY.match(title) if title else None
    if title is None or found is None:
        return title
    words = found["issuer"]
    body = match_body(words, 0, grammar) if words else None
    known = words is None or body is not None or words.lower() in _heads(grammar)
    return title[found.end():] if known else title


@compiled
def _heads(grammar: Grammar) -> frozenset[str]:
    """What names of bodies begin with, in small letters: "chi bộ" alone is the one that issues."""
    return frozenset(head.lower() for row in grammar.registry.bodies for head in row.heads)


def _written_items(text: Text, items: Items) -> tuple[str, ...]:
    return tuple(filter(None, (item_words(trimmed_words(text, item)) for item in items)))


def _addressed_items(lines: tuple[Line, ...], head: Letterhead, grammar: Grammar) -> Items:
    """The addressees, in order, as pieces; empty when the document is not a letter."""
    if head.addressed is None:
        return []
    first = next(i for i, line in enumerate(lines) if line.end > head.addressed)
    items: Items = []
    for most in (SHORT_HEAD, HEAD_LINES):
        pieces = list(header_pieces(lines, first, grammar, most))
        start = next((i for i, line in enumerate(pieces) if line.start >= head.addressed), 0)
        items, after = read_addressed(pieces, start, grammar)
        if after < len(pieces):
            break
    return items
