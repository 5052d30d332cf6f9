"""The axes of the one list of instruments: by type, year, level, governing system and place, each value with a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...graph.hierarchy import office_of
from ...models import Instrument
from ..names import address_of, level_rank
from ..parts.listing import year_of_issue
from ..site import Site
from ..words import say


@dataclass(frozen=True, slots=True)
class Axis:
    """One way to narrow the list: its folder, the key of its name among the words, what an
    instrument has.

    ``value`` gives ``None`` for an instrument that the axis says nothing of; ``order`` sorts the values.
    """

    folder: str
    key: str
    value: Callable[[Site, Instrument], str | None]
    order: Callable[[str, Sequence[Instrument]], tuple[object, ...]]

    @property
    def name(self) -> str:
        """What readers see."""
        return say(self.key)


def _most_first(name: str, found: Sequence[Instrument]) -> tuple[object, ...]:
    return -len(found), address_of(name)


def system_of_instrument(site: Site, instrument: Instrument) -> str:
    """The governing system of the (first) issuing body."""
    first = instrument.bodies[:1]
    return (office_of(first[0], site.registry).system if first else None) or say("unknown_system")


def province_of(site: Site, instrument: Instrument) -> str | None:
    """The province of the issuing body; ``None`` for a body of the whole country and where it is not certain."""
    ids = (body.territory for body in instrument.bodies if body.territory)
    territory = next(filter(None, map(site.registry.territory, ids)), None)
    while territory and territory.level != "province" and (
            above := site.registry.territory(territory.parent or "")):
        territory = above
    if territory is None or territory.level != "province":
        return None
    return territory.full_name[:1].upper() + territory.full_name[1:]


AXES = (
    Axis("loai", "field_type", lambda site, i: i.type or say("unknown_type"), _most_first),
    Axis("nam", "axis_year", lambda site, i: str(year_of_issue(i) or say("unknown_year")),
         lambda name, found: (not name.isdigit(), -int(name) if name.isdigit() else 0)),
    Axis("cap", "field_level", lambda site, i: site.level(i.level),
         lambda name, found: (level_rank(found[0].level),)),
    Axis("he-thong", "axis_system", system_of_instrument, _most_first),
    Axis("dia-phuong", "axis_place", province_of, _most_first),
)
"""In the order in which a reader narrows."""
