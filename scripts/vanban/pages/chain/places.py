"""Where the rows of a chain stand so that time runs downward: the older of two that a line joins is always above.

Rows stand in bands by level and in a band by day. What has no level takes its place among what it is linked to, what
has no day right before or after the row it is reached from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .layout import Edge, Place

LAST = "~"
"""The day of a row that stands at the end of its band."""
_MIDDLE = "m"


def placed(dates: Mapping[str, str], bands: Mapping[str, int | None],
           edges: Iterable[Edge]) -> tuple[list[Place], list[Edge]]:
    """The places of all rows, in the order of ``dates``: the first is the centre, each other one is reached by the
    first edge that leads to it; and the edges that run downward there."""
    edges = list(edges)
    reached: dict[str, Edge] = {}
    for edge in edges:
        reached.setdefault(edge.other, edge)
    levels = {key: _band(key, bands, edges) for key in dates}
    places: dict[str, Place] = {}
    for key, date in dates.items():
        first = reached.get(key)
        near = places.get(first.owner) if first and places else None
        upward = bool(first and first.upward)
        order = f"{date} {_MIDDLE}" if date else _beside(near, upward) if near else _of_centre(key, dates, edges)
        wrong = near is not None and (order >= near.order if upward else order <= near.order)
        if near and wrong and date != LAST and near.band == levels[key]:
            order = _beside(near, upward)
        places[key] = Place(key, levels[key], order)
    return list(places.values()), [edge for edge in edges if _downward(edge, places)]


def _band(key: str, bands: Mapping[str, int | None], edges: Iterable[Edge]) -> int:
    """The band of a row; without a level that of the highest row that follows it, else of the lowest it follows."""
    own = bands[key]
    if own is not None:
        return own
    after: list[int | None] = []
    before: list[int | None] = []
    for edge in edges:
        if key in (edge.owner, edge.other):
            other = edge.owner if key == edge.other else edge.other
            (after if edge.upward == (key == edge.other) else before).append(bands[other])
    followers, followed = ([band for band in side if band is not None] for side in (after, before))
    return min(followers) if followers else max(followed, default=max(filter(None, bands.values()), default=0))


def _beside(near: Place, upward: bool) -> str:
    """The order right before or right after a row."""
    date, _, letter = near.order.rpartition(" ")
    return f"{date} {chr(ord(letter) + (-1 if upward else 1))}"


def _of_centre(key: str, dates: Mapping[str, str], edges: Iterable[Edge]) -> str:
    """The order of a centre without a day: after what it follows, else before what follows it."""
    own = [edge for edge in edges if edge.owner == key]
    above = [dates[edge.other] for edge in own if edge.upward and dates[edge.other] not in ("", LAST)]
    below = [dates[edge.other] for edge in own if not edge.upward and dates[edge.other] not in ("", LAST)]
    if above:
        return f"{max(above)} {chr(ord(_MIDDLE) + 1)}"
    return f"{min(below)} {chr(ord(_MIDDLE) - 1)}" if below else f" {_MIDDLE}"


def _downward(edge: Edge, places: Mapping[str, Place]) -> bool:
    """Whether the older end of a line stands above the younger one; a row of folded ones has no day."""
    older, younger = (edge.other, edge.owner) if edge.upward else (edge.owner, edge.other)
    one, two = places[older], places[younger]
    return LAST in one.order + two.order or (one.band, one.order, one.key) < (two.band, two.order, two.key)
