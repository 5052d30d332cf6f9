"""From a body as written to its canonical name: territory filled in, abbreviations expanded, by date.

Nothing is guessed: what the words leave out comes from the context of the document, and ``inferred`` says
so; what the context does not hold stays out of the name.
"""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from ...language.folding import fold
from ...models import LEVELS, Level
from ...registry.grammar import Grammar
from ...registry.tables import BodyRow
from ...registry.territories import PlaceKinds, Territory
from .capitals import in_small_letters
from .grammar import BodyMatch, BodyPart, is_allowed_in
from .places import WrittenTerritory
from .words import title_case

_SHORT = re.compile(r"[A-ZĐ&]{4,}")
_NATIONAL = re.compile(r"Trung ương$|[Qq]uốc gia$|/CP$|[Nn]hà nước")
_CENTRE = re.compile(r"(\d*)\s*(?<![^\W\d_])(?:TW|TƯ)$")


class Body(Struct, frozen=True, gc=False):
    """A body by its canonical ``name``, literal as to the organ; ``organisation`` has the organ folded away.

    Joined bodies are one Body whose names are joined by "; ". ``territory`` is ``None`` for central bodies
    and communes; ``inferred`` names what context supplied ("territory: context"). ``place`` is the type word and
    the name of the territory, also of a commune; ``members`` are joined bodies one by one, none for a single body.
    """

    name: str
    organisation: str
    level: Level | None = None
    territory: Territory | None = None
    inferred: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    place: tuple[str, str | None] | None = None
    members: tuple[Body, ...] = ()


class BodyContext(Struct, frozen=True, gc=False):
    """What is known of the document in which a body is named; ``date`` is ISO."""

    province: Territory | None = None
    district: Territory | None = None
    commune_name: str | None = None
    date: str | None = None
    issuer: Body | None = None


class _Site(Struct, frozen=True, gc=False):
    """A territory as it goes into a name: the text after the head, and what is known of it; ``level``: of a body there,
    ``None`` where neither territory nor type word tells it."""

    full: str | None = None
    name: str | None = None
    kind: str | None = None
    level: Level | None = None
    territory: Territory | None = None
    inferred: bool = False

    @property
    def place(self) -> tuple[str, str | None] | None:
        """Type word and name, the name ``None`` where it is not known; ``None`` without a type word."""
        return (self.kind, self.name) if self.kind else None


def resolve_body(match: BodyMatch, context: BodyContext, grammar: Grammar) -> Body:
    """The canonical body of a match; parts without a territory share that of the part after them."""
    parts = list(match.parts)
    for i in range(len(parts) - 2, -1, -1):
        place = parts[i + 1].place
        if parts[i].place is None and place is not None and parts[i].rows[0].kind == "local" and is_allowed_in(
                place, parts[i].rows[0], grammar.registry.place_kinds):  # no "Sở Nội vụ huyện Bù Đăng"
            parts[i] = replace(parts[i], place=place)
    return join_bodies([_resolve_part(part, context, grammar) for part in parts])


def join_bodies(bodies: list[Body]) -> Body:
    """One Body for those that issue together: names joined by "; ", level and territory of the first."""
    if len(bodies) == 1:
        return bodies[0]
    return Body(
        "; ".join(body.name for body in bodies), "; ".join(body.organisation for body in bodies),
        bodies[0].level, bodies[0].territory,
        tuple(dict.fromkeys(note for body in bodies for note in body.inferred)),
        tuple(row for body in bodies for row in body.rows), bodies[0].place, tuple(bodies))


def _resolve_part(part: BodyPart, context: BodyContext, grammar: Grammar) -> Body:
    organ = " ".join(part.organs)
    if part.above is not None:
        return _below(replace(part, above=None), _resolve_part(part.above, context, grammar), context, grammar)
    if not part.rows and part.free:
        name = _in_small(part.free, grammar)
        return Body(name, name)
    if not part.rows:
        return _of_issuer(organ, part.organs[-1], context, grammar)
    row = row_at(part.rows, context.date)
    site = _Site() if row.kind == "fixed" else _site(part.place, row, context, grammar)
    row = row_in(part.rows, site, context.date) or row
    own = _free_name(part, row, site, grammar) if row.kind == "named" else filled_name(row.name, site)
    organisation = organisation_of(row, own, site)
    notes = ("territory: context",) if site.inferred else ()
    level = _more_local(row.level, site.level) if row.kind == "named" else row.level or site.level
    if row.kind == "named" and row.level is None and level is None:
        level = "central" if _NATIONAL.search(own) else None
    return Body(f"{organ} {own}".strip(), organisation, level, site.territory, notes, (row.id,), site.place)


