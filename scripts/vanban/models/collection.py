"""The collection: instruments, the relations between them, and the places that prove both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from msgspec import Struct

from .documents import BodyParts, Certainty, CitationClass, Level, NumberParts, Record, RelationType
from .facts import TextFacts


class CitationPlace(Struct, frozen=True, gc=False):
    """A citation's place in the collection: the citing document's slug and the index in its list."""

    document: str
    index: int


class ValueReading(Struct, frozen=True, gc=False):
    """One value that mentions give for a field of an instrument, with those mentions."""

    value: str
    mentions: tuple[CitationPlace, ...] = ()
    documents: tuple[str, ...] = ()


class Contradiction(Struct, frozen=True, gc=False):
    """Two or more readings of one field of one instrument; ``field`` is a Document field name."""

    field: str
    readings: tuple[ValueReading, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """A thing that was issued, held here or only cited: a node of the graph.

    ``key`` is unique (match key, year, issuing body where the symbol is generic); ``slug`` is its address for ever.
    ``title`` is the held document's title or the subject that most mentions give. ``document`` is the slug of the
    held document (equal to ``slug``) or ``None``. ``directive`` tells whether it is by its type an order to those
    below.
    """

    key: str
    slug: str
    class_: CitationClass
    type: str | None = None
    number: str | None = None
    date: str | None = None
    year: int | None = None
    issuing_body: str | None = None
    level: Level | None = None
    title: str | None = None
    document: str | None = None
    mentions: tuple[CitationPlace, ...] = ()
    spellings: tuple[ValueReading, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    number_parts: NumberParts | None = None
    bodies: tuple[BodyParts, ...] = ()
    directive: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed edge from the acting instrument to the one it acts on, with the citations that prove it.

    ``inferred`` edges (annual series) have no citation; ``reason`` then says in Vietnamese why. ``forbidden``: why
    words that say more than "cites" cannot be so. ``certainty``: that of the best of its citations, ``weight``:
    what all of them are worth; ``step``: whether it hands a task on, so that a chain is made of it.
    """

    source: str
    target: str
    type: RelationType | Literal["series"]
    evidence: tuple[CitationPlace, ...] = ()
    inferred: bool = False
    reason: str | None = None
    forbidden: str | None = None
    certainty: Certainty = "high"
    weight: int = 0
    step: bool = False


@dataclass(frozen=True, slots=True)
class Collection:
    """Everything known at once: records by slug, instruments by key, relations in stable order.

    ``facts`` are those of the texts by slug, as far as they were read already.
    """

    records: dict[str, Record] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    instruments: dict[str, Instrument] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    unresolved: tuple[tuple[CitationPlace, str], ...] = ()
    facts: Mapping[str, TextFacts] = field(default_factory=dict)
