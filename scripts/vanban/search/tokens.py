"""What a word is to the search: the definition that the browser's ``folding.js`` repeats.

A word has an *exact* form (lower case, composed, new tone placement) and a *term*, the folded form under
which it is indexed; a serial loses its leading zeros ("09" is indexed as "9"). Vietnamese words are
mostly two syllables, so neighbouring terms are indexed as pairs too ("an ninh").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from ..language.folding import fold
from ..language.letters import new_tone_placement

_WORD = re.compile(
    "[0-9A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0250-\u0259"
    "\u0300-\u036f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff]+")
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


def neighbouring_pairs(terms: list[str]) -> list[str]:
    """Neighbouring terms joined by a space."""
    return list(map(" ".join, pairwise(terms)))


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a field gives to the index: ``terms`` with pairs and repeats, ``forms`` the distinct words."""

    terms: list[str]
    forms: set[SearchWord]


class _Terms(dict[str, str]):
    """Raw token to its term; a collection has few different tokens and very many of them."""

    def __missing__(self, token: str) -> str:
        term = self[token] = term_of(exact_form(token))
        return term


class Analyser:
    """Texts to terms, with abbreviations and their full forms indexed as each other.

    An abbreviation counts only as it is written (capitals), so that "TU" is not taken for "từ"; a full
    form gives its abbreviation only where that cannot be mistaken for a syllable ("ldld", not "tu").
    """

    def __init__(self, abbreviations: Mapping[str, str]) -> None:
        kept = {unicodedata.normalize("NFC", s): tuple(search_words(full)) for s, full in sorted(abbreviations.items())
                if len(raw_tokens(s)) == 1 and len(s) >= _SHORTEST_ABBREVIATION}
        self._terms = _Terms()
        self._words: dict[str, SearchWord] = {}
        self._expansions = kept
        self._phrases: dict[str, list[tuple[str, SearchWord]]] = {}
        for written, full in kept.items():
            short = SearchWord(exact_form(written), term_of(exact_form(written)))
            if len(full) > 1 and not _SYLLABLE.match(short.term):
                phrase = " ".join(w.term for w in full)
                self._phrases.setdefault(" ".join(w.term for w in full[:2]), []).append((phrase, short))
        self._beginnings = frozenset(self._phrases)

    def shorts(self) -> dict[str, str]:
        """The abbreviations that a reader may type in any case, folded, with their full forms, folded."""
        return {short.term: phrase for found in self._phrases.values() for phrase, short in found}

    def analyse(self, texts: Iterable[str]) -> Analysis:
        """The terms of one field given as one or more texts; pairs do not cross from one to the next."""
        terms: list[str] = []
        written: list[str] = []
        shorts: list[SearchWord] = []
        for text in texts:
            tokens = [token for token in raw_tokens(text) if self._terms[token]]  # a mark alone is no word
            run = list(map(self._terms.__getitem__, tokens))
            together = neighbouring_pairs(run)
            written += tokens
            terms += run
            terms += together
            for beginning in sorted(self._beginnings.intersection(together)):
                shorts += self._shorts_in(run, beginning)
        terms += [short.term for short in shorts]
        forms = {*map(self._word, set(written)), *shorts}
        for token in sorted(self._expansions.keys() & set(written)):
            _add_full(self._expansions[token], written.count(token), terms, forms)
        return Analysis(terms, forms)

    def _word(self, token: str) -> SearchWord:
        word = self._words.get(token)
        if word is None:
            word = self._words[token] = SearchWord(exact_form(token), self._terms[token])
        return word

    def _shorts_in(self, run: list[str], beginning: str) -> list[SearchWord]:
        """The abbreviations of the phrases with this beginning, as often as the phrases stand in ``run``."""
        joined = f" {' '.join(run)} "
        return [short for phrase, short in self._phrases[beginning] for _ in range(joined.count(f" {phrase} "))]


def _add_full(full: tuple[SearchWord, ...], times: int, terms: list[str], forms: set[SearchWord]) -> None:
    """Index the words that an abbreviation stands for, once for each time it was written."""
    run = [word.term for word in full]
    terms += (run + neighbouring_pairs(run)) * times
    forms.update(full)
