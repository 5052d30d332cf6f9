"""The heading that names a type, bent or with a stamp printed over it: told by the number's symbol."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from rapidfuzz.distance import Levenshtein

from ...language.folding import fold
from ...registry.grammar import Grammar
from ..layout.lines import Line
from .headings import TypeLine, type_of_symbol

_FIGURES = re.compile(r"\d{3}|\.\.")
"""What a day or a number in a stamp has, or the dots it is written on."""
_YEAR = re.compile(r"(?:\d{1,2}\.)?(?:19|20)\d\d")
"""A year or a month of it, which stand in titles too."""
_WORDS_BETWEEN = 3
"""Words of a stamp before one with figures."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_WORDS = 3
"""Words of a title's line; a stamp's have fewer."""
_STAMPED = 60
"""Characters of a line that holds what a stamp says and a type."""
_LONG = 8
"""Letters of a type's name at least that is known though one is wrong."""


def stamped_type(pieces: Sequence[Line], position: int, number: str | None, grammar: Grammar) -> TypeLine | None:
    """The type that the number's symbol names at the end of a line that a stamp begins ("ĐẾN S9 QUYẾT ĐỊNH"); ``None``:
    none stands there."""
    line, found = pieces[position], type_of_symbol(number, grammar)
    name = line.text[-len(found.name):] if found and len(line.text) < _STAMPED else ""
    if found is None or not name.isupper() or fold(name) != fold(found.name):
        return None
    stamp = takewhile(lambda piece: len(_WORD.findall(piece.text)) < _FEWEST_WORDS, pieces[position + 1:])
    return TypeLine(found, 1 + len(list(stamp)))


def bent_type(line: Line, number: str | None, grammar: Grammar) -> TypeLine | None:
    """The type that the number's symbol names where a heading is its name but for one letter ("NGHỆ ĐỊNH"); ``None``:
    the heading is not."""
    found = type_of_symbol(number, grammar)
    if found is None or not line.is_upper or len(found.name) < _LONG:
        return None
    return TypeLine(found, 1) if Levenshtein.distance(line.folded, fold(found.name), score_cutoff=1) <= 1 else None


def unstamped(title: list[Line]) -> list[Line]:
    """A title whose first line has what is left of a stamp before it ("igi. C401 1025. Kết luận của …")."""
    end = _stamp_end(title[0].text) if title else 0
    return [title[0].part(end), *title[1:]] if end else title


def _stamp_end(text: str) -> int:
    """Where the words begin behind the last figures of a stamp; 0: a line begins with none, or has no words behind."""
    end = between = 0
    for word in re.finditer(r"\S+\s+", text):
        if _FIGURES.search(word.group()) and not _YEAR.fullmatch(word.group().rstrip()):
            end, between = word.end(), 0
        elif between == _WORDS_BETWEEN:
            break
        else:
            between += 1
    return end if text[end:end + 1].isalpha() else 0
