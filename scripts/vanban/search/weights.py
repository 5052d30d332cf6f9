"""The weight of every term in every document: lunr's BM25, computed once per posting list.

lunr's builder keeps a sorted vector per document and field and inserts term by term, which is what makes
it slow; the arithmetic here is the same, operation for operation, so the weights are equal to the last
digit. A term's weights in the fields of a document are added up: a query scores a document by the sum
over fields anyway, and one number is stored instead of five.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .tokens import Word

K1 = 1.2
B = 0.75
_SHIFT = 20
_TF_MASK = (1 << _SHIFT) - 1
MOST_VARIANTS = 5


@dataclass(frozen=True, slots=True)
class Posting:
    """One term: its documents in order and their weights in thousandths.

    ``variants`` are the exact forms of the term where it has several, commonest first; ``masks`` tells for
    each document which of them it holds (bit 0 for the first).
    """

    term: str
    documents: list[int]
    weights: list[int]
    variants: tuple[str, ...] = ()
    masks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a builder collected, as it goes from one process to another: names, and long arrays cut by sizes."""

    terms: list[str]
    sizes: array[int]
    entries: array[int]
    forms: list[tuple[str, str]]
    form_sizes: array[int]
    holders: array[int]
    lengths: list[array[int]]
    boosts: list[float]


class WeightBuilder:
    """Collects documents in order, ``first`` being the number of the first, then yields posting lists in term order."""

    def __init__(self, boosts: Sequence[float], first: int = 0) -> None:
        self._first = first
        self._boosts = tuple(boosts)
        self._entries: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))
        self._forms: defaultdict[str, dict[str, array[int]]] = defaultdict(dict)
        self._lengths: list[array[int]] = [array("L") for _ in self._boosts]
        self._document_boosts: list[float] = []
        self._norms: list[float] | None = None

    @property
    def count(self) -> int:
        """Documents added so far."""
        return len(self._document_boosts)

    def add(self, fields: Sequence[list[str]], forms: set[Word], boost: float = 1) -> None:
        """Add the next document: the terms of each field, its distinct words, its boost."""
        number = self._first + self.count
        if any(len(terms) > _TF_MASK for terms in fields):
            fields = [terms[:_TF_MASK] for terms in fields]
        self._document_boosts.append(boost)
        entries = self._entries
        for field, terms in enumerate(fields):
            self._lengths[field].append(len(terms))
            base = number * len(self._boosts) + field << _SHIFT
            for term, frequency in Counter(terms).items():
                entries[term].append(base | frequency)
        for exact, term in forms:
            of_term = self._forms[term]
            if exact not in of_term:
                of_term[exact] = array("L")
            of_term[exact].append(number)

    def gathered(self) -> Gathered:
        """Everything collected so far."""
        forms = [(term, exact) for term, of_term in self._forms.items() for exact in of_term]
        holders = [self._forms[term][exact] for term, exact in forms]
        return Gathered(
            list(self._entries), array("L", map(len, self._entries.values())), _joined("Q", self._entries.values()),
            forms, array("L", map(len, holders)), _joined("L", holders), self._lengths, self._document_boosts)

    def absorb(self, other: Gathered) -> None:
        """Add what another builder collected from the documents after these."""
        start = 0
        for term, size in zip(other.terms, other.sizes, strict=True):
            self._entries[term].extend(other.entries[start:start + size])
            start += size
        start = 0
        for (term, exact), size in zip(other.forms, other.form_sizes, strict=True):
            self._forms[term].setdefault(exact, array("L")).extend(other.holders[start:start + size])
            start += size
        for mine, theirs in zip(self._lengths, other.lengths, strict=True):
            mine.extend(theirs)
        self._document_boosts += other.boosts

    def terms(self) -> list[str]:
        """The indexed terms in code point order; pairs that a single word stands for are left out."""
        return [term for term in sorted(self._entries) if not self._says_nothing(term)]

    def postings(self, terms: Iterable[str]) -> Iterator[Posting]:
        """The posting lists of these terms, in their order."""
        if self._norms is None or len(self._norms) != self.count * len(self._boosts):
            self._norms = self._slots()
        for term in terms:
            yield self._posting(term, self._norms)

    def _says_nothing(self, term: str) -> bool:
        """Whether a term is a pair found once, one of whose words is found once: that word does as well."""
        if len(self._entries[term]) > 1:
            return False
        return any(word != term and len(self._entries[word]) == 1 for word in term.split(" "))

    def _slots(self) -> list[float]:
        """For every field of every document what its length takes from the weight of its terms."""
        averages = [sum(lengths) / max(1, len(lengths)) for lengths in self._lengths]
        return [K1 * (1 - B + B * (length / average)) if average else 0
                for of_document in zip(*self._lengths, strict=True)
                for length, average in zip(of_document, averages, strict=True)]

    def _posting(self, term: str, norms: list[float]) -> Posting:
        entries = self._entries[term]
        idf = _idf(len(entries), self.count)
        boosts, fields, lifts = self._boosts, len(self._boosts), self._document_boosts
        rise = K1 + 1
        documents = [(entry >> _SHIFT) // fields for entry in entries]
        weights = [
            int(idf * (rise * (tf := entry & _TF_MASK)) / (norms[(slot := entry >> _SHIFT)] + tf)
                * boosts[slot % fields] * lifts[slot // fields] * 1000 + 0.5)
            for entry in entries]
        if len(set(documents)) < len(documents):
            sums: dict[int, int] = {}
            for document, weight in zip(documents, weights, strict=True):
                sums[document] = sums.get(document, 0) + weight
            documents, weights = list(sums), list(sums.values())
        return Posting(term, documents, weights, *self._variants(term, documents))

    def _variants(self, term: str, documents: list[int]) -> tuple[tuple[str, ...], tuple[int, ...]]:
        forms = self._forms.get(term, {})
        if len(forms) < 2 or term.isdecimal():
            return tuple(f for f in forms if f != term), ()
        ranked = sorted(forms, key=lambda form: (-len(forms[form]), form))[:MOST_VARIANTS]
        masks: dict[int, int] = dict.fromkeys(documents, 0)
        for bit, form in enumerate(ranked):
            for document in forms[form]:
                masks[document] |= 1 << bit
        return tuple(ranked), tuple(masks.values())


def _joined(kind: str, parts: Iterable[array[int]]) -> array[int]:
    """Arrays one after another."""
    return array(kind, b"".join(map(memoryview, parts)))


def _idf(entries: int, documents: int) -> float:
    """Lunr's inverse document frequency; ``entries`` counts a document once for each field."""
    return math.log(1 + abs((documents - entries + 0.5) / (entries + 0.5)))
