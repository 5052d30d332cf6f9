"""What the commands do with all documents: compute their records, say how far they are, write what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import monotonic

from ..models import Document, Record
from ..problems import ProblemError, at_work_on
from ..reading.facts import text_facts
from ..reading.record import read_record
from ..registry.tables import Registry
from ..store.documents import Source
from ..store.processes import helpers_for, helping
from ..store.records import save_record
from .kept import KeptRecords, ReadText

Log = Callable[[str], None]


def record_of(source: Source, registry: Registry) -> Record:
    """Compute the record of one document."""
    with at_work_on(source.path, "Đọc văn bản"):
        return read_record(source.text, source.slug, registry.grammar, source.front_matter)


def document_as_computed(source: Source, registry: Registry) -> Document:
    """What the text alone says of the document, without anyone's corrections."""
    return read_record(source.text, source.slug, registry.grammar).document


def records_of(sources: Iterable[Source], registry: Registry, say: Log,
               kept: KeptRecords | None = None) -> dict[str, Record]:
    """The records of all documents, by slug: as ``kept``, else computed, by two processes where there is much to read.

    Equal whatever is kept and whatever the number of processes.
    """
    sources = tuple(sources)
    found = {source.slug: record for source in sources if kept and (record := kept.find(source))}
    missing = tuple(source for source in sources if source.slug not in found)
    for source, read in zip(with_progress(missing, "Đã đọc", say), computed(missing, registry), strict=True):
        if isinstance(read, ProblemError):
            raise read
        found[source.slug] = read.record
        if kept:
            kept.keep(source, read)
    return {source.slug: found[source.slug] for source in sources}


def computed(sources: tuple[Source, ...], registry: Registry) -> Iterator[ReadText | ProblemError]:
    """What documents say in their order, or what the reader stumbled on; by two processes where there is much."""
    helpers = helpers_for(sum(len(source.text) for source in sources))
    if helpers < 2:
        yield from (_tried(source, registry) for source in sources)
        return
    global _shared
    _shared = sources, registry
    try:
        with helping(helpers) as pool:
            yield from pool.map(_record_at, range(len(sources)), chunksize=8)
    finally:
        _shared = None


_shared: tuple[tuple[Source, ...], Registry] | None = None


def _record_at(place: int) -> ReadText | ProblemError:
    assert _shared
    return _tried(_shared[0][place], _shared[1])


def _tried(source: Source, registry: Registry) -> ReadText | ProblemError:
    try:
        record = record_of(source, registry)
        with at_work_on(source.path, "Đọc văn bản"):
            return ReadText(record, text_facts(record, source.text, registry.grammar))
    except ProblemError as error:
        return error


def with_progress(items: tuple[Source, ...], label: str, say: Log) -> Iterator[Source]:
    """Hand on the items, saying every two seconds how far the work has come."""
    last = monotonic()
    for done, item in enumerate(items):
        if monotonic() - last > 2:
            say(f"      {label} {done} trên {len(items)} văn bản …")
            last = monotonic()
        yield item


def write_records(sources: Iterable[Source], found: dict[str, Record], kept: KeptRecords | None = None) -> int:
    """Write the record files that are not what was computed; how many were written."""
    if kept:
        return kept.save(tuple(sources), found)
    return sum(save_record(found[source.slug], source.path.parent) for source in sources)
