"""The words bodies are named with, ready for matching: tokens, word tries and the lexicon of a registry.

Everything here is linear: a text is cut into at most :data:`LONGEST` tokens after a start, and a trie is
walked one token at a time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic, TypeVar

from msgspec import Struct

from ...language.folding import fold_word
from ...language.letters import new_tone_placement
from ...registry.grammar import Grammar, compiled
from ...registry.layout_words import NameEnd
from ...registry.tables import BodyRow, Organ
from ...registry.territories import PlaceKinds

LONGEST_BODY_NAME = 80
"""Tokens looked at after the start of a name: twice the longest name met."""

PLURAL_WORDS = frozenset({"các", "cấp", "những", "nhiều", "hai", "ba", "mỗi", "từng", "mọi"})
"""Words after a head that make it a plural, not one body."""
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")

Payload = TypeVar("Payload")


class NameToken(Struct, frozen=True, gc=False):
    """A word, number or mark: as written, in lower case, with its span and the blank before it."""

    text: str
    lower: str
    start: int
    end: int
    gap: str

    @property
    def new_line(self) -> bool:
        """Whether a line break stands before it."""
        return "\n" in self.gap

    @property
    def new_paragraph(self) -> bool:
        """Whether an empty line stands before it."""
        return self.gap.count("\n") > 1


def tokens_from(clean: str, start: int, end: int | None = None,
                limit: int | None = LONGEST_BODY_NAME) -> list[NameToken]:
    """The tokens of ``clean`` from ``start``, at most ``limit`` (``None``: all), none reaching beyond ``end``."""
    stop = len(clean) if end is None else end
    tokens: list[NameToken] = []
    last = start
    for found in islice(_TOKEN.finditer(clean, start, stop), limit):
        text = found[0]
        begin, after = found.span()
        tokens.append(NameToken(text, text.lower(), begin, after, clean[last:begin]))
        last = after
    return tokens


def is_abbreviation(word: str) -> bool:
    """Whether a word has two capitals or more ("UBND", "TTg")."""
    return sum(map(str.isupper, word)) > 1


@dataclass(slots=True)
class _Node(Generic[Payload]):
    next: dict[str, _Node[Payload]] = field(default_factory=dict)
    found: list[tuple[Payload, tuple[bool, ...]]] = field(default_factory=list)


class Trie(Generic[Payload]):
    """Phrases by their words; an abbreviation (two capitals in the table) must be in capitals in the text.

    ``key`` is the form in which words are compared (lower case unless told otherwise).
    """

    def __init__(self, key: Callable[[str], str] = str.lower) -> None:
        self._root: _Node[Payload] = _Node()
        self._key = None if key is str.lower else key
        self.first_words: set[str] = set()

    def add(self, phrase: str, payload: Payload) -> None:
        """Add one phrase."""
        words = tokens_from(new_tone_placement(phrase), 0)
        node = self._root
        for word in words:
            node = node.next.setdefault(self._key(word.lower) if self._key else word.lower, _Node())
        capitals = tuple(is_abbreviation(word.text) for word in words)
        node.found.append((payload, capitals if any(capitals) else ()))
        self.first_words.add(words[0].text)

    def walk(self, tokens: list[NameToken], i: int) -> list[tuple[int, Payload]]:
        """Every phrase that begins at token ``i``, as (index after it, payload), longest first."""
        found: list[tuple[int, Payload]] = []
        node, j = self._root, i
        while j < len(tokens):
            word = tokens[j].lower
            following = node.next.get(self._key(word) if self._key else word)
            if following is None:
                break
            node, j = following, j + 1
            if node.found:
                found += [(j, payload) for payload, capitals in node.found
                          if not capitals or all(not must or is_abbreviation(tokens[i + k].text)
                                                 for k, must in enumerate(capitals))]
        found.reverse()
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The tries of one registry; ``loose`` and ``loose_organs`` have them without marks, for slips such as
    "Sở Y tê". ``opening``: the words, without marks, that a body's name can open with."""

    heads: Trie[BodyRow]
    loose: Trie[BodyRow]
    organs: Trie[Organ]
    loose_organs: Trie[Organ]
    places: Trie[str]
    provinces: Trie[str]
    kinds: Trie[str]
    ends: Trie[NameEnd]
    types: Trie[str]
    units: Trie[str]
    place_kinds: PlaceKinds
    opening: frozenset[str]

    def may_begin(self, clean: str, start: int, end: int | None = None) -> bool:
        """Whether the first word from ``start`` on can open a body's name: quick, before anything is read."""
        first = _TOKEN.search(clean, start, len(clean) if end is None else end)
        return first is not None and self.begins(first.group().lower())

    def ends_at(self, tokens: list[NameToken], j: int) -> bool:
        """Whether a word that ends free names stands at token ``j``: "số" does, not in "Trung tâm Chuyển đổi số"."""
        return any(tokens[j - 1].lower not in end.unless or (
            after < len(tokens) and tokens[after].text[0].isdigit()) for after, end in self.ends.walk(tokens, j))

    def begins(self, word: str) -> bool:
        """Whether a word in lower case can open a body's name."""
        return fold_word(word) in self.opening


@compiled
def lexicon_of(grammar: Grammar) -> Lexicon:
    """Build the tries of a registry once."""
    heads: Trie[BodyRow] = Trie()
    loose: Trie[BodyRow] = Trie(fold_word)
    for row in grammar.registry.bodies:
        for head in dict.fromkeys(row.heads):
            heads.add(head, row)
            if row.kind != "named" and " " in head and not is_abbreviation(head.split()[-1]):
                loose.add(head, row)
    organs: Trie[Organ] = Trie()
    loose_organs: Trie[Organ] = Trie(fold_word)
    for organ in grammar.registry.organs:
        for head in organ.heads:
            organs.add(head, organ)
            if " " in head:
                loose_organs.add(head, organ)
    ends: Trie[NameEnd] = Trie()
    for end in grammar.registry.name_ends:
        ends.add(end.word, end)
    places, provinces = _place_tries(grammar)
    kinds = grammar.registry.place_kinds
    units = _trie((word, word) for word in grammar.registry.sentence_words.get("unit", ()))
    return Lexicon(heads, loose, organs, loose_organs, places, provinces, _trie(kinds.full.items()),
                   ends,
                   _trie((name, row.name) for row in grammar.registry.types for name in (row.name, *row.aliases)),
                   units, kinds, frozenset(map(fold_word, heads.first_words | organs.first_words | units.first_words)))


def _trie(pairs: Iterable[tuple[str, str]]) -> Trie[str]:
    trie: Trie[str] = Trie()
    for phrase, payload in pairs:
        trie.add(phrase, payload)
    return trie


def _place_tries(grammar: Grammar) -> tuple[Trie[str], Trie[str]]:
    names = dict.fromkeys((name, row.name, row.level)
                          for row in grammar.registry.territories for name in (row.name, *row.aliases))
    places = dict.fromkeys((name, canonical) for name, canonical, _ in names)
    provinces = dict.fromkeys((name, canonical) for name, canonical, level in names if level == "province")
    return _trie(places), _trie(provinces)


def is_capital(word: str) -> bool:
    """Whether a word begins with a capital letter or a digit."""
    return word[0].isupper() or word[0].isdigit()


def all_capitals(words: list[str]) -> bool:
    """Whether words are printed in capitals, as in a letterhead."""
    letters = "".join(words)
    return letters.isupper() and len(letters) > 3


def title_case(words: str) -> str:
    """A place name with every word capitalised ("PHÚ RIỀNG" to "Phú Riềng")."""
    return " ".join(word[:1].upper() + word[1:].lower() for word in words.split())
