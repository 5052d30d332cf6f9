"""The weight of every term in every document: lunr's BM25, without what depends on the whole collection.

lunr multiplies a weight by how rare its term is, which changes with every document that comes or goes; here
that is left to the reader's browser, which knows both counts, and the average length of a field is rounded
to a step of five per cent, so that a posting list changes only when one of its own documents does. A term's
weights in the fields of a document are added up, since a query adds them up anyway; which fields they are
stands beside.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from .arrays import Numbers, np, runs, wholes
from .counting import Counted
from .variants import Variants

K1 = 1.2
B = 0.75
TOGETHER = 250_000
"""Entries that are put together at once."""
_AVERAGE_STEP = 1.05


class Postings(NamedTuple):
    """The posting lists of some terms in code point order, one after the other.

    ``sizes`` are the documents of each term, ``variants`` its exact forms where it has several, commonest first,
    ``masked`` whether its documents tell them apart. For each document in each list: its number, its weight as lunr's
    but for the rarity of the term, which fields hold the term (bit 0 for the first), which of the variants it holds.
    """

    terms: list[str]
    sizes: Numbers
    variants: list[tuple[str, ...]]
    masked: Numbers
    documents: Numbers
    weights: Numbers
    fields: Numbers
    masks: Numbers


class Weights:
    """What was counted in blocks of documents, in the order of their numbers; ``boosts`` are those of the fields."""

    def __init__(self, blocks: Sequence[Counted], boosts: Sequence[float]) -> None:
        self._blocks, self._boosts = blocks, boosts
        self._words = ["", *sorted(set().union(*(block.words.split() for block in blocks)))]
        places = {word: place for place, word in enumerate(self._words)}
        self._places = [wholes((0, *map(places.__getitem__, block.words.split()))) for block in blocks]
        self._variants = Variants(blocks, places)
        self._alone, self._beginning = self._counts()

    def postings(self) -> Iterator[Postings]:
        """All posting lists but those of pairs that a single word stands for, many at a time."""
        cuts = np.flatnonzero(np.diff(np.cumsum(self._beginning) // TOGETHER)) + 1
        bounds = sorted({1, *cuts.tolist(), len(self._words)})
        norms, factors = self._slots() if self._blocks else (np.zeros(0), np.zeros(0))
        for low, high in pairwise(bounds):
            yield self._postings(low, high, norms, factors)

    def averages(self) -> tuple[float, ...]:
        """The average length of each field, rounded: all that a weight takes from documents without its term."""
        lengths = np.concatenate([block.lengths for block in self._blocks])
        return tuple(rounded(total / len(lengths)) for total in lengths.sum(0).tolist())

    def _counts(self) -> tuple[Numbers, Numbers]:
        """By the place of a word the entries in which it stands alone, and those that begin with it."""
        alone, beginning = np.zeros((2, len(self._words)), np.int64)
        for places, block in zip(self._places, self._blocks, strict=True):
            beginning[places] += np.bincount(block.firsts, minlength=len(places))
            alone[places] += np.bincount(block.firsts[block.seconds == 0], minlength=len(places))
        return alone, beginning

    def _slots(self) -> tuple[Numbers, Numbers]:
        """For every field of every document what its length takes from the weight of its terms, and what it gives."""
        averages, boosts = np.array(self.averages()), np.array(self._boosts)
        norms, factors = np.zeros((2, int(self._blocks[-1].numbers[-1]) + 1, len(boosts)))
        for block in self._blocks:
            shares = block.lengths / np.where(averages, averages, 1)
            norms[block.numbers] = np.where(averages, K1 * (1 - B + B * shares), 0)
            factors[block.numbers] = (K1 + 1) * boosts * block.boosts[:, None]
        return norms.ravel(), factors.ravel()

    def _postings(self, low: int, high: int, norms: Numbers, factors: Numbers) -> Postings:
        """The lists of the terms that begin with some words, given by their places."""
        terms, slots, frequencies = self._entries(low, high)
        weights = factors[slots] * frequencies / (norms[slots] + frequencies)
        documents, fields = np.divmod(slots, len(self._boosts))
        begins = runs(terms, documents)
        terms, documents = terms[begins], documents[begins]
        firsts, seconds = np.divmod(terms, len(self._words))
        of_terms = runs(terms)
        names = [self._name(*pair) for pair in zip(firsts[of_terms].tolist(), seconds[of_terms].tolist(), strict=True)]
        masks = np.zeros(len(terms), np.int64)
        masks[seconds == 0] = self._variants.masks(firsts[seconds == 0], documents[seconds == 0])
        return Postings(
            names, np.diff(of_terms, append=len(terms)), [self._variants.of.get(name, ()) for name in names],
            np.array([name in self._variants.told_apart for name in names]), documents,
            np.add.reduceat(weights, begins), np.bitwise_or.reduceat(1 << fields, begins), masks)

    def _name(self, first: int, second: int) -> str:
        return f"{self._words[first]} {self._words[second]}" if second else self._words[first]

    def _entries(self, low: int, high: int) -> tuple[Numbers, Numbers, Numbers]:
        """Terms as whole numbers in their order, their slots and frequencies in these; idle pairs are left out."""
        found = []
        for places, block in zip(self._places, self._blocks, strict=True):
            some = slice(*np.searchsorted(block.firsts, np.searchsorted(places, (low, high))))
            found.append((places[block.firsts[some]] * len(self._words) + places[block.seconds[some]],
                          block.slots[some], block.frequencies[some]))
        terms, slots, frequencies = map(np.concatenate, zip(*found, strict=True))
        order = np.argsort(terms, kind="stable")
        begins = runs(terms[order])
        sizes = np.diff(begins, append=len(order))
        order = order[np.repeat(~self._idle(terms[order[begins]], sizes), sizes)]
        return terms[order], slots[order], frequencies[order]

    def _idle(self, terms: Numbers, sizes: Numbers) -> Numbers:
        """Which terms are a pair found once, one of whose words is found once: that word does as well."""
        firsts, seconds = np.divmod(terms, len(self._words))
        idle: Numbers = (sizes == 1) & (seconds > 0) & ((self._alone[firsts] == 1) | (self._alone[seconds] == 1))
        return idle


def rounded(average: float) -> float:
    """An average length, rounded to a step of five per cent."""
    return _AVERAGE_STEP ** round(math.log(average, _AVERAGE_STEP)) if average else 0
