"""What is read of a collection while something is made of it: so what was made stands as long as that stays the same.

A collection is handed out as tables that note who looks up what (:class:`NotedTable`). What is worked out once and
asked for often passes on what it was worked out from (:meth:`Reads.once`).
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar

import msgspec

from ..models import Collection

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
Lookup = tuple[str, Any]
"""The name of a table and a key in it; for whoever looks at all keys or counts them :data:`EVERY_KEY`, at all values
:data:`ALL`."""
ALL, EVERY_KEY = "*", "?"
_ENCODER = msgspec.msgpack.Encoder(enc_hook=os.fspath)


class Reads:
    """Notes what is looked up, for everyone who asked to be told (:meth:`noting`)."""

    def __init__(self) -> None:
        self.tables: dict[str, NotedTable[Any, Any]] = {}
        self._open: list[set[Lookup]] = []
        self._digests: dict[Lookup, bytes] = {}

    def note(self, fact: Lookup) -> None:
        """Something was looked up."""
        if self._open:
            self._open[-1].add(fact)

    @contextmanager
    def noting(self) -> Iterator[set[Lookup]]:
        """What is looked up while the block runs; whoever noted before is not told."""
        found: set[Lookup] = set()
        self._open.append(found)
        try:
            yield found
        finally:
            self._open.pop()

    def once(self, known: dict[_Key, tuple[_Value, frozenset[Lookup]]], key: _Key,
             work_out: Callable[[], _Value]) -> _Value:
        """The value of ``key``, worked out the first time; everyone who asks counts as having read what it took."""
        if key not in known:
            with self.noting() as found:
                value = work_out()
            known[key] = value, frozenset(found)
        value, facts = known[key]
        if self._open:
            self._open[-1] |= facts
        return value

    def digest_of(self, fact: Lookup) -> bytes:
        """A digest of what a table holds under a key: the same in every process, another for another value."""
        known = self._digests.get(fact)
        if known is None:
            table = self.tables.get(fact[0])
            known = self._digests[fact] = table.digest_of(fact[1]) if table is not None else b"no table"
        return known


class NotedTable(dict[_Key, _Value]):
    """A table whose readers are noted. ``digests`` are those of values known already, by key."""

    def __init__(self, name: str, values: Mapping[_Key, _Value], reads: Reads,
                 digests: Mapping[_Key, str] | None = None) -> None:
        super().__init__(values)
        self.name, self.reads, self.digests = name, reads, digests or {}
        reads.tables[name] = self

    def __getitem__(self, key: _Key) -> _Value:
        self.reads.note((self.name, key))
        return super().__getitem__(key)

    def get(self, key: _Key, default: Any = None) -> Any:
        """The value of a key; that there is none is noted too."""
        self.reads.note((self.name, key))
        return super().get(key, default)

    def __contains__(self, key: object) -> bool:
        self.reads.note((self.name, key))
        return super().__contains__(key)

    def __iter__(self) -> Iterator[_Key]:
        self.reads.note((self.name, EVERY_KEY))
        return super().__iter__()

    def __len__(self) -> int:
        self.reads.note((self.name, EVERY_KEY))
        return super().__len__()

    def keys(self) -> Any:
        """All keys."""
        self.reads.note((self.name, EVERY_KEY))
        return super().keys()

    def values(self) -> Any:
        """All values."""
        self.reads.note((self.name, ALL))
        return super().values()

    def items(self) -> Any:
        """All keys with their values."""
        self.reads.note((self.name, ALL))
        return super().items()

    def digest_of(self, key: Any) -> bytes:
        """A digest of the value of a key, of all keys or all keys and values in order; empty for no value."""
        if key in (ALL, EVERY_KEY):
            whole = hashlib.sha256()
            for each in super().__iter__():
                whole.update(repr(each).encode() + (self.reads.digest_of((self.name, each)) if key == ALL else b","))
            return whole.digest()[:12]
        if not super().__contains__(key):
            return b""
        known = self.digests.get(key)
        return known.encode() if known else digest_of_value(super().__getitem__(key))


def digest_of_value(value: object) -> bytes:
    """A digest of plain values and frozen records of them; equal values have one, wherever they come from.

    The kind of a record does not count: under a key of a table there is always the same kind.
    """
    return hashlib.sha256(_ENCODER.encode(value)).digest()[:12]


def noted(collection: Collection, digests: Mapping[str, str]) -> tuple[Collection, Reads]:
    """The collection with its readers noted, and where; ``digests`` are those of the records, by slug."""
    reads, records = Reads(), collection.records
    return replace(
        collection, records=NotedTable("records", records, reads, digests),
        texts=NotedTable("texts", collection.texts, reads, {slug: record.sha256 for slug, record in records.items()}),
        instruments=NotedTable("instruments", collection.instruments, reads),
        facts=NotedTable("facts", collection.facts, reads)), reads


def noted_like(other: object, name: str, values: dict[_Key, _Value]) -> dict[_Key, _Value]:
    """A table worked out from another: its readers are noted where those of the other are."""
    return NotedTable(name, values, other.reads) if isinstance(other, NotedTable) else values


@contextmanager
def unnoted(table: object) -> Iterator[None]:
    """Work whose result is a table of its own: what it looks up is not noted."""
    if not isinstance(table, NotedTable):
        yield
        return
    with table.reads.noting():
        yield
