"""The words before a citation as a row of tokens, and the phrases of the tables that end at one of them.

The tables are read backwards: what governs a citation is sought from the citation to the left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from ...language.folding import fold
from ...language.letters import LOW, normal
from ...models import RelationType
from ...registry.grammar import Grammar, compiled

_TOKEN = re.compile(rf"\d{{1,3}}(?:\.\d{{1,3}})+(?!\w)|\w+|\n\s*\n(?!\s*[{LOW}])|[^\w\s*#_†‡¿¡~`^¬°¦§©®™<>=\\]")
"""A word, a number of a part ("2.5"), an empty line that no small letter follows, or a mark; what only a scan puts
between words is none."""
Role = Literal["adverb", "determiner", "lead_noun", "noun_modifier", "lead", "verb_between", "text_noun", "undone",
               "asks", "plans", "such_as", "nominal", "approves", "doing", "state"]
_ROLES: tuple[Role, ...] = ("adverb", "determiner", "lead_noun", "noun_modifier", "lead", "verb_between", "text_noun",
                            "undone", "asks", "plans", "such_as", "nominal", "approves", "doing",
                            "state")


class Token(Struct, frozen=True, gc=False):
    """A word or a mark of the clean text; ``plain`` is the word in lower case, ``bare`` without marks."""

    plain: str
    bare: str
    start: int
    end: int


@dataclass(slots=True)
class _Node:
    """A place in the tree of phrases read backwards; ``rows`` are the phrases whose first word was just read."""

    before: dict[str, _Node] = field(default_factory=dict)
    rows: list[Entry] = field(default_factory=list)


class Entry(Struct, frozen=True, gc=False):
    """A phrase of the tables: ``roles`` of a sentence word, or the ``relation`` that a verb says and its ``object``,
    ``None`` where nothing special is said of that."""

    phrase: str
    roles: frozenset[str]
    relation: RelationType | None = None
    object: str | None = None


class Match(Struct, frozen=True, gc=False):
    """An entry found in a row of tokens, ``start`` being the index of its first token."""

    start: int
    entry: Entry


@lru_cache(maxsize=8192)
def _forms(word: str) -> tuple[str, str]:
    """A word in lower case, with its marks and without; an empty line is a mark."""
    plain = word.lower()
    return "\n" if plain.isspace() else plain, fold(plain)


def tokens_between(clean: str, low: int, high: int) -> list[Token]:
    """The words and marks of ``clean[low:high]``; emphasis is no mark."""
    tokens, end = [], low
    for word in _TOKEN.findall(clean, low, high):  # each is found again at once, much quicker than matches are made
        start = clean.index(word, end)
        end = start + len(word)
        plain, bare = _forms(word)
        tokens.append(Token(plain, bare, start, end))
    return tokens


@compiled
def _leads(grammar: Grammar) -> dict[str, str]:
    """What leads to a text, and is no other word right before a citation, by its letters without marks."""
    return {fold(word): word for word in grammar.registry.sentence_words["leads_to_text"]}


def before_object(clean: str, low: int, at: int, grammar: Grammar) -> list[Token]:
    """The words before a citation that begins at ``at``; right before it a preposition without its marks is one."""
    tokens = tokens_between(clean, low, at)
    if tokens and (lead := _leads(grammar).get(tokens[-1].bare)):
        tokens[-1] = replace(tokens[-1], plain=lead)
    return tokens


@compiled
def _tree(grammar: Grammar) -> _Node:
    """All phrases, last word first."""
    roles: dict[str, set[str]] = {}
    for role in _ROLES:
        for word in grammar.registry.sentence_words[role]:
            roles.setdefault(normal(word), set()).add(role)
    verbs = {normal(row.phrase): (row.relation, row.object) for row in grammar.registry.phrases}
    root = _Node()
    for phrase in {**roles, **verbs}:
        node = root
        for token in reversed(tokens_between(phrase, 0, len(phrase))):
            node = node.before.setdefault(token.bare, _Node())
        node.rows.append(Entry(phrase, frozenset(roles.get(phrase, ())), *verbs.get(phrase, ())))
    return root


def ending_at(tokens: list[Token], end: int, grammar: Grammar) -> list[Match]:
    """Every phrase whose last token is the one before index ``end``, longest first.

    Words are compared with their marks; a phrase of several words also without, for scans that bend an accent.
    """
    found: list[Match] = []
    node, i = _tree(grammar), end
    while i > 0:
        following = node.before.get(tokens[i - 1].bare)
        if following is None and 1 < i < end and tokens[i - 1].plain == ",":  # a scan's comma: "hướng, dẫn"
            following, i = node.before.get(tokens[i - 2].bare), i - 1
        if following is None:
            break
        node, i = following, i - 1
        if node.rows:
            written = normal(" ".join([token.plain for token in tokens[i:end]])).replace(" ,", ",")
            exact = [row for row in node.rows if row.phrase == written]
            found += [Match(i, row) for row in exact or (node.rows if end - i > 1 else ())]
    found.reverse()
    return found


def first_with(matches: list[Match], role: Role) -> Match | None:
    """The longest match that has a role; ``None`` where none has."""
    for match in matches:
        if role in match.entry.roles:
            return match
    return None
