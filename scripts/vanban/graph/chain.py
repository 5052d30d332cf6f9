"""The chain of carrying out: up from an instrument to what it goes back to, down to those who carry it out.

A chain is made of steps (:mod:`.steps`), each proved by sentences; between two instruments the best-proved relation
counts. Time runs one way: no step leads up to something younger than what is known on the way, none down to something
older. The neighbours of an annual series stand beside a step, never in the chain, with what follows them. Every walk
opens an instrument once, so cycles and shared steps end.
"""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..models import Collection, Relation
from .links import StepLinks, among_neighbours, known_day, steps_around
from .steps import Step, is_older

MAX_DEPTH = 40
"""Deeper steps are left to the page of the instrument where the walk stopped."""
MAX_OPEN = 150
"""Instruments whose own steps one page opens; the others say how many they have."""
MAX_BRANCH = 12
"""Steps shown below an instrument that is itself a step; all of them stand on its own page."""
MAX_BESIDE = 3
"""Steps followed beyond a neighbour in a series: what rests on an inference is not carried far."""

@dataclass(frozen=True, slots=True)
class Extent:
    """All that follows an instrument: by proved steps, and beyond that only by an inference."""

    proved: frozenset[str]
    inferred: frozenset[str]


def steps_up(collection: Collection, key: str) -> tuple[Step, ...]:
    """What the instrument carries out, and what that carries out, up to the roots."""
    return _Walk(collection, key, upward=True).steps(key, None)


def steps_down(collection: Collection, key: str) -> tuple[Step, ...]:
    """Who carries the instrument out, and who carries those out, down to the grassroots."""
    return _Walk(collection, key, upward=False).steps(key, None)


def steps_beside(collection: Collection, key: str) -> tuple[Step, ...]:
    """The earlier neighbour of the instrument in its annual series, with those who carry that one out.

    Nothing later than the instrument itself stands here.
    """
    own = known_day(collection.instruments[key])
    return _Walk(collection, key, upward=False).beside(key, None, "", own) if own else ()


def chain_extent(collection: Collection, key: str) -> Extent:
    """Everything below an instrument, however far."""
    walk = _Walk(collection, key, upward=False, bounded=False)
    proved = set(walk.opened)
    found: set[str] = set()
    for each, above in walk.opened.items():
        siblings = walk.beside(each, above, walk.known[above] if above else "")
        found |= {step.instrument for _, step in flattened_steps(siblings)}
    return Extent(frozenset(proved - {key}), frozenset(found - proved))


def chain_roots(collection: Collection) -> tuple[str, ...]:
    """The instruments that others carry out and that carry out nothing themselves, directives first.

    Then those whose chain reaches the most levels, has the most proved steps, goes on to the latest day. An annual
    series counts as one: its first year that somebody carries out, when nothing stands above any of its years.
    """
    links = steps_around(collection)
    heads = ([key for key in family if key in links.below] for family in _families(links, collection)
             if not any(key in links.above for key in family))
    found = [head[0] for head in heads if head]
    reach = {key: _reach(collection, key) for key in found}
    return tuple(sorted(found, key=lambda key: (*reach[key], among_neighbours(collection, key))))


def flattened_steps(steps: Iterable[Step], depth: int = 0) -> Iterator[tuple[int, Step]]:
    """The steps of a tree in reading order, each with its depth from 0; what stands beside them is left out."""
    stack = [(depth, step) for step in reversed(tuple(steps))]
    while stack:
        level, step = stack.pop()
        yield level, step
        stack.extend((level + 1, below) for below in reversed(step.steps))


def inferred_in(steps: Iterable[Step]) -> set[str]:
    """The instruments of a tree that only an inference leads to."""
    found: set[str] = set()
    for _, step in flattened_steps(steps):
        found |= {each.instrument for _, each in flattened_steps(step.beside)}
    return found


def _reach(collection: Collection, key: str) -> tuple[bool, int, int, tuple[int, ...]]:
    """What a root is ranked by: smaller comes first."""
    proved = chain_extent(collection, key).proved
    levels = {collection.instruments[each].level for each in (key, *proved)} - {None}
    latest = max((known_day(collection.instruments[each]) for each in (key, *proved)), default="")
    return (not collection.instruments[key].directive, -len(levels), -len(proved),
            tuple(-int(part) for part in latest.split("-") if part))


def _families(links: StepLinks, collection: Collection) -> Iterator[list[str]]:
    """Every annual series as the list of its years, every other instrument alone."""
    seen: set[str] = set()
    for key in collection.instruments:
        if key not in seen:
            family, stack = {key}, [key]
            while stack:
                for neighbour, _ in links.series.get(stack.pop(), ()):
                    if neighbour not in family:
                        family.add(neighbour)
                        stack.append(neighbour)
            seen |= family
            yield sorted(family, key=lambda each: among_neighbours(collection, each))


