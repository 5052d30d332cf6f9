"""Surnames and what recognition made of them: "Luu Đức Huy" is Lưu Đức Huy, "PHTạm Minh Chính" a Phạm."""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein

from ...language.encodings import is_syllable
from ...language.folding import fold
from ...language.letters import normal
from ...registry.grammar import Grammar, compiled
from ..layout.lines import Line
from . import marks

_LONG = 4
"""Letters of a surname at least that is known in spite of wrong marks; shorter ones only where they lost them."""
_FEWEST, _MOST = 3, 5
"""Words of a name whose surname may be bent."""
_LETTERS = re.compile(r"[^\W\d_]{3,8}")


def surname(word: str, grammar: Grammar) -> str | None:
    """The surname that a word is, its marks or one wrong letter put right; ``None``: it is none, may be two, or is a
    right syllable of other letters with a capital, as rare surnames are ("Điểu")."""
    known, key = _surnames(grammar), fold(word)
    same = known.get(key, ())
    if word in same:
        return word
    if len(same) == 1 and (len(key) >= _LONG or word.isascii()):
        return same[0]
    whole = word[:1].isupper() and is_syllable(word)
    if same or whole or key in _without_marks(grammar):
        return None
    near = [names for other, names in known.items()
            if len(other) >= _LONG and Levenshtein.distance(other, key, score_cutoff=1) <= 1]
    return near[0][0] if len(near) == 1 and len(near[0]) == 1 else None


def is_surname(word: str, grammar: Grammar) -> bool:
    """Whether a word is a surname, its marks perhaps bent or lost; one that is another word without them ("Trương")
    only as it is written."""
    return fold(word) in _without_marks(grammar) or normal(word) in _as_written(grammar)


def bent_name(line: Line, grammar: Grammar) -> Line | None:
    """The piece cut to a name of three words or more whose surname has a wrong letter; ``None``: it is none."""
    piece = line.part(0, len(line.text.rstrip(" .,;/")))
    first, _, rest = piece.text.partition(" ")
    named = _FEWEST <= rest.count(" ") + 2 <= _MOST and marks.PERSON_NAME.fullmatch(rest) is not None
    bent = named and _LETTERS.fullmatch(first) is not None and not first.isupper()
    return piece if bent and surname(first, grammar) not in (first, None) else None


def unbent_person(name: str, grammar: Grammar) -> str:
    """A name with its surname as the table writes it, where the marks of its other words were not lost as well."""
    first, *rest = name.split()
    marked = [word for word in rest if not word.isascii()]
    known = surname(first, grammar) if marked and len(rest) > 1 and not first.isupper() else None
    return " ".join([known, *rest]) if known and all(map(is_syllable, marked)) else name


@compiled
def _surnames(grammar: Grammar) -> dict[str, tuple[str, ...]]:
    """Surnames by their letters without marks."""
    found: dict[str, tuple[str, ...]] = {}
    words = grammar.registry.sentence_words
    for name in (*words["surname"], *words["surname_as_written"]):
        found[fold(name)] = (*found.get(fold(name), ()), name)
    return found


@compiled
def _without_marks(grammar: Grammar) -> frozenset[str]:
    """Surnames that are known without their marks too, without them."""
    words = grammar.registry.sentence_words
    return frozenset(map(fold, (*words["surname"], *words["rare_surname"])))


@compiled
def _as_written(grammar: Grammar) -> frozenset[str]:
    """Surnames that are other words without their marks ("trưởng"), in the form that names are compared in."""
    return frozenset(map(normal, grammar.registry.sentence_words["surname_as_written"]))
