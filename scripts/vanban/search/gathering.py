"""All entries read in blocks: those kept from before as they were, the others by several processes.

A block holds the entries of neighbouring numbers; what is read in it is the same whoever does it and when.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..models import Collection
from ..problems import at_work_on
from ..registry.tables import Registry
from ..store.processes import helping
from .counting import SearchText, count
from .entries import SearchEntry, field_texts, with_paragraphs
from .generation import Generation
from .kept import KeptIndex, ReadBlock
from .paragraphs import write_paragraphs
from .tokens import Analyser

SPAN = 256
"""Numbers of one block."""
EntryBlock = tuple[tuple[int, SearchEntry], ...]


class Reader(NamedTuple):
    """What texts are read with, and where their paragraphs are written."""

    collection: Collection
    registry: Registry
    analyser: Analyser
    folder: Generation

    def read(self, block: EntryBlock) -> ReadBlock:
        """Count the terms of the entries of a block and write the paragraphs of its texts."""
        with at_work_on(f"van-ban/{block[0][1].slug}", "Lập chỉ mục tìm kiếm"):
            entries = {number: with_paragraphs(entry, self.collection) for number, entry in block}
            counted = count([SearchText(number, field_texts(entry, self.registry), entry.boost)
                             for number, entry in entries.items()], self.analyser)
            return ReadBlock(counted, *write_paragraphs(self.folder, entries))


def gather(entries: dict[int, SearchEntry], reader: Reader, processes: int, meanwhile: Callable[[], None],
           kept: KeptIndex) -> list[ReadBlock]:
    """What is read in the entries, given by number in order; ``meanwhile`` runs here while others read.

    A block that was read before stands while the files of its paragraphs do.
    """
    found: defaultdict[int, list[tuple[int, SearchEntry]]] = defaultdict(list)
    for number, entry in entries.items():
        found[number // SPAN].append((number, entry))
    blocks = [tuple(block) for block in found.values()]
    read = [known if known and reader.folder.stand(known.files) else None for known in map(kept.block, blocks)]
    missing = [place for place, known in enumerate(read) if known is None]
    for place, new in zip(missing, _read_all([blocks[place] for place in missing], reader, processes, meanwhile),
                          strict=True):
        reader.folder.stand(new.files)  # another process may have written them
        kept.keep_block(blocks[place], new)
        read[place] = new
    kept.forget_others()
    return [each for each in read if each is not None]


def _read_all(blocks: list[EntryBlock], reader: Reader, processes: int,
              meanwhile: Callable[[], None]) -> Iterator[ReadBlock]:
    """What is found in blocks, in their order."""
    global _shared
    _shared = blocks, reader
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


_shared: tuple[list[EntryBlock], Reader] | None = None


def _read_block(place: int) -> ReadBlock:
    assert _shared
    blocks, reader = _shared
    return reader.read(blocks[place])
