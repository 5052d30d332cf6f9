"""Everyday words beside those of the documents: lines of the buckets, with the list of the term that is looked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ..registry.tables import Registry
from .generation import to_json
from .shards import EVERYDAY_MARK, PostingLine
from .tokens import key_of, neighbouring_pairs, search_words


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
            typed = " ".join(word.exact for word in search_words(words))
            rows[key_of(words)].append([typed, official, rarest, postings[rarest].text])
    return {EVERYDAY_MARK + key: to_json(found) for key, found in rows.items()}


class EverydayNames:
    """Names with the documents' words for something exchanged for the everyday ones."""

    def __init__(self, registry: Registry) -> None:
        self._by_first: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for words, official in registry.synonyms:
            key = key_of(official)
            self._by_first[key.split()[0]].append((key, key_of(words)))

    def of(self, name: str) -> Iterator[str]:
        """What people may call something of this name, one exchange at a time ("luat thue vat")."""
        whole = f" {name} "
        for first in dict.fromkeys(name.split()):
            for official, words in self._by_first.get(first, ()):
                if f" {official} " in whole and f" {words} " not in whole:
                    yield whole.replace(f" {official} ", f" {words} ").strip()