def _below(part: BodyPart, above: Body, context: BodyContext, grammar: Grammar) -> Body:
    """A unit by its own name and that of the body it is printed with; what it is does not change by that."""
    if not part.rows:
        name = f"{part.free} {above.name}"
        return Body(name, name, above.level, above.territory, above.inferred)
    own = _resolve_part(part, context, grammar)
    return replace(own, name=f"{own.name} - {above.name}")


def _in_small(name: str, grammar: Grammar) -> str:
    """A name no table knows, capitals brought down and abbreviations written out."""
    if name.isupper() and " " in name:
        return in_small_letters(name, grammar)
    return _SHORT.sub(lambda found: grammar.registry.abbreviations.get(found.group(), found.group()), name)


def _more_local(first: Level | None, second: Level | None) -> Level | None:
    """The lower of two levels: a branch named with a district is the district's, whatever its kind usually is."""
    return max(filter(None, (first, second)), key=LEVELS.index, default=None)


def _of_issuer(organ: str, last: str, context: BodyContext, grammar: Grammar) -> Body:
    """A bare organ ("Ban Thường vụ") is that of the issuer, where the issuer has such an organ."""
    issuer = context.issuer
    if issuer is None or not has_organ(issuer.organisation, last, grammar):
        return Body(organ, organ)
    return Body(f"{organ} {issuer.organisation}", issuer.organisation, issuer.level, issuer.territory,
                ("organisation: issuer",), issuer.rows, issuer.place)


def has_organ(organisation: str, organ: str, grammar: Grammar) -> bool:
    """Whether a body of this name can have the organ: a ministry has a "Bộ trưởng", the Government has none."""
    beginnings = next((row.of for row in grammar.registry.organs if row.name == organ), ())
    return not beginnings or organisation.startswith(beginnings)


def row_at(rows: tuple[BodyRow, ...], date: str | None) -> BodyRow:
    """The row that holds on a date; the one still in force where no date is given; else the first."""
    return next((row for row in rows if holds(row, date)), rows[0])


def holds(row: BodyRow, date: str | None) -> bool:
    """Whether a row holds on a date; without one, whether it still does."""
    return (row.valid_from or "") <= date <= (row.valid_to or "9999") if date else row.valid_to is None


def row_in(rows: tuple[BodyRow, ...], site: _Site, date: str | None) -> BodyRow | None:
    """The row whose kinds of territory include this one ("Tỉnh ủy", "Thành ủy" share a symbol);
    ``None`` where none does."""
    fitting = tuple(row for row in rows if row.may_be_at(site.kind, site.level))
    return row_at(fitting, date) if fitting else None


def organisation_of(row: BodyRow, name: str, site: _Site) -> str:
    """The body as the table says that it is with its organ folded away; its own ``name`` where it says nothing."""
    return filled_name(row.organisation, site) if row.organisation else name


def filled_name(template: str, site: _Site) -> str:
    """Put a territory into a name of the table; the place is left out where it is not known."""
    own = site.full if site.name == "Hồ Chí Minh" else site.name
    for mark, value in (("thành phố {X}", site.full), ("{T}", site.full), ("{X}", own)):
        template = template.replace(mark, value or "")
    return " ".join(template.replace("{tên}", "").split())


def _free_name(part: BodyPart, row: BodyRow, site: _Site, grammar: Grammar) -> str:
    """Head, free words with abbreviations written out and capitals brought down, territory."""
    central = _CENTRE.search(part.free)
    free = (part.free[:central.end(1)] if central else part.free).strip()
    head = row.name.partition(" {")[0]
    if free.isupper() and (" " in free or fold(free) != free.lower()):
        free = in_small_letters(free, grammar, head, begins=row.free_name != "small")
    else:
        free = _SHORT.sub(lambda m: grammar.registry.abbreviations.get(m.group(), m.group()), free)
    return " ".join(filter(None, (head, free, "Trung ương" if central else "", site.full)))


