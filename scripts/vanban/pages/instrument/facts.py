"""The facts of an instrument as rows of a table, what is missing said in so many words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from ...models import BodyParts, Contradiction, Document, Instrument, Record, ValueReading
from ...reading.citations import as_recognised, note_of_bent
from ...reading.titles import display_title
from ...registry.relations import CHANGES
from ..names import address_of, body_address, written_date
from ..parts.quotes import Quote, quote
from ..parts.topics import reason_of, topic_address
from ..site import Site
from ..words import say

FIELDS_OF_PAGE = ("number", "type", "date", "issuing_body", "level", "place", "title", "signer", "signer_title",
                  "signing_capacity", "addressed_to", "recipients")
"""The fields of a document that its page tells, in order."""
ALWAYS_STATED = ("number", "type", "date", "issuing_body", "level", "place", "signer", "title")
"""Fields that have a row even where the text does not say them."""
_IN_HEAD = ("number", "type", "date", "issuing_body", "level", "title", "signer", "signer_title")
"""Fields that the first screen of a held document shows, which need no row."""
_OFFICES = ("signer_title", "signing_capacity")
_AS_PRINTED = ("addressed_to", "recipients")
"""Lists of words that stand in the text letter for letter, unless a machine's letters were read anew."""
_OF_CITED = ("number", "type", "date", "issuing_body", "level")
"""Fields whose absence is said of an instrument that is only cited."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value, the page it leads to and why it is so, where there is one."""

    text: str
    href: str | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class PageFact:
    """One row: its name, its values (none where the sources do not say) and a person's note on it."""

    name: str
    values: tuple[Value, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ReadingView:
    """One reading of a disputed field with the sentences that give it."""

    value: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class ContradictionView:
    """A field that sources give differently."""

    field: str
    readings: tuple[ReadingView, ...]


def field_name(field: str) -> str:
    """What readers call a field of a document."""
    return say(f"field_{field}")


def facts_of_document(site: Site, instrument: Instrument, record: Record, base: str) -> tuple[PageFact, ...]:
    """Rows for a held document: what its head does not say, what is missing there, what a person supplied."""
    document, text = record.document, site.text(record.slug)
    notes = _number_read_anew(record, text) | {c.field: c.reason for c in record.front_matter.corrections}
    rows = []
    for name in FIELDS_OF_PAGE:
        values = _values(name, _told(document, name), site, base)
        if record.front_matter.recognised and name in _AS_PRINTED:
            composed = unicodedata.normalize("NFC", text)
            values = tuple(_with_doubt(value, composed) for value in values)
        missing = name in ALWAYS_STATED and not values
        if missing or name in notes or (values and name not in _IN_HEAD):
            rows.append(PageFact(field_name(name), values, notes.get(name)))
    return (*rows, *_annexes(site, instrument, base), _standing(site, instrument, base), *_source(record))


def _told(document: Document, name: str) -> object:
    """What a document says in a field: issuing bodies one by one, the year alone where its day cannot be read."""
    if name == "issuing_body":
        return document.bodies
    return document.date or document.year if name == "date" else getattr(document, name)


def _number_read_anew(record: Record, text: str) -> dict[str, str]:
    """The note on a number whose type recognition bent; nothing where it stands in the text as it is."""
    number = record.document.number
    read = as_recognised(number, text) if number and record.front_matter.recognised else None
    return {"number": note_of_bent(read, number)} if number and read else {}


def _source(record: Record) -> tuple[PageFact, ...]:
    """Where the text was taken from; only a web address becomes a link."""
    matter = record.front_matter
    url = matter.url if matter.url and matter.url.startswith(("https://", "http://")) else None
    words = matter.source or url
    return (PageFact(say("source"), (Value(words, url),)),) if words else ()


def facts_of_cited(site: Site, instrument: Instrument, base: str) -> tuple[PageFact, ...]:
    """Rows for an instrument that is only cited: what the citing sentences leave open, and its force."""
    missing = [PageFact(field_name(name), ()) for name in _OF_CITED if not getattr(instrument, name)]
    return (*missing, *_annexes(site, instrument, base), _standing(site, instrument, base),
            *_withdrawn(site, instrument), *_elsewhere(site, instrument))


def _with_doubt(value: Value, text: str) -> Value:
    """A receiver that the recognised letters, composed, do not spell so: said to be read anew."""
    words = r"\W+".join(map(re.escape, re.findall(r"\w+", value.text)))
    return value if re.search(words, text) else replace(value, why=say("reread"))


def _annexes(site: Site, instrument: Instrument, base: str) -> tuple[PageFact, ...]:
    """What the text is an annex of, and its own annexes that came as files of their own."""
    parent = site.annexed.get(instrument.key)
    rows = (("annex_of", (parent,) if parent else ()), ("annexes", site.annexes.get(instrument.key, ())))
    return tuple(PageFact(say(word), tuple(Value(site.names[key].short, f"{base}van-ban/{site.instrument(key).slug}/")
                                           for key in keys)) for word, keys in rows if keys)


def bodies_with_pages(site: Site, bodies: tuple[BodyParts, ...], base: str) -> list[tuple[str, str]]:
    """The issuing bodies one by one, each with the address of its page."""
    return [(body.name, f"{base}co-quan/{body_address(body, site.registry)}/") for body in bodies]


def _withdrawn(site: Site, instrument: Instrument) -> tuple[PageFact, ...]:
    """What happened to a text that the collection held once."""
    found = site.withdrawn.get(instrument.slug)
    if found is None:
        return ()
    words = say("withdrawn", day=written_date(found.day) or found.day, reason=found.reason)
    return (PageFact(say("full_text"), (Value(words),)),)


def _elsewhere(site: Site, instrument: Instrument) -> tuple[PageFact, ...]:
    """Where another collection holds the text, for an instrument known by number and year."""
    found = site.elsewhere.get(instrument.key) if instrument.number and instrument.year else None
    if found is None:
        return ()
    words = say("elsewhere", name=found.collection)
    return (PageFact(say("full_text"), (Value(words, found.address, f"({found.title})"),)),)


def _standing(site: Site, instrument: Instrument, base: str) -> PageFact:
    """What the collection knows of the instrument's force: what amends, replaces or repeals it."""
    found = tuple(
        Value(f"{site.verb(relation.type, reverse=True)}: {site.names[relation.source].short}",
              f"{base}van-ban/{site.instrument(relation.source).slug}/")
        for relation in site.incoming.get(instrument.key, ()) if relation.type in CHANGES)
    return PageFact(say("force"), found or (Value(say("force_unknown")),))


def topic_facts(site: Site, key: str, base: str) -> tuple[PageFact, ...]:
    """The row of topics, with the words that tell each; none where no topic is known."""
    values = tuple(Value(s.topic, topic_address(s.topic, base), f"({reason_of(s)})") for s in site.topics[key])
    return (PageFact(say("topics"), values),) if values else ()


def _values(name: str, value: object, site: Site, base: str) -> tuple[Value, ...]:
    """A field's value as the page shows it, with the list it leads to where there is one; empty for ``None``."""
    if not value:
        return ()
    if isinstance(value, tuple):
        return tuple(Value(*bodies_with_pages(site, (part,), base)[0]) if isinstance(part, BodyParts)
                     else Value(str(part)) for part in value)
    text = str(value)
    if name == "date":
        return (Value(written_date(text) or text, f"{base}nam/{text[:4]}/"),)
    if name == "level":
        return (Value(site.level(text), f"{base}cap/{address_of(site.level(text))}/"),)
    if name == "type":
        return (Value(text, f"{base}loai/{address_of(text)}/"),)
    if name in _OFFICES:
        return (Value(display_title(text, site.registry) or text),)
    return (Value(text),)


def contradictions_of(site: Site, found: tuple[Contradiction, ...], base: str) -> tuple[ContradictionView, ...]:
    """Contradictions with the sentences that give each reading."""
    return tuple(ContradictionView(field_name(c.field),
                                   tuple(_reading(site, c.field, r, base) for r in c.readings)) for c in found)


def _reading(site: Site, field: str, reading: ValueReading, base: str) -> ReadingView:
    value = (written_date(reading.value) if field == "date" else reading.value) or reading.value
    return ReadingView(value, tuple(quote(site, m, base) for m in reading.mentions))
