"""What became of the territory a body belonged to ("tỉnh Bình Phước" is part of Đồng Nai today)."""

from __future__ import annotations

from ...models import BodyParts
from ...registry.tables import Registry
from ...registry.territories import Territory


def territory_today(registry: Registry, bodies: tuple[BodyParts, ...]) -> str | None:
    """One sentence on a territory that is gone, ``None`` where it is still there or not known for certain."""
    ids = (body.territory for body in bodies if body.territory)
    territory = next(filter(None, map(registry.territory, ids)), None)
    if territory is None or territory.valid_to is None:
        return None
    name, parent = _capital(territory.full_name), registry.territory(territory.parent or "")
    heirs = _heirs(registry, territory) or (_heirs(registry, parent) if parent else ())
    until = "/".join(reversed((territory.valid_to or "").split("-")))
    if not heirs:
        return f"{name}: đơn vị hành chính này tồn tại đến hết ngày {until}."
    today = " và ".join(heir.full_name for heir in heirs)
    if parent:
        rest = "" if today == parent.full_name else f"; địa bàn {parent.full_name} nay thuộc {today}"
        return f"{name} tồn tại đến hết ngày {until}{rest}."
    return None if today == territory.full_name else f"{name}: nay thuộc {today}."


def _heirs(registry: Registry, territory: Territory) -> tuple[Territory, ...]:
    """The territories of today that took its place, through all that came between."""
    found: dict[str, Territory] = {}
    waiting, seen = list(territory.successors), {territory.id}
    while waiting:
        row = registry.territory(waiting.pop(0))
        if row is None or row.id in seen:
            continue
        seen.add(row.id)
        if row.valid_to is None:
            found[row.id] = row
        else:
            waiting.extend(row.successors)
    return tuple(found.values())


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
