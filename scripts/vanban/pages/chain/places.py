"""Where the rows of a chain stand so that time runs downward: the older of two that a line joins is always above.

Rows stand in bands by level and in a band by day. What has no level stands in the band of the row it is reached from,
what has no day right before or after that row. A line that would then run upward is not drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .layout import ChainEdge, UnplacedNode

END_OF_BAND = "~"
"""The day of a row that stands at the end of its band."""
_MIDDLE = "m"


def placed(dates: Mapping[str, str], bands: Mapping[str, int | None],
           edges: Iterable[ChainEdge]) -> tuple[list[UnplacedNode], list[ChainEdge]]:
    """The places of all rows, in the order of ``dates``: the first is the centre, each other one is reached by the
    first edge that leads to it; and the edges that run downward there."""
    edges = list(edges)
    reached: dict[str, ChainEdge] = {}
    for edge in edges:
        reached.setdefault(edge.other, edge)
    lowest = max((band for band in bands.values() if band is not None), default=0)
    places: dict[str, UnplacedNode] = {}
    for key, date in dates.items():
        first = reached.get(key)
        near = places.get(first.owner) if first and places else None
        upward = bool(first and first.upward)
        own = bands[key]
        band = own if own is not None else near.band if near else _of_neighbours(key, bands, edges, lowest)
        order = f"{date} {_MIDDLE}" if date else _beside(near, upward) if near else _of_centre(key, dates, edges)
        wrong = near is not None and (order >= near.order if upward else order <= near.order)
        if near and wrong and date != END_OF_BAND and near.band == band:
            order = _beside(near, upward)
        places[key] = UnplacedNode(key, band, order)
    return list(places.values()), [edge for edge in edges if _downward(edge, places)]


def _of_neighbours(key: str, bands: Mapping[str, int | None], edges: Iterable[ChainEdge], lowest: int) -> int:
    """The band of a centre without a level: that of the lowest it follows, else of the highest that follows it."""
    own = [(edge.upward, band) for edge in edges if edge.owner == key and (band := bands[edge.other]) is not None]
    above, below = ([band for upward, band in own if upward is side] for side in (True, False))
    return max(above) if above else min(below, default=lowest)


def _beside(near: UnplacedNode, upward: bool) -> str:
    """The order right before or right after a row."""
    date, _, letter = near.order.rpartition(" ")
    return f"{date} {chr(ord(letter) + (-1 if upward else 1))}"


def _of_centre(key: str, dates: Mapping[str, str], edges: Iterable[ChainEdge]) -> str:
    """The order of a centre without a day: after what it follows, else before what follows it."""
    own = [edge for edge in edges if edge.owner == key]
    above = [dates[edge.other] for edge in own if edge.upward and dates[edge.other] not in ("", END_OF_BAND)]
    below = [dates[edge.other] for edge in own if not edge.upward and dates[edge.other] not in ("", END_OF_BAND)]
    if above:
        return f"{max(above)} {chr(ord(_MIDDLE) + 1)}"
    return f"{min(below)} {chr(ord(_MIDDLE) - 1)}" if below else f" {_MIDDLE}"


def _downward(edge: ChainEdge, places: Mapping[str, UnplacedNode]) -> bool:
    """Whether the older end of a line stands above the younger one; a row of folded ones has no day."""
    older, younger = (edge.other, edge.owner) if edge.upward else (edge.owner, edge.other)
    one, two = places[older], places[younger]
    return END_OF_BAND in one.order + two.order or (one.band, one.order, one.key) < (two.band, two.order, two.key)
