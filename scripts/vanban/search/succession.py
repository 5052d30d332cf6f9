"""What an issuing body and its province are part of now, and what they had taken the place of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from ..models import BodyParts
from ..registry.tables import BodyRow, Registry


@lru_cache(maxsize=4)
def _places(registry: Registry) -> tuple[tuple[str, str], ...]:
    """Names of provinces that are no more, longest first, with the name of what they are part of now."""
    found: dict[str, str] = {}
    for territory in registry.territories:
        if territory.level == "province" and territory.valid_to and territory.successors:
            now = _latest(registry, territory.successors)
            if now and now != territory.name:
                found.setdefault(territory.name, now)
    living = {t.name for t in registry.territories if t.level == "province" and not t.valid_to}
    return tuple(sorted(((old, now) for old, now in found.items() if old not in living),
                        key=lambda pair: (-len(pair[0]), pair)))


def _latest(registry: Registry, successors: tuple[str, ...]) -> str:
    """The name of the one place that a chain of successors ends in; "" where there are several."""
    while len(successors) == 1:
        territory = registry.territory(successors[0])
        if territory is None:
            return ""
        if not territory.successors:
            return territory.name
        successors = territory.successors
    return ""


def _took_place_of(row: BodyRow, registry: Registry) -> str:
    """The name of the body that took the place of this one; "" where it still is, or where several did."""
    now: BodyRow | None = row
    while now and now.valid_to and len(now.successors) == 1:
        now = registry.body(now.successors[0])
    return now.name if now and now is not row and now.kind == row.kind == "fixed" else ""


def now_part_of(bodies: Sequence[BodyParts], registry: Registry) -> str:
    """What the issuing body, or the province in its name, is part of now.

    "" where it still is what it was, where nobody is known to have issued, and where several did, of whom a reader
    could not tell which one is meant. A body is told by its row, not by its name: the ministry called "Bộ Nội vụ"
    until 1998 is the police of today, the one since 2002 is itself.
    """
    if len(bodies) != 1:
        return ""
    body = bodies[0]
    row = registry.body(body.id) if body.id else None
    if row and row.kind == "fixed":
        return _took_place_of(row, registry)
    return next((now for old, now in _places(registry) if body.name == old or body.name.endswith(f" {old}")), "")


def once_were(bodies: Sequence[BodyParts], date: str, registry: Registry) -> tuple[str, ...]:
    """The bodies, or the provinces, that the issuing body or its province had taken the place of at a date.

    Who asks for a paper of today by the old name means these; an older paper has nothing to do with them. Nothing
    where there is no date.
    """
    if len(bodies) != 1 or not date:
        return ()
    row = registry.body(bodies[0].id) if bodies[0].id else None
    found = [row.id if row and row.kind == "fixed" else bodies[0].territory or ""]
    names = set()
    for now in found:
        for before, name, last_day in _taken_over(registry).get(now, ()):
            if last_day < date and before not in found:
                found.append(before)
                names.add(name)
    return tuple(sorted(names - {""}))


@lru_cache(maxsize=4)
def _taken_over(registry: Registry) -> dict[str, list[tuple[str, str, str]]]:
    """By the one body or province that took their place: those that are no more, as id, name and last day.

    The name is "" where another bears it today ("Bộ Nội vụ"), which is meant then.
    """
    found: dict[str, list[tuple[str, str, str]]] = {}
    provinces = [territory for territory in registry.territories if territory.level == "province"]
    rows = [(b.id, b.name, b.valid_to, b.successors) for b in registry.bodies]
    rows += [(p.id, p.name, p.valid_to, p.successors) for p in provinces]
    living = {name for _, name, last_day, _ in rows if not last_day}
    for key, name, last_day, successors in rows:
        if last_day and len(successors) == 1:
            found.setdefault(successors[0], []).append((key, "" if name in living else name, last_day))
    return found
