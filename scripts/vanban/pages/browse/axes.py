"""The axes of the one list of instruments: by type, year, level, governing system and place, each value with a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ...graph.hierarchy import governing_system_of, province_of
from ...models import Instrument
from ..names import address_of, level_rank
from ..parts.listing import year_of_issue
from ..site import Site
from ..words import say


@dataclass(frozen=True, slots=True)
class Axis:
    """One way to narrow the list: its folder, the key of its name among the words, what an instrument has on it.

    ``value`` gives ``None`` for an instrument that the axis says nothing of; ``order`` gives what a value is sorted by,
    of its name and its instruments.
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


def _newest_first(name: str, found: Sequence[Instrument]) -> tuple[object, ...]:
    return (0, -int(name)) if name.isdigit() else (1, 0)  # an unknown year comes last


def _highest_first(name: str, found: Sequence[Instrument]) -> tuple[object, ...]:
    return (level_rank(found[0].level),)


def _system(site: Site, instrument: Instrument) -> str:
    return governing_system_of(instrument.bodies, site.registry) or say("unknown_system")


def _place(site: Site, instrument: Instrument) -> str | None:
    """The province of the issuing body; ``None`` for a body of the whole country and where it is not certain."""
    province = province_of(instrument.bodies, site.registry)
    return province.full_name[:1].upper() + province.full_name[1:] if province else None


AXES = (
    Axis("loai", "field_type", lambda site, each: each.type or say("unknown_type"), _most_first),
    Axis("nam", "axis_year", lambda site, each: str(year_of_issue(each) or say("unknown_year")), _newest_first),
    Axis("cap", "field_level", lambda site, each: site.level(each.level), _highest_first),
    Axis("he-thong", "axis_system", _system, _most_first),
    Axis("dia-phuong", "axis_place", _place, _most_first),
)
"""In the order in which a reader narrows."""
