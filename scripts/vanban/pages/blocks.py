"""Where in a document's outline an offset stands."""

from __future__ import annotations

from ..models import Block, Record


def block_at(record: Record, offset: int) -> Block | None:
    """The block of a record's outline that holds a raw offset, ``None`` between blocks."""
    low, high = 0, len(record.outline)
    while low < high:
        middle = (low + high) // 2
        if record.outline[middle].start <= offset:
            low = middle + 1
        else:
            high = middle
    block = record.outline[low - 1] if low else None
    return block if block and offset < block.end else None
