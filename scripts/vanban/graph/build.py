"""The whole collection at once: instruments, the relations between them, what stays unresolved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ..models import Collection, Mention, Record, Relation
from ..registry.tables import Registry
from .clusters import Clusters, join_dated
from .identity import Bodies
from .instruments import build_instruments
from .mentions import read_mentions
from .resolving import resolve
from .series import series_relations


def build_collection(records: Mapping[str, Record], texts: Mapping[str, str], registry: Registry) -> Collection:
    """Link the records of a collection, by slug; the same whatever their order.

    ``texts`` are the documents' texts by slug, handed on to pages.
    """
    bodies = Bodies(registry)
    mentions = read_mentions(records, bodies)
    clusters = Clusters(mentions)
    dated = join_dated(clusters)
    unresolved = resolve(clusters, dated)
    instruments = build_instruments(clusters.all(), records, bodies)
    by_key = {instrument.key: instrument for instrument in instruments}
    cited = {mention: instrument.key for instrument in instruments for mention in instrument.mentions}
    held = {instrument.document: instrument.key for instrument in instruments if instrument.document}
    relations = [*_cited_relations(records, cited, held), *series_relations(instruments, bodies)]
    return Collection(
        records={slug: records[slug] for slug in sorted(records)},
        texts={slug: texts[slug] for slug in sorted(texts)},
        instruments=by_key, relations=tuple(sorted(relations, key=_order)), unresolved=unresolved)


def _order(relation: Relation) -> tuple[str, str, str]:
    return relation.source, relation.target, relation.type


def _cited_relations(records: Mapping[str, Record], cited: Mapping[Mention, str],
                     held: Mapping[str, str]) -> Iterator[Relation]:
    """Edges that citations prove: from the document, or from each instrument in whose subject they stand."""
    evidence: dict[tuple[str, str, str], list[Mention]] = defaultdict(list)
    for slug in sorted(records):
        for index, citation in enumerate(records[slug].citations):
            mention = Mention(slug, index)
            parents = [cited[Mention(slug, parent)] for parent in citation.parent]
            for source in sorted(set(parents)) or [held[slug]]:
                if source != cited[mention]:
                    evidence[source, cited[mention], citation.relation].append(mention)
            for relation, index_of_other in citation.acts_on:
                other = cited[Mention(slug, index_of_other)]
                if other != cited[mention]:
                    evidence[cited[mention], other, relation].append(mention)
    for (source, target, type_), mentions in evidence.items():
        yield Relation(source, target, type_, tuple(mentions))  # type: ignore[arg-type]
