"""Annexes that stand as documents of their own, joined to the instruments they came with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ..models import Collection
from ..reading.annexes import cited_as


def annexed(collection: Collection) -> dict[str, str]:
    """The key of the instrument that each annex belongs to, by the annex's own key."""
    marked = {slug: record for slug, record in collection.records.items() if record.front_matter.annex_of}
    if not marked:
        return {}
    wanted = {(slug, cited_as(record.front_matter.annex_of or "", record.citations)): slug
              for slug, record in marked.items()}
    keys = {instrument.document: key for key, instrument in collection.instruments.items() if instrument.document}
    found = {}
    for key, instrument in collection.instruments.items():
        for mention in instrument.mentions:
            slug = wanted.get((mention.document, mention.index))
            if slug is not None and slug in keys and keys[slug] != key:
                found[keys[slug]] = key
    return found


def by_parent(pairs: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The keys of annexes by the key of what they belong to, in the order of keys."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for annex, parent in sorted(pairs.items()):
        found[parent].append(annex)
    return {parent: tuple(annexes) for parent, annexes in found.items()}
