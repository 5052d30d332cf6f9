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

_STAMP = re.compile(r"(?:(?:\S{1,12}\s+){0,3}?\S*(?:\d{3}|\.\.)\S*\s+)+(?=[^\W\d_])")
"""Digits of a day and number in a stamp, with the words before them."""
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
    if found is not None and _is_bent(line, found.name):
        return TypeLine(found, 1)
    name = line.text[-len(found.name):] if found and len(line.text) < _STAMPED else ""
    if found is None or not name.isupper() or fold(name) != fold(found.name):
        return None
    stamp = takewhile(lambda piece: len(_WORD.findall(piece.text)) < _FEWEST_WORDS, pieces[position + 1:])
    return TypeLine(found, 1 + len(list(stamp)))


def _is_bent(line: Line, name: str) -> bool:
    """Whether a heading is the name of a type but for one letter: "NGHỆ ĐỊNH"."""
    return line.is_upper and len(name) >= _LONG and Levenshtein.distance(line.folded, fold(name), score_cutoff=1) <= 1


def unstamped(title: list[Line]) -> list[Line]:
    """A title whose first line has what is left of a stamp before it ("igi. C401 1025. Kết luận của …")."""
    scraps = _STAMP.match(title[0].text) if title else None
    return [title[0].part(scraps.end()), *title[1:]] if scraps else title
