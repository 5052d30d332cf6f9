"""The chain of carrying out: up from an instrument to what it goes back to, down to those who carry it out.

Only relations that hand a task on make a chain: basis, implements, continues, guides, amends, replaces, and
the inferred annual series, which joins its years both ways as far as time allows. Every walk opens an
instrument once, so cycles and shared steps end.
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
    return _Walk(collection, _links(collection).above, key, upward=True).steps(key, None)


def down(collection: Collection, key: str) -> tuple[Step, ...]:
    """Who carries the instrument out, and who carries those out, down to the grassroots."""
    return _Walk(collection, _links(collection).below, key, upward=False).steps(key, None)


def below(collection: Collection, key: str) -> set[str]:
    """Every instrument that carries the instrument out or follows one that does, without itself."""
    return _reached(_links(collection).below, key)


def roots(collection: Collection) -> tuple[str, ...]:
    """The instruments that others carry out and that carry out nothing themselves, most followers first.

    An annual series counts as one: its first year is a root when nothing stands above any of its years.
    """
    links = _links(collection)
    found = [family[0] for family in _families(links, collection)
             if any(_cited(links.below, key) for key in family)
             and not any(_cited(links.above, key) for key in family)]
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


class _Walk:
    """One walk from an instrument along edges that all lead the same way.

    All direct steps are shown; below them at most :data:`MAX_BRANCH` to a node and :data:`MAX_OPEN` opened
    nodes, so that a page stays as long as what it is about, however large the collection. Behind a step from
    year to year only what time allows is shown: no follower that is older than where the walk began, no basis
    that is younger.
    """

    def __init__(self, collection: Collection, edges: Edges, key: str, upward: bool) -> None:
        self.collection, self.edges, self.key, self.upward = collection, edges, key, upward
        self.opened: dict[str, str | None] = {key: None}
        self.guessed: set[str] = set()
        self._open()

    def steps(self, of: str, came_from: str | None) -> tuple[Step, ...]:
        """The tree of steps below ``of``, nearest first; an instrument opened once is not opened again."""
        found = []
        for neighbour, relation in self.onward(of, came_from)[:None if came_from is None else MAX_BRANCH]:
            onward = self.onward(neighbour, of)
            if self.opened.get(neighbour) == of:
                below = self.steps(neighbour, of)
                found.append(Step(neighbour, relation, below, folded=len(onward) - len(below)))
            else:
                repeated = neighbour in self.opened
                found.append(Step(neighbour, relation, (), repeated and bool(onward), 0 if repeated else len(onward)))
        return tuple(found)

    def onward(self, of: str, came_from: str | None) -> list[tuple[str, Relation]]:
        """The neighbours of ``of`` without the one the walk came from and those that time rules out."""
        return [(key, relation) for key, relation in self.edges.get(of, ())
                if key != came_from and (of == self.key or self._in_time(of, key, relation))]

    def _in_time(self, of: str, key: str, relation: Relation) -> bool:
        step = relation.type == "series"
        if self.upward:
            return step or of not in self.guessed or not _older(self.collection, self.key, key)
        return not (step or of in self.guessed) or not _older(self.collection, key, self.key)

    def _open(self) -> None:
        """Find each instrument whose steps are shown, with the one it is shown below; breadth first."""
        queue = deque([(self.key, 1)])
        while queue:
            of, depth = queue.popleft()
            limit = None if of == self.key else MAX_BRANCH
            for neighbour, relation in self.onward(of, self.opened[of])[:limit]:
                room = of == self.key or len(self.opened) < MAX_OPEN
                if neighbour not in self.opened and depth < MAX_DEPTH and room:
                    self.opened[neighbour] = of
                    if relation.type == "series" or of in self.guessed:
                        self.guessed.add(neighbour)
                    queue.append((neighbour, depth + 1))


def _older(collection: Collection, one: str, other: str) -> bool:
    """Whether one instrument is known to be issued before another; by their years where a day is not known."""
    a, b = (collection.instruments[key].date or str(collection.instruments[key].year or "") for key in (one, other))
    length = min(len(a), len(b))
    return bool(length) and a[:length] < b[:length]
