"""What a word is to the search: the definition that the browser's ``folding.js`` repeats.

A word has an *exact* form (lower case, composed, new tone placement) and a *term*, the folded form under
which it is indexed; a serial loses its leading zeros ("09" is indexed as "9"). Vietnamese words are
mostly two syllables, so neighbouring terms are indexed as pairs too ("an ninh").
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ..language.folding import fold
from ..language.letters import new_tone_placement
from .arrays import Numbers, np, wholes

_WORD = re.compile(
    "[0-9A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0250-\u0259"
    "\u0300-\u036f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff]+")
BREAK = "\n"
"""After each text of a field."""
_WORD_OR_BREAK = re.compile(f"{_WORD.pattern}|{BREAK}")
GAP, NO_WORD = 0, -1
"""In place of a word's number: between two words that are no neighbours; for letters that fold to nothing."""
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff]+")
_SHORTEST_ABBREVIATION = 3
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?$")


class SearchWord(NamedTuple):
    """One word of a text: ``exact`` with its accents, ``term`` as it is indexed."""

    exact: str
    term: str


def exact_form(token: str) -> str:
    """Lower case, composed letters, new tone placement ("HOÀ" to "hòa")."""
    return new_tone_placement(unicodedata.normalize("NFC", token.lower()))


def term_of(exact: str) -> str:
    """The indexed form of an exact word: folded, and a number without its leading zeros."""
    term = fold(exact)
    return term.lstrip("0") or "0" if term.isdecimal() else term


def raw_tokens(text: str) -> list[str]:
    """The runs of letters and digits of ``text``, composed, in order, case as written."""
    return _WORD.findall(unicodedata.normalize("NFC", _INVISIBLE.sub("", text)))


def search_words(text: str) -> list[SearchWord]:
    """The words of ``text`` in order."""
    return [word for word in map(_word_of, raw_tokens(text)) if word.term]


@lru_cache(maxsize=1 << 16)
def _word_of(token: str) -> SearchWord:
    exact = exact_form(token)
    return SearchWord(exact, term_of(exact))


@lru_cache(maxsize=1 << 16)
def key_of(text: str) -> str:
    """A text as it is looked up whole: its terms, with single spaces."""
    return " ".join(word.term for word in search_words(text))


def may_be_syllable(term: str) -> bool:
    """Whether a term may be a syllable typed without accents."""
    return bool(_SYLLABLE.match(term))


def neighbouring_pairs(terms: list[str]) -> list[str]:
    """Neighbouring terms joined by a space."""
    return list(map(" ".join, pairwise(terms)))


class _Ids(dict[str, int]):
    """Raw token to its number among ``words``; a collection has few different tokens and very many of them."""

    def __init__(self) -> None:
        super().__init__({BREAK: GAP})
        self.words = [SearchWord("", "")]

    def __missing__(self, token: str) -> int:
        word = _word_of(token)
        number = self[token] = len(self.words) if word.term else NO_WORD
        if word.term:
            self.words.append(word)
        return number


class Analysis(NamedTuple):
    """The words of some fields: numbers among the words of an analyser, :data:`GAP` between two that are no neighbours,
    and the place of the field that each belongs to.
    """

    words: Numbers
    fields: Numbers


class Analyser:
    """Texts to words, with abbreviations and their full forms indexed as each other.

    An abbreviation counts only as it is written (capitals), so that "TU" is not taken for "từ"; a full
    form gives its abbreviation only where that cannot be mistaken for a syllable ("ldld", not "tu").
    """

    def __init__(self, abbreviations: Mapping[str, str]) -> None:
        self._ids = _Ids()
        self.words = self._ids.words
        self._full: dict[int, list[int]] = {}
        self._phrases: defaultdict[tuple[str, ...], list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        for written, full in sorted((unicodedata.normalize("NFC", s), full) for s, full in abbreviations.items()):
            tokens = raw_tokens(written)
            if len(tokens) == 1 and len(tokens[0]) >= _SHORTEST_ABBREVIATION:
                self._add(self._ids[tokens[0]], [self._ids[token] for token in raw_tokens(full)])

    def _add(self, short: int, full: list[int]) -> None:
        """Take an abbreviation with its full form."""
        self._full[short] = [GAP, *full]
        if len(full) > 1 and not may_be_syllable(self.words[short].term):
            phrase = tuple(self.words[word].term for word in full)
            self._phrases[phrase[:2]].append((phrase, short))

    def shorts(self) -> dict[str, str]:
        """The abbreviations that a reader may type in any case, folded, with their full forms, folded."""
        return {self.words[short].term: " ".join(phrase) for found in self._phrases.values() for phrase, short in found}

    def analyse(self, fields: Iterable[Iterable[str]]) -> Analysis:
        """The words of fields, each given as texts; what abbreviations and full forms stand for comes after them."""
        words, sizes = array("i"), []
        for texts in fields:
            before = len(words)
            words.extend(map(self._ids.__getitem__, _tokens_of(texts)))
            sizes.append(len(words) - before)
        found = np.array(words)
        places, meant = np.repeat(np.arange(len(sizes)), sizes), found != NO_WORD  # a mark alone is no word
        return self._with_others(Analysis(found[meant], places[meant]))

    def words_of_each(self, fields: Sequence[Iterable[str]]) -> list[list[str]]:
        """The distinct words of each field, as they are indexed, in order."""
        found: list[dict[str, None]] = [{} for _ in fields]
        words, places = self.analyse(fields)
        for word, place in zip(words.tolist(), places.tolist(), strict=True):
            if word != GAP:
                found[place][self.words[word].term] = None
        return list(map(list, found))

    def _with_others(self, analysis: Analysis) -> Analysis:
        """The analysis with abbreviations of phrases and full forms of abbreviations, as often as they stand there."""
        words, fields = analysis
        found = [*self._phrases_in(words), *self._full_in(words)]
        others = wholes(word for _, run in found for word in run)
        places = np.repeat(fields[[at for at, _ in found]], [len(run) for _, run in found])
        return Analysis(np.concatenate((words, others)), np.concatenate((fields, places)))

    def _full_in(self, words: Numbers) -> Iterator[tuple[int, list[int]]]:
        """Where abbreviations stand, each with its full form after a gap."""
        places = np.flatnonzero(np.isin(words, list(self._full)))
        yield from zip(places.tolist(), map(self._full.__getitem__, words[places].tolist()), strict=True)

    def _phrases_in(self, words: Numbers) -> Iterator[tuple[int, list[int]]]:
        """Where full forms of abbreviations begin, each with the abbreviation after a gap."""
        terms = {word: self.words[word].term for word in np.unique(words).tolist()}  # of this text alone
        heads, nexts = {head for head, _ in self._phrases}, {second for _, second in self._phrases}
        first = np.isin(words[:-1], [word for word, term in terms.items() if term in heads])
        second = np.isin(words[1:], [word for word, term in terms.items() if term in nexts])
        for at in np.flatnonzero(first & second).tolist():
            pair = terms[int(words[at])], terms[int(words[at + 1])]
            for phrase, short in self._phrases.get(pair, ()):
                if tuple(terms[word] for word in words[at:at + len(phrase)].tolist()) == phrase:
                    yield at, [GAP, short]


def _tokens_of(texts: Iterable[str]) -> list[str]:
    """The raw tokens of texts, with a break after each text."""
    whole = "".join(f"{text}{BREAK}" for text in texts)
    return _WORD_OR_BREAK.findall(unicodedata.normalize("NFC", _INVISIBLE.sub("", whole)))
