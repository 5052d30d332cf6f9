"""What people say in everyday words for what a name or a title says in the words of documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ..registry.tables import Registry
from .tokens import key_of, neighbouring_pairs, search_words

_TELLING = 2
"""Blanks in words of the documents that are known without their accents."""


class EverydayNames:
    """Names with the documents' words for something exchanged for the everyday ones."""

    def __init__(self, registry: Registry) -> None:
        self._by_first: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for words, official in registry.synonyms:
            key = key_of(official)
            self._by_first[key.split()[0]].append((key, key_of(words)))
        rows: defaultdict[str, list[str]] = defaultdict(list)
        for words, official in (*registry.synonyms, *registry.spoken):
            rows[official].append(words)
        self._around: defaultdict[str, list[tuple[str, str, list[str]]]] = defaultdict(list)
        """By the first two words, or the only one: few titles have both, and thousands have one of them."""
        for official, everyday in rows.items():
            key = key_of(official)
            self._around[" ".join(key.split()[:2])].append((with_accents(official), key, everyday))

    def of(self, name: str) -> Iterator[str]:
        """What people may call something of this name, one exchange at a time ("luat thue vat")."""
        whole = f" {name} "
        for first in dict.fromkeys(name.split()):
            for official, words in self._by_first.get(first, ()):
                if f" {official} " in whole and f" {words} " not in whole:
                    yield whole.replace(f" {official} ", f" {words} ").strip()

    def around(self, title: str) -> Iterator[str]:
        """The everyday words, with their accents, for what a title says; each once.

        A title that lost its accents in recognition is read by three syllables and more.
        """
        whole, plain = f" {with_accents(title)} ", f" {key_of(title)} "
        terms = plain.split()
        found = (everyday for begin in (*terms, *neighbouring_pairs(terms))
                 for official, key, everyday in self._around.get(begin, ())
                 if f" {official} " in whole or (key.count(" ") >= _TELLING and f" {key} " in plain))
        yield from dict.fromkeys(words for everyday in found for words in everyday)


def with_accents(text: str) -> str:
    """The words of a text with their accents, with single spaces."""
    return " ".join(word.exact for word in search_words(text))
