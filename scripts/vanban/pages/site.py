"""The collection as pages need it: who cites whom, names and addresses, each computed once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from ..graph import annexes
from ..graph.chain import chain_extent, chain_roots, flattened_steps, steps_down
from ..graph.forms import KnownForms, namesakes
from ..graph.reads import Lookup, NotedTable, Reads
from ..graph.steps import Step
from ..graph.topics import Subject, topics_of
from ..graph.withdrawn import Withdrawn
from ..language.tcvn3 import readable
from ..models import Citation, CitationPlace, Collection, Instrument, Record, Relation, TextFacts
from ..reading.facts import text_facts
from ..reading.titles import display_title
from ..registry.tables import Registry
from ..store.inventories import Elsewhere
from ..store.originals import Original
from .blocks import block_at
from .link_table import LinkTable
from .names import Name, level_name, name_of, relation_label
from .parts.excerpts import Passage, Piece, excerpt, passages, ranges_of

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
Once = tuple[_Value, frozenset[Lookup]]
"""A value worked out once, with what it was worked out from."""
SHORTEST_CHAIN = 3
"""Instruments in a chain that has a page of its own; shorter ones are shown whole on their instruments' pages."""
MOST_CHAINS = 6
"""Chains named on the page of an instrument that stands in many, the longest first."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What follows a root: its steps, the instruments in them without the root, how many follow in all."""

    steps: tuple[Step, ...]
    keys: tuple[str, ...]
    size: int


