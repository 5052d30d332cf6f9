"""Making the units of a site: those that would be as they are stay, the others are shared out among processes."""

from __future__ import annotations

import gc
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from ..graph.reads import Lookup, Reads
from ..store.cache import Cache
from ..store.processes import helpers_for
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


Looked = tuple[tuple[str, ...], set[Lookup]]
"""Files of a unit and what was looked up for them, as it comes from another process."""
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
        return array("L", sorted(self.facts.setdefault(fact, len(self.facts)) for fact in facts))

    def standing(self, reads: Reads, docs: Path) -> dict[str, Made]:
        """The units whose files are there as they were written, and whose facts are what they were."""
        found = self.cache.get(self.version) if self.cache else None
        if not found:
            return {}
        facts, digests, units = found
        self.facts = {fact: at for at, fact in enumerate(facts)}
        same = [reads.digest_of(fact) == digest for fact, digest in zip(facts, digests, strict=True)]
        return {name: Made(tuple(files), array("L", places)) for name, (files, places) in units.items()
                if all(same[at] for at in places) and all(_state(docs / path) == was for path, was in files.items())}

    def keep(self, reads: Reads, made: Mapping[str, Made], docs: Path) -> None:
        """Remember what the units were made of that depend on single facts."""
        if not self.cache:
            return
        used = sorted({at for each in made.values() for at in each.facts})
        places, facts = {old: new for new, old in enumerate(used)}, list(self.facts)
        units = {name: ({path: _state(docs / path) for path in each.files}, [places[at] for at in each.facts])
                 for name, each in made.items() if each.facts}
        self.cache.put(self.version, ([facts[at] for at in used], [reads.digest_of(facts[at]) for at in used], units))
        self.cache.forget_unused()


def _state(path: Path) -> FileState | None:
    try:
        found = path.stat()
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
        made = standing | {unit.name: Made(files, self.traces.numbers(facts))
                           for unit, (files, facts) in zip(missing, self._make(missing), strict=True)}
        return {unit.name: made[unit.name] for unit in units}

    def _make(self, units: list[Unit]) -> Iterator[Looked]:
        """The units one after the other; many are shared out, those that look at everything stay here."""
        helpers = helpers_for(sum(map(len, self.site.collection.texts.values())))
        single = [unit for unit in units if unit.alone]
        if helpers < 2 or len(single) < _SHARE * helpers:
            yield from map(self.make, units)
            return
        global _shared
        _shared = self, single
        compile_templates()
        gc.freeze()  # Other processes then share the pages of memory that nobody changes.
        try:
            with get_context("fork").Pool(helpers) as pool:
                others = pool.imap(_make_at, range(len(single)), chunksize=_SHARE)
                here = {unit.name: self.make(unit) for unit in units if not unit.alone}
                yield from (here[unit.name] if not unit.alone else next(others) for unit in units)
        finally:
            _shared = None
            gc.unfreeze()

    def make(self, unit: Unit) -> Looked:
        """Put the files of one unit."""
        files = []
        with self.site.reads.noting() as facts:
            for path, content in unit.files():
                self.staging.put(path, content)
                files.append(path)
        return tuple(files), facts if unit.alone or unit.noted else set()


_shared: tuple[Making, list[Unit]] | None = None


def _make_at(place: int) -> Looked:
    assert _shared
    return _shared[0].make(_shared[1][place])
