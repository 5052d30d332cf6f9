"""What an index before was made from: blocks of entries as they were read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..graph.reads import digest_of_value
from ..store.cache import Cache, digest_of_parts
from .counting import Counted
from .entries import SearchEntry


class ReadBlock(NamedTuple):
    """What was counted in a block of entries, where the first paragraphs of its documents are, by the numbers of these,
    and the files that hold its paragraphs."""

    counted: Counted
    leaves: dict[int, str]
    files: list[str]


class KeptIndex:
    """One run beside the one before. ``version`` is a digest of everything but entries and their texts that an index is
    made of, ``records`` are those of the records, by slug; a block with a record that has none is not kept.

    Without a cache nothing is known and nothing is kept.
    """

    def __init__(self, cache: Cache | None = None, version: str = "", records: Mapping[str, str] | None = None) -> None:
        self.cache, self.version, self.records = cache, version, records or {}

    def block(self, entries: tuple[tuple[int, SearchEntry], ...]) -> ReadBlock | None:
        """What was read in a block of entries, ``None`` where it was not read before."""
        key = self._key(entries)
        found = self.cache.get(key) if self.cache and key else None
        if not (isinstance(found, tuple) and len(found) == 3 and len(found[0]) == len(Counted._fields)):
            return None
        return ReadBlock(Counted(*found[0]), found[1], found[2])

    def keep_block(self, entries: tuple[tuple[int, SearchEntry], ...], read: ReadBlock) -> None:
        """Remember what was read in a block."""
        key = self._key(entries)
        if self.cache and key:
            self.cache.put(key, (tuple(read.counted), read.leaves, read.files))

    def forget_others(self) -> None:
        """Remove the blocks that were neither asked for nor kept."""
        if self.cache:
            self.cache.forget_unused()

    def _key(self, entries: tuple[tuple[int, SearchEntry], ...]) -> str | None:
        """A digest of all that a block is read from; ``None`` where that is not known."""
        texts = [self.records.get(entry.slug) for _, entry in entries if entry.held]
        if self.cache is None or None in texts:
            return None
        return digest_of_parts(self.version, digest_of_value(entries), *filter(None, texts))
