"""Every mention of the collection, read once into the values that identity is decided on."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from ..models import BodyParts, Citation, CitationClass, CitationPlace, NumberParts, Record
from ..reading.citations import BLANK
from ..registry.body_keys import BodyKeys, IssuerKey
from .identity import assembly_kind, comparable_name, is_assembly, is_short, name_in_key, subject_words, territory_named

_LOCAL = frozenset(["province", "district", "commune", "grassroots"])


@lru_cache(maxsize=1 << 14)
def _without_year(name: str) -> str:
    return " ".join(word for word in name.split() if word != "năm" and not (word.isdigit() and len(word) == 4))


_Value = TypeVar("_Value", bound=Hashable)


@lru_cache(maxsize=1 << 16)
def _shared(value: _Value) -> _Value:
    """One object for all equal values: a collection has millions of mentions, of few issuers."""
    return value


@dataclass(frozen=True, slots=True)
class MentionView:
    """One mention, or what a held document says of itself (``index`` -1), ready for comparing.

    ``number`` is ``None`` without one, ``key`` the form in which it is equal to others, ``short`` when only the serial
    is given; ``unknown`` are the segments of its symbol that no table knows; ``kind`` parts numbers that two types can
    share; ``body`` is empty where the issuer is not known; ``hint`` joins the mentions of one document. ``date`` is a
    whole ISO day, ``None`` where it is not known to the day; ``known_on`` is the day of the document that speaks;
    ``type``, ``name`` and ``subject`` are folded for comparing and empty where nothing is known.
    """

    document: str
    index: int
    class_: CitationClass
    number: NumberParts | None
    key: str
    short: bool
    unknown: frozenset[str]
    kind: str
    type: str
    date: str | None
    year: int | None
    body: IssuerKey
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
    def mention(self) -> CitationPlace:
        """The place of the citation."""
        return CitationPlace(self.document, self.index)

    @property
    def serial(self) -> str:
        """The serial of its number; empty without one."""
        return self.number.serial if self.number else ""

    @property
    def name_key(self) -> str:
        """The words its name is found by: "năm" and years left out."""
        return _without_year(self.name)

    @property
    def dated(self) -> bool:
        """Whether number and day (or a year inside the number) are known: enough to stand alone."""
        return self.number is not None and not self.short and bool(self.date or self.number.year)


def mentions_of(slug: str, record: Record, keys: BodyKeys) -> Iterator[MentionView]:
    """What one document says of itself, then its citations in their order."""
    document = record.document
    number = document.number_parts
    year = (number.year if number else None) or document.issued_in
    body, local = _issuer(number, document.level, document.bodies, keys)
    yield MentionView(
        document=slug, index=-1, class_="numbered" if number else "described", number=number,
        key=_shared(number.key) if number else "", short=number is not None and is_short(number),
        unknown=_shared(keys.unknown_segments(number)), kind=_kind(number, document.type),
        type=comparable_name(document.type or ""), date=document.date, year=year, body=body, local=local,
        subject=subject_words(document.title), name=_name(document.type, document.title), hint="",
        known_on=document.date)
    for index, citation in enumerate(record.citations):
        yield _of_citation(slug, index, citation, document.date, keys)


def _of_citation(slug: str, index: int, citation: Citation, citing_date: str | None, keys: BodyKeys) -> MentionView:
    number = citation.number_parts
    date = citation.date if citation.date and len(citation.date) == 10 else None
    blank = citation.class_ == "described" and f" {BLANK}" in citation.instrument
    name = "" if number else comparable_name(name_in_key(citation.instrument))
    body, local = _issuer(number, citation.level, citation.bodies, keys)
    return MentionView(
        document=slug, index=index, class_=citation.class_, number=number,
        key=_shared(number.key) if number else "", short=number is not None and is_short(number),
        unknown=_shared(keys.unknown_segments(number)), kind=_kind(number, citation.type),
        type=comparable_name(citation.type or ""), date=date,
        year=(number.year if number else None) or citation.year, body=body, local=local,
        subject=subject_words(citation.subject), name="" if blank else name or _name(citation.type, citation.subject),
        hint=citation.instrument, known_on=citing_date)


def _kind(number: NumberParts | None, type_: str | None) -> str:
    """The type where the number alone can name two instruments."""
    if number and type_ and is_assembly(number):
        return assembly_kind(comparable_name(type_))
    return comparable_name(type_ or "") if number and is_short(number) else ""


def _name(type_: str | None, title: str | None) -> str:
    """A name such as "luật công đoàn"; empty where type or title is missing."""
    return comparable_name(f"{type_} {title}") if type_ and title else ""


def _issuer(number: NumberParts | None, level: str | None, bodies: tuple[BodyParts, ...],
            keys: BodyKeys) -> tuple[IssuerKey, bool]:
    """The organisation behind a mention, and whether it is one of many with the same symbol."""
    sole = keys.sole(number)
    if sole:
        return sole, False
    return _shared(keys.issuer(bodies)), level in _LOCAL or territory_named(bodies) is not None
