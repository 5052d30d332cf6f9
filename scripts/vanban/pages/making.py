"""Making the units of a site: those that would be as they are stay, the others are shared out among processes."""

from __future__ import annotations

import gc
import os
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import NamedTuple

from ..graph.reads import Lookup, Reads
from ..store.cache import Cache
from ..store.processes import helpers_for, helping
from ..store.staging import Staging
from .site import Site
from .templating import compile_templates
from .units import Unit

_SHARE = 40
"""Units a process takes at once."""


class Made(NamedTuple):
    """The files of a unit, by their paths under docs, and what was looked up for them: numbers of facts, in order."""

    files: tuple[str, ...]
    facts: array[int]


class Received(NamedTuple):
    """What another process made: ``numbers`` are those it gave to facts, ``new`` the facts that it numbered just now.

    Thousands of results may wait to be read: as numbers they are small, and a process sends a fact once.
    """

    files: tuple[str, ...]
    process: int
    numbers: array[int]
    new: list[Lookup]


Looked = tuple[tuple[str, ...], set[Lookup]]
"""Files of a unit and what was looked up for them."""
FileState = tuple[int, int]
"""Size and time of a file: while they stay, it holds what was written."""


@dataclass
class Traces:
    """What the files that stand under docs were made of, kept from one run to the next under ``version``: a digest of
    everything else that they depend on. ``records`` are digests of the records, by slug; ``facts`` the numbers of what
    was looked up; ``made`` the units made again in this run, without those that look at everything.

    Without a cache nothing is known and nothing is kept.
    """

    cache: Cache | None = None
    version: str = ""
    records: Mapping[str, str] = field(default_factory=dict)
    facts: dict[Lookup, int] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)

    def numbers(self, facts: Iterable[Lookup]) -> array[int]:
        """The numbers of facts."""
        return array("L", sorted(map(self.number, facts)))

    def number(self, fact: Lookup) -> int:
        """The number of one fact."""
        return self.facts.setdefault(fact, len(self.facts))

    def standing(self, reads: Reads, docs: Path) -> dict[str, Made]:
        """The units whose files are there as they were written, and whose facts are what they were."""
        found = self.cache.get(self.version) if self.cache else None
        if not found:
            return {}
        facts, digests, units = found
        self.facts = {fact: at for at, fact in enumerate(facts)}
        same = [reads.digest_of(fact) == digest for fact, digest in zip(facts, digests, strict=True)]
        known = {name: (files, array("L", places)) for name, (files, places) in units.items()}
        return {name: Made(tuple(files), places) for name, (files, places) in known.items()
                if all(map(same.__getitem__, places))
                and all(_state(docs, path) == was for path, was in files.items())}

    def keep(self, reads: Reads, made: Mapping[str, Made], docs: Path) -> None:
        """Remember what the units were made of that depend on single facts."""
        if not self.cache:
            return
        used = sorted({at for each in made.values() for at in each.facts})
        places, facts = {old: new for new, old in enumerate(used)}, list(self.facts)
        units = {name: ({path: _state(docs, path) for path in each.files},
                        array("L", map(places.__getitem__, each.facts)).tobytes())
                 for name, each in made.items() if each.facts}
        self.cache.put(self.version, ([facts[at] for at in used], [reads.digest_of(facts[at]) for at in used], units))
        self.cache.forget_unused()


def _state(docs: Path, path: str) -> FileState | None:
    try:
        found = os.stat(f"{docs}/{path}")  # noqa: PTH116  # as an object, a path costs more than the look at it
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


@dataclass
class Making:
    """One run over the units of a site."""

    site: Site
    staging: Staging
    traces: Traces

    def run(self, units: Iterable[Unit]) -> dict[str, Made]:
        """Put the files of every unit that does not stand; all units by name, in their order."""
        units = tuple(units)
        self.site.gather()
        standing = self.traces.standing(self.site.reads, self.staging.target)
        missing = [unit for unit in units if unit.name not in standing]
        self.traces.made = [unit.name for unit in missing if unit.alone]
        made = standing | {unit.name: done for unit, done in zip(missing, self._make(missing), strict=True)}
        return {unit.name: made[unit.name] for unit in units}

    def _make(self, units: list[Unit]) -> Iterator[Made]:
        """The units one after the other; many are shared out, those that look at everything stay here."""
        helpers = helpers_for(sum(map(len, self.site.collection.texts.values())))
        single = [unit for unit in units if unit.alone]
        if helpers < 2 or len(single) < _SHARE * helpers:
            yield from map(self._made, units)
            return
        global _shared
        _shared = self, single
        compile_templates()
        gc.freeze()  # Other processes then share the pages of memory that nobody changes.
        try:
            with helping(helpers) as pool:
                others = self._read(pool.map(_make_at, range(len(single)), chunksize=_SHARE))
                here = {unit.name: self._made(unit) for unit in units if not unit.alone}
                yield from (here[unit.name] if not unit.alone else next(others) for unit in units)
        finally:
            _shared = None
            gc.unfreeze()

    def make(self, unit: Unit) -> Looked:
        """Put the files of one unit."""
        files = []
        with self.site.reads.noting() if unit.alone or unit.noted else nullcontext(set[Lookup]()) as facts:
            for path, content in unit.files():
                self.staging.put(path, content)
                files.append(path)
        return tuple(files), facts

    def _made(self, unit: Unit) -> Made:
        files, facts = self.make(unit)
        return Made(files, self.traces.numbers(facts))

    def _read(self, results: Iterable[Received]) -> Iterator[Made]:
        """What other processes made, with the numbers that facts have here; results of a process come in its order."""
        known: dict[int, list[int]] = {}
        for files, process, numbers, new in results:
            here = known.setdefault(process, [])
            here += map(self.traces.number, new)
            yield Made(files, array("L", sorted(here[number] for number in numbers)))


_shared: tuple[Making, list[Unit]] | None = None
_numbers: dict[Lookup, int] = {}
"""Numbers of what was looked up in this process, while it helps another."""


def _make_at(place: int) -> Received:
    assert _shared
    files, facts = _shared[0].make(_shared[1][place])
    new = [fact for fact in facts if fact not in _numbers]
    _numbers.update(zip(new, count(len(_numbers))))
    return Received(files, os.getpid(), array("L", map(_numbers.__getitem__, facts)), new)
