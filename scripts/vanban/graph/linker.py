"""Linking the documents of a project, again and again as some of them change.

Mentions are compared anew each time, since one may join or part any others. What was read from a record, chosen from a
cluster or named, stays the same object as long as the record is, or the mentions of the cluster are: whoever works
something out from these objects may keep it by them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from ..models import Instrument, Record
from ..registry.body_keys import BodyKeys
from ..registry.tables import Registry
from .clusters import Cluster
from .instruments import draft_instruments, sources_of
from .mentions import MentionView, mentions_of
from .slugs import unique_slugs


class _Chosen(NamedTuple):
    """What was made of a cluster: its mentions, the instrument as it would be alone, and as it is among the others."""

    members: Sequence[MentionView]
    draft: Instrument
    instrument: Instrument


class Linker:
    """What was worked out of the documents of a project the last time they were linked."""

    def __init__(self, registry: Registry) -> None:
        self.registry, self.keys = registry, BodyKeys(registry)
        self._read: dict[str, tuple[Record, tuple[MentionView, ...]]] = {}
        self._chosen: dict[frozenset[int], _Chosen] = {}
        """By the ids of the mentions, as objects, of a cluster."""

    def mentions(self, records: Mapping[str, Record]) -> tuple[MentionView, ...]:
        """All documents and citations in the order of slug and place, whatever the order of ``records``."""
        before = self._read
        self._read = {}
        for slug in sorted(records):
            known = before.get(slug)
            self._read[slug] = known if known and known[0] is records[slug] else (
                records[slug], tuple(mentions_of(slug, records[slug], self.keys)))
        return tuple(seen for _, views in self._read.values() for seen in views)

    def instruments(self, clusters: Sequence[Cluster], records: Mapping[str, Record]) -> list[Instrument]:
        """One instrument for each cluster, with unique keys and slugs, in the order of keys."""
        identities = [frozenset(map(id, cluster.members)) for cluster in clusters]
        before = [self._chosen.get(identity) for identity in identities]
        new = [cluster for cluster, known in zip(clusters, before, strict=True) if known is None]
        drawn = draft_instruments(new, sources_of(records), self.registry)
        drafts = [known.draft if known else next(drawn) for known in before]
        found = list(self._named(drafts, before))
        # The mentions are kept too: while they are, no other object can have the id of one.
        self._chosen = {identity: _Chosen(cluster.members, draft, instrument)
                        for identity, cluster, draft, instrument in zip(
                            identities, clusters, drafts, found, strict=True)}
        return sorted(found, key=lambda instrument: instrument.key)

    @staticmethod
    def _named(drafts: list[Instrument], before: Sequence[_Chosen | None]) -> Iterator[Instrument]:
        """The drafts with keys and slugs that no two share; of each, the object of ``before`` where it is the same."""
        counts = Counter(draft.key for draft in drafts)
        for draft, slug, known in zip(drafts, unique_slugs(drafts), before, strict=True):
            key = draft.key if counts[draft.key] == 1 else f"{draft.key}@{slug}"
            made = known.instrument if known else draft
            yield made if (made.key, made.slug) == (key, slug) else replace(draft, key=key, slug=slug)
