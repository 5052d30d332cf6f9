"""The office for which somebody signs ("KT. CỤC TRƯỞNG") as recognition bent it: read where it can be one only.

What nobody can read is left out, and scraps of a signature or a seal beside it; a legible office that no table knows
stays.
"""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from ...language.encodings import is_syllable
from ...language.folding import fold, undoubled
from ...registry.grammar import Grammar, compiled
from .titles import head_titles, title_heads, title_inside

_FOR_OFFICE = ("KT", "TL", "TUQ")
_HEADED = {"cuc": "CỤC", "vu": "VỤ"}
"""Units whose kind stands in the title of who leads them: "CỤC TRƯỞNG CỤC THUẾ"."""
_SCRAP, _BENT_HEAD = 4, 14
"""Characters of a scrap before an office, and of a bent title before the unit's name."""
_MOST_WORDS = 5
"""Words into which recognition tears a title."""
_SAME_START = 6
"""First letters of a title that tell it, its end lost: "CUC TRUO!"."""
_LONG = 12
"""Letters of a title from which on two may be wrong; in a shorter one a single letter."""
_SHORTEST = 8


def legible_capacity(capacity: str, grammar: Grammar) -> str | None:
    """A capacity without offices that nobody can read; ``None`` where none is left."""
    parts = []
    for part in capacity.split("; "):
        kind, _, whom = part.partition(". ")
        office = legible_office(whom, grammar) if kind in _FOR_OFFICE else whom
        parts += [f"{kind}. {office}" if kind in _FOR_OFFICE else part] if office or kind not in _FOR_OFFICE else []
    return "; ".join(parts) or None


def legible_title(title: str, grammar: Grammar) -> str | None:
    """The titles of who sign without scraps behind them; ``None`` where nobody can read any."""
    return "; ".join(filter(None, (_legible(part, grammar) for part in title.split("; ")))) or None


def _legible(title: str, grammar: Grammar) -> str:
    """One title without scraps behind it; empty where nobody can read it."""
    deputy = "PHÓ " if title.startswith("PHÓ ") else ""
    office = legible_office(title.removeprefix(deputy), grammar)
    return f"{deputy}{office}" if office else ""


def legible_office(words: str, grammar: Grammar) -> str:
    """A title with the name of the unit behind it; empty where nobody can read it."""
    said = words.split()
    if all(map(is_syllable, said)) and (words.isupper() or not any(map(str.isupper, said))):
        return words
    if known := title_heads(grammar).match(undoubled(fold(words))):
        return _without_scraps(said, known.group().count(" ") + 1)
    if known := title_inside(grammar).match(undoubled(fold(" ".join(said[1:])))) if len(said[0]) <= _SCRAP else None:
        return _without_scraps(said[1:], known.group().count(" ") + 1)
    return _of_unit(said) or _near_title(said, grammar)


def _without_scraps(words: list[str], count: int) -> str:
    """A title of ``count`` words with its unit, up to the first word behind it that is no word in capitals."""
    kept = [word.upper() for word in words[:count]]
    for index, word in enumerate(words[count:], count):
        small = index + 1 < len(words) and fold(word) in _HEADED and words[index + 1].isupper()
        if any(map(str.isalpha, word)) and not small and (not word.isupper() or any(map(str.isdigit, word))):
            break
        kept.append(word.upper())
    return " ".join(kept).rstrip(" -–—,.;:'‘")


def _of_unit(words: list[str]) -> str:
    """The title of the head of a unit whose name stands behind what is left of the title; empty where none does, as in
    "TONG CỤC TRUGN"."""
    for index in range(len(words) - 2, 0, -1):
        kind, unit = _HEADED.get(fold(words[index])), words[index + 1:]
        if kind and not fold(unit[0]).startswith("tr") and all(map(str.isupper, unit)) \
                and len(" ".join(words[:index])) <= _BENT_HEAD:
            return " ".join([kind, "TRƯỞNG", kind, *unit])
    return ""


def _near_title(words: list[str], grammar: Grammar) -> str:
    """The one title that the first words are but for a wrong letter or a lost end; empty where none or several are."""
    letters = _letters(grammar)
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        said = "".join(filter(str.isalpha, undoubled(fold("".join(words[:count])))))
        slips = {key: Levenshtein.distance(key, said) for key in letters}
        least = min(slips.values())
        near = [key for key, slip in slips.items() if slip == least]
        if len(near) == 1 and len(near[0]) >= _SHORTEST and least <= 1 + (len(near[0]) >= _LONG):
            return letters[near[0]]
        begun = {title for key, title in letters.items() if key[:_SAME_START] == said[:_SAME_START]}
        if len(begun) == 1:
            return begun.pop()
    return ""


@compiled
def _letters(grammar: Grammar) -> dict[str, str]:
    """Titles of two words and more by their letters without marks and blanks."""
    return {key.replace(" ", ""): title for key, title in head_titles(grammar).items()}
