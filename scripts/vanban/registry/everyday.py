"""Everyday words beside those of the documents: what two tables of one form hold."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from ..store.rows import Row


def everyday_pairs(rows: Iterable[Row]) -> tuple[tuple[str, str], ...]:
    """Each everyday word of the rows with each word that the documents have for it."""
    return tuple(pair for row in rows for pair in product(_parts(row, "words"), _parts(row, "official")))


def _parts(row: Row, field: str) -> list[str]:
    return [part for words in (row.text(field) or "").split(";") if (part := words.strip())]
