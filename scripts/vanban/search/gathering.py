"""The weights of all entries, read in blocks: those kept from before as they were, the others by several processes.

A block holds the entries of neighbouring numbers. What was found in it comes as a few long arrays; put together in
order they are the same whoever read them and when.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Set
from multiprocessing import get_context

from ..problems import at_work_on
from ..registry.tables import Registry
from .entries import FIELDS, SearchEntry, field_texts
from .kept import KeptIndex
from .tokens import Analyser
from .weights import Gathered, WeightBuilder

SPAN = 1_024
"""Numbers of one block."""
EntryBlock = tuple[tuple[int, SearchEntry], ...]


def gather(entries: dict[int, SearchEntry], registry: Registry, analyser: Analyser, processes: int,
           meanwhile: Callable[[], None], nameless: Set[int], kept: KeptIndex) -> WeightBuilder:
    """The weights of the entries, given by number in order; ``meanwhile`` runs here while others read.

    ``nameless`` entries are told apart in posting lists, so a block with another one is another block.
    """
    found: defaultdict[int, list[tuple[int, SearchEntry]]] = defaultdict(list)
    for number, entry in entries.items():
        found[number // SPAN].append((number, entry))
    blocks = [tuple(block) for block in found.values()]
    keys = [(block, [number for number, _ in block if number in nameless]) for block in blocks]
    known = [kept.block(key) for key in keys]
    missing = [block for block, gathered in zip(blocks, known, strict=True) if gathered is None]
    if not missing:
        meanwhile()
    builder = _empty()
    read = _read_all(missing, registry, analyser, processes, meanwhile)
    for key, gathered in zip(keys, known, strict=True):
        if gathered is None:
            gathered = next(read)
            kept.keep_block(key, gathered)
        builder.absorb(gathered)
    return builder


def _read_all(blocks: list[EntryBlock], registry: Registry, analyser: Analyser, processes: int,
              meanwhile: Callable[[], None]) -> Iterator[Gathered]:
    """What is found in blocks, in their order."""
    global _shared
    _shared = blocks, registry, analyser
    try:
        if processes < 2 or len(blocks) < 2:
            meanwhile()
            yield from map(_read_block, range(len(blocks)))
            return
        with get_context("fork").Pool(processes) as pool:
            found = pool.imap(_read_block, range(len(blocks)))
            meanwhile()
            yield from found
    finally:
        _shared = None


def size_of(entry: SearchEntry) -> int:
    """Characters of an entry to read."""
    return 200 + sum(len(text) for _, text in entry.paragraphs)


def _empty() -> WeightBuilder:
    return WeightBuilder([boost for _, boost in FIELDS])


_shared: tuple[list[EntryBlock], Registry, Analyser] | None = None


def _read_block(place: int) -> Gathered:
    assert _shared
    blocks, registry, analyser = _shared
    builder = _empty()
    for number, entry in blocks[place]:
        with at_work_on(f"van-ban/{entry.slug}", "Lập chỉ mục tìm kiếm"):
            analyses = [analyser.analyse(texts) for texts in field_texts(entry, registry)]
            builder.add(number, [a.terms for a in analyses], set().union(*(a.forms for a in analyses)), entry.boost)
    return builder.gathered()
