"""Everyday words beside those of the documents: lines of the buckets, with the list of the term that is looked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ..registry.tables import Registry
from .bits import bits_as_text
from .everyday import with_accents
from .lists import PostingLine
from .shards import EVERYDAY_MARK
from .tokens import key_of, may_be_syllable, neighbouring_pairs

REPEATED = 2_400
"""Bits of a list that is repeated; a longer one is looked up where it is wanted."""


def synonym_rows(registry: Registry, postings: Mapping[str, PostingLine]) -> dict[str, object]:
    """By everyday words, folded, rows of these words, those of the documents, the rarest term of these and its list.

    A term is a word or two neighbours. A list that is not long is repeated, so that it comes in the file that any
    search for the everyday words loads; what no document says is left out.
    """
    rows: defaultdict[str, list[list[object]]] = defaultdict(list)
    for words, official in registry.synonyms:
        run = key_of(official).split()
        terms = neighbouring_pairs(run) if len(run) > 1 else run
        if all(term in postings for term in terms):
            rarest = min(terms, key=lambda term: (postings[term].holders, term))
            line = postings[rarest]
            repeated = [bits_as_text(line.bits), line.told()] if len(line.bits) <= REPEATED else []
            rows[key_of(words)].append([_typed(words), official, rarest, *repeated])
    return {EVERYDAY_MARK + key: found for key, found in rows.items()}


def _typed(words: str) -> str:
    """Words as they are compared; an abbreviation that may be a syllable counts in capitals only ("AI" is not "ai")."""
    return words if words.isupper() and may_be_syllable(key_of(words)) else with_accents(words)
