"""The exact forms of words that are indexed as one ("phải", "phái"): the commonest, and which document holds which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from .arrays import Numbers, np, wholes
from .counting import Counted

MOST_VARIANTS = 8


class Variants:
    """``of`` tells the forms of a word besides or, where there are several, with itself, commonest first; of those in
    ``told_apart`` it is known which document holds which. ``places`` are those of words among all words.
    """

    def __init__(self, blocks: Sequence[Counted], places: Mapping[str, int]) -> None:
        forms = sorted(set().union(*map(_forms, blocks)))
        self.of: dict[str, tuple[str, ...]] = {}
        self.told_apart: set[str] = set()
        self._bits = np.zeros(len(forms), np.int64)
        held, self._holders = _held(blocks, {form: place for place, form in enumerate(forms)})
        holders = np.bincount(held, minlength=len(forms)).tolist()
        for word, some in groupby(range(len(forms)), lambda place: forms[place][0]):
            ranked = sorted(some, key=lambda place: (-holders[place], forms[place][1]))
            self._rank(word, ranked[:MOST_VARIANTS], forms)
        words = wholes(places[word] for word, _ in forms)
        self._words, self._bits = words[held], self._bits[held]

    def _rank(self, word: str, ranked: Sequence[int], forms: Sequence[tuple[str, str]]) -> None:
        """Take the forms of a word, by their places."""
        exact = tuple(forms[place][1] for place in ranked)
        if len(exact) < 2 or word.isdecimal():
            self.of[word] = tuple(form for form in exact if form != word)
            return
        self.of[word] = exact
        self.told_apart.add(word)
        self._bits[list(ranked)] = 1 << np.arange(len(ranked))

    def masks(self, words: Numbers, documents: Numbers) -> Numbers:
        """For documents of words, in order, which variants each holds: bit 0 for the commonest."""
        some = (self._bits > 0) & (self._words >= words[0]) & (self._words <= words[-1])
        room = int(documents.max()) + 1
        masks = np.zeros(len(words), np.int64)
        at = np.searchsorted(words * room + documents, self._words[some] * room + self._holders[some])
        np.bitwise_or.at(masks, at, self._bits[some])
        return masks


def _forms(block: Counted) -> Iterator[tuple[str, str]]:
    """The words of a block as they are indexed, each with an exact one."""
    words = block.forms.split()
    return zip(words[::2], words[1::2], strict=True)


def _held(blocks: Sequence[Counted], places: Mapping[tuple[str, str], int]) -> tuple[Numbers, Numbers]:
    """Places of forms and numbers of documents that hold them."""
    held = [wholes(map(places.__getitem__, _forms(block)))[block.held] for block in blocks]
    return np.concatenate([wholes(()), *held]), np.concatenate([wholes(()), *(block.holders for block in blocks)])
