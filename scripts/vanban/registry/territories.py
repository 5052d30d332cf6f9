"""Provinces and districts with the days they existed, found by name.

The same name can mean two territories ("tỉnh Lâm Đồng" of 2020 and of 2026), so look-ups take a date.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ..language.folding import fold
from ..language.letters import new_tone_placement
from ..store.rows import Row

TerritoryLevel = Literal["province", "district"]
PlaceLevel = Literal["province", "district", "commune"]


@dataclass(frozen=True, slots=True)
class PlaceKind:
    """A kind of territory ("thị xã"): the levels it may stand at, its short forms, and those that are short for other
    things anywhere but in the line of place and date."""

    kind: str
    levels: frozenset[PlaceLevel]
    shorts: tuple[str, ...] = ()
    place_shorts: tuple[str, ...] = ()


def place_kind_of_row(row: Row) -> PlaceKind:
    """Make a kind of territory of a checked row of place_kinds.yaml."""
    return PlaceKind(row.text("kind") or "", frozenset(row.texts("levels")),  # type: ignore[arg-type]
                     row.texts("short"), row.texts("place_short"))


@dataclass(frozen=True)
class PlaceKinds:
    """The kinds of territory, in the order of the table."""

    rows: tuple[PlaceKind, ...] = ()

    @cached_property
    def communes(self) -> frozenset[str]:
        """The kinds that are communes."""
        return frozenset(row.kind for row in self.rows if row.levels == {"commune"})

    @cached_property
    def districts(self) -> frozenset[str]:
        """The kinds that are districts and nothing else; a city may be a province."""
        return frozenset(row.kind for row in self.rows if row.levels == {"district"})

    @cached_property
    def full(self) -> dict[str, str]:
        """Every kind by its word and by its short forms in names of bodies."""
        return {word: row.kind for row in self.rows for word in (row.kind, *row.shorts)}

    @cached_property
    def full_in_place(self) -> dict[str, str]:
        """Every kind by its word and by all its short forms."""
        return self.full | {short: row.kind for row in self.rows for short in row.place_shorts}

    @cached_property
    def _levels(self) -> dict[str, frozenset[PlaceLevel]]:
        return {row.kind: row.levels for row in self.rows}

    def levels_of(self, kind: str | None) -> frozenset[PlaceLevel]:
        """The levels that a kind may stand at; none for ``None`` and for a word that is no kind."""
        return self._levels.get(kind or "", frozenset())

    def level_of(self, kind: str | None) -> PlaceLevel | None:
        """The one level of a kind; ``None`` where it has two, or is none."""
        levels = self.levels_of(kind)
        return next(iter(levels)) if len(levels) == 1 else None


@dataclass(frozen=True, slots=True)
class Territory:
    """A province or district as it was between two days (inclusive ISO dates, ``None`` for open ends).

    ``parent`` is the id of a district's province, ``successors`` the ids of what took its place.
    """

    id: str
    name: str
    kind: str
    level: TerritoryLevel
    parent: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None
    aliases: tuple[str, ...] = ()
    successors: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        """Type word and name as written in a body's name ("tỉnh Bình Phước", "Thành phố Hồ Chí Minh")."""
        kind = "Thành phố" if self.name == "Hồ Chí Minh" else self.kind
        return f"{kind} {self.name}"

    def existed(self, date: str | None) -> bool:
        """Whether the territory existed on an ISO date; true where no date is given."""
        return date is None or (self.valid_from or "") <= date <= (self.valid_to or "9999")


def territory_of_row(row: Row) -> Territory:
    """Make a territory of a checked row of the table."""
    return Territory(
        row.text("id") or "", row.text("name") or "", row.text("kind") or "",
        row.text("level") or "district",  # type: ignore[arg-type]
        row.text("parent"), row.text("from"), row.text("to"), row.texts("aliases"), row.texts("successors"),
    )


def name_key(name: str) -> str:
    """The form in which territory names are compared: lower case, one space, no spaces around hyphens."""
    folded = new_tone_placement(" ".join(name.lower().replace("–", "-").split()))
    return folded.replace(" - ", "-").replace("- ", "-").replace(" -", "-")


class Territories:
    """An index of territories by name and alias."""

    def __init__(self, rows: Iterable[Territory]) -> None:
        self.rows = tuple(rows)
        self.by_id = {row.id: row for row in self.rows}

    @cached_property
    def _by_name(self) -> dict[str, tuple[Territory, ...]]:
        found: defaultdict[str, list[Territory]] = defaultdict(list)
        for row in sorted(self.rows, key=lambda r: r.level != "province"):
            for name in dict.fromkeys(map(name_key, (row.name, *row.aliases))):
                found[name].append(row)
        return {name: tuple(rows) for name, rows in found.items()}

    def find(self, name: str, date: str | None = None, kind: str | None = None,
             within: Territory | None = None) -> tuple[Territory, ...]:
        """All territories of this name or alias; empty when none is left by date, kind and province.

        ``within`` keeps the districts of that province, whichever of its eras is given.
        """
        wanted = name_key(kind) if kind else None
        return tuple(
            row for row in self._by_name.get(name_key(name), ())
            if row.existed(date) and (wanted is None or row.kind == wanted)
            and (within is None or self._inside(row, within))
        )

    @cached_property
    def _in_several(self) -> frozenset[str]:
        """Names of districts, with their kind and without marks, that several provinces have."""
        found: defaultdict[str, set[str | None]] = defaultdict(set)
        for row in self.rows:
            if row.level == "district":
                found[fold(row.full_name)].add(row.parent)
        return frozenset(name for name, parents in found.items() if len(parents) > 1)

    def has_namesake(self, row: Territory) -> bool:
        """Whether a district has the name of one in another province, but for marks ("huyện Châu Thành")."""
        return row.level == "district" and fold(row.full_name) in self._in_several

    def _inside(self, row: Territory, province: Territory) -> bool:
        parent = self.by_id.get(row.parent or "")
        return parent is not None and (parent.id == province.id or parent.name == province.name)
