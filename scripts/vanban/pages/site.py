"""The collection as pages need it: who cites whom, names and addresses, each computed once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..graph.chain import down, extent, flatten, roots
from ..graph.steps import Step
from ..graph.topics import Subject, topics_of
from ..graph.withdrawn import Withdrawn
from ..language.legacy import readable
from ..models import Block, Citation, Collection, Instrument, Mention, Record, Relation
from ..registry.tables import Registry
from ..store.originals import Original
from .names import Name, level_name, name_of, relation_label
from .parts.excerpts import Passage, Piece, excerpt, passages, ranges_of
from .titles import display_title, is_capitals

SHORTEST_CHAIN = 3
"""Instruments in a chain that has a page of its own; shorter ones are shown whole on their instruments' pages."""
MOST_CHAINS = 6
"""Chains named on the page of an instrument that stands in many, the longest first."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What follows a root: its steps, the instruments in them without the root, how many follow in all."""

    steps: tuple[Step, ...]
    keys: frozenset[str]
    size: int


@dataclass(frozen=True, eq=False)
class Site:
    """A collection with its registry; every view of a page is made from one of these.

    ``address`` is where the site will be published, ``repository`` where faults are reported, ``keeper`` who keeps
    the collection, ``None`` where that is not known. ``originals`` are the files of documents that were published
    with their texts, by slug; ``withdrawn`` the documents that were taken out of the collection.
    """

    collection: Collection
    registry: Registry
    address: str | None = None
    repository: str | None = None
    originals: Mapping[str, Original] = field(default_factory=dict)
    keeper: str | None = None
    withdrawn: Mapping[str, Withdrawn] = field(default_factory=dict)

    @cached_property
    def targets(self) -> Mapping[tuple[str, int], str]:
        """The instrument key of every resolved citation, by document slug and index."""
        return {(m.document, m.index): key for key, i in self.collection.instruments.items() for m in i.mentions}

    @cached_property
    def open_reasons(self) -> Mapping[tuple[str, int], str]:
        """Why a citation is not resolved, by document slug and index."""
        return {(m.document, m.index): reason for m, reason in self.collection.unresolved}

    @cached_property
    def outgoing(self) -> Mapping[str, tuple[Relation, ...]]:
        """Relations by the key of the acting instrument."""
        return self._relations_by("source")

    @cached_property
    def incoming(self) -> Mapping[str, tuple[Relation, ...]]:
        """Relations by the key of the instrument acted on."""
        return self._relations_by("target")

    def _relations_by(self, end: str) -> dict[str, tuple[Relation, ...]]:
        found: defaultdict[str, list[Relation]] = defaultdict(list)
        for relation in self.collection.relations:
            found[getattr(relation, end)].append(relation)
        return {key: tuple(relations) for key, relations in found.items()}

    @cached_property
    def names(self) -> Mapping[str, Name]:
        """Names by instrument key."""
        return {key: name_of(i, self.words_of, self.registry) for key, i in self.collection.instruments.items()}

    @cached_property
    def _titles(self) -> dict[tuple[str, str | None], str | None]:
        return {}

    def title_of(self, instrument: Instrument) -> str | None:
        """The display form of an instrument's title; ``None`` where it has none."""
        known = instrument.key, instrument.title
        if known not in self._titles:
            body = instrument.document and instrument.title and is_capitals(instrument.title)
            self._titles[known] = display_title(instrument.title, self.registry,
                                                self.text(instrument.document or "") if body else "")
        return self._titles[known]

    @cached_property
    def key_of_document(self) -> Mapping[str, str]:
        """The instrument key of every held document, by its slug."""
        return {i.document: key for key, i in self.collection.instruments.items() if i.document}

    @cached_property
    def topics(self) -> Mapping[str, tuple[Subject, ...]]:
        """The topics of every instrument, by its key."""
        records = self.collection.records
        return {key: topics_of(i, records.get(i.document or ""), self.registry)
                for key, i in self.collection.instruments.items()}

    @cached_property
    def chains(self) -> Mapping[str, Chain]:
        """Every chain long enough for a page, by the key of its root, in the order of roots."""
        found = {}
        for root in roots(self.collection):
            steps = down(self.collection, root)
            keys = frozenset(step.instrument for _, step in flatten(steps)) - {root}
            if len(keys) + 1 >= SHORTEST_CHAIN:
                found[root] = Chain(steps, keys, len(extent(self.collection, root).proved))
        return found

    @cached_property
    def chains_of(self) -> Mapping[str, tuple[str, ...]]:
        """The roots of the longest chains that an instrument stands in, by its key."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for root, chain in sorted(self.chains.items(), key=lambda item: -item[1].size):
            for key in (root, *sorted(chain.keys)):
                if len(found[key]) < MOST_CHAINS:
                    found[key].append(root)
        return {key: tuple(kept) for key, kept in found.items()}

    @cached_property
    def reports(self) -> dict[tuple[str, str, str], str]:
        """Addresses that report a relation, by its ends and type, as far as they were asked for."""
        return {}

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {}

    def text(self, slug: str) -> str:
        """The text of a document as it is read: as it was kept, letters of a legacy encoding put right."""
        if slug not in self._texts:
            self._texts[slug] = readable(self.collection.texts[slug], self.collection.records[slug].encoding)
        return self._texts[slug]

    def words_of(self, mention: Mention) -> str:
        """The words of a citation as they are read."""
        citation = self.citation(mention)
        return self.text(mention.document)[citation.start:citation.end]

    @cached_property
    def _passages(self) -> dict[str, dict[int, Passage]]:
        return {}

    @cached_property
    def _excerpts(self) -> dict[Mention, tuple[Piece, ...]]:
        return {}

    def passage_at(self, slug: str, offset: int) -> Passage | None:
        """The passage of a document that holds a raw offset."""
        if slug not in self._passages:
            record = self.collection.records[slug]
            found = passages(record.outline)
            self._passages[slug] = {block.start: p for p in found for block in p.blocks}
        block = block_at(self.collection.records[slug], offset)
        return self._passages[slug][block.start] if block else None

    def citation(self, mention: Mention) -> Citation:
        """The citation a mention points to."""
        return self.collection.records[mention.document].citations[mention.index]

    def instrument(self, key: str) -> Instrument:
        """The instrument of a key."""
        return self.collection.instruments[key]

    def excerpt_of(self, mention: Mention) -> tuple[Piece, ...]:
        """The sentence around a mention with the cited words apart."""
        if mention not in self._excerpts:
            self._excerpts[mention] = self._excerpt(mention)
        return self._excerpts[mention]

    def _excerpt(self, mention: Mention) -> tuple[Piece, ...]:
        citation = self.citation(mention)
        cited = (citation.start, citation.end)
        return self.sentence_excerpt(mention.document, citation.sentence or cited, cited)

    def sentence_excerpt(self, slug: str, sentence: tuple[int, int], marked: tuple[int, int]) -> tuple[Piece, ...]:
        """A sentence of a document by its raw span, the ``marked`` words of it kept apart."""
        passage = self.passage_at(slug, marked[0])
        return excerpt(self.text(slug), ranges_of(passage, sentence) if passage else [sentence], [marked])

    def absolute(self, route: str) -> str | None:
        """The public address of a route; ``None`` while the site's own address is not known."""
        return f"{self.address.rstrip('/')}/{route}" if self.address else None

    def verb(self, relation: str, reverse: bool = False) -> str:
        """The Vietnamese verb of a relation."""
        return relation_label(relation, self.registry.relations, reverse)

    def level(self, level: str | None) -> str:
        """The Vietnamese name of a level."""
        return level_name(level, self.registry.levels)


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
