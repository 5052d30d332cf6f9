"""Chains as nested lists: from an instrument up to its roots and down to the grassroots."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...models import Step
from ..names import level_rank
from ..parts.cards import Card, card_of
from ..parts.quotes import Quote, quotes
from ..parts.reporting import report_of_relation
from ..site import Site

MOST_STEPS = 160
"""Steps drawn in one direction of a chain; what lies further is a click away on the page of its nearest step."""


@dataclass(frozen=True, slots=True)
class Node:
    """One step of a chain: the verb that leads to it, its card, why, where to report a fault, what follows.

    ``more`` counts the steps that follow directly and are left to the page of this one.
    """

    relation: str
    verb: str
    card: Card
    quotes: tuple[Quote, ...]
    reason: str | None
    report: str
    inferred: bool
    repeated: bool
    nodes: tuple[Node, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Band:
    """The direct steps of one level, oldest first; ``more`` counts those left out of a very long list."""

    level: str
    level_key: str
    nodes: tuple[Node, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What a chain holds: instruments, held ones, levels and years; not ``whole`` when there are more."""

    instruments: int
    held: int
    levels: int
    first_year: int | None
    last_year: int | None
    whole: bool = True


def bands_of(site: Site, steps: Sequence[Step], base: str, upward: bool) -> tuple[Band, ...]:
    """Direct steps by level from the highest down, each with what follows it.

    Going up, the verb of a step is the acting side's; going down, the other side's.
    """
    near = _nearest(site, steps)
    found: dict[str | None, list[Step]] = {}
    for step in _sorted(site, steps):
        found.setdefault(site.instrument(step.instrument).level, []).append(step)
    return tuple(
        Band(site.level(level), level or "unknown", _nodes(site, group, base, upward, near), _left_out(group, near))
        for level, group in found.items())


def _sorted(site: Site, steps: Sequence[Step]) -> list[Step]:
    """Steps by level, date and key."""
    def order(step: Step) -> tuple[int, str, str]:
        instrument = site.instrument(step.instrument)
        return level_rank(instrument.level), instrument.date or f"{instrument.year or 9999}", instrument.key

    return sorted(steps, key=order)


def _nearest(site: Site, steps: Sequence[Step]) -> set[int]:
    """The identities of the steps to draw: the nearest ones first, up to the limit."""
    near: set[int] = set()
    queue = deque(_sorted(site, steps))
    while queue and len(near) < MOST_STEPS:
        step = queue.popleft()
        near.add(id(step))
        queue.extend(_sorted(site, step.steps))
    return near


def _left_out(steps: Sequence[Step], near: set[int]) -> int:
    return sum(id(step) not in near for step in steps)


def _nodes(site: Site, steps: Sequence[Step], base: str, upward: bool, near: set[int]) -> tuple[Node, ...]:
    return tuple(_node(site, step, base, upward, near) for step in _sorted(site, steps) if id(step) in near)


def _node(site: Site, step: Step, base: str, upward: bool, near: set[int]) -> Node:
    relation = step.relation
    return Node(relation.type, site.verb(relation.type, reverse=not upward), card_of(site, step.instrument, base),
                quotes(site, relation.evidence, base), relation.reason, report_of_relation(site, relation),
                relation.inferred, step.repeated,
                _nodes(site, step.steps, base, upward, near), _left_out(step.steps, near) + step.folded)


def summary_of(site: Site, keys: set[str], whole: bool = True) -> Summary:
    """The summary of a set of instruments, ``whole`` unless their chain goes on."""
    instruments = [site.instrument(key) for key in keys]
    years = sorted(i.year for i in instruments if i.year)
    return Summary(len(instruments), sum(i.document is not None for i in instruments),
                   len({level_rank(i.level) for i in instruments if i.level}),
                   years[0] if years else None, years[-1] if years else None, whole)


def is_whole(steps: Sequence[Step]) -> bool:
    """Whether no step of a chain was left to another page."""
    return all(not step.folded and is_whole(step.steps) for step in steps)


def keys_in(steps: Sequence[Step]) -> Iterator[str]:
    """Every instrument of a chain, once or more."""
    for step in steps:
        yield step.instrument
        yield from keys_in(step.steps)
