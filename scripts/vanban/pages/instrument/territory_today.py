"""What became of the territory a body belonged to ("tỉnh Bình Phước" is part of Đồng Nai today)."""

from __future__ import annotations

from ...graph.hierarchy import territory_of
from ...models import BodyParts
from ...registry.tables import Registry
from ...registry.territories import Territory
from ..words import say


def territory_today(registry: Registry, bodies: tuple[BodyParts, ...]) -> str | None:
    """One sentence on a territory that is gone, ``None`` where it is still there or not known for certain."""
    territory = territory_of(bodies, registry)
    if territory is None or territory.valid_to is None:
        return None
    name, province = _capital(territory.full_name), registry.province_above(territory)
    heirs = _heirs(registry, territory) or (_heirs(registry, province) if province else ())
    until = "/".join(reversed((territory.valid_to or "").split("-")))
    if not heirs:
        return say("territory_ended", name=name, day=until)
    today = say("and").join(heir.full_name for heir in heirs)
    if province and today != province.full_name:
        return say("territory_moved", name=name, day=until, area=province.full_name, today=today)
    if province:
        return say("territory_until", name=name, day=until)
    return None if today == territory.full_name else say("territory_joined", name=name, today=today)


def _heirs(registry: Registry, territory: Territory) -> tuple[Territory, ...]:
    """The territories of today that took its place, through all that came between."""
    found: dict[str, Territory] = {}
    waiting = list(territory.successors)
    while waiting:
        row = registry.territory(waiting.pop(0))
        if row is not None and row.valid_to is None:
            found[row.id] = row
        elif row is not None:
            waiting.extend(row.successors)
    return tuple(found.values())


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
