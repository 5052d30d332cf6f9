"""All entries counted in blocks: those kept from before as they were, the others by several processes.

A block holds the entries of neighbouring numbers; what is counted in it is the same whoever does it and when.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from ..problems import at_work_on
from ..registry.tables import Registry
from ..store.processes import helping
from .counting import Counted, SearchText, count
from .entries import SearchEntry, field_texts
from .kept import KeptIndex
from .tokens import Analyser

SPAN = 1_024
"""Numbers of one block."""
EntryBlock = tuple[tuple[int, SearchEntry], ...]


def gather(entries: dict[int, SearchEntry], registry: Registry, analyser: Analyser, processes: int,
           meanwhile: Callable[[], None], kept: KeptIndex) -> list[Counted]:
    """What is counted in the entries, given by number in order; ``meanwhile`` runs here while others read."""
    found: defaultdict[int, list[tuple[int, SearchEntry]]] = defaultdict(list)
    for number, entry in entries.items():
        found[number // SPAN].append((number, entry))
    blocks = [tuple(block) for block in found.values()]
    counted = [kept.block(block) for block in blocks]
    missing = [place for place, known in enumerate(counted) if known is None]
    read = _read_all([blocks[place] for place in missing], registry, analyser, processes, meanwhile)
    for place, new in zip(missing, read, strict=True):
        kept.keep_block(blocks[place], new)
        counted[place] = new
    kept.forget_others()
    return [each for each in counted if each is not None]


def _read_all(blocks: list[EntryBlock], registry: Registry, analyser: Analyser, processes: int,
              meanwhile: Callable[[], None]) -> Iterator[Counted]:
    """What is found in blocks, in their order."""
    global _shared
    _shared = blocks, registry, analyser
    try:
        if processes < 2 or len(blocks) < 2:
            meanwhile()
            yield from map(_read_block, range(len(blocks)))
            return
        with helping(processes) as pool:
            found = pool.map(_read_block, range(len(blocks)))
            meanwhile()
            yield from found
    finally:
        _shared = None


_shared: tuple[list[EntryBlock], Registry, Analyser] | None = None


def _read_block(place: int) -> Counted:
    assert _shared
    blocks, registry, analyser = _shared
    with at_work_on(f"van-ban/{blocks[place][0][1].slug}", "Lập chỉ mục tìm kiếm"):
        return count([SearchText(number, field_texts(entry, registry), entry.boost) for number, entry in blocks[place]],
                     analyser)
