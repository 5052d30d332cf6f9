"""Where citations stand, and which annotated one a found one is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

CitationData = Mapping[str, Any]
"""A citation as plain data, of an annotation or of a record."""
CitationRows = Sequence[CitationData]


def citation_span(row: CitationData) -> tuple[int, int]:
    """Where the text of a citation stands."""
    return row["start"], row["start"] + len(row["text"])


def citations_overlap(first: CitationData, second: CitationData, of: Callable[[int, int], int] = max) -> bool:
    """Whether two citations share half of the longer (``of=min``: the shorter) one."""
    return spans_overlap(citation_span(first), citation_span(second), of)


def spans_overlap(first: tuple[int, int], second: tuple[int, int], of: Callable[[int, int], int] = max) -> bool:
    """Whether two spans share half of the longer (``of=min``: the shorter) one."""
    common = min(first[1], second[1]) - max(first[0], second[0])
    return 2 * common >= of(first[1] - first[0], second[1] - second[0])


def paired_citations(gold: CitationRows, found: CitationRows, of: Callable[[int, int], int] = max) -> dict[int, int]:
    """One-to-one pairs of indexes, annotated to found, each with the first free one that fits, in order."""
    free = list(range(len(found)))
    pairs = {}
    for i, row in enumerate(gold):
        fitting = next((j for j in free if citations_overlap(row, found[j], of)), None)
        if fitting is not None:
            pairs[i] = fitting
            free.remove(fitting)
    return pairs
