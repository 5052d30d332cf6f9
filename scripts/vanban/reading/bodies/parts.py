"""A body as the record carries it: the row of the registry, the territory, the organ, beside the words."""

from __future__ import annotations

import dataclasses
from functools import lru_cache
from typing import Any, TypeVar

from msgspec.structs import replace

from ...language.numbers import parts_of
from ...models import BodyParts, Citation, Document, Instrument, Level, Record
from ...registry.grammar import Grammar
from ...registry.territories import Territory
from .grammar import match_body
from .naming import Body, BodyContext, resolve_body

Described = TypeVar("Described", Document, Citation)


def parts_of_body(body: Body, context: BodyContext, grammar: Grammar) -> tuple[BodyParts, ...]:
    """The parts of a body, of joined ones each; ``context`` tells which of several namesakes a district is."""
    return tuple(_parts(member, context, grammar) for member in body.members or (body,))


def with_parts(record: Record, grammar: Grammar) -> Record:
    """A record made by hand, or corrected by a person, with the parts that its numbers and bodies lack."""
    document = _completed(record.document, record.document.date, grammar)
    citations = tuple(_completed(citation, document.date, grammar) for citation in record.citations)
    return dataclasses.replace(record, document=document, citations=citations)


def _completed(said: Described, date: str | None, grammar: Grammar) -> Described:
    missing = missing_parts(said, date, grammar)
    return replace(said, **missing) if missing else said


def missing_parts(said: Document | Citation | Instrument, date: str | None, grammar: Grammar) -> dict[str, Any]:
    """The parts that number and body of what is said lack, by the name of their field; ``date`` is that of the text."""
    missing: dict[str, Any] = {}
    if said.number and said.number_parts is None:
        missing["number_parts"] = parts_of(said.number)
    if said.issuing_body and not said.bodies:
        bodies, level = bodies_named(said.issuing_body, date, grammar)
        missing |= {"bodies": bodies, "level": said.level or level}
    return missing


def bodies_named(names: str | None, date: str | None, grammar: Grammar) -> tuple[tuple[BodyParts, ...], Level | None]:
    """The parts and the level of bodies known by their full names only, joined by ";": what a person wrote."""
    found = [_named(" ".join(name.split()), date, grammar) for name in (names or "").split(";") if name.strip()]
    parts = tuple(part for body in found for part in parts_of_body(body, BodyContext(date=date), grammar))
    return parts, found[0].level if found else None


@lru_cache(maxsize=1 << 12)
def _named(name: str, date: str | None, grammar: Grammar) -> Body:
    """The body of a full name; one without a row where the words are not understood to their end."""
    match = match_body(name, 0, grammar)
    if match is None or match.end != len(name) or not match.parts[0].rows:
        return Body(name, name)
    return replace(resolve_body(match, BodyContext(date=date), grammar), name=name)


def _parts(body: Body, context: BodyContext, grammar: Grammar) -> BodyParts:
    if not body.rows and (known := _named(body.name, context.date, grammar)).rows and not known.members:
        body = replace(known, territory=body.territory or known.territory)
    territory = body.territory
    kind, place = body.place or ((territory.kind, territory.name) if territory else (None, None))
    organ = body.name.removesuffix(f" {body.organisation}")
    return BodyParts(
        body.name, body.rows[0] if body.rows else None,
        territory.id if territory and _certain(territory, context, grammar) else None, kind, place,
        organ if organ != body.name else None)


def _certain(territory: Territory, context: BodyContext, grammar: Grammar) -> bool:
    """Whether no namesake lies in another province, or the document's own province settles it."""
    within = _province(territory, grammar)
    same = grammar.registry.find_territory(territory.name, None, territory.kind)
    if len({_province(each, grammar) for each in same}) < 2:
        return True
    return context.province is not None and context.province.name == within


def _province(territory: Territory, grammar: Grammar) -> str:
    province = grammar.registry.province_above(territory)
    return province.name if province else ""
