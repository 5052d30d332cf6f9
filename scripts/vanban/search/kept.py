"""What an index before was made of: blocks of entries as they were read, and the posting lists as they were written.

A posting list is that of before when no block that holds its term has changed and the average lengths have not.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import fields
from typing import Any

from ..graph.reads import digest_of_value
from ..store.cache import Cache, digest_of_parts
from .generation import Generation
from .shards import PostingLine, posting_line, rows_of
from .weights import Gathered, WeightBuilder


class KeptIndex:
    """One run beside the one before. ``version`` is a digest of everything but entries that an index is made of.

    Without a cache nothing is known and nothing is kept.
    """

    def __init__(self, cache: Cache | None = None, version: str = "") -> None:
        self.cache, self.version = cache, version
        found = cache.get(version) if cache else None
        self._before: tuple[list[str], tuple[float, ...], dict[str, Any]] = found or ([], (), {})
        self._now: list[str] = []
        self._new: list[Gathered] = []

    def block(self, entries: object) -> Gathered | None:
        """What was found in a block of entries, ``None`` where it was not read before."""
        if self.cache is None:
            return None
        self._now.append(self._key(entries))
        return self._gathered(self._now[-1])

    def keep_block(self, entries: object, gathered: Gathered) -> None:
        """Remember what was found in a block."""
        if self.cache:
            self._new.append(gathered)
            self.cache.put(self._key(entries), tuple(getattr(gathered, each.name) for each in fields(gathered)))

    def lines(self, folder: Generation, builder: WeightBuilder, nameless: Set[int]) -> dict[str, PostingLine]:
        """The posting lists of all terms in order, written anew where they may differ."""
        old, terms = self._standing(builder), builder.terms()
        lines = {term: PostingLine(*old[term]) for term in terms
                 if term in old and all(map(folder.stands, old[term][2]))}
        made = {row[0]: posting_line(folder, row)
                for row in rows_of(builder, nameless, [term for term in terms if term not in lines])}
        lines = {term: made.get(term) or lines[term] for term in terms}
        if self.cache:
            self.cache.put(self.version, (self._now, builder.averages(), {t: tuple(v) for t, v in lines.items()}))
            self.cache.used = {self.version, *self._now}
            self.cache.forget_unused()
        return lines

    def _standing(self, builder: WeightBuilder) -> dict[str, Any]:
        """The posting lists of before that no change of a block or of the averages touches."""
        blocks, averages, lines = self._before
        gone = [self._gathered(key) for key in sorted(set(blocks) - set(self._now))]
        if averages != builder.averages() or None in gone:
            return {}
        touched = _terms(each for each in (*gone, *self._new) if each)
        return {term: line for term, line in lines.items() if term not in touched}

    def _gathered(self, key: str) -> Gathered | None:
        found = self.cache.get(key) if self.cache else None
        return Gathered(*found) if isinstance(found, tuple) and len(found) == len(fields(Gathered)) else None

    def _key(self, entries: object) -> str:
        return digest_of_parts(self.version, digest_of_value(entries))


def _terms(blocks: Iterable[Gathered]) -> set[str]:
    """Every term of some blocks, of their texts and of their forms."""
    return {term for block in blocks for term in (*block.terms, *(term for term, _ in block.forms))}
