"""Names printed in capitals, written as the language writes them: "TRƯỜNG ĐẠI HỌC TÔN ĐỨC THẮNG".

Provinces and the names of the tables keep their capitals, numerals and abbreviations stay, the rest becomes small.
Behind a word that a proper name follows ("Tiểu học", "Khu kinh tế", "Công ty") an unknown word is a proper name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ...language.encodings import can_be_syllable
from ...language.folding import fold_word
from ...registry.grammar import Grammar, compiled
from .words import NameToken, Trie, lexicon_of, tokens_from

_NUMERAL = re.compile(r"[IVX]+")
_LONGEST_SHORT = 5
"""Letters of an abbreviation that has a vowel; longer ones are names or damage."""
_WORDS_TOO = frozenset(["I", "V", "VI", "VII", "VIII", "XI"])
"""Numerals that are words, as "xi măng", or too short to be told from scraps."""


@dataclass(frozen=True, slots=True, eq=False)
class _Written:
    """Phrases as they are written: those with capitals everywhere, and those of names with what follows them."""

    proper: Trie[str]
    inside: Trie[tuple[str, bool]]


@compiled
def _written(grammar: Grammar) -> _Written:
    proper, inside = Trie[str](), Trie[tuple[str, bool]]()
    for name in grammar.registry.proper_names:
        proper.add(name, name)
    for word in grammar.registry.name_words:
        inside.add(word.name, (word.name, word.then_proper))
    return _Written(proper, inside)


def in_small_letters(words: str, grammar: Grammar, head: str = "", *, begins: bool = True) -> str:
    """``words`` in capitals as running text has them; ``head`` stands before them, ``begins`` with a capital."""
    tokens = tokens_from(f"{head} {words}" if head else words, 0, limit=None)
    out: list[str] = []
    named, i = False, 0
    while i < len(tokens):
        i, written, named = _next(tokens, i, named, grammar)
        if tokens[i - 1].end > len(head):
            out.append(written)
    joined = "".join(out).strip()
    return joined[:1].upper() + joined[1:] if begins else joined


def _next(tokens: list[NameToken], i: int, named: bool, grammar: Grammar) -> tuple[int, str, bool]:
    """The phrase or word at ``i`` as written, the index after it, and whether a proper name follows."""
    lexicon, written = lexicon_of(grammar), _written(grammar)
    inside = written.inside.walk(tokens, i)
    opens = next(((end, name) for end, (name, then_proper) in inside if then_proper), None)
    if opens is not None:
        return opens[0], tokens[i].gap + opens[1], True
    phrases = [*lexicon.provinces.walk(tokens, i), *written.proper.walk(tokens, i),
               *((end, name) for end, (name, _) in inside if named)]
    if phrases:
        end, name = max(phrases, key=lambda phrase: phrase[0])
        return end, tokens[i].gap + name, named
    return i + 1, tokens[i].gap + _word(tokens, i, named), named


def _word(tokens: list[NameToken], i: int, named: bool) -> str:
    """One word that no table has."""
    word = tokens[i].text
    if _is_short_form(word, named) or _is_numeral(tokens, i):
        return word
    return word[:1] + tokens[i].lower[1:] if named else tokens[i].lower


def _is_numeral(tokens: list[NameToken], i: int) -> bool:
    """Whether a word is a Roman numeral: "II" anywhere, "VI" and "XI", which are words too, at the end of the name."""
    word = tokens[i].text
    return _NUMERAL.fullmatch(word) is not None and (word not in _WORDS_TOO or i + 1 == len(tokens))


def _is_short_form(word: str, named: bool) -> bool:
    """Whether a word in capitals is no Vietnamese word: a letter without marks ("A"), or no syllable ("THCS", "ATGT");
    among proper names only one without a vowel, since "Ea" and "Pleiku" are none."""
    if not word.isalpha() or len(word) == 1:
        return word.isascii() and word.isalpha()
    if not set(fold_word(word)) & set("aeiouy"):
        return True
    return not named and word.isascii() and len(word) <= _LONGEST_SHORT and not can_be_syllable(word)
