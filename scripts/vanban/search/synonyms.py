"""Everyday words beside those of the documents: rows of the base file, each with the one term that is looked up."""

from __future__ import annotations

from collections.abc import Mapping

from ..registry.tables import Registry
from .names import key_of
from .tokens import neighbouring_pairs, search_words


def synonym_rows(registry: Registry, holders: Mapping[str, int]) -> list[list[str]]:
    """Words as a person types them, those of the documents, the rarest word or pair of neighbours of these.

    ``holders`` tells how many documents hold a term; what no document says is left out. Longer rows come first, since a
    word of the query is read once.
    """
    rows = []
    for words, official in registry.synonyms:
        run = key_of(official).split()
        terms = neighbouring_pairs(run) if len(run) > 1 else run
        if all(term in holders for term in terms):
            typed = " ".join(word.exact for word in search_words(words))
            rows.append([typed, official, min(terms, key=lambda term: (holders[term], term))])
    return sorted(rows, key=lambda row: -row[0].count(" "))
