"""The weights of all entries, gathered by several processes where there is much to read: the same as by one.

Each process takes neighbouring entries; what it found comes back as a few long arrays, in order. The first
part is read by the process that asked, which needs none of it copied.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate, islice, pairwise
from multiprocessing import get_context

from ..problems import at_work_on
from ..registry.tables import Registry
from .entries import FIELDS, SearchEntry, field_texts
from .tokens import Analyser
from .weights import Gathered, WeightBuilder


def gather(entries: dict[int, SearchEntry], registry: Registry, analyser: Analyser, processes: int,
           meanwhile: Callable[[], None]) -> WeightBuilder:
    """The weights of the entries, given by number in order; ``meanwhile`` runs here while others read."""
    if processes < 2:
        meanwhile()
        return _read(entries, registry, analyser, 0, len(entries))
    cuts = _cuts(list(entries.values()), processes)
    global _shared
    _shared = entries, registry, analyser
    with get_context("fork").Pool(processes - 1) as pool:
        others = pool.imap(_read_range, list(pairwise(cuts[1:])))
        builder = _read(entries, registry, analyser, 0, cuts[1])
        meanwhile()
        for gathered in others:
            builder.absorb(gathered)
    _shared = None
    return builder


def size_of(entry: SearchEntry) -> int:
    """Characters of an entry to read."""
    return 200 + sum(len(text) for _, text in entry.paragraphs)


def _cuts(entries: list[SearchEntry], parts: int) -> list[int]:
    """Where to cut the entries into parts of like size: the first place, those between, the last."""
    read = list(accumulate(map(size_of, entries)))
    cuts = [next(i for i, so_far in enumerate(read) if so_far >= read[-1] * part / parts) for part in range(1, parts)]
    return [0, *cuts, len(entries)]


def _read(entries: dict[int, SearchEntry], registry: Registry, analyser: Analyser, start: int,
          end: int) -> WeightBuilder:
    builder = WeightBuilder([boost for _, boost in FIELDS])
    for number, entry in islice(entries.items(), start, end):
        with at_work_on(f"van-ban/{entry.slug}", "Lập chỉ mục tìm kiếm"):
            analyses = [analyser.analyse(texts) for texts in field_texts(entry, registry)]
            builder.add(number, [a.terms for a in analyses], set().union(*(a.forms for a in analyses)), entry.boost)
    return builder


_shared: tuple[dict[int, SearchEntry], Registry, Analyser] | None = None


def _read_range(place: tuple[int, int]) -> Gathered:
    assert _shared
    return _read(*_shared, *place).gathered()
