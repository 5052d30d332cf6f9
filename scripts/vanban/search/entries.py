"""What the collection gives to the search: one entry for every instrument, held or only cited."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from ..graph.hierarchy import governing_system_of, province_of
from ..graph.topics import topics_of
from ..language.dates import year_of
from ..language.folding import fold
from ..language.page_numbers import is_page_number
from ..language.tcvn3 import readable
from ..models import LEVELS, Collection, Instrument, Level, Record
from ..pages.names import issuers_in_words
from ..reading.facts import text_facts
from ..reading.titles import display_title
from ..registry.tables import Registry
from .everyday import EverydayNames
from .matter import matter_of
from .succession import now_part_of, once_were
from .tokens import search_words

FIELDS: tuple[tuple[str, float], ...] = (
    ("text", 0.1), ("number", 1.0), ("title", 1.0), ("body", 0.8), ("type", 0.4), ("signer", 0.6), ("now", 0.2),
    ("spoken", 0.15), ("matter", 0.03),
)
"""Fields of the index with their boosts; only their ratios matter to the order of results. The text
comes first; ``signer`` is who signed it and to whom it goes; ``now`` is what the body, or its province, is part of
today, and what it took the place of before; with it stand the titles of what an amending text amends;
``spoken`` is what people say in everyday words for what the title says, and the titles of what is amended;
``matter`` is what the text itself says it is about (:mod:`.matter`)."""

_MOST_ADDRESSED = 2
"""Addressees that tell one letter from others; a longer list is of those who get every letter."""
_MOST_AMENDED = 3
"""Texts that one is about which amends them; one that amends more is about none of them."""
_CITED_BOOST = 0.11
_MOST_BOOST = 1.5
_PIECE = re.compile(r"\S[^\n]*")


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """An instrument as the search knows it; ``year`` and ``date`` may be unknown, ``cited_by`` counts documents.

    ``paragraphs`` and ``matter`` are there while the text is read (:func:`with_paragraphs`).
    """

    slug: str
    type: str
    number: str
    title: str
    date: str
    year: int | None
    other_years: tuple[int, ...]
    body: str
    level: Level | None
    held: bool
    cited_by: int
    signer: str = ""
    addressed: tuple[str, ...] = ()
    amended: tuple[str, ...] = ()
    now: str = ""
    once: tuple[str, ...] = ()
    system: str = ""
    place: str = ""
    topics: tuple[str, ...] = ()
    paragraphs: tuple[tuple[str, str], ...] = ()
    spoken: tuple[str, ...] = ()
    matter: tuple[str, ...] = ()

    @property
    def boost(self) -> float:
        """How much the citation graph lifts the entry: 1 for one nobody cites, at most 1.5.

        It rises only when the count doubles, so that one more citation seldom changes a file.
        """
        return round(min(_MOST_BOOST, 1 + _CITED_BOOST * int(math.log2(1 + self.cited_by))), 3)

    @property
    def level_index(self) -> int:
        """Place of the level in the order of display; after the last where it is unknown."""
        return LEVELS.index(self.level) if self.level else len(LEVELS)


def entries_of(collection: Collection, registry: Registry) -> list[SearchEntry]:
    """Every instrument's entry, in an order that keeps like with like (level, body, type, year, number).

    The order is what makes the files small: neighbours share most of their words and facts.
    """
    everyday, amended = EverydayNames(registry), _amended(collection)
    entries = [_entry(i, amended.get(i.key, ()), collection, registry, everyday)
               for i in collection.instruments.values()]
    return sorted(entries, key=_order)


def _amended(collection: Collection) -> dict[str, tuple[str, ...]]:
    """By the key of a held text that amends few others their titles: its own often names their numbers only."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for relation in collection.relations:
        if relation.type == "amends" and collection.instruments[relation.source].document:
            found[relation.source].append(collection.instruments[relation.target].title or "")
    return {key: tuple(filter(None, titles)) for key, titles in found.items() if len(titles) <= _MOST_AMENDED}


def _order(entry: SearchEntry) -> tuple[int, str, str, int, int, str]:
    serial = re.match(r"\d+", entry.number)
    return (entry.level_index, fold(entry.body), fold(entry.type), entry.year or 0,
            int(serial.group()) if serial else 0, entry.slug)


def _cited_by(instrument: Instrument) -> int:
    """How many documents of the collection cite it, as its page counts them."""
    return len({m.document for m in instrument.mentions} - {instrument.document})


def _entry(instrument: Instrument, amended: tuple[str, ...], collection: Collection, registry: Registry,
           everyday: EverydayNames) -> SearchEntry:
    record = collection.records.get(instrument.document or "")
    title = _one_line(_title(instrument, record, collection, registry) or "")
    body = issuers_in_words(instrument, registry) or ""
    date = instrument.date or ""
    year = instrument.year or year_of(date)
    province = province_of(instrument.bodies, registry)
    others = {int(r.value[:4]) for c in instrument.contradictions if c.field == "date" for r in c.readings
              if r.value[:4].isdecimal()}
    return SearchEntry(
        instrument.slug, instrument.type or "", instrument.number or "", title,
        date, year, tuple(sorted(others - {year})), body, instrument.level,
        record is not None, _cited_by(instrument),
        _one_line(record.document.signer or "") if record else "", _addressed(record), amended,
        now_part_of(instrument.bodies, registry), once_were(instrument.bodies, date, registry),
        governing_system_of(instrument.bodies, registry) or "", province.name if province else "",
        tuple(_one_line(subject.topic) for subject in topics_of(instrument, record, registry)),
        spoken=tuple(dict.fromkeys(chain.from_iterable(map(everyday.around, (title, *amended))))) if record else (),
    )


