"""The whole collection at once: instruments, the relations between them, what stays unresolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..models import CitationPlace, Collection, Record, Relation, TextFacts
from ..registry.tables import Registry
from .clusters import Clusters
from .instruments import sources_of
from .joining import join_dated
from .linker import Linker
from .proofs import OWN, ProvedEdge, proofs_of, proved_relations
from .resolving import resolve
from .series import series_relations
from .steps import certainty_of

NO_FACTS: Mapping[str, TextFacts] = {}


def build_collection(records: Mapping[str, Record], texts: Mapping[str, str], registry: Registry,
                     facts: Mapping[str, TextFacts] = NO_FACTS, linker: Linker | None = None) -> Collection:
    """Link the records of a collection, by slug; the same whatever their order, and whatever ``linker`` linked before.

    ``texts`` and ``facts`` are those of the documents by slug, handed on to pages.
    """
    linker, sources = linker or Linker(registry), sources_of(records)
    clusters = Clusters(linker.mentions(records))
    unresolved = resolve(clusters, join_dated(clusters))
    instruments = linker.instruments(clusters.all(), records)
    del clusters  # as large as the records
    by_key = {instrument.key: instrument for instrument in instruments}
    cited = {mention: instrument.key for instrument in instruments for mention in instrument.mentions}
    cited |= {CitationPlace(instrument.document, OWN): instrument.key for instrument in instruments
              if instrument.document}
    relations = [*proved_relations(_proved(records, cited), by_key, lambda at: certainty_of(sources.citation(at)),
                                   registry), *series_relations(instruments, linker.keys)]
    return Collection(
        records={slug: records[slug] for slug in sorted(records)},
        texts={slug: texts[slug] for slug in sorted(texts)},
        instruments=by_key, relations=tuple(sorted(relations, key=_order)), unresolved=unresolved, facts=facts)


def _order(relation: Relation) -> tuple[str, str, str]:
    return relation.source, relation.target, relation.type


def _proved(records: Mapping[str, Record], cited: Mapping[CitationPlace, str]) -> Iterator[ProvedEdge]:
    """What the citations of all documents prove, between the instruments they stand for."""
    for slug in sorted(records):
        for proof in proofs_of(records[slug].citations):
            yield ProvedEdge(cited[CitationPlace(slug, proof.source)], cited[CitationPlace(slug, proof.target)],
                             proof.type, CitationPlace(slug, proof.mention))
