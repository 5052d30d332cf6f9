"""Everyday words beside those of the documents: what two tables of one form hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..store.rows import Row


def everyday_pairs(rows: Iterable[Row]) -> tuple[tuple[str, str], ...]:
    """Each everyday word of the rows with each word that the documents have for it."""
    return tuple(pair for row in rows for pair in _pairs(row))


def _pairs(row: Row) -> Iterator[tuple[str, str]]:
    for words in (row.text("words") or "").split(";"):
        for official in (row.text("official") or "").split(";"):
            yield words.strip(), official.strip()
