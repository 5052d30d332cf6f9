"""Every address that an instrument had, or could have had, while less was known of it.

An address is made of what is known: number, year, territory, where needed day, kind of territory or body; for what has
no number a name and a year. What mentions say one by one gives all the poorer forms, so an old address is led on
without anybody's word wherever exactly one instrument fits.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from ..language.dates import year_of
from ..language.folding import slugify
from ..models import Citation, CitationPlace, Collection, Document, Instrument
from ..store.records import LONGEST_SLUG
from .identity import is_short, name_in_key, slug_of, territory_named
from .slugs import longer_slug, named_in

_COUNTED = re.compile(r"(.+)-(?:[2-9]|[1-9]\d)")
"""An address of former times that nothing but a number tells from others."""
_NAME = 70
_BODY = 60


def followers(lost: Set[str], collection: Collection, before: Collection | None = None) -> dict[str, tuple[str, ...]]:
    """For each address that is no instrument's any more the present addresses of those it can have been.

    An address of the collection ``before`` went where its mentions or its text stand now; of any other, and where
    all of them are gone, the forms are asked.
    """
    known = _where_mentions_went(lost, before, collection) if before else {}
    rest = frozenset(lost) - set(known)
    return (_by_forms(rest, collection) if rest else {}) | known


class Addresses:
    """Addresses among which forms are looked for."""

    def __init__(self, slugs: Set[str]) -> None:
        self.slugs = slugs
        self.parts = frozenset(part for slug in slugs for part in slug.split("-"))
        self.behind: defaultdict[str, set[str]] = defaultdict(set)
        """What stands behind the beginning of an address, by that beginning."""
        for slug in slugs:
            at = slug.find("-")
            while at >= 0:
                self.behind[slug[:at]].add(slug[at + 1:])
                at = slug.find("-", at + 1)


@dataclass(frozen=True, slots=True)
class PossibleAddresses:
    """The forms of one instrument: every base, and every base with an end behind it; ``ends`` the shortest first.

    A much cited instrument has hundreds of both: their products are never written out.
    """

    bases: frozenset[str]
    ends: tuple[str, ...]

    def among(self, addresses: Addresses) -> set[str]:
        """Those of the forms that are one of the addresses."""
        found, ends = set(self.bases & addresses.slugs), frozenset(self.ends)
        for base in self.bases:
            room = LONGEST_SLUG - 1 - len(base)
            if base in addresses.behind:
                found |= {f"{base}-{end}" for end in addresses.behind[base] & ends if len(end) <= room}
            if ends and len(self.ends[-1]) > room:
                too_long = self.ends[bisect(self.ends, room, key=len):]
                found |= addresses.slugs & {longer_slug(base, end) for end in too_long}
        return found


class KnownForms:
    """The forms of instruments as they were last made: they stand while the instrument is the same object."""

    def __init__(self) -> None:
        self._parts: Set[str] = frozenset()
        self._of: dict[str, tuple[Instrument, PossibleAddresses]] = {}

    def of_all(self, collection: Collection, parts: Set[str]) -> Iterator[tuple[Instrument, PossibleAddresses]]:
        """The forms of every instrument, as far as they can be made of ``parts``."""
        before = self._of if parts == self._parts else {}
        self._parts, self._of = parts, {}
        for key, instrument in collection.instruments.items():
            known = before.get(key)
            self._of[key] = known if known and known[0] is instrument else (
                instrument, _forms(instrument, collection, parts))
            yield self._of[key]


def namesakes(collection: Collection, known: KnownForms) -> dict[str, tuple[str, ...]]:
    """For each address that others could have had too, while less was known of them, the addresses of those."""
    addresses = Addresses(frozenset(each.slug for each in collection.instruments.values()))
    found: defaultdict[str, list[str]] = defaultdict(list)
    for instrument, forms in known.of_all(collection, addresses.parts):
        for form in forms.among(addresses) - {instrument.slug}:
            found[form].append(instrument.slug)
    return {slug: tuple(sorted(others)) for slug, others in found.items()}


def _where_mentions_went(lost: Set[str], before: Collection, after: Collection) -> dict[str, tuple[str, ...]]:
    """Of the addresses that ``before`` has, those of instruments whose mentions or text are there still."""
    now = {(mention.document, _words(after, mention), mention.index): each.slug
           for each in after.instruments.values() for mention in each.mentions}
    texts = {record.sha256: slug for slug, record in after.records.items() if record.sha256}
    found = {}
    for instrument in (each for each in before.instruments.values() if each.slug in lost):
        own = before.records[instrument.document].sha256 if instrument.document else ""
        mentions = ((each.document, _words(before, each), each.index) for each in instrument.mentions)
        places = {slug for slug in (*map(now.get, mentions), texts.get(own)) if slug is not None}
        if places:
            found[instrument.slug] = tuple(sorted(places))
    return found


def _words(collection: Collection, mention: CitationPlace) -> str:
    """The words of a mention: with its place they tell it again; what a later reading finds before it moves others to
    that place."""
    return collection.records[mention.document].citations[mention.index].text


def _by_forms(lost: Set[str], collection: Collection) -> dict[str, tuple[str, ...]]:
    numbered = {slug: counted[1] for slug in lost if (counted := _COUNTED.fullmatch(slug))}
    addresses = Addresses(frozenset(lost) | frozenset(numbered.values()))
    found: defaultdict[str, set[str]] = defaultdict(set)
    for instrument in collection.instruments.values():
        for form in _forms(instrument, collection, addresses.parts).among(addresses):
            found[form].add(instrument.slug)
    for slug, base in numbered.items():  # one of those that share the shorter address
        found[slug] = found[slug] or found[base] - {base}
    by_slug = {each.slug: each for each in collection.instruments.values()}
    return {slug: _surest(slug, [by_slug[claim] for claim in sorted(found[slug])], collection) for slug in sorted(lost)}


def _surest(slug: str, claims: list[Instrument], collection: Collection) -> tuple[str, ...]:
    """Of those that could claim an address the one whose mentions made it, where one is; else all of them.

    A mention that says just what the address says, no more, gave it or would have: it stands with one instrument now.
    """
    if len(claims) < 2:
        return tuple(each.slug for each in claims)
    sayers = [each for each in claims if any(
        slug in _own(collection.records[mention.document].citations[mention.index]) for mention in each.mentions)]
    return tuple(each.slug for each in (sayers if len(sayers) == 1 else claims))


def _own(said: Citation) -> set[str]:
    """The addresses that all a single mention says would give."""
    year, place = _year(said), territory_named(said.bodies)
    if said.number_parts:
        bases = {slug_of(said.number_parts, year, place, said.type)}
    else:
        bases = {slugify(name, _NAME) + (f"-{year}" if year else "") for name in _names(said)}
    return bases | {longer_slug(base, end) for base in bases for end in _ends((said,), {place})}


def _forms(instrument: Instrument, collection: Collection, parts: Set[str]) -> PossibleAddresses:
    """The forms of one instrument, as far as they can be made of ``parts``."""
    said = list(_said(instrument, collection))
    places = {None, territory_named(instrument.bodies), *(territory_named(each.bodies) for each in said)}
    years = {None, instrument.year, *map(_year, said)}
    bases = {*_numbered(instrument, said, years, places, parts), *_named(instrument, said, years)}
    ends = {*_ends((instrument, *said), places), *(end for each in instrument.mentions for end in named_in(each))}
    return PossibleAddresses(frozenset(bases), tuple(sorted(sorted(ends), key=len)))


def _said(instrument: Instrument, collection: Collection) -> Iterator[Document | Citation]:
    """What documents say of the instrument, its own first."""
    if instrument.document:
        yield collection.records[instrument.document].document
    for mention in instrument.mentions:
        yield collection.records[mention.document].citations[mention.index]


def _year(said: Document | Citation) -> int | None:
    if said.number_parts and said.number_parts.year:
        return said.number_parts.year
    if said.date:
        return year_of(said.date)
    return said.year if isinstance(said, Citation) else None


def _numbered(instrument: Instrument, said: list[Document | Citation], years: set[int | None],
              places: set[tuple[str, str] | None], parts: Set[str]) -> Iterator[str]:
    types = {instrument.type, *(each.type for each in said)}
    numbers = {instrument.number_parts, *(each.number_parts for each in said)} - {None}
    for number in numbers:
        if number is None or (number.serial.isalnum() and number.serial.zfill(2).lower() not in parts):
            continue
        for type_ in types if is_short(number) else (None,):
            for place in places:
                yield from (slug_of(number, year, place, type_) for year in years)


def _named(instrument: Instrument, said: list[Document | Citation], years: set[int | None]) -> Iterator[str]:
    """The forms of an instrument cited without number: its names, its type with a subject or a body."""
    unnumbered = [each for each in said if isinstance(each, Citation) and each.number is None]
    titled = {f"{each.type or 'văn bản'} {instrument.title or ''}" for each in unnumbered}
    for name in titled.union(*map(_names, unnumbered)):
        slug = slugify(name, _NAME) or "van-ban"
        yield slug
        yield from (f"{slug}-{year}" for year in years if year)


def _names(said: Citation) -> set[str]:
    """What a mention without number may be called: the name it gives, its type with subject or body."""
    kind = said.type or "văn bản"
    body = {f"{kind} của {said.issuing_body}"} if said.issuing_body else set()
    return {name_in_key(said.instrument), f"{kind} {said.subject or ''}", *body}


def _ends(said: Iterable[Instrument | Document | Citation], places: set[tuple[str, str] | None]) -> Iterator[str]:
    """What tells two instruments of one short address apart: the day, the kind of territory, both, the body."""
    said = tuple(said)
    days = {each.date[5:] for each in said if each.date and len(each.date) == len("2023-02-02")}
    kinds = {slugify(place[0]) for place in places if place}
    yield from days
    yield from kinds
    yield from (f"{kind}-{day}" for kind in kinds for day in days)
    yield from {slugify(each.issuing_body, _BODY) for each in said if each.issuing_body}
