"""What the words of one document say and all documents together forbid: such a relation only names the other text.

The rules are those asked of one document (:mod:`..reading.plausible`); here both sides have the dates, types and levels
that all sources give. The relation is kept as "cites" with the reason, so that the sentence can be shown with why it
proves no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from msgspec import structs

from ..language.dates import year_of
from ..models import Instrument, Relation
from ..reading.plausible import Side, doubt, rank_of_issuer
from ..registry.tables import Registry


def plausible(relations: Iterable[Relation], instruments: Mapping[str, Instrument],
              registry: Registry) -> Iterator[Relation]:
    """The relations, those that cannot be turned into a mention; two of one pair and kind become one."""
    sides = {key: _sides(instrument, registry) for key, instrument in instruments.items()}
    mentions: dict[tuple[str, str], Relation] = {}
    for relation in relations:
        judged = _judged(relation, sides, registry)
        if judged.type != "cites":
            yield judged
            continue
        pair = relation.source, relation.target
        known = mentions.get(pair)
        mentions[pair] = _together(known, judged) if known else judged
    yield from mentions.values()


def _judged(relation: Relation, sides: Mapping[str, tuple[Side, ...]], registry: Registry) -> Relation:
    """A relation is forbidden where every date that sources give for either side forbids it."""
    if relation.type in ("series", "cites"):
        return relation
    reasons = [doubt(relation.type, agent, other, registry)  # type: ignore[arg-type]
               for agent in sides[relation.source] for other in sides[relation.target]]
    if None in reasons:
        return relation
    verb = registry.relations[relation.type].forward.lower()
    return replace(relation, type="cites", forbidden=reasons[0], reason=(
        f"Câu dẫn có thể hiểu là “{verb}”, nhưng {reasons[0]}; vì vậy chỉ ghi là có nhắc tới."))


def _together(one: Relation, other: Relation) -> Relation:
    """Two groups of mentions of one pair; a reason is told once."""
    first = one if one.reason else other
    evidence = tuple(sorted(set(one.evidence) | set(other.evidence), key=lambda each: (each.document, each.index)))
    return replace(first, evidence=evidence)


def _sides(instrument: Instrument, registry: Registry) -> tuple[Side, ...]:
    """What is known of an instrument, once for each date that sources give for it."""
    dates = next((tuple(each.value for each in found.readings) for found in instrument.contradictions
                  if found.field == "date"), (instrument.date,))
    number = instrument.number_parts
    side = Side(instrument.type, instrument.key, None, instrument.year, instrument.level,
                number is not None and number.year is not None,
                rank=rank_of_issuer(instrument.bodies, instrument.level, registry))
    return tuple(structs.replace(side, date=date, year=year_of(date) or instrument.year) for date in dates)
