"""Titles of those who sign, in capitals as they are printed and as recognition bends them."""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

from ...language.folding import fold, undoubled
from ...registry.grammar import Grammar, compiled

_STANDING = re.compile(r"thuong truc|uy vien")
"""What qualifies an office rather than being another: "PHÓ CHỦ TỊCH THƯỜNG TRỰC"."""
_LEAST_BENT, _MOST_BENT = 8, 16
"""Characters of a title that may be read in spite of a wrong letter."""
_FEWEST_BEGUN = 4
"""Letters of a deputy's title behind "PHÓ" that tell which one it is."""
_MOST_ALIKE = 2
"""Blanks in a title that is too long to be another head of a unit's but for a letter ("TỔNG CỤC TRƯỞNG")."""


@compiled
def _persons(grammar: Grammar) -> tuple[str, ...]:
    """The titles of single persons: organs that are one, and those that only sign."""
    organs = (organ.name for organ in grammar.registry.organs if not organ.leads)
    return (*organs, *grammar.registry.sentence_words["signer_title"])


@compiled
def title_heads(grammar: Grammar) -> re.Pattern[str]:
    """What titles of persons begin with, without marks."""
    heads = sorted({undoubled(fold(name)) for name in _persons(grammar)}, key=len, reverse=True)
    return re.compile(r"(?:(?:q|quyen|pho|nguyen)[. ]\s*)*(?:" + "|".join(map(re.escape, heads)) + r")\b")


@compiled
def head_titles(grammar: Grammar) -> dict[str, str]:
    """Titles of persons in capitals, by their letters without marks, doubled ones taken for one."""
    return {undoubled(fold(name)): name.upper() for name in _persons(grammar) if " " in name}


@compiled
def _longest_title(grammar: Grammar) -> int:
    """Words of the longest of them."""
    return max(len(key.split()) for key in head_titles(grammar))


@compiled
def title_inside(grammar: Grammar) -> re.Pattern[str]:
    """A title of two words or more anywhere in a line without its marks."""
    titles = sorted(head_titles(grammar), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, titles))})\b")


@compiled
def title_letters(grammar: Grammar) -> frozenset[str]:
    """First letters of all that :func:`title_heads` finds: quick to look for before it is tried."""
    return frozenset(fold(name)[0] for name in (*_persons(grammar), "quyen", "nguyen"))


def bent_title(words: str, grammar: Grammar) -> str | None:
    """The title of two words or more that folded words are but for one letter ("glam doc"); ``None`` where none or
    several are. Heads of units are too alike ("ĐỒN TRƯỞNG", "ĐỘI TRƯỞNG")."""
    if not _LEAST_BENT <= len(words) <= _MOST_BENT or (words.endswith("truong") and words.count(" ") < _MOST_ALIKE):
        return None
    seen = _bent_titles(grammar)
    if words not in seen:
        known = head_titles(grammar)
        alike = [key for key in known if abs(len(key) - len(words)) < 2
                 and Levenshtein.distance(key, words, score_cutoff=1) <= 1]
        seen[words] = known[alike[0]] if len(alike) == 1 else None
    return seen[words]


@compiled
def _bent_titles(grammar: Grammar) -> dict[str, str | None]:
    """What words were found to be: the lines of one text, and of many, are often the same."""
    return {}


def straightened_title(words: str, grammar: Grammar) -> str:
    """A title in capitals with its marks put right where its letters are those of a known one ("GIÁM ĐÓỎC")."""
    known, parts = head_titles(grammar), words.split()
    longest = _longest_title(grammar)
    out: list[str] = []
    index = 0
    while index < len(parts):
        for count in range(min(longest, len(parts) - index), 1, -1):
            said = parts[index:index + count]
            words = undoubled(fold(" ".join(said)))
            title = known.get(words) or bent_title(words, grammar)
            if title and all(word.isupper() for word in said):
                out.append(title)
                index += count
                break
        else:
            title = _begun_title(parts[index:], grammar) if index == 1 and out == ["PHÓ"] else None
            if title:
                return f"PHÓ {title}"
            out.append("PHÓ" if index == 0 and parts[0].isupper() and fold(parts[0]) == "pho" else parts[index])
            index += 1
    return " ".join(out)


def _begun_title(words: list[str], grammar: Grammar) -> str | None:
    """The title of a head that words in capitals begin with five letters at least ("GIÀM Đ"); ``None`` where none or
    several do."""
    begun = undoubled(fold(" ".join(words)))
    found = {title for key, title in head_titles(grammar).items() if key.startswith(begun)}
    return found.pop() if len(begun) > _FEWEST_BEGUN and len(found) == 1 and "".join(words).isupper() else None


def is_known_title(words: str, grammar: Grammar) -> bool:
    """Whether words are a title of two words or more from first to last, a deputy's too."""
    return undoubled(fold(words)).strip().removeprefix("pho ") in head_titles(grammar)


def two_titles(words: str, grammar: Grammar) -> str:
    """A title; two whole ones printed side by side, of one who signs in two offices, joined by "; "."""
    parts = words.split()
    for cut in range(2, len(parts) - 1):
        pair = " ".join(parts[:cut]), " ".join(parts[cut:])
        if all(is_known_title(each, grammar) and not _STANDING.search(fold(each)) for each in pair):
            return "; ".join(pair)
    return words


def deputy_title(head: str) -> str:
    """The title of the deputy who signs for a head: a minister's is "THỨ TRƯỞNG", any other's has "PHÓ" before it."""
    return "THỨ TRƯỞNG" if head == "BỘ TRƯỞNG" else f"PHÓ {head}"
