"""The chain of carrying out: up from an instrument to what it goes back to, down to those who carry it out.

Only relations that hand a task on make a chain: basis, implements, continues, guides, amends, replaces, and
the inferred annual series, which joins its years both ways. Every walk opens an instrument once, so cycles
and shared steps end.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..models import LEVELS, Collection, Instrument, Relation, Step

CARRYING = ("implements", "continues", "basis", "guides", "amends", "replaces", "series")
"""Relations that carry a chain, the most telling first: between two instruments the first one found is shown."""
MAX_DEPTH = 40
"""Deeper steps are left to the page of the instrument where the walk stopped."""
MAX_OPEN = 150
"""Instruments whose own steps one page opens; the others say how many they have."""
MAX_BRANCH = 12
"""Steps shown below an instrument that is itself a step; all of them stand on its own page."""

Edges = dict[str, list[tuple[str, Relation]]]
"""The neighbours of an instrument in one direction, by level and date, with the relation that leads there."""


def up(collection: Collection, key: str) -> tuple[Step, ...]:
    """What the instrument carries out, and what that carries out, up to the roots."""
    return _walk(_links(collection).above, key)


def down(collection: Collection, key: str) -> tuple[Step, ...]:
    """Who carries the instrument out, and who carries those out, down to the grassroots."""
    return _walk(_links(collection).below, key)


def below(collection: Collection, key: str) -> set[str]:
    """Every instrument that carries the instrument out or follows one that does, without itself."""
    return _reached(_links(collection).below, key)


def roots(collection: Collection) -> tuple[str, ...]:
    """The instruments that others carry out and that carry out nothing themselves, most followers first.

    An annual series counts as one: its first year is a root when nothing stands above any of its years.
    """
    links = _links(collection)
    found = []
    for family in _families(links, collection):
        if any(_cited(links.below, key) for key in family) and not any(_cited(links.above, key) for key in family):
            found.append(family[0])
    return tuple(sorted(found, key=lambda key: (-len(_reached(links.below, key)), _place(collection, key))))


def flatten(steps: Iterable[Step], depth: int = 0) -> Iterator[tuple[int, Step]]:
    """The steps of a tree in reading order, each with its depth from 0."""
    stack = [(depth, step) for step in reversed(tuple(steps))]
    while stack:
        level, step = stack.pop()
        yield level, step
        stack.extend((level + 1, below) for below in reversed(step.steps))


@dataclass(frozen=True, eq=False, slots=True)
class _Links:
    """The carrying relations of a collection, seen from their sources and from their targets."""

    above: Edges
    below: Edges


class _Whole:
    """A collection compared by identity, so that its links are gathered once."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection

    def __hash__(self) -> int:
        return id(self.collection)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Whole) and other.collection is self.collection


def _links(collection: Collection) -> _Links:
    return _gather(_Whole(collection))


@lru_cache(maxsize=2)
def _gather(whole: _Whole) -> _Links:
    collection = whole.collection
    above: Edges = defaultdict(list)
    below: Edges = defaultdict(list)
    for (source, target), relation in _telling(collection.relations).items():
        above[source].append((target, relation))
        below[target].append((source, relation))
        if relation.type == "series":
            above[target].append((source, relation))
            below[source].append((target, relation))
    for edges in (above, below):
        for found in edges.values():
            found.sort(key=lambda edge: (_place(collection, edge[0]), edge[1].type))
    return _Links(dict(above), dict(below))


def _telling(relations: Iterable[Relation]) -> dict[tuple[str, str], Relation]:
    """One carrying relation for each pair of instruments."""
    best: dict[tuple[str, str], Relation] = {}
    for relation in relations:
        if relation.type in CARRYING:
            pair = relation.source, relation.target
            if pair not in best or CARRYING.index(relation.type) < CARRYING.index(best[pair].type):
                best[pair] = relation
    return best


def _place(collection: Collection, key: str) -> tuple[int, str, str]:
    """Where an instrument stands among its neighbours: level, date, key."""
    instrument: Instrument = collection.instruments[key]
    level = LEVELS.index(instrument.level) if instrument.level else len(LEVELS)
    return level, instrument.date or str(instrument.year or "9999"), key


def _cited(edges: Edges, key: str) -> bool:
    """Whether a sentence, not only a series, leads from ``key`` in this direction."""
    return any(relation.type != "series" for _, relation in edges.get(key, ()))


def _families(links: _Links, collection: Collection) -> Iterator[list[str]]:
    """Every annual series as the list of its years, every other instrument alone."""
    series = {key: [edge for edge in found if edge[1].type == "series"] for key, found in links.above.items()}
    seen: set[str] = set()
    for key in collection.instruments:
        if key not in seen:
            family = _reached(series, key) | {key}
            seen |= family
            yield sorted(family, key=lambda each: _place(collection, each))


def _reached(edges: Edges, key: str) -> set[str]:
    seen, stack = {key}, [key]
    while stack:
        for neighbour, _ in edges.get(stack.pop(), ()):
            if neighbour not in seen:
                seen.add(neighbour)
                stack.append(neighbour)
    return seen - {key}


def _walk(edges: Edges, key: str) -> tuple[Step, ...]:
    """The tree of steps from ``key``, nearest first; an instrument opened once is not opened again.

    All direct steps are shown; below them at most :data:`MAX_BRANCH` to a node and :data:`MAX_OPEN` opened
    nodes, so that a page stays as long as what it is about, however large the collection.
    """
    opened = _opened(edges, key)

    def steps(of: str, came_from: str | None) -> tuple[Step, ...]:
        found = []
        for neighbour, relation in _onward(edges, of, came_from)[:None if came_from is None else MAX_BRANCH]:
            onward = _onward(edges, neighbour, of)
            if opened.get(neighbour) == of:
                below = steps(neighbour, of)
                found.append(Step(neighbour, relation, below, folded=len(onward) - len(below)))
            else:
                repeated = neighbour in opened
                found.append(Step(neighbour, relation, (), repeated and bool(onward), 0 if repeated else len(onward)))
        return tuple(found)

    return steps(key, None)


def _onward(edges: Edges, of: str, came_from: str | None) -> list[tuple[str, Relation]]:
    """The neighbours of ``of`` without the one the walk came from."""
    return [edge for edge in edges.get(of, ()) if edge[0] != came_from]


def _opened(edges: Edges, key: str) -> dict[str, str | None]:
    """Each instrument whose steps are shown, with the one it is shown below; breadth first."""
    opened: dict[str, str | None] = {key: None}
    queue = deque([(key, 1)])
    while queue:
        of, depth = queue.popleft()
        limit = None if of == key else MAX_BRANCH
        for neighbour, _ in _onward(edges, of, opened[of])[:limit]:
            if neighbour not in opened and depth < MAX_DEPTH and (of == key or len(opened) < MAX_OPEN):
                opened[neighbour] = of
                queue.append((neighbour, depth + 1))
    return opened
