"""What the commands do with all documents: compute their records, say how far they are, write what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import monotonic

from ..models import Document, Record
from ..problems import at_work_on
from ..reading.record import read_record
from ..registry.tables import Registry
from ..store.documents import Source
from ..store.records import save_record

Say = Callable[[str], None]


def record_of(source: Source, registry: Registry) -> Record:
    """Compute the record of one document."""
    with at_work_on(source.path, "Đọc văn bản"):
        return read_record(source.text, source.slug, registry.grammar, source.front_matter)


def document_as_computed(source: Source, registry: Registry) -> Document:
    """What the text alone says of the document, without anyone's corrections."""
    return read_record(source.text, source.slug, registry.grammar).document


def records_of(sources: Iterable[Source], registry: Registry, say: Say) -> dict[str, Record]:
    """Compute the records of all documents, by slug."""
    return {source.slug: record_of(source, registry) for source in told(tuple(sources), "Đã đọc", say)}


def told(items: tuple[Source, ...], label: str, say: Say) -> Iterator[Source]:
    """Hand on the items, saying every two seconds how far the work has come."""
    last = monotonic()
    for done, item in enumerate(items):
        if monotonic() - last > 2:
            say(f"      {label} {done} trên {len(items)} văn bản …")
            last = monotonic()
        yield item


def write_records(sources: Iterable[Source], found: dict[str, Record]) -> int:
    """Write the record files that are not what was computed; how many were written."""
    return sum(save_record(found[source.slug], source.path.parent) for source in sources)