def with_paragraphs(entry: SearchEntry, collection: Collection) -> SearchEntry:
    """The entry with the paragraphs of its text and what that says it is about, where it is held."""
    record = collection.records.get(entry.slug) if entry.held else None
    if record is None:
        return entry
    text = readable(collection.texts[record.slug], record.encoding)
    return replace(entry, paragraphs=tuple(_paragraphs(record, text)), matter=matter_of(record, text))


def _addressed(record: Record | None) -> tuple[str, ...]:
    """To whom a letter goes; nothing where it goes to many."""
    names = record.document.addressed_to if record else ()
    return tuple(map(_one_line, names)) if len(names) <= _MOST_ADDRESSED else ()


def _title(instrument: Instrument, record: Record | None, collection: Collection, registry: Registry) -> str | None:
    """The title as pages show it."""
    if record is None or instrument.title != record.document.title:
        return display_title(instrument.title, registry)
    facts = collection.facts.get(record.slug) or text_facts(record, collection.texts[record.slug], registry.grammar)
    return facts.title


def _paragraphs(record: Record, text: str) -> Iterator[tuple[str, str]]:
    """Anchor and text of every block; whole lines without anchor where there is no outline."""
    if not record.outline:
        for piece in _PIECE.finditer(text):
            yield "", _one_line(piece.group())
        return
    blocks = [(b.anchor, _one_line(text[b.start:b.end])) for b in record.outline if b.zone != "outside"]
    yield from _over_pages([block for block in blocks if block[1]])


def _is_page_number(text: str, before: str, after: str) -> bool:
    """Whether a block is a number that stands inside a sentence: this has not ended before it and goes on after it."""
    return is_page_number(text) and before[-1] not in ".;:!?" and after[:1].islower()


def _over_pages(blocks: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The blocks, one sentence that the number of a page cuts in two whole again and without that number."""
    found: list[tuple[str, str]] = []
    cut = False
    for (anchor, words_of_block), (_, after) in zip(blocks, [*blocks[1:], ("", "")], strict=True):
        if cut:
            found[-1] = found[-1][0], f"{found[-1][1]} {words_of_block}"
            cut = False
        elif found and _is_page_number(words_of_block, found[-1][1], after):
            cut = True
        else:
            found.append((anchor, words_of_block))
    return found


def _one_line(text: str) -> str:
    return " ".join(text.split())


def field_texts(entry: SearchEntry, registry: Registry) -> tuple[list[str], ...]:
    """The texts of each field of :data:`FIELDS`, in order."""
    kind = registry.type_named(entry.type)
    years = [str(y) for y in (entry.year, *entry.other_years) if y]
    return (
        [text for _, text in entry.paragraphs],
        [entry.number, *years],
        [type_and_title(entry)],
        body_texts(entry, registry),
        [entry.type, *(kind.abbreviations if kind else ())],
        [entry.signer, *entry.addressed],
        [entry.now, *entry.once, *entry.amended],
        list(entry.spoken),
        list(entry.matter),
    )


def type_and_title(entry: SearchEntry) -> str:
    """Type and title as one name, so that a query may run from one into the other ("luật sửa đổi luật giá")."""
    return entry.title if fold(entry.title).startswith(fold(entry.type)) else f"{entry.type} {entry.title}".strip()


def body_texts(entry: SearchEntry, registry: Registry) -> list[str]:
    """Who issued it: the body's name, and that of its level."""
    return [entry.body, registry.levels.get(entry.level, "") if entry.level else ""]


def number_row(document: int, entry: SearchEntry, registry: Registry,
               body_terms: list[str]) -> tuple[str, list[object]] | None:
    """The entry's row in the number table by its serial, or ``None`` where the number has no serial.

    A row is [document, symbol terms, years, month and day, type terms, body terms, cited by, held].
    """
    terms = _parted([word.term for word in search_words(entry.number)], entry.year)
    if not terms or not terms[0][0].isdecimal():
        return None
    kind = registry.type_named(entry.type)
    names = [entry.type, *(kind.abbreviations if kind else ())]
    years = [y for y in (entry.year, *entry.other_years) if y]
    row: list[object] = [
        document, " ".join(terms[1:]), years, _month_day(entry.date),
        "|".join(" ".join(w.term for w in search_words(n)) for n in names if n),
        " ".join(body_terms), entry.cited_by, int(entry.held),
    ]
    return terms[0], row


def _parted(terms: list[str], year: int | None) -> list[str]:
    """The terms of a number whose serial and year recognition ran together, apart ("352025/QĐ-UBND" of 2025)."""
    serial = terms[0].removesuffix(str(year)) if terms and year and terms[0].isdecimal() else ""
    return [serial, str(year), *terms[1:]] if serial and serial != terms[0] else terms


def _month_day(date: str) -> list[int]:
    parts = date.split("-")
    return [int(p) for p in parts[1:3]] if len(parts) == 3 else []
