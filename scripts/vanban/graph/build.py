"""The whole collection at once: instruments, the relations between them, what stays unresolved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from ..models import CitationPlace, Collection, Record, Relation
from ..registry.body_keys import BodyKeys
from ..registry.tables import Registry
from .clusters import Clusters, join_dated
from .instruments import build_instruments
from .mentions import read_mentions
from .plausible import plausible
from .resolving import resolve
from .series import series_relations
from .steps import is_directive, weighed, with_steps


def build_collection(records: Mapping[str, Record], texts: Mapping[str, str], registry: Registry) -> Collection:
    """Link the records of a collection, by slug; the same whatever their order.

    ``texts`` are the documents' texts by slug, handed on to pages.
    """
    keys = BodyKeys(registry)
    mentions = read_mentions(records, keys)
    clusters = Clusters(mentions)
    dated = join_dated(clusters)
    unresolved = resolve(clusters, dated)
    instruments = [replace(instrument, directive=is_directive(instrument, registry))
                   for instrument in build_instruments(clusters.all(), records, registry)]
    by_key = {instrument.key: instrument for instrument in instruments}
    cited = {mention: instrument.key for instrument in instruments for mention in instrument.mentions}
    held = {instrument.document: instrument.key for instrument in instruments if instrument.document}
    said = weighed(plausible(_cited_relations(records, cited, held), by_key, registry), records)
    relations = [*with_steps(said, by_key, registry), *series_relations(instruments, keys)]
    return Collection(
        records={slug: records[slug] for slug in sorted(records)},
        texts={slug: texts[slug] for slug in sorted(texts)},
        instruments=by_key, relations=tuple(sorted(relations, key=_order)), unresolved=unresolved)


def _order(relation: Relation) -> tuple[str, str, str]:
    return relation.source, relation.target, relation.type


def _cited_relations(records: Mapping[str, Record], cited: Mapping[CitationPlace, str],
                     held: Mapping[str, str]) -> Iterator[Relation]:
    """Edges that citations prove: from the document, or from each instrument in whose subject they stand."""
    evidence: dict[tuple[str, str, str], list[CitationPlace]] = defaultdict(list)
    for slug in sorted(records):
        for index, citation in enumerate(records[slug].citations):
            mention = CitationPlace(slug, index)
            parents = [cited[CitationPlace(slug, parent)] for parent in citation.parent]
            for source in sorted(set(parents)) or [held[slug]]:
                if source != cited[mention]:
                    evidence[source, cited[mention], citation.relation].append(mention)
            for relation, index_of_other in citation.acts_on:
                other = cited[CitationPlace(slug, index_of_other)]
                if other != cited[mention]:
                    evidence[cited[mention], other, relation].append(mention)
    for (source, target, type_), mentions in evidence.items():
        yield Relation(source, target, type_, tuple(mentions))  # type: ignore[arg-type]
