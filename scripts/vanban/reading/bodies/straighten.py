"""Names of bodies as character recognition bent them, put right by the table: "TONG CUC THUE" is Tổng cục Thuế.

Only capitals of a letterhead are read so: there every word belongs to a body's name, so that a known
name without its marks is that name. Words that no table knows stay as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from ...language.folding import fold, undoubled
from ...registry.grammar import Grammar, compiled
from .words import NameToken, Trie, lexicon_of, tokens_from

_LONGEST = 400


@dataclass(frozen=True, eq=False)
class _Bent:
    """Names without marks, each with its words as the table writes them."""

    heads: Trie[str]
    places: Trie[str]


@compiled
def _bent(grammar: Grammar) -> _Bent:
    key = lru_cache(maxsize=4096)(lambda word: undoubled(fold(word)))
    heads, places = Trie[str](key), Trie[str](key)
    for row in grammar.registry.bodies:
        for head in row.heads if row.kind != "named" else ():
            if " " in head and not head.split()[-1].isupper():
                heads.add(head, head)
    for territory in grammar.registry.territories:
        if territory.level == "province":
            for short in ("thành phố", "tp", "tp.") if territory.kind == "thành phố" else (territory.kind,):
                places.add(f"{short} {territory.name}", f"{territory.kind} {territory.name}")
    return _Bent(heads, places)


def straightened(words: str, grammar: Grammar) -> str:
    """``words`` with known names of bodies and provinces written with their marks; line breaks stay."""
    bent, lexicon = _bent(grammar), lexicon_of(grammar)
    tokens = tokens_from(words, 0, limit=_LONGEST)
    out: list[str] = []
    i, last = 0, 0
    while i < len(tokens):
        exact = max((after for after, _ in lexicon.heads.walk(tokens, i)), default=i)
        after, name = _longest(bent, tokens, i)
        if after > exact and _bent_here(tokens[i:after], name) and not _wraps(tokens[i:after]):
            out += [words[last:tokens[i].start], name.upper()]
            last = tokens[after - 1].end
            i = after
        else:
            i += 1
    return "".join([*out, words[last:]])


def _longest(bent: _Bent, tokens: list[NameToken], i: int) -> tuple[int, str]:
    found = (bent.heads.walk(tokens, i) or bent.places.walk(tokens, i)) if tokens[i].text.isupper() else []
    return found[0] if found else (i, "")


def _bent_here(tokens: list[NameToken], name: str) -> bool:
    """Whether the words differ from the name by more than their case."""
    return [token.lower for token in tokens] != name.lower().replace("-", " - ").split() and all(
        token.text[0].isupper() or not token.text.isalpha() for token in tokens)


def _wraps(tokens: list[NameToken]) -> bool:
    """Whether an empty line stands inside."""
    return any(token.new_paragraph for token in tokens[1:])
