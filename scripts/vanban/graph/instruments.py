"""From a cluster of mentions to an instrument: displayed values, other readings, key and address.

A held document's own values come first, then what most documents say, then the fullest; every other
reading is kept, and readings that exclude each other are recorded as contradictions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from typing import cast

from ..language.folding import slugify
from ..models import (
    BodyParts,
    Citation,
    CitationClass,
    CitationPlace,
    Contradiction,
    Document,
    Instrument,
    Level,
    NumberParts,
    Record,
    ValueReading,
)
from ..registry.body_keys import BodyKeys
from ..registry.tables import Registry
from ..store.records import LONGEST_SLUG
from .clusters import Cluster
from .identity import canonical, comparable_name, is_bare_government, is_short, misspelt, slug_of, territory_named
from .steps import is_directive

_CLASS_ORDER: tuple[CitationClass, ...] = ("numbered", "named", "described")


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the words of mentions stand: a held document's own by its slug, a citation's by its place."""

    document: Callable[[str], Document]
    citation: Callable[[CitationPlace], Citation]


def sources_of(records: Mapping[str, Record]) -> Sources:
    """The words of a collection that is in memory."""
    return Sources(lambda slug: records[slug].document, lambda place: records[place.document].citations[place.index])


def build_instruments(clusters: Iterable[Cluster], sources: Sources, registry: Registry) -> list[Instrument]:
    """One instrument for each cluster, with unique keys and slugs, in the order of keys."""
    drafts = list(draft_instruments(clusters, sources, registry))
    slugs = _unique_slugs(drafts)
    counts = Counter(draft.key for draft in drafts)
    found = [replace(draft, key=draft.key if counts[draft.key] == 1 else f"{draft.key}@{slug}", slug=slug)
             for draft, slug in zip(drafts, slugs, strict=True)]
    return sorted(found, key=lambda instrument: instrument.key)


def draft_instruments(clusters: Iterable[Cluster], sources: Sources, registry: Registry) -> Iterator[Instrument]:
    """One instrument for each cluster, with the key and slug it would have alone."""
    keys = BodyKeys(registry)
    return (_Draft(cluster, sources, registry, keys).instrument() for cluster in clusters)


