"""From a cluster of mentions to an instrument: displayed values, other readings, key and address.

A held document's own values come first, then what most documents say, then the fullest; every other
reading is kept, and readings that exclude each other are recorded as contradictions.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import cast

from ..language.folding import slugify
from ..models import Citation, CitationClass, Contradiction, Instrument, Level, Mention, Reading, Record
from .clusters import Cluster
from .identity import Bodies, canonical, is_bare_government, is_short, place_of, slug_of, territory_of, words, year_in

_CLASS_ORDER: tuple[CitationClass, ...] = ("numbered", "named", "described")


def build_instruments(clusters: Iterable[Cluster], records: Mapping[str, Record], bodies: Bodies) -> list[Instrument]:
    """One instrument for each cluster, with unique keys and slugs, in the order of keys."""
    drafts = [_Draft(cluster, records, bodies).instrument() for cluster in clusters]
    slugs = _unique_slugs(drafts)
    counts = Counter(draft.key for draft in drafts)
    found = [replace(draft, key=draft.key if counts[draft.key] == 1 else f"{draft.key}@{slug}", slug=slug)
             for draft, slug in zip(drafts, slugs, strict=True)]
    return sorted(found, key=lambda instrument: instrument.key)


class _Draft:
    """The choice of one instrument's values from its cluster."""

    def __init__(self, cluster: Cluster, records: Mapping[str, Record], bodies: Bodies) -> None:
        self.members = sorted(cluster.members, key=lambda seen: (seen.document, seen.index))
        self.records, self.bodies = records, bodies
        self.held = records[cluster.held].document if cluster.held else None
        self.document = cluster.held
        self.mentions = tuple(seen.mention for seen in self.members if not seen.held)

    def citation(self, mention: Mention) -> Citation:
        """The citation at a place."""
        return self.records[mention.document].citations[mention.index]

    def readings(self, field: str, use: Callable[[str], bool] = bool) -> tuple[Reading, ...]:
        """All values of a field, the one to show first."""
        places: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            value = getattr(self.citation(mention), field)
            if value and use(value):
                places[str(value)].append(mention)
        own = getattr(self.held, field) if self.held else None
        if own:
            places.setdefault(own, [])
        readings = [Reading(value, tuple(found), (self.document,) if value == own and self.document else ())
                    for value, found in places.items()]
        return tuple(sorted(readings, key=_preference))

    def shown(self, field: str) -> str | None:
        """The value of a field to show."""
        found = self.readings(field)
        return found[0].value if found else None

    def instrument(self) -> Instrument:
        """The instrument with the key and slug it would have alone."""
        full = [seen for seen in self.members if seen.key and not seen.short]
        spellings = self.readings("number", lambda number: not full or not is_short(number))
        spellings = tuple(sorted(spellings, key=lambda each: is_bare_government(each.value)))
        number = spellings[0].value if spellings else None
        dates, issuers, types = self.readings("date"), self.readings("issuing_body"), self.readings("type")
        body = issuers[0].value if issuers else None
        class_ = "numbered" if number else min((seen.class_ for seen in self.members), key=_CLASS_ORDER.index)
        return self._addressed(Instrument(
            key="", slug="", class_=class_, type=types[0].value if types else None, number=number,
            date=dates[0].value if dates else None, year=self._year(number, dates), issuing_body=body,
            level=cast("Level | None", self.shown("level")) or self.bodies.level(body), title=self._title(),
            document=self.document, mentions=self.mentions, spellings=spellings,
            contradictions=self._contradictions(dates, issuers, types)))

    def _addressed(self, draft: Instrument) -> Instrument:
        kind = draft.type or "văn bản"
        name = self.name() or f"{kind} {draft.title or ''}".strip()
        title = draft.title
        if draft.class_ == "named" and name.lower().startswith(f"{kind} ".lower()):
            title = name[len(kind) + 1:]
        if name == draft.type and draft.issuing_body:
            name = f"{name} của {draft.issuing_body}"
        return replace(draft, key=_key(draft, name), slug=_base_slug(draft, name), title=title)

    def name(self) -> str | None:
        """The name by which mentions know an instrument without number."""
        names = Counter(self.citation(mention).instrument for mention in self.mentions
                        if not self.citation(mention).number)
        best = min(names, key=lambda name: (-names[name], -len(name), name)) if names else ""
        return best.rpartition("@")[0] or best or None

    def _year(self, number: str | None, dates: tuple[Reading, ...]) -> int | None:
        if number and year_in(number):
            return year_in(number)
        if dates:
            return int(dates[0].value[:4])
        years = Counter(seen.year for seen in self.members if seen.year)
        return min(years, key=lambda year: (-years[year], year)) if years else None

    def _title(self) -> str | None:
        """The held document's title, else the subject that most documents give, in its fullest writing."""
        if self.held and self.held.title:
            return self.held.title
        places: dict[str, dict[str, int]] = defaultdict(Counter)
        documents: dict[str, set[str]] = defaultdict(set)
        for mention in self.mentions:
            subject = self.citation(mention).subject
            if subject:
                places[words(subject)][subject] += 1
                documents[words(subject)].add(mention.document)
        if not places:
            return None
        best = min(places, key=lambda plain: (-len(documents[plain]), -len(plain), plain))
        return min(places[best], key=lambda subject: (-places[best][subject], -len(subject), subject))

    def _contradictions(self, dates: tuple[Reading, ...], issuers: tuple[Reading, ...],
                        types: tuple[Reading, ...]) -> tuple[Contradiction, ...]:
        found = []
        if len(dates) > 1:
            found.append(Contradiction("date", dates))
        other = [each for each in issuers[1:] if self.bodies.contradict(issuers[0].value, each.value)]
        if other:
            found.append(Contradiction("issuing_body", (issuers[0], *other)))
        if len({words(each.value) for each in types}) > 1 and any(seen.key for seen in self.members):
            found.append(Contradiction("type", types))
        return tuple(found)


