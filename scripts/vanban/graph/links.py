"""The steps of a whole collection, gathered once: above and below every instrument, and beside it in its series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ..models import LEVELS, Collection, Instrument, Relation
from .reads import noted_like, unnoted
from .steps import CARRYING

_ORDER = (*CARRYING, "basis", "amends", "replaces", "repeals")
"""Of relations that are proved alike the first is shown."""
Edges = dict[str, list[tuple[str, Relation]]]
"""The neighbours of an instrument in one direction, by level and date, with the relation that leads there."""


def known_day(instrument: Instrument) -> str:
    """The day, else the year, an instrument is known to be of; empty where neither is known."""
    return instrument.date or str(instrument.year or "")


def best_proved(relations: Iterable[Relation]) -> dict[tuple[str, str], Relation]:
    """For each pair of instruments the relation that most speaks for, mentions and series apart."""
    best: dict[tuple[str, str], Relation] = {}
    for relation in relations:
        pair = relation.source, relation.target
        if relation.type in _ORDER and (pair not in best or _proof(relation) < _proof(best[pair])):
            best[pair] = relation
    return best


def _proof(relation: Relation) -> tuple[int, int]:
    return -relation.weight, _ORDER.index(relation.type)


@dataclass(frozen=True, eq=False, slots=True)
class StepLinks:
    """The steps of a collection seen from their sources and from their targets, and the neighbours in series."""

    above: Edges
    below: Edges
    series: Edges


class _Whole:
    """A collection compared by identity, so that its links are gathered once."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection

    def __hash__(self) -> int:
        return id(self.collection)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Whole) and other.collection is self.collection


def steps_around(collection: Collection) -> StepLinks:
    """The steps of a collection, gathered the first time it is asked for."""
    return _gather(_Whole(collection))


@lru_cache(maxsize=2)
def _gather(whole: _Whole) -> StepLinks:
    collection = whole.collection
    with unnoted(collection.instruments):
        found = _edges(collection)
    return StepLinks(*(noted_like(collection.instruments, name, edges)
                    for name, edges in zip(("above", "below", "series"), found, strict=True)))


def _edges(collection: Collection) -> tuple[Edges, Edges, Edges]:
    """For every instrument what stands above it, what below it and beside it in its series."""
    above: Edges = defaultdict(list)
    below: Edges = defaultdict(list)
    series: Edges = defaultdict(list)
    for (source, target), relation in best_proved(collection.relations).items():
        if relation.step:
            above[source].append((target, relation))
            below[target].append((source, relation))
    for relation in collection.relations:
        if relation.type == "series":
            series[relation.source].append((relation.target, relation))
            series[relation.target].append((relation.source, relation))
    for edges in (above, below, series):
        for found in edges.values():
            found.sort(key=lambda edge: (among_neighbours(collection, edge[0]), edge[1].type))
    return dict(above), dict(below), dict(series)


def among_neighbours(collection: Collection, key: str) -> tuple[int, str, str]:
    """Where an instrument stands among its neighbours: level, date, key."""
    instrument = collection.instruments[key]
    level = LEVELS.index(instrument.level) if instrument.level else len(LEVELS)
    return level, known_day(instrument) or "9999", key
