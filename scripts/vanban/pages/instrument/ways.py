"""The two lines an official looks for first: what a document carries out, and who carries it out below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...graph.steps import Step
from ...registry.relations import CARRIES_OUT
from ..names import level_rank
from ..parts.cards import Group, Linked

MOST_NAMED = 2
"""Instruments named on one line; the rest is counted and stands in the sections of the page."""
_TELLING = (*CARRIES_OUT, "guides", "basis", "attaches")
"""Relations in the order in which they tell most."""
_LESS = "basis"
"""To rest on a document is less than to carry it out."""


@dataclass(frozen=True, slots=True)
class Way:
    """One line: the instruments of the next step, each with the id of the row that proves it, and its verb where the
    line's own words would say too much.

    ``more`` counts those not named; ``anchor`` is the section where all of them stand.
    """

    links: tuple[tuple[str, Linked, str], ...]
    more: int
    anchor: str


def proof_id(direction: str, relation: str, slug: str) -> str:
    """The id of the row that holds the sentences of one link: "thuc-hien-119-kh-ubnd-2022-binh-phuoc"."""
    return f"{direction}-{relation}-{slug}"


def ways_of(outgoing: tuple[Group, ...], incoming: tuple[Group, ...], upward: Sequence[Step],
            downward: Sequence[Step]) -> tuple[Way, Way]:
    """The line up and the line down; the steps are those of the instrument's chain."""
    return _way(outgoing, upward, "vien-dan"), _way(incoming, downward, "duoc-vien-dan")


def _way(groups: tuple[Group, ...], steps: Sequence[Step], anchor: str) -> Way:
    """One line: of the instruments that proved steps lead to each once, with the relation that tells most of it."""
    proved = {step.instrument for step in steps if not step.relation.inferred}
    told = [(group, one) for group in groups if group.relation in _TELLING for one in group.links if one.key in proved]
    found: dict[str, tuple[str, Linked, str]] = {}
    for group, one in sorted(told, key=_order):
        verb = group.verb if group.relation == _LESS else ""
        found.setdefault(one.key, (verb, one, proof_id(anchor, group.relation, one.card.slug)))
    links = tuple(found.values())
    return Way(links[:MOST_NAMED], len(links[MOST_NAMED:]), anchor)


def _order(told: tuple[Group, Linked]) -> tuple[bool, int, int]:
    """Certain readings before doubtful ones, the most telling relation first, then from the highest level down."""
    group, link = told
    return (all(quote.doubtful for quote in link.quotes), _TELLING.index(group.relation),
            level_rank(link.card.level_key))
