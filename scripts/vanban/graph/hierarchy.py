"""Where a body stands: its organisation, the bodies above it, the governing system and the province it belongs to.

The way up follows the ``parent`` of the registry's rows and of its territories: a district's body stands
under the same body of its province, and that under the row's parent. Nothing here names a body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..models import BodyParts, Level
from ..reading.bodies.naming import named_at
from ..registry.tables import BodyRow, Registry
from ..registry.territories import Territory

_FARTHEST = 12
"""Steps up; a table that leads in a circle ends here."""


@dataclass(frozen=True, slots=True)
class Office:
    """A body and its place: the organisation whose part it is (itself for most), the names above, nearest first.

    ``system`` is ``None`` for a body that the registry does not know.
    """

    name: str
    organisation: str
    above: tuple[tuple[str, Level | None], ...] = ()
    system: str | None = None
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class _Seat:
    """A row of the table in one territory; ``None`` for a body of the whole country."""

    row: BodyRow
    territory: Territory | None

    @property
    def name(self) -> str:
        return named_at(self.row, self.territory)

    @property
    def level(self) -> Level | None:
        """The level of its row, else of its territory; ``None`` where neither is known."""
        return self.row.level or (self.territory.level if self.territory else None)


@lru_cache(maxsize=1 << 15)
def office_of(body: BodyParts, registry: Registry) -> Office:
    """The place of a body."""
    row = registry.body(body.id) if body.id else None
    if row is None:
        return Office(body.name, body.name)
    here = registry.territory(body.territory) if body.territory else None
    above: list[tuple[str, Level | None]] = []
    system = _system(row.id, registry)
    seat: _Seat | None = _Seat(row, here)
    while system is None and seat is not None and len(above) < _FARTHEST:
        seat = _up(seat, registry)
        if seat is not None:
            above.append((seat.name, seat.level))
            system = _system(seat.row.id, registry)
    whole = row.kind == "fixed" or (row.kind == "local" and here is not None)
    organisation = named_at(row, here, row.organisation) if whole else body.organisation
    return Office(body.name, organisation, tuple(above), system or _by_rows(row, registry),
                  row.level or (here.level if here else None))


def _up(seat: _Seat, registry: Registry) -> _Seat | None:
    """The body above: the same one of the larger territory, else the nearest parent row that exists there."""
    row, here = seat.row, seat.territory
    larger = registry.province_above(here) if here else None
    if larger is not None and row.kind == "local" and _exists(row, larger):
        return _Seat(row, larger)
    for _ in range(_FARTHEST):
        parent = registry.body(row.parent) if row.parent else None
        if parent is None:
            return None
        if parent.kind == "fixed":
            return _Seat(parent, None)
        for territory in (here, larger):
            if territory is not None and parent.kind == "local" and _exists(parent, territory):
                return _Seat(parent, territory)
        row = parent
    return None


def _exists(row: BodyRow, territory: Territory) -> bool:
    """Whether a local row has a body in such a territory."""
    return not row.at or territory.kind in row.at or territory.level in row.at


def _by_rows(row: BodyRow, registry: Registry) -> str | None:
    """The system that the parents of a row lead to, where no body on the way can be named."""
    for _ in range(_FARTHEST):
        system = _system(row.id, registry)
        parent = registry.body(row.parent) if row.parent else None
        if system or parent is None:
            return system
        row = parent
    return None


def _system(body: str, registry: Registry) -> str | None:
    return next((system.name for system in registry.systems if body in system.bodies), None)


def governing_system_of(bodies: Sequence[BodyParts], registry: Registry) -> str | None:
    """The governing system of the first of some issuing bodies ("Đảng", "Công đoàn"); ``None`` where that is not
    known.
    """
    return office_of(bodies[0], registry).system if bodies else None


def territory_of(bodies: Sequence[BodyParts], registry: Registry) -> Territory | None:
    """The territory of the first of some issuing bodies that has one, a province or a district; ``None`` for bodies of
    the whole country and where it is not certain.
    """
    return next((registry.territory(body.territory) for body in bodies if body.territory), None)


def province_of(bodies: Sequence[BodyParts], registry: Registry) -> Territory | None:
    """The province of :func:`territory_of`, or the province it lies in; ``None`` where neither is known."""
    territory = territory_of(bodies, registry)
    return territory if territory is None or territory.level == "province" else registry.province_above(territory)
