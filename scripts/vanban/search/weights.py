"""The weight of every term in every document: lunr's BM25, without what depends on the whole collection.

lunr multiplies a weight by how rare its term is, which changes with every document that comes or goes; here
that is left to the reader's browser, which knows both counts, and the average length of a field is rounded
to a step of five per cent, so that a posting list changes only when one of its own documents does. A term's
weights in the fields of a document are added up, since a query adds them up anyway; which fields they are
stands beside.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .tokens import SearchWord

K1 = 1.2
B = 0.75
_SHIFT = 20
_TF_MASK = (1 << _SHIFT) - 1
MOST_VARIANTS = 5
_AVERAGE_STEP = 1.05


@dataclass(frozen=True, slots=True)
class Posting:
    """One term: its documents in order, their weights as lunr's but for the rarity of the term.

    ``fields`` tells for each document which fields hold the term (bit 0 for the first). ``variants`` are the exact
    forms of the term where it has several, commonest first; ``masks`` tells for each document which of them it
    holds.
    """

    term: str
    documents: list[int]
    weights: list[float]
    fields: list[int]
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
    numbers: array[int]
    lengths: list[array[int]]
    boosts: list[float]


class WeightBuilder:
    """Collects documents in the order of their numbers, then yields posting lists in term order.

    When the first list was asked for, nothing may be added any more.
    """

    def __init__(self, boosts: Sequence[float]) -> None:
        self._numbers: array[int] = array("L")
        self._boosts = tuple(boosts)
        self._entries: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))
        self._forms: defaultdict[str, dict[str, array[int]]] = defaultdict(dict)
        self._lengths: list[array[int]] = [array("L") for _ in self._boosts]
        self._document_boosts: list[float] = []
        self._ready: tuple[dict[int, float], dict[int, float]] | None = None

    @property
    def count(self) -> int:
        """Documents added so far."""
        return len(self._document_boosts)

    def add(self, number: int, fields: Sequence[list[str]], forms: set[SearchWord], boost: float = 1) -> None:
        """Add the next document: its number, the terms of each field, its distinct words, its boost."""
        self._numbers.append(number)
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
            forms, array("L", map(len, holders)), _joined("L", holders), self._numbers, self._lengths,
            self._document_boosts)

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
        self._numbers.extend(other.numbers)
        self._document_boosts += other.boosts

    def terms(self) -> list[str]:
        """The indexed terms in code point order; pairs that a single word stands for are left out."""
        return [term for term in sorted(self._entries) if not self._says_nothing(term)]

    def postings(self, terms: Iterable[str]) -> Iterator[Posting]:
        """The posting lists of these terms, in their order."""
        self._ready = self._ready or self._slots()
        for term in terms:
            yield self._posting(term, *self._ready)

    def _says_nothing(self, term: str) -> bool:
        """Whether a term is a pair found once, one of whose words is found once: that word does as well."""
        if len(self._entries[term]) > 1:
            return False
        return any(word != term and len(self._entries[word]) == 1 for word in term.split(" "))

    def averages(self) -> tuple[float, ...]:
        """The average length of each field, rounded: all that a weight takes from documents without its term."""
        return tuple(rounded(sum(lengths) / max(1, len(lengths))) for lengths in self._lengths)

    def _slots(self) -> tuple[dict[int, float], dict[int, float]]:
        """For every field of every document what its length takes from the weight of its terms, and what it gives."""
        norms: dict[int, float] = {}
        factors: dict[int, float] = {}
        for field, (lengths, average) in enumerate(zip(self._lengths, self.averages(), strict=True)):
            for number, length, lift in zip(self._numbers, lengths, self._document_boosts, strict=True):
                slot = number * len(self._boosts) + field
                norms[slot] = K1 * (1 - B + B * (length / average)) if average else 0
                factors[slot] = (K1 + 1) * self._boosts[field] * lift
        return norms, factors

    def _posting(self, term: str, norms: dict[int, float], factors: dict[int, float]) -> Posting:
        count = len(self._boosts)
        documents: list[int] = []
        weights: list[float] = []
        fields: list[int] = []
        last = -1
        for entry in self._entries[term]:
            slot, frequency = entry >> _SHIFT, entry & _TF_MASK
            weight = factors[slot] * frequency / (norms[slot] + frequency)
            document, field = divmod(slot, count)
            if document == last:
                weights[-1] += weight
                fields[-1] |= 1 << field
                continue
            last = document
            documents.append(document)
            weights.append(weight)
            fields.append(1 << field)
        return Posting(term, documents, weights, fields, *self._variants(term, documents))

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


def rounded(average: float) -> float:
    """An average length, rounded to a step of five per cent."""
    return _AVERAGE_STEP ** round(math.log(average, _AVERAGE_STEP)) if average else 0
