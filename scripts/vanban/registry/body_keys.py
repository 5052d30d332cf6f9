"""When two bodies are one: the only comparison of bodies, by the registry's rows and territories.

A body's key goes from the general to the special (row, kind of territory, its name, its province), so that one
named less fully begins the key of one named in full. A body that no table knows is compared by its words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from ..language.folding import fold
from ..language.letters import normal
from ..models import BodyParts, NumberParts
from .tables import BodyRow, Registry

BodyKey = tuple[str, ...]
IssuerKey = tuple[BodyKey, ...]
"""Who issued: the keys of all bodies in order; empty where the body is not known."""

_TYPE_AND_ISSUER = 2


def compatible(one: IssuerKey, other: IssuerKey) -> bool:
    """Whether two issuers can be the same: equal, unknown, one named less fully, joint ones with one in common."""
    if not one or not other or one == other:
        return True
    if len(one) > 1 or len(other) > 1:
        return bool(set(one) & set(other))
    short, long = sorted((one[0], other[0]), key=len)
    return long[:len(short)] == short


def _without_place(template: str) -> str:
    """A name of the table without its territory: "Cục Thuế" of the whole country may be meant by any province's."""
    return normal(template.replace("{T}", "").replace("{X}", ""))


class BodyKeys:
    """The keys of bodies under one registry."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        first: dict[str, str] = {}
        for row in registry.bodies:
            first.setdefault(_without_place(row.name), row.id)
        self._organisation = {row.id: first.get(_without_place(row.organisation or row.name), row.id)
                              for row in registry.bodies}
        self._series = {row.id: row.numbers_with or self._organisation[row.id] for row in registry.bodies}
        self._symbols = frozenset(symbol.upper() for row in registry.bodies for symbol in row.written_symbols)
        self._sole = self._sole_symbols()

    def _sole_symbols(self) -> dict[str, BodyKey]:
        """Symbols that only one body of the centre has, whatever the body's own words say."""
        rows = defaultdict(list)
        for row in self._registry.bodies:
            for symbol in row.written_symbols:
                rows[symbol.upper()].append(row)
        return {symbol: (self._series[found[0].id],) for symbol, found in rows.items()
                if all(row.kind == "fixed" and row.level == "central" for row in found)
                and len({self._series[row.id] for row in found}) == 1}

    def issuer(self, bodies: Iterable[BodyParts]) -> IssuerKey:
        """The key of those who issued together; organs of one organisation are one, and bodies that number together."""
        return tuple(sorted({self._key(body, self._series) for body in bodies}))

    def sole(self, number: NumberParts | None) -> IssuerKey:
        """The issuer that the number's symbol alone tells; empty where several bodies have such a symbol."""
        segments = number.segments if number else ()
        if not 0 < len(segments) <= _TYPE_AND_ISSUER:  # more: joint issuers, or a unit behind the issuer
            return ()
        last = segments[-1]
        found = self._sole.get(last) or self._sole.get(last.rstrip("0123456789"))
        return (found,) if found else ()

    def confirms(self, number: NumberParts | None, bodies: Iterable[BodyParts]) -> bool:
        """Whether a segment of the number is a symbol of one of the bodies: 12/2020/TT-BTC names Bộ Tài chính."""
        types = self._registry.types_of_abbreviation
        segments = {each for at, each in enumerate(number.segments if number else ()) if at or not types(each)}
        rows = filter(None, map(self._row, bodies))
        return any(symbol.upper() in segments for row in rows for symbol in row.written_symbols)

    def types_named_by(self, number: NumberParts | None) -> frozenset[str]:
        """The types that the symbol can name; none where it may as well name a body ("CT": chỉ thị, cục thuế)."""
        first = number.segments[0] if number and number.segments else ""
        known = () if first in self._symbols else self._registry.types_of_abbreviation(first)
        return frozenset(row.name for row in known)

    def unknown_segments(self, number: NumberParts | None) -> frozenset[str]:
        """The segments that abbreviate no type and are no body's symbol: a unit's own, or one slip of a letter."""
        return frozenset(each for each in (number.segments if number else ())
                         if not {each, each.rstrip("0123456789")} & self._symbols
                         and not self._registry.types_of_abbreviation(each))

    def contradict(self, one: tuple[BodyParts, ...], other: tuple[BodyParts, ...]) -> bool:
        """Whether two issuers are different ones; an organ is its organisation's, and a slip of marks is none."""
        if fold("; ".join(body.name for body in one)) == fold("; ".join(body.name for body in other)):
            return False
        sides = [tuple(sorted({self._key(body, self._organisation) for body in side})) for side in (one, other)]
        centres = {(row.numbers_with,) for row in self._registry.bodies if row.numbers_with}
        return not any(set(side) & centres for side in sides) and not compatible(*sides)

    def knows(self, body: BodyParts) -> bool:
        """Whether a row of the table is this body; one for any body of a kind ("Bộ {X}") is not."""
        return self._row(body) is not None

    def _row(self, body: BodyParts) -> BodyRow | None:
        row = self._registry.body(body.id) if body.id else None
        return row if row and row.kind != "named" else None

    def _key(self, body: BodyParts, ids: dict[str, str]) -> BodyKey:
        row = self._row(body)
        if row is None:
            return tuple(normal(body.organisation).split())
        return ids[row.id], *filter(None, (body.kind, normal(body.place or ""), self._province(body.territory)))

    def _province(self, territory_id: str | None) -> str:
        """The province of a known district; empty for a province itself and where it is not known."""
        territory = self._registry.territory(territory_id) if territory_id else None
        province = self._registry.province_above(territory) if territory else None
        return normal(province.name) if province else ""