class _Walk:
    """One walk from an instrument along steps that all lead the same way.

    All direct steps are shown; below them at most :data:`MAX_BRANCH` to a node and :data:`MAX_OPEN` opened
    nodes, so that a page stays as long as what it is about, however large the collection. ``opened`` holds for each
    instrument the one it is shown below, ``known`` the last day known on the way to it.
    """

    def __init__(self, collection: Collection, key: str, upward: bool, bounded: bool = True) -> None:
        links = steps_around(collection)
        self.collection, self.key, self.upward = collection, key, upward
        self.edges, self.series = (links.above if upward else links.below), links.series
        self.branch = MAX_BRANCH if bounded else None
        self.most = MAX_OPEN if bounded else sys.maxsize
        self.start = known_day(collection.instruments[key])
        self.opened: dict[str, str | None] = {key: None}
        self.known = {key: self.start}
        self.shown_beside: set[str] = set()
        self._open()

    def steps(self, of: str, came_from: str | None) -> tuple[Step, ...]:
        """The tree of steps below ``of``, nearest first; an instrument opened once is not opened again."""
        found = []
        for neighbour, relation in self.onward(of, came_from)[:None if came_from is None else self.branch]:
            if self.opened.get(neighbour) == of:
                onward, below = self.onward(neighbour, of), self.steps(neighbour, of)
                found.append(Step(neighbour, relation, below, folded=len(onward) - len(below),
                                  beside=self.beside(neighbour, of, self.known[of])))
            else:
                onward = self.onward(neighbour, of, self._later_of(of, neighbour))
                repeated, goes_on = neighbour in self.opened, bool(onward) or neighbour in self.series
                found.append(Step(neighbour, relation, (), repeated and goes_on, 0 if repeated else len(onward)))
        return tuple(found)

    def onward(self, of: str, came_from: str | None, known: str | None = None) -> list[tuple[str, Relation]]:
        """The neighbours of ``of`` without the one the walk came from and those that time rules out."""
        bound = self.known.get(of, "") if known is None else known
        return [(key, relation) for key, relation in self.edges.get(of, ())
                if key != came_from and self.in_time(key, bound)]

    def in_time(self, key: str, bound: str) -> bool:
        """Whether time runs on from a day to an instrument, as far as both are known."""
        other = known_day(self.collection.instruments[key])
        one, two = (bound, other) if self.upward else (other, bound)
        return not (one and two and is_older(one, two))

    def beside(self, key: str, came_from: str | None, bound: str, latest: str = "") -> tuple[Step, ...]:
        """The neighbours of ``key`` in its series, each once, with what follows them in the direction of the walk.

        Going up, none is later than where the walk began; going down, none is older than ``bound``, the day of what
        ``key`` follows. ``latest`` is a day that none may pass either way.
        """
        if self.upward and not self.start:
            return ()
        limit = self.start if self.upward else bound
        return tuple(Step(other, relation, self._beyond(other, MAX_BESIDE, latest))
                     for other, relation in self._fresh(self.series.get(key, ()), came_from, limit, latest))

    def _beyond(self, key: str, depth: int, latest: str) -> tuple[Step, ...]:
        """What follows a neighbour in a series, a few steps far."""
        if not depth:
            return ()
        onward = self.edges.get(key, ())[:self.branch]
        return tuple(Step(other, relation, self._beyond(other, depth - 1, latest)) for other, relation in self._fresh(
            onward, None, known_day(self.collection.instruments[key]), latest))

    def _fresh(self, edges: Iterable[tuple[str, Relation]], came_from: str | None, bound: str,
               latest: str) -> list[tuple[str, Relation]]:
        """The edges to what time allows and no page of this walk shows yet; from now on it is shown."""
        found = []
        for other, relation in edges:
            known = known_day(self.collection.instruments[other])
            too_late = bool(latest) and (not known or is_older(latest, known))
            shown = other in self.opened or other in self.shown_beside or other == came_from
            if not shown and not too_late and self.in_time(other, bound):
                self.shown_beside.add(other)
                found.append((other, relation))
        return found

    def _later_of(self, of: str, key: str) -> str:
        """The last day known on the way to ``key`` through ``of``."""
        return known_day(self.collection.instruments[key]) or self.known[of]

    def _open(self) -> None:
        """Find each instrument whose steps are shown, with the one it is shown below; breadth first."""
        queue = deque([(self.key, 1)])
        while queue:
            of, depth = queue.popleft()
            limit = None if of == self.key else self.branch
            for neighbour, _ in self.onward(of, self.opened[of])[:limit]:
                room = of == self.key or len(self.opened) < self.most
                if neighbour not in self.opened and depth < MAX_DEPTH and room:
                    self.opened[neighbour] = of
                    self.known[neighbour] = self._later_of(of, neighbour)
                    queue.append((neighbour, depth + 1))
