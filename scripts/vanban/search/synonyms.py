"""Everyday words beside those of the documents: lines of the buckets, with the list of the term that is looked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ..registry.tables import Registry
from .everyday import with_accents
from .generation import to_json
from .shards import EVERYDAY_MARK, PostingLine
from .tokens import key_of, may_be_syllable, neighbouring_pairs


def synonym_lines(registry: Registry, postings: Mapping[str, PostingLine]) -> dict[str, str]:
    """By everyday words, folded, rows of these words, those of the documents, the rarest term of these and its list.

    A term is a word or two neighbours. The list is repeated, so that it comes in the file that any search for the
    everyday words loads; what no document says is left out.
    """
    rows: defaultdict[str, list[list[str]]] = defaultdict(list)
    for words, official in registry.synonyms:
        run = key_of(official).split()
        terms = neighbouring_pairs(run) if len(run) > 1 else run
        if all(term in postings for term in terms):
            rarest = min(terms, key=lambda term: (postings[term].holders, term))
            rows[key_of(words)].append([_typed(words), official, rarest, postings[rarest].text])
    return {EVERYDAY_MARK + key: to_json(found) for key, found in rows.items()}


def _typed(words: str) -> str:
    """Words as they are compared; an abbreviation that may be a syllable counts in capitals only ("AI" is not "ai")."""
    return words if words.isupper() and may_be_syllable(key_of(words)) else with_accents(words)
