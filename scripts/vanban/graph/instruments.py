"""From a cluster of mentions to an instrument: displayed values, other readings, key and address.

A held document's own values come first, then what its number's symbol names, then what most documents say, then the
fullest; every other reading is kept, and readings that exclude each other are recorded as contradictions.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

from ..language.dates import year_of
from ..language.folding import fold, slugify
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
from .clusters import Cluster
from .identity import (
    canonical,
    comparable_name,
    is_bare_government,
    is_short,
    misspelt,
    name_in_key,
    slug_of,
    territory_named,
)
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


def draft_instruments(clusters: Iterable[Cluster], sources: Sources, registry: Registry) -> Iterator[Instrument]:
    """One instrument for each cluster, with the key and slug it would have alone."""
    keys = BodyKeys(registry)
    return (_Draft(cluster, sources, registry, keys).instrument() for cluster in clusters)


class _Draft:
    """The choice of one instrument's values from its cluster."""

    def __init__(self, cluster: Cluster, sources: Sources, registry: Registry, keys: BodyKeys) -> None:
        self.members = sorted(cluster.members, key=lambda seen: (seen.document, seen.index))
        self.registry, self.keys = registry, keys
        self.held = sources.document(cluster.held) if cluster.held else None
        self.document = cluster.held
        self.mentions = tuple(seen.mention for seen in self.members if not seen.held)
        self.citations = tuple(map(sources.citation, self.mentions))

    def readings(self, field: str, use: Callable[[str], bool] = bool,
                 agrees: Callable[[str], bool] = bool) -> tuple[ValueReading, ...]:
        """All values of a field, the one to show first: the held document's own, then one the number agrees with."""
        places: dict[str, list[CitationPlace]] = defaultdict(list)
        for mention, citation in zip(self.mentions, self.citations, strict=True):
            value = getattr(citation, field)
            if value and use(value):
                places[str(value)].append(mention)
        own = getattr(self.held, field) if self.held else None
        if own:
            places.setdefault(own, [])
        readings = [ValueReading(value, tuple(found), (self.document,) if value == own and self.document else ())
                    for value, found in places.items()]
        return tuple(sorted(readings, key=lambda each: (not each.documents, not agrees(each.value), _preference(each))))

    def shown(self, field: str) -> str | None:
        """The value of a field to show; ``None``: nothing is known."""
        found = self.readings(field)
        return found[0].value if found else None

    def instrument(self) -> Instrument:
        """The instrument with the key and slug it would have alone."""
        spellings = self._spellings()
        number = spellings[0].value if spellings else None
        parts = next((said.number_parts for said in self._all() if said.number == number), None) if number else None
        named = self.keys.types_named_by(parts)
        signs = parts if parts and not is_bare_government(parts) else None
        dates, types = self.readings("date"), self.readings("type", agrees=named.__contains__)
        issuers = self.readings("issuing_body", agrees=lambda name: self.keys.confirms(signs, self._bodies[name]))
        body = issuers[0].value if issuers else None
        same = [each.value for each in types if not self._types_differ(types[0].value, each.value, parts)]
        class_ = "numbered" if number else min((seen.class_ for seen in self.members), key=_CLASS_ORDER.index)
        return self._addressed(Instrument(
            key="", slug="", class_=class_, type=types[0].value if types else None, number=number,
            date=dates[0].value if dates else None, year=self._year(parts, dates), issuing_body=body,
            level=cast("Level | None", self.shown("level")), title=self._title(),
            document=self.document, mentions=self.mentions, spellings=spellings,
            contradictions=self._contradictions(dates, issuers, types, parts), number_parts=parts,
            bodies=self._bodies.get(body or "", ())), same)

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
        yield from self.citations

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

    def _addressed(self, draft: Instrument, types: Iterable[str]) -> Instrument:
        kind = draft.type or "văn bản"
        name = self.name() or f"{kind} {draft.title or ''}".strip()
        title = draft.title
        if draft.class_ == "named" and name.lower().startswith(f"{kind} ".lower()):
            title = name[len(kind) + 1:]
        if name == draft.type and draft.issuing_body:
            name = f"{name} của {draft.issuing_body}"
        place = None if self.keys.sole(draft.number_parts) else territory_named(draft.bodies)
        return replace(draft, key=_key(draft, name, place), slug=_base_slug(draft, name, place), title=title,
                       directive=any(is_directive(name, draft.number_parts, self.registry) for name in types))

    def name(self) -> str | None:
        """The name by which mentions know an instrument without number; ``None`` where each has its number."""
        names = Counter(citation.instrument for citation in self.citations if not citation.number)
        best = min(names, key=lambda name: (-names[name], -len(name), name)) if names else ""
        return name_in_key(best) or None

    def _year(self, number: NumberParts | None, dates: tuple[ValueReading, ...]) -> int | None:
        if number and number.year:
            return number.year
        if dates:
            return year_of(dates[0].value)
        years = Counter(seen.year for seen in self.members if seen.year)
        return min(years, key=lambda year: (-years[year], year)) if years else None

    def _title(self) -> str | None:
        """The held document's title, else the subject that most documents give, in whatever marks: recognition loses
        and changes them.

        Of several that as many give, those from the surest mentions, then those given most often, then those that most
        others begin with; of what is left the one of middle length: a longer one may have run on into its sentence, a
        shorter one may be cut.
        """
        if self.held and self.held.title:
            return self.held.title
        given: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        sure: set[str] = set()
        for mention, citation in zip(self.mentions, self.citations, strict=True):
            if citation.subject:
                plain = fold(comparable_name(citation.subject))
                given[plain][citation.subject].append(mention.document)
                sure |= {plain} if citation.confidence == "high" else set()
        if not given:
            return None
        leading = _most(given, lambda plain: len(set().union(*given[plain].values())))
        leading = [plain for plain in leading if plain in sure] or leading
        leading = _most(leading, lambda plain: sum(map(len, given[plain].values())))
        if len(leading) > 1:
            ordered = sorted(given)  # those that begin with one and a blank stand between it with a blank and with "!"
            leading = _most(leading, lambda one: bisect_left(ordered, f"{one}!") - bisect_left(ordered, f"{one} "))
        best = sorted(leading, key=lambda plain: (len(plain), plain))[(len(leading) - 1) // 2]
        return min(given[best], key=lambda subject: (
            -len(set(given[best][subject])), -_marks(subject), -len(given[best][subject]), subject.isupper(), subject))

    def _contradictions(self, dates: tuple[ValueReading, ...], issuers: tuple[ValueReading, ...],
                        types: tuple[ValueReading, ...], number: NumberParts | None) -> tuple[Contradiction, ...]:
        found = []
        if len(dates) > 1:
            found.append(Contradiction("date", dates))
        other = [each for each in issuers[1:] if self._issuers_differ(issuers[0].value, each.value, number)]
        if other:
            found.append(Contradiction("issuing_body", (issuers[0], *other)))
        other = [each for each in types[1:] if self._types_differ(types[0].value, each.value, number)]
        if other and number:
            found.append(Contradiction("type", (types[0], *other)))
        return tuple(found)

    def _issuers_differ(self, shown: str, other: str, number: NumberParts | None) -> bool:
        """Whether two issuers exclude each other: not where the symbol confirms one and no table knows the other."""
        one, two = self._bodies[shown], self._bodies[other]
        damaged = self.keys.confirms(number, one) and not any(map(self.keys.knows, two))
        return not damaged and self.keys.contradict(one, two)

    def _types_differ(self, shown: str, other: str, number: NumberParts | None) -> bool:
        """Whether two types exclude each other: not a scheme called by the number of the decision it came with."""
        carried = shown in self.keys.types_named_by(number) and other in self.registry.sentence_words["annexed"]
        return not carried and comparable_name(shown) != comparable_name(other)


def _marks(subject: str) -> int:
    """How many marks the letters of a subject have: recognition loses some ("thuế", "thuê", "thue")."""
    return len(unicodedata.normalize("NFD", subject)) - len(subject)


def _most(subjects: Iterable[str], weight: Callable[[str], int]) -> list[str]:
    """Those of the subjects that weigh most."""
    weighed = {subject: weight(subject) for subject in subjects}
    most = max(weighed.values())
    return [subject for subject, found in weighed.items() if found == most]


def _preference(reading: ValueReading) -> tuple[object, ...]:
    """The number of documents and of mentions, then fullness."""
    return (-len({mention.document for mention in reading.mentions}),
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