def _preference(reading: Reading) -> tuple[object, ...]:
    """The held document first, then the number of documents and mentions, then fullness."""
    return (not reading.documents, -len({mention.document for mention in reading.mentions}),
            -len(reading.mentions), -len(reading.value), reading.value)


def _key(draft: Instrument, name: str) -> str:
    """Number (or name) @ year @ territory of a local body, as far as they are known."""
    if not draft.number:
        return draft.document or f"{name}@{draft.year or ''}".rstrip("@")
    number = f"{draft.type} {draft.number}" if is_short(draft.number) and draft.type else canonical(draft.number)
    place = territory_of(draft.number, draft.issuing_body)
    territory = slugify(f"{place.kind} {place.name}") if place else ""
    return f"{number}@{draft.year or ''}@{territory}".rstrip("@")


def _base_slug(draft: Instrument, name: str) -> str:
    if draft.number:
        return slug_of(draft.number, draft.year, draft.issuing_body, draft.type)
    slug = slugify(name, 70) or "van-ban"
    return slug if not draft.year or str(draft.year) in slug.split("-") else f"{slug}-{draft.year}"


def _unique_slugs(drafts: list[Instrument]) -> list[str]:
    """An address for each draft: a held document's file name; else the earliest keeps the short one."""
    taken = {draft.document for draft in drafts if draft.document}
    slugs: dict[int, str] = {i: draft.document for i, draft in enumerate(drafts) if draft.document}
    order = sorted((i for i in range(len(drafts)) if i not in slugs), key=lambda i: _precedence(drafts[i]))
    for index in order:
        slug = next(slug for slug in _slug_ladder(drafts[index]) if slug not in taken)
        slugs[index] = slug
        taken.add(slug)
    return [slugs[index] for index in range(len(drafts))]


def _precedence(draft: Instrument) -> tuple[object, ...]:
    first = draft.mentions[0] if draft.mentions else Mention("", -1)
    return (draft.date or "9999", draft.issuing_body or "~", draft.type or "", draft.title or "",
            first.document, first.index)


def _slug_ladder(draft: Instrument) -> Iterator[str]:
    """Addresses from the shortest to ones that say more; the last kind never runs out."""
    base = draft.slug
    yield base
    place = place_of(draft.issuing_body)
    if draft.date:
        yield f"{base}-{draft.date[5:]}"
    if place:
        yield f"{base}-{slugify(place.kind)}"
        yield f"{base}-{slugify(place.kind)}{'-' + draft.date[5:] if draft.date else ''}"
    if draft.issuing_body:
        yield f"{base}-{slugify(draft.issuing_body, 60)}"
    for number in range(2, 1_000_000):
        yield f"{base}-{number}"

