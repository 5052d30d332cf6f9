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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .tokens import Word

K1 = 1.2
B = 0.75
_FIELD_SHIFT = 20
_DOCUMENT_SHIFT = 24
_TF_MASK = (1 << _FIELD_SHIFT) - 1
_FIELD_MASK = (1 << (_DOCUMENT_SHIFT - _FIELD_SHIFT)) - 1
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


class WeightBuilder:
    """Collects documents in order, then yields posting lists in term order."""

    def __init__(self, boosts: Sequence[float]) -> None:
        self._boosts = tuple(boosts)
        self._entries: defaultdict[str, array[int]] = defaultdict(lambda: array("Q"))
        self._forms: defaultdict[str, dict[str, array[int]]] = defaultdict(dict)
        self._lengths: list[array[int]] = [array("L") for _ in self._boosts]
        self._document_boosts = array("d")

    @property
    def count(self) -> int:
        """Documents added so far."""
        return len(self._document_boosts)

    def add(self, fields: Sequence[list[str]], forms: set[Word], boost: float = 1) -> None:
        """Add the next document: the terms of each field, its distinct words, its boost."""
        number = self.count
        self._document_boosts.append(boost)
        entries = self._entries
        for field, terms in enumerate(fields):
            self._lengths[field].append(len(terms))
            base = number << _DOCUMENT_SHIFT | field << _FIELD_SHIFT
            for term, frequency in Counter(terms).items():
                entries[term].append(base | min(frequency, _TF_MASK))
        for exact, term in forms:
            of_term = self._forms[term]
            if exact not in of_term:
                of_term[exact] = array("L")
            of_term[exact].append(number)

    def postings(self) -> Iterator[Posting]:
        """Every term's posting list, terms in code point order."""
        norms = [self._norms(lengths) for lengths in self._lengths]
        for term in sorted(self._entries):
            yield self._posting(term, norms)

    def _norms(self, lengths: array[int]) -> array[float]:
        average = sum(lengths) / len(lengths)
        if not average:
            return array("d", bytes(8 * len(lengths)))
        return array("d", (K1 * (1 - B + B * (length / average)) for length in lengths))

    def _posting(self, term: str, norms: list[array[float]]) -> Posting:
        entries = self._entries[term]
        idf = _idf(len(entries), self.count)
        boosts, document_boosts = self._boosts, self._document_boosts
        documents: list[int] = []
        weights: list[int] = []
        last = -1
        for entry in entries:
            document = entry >> _DOCUMENT_SHIFT
            field = entry >> _FIELD_SHIFT & _FIELD_MASK
            frequency = entry & _TF_MASK
            score = idf * ((K1 + 1) * frequency) / (norms[field][document] + frequency)
            weight = int(score * boosts[field] * document_boosts[document] * 1000 + 0.5)
            if document == last:
                weights[-1] += weight
            else:
                documents.append(document)
                weights.append(weight)
                last = document
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


def _idf(entries: int, documents: int) -> float:
    """lunr's inverse document frequency; ``entries`` counts a document once for each field."""
    return math.log(1 + abs((documents - entries + 0.5) / (entries + 0.5)))
