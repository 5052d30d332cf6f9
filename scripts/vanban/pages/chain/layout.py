"""Where a chain is drawn: rows in bands by level and date, and the lanes in which its lines run beside them.

Every instrument has a row of its own, so names never overlap. The lines that lead from one instrument to the
steps that follow it share one lane (a trunk with branches); two trunks share a lane only where no row holds
both. All work is rows times lanes; nothing here knows what the rows say or how tall they are.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnplacedNode:
    """A node before it has a row: its key, its band from the top and its order inside the band."""

    key: str
    band: int
    order: str


@dataclass(frozen=True, slots=True)
class ChainEdge:
    """A line from the node whose trunk it leaves to the node it leads to; ``dotted`` for one in doubt.

    ``upward`` where the other node is the older one, which the trunk's node follows.
    """

    owner: str
    other: str
    dotted: bool = False
    upward: bool = False


@dataclass(frozen=True, slots=True)
class Strand:
    """One lane in one row: whether its line goes on above and below, and where it touches the row's node.

    ``slot`` is ``None`` where the line only passes; else the height at which it meets the node, from 0 at the top.
    """

    lane: int
    above: bool
    below: bool
    slot: int | None
    dotted: bool
    owner: str


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One row of the drawing: the key of its node, its band, the strands beside it from the outer lane in."""

    key: str
    band: int
    strands: tuple[Strand, ...]

    @property
    def slots(self) -> int:
        """How many lines meet the node of this row."""
        return sum(strand.slot is not None for strand in self.strands)


@dataclass(frozen=True, slots=True)
class ChainLayout:
    """The whole drawing: its rows from the top and how many lanes run beside them."""

    rows: tuple[ChainRow, ...]
    lanes: int


@dataclass(frozen=True, slots=True)
class _Trunk:
    owner: str
    dotted: bool
    touched: frozenset[int]

    @property
    def first(self) -> int:
        return min(self.touched)

    @property
    def last(self) -> int:
        return max(self.touched)


def lay_out(places: Iterable[UnplacedNode], edges: Iterable[ChainEdge]) -> ChainLayout:
    """Rows by band, order and key, and a lane for every trunk; edges to unknown keys raise ``KeyError``."""
    ordered = sorted(places, key=lambda place: (place.band, place.order, place.key))
    trunks = _trunks({place.key: row for row, place in enumerate(ordered)}, edges)
    lanes = _lanes(trunks)
    beside: list[list[tuple[int, _Trunk]]] = [[] for _ in ordered]
    for trunk, lane in zip(trunks, lanes, strict=True):
        for row in range(trunk.first, trunk.last + 1):
            beside[row].append((lane, trunk))
    rows = (ChainRow(place.key, place.band, _strands(row, beside[row])) for row, place in enumerate(ordered))
    return ChainLayout(tuple(rows), max(lanes, default=-1) + 1)


def _trunks(row_of: dict[str, int], edges: Iterable[ChainEdge]) -> list[_Trunk]:
    """The rows each trunk touches; trunks that start higher come first, of those the longest."""
    touched: dict[tuple[str, bool], set[int]] = {}
    for edge in edges:
        rows = touched.setdefault((edge.owner, edge.dotted), {row_of[edge.owner]})
        rows.add(row_of[edge.other])
    found = [_Trunk(owner, dotted, frozenset(rows)) for (owner, dotted), rows in touched.items()]
    return sorted(found, key=lambda trunk: (trunk.first, -trunk.last, trunk.owner, trunk.dotted))


def _lanes(trunks: Sequence[_Trunk]) -> list[int]:
    """A lane for each trunk, 0 the outermost: the first one that is free again above its first row."""
    free: list[int] = []
    busy: list[tuple[int, int]] = []
    lanes, opened = [], 0
    for trunk in trunks:
        while busy and busy[0][0] < trunk.first:
            heapq.heappush(free, heapq.heappop(busy)[1])
        if free:
            lane = heapq.heappop(free)
        else:
            lane, opened = opened, opened + 1
        heapq.heappush(busy, (trunk.last, lane))
        lanes.append(lane)
    return lanes


def _strands(row: int, beside: list[tuple[int, _Trunk]]) -> tuple[Strand, ...]:
    """The strands of a row; those that meet its node do so at heights where they cross each other least.

    Lines from above end before lines to below begin; of those from above the inner ones end first, of those
    to below the outer ones begin first.
    """
    meeting = [(lane, trunk) for lane, trunk in beside if row in trunk.touched]
    ending = sorted((pair for pair in meeting if pair[1].first < row), key=lambda pair: -pair[0])
    starting = sorted((pair for pair in meeting if pair[1].first == row), key=lambda pair: pair[0])
    slots = {lane: slot for slot, (lane, _) in enumerate([*ending, *starting])}
    return tuple(
        Strand(lane, trunk.first < row, row < trunk.last, slots.get(lane), trunk.dotted, trunk.owner)
        for lane, trunk in sorted(beside, key=lambda pair: pair[0]))
