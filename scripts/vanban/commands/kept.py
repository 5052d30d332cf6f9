"""Records that need not be computed again, kept by text, front matter, tables and the code that reads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from ..graph.addresses import REDIRECTS_TABLE as REDIRECTS
from ..graph.withdrawn import WITHDRAWN_TABLE as WITHDRAWN
from ..models import Record, TextFacts
from ..store.cache import CACHE_FOLDER, Cache, code_digest, digest_of_files, digest_of_parts
from ..store.documents import DOCUMENTS_FOLDER as DOCUMENTS
from ..store.documents import Source
from ..store.records import dump_record

_READING = ("models", "problems", "language", "store", "registry", "reading")
_PACKAGES = ("msgspec", "rapidfuzz", "pyyaml")
_OF_THE_WHOLE = (REDIRECTS.name, WITHDRAWN.name)
"""Tables that say nothing to who reads one text."""


class ReadText(NamedTuple):
    """What was read of one text."""

    record: Record
    facts: TextFacts


@cache
def _reader() -> str:
    """Everything but texts and tables that a record depends on."""
    return digest_of_parts(code_digest(*_READING), *map(version, _PACKAGES))


class KeptRecords:
    """The records of a project as they were computed before; ``written`` are digests of their files, ``facts`` those
    of their texts, by slug.
    """

    def __init__(self, root: Path) -> None:
        tables = root / DOCUMENTS.parent / "registry"
        self.cache = Cache(root / CACHE_FOLDER / "ban-ghi")
        self.tables_digest = digest_of_files(
            (path for path in tables.glob("*.yaml") if path.name not in _OF_THE_WHOLE), tables)
        self.version = digest_of_parts(_reader(), self.tables_digest)
        self.written: dict[str, str] = {}
        self.facts: dict[str, TextFacts] = {}

    def find(self, source: Source) -> Record | None:
        """The record of a document, ``None`` where it was not computed from this text with these tables and code."""
        found = self.cache.get(self._key(source))
        if not (isinstance(found, tuple) and len(found) == 3 and isinstance(found[0], Record)):
            return None
        self.written[source.slug], self.facts[source.slug] = found[1:]
        return found[0]

    def keep(self, source: Source, read: ReadText) -> None:
        """Remember the record of a document with a digest of the file it is written as, and the facts of its text."""
        self.written[source.slug] = written = hashlib.sha256(dump_record(read.record).encode()).hexdigest()
        self.facts[source.slug] = read.facts
        self.cache.put(self._key(source), (read.record, written, read.facts))

    def is_written(self, source: Source) -> bool:
        """Whether the file beside a document found or kept here holds its record already."""
        path = source.record_path
        return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == self.written.get(source.slug)

    def forget_others(self, sources: Iterable[Source]) -> None:
        """Remove the records of texts that are no more."""
        self.cache.used = {self._key(source) for source in sources}
        self.cache.forget_unused()

    def _key(self, source: Source) -> str:
        return digest_of_parts(self.version, source.slug, source.head, source.text)
