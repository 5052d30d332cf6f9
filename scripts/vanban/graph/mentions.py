"""Every mention of the collection, read once into the values that identity is decided on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..models import Citation, CitationClass, Mention, Record
from .identity import (
    Bodies,
    is_assembly,
    is_short,
    match_key,
    parts_of,
    place_of,
    sole_issuer,
    subject_words,
    words,
    year_in,
)

_LOCAL = frozenset(["province", "district", "commune", "grassroots"])


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention, or what a held document says of itself (``index`` -1), ready for comparing.

    ``key`` is empty without a number, ``short`` when only the serial is given; ``kind`` parts numbers that
    two types can share; ``body`` is the organisation; ``hint`` joins the mentions of one document.
    """

    document: str
    index: int
    class_: CitationClass
    key: str
    short: bool
    kind: str
    type: str
    date: str | None
    year: int | None
    body: str
    local: bool
    subject: frozenset[str]
    name: str
    hint: str
    known_on: str | None

    @property
    def held(self) -> bool:
        """Whether this is a held document's own word."""
        return self.index < 0

    @property
    def mention(self) -> Mention:
        """The place of the citation."""
        return Mention(self.document, self.index)

    @property
    def dated(self) -> bool:
        """Whether number and day (or a year inside the number) are known: enough to stand alone."""
        return bool(self.key) and not self.short and bool(self.date or year_in(self.key.replace(" ", "/")))


def read_mentions(records: Mapping[str, Record], bodies: Bodies) -> tuple[Seen, ...]:
    """All documents and citations in the order of slug and place, whatever the order of ``records``."""
    return tuple(seen for slug in sorted(records) for seen in _of_record(slug, records[slug], bodies))


def _of_record(slug: str, record: Record, bodies: Bodies) -> Iterator[Seen]:
    document = record.document
    number = document.number or ""
    year = year_in(number) or (int(document.date[:4]) if document.date else None)
    yield Seen(
        slug, -1, "numbered" if number else "described", match_key(number), bool(number) and is_short(number),
        _kind(number, document.type), words(document.type or ""), document.date, year,
        *_issuer(number, document.level, document.issuing_body, bodies),
        subject_words(document.title), _name(document.type, document.title), "", document.date)
    for index, citation in enumerate(record.citations):
        yield _of_citation(slug, index, citation, document.date, bodies)


def _of_citation(slug: str, index: int, citation: Citation, citing_date: str | None, bodies: Bodies) -> Seen:
    number = citation.number or ""
    date = citation.date if citation.date and len(citation.date) == 10 else None
    name = "" if number else words(citation.instrument.rpartition("@")[0] or citation.instrument)
    return Seen(
        slug, index, citation.class_, match_key(number), bool(number) and is_short(number),
        _kind(number, citation.type), words(citation.type or ""), date, year_in(number) or citation.year,
        *_issuer(number, citation.level, citation.issuing_body, bodies),
        subject_words(citation.subject), name or _name(citation.type, citation.subject),
        citation.instrument, citing_date)


def _kind(number: str, type_: str | None) -> str:
    """The type where the number alone can name two instruments."""
    if number and type_ and is_assembly(number):
        return "nghị quyết" if words(type_) == "nghị quyết" else "luật"
    return words(type_ or "") if number and is_short(number) else ""


def _name(type_: str | None, title: str | None) -> str:
    """A name such as "luật công đoàn"; empty where type or title is missing."""
    return words(f"{type_} {title}") if type_ and title else ""


def _issuer(number: str, level: str | None, body: str | None, bodies: Bodies) -> tuple[str, bool]:
    """The organisation behind a mention, and whether it is one of many with the same symbol."""
    sole = sole_issuer(number)
    if sole:
        return sole, False
    return bodies.organisation(body), level in _LOCAL or place_of(body) is not None


def serial_of(seen: Seen) -> str:
    """The serial of a number's key."""
    return parts_of(seen.key)[0]