class _Draft:
    """The choice of one instrument's values from its cluster."""

    def __init__(self, cluster: Cluster, sources: Sources, registry: Registry, keys: BodyKeys) -> None:
        self.members = sorted(cluster.members, key=lambda seen: (seen.document, seen.index))
        self.registry, self.keys, self.citation = registry, keys, sources.citation
        self.held = sources.document(cluster.held) if cluster.held else None
        self.document = cluster.held
        self.mentions = tuple(seen.mention for seen in self.members if not seen.held)

    def readings(self, field: str, use: Callable[[str], bool] = bool) -> tuple[ValueReading, ...]:
        """All values of a field, the one to show first."""
        places: dict[str, list[CitationPlace]] = defaultdict(list)
        for mention in self.mentions:
            value = getattr(self.citation(mention), field)
            if value and use(value):
                places[str(value)].append(mention)
        own = getattr(self.held, field) if self.held else None
        if own:
            places.setdefault(own, [])
        readings = [ValueReading(value, tuple(found), (self.document,) if value == own and self.document else ())
                    for value, found in places.items()]
        return tuple(sorted(readings, key=_preference))

    def shown(self, field: str) -> str | None:
        """The value of a field to show."""
        found = self.readings(field)
        return found[0].value if found else None

    def instrument(self) -> Instrument:
        """The instrument with the key and slug it would have alone."""
        spellings = self._spellings()
        number = spellings[0].value if spellings else None
        parts = next((said.number_parts for said in self._all() if said.number == number), None) if number else None
        dates, issuers, types = self.readings("date"), self.readings("issuing_body"), self.readings("type")
        body = issuers[0].value if issuers else None
        class_ = "numbered" if number else min((seen.class_ for seen in self.members), key=_CLASS_ORDER.index)
        return self._addressed(Instrument(
            key="", slug="", class_=class_, type=types[0].value if types else None, number=number,
            date=dates[0].value if dates else None, year=self._year(parts, dates), issuing_body=body,
            level=cast("Level | None", self.shown("level")), title=self._title(),
            document=self.document, mentions=self.mentions, spellings=spellings,
            contradictions=self._contradictions(dates, issuers, types), number_parts=parts,
            bodies=self._bodies.get(body or "", ())))

    def _spellings(self) -> tuple[ValueReading, ...]:
        """The numbers as written, the one to show first: as the registry writes it, then what most say."""
        full = any(seen.number and not seen.short for seen in self.members)
        short = {said.number for said in self._all() if said.number_parts and is_short(said.number_parts)}
        bare = {said.number for said in self._all() if said.number_parts and is_bare_government(said.number_parts)}
        found = self.readings("number", lambda number: not full or number not in short)
        return tuple(sorted(found, key=lambda each: (each.value in bare, misspelt(each.value, self.registry))))

    def _all(self) -> Iterator[Document | Citation]:
        """The held document, then the citations."""
        if self.held:
            yield self.held
        yield from map(self.citation, self.mentions)

    @cached_property
    def _bodies(self) -> dict[str, tuple[BodyParts, ...]]:
        """The parts of each issuer named: from the mention that tells its territory for certain, else the first."""
        found: dict[str, tuple[BodyParts, ...]] = {}
        certain: set[str] = set()
        for said in self._all():
            name = said.issuing_body
            if not name or name in certain:
                continue
            if any(body.territory for body in said.bodies):
                certain.add(name)
                found[name] = said.bodies
            found.setdefault(name, said.bodies)
        return found

    def _addressed(self, draft: Instrument) -> Instrument:
        kind = draft.type or "văn bản"
        name = self.name() or f"{kind} {draft.title or ''}".strip()
        title = draft.title
        if draft.class_ == "named" and name.lower().startswith(f"{kind} ".lower()):
            title = name[len(kind) + 1:]
        if name == draft.type and draft.issuing_body:
            name = f"{name} của {draft.issuing_body}"
        place = None if self.keys.sole(draft.number_parts) else territory_named(draft.bodies)
        return replace(draft, key=_key(draft, name, place), slug=_base_slug(draft, name, place), title=title,
                       directive=is_directive(draft, self.registry))

    def name(self) -> str | None:
        """The name by which mentions know an instrument without number."""
        names = Counter(self.citation(mention).instrument for mention in self.mentions
                        if not self.citation(mention).number)
        best = min(names, key=lambda name: (-names[name], -len(name), name)) if names else ""
        return best.rpartition("@")[0] or best or None

    def _year(self, number: NumberParts | None, dates: tuple[ValueReading, ...]) -> int | None:
        if number and number.year:
            return number.year
        if dates:
            return int(dates[0].value[:4])
        years = Counter(seen.year for seen in self.members if seen.year)
        return min(years, key=lambda year: (-years[year], year)) if years else None

    def _title(self) -> str | None:
        """The held document's title, else the subject that most documents give.

        Of several that as many give, the one from the surest mentions, then the one of middle length: a longer one
        may have run on into its sentence, a shorter one may be cut.
        """
        if self.held and self.held.title:
            return self.held.title
        places: dict[str, dict[str, int]] = defaultdict(Counter)
        documents: dict[str, set[str]] = defaultdict(set)
        sure: set[str] = set()
        for mention in self.mentions:
            citation = self.citation(mention)
            if citation.subject:
                plain = comparable_name(citation.subject)
                places[plain][citation.subject] += 1
                documents[plain].add(mention.document)
                sure |= {plain} if citation.confidence == "high" else set()
        if not places:
            return None
        most = max(map(len, documents.values()))
        leading = [plain for plain in places if len(documents[plain]) == most]
        surest = [plain for plain in leading if plain in sure] or leading
        best = sorted(surest, key=lambda plain: (len(plain), plain))[(len(surest) - 1) // 2]
        return min(places[best], key=lambda subject: (-places[best][subject], subject))

    def _contradictions(self, dates: tuple[ValueReading, ...], issuers: tuple[ValueReading, ...],
                        types: tuple[ValueReading, ...]) -> tuple[Contradiction, ...]:
        found = []
        if len(dates) > 1:
            found.append(Contradiction("date", dates))
        other = [each for each in issuers[1:]
                 if self.keys.contradict(self._bodies[issuers[0].value], self._bodies[each.value])]
        if other:
            found.append(Contradiction("issuing_body", (issuers[0], *other)))
        if len({comparable_name(each.value) for each in types}) > 1 and any(seen.number for seen in self.members):
            found.append(Contradiction("type", types))
        return tuple(found)


def _preference(reading: ValueReading) -> tuple[object, ...]:
    """The held document first, then the number of documents and mentions, then fullness."""
    return (not reading.documents, -len({mention.document for mention in reading.mentions}),
            -len(reading.mentions), -len(reading.value), reading.value)


def _key(draft: Instrument, name: str, place: tuple[str, str] | None) -> str:
    """Number (or name) @ year @ territory of a local body, as far as they are known."""
    if not draft.number or not draft.number_parts:
        return draft.document or f"{name}@{draft.year or ''}".rstrip("@")
    short = is_short(draft.number_parts) and draft.type
    number = f"{draft.type} {draft.number}" if short else canonical(draft.number)
    return f"{number}@{draft.year or ''}@{slugify(' '.join(place)) if place else ''}".rstrip("@")


def _base_slug(draft: Instrument, name: str, place: tuple[str, str] | None) -> str:
    if draft.number_parts:
        return slug_of(draft.number_parts, draft.year, place, draft.type)
    slug = slugify(name, 70) or "van-ban"
    return slug if not draft.year or str(draft.year) in slug.split("-") else f"{slug}-{draft.year}"


def _unique_slugs(drafts: list[Instrument]) -> list[str]:
    """An address for each draft: a held document's file name; else the shortest that no other draft could have.

    What two could have is neither's: the one that had it first would lose it unseen to the other as more is known.
    """
    forms = [address_forms(draft) for draft in drafts]
    claims = Counter(form for draft, own in zip(drafts, forms, strict=True)
                     for form in {*own, draft.document or own[0]})
    slugs = {i: draft.document or next((form for form in forms[i] if claims[form] == 1), "")
             for i, draft in enumerate(drafts)}
    without = sorted((i for i, slug in slugs.items() if not slug), key=lambda i: precedence(drafts[i]))
    slugs |= zip(without, counted_addresses([forms[i][-1] for i in without], claims), strict=True)
    return [slugs[index] for index in range(len(drafts))]


def counted_addresses(bases: Iterable[str], claimed: Collection[str]) -> Iterator[str]:
    """Addresses with a number behind, where somebody gave a document the name of a place in another."""
    taken: set[str] = set()
    for base in bases:
        taken.add(slug := next(form for form in (f"{base}-{number}" for number in count(2))
                               if form not in claimed and form not in taken))
        yield slug


def precedence(draft: Instrument) -> tuple[object, ...]:
    """The order in which drafts are served that nothing else tells apart."""
    first = draft.mentions[0] if draft.mentions else CitationPlace("", -1)
    return (draft.date or "9999", draft.issuing_body or "~", draft.type or "", draft.title or "",
            first.document, first.index)


def address_forms(draft: Instrument) -> tuple[str, ...]:
    """The addresses a draft could have, the shortest first."""
    return tuple(dict.fromkeys(_slug_ladder(draft)))


def _slug_ladder(draft: Instrument) -> Iterator[str]:
    """Addresses from the shortest to ones that say more; the last one is no other's."""
    base = draft.slug
    yield base
    place = territory_named(draft.bodies)
    if draft.date:
        yield longer_slug(base, draft.date[5:])
    if place:
        yield longer_slug(base, slugify(place[0]))
        yield longer_slug(base, f"{slugify(place[0])}{'-' + draft.date[5:] if draft.date else ''}")
    if draft.issuing_body:
        yield longer_slug(base, slugify(draft.issuing_body, 60))
    if draft.mentions:
        yield from (longer_slug(base, end) for end in named_in(draft.mentions[0]))


def longer_slug(base: str, end: str) -> str:
    """An address with what tells it from others behind it; the beginning is cut where the whole is too long."""
    return f"{base[:LONGEST_SLUG - 1 - len(end)].rstrip('-')}-{end}"


def named_in(mention: CitationPlace) -> tuple[str, str]:
    """What tells those apart of which nothing else is known: the document that names one, then the place there."""
    document = f"trong-{mention.document[:60]}"
    return document, f"{document}-{mention.index + 1}"
