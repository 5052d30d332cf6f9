"""Names of bodies as character recognition bent them, put right by the table: "TONG CUC THUE" is Tổng cục Thuế.

Only what opens in capitals in a letterhead is read so: there every word belongs to a name, so that a known
name without its marks is that name, and a line that is but for one letter or blank a known name is that one.
Words that no table knows stay as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from ...language.folding import fold, undoubled
from ...registry.grammar import Grammar, compiled
from .words import NameToken, Trie, lexicon_of, tokens_from

_LEAST_BENT = 9
"""Letters of a line at least that is read as a name in spite of a wrong one: shorter names are too alike."""
_NOT_LETTERS = re.compile(r"[^a-z]+")


@dataclass(frozen=True, slots=True, eq=False)
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
            for short, kind in grammar.registry.place_kinds.full.items():
                if kind == territory.kind:
                    places.add(f"{short} {territory.name}", f"{kind} {territory.name}")
    return _Bent(heads, places)


def straightened(words: str, grammar: Grammar) -> str:
    """``words`` with known names of bodies and provinces written with their marks; line breaks stay."""
    bent, lexicon = _bent(grammar), lexicon_of(grammar)
    tokens = tokens_from(words, 0, limit=None)
    out: list[str] = []
    i, last = 0, 0
    while i < len(tokens):
        exact = max((after for after, _ in lexicon.heads.walk(tokens, i)), default=i)
        after, name = _longest(bent, tokens, i)
        if after > exact and _bent_here(tokens[i:after], name):
            out += [words[last:tokens[i].start], name.upper()]
            last = tokens[after - 1].end
            i = after
        else:
            i += 1
    return _whole_lines("".join([*out, words[last:]]), grammar)


def _whole_lines(words: str, grammar: Grammar) -> str:
    """``words`` with every line put right that is a bent name and no whole part of a known one."""
    tokens, heads = tokens_from(words, 0, limit=None), lexicon_of(grammar).heads
    known = [(tokens[i].start, tokens[after - 1].end) for i in range(len(tokens)) for after, _ in heads.walk(tokens, i)]
    out, start = [], 0
    for line in words.split("\n"):
        end = start + len(line.rstrip())
        whole = any(first <= start and end <= last for first, last in known)
        out.append(line if whole else _whole_line(line, grammar))
        start += len(line) + 1
    return "\n".join(out)


def _whole_line(line: str, grammar: Grammar) -> str:
    """The known name that a whole line in capitals is but for one letter or blank ("TONG CYC THUE"); else the line."""
    if not line.isupper():
        return line
    letters, known = _letters(line), _names(grammar)
    if len(letters) < _LEAST_BENT:
        return line
    seen = _lines_seen(grammar)
    if letters not in seen:
        alike = {known[key] for key in known if key[0] == letters[0] and abs(len(key) - len(letters)) < 2
                 and Levenshtein.distance(key, letters, score_cutoff=1) <= 1}
        seen[letters] = known.get(letters) or (alike.pop() if len(alike) == 1 else None)
    name = seen[letters]
    return name.upper() if name else line


def _letters(words: str) -> str:
    return _NOT_LETTERS.sub("", fold(words))


@compiled
def _names(grammar: Grammar) -> dict[str, str]:
    """Names of bodies by their letters alone."""
    return {_letters(head): head for row in grammar.registry.bodies for head in row.heads
            if row.kind == "fixed" and " " in head and not head.split()[-1].isupper()}


@compiled
def _lines_seen(grammar: Grammar) -> dict[str, str | None]:
    """What lines were found to be: letterheads repeat."""
    return {}


def _longest(bent: _Bent, tokens: list[NameToken], i: int) -> tuple[int, str]:
    found = (bent.heads.walk(tokens, i) or bent.places.walk(tokens, i)) if tokens[i].text.isupper() else []
    return found[0] if found else (i, "")


def _bent_here(tokens: list[NameToken], name: str) -> bool:
    """Whether the words differ from the name by more than their case."""
    return [token.lower for token in tokens] != name.lower().replace("-", " - ").split()