@dataclass(frozen=True, eq=False)
class Site:
    """A collection with its registry; every view of a page is made from one of these.

    ``address`` is where the site will be published, ``repository`` where faults are reported, ``keeper`` who keeps
    the collection, ``None`` where that is not known. ``originals`` are the files of documents that were published
    with their texts, by slug; ``withdrawn`` the documents that were taken out of the collection, ``elsewhere`` what
    other collections hold, by instrument key; ``forms`` the addresses that instruments could have had.
    """

    collection: Collection
    registry: Registry
    address: str | None = None
    repository: str | None = None
    originals: Mapping[str, Original] = field(default_factory=dict)
    keeper: str | None = None
    withdrawn: Mapping[str, Withdrawn] = field(default_factory=dict)
    elsewhere: Mapping[str, Elsewhere] = field(default_factory=dict)
    forms: KnownForms = field(default_factory=KnownForms)

    @cached_property
    def reads(self) -> Reads:
        """Who looks up what while a page is made."""
        instruments = self.collection.instruments
        return instruments.reads if isinstance(instruments, NotedTable) else Reads()

    def with_text(self, record: Record, text: str, facts: TextFacts) -> Site:
        """The site with another text of a document that is linked as before: the tables of links are kept."""
        collection, slug = self.collection, record.slug
        site = replace(self, collection=replace(
            collection, records={**collection.records, slug: record}, texts={**collection.texts, slug: text},
            facts={**collection.facts, slug: facts}))
        for name in LINK_TABLES:
            site.__dict__[name] = getattr(self, name)
        return site

    def take_over(self, before: Site) -> None:
        """Take from a site what it worked out of instruments that are the same objects here; before any page is made.

        A site is frozen for those who make pages of it. What it keeps of its instruments is no part of that: the names
        and topics are set in the place of tables not yet worked out, and ``forms`` in the place of the empty ones that
        it was made with.
        """
        self.__dict__["forms"] = before.forms
        known = before.collection.instruments
        same = {key for key, one in self.collection.instruments.items() if known.get(key) is one}
        for name, work_out in (("names", self._name), ("topics", self._topics)):
            values: Mapping[str, object] = getattr(before, name)
            self.__dict__[name] = {key: values[key] if key in same else work_out(one)
                                   for key, one in self.collection.instruments.items()}

    def gather(self) -> None:
        """Work out every table now, before other processes share them."""
        for name in LINK_TABLES:
            assert getattr(self, name) is not None

    @LinkTable
    def targets(self) -> Mapping[tuple[str, int], str]:
        """The instrument key of every resolved citation, by document slug and index."""
        return {(m.document, m.index): key for key, i in self.collection.instruments.items() for m in i.mentions}

    @LinkTable
    def open_reasons(self) -> Mapping[tuple[str, int], str]:
        """Why a citation is not resolved, by document slug and index."""
        return {(m.document, m.index): reason for m, reason in self.collection.unresolved}

    @LinkTable
    def outgoing(self) -> Mapping[str, tuple[Relation, ...]]:
        """Relations by the key of the acting instrument."""
        return self._relations_by("source")

    @LinkTable
    def incoming(self) -> Mapping[str, tuple[Relation, ...]]:
        """Relations by the key of the instrument acted on."""
        return self._relations_by("target")

    def _relations_by(self, end: str) -> dict[str, tuple[Relation, ...]]:
        found: defaultdict[str, list[Relation]] = defaultdict(list)
        for relation in self.collection.relations:
            found[getattr(relation, end)].append(relation)
        return {key: tuple(relations) for key, relations in found.items()}

    @LinkTable
    def names(self) -> Mapping[str, Name]:
        """Names by instrument key."""
        return {key: self._name(i) for key, i in self.collection.instruments.items()}

    def _name(self, instrument: Instrument) -> Name:
        return name_of(instrument, self.words_of, self.registry)

    @cached_property
    def _facts(self) -> dict[str, Once[TextFacts]]:
        return {}

    def facts_of(self, slug: str) -> TextFacts:
        """The facts of a document's text: as they were read with it, else read now."""
        collection = self.collection
        return collection.facts.get(slug) or self.reads.once(self._facts, slug, lambda: text_facts(
            collection.records[slug], collection.texts[slug], self.registry.grammar))

    @cached_property
    def _titles(self) -> dict[str, str | None]:
        return {}

    def title_of(self, instrument: Instrument) -> str | None:
        """The display form of an instrument's title; ``None`` where it has none.

        That of a held document was worked out with its text, which tells how names in a title in capitals are written.
        It is that of the title which the document prints. An instrument has another one where the document prints none,
        so that those who cite it tell its subject, and where it has no number: then its type is cut off its name.
        """
        title, slug = instrument.title, instrument.document
        if slug and (slug in self.collection.facts or slug in self.collection.records):
            facts = self.facts_of(slug)
            if facts.printed == title:
                return facts.title
        if title and title not in self._titles:
            self._titles[title] = display_title(title, self.registry)
        return self._titles[title] if title else None

    @LinkTable
    def key_of_document(self) -> Mapping[str, str]:
        """The instrument key of every held document, by its slug."""
        return {i.document: key for key, i in self.collection.instruments.items() if i.document}

    @LinkTable
    def unread(self) -> Mapping[str, bool]:
        """Whether a document's letters were recognised by a machine and nobody has read them, by its slug."""
        return {slug: record.front_matter.recognised for slug, record in self.collection.records.items()}

    @LinkTable
    def annexed(self) -> Mapping[str, str]:
        """The key of the instrument that an annex with a page of its own belongs to, by the annex's key."""
        return annexes.annexed(self.collection)

    @LinkTable
    def annexes(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of annexes with pages of their own, by the key of what they belong to."""
        return annexes.by_parent(self.annexed)

    @LinkTable
    def namesakes(self) -> Mapping[str, tuple[str, ...]]:
        """The keys of the other instruments that an address could lead to, by address."""
        keys = {instrument.slug: key for key, instrument in self.collection.instruments.items()}
        return {slug: tuple(keys[other] for other in others)
                for slug, others in namesakes(self.collection, self.forms).items()}

    @LinkTable
    def topics(self) -> Mapping[str, tuple[Subject, ...]]:
        """The topics of every instrument, by its key."""
        return {key: self._topics(i) for key, i in self.collection.instruments.items()}

    def _topics(self, instrument: Instrument) -> tuple[Subject, ...]:
        return topics_of(instrument, self.collection.records.get(instrument.document or ""), self.registry)

    @LinkTable
    def chains(self) -> Mapping[str, Chain]:
        """Every chain long enough for a page, by the key of its root, in the order of roots."""
        found = {}
        for root in chain_roots(self.collection):
            steps = steps_down(self.collection, root)
            keys = tuple(sorted({step.instrument for _, step in flattened_steps(steps)} - {root}))
            if len(keys) + 1 >= SHORTEST_CHAIN:
                found[root] = Chain(steps, keys, len(chain_extent(self.collection, root).proved))
        return found

    @LinkTable
    def chains_of(self) -> Mapping[str, tuple[str, ...]]:
        """The roots of the longest chains that an instrument stands in, by its key."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for root, chain in sorted(self.chains.items(), key=lambda item: -item[1].size):
            for key in (root, *chain.keys):
                if len(found[key]) < MOST_CHAINS:
                    found[key].append(root)
        return {key: tuple(kept) for key, kept in found.items()}

    @cached_property
    def reports(self) -> dict[tuple[str, str, str], Once[str]]:
        """Addresses that report a relation, by its ends and type, as far as they were asked for."""
        return {}

    @cached_property
    def _texts(self) -> dict[str, Once[str]]:
        return {}

    def text(self, slug: str) -> str:
        """The text of a document as it is read: as it was kept, letters of a legacy encoding put right."""
        return self.reads.once(self._texts, slug, lambda: readable(self.collection.texts[slug],
                                                                   self.collection.records[slug].encoding))

    def words_of(self, mention: CitationPlace) -> str:
        """The words of a citation as they are read."""
        citation = self.citation(mention)
        return self.text(mention.document)[citation.start:citation.end]

    @cached_property
    def _passages(self) -> dict[str, Once[dict[int, Passage]]]:
        return {}

    @cached_property
    def _excerpts(self) -> dict[CitationPlace, Once[tuple[Piece, ...]]]:
        return {}

    def passage_at(self, slug: str, offset: int) -> Passage | None:
        """The passage of a document that holds a raw offset; ``None`` where no block does."""
        by_block = self.reads.once(self._passages, slug, lambda: {
            block.start: p for p in passages(self.collection.records[slug].outline) for block in p.blocks})
        block = block_at(self.collection.records[slug], offset)
        return by_block[block.start] if block else None

    def citation(self, mention: CitationPlace) -> Citation:
        """The citation a mention points to."""
        return self.collection.records[mention.document].citations[mention.index]

    def instrument(self, key: str) -> Instrument:
        """The instrument of a key."""
        return self.collection.instruments[key]

    def excerpt_of(self, mention: CitationPlace) -> tuple[Piece, ...]:
        """The sentence around a mention with the cited words apart."""
        return self.reads.once(self._excerpts, mention, lambda: self._excerpt(mention))

    def _excerpt(self, mention: CitationPlace) -> tuple[Piece, ...]:
        citation = self.citation(mention)
        cited = (citation.start, citation.end)
        return self.sentence_excerpt(mention.document, citation.sentence or cited, cited)

    def sentence_excerpt(self, slug: str, sentence: tuple[int, int], marked: tuple[int, int]) -> tuple[Piece, ...]:
        """A sentence of a document by its raw span, the ``marked`` words of it kept apart."""
        passage = self.passage_at(slug, marked[0])
        return excerpt(self.text(slug), ranges_of(passage, sentence) if passage else [sentence], [marked],
                       passage.blocks if passage else ())

    def absolute(self, route: str) -> str | None:
        """The public address of a route; ``None`` while the site's own address is not known."""
        return f"{self.address.rstrip('/')}/{route}" if self.address else None

    def verb(self, relation: str, reverse: bool = False) -> str:
        """The Vietnamese verb of a relation."""
        return relation_label(relation, self.registry.relations, reverse)

    def level(self, level: str | None) -> str:
        """The Vietnamese name of a level."""
        return level_name(level, self.registry.levels)


LINK_TABLES = tuple(name for name, table in vars(Site).items() if isinstance(table, LinkTable))
"""The names of all tables of a site that are worked out from links."""
