"""From what single citations prove to the relations between instruments.

A citation's proof names places in its own document only, so it is known before anything is linked; what the places
stand for comes from the whole collection.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..models import Certainty, Citation, CitationPlace, Instrument, Relation, RelationType
from ..registry.tables import Registry
from .plausible import plausible
from .steps import weighed, with_steps

OWN = -1
"""The place of the document itself among its citations."""


class Proof(NamedTuple):
    """What one citation, ``mention``, says of two places of its document: indexes of its citations or :data:`OWN`."""

    source: int
    target: int
    type: RelationType
    mention: int


class ProvedEdge(NamedTuple):
    """A proof between the keys of two instruments."""

    source: str
    target: str
    type: RelationType
    mention: CitationPlace


def proofs_of(citations: Sequence[Citation]) -> Iterator[Proof]:
    """What the citations of a document prove: of the document, or of each citation in whose subject they stand."""
    for index, citation in enumerate(citations):
        for source in citation.parent or (OWN,):
            yield Proof(source, index, citation.relation, index)
        for relation, other in citation.acts_on:
            yield Proof(index, other, relation, index)


def proved_relations(edges: Iterable[ProvedEdge], instruments: Mapping[str, Instrument],
                     certainty: Callable[[CitationPlace], Certainty], registry: Registry) -> Iterator[Relation]:
    """The relations that edges prove, in the order of their mentions: judged, weighed, steps marked.

    All edges of one source are needed at once; ``instruments`` holds at least those at the edges' ends.
    """
    judged = plausible(_gathered(edges), instruments, registry)
    return with_steps(weighed(judged, certainty), instruments, registry)


def _gathered(edges: Iterable[ProvedEdge]) -> Iterator[Relation]:
    """One relation for all proofs of one kind between two instruments; nothing acts on itself."""
    evidence: dict[tuple[str, str, RelationType], dict[CitationPlace, None]] = defaultdict(dict)
    for edge in edges:
        if edge.source != edge.target:
            evidence[edge.source, edge.target, edge.type][edge.mention] = None
    for (source, target, type_), mentions in evidence.items():
        yield Relation(source, target, type_, tuple(mentions))
