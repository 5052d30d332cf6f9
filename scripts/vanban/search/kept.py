"""What an index before was counted from: blocks of entries as they were read."""

from __future__ import annotations

from ..graph.reads import digest_of_value
from ..store.cache import Cache, digest_of_parts
from .counting import Counted


class KeptIndex:
    """One run beside the one before. ``version`` is a digest of everything but entries that an index is made of.

    Without a cache nothing is known and nothing is kept.
    """

    def __init__(self, cache: Cache | None = None, version: str = "") -> None:
        self.cache, self.version = cache, version

    def block(self, entries: object) -> Counted | None:
        """What was counted in a block of entries, ``None`` where it was not read before."""
        found = self.cache.get(self._key(entries)) if self.cache else None
        return Counted(*found) if isinstance(found, tuple) and len(found) == len(Counted._fields) else None

    def keep_block(self, entries: object, counted: Counted) -> None:
        """Remember what was counted in a block."""
        if self.cache:
            self.cache.put(self._key(entries), tuple(counted))

    def forget_others(self) -> None:
        """Remove the blocks that were neither asked for nor kept."""
        if self.cache:
            self.cache.forget_unused()

    def _key(self, entries: object) -> str:
        return digest_of_parts(self.version, digest_of_value(entries))