def _site(place: WrittenTerritory | None, row: BodyRow, context: BodyContext, grammar: Grammar) -> _Site:
    """The territory of a body: as named, or the context's where it is left out."""
    if row.kind == "named" and place is None:
        return _Site()
    if place is None or not place.name:
        return _from_context(place, row, context, grammar)
    territory = find_place(place, context, grammar)
    if territory is not None:
        return _known(territory)
    name = title_case(place.name) if place.name.isupper() else place.name
    return _Site(f"{place.kind} {name}", name, place.kind, grammar.registry.place_kinds.level_of(place.kind))


def _known(territory: Territory, *, inferred: bool = False) -> _Site:
    """A territory of the table."""
    return _Site(territory.full_name, territory.name, territory.kind, territory.level, territory, inferred)


def find_place(place: WrittenTerritory, context: BodyContext, grammar: Grammar) -> Territory | None:
    """The province or district that is named, on the document's date if it existed then;
    ``None`` where no table has it, and for a commune."""
    kinds = grammar.registry.place_kinds
    if place.kind in kinds.communes:
        return None
    larger = find_place(place.within, context, grammar) if place.within else None
    around = larger or (context.province if place.kind in kinds.districts else None)
    for date in dict.fromkeys((context.date, None)):
        for within in dict.fromkeys((around, None)):
            found = grammar.registry.find_territory(place.name, date, place.kind, within)
            if found:
                return _current(found, date)
    return None


def _current(found: tuple[Territory, ...], date: str | None) -> Territory:
    """Provinces come first; without a date the one that exists today, else the one that ended last."""
    return found[0] if date is not None else max(found, key=lambda territory: territory.valid_to or "9999")


def _from_context(place: WrittenTerritory | None, row: BodyRow, context: BodyContext, grammar: Grammar) -> _Site:
    """The territory of "UBND tỉnh", "Tỉnh ủy", "UBND" from what is known of the document."""
    kind = place.kind if place else _own_kind(row)
    kinds = grammar.registry.place_kinds
    if kind in kinds.communes:
        return _commune(kind, context, kinds)
    territory = _of_kind(kind, bool(place and place.capital_kind), row, context, kinds)
    if territory is None:
        return _Site(kind if place else None, None, kind, kinds.level_of(kind))
    if context.date and not territory.existed(context.date):
        same = grammar.registry.find_territory(territory.name, context.date)
        territory = next((t for t in same if t.level == territory.level), territory)
    return _known(territory, inferred=True)


def _own_kind(row: BodyRow) -> str | None:
    """The type word that a head carries in itself ("Tỉnh ủy", "Huyện ủy")."""
    return next(iter(row.at), None) if "{X}" in row.name else None


def _of_kind(kind: str | None, capital: bool, row: BodyRow, context: BodyContext,
             kinds: PlaceKinds) -> Territory | None:
    province, district = context.province, context.district
    if kind == "tỉnh":
        return province
    if kind == "thành phố":
        city = district if district is not None and district.kind == "thành phố" else None
        if province is not None and province.kind == "thành phố":
            return city if city is not None and not capital else province
        return city
    if kind in kinds.districts:
        return district if district is not None and district.kind == kind else None
    own = context.issuer.territory if context.issuer is not None else None
    for territory in (own, district, province):
        if territory is not None and row.may_be_at(territory.level, territory.kind):
            return territory
    return None


def _commune(kind: str, context: BodyContext, kinds: PlaceKinds) -> _Site:
    name = context.commune_name
    if not name:
        return _Site(kind, None, kind, "commune")
    for known in kinds.communes:
        if name.lower().startswith(known + " "):
            return _Site(name, name[len(known) + 1:], known, "commune", inferred=True)
    return _Site(f"{kind} {name}", name, kind, "commune", inferred=True)


def named_at(row: BodyRow, territory: Territory | None, template: str | None = None) -> str:
    """The name that a row of the table, or another of its templates, has in a territory, or in none."""
    site = _known(territory) if territory else _Site()
    return filled_name(template or row.name, site)
