"""Records that need not be computed again, kept by text, front matter, tables and the code that reads."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
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
from ..store.records import write_record

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
    """The records of a project as they were computed before; ``facts`` are those of their texts, by slug.

    ``written``: digests of the files they are written as, by slug, as far as one was written: writing takes a third of
    the time of reading a text, and is not done to know the digest alone.
    """

    def __init__(self, root: Path) -> None:
        tables = root / DOCUMENTS.parent / "registry"
        self.cache = Cache(root / CACHE_FOLDER / "ban-ghi")
        self.tables_digest = digest_of_files(
            (path for path in tables.glob("*.yaml") if path.name not in _OF_THE_WHOLE), tables)
        self.version = digest_of_parts(_reader(), self.tables_digest)
        self._files = Cache(root / CACHE_FOLDER / "tep-ban-ghi")
        digests = self._files.get(self.version)
        self._digests: dict[str, str] = digests if isinstance(digests, dict) else {}
        self.written: dict[str, str] = {}
        self.facts: dict[str, TextFacts] = {}

    def find(self, source: Source) -> Record | None:
        """The record of a document, ``None`` where it was not computed from this text with these tables and code."""
        key = self._key(source)
        found = self.cache.get(key)
        if not (isinstance(found, tuple) and len(found) == 2 and isinstance(found[0], Record)):
            return None
        if key in self._digests:
            self.written[source.slug] = self._digests[key]
        self.facts[source.slug] = found[1]
        return found[0]

    def keep(self, source: Source, read: ReadText) -> None:
        """Remember the record of a document and the facts of its text."""
        self.written.pop(source.slug, None)
        self.facts[source.slug] = read.facts
        self.cache.put(self._key(source), tuple(read))

    def is_written(self, source: Source) -> bool:
        """Whether the file beside a document is known to hold the record found or saved here."""
        path, digest = source.record_path, self.written.get(source.slug)
        return bool(digest) and path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest

    def save(self, sources: Sequence[Source], found: Mapping[str, Record]) -> int:
        """Write the files beside documents that do not hold their records; how many were written."""
        count = 0
        for source in sources:
            if not self.is_written(source):
                changed, self.written[source.slug] = write_record(found[source.slug], source.record_path)
                count += changed
        self._files.put(self.version, {self._key(source): self.written[source.slug] for source in sources})
        self._files.forget_unused()
        return count

    def forget_others(self, sources: Iterable[Source]) -> None:
        """Remove the records of texts that are no more."""
        self.cache.used = {self._key(source) for source in sources}
        self.cache.forget_unused()

    def _key(self, source: Source) -> str:
        return digest_of_parts(self.version, source.slug, source.head, source.text)
