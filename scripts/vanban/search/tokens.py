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
from itertools import pairwise
from typing import NamedTuple

from ..folding import fold
from ..intake import new_tone_placement

_WORD = re.compile(
    "[0-9A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0250-\u0259"
    "\u0300-\u036f\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff]+")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_SHORTEST_ABBREVIATION = 3
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?$")


class Word(NamedTuple):
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
    return _WORD.findall(unicodedata.normalize("NFC", text.translate(_INVISIBLE)))


def words(text: str) -> list[Word]:
    """The words of ``text`` in order."""
    exact = map(exact_form, raw_tokens(text))
    return [Word(e, t) for e in exact if (t := term_of(e))]


def pairs(terms: list[str]) -> list[str]:
    """Neighbouring terms joined by a space."""
    return list(map(" ".join, pairwise(terms)))


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a field gives to the index: ``terms`` with pairs and repeats, ``forms`` the distinct words."""

    terms: list[str]
    forms: set[Word]


class _Memo(dict[str, tuple[Word, tuple[Word, ...]]]):
    """Raw token to its word and, for an abbreviation, the words it stands for."""

    def __init__(self, expansions: Mapping[str, tuple[Word, ...]]) -> None:
        super().__init__()
        self.expansions = expansions

    def __missing__(self, token: str) -> tuple[Word, tuple[Word, ...]]:
        exact = exact_form(token)
        found = self[token] = (Word(exact, term_of(exact)), self.expansions.get(token, ()))
        return found


class Analyser:
    """Texts to terms, with abbreviations and their full forms indexed as each other.

    An abbreviation counts only as it is written (capitals), so that "TU" is not taken for "từ"; a full
    form gives its abbreviation only where that cannot be mistaken for a syllable ("ldld", not "tu").
    """

    def __init__(self, abbreviations: Mapping[str, str]) -> None:
        kept = {s: tuple(words(full)) for s, full in sorted(abbreviations.items())
                if len(raw_tokens(s)) == 1 and len(s) >= _SHORTEST_ABBREVIATION}
        self._memo = _Memo({unicodedata.normalize("NFC", s): w for s, w in kept.items()})
        self._phrases = [(f" {' '.join(w.term for w in full)} ", Word(exact_form(s), term_of(exact_form(s))))
                         for s, full in kept.items()
                         if len(full) > 1 and not _SYLLABLE.match(term_of(exact_form(s)))]

    def shorts(self) -> dict[str, str]:
        """The abbreviations that a reader may type in any case, folded, with their full forms, folded."""
        return {short.term: phrase.strip() for phrase, short in self._phrases}

    def analyse(self, texts: Iterable[str]) -> Analysis:
        """The terms of one field given as one or more texts; pairs do not cross from one to the next."""
        terms: list[str] = []
        forms: set[Word] = set()
        for text in texts:
            found = [self._memo[t] for t in raw_tokens(text)]
            run = [word.term for word, _ in found]
            terms += run
            terms += pairs(run)
            forms.update(word for word, _ in found)
            for full in (full for _, full in found if full):
                _add_full(full, terms, forms)
            self._add_shorts(run, terms, forms)
        return Analysis(terms, forms)

    def _add_shorts(self, run: list[str], terms: list[str], forms: set[Word]) -> None:
        joined = f" {' '.join(run)} "
        for phrase, short in self._phrases:
            count = joined.count(phrase)
            if count:
                terms += [short.term] * count
                forms.add(short)


def _add_full(full: tuple[Word, ...], terms: list[str], forms: set[Word]) -> None:
    run = [word.term for word in full]
    terms += run
    terms += pairs(run)
    forms.update(full)
