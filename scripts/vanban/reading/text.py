"""A text with a clean view whose offsets lead back to the text as read.

The text itself is never changed. Grammars read :attr:`Text.clean`, where one thing is written one way
(composed letters, one kind of dash and space, Đ and Latin letters for their look-alikes, new tone
placement, no zero-width characters, no emphasis marks, no tags), and :meth:`Text.raw_span` takes what
they found back to the text.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from functools import lru_cache
from typing import Literal

from ..language.letters import CAP, LOW, MARKED, ONE_DASH, new_tone_placement
from ..language.misread import is_bent, reread
from ..language.tcvn3 import is_tcvn3, readable

_SPACES = "\t\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_MORE_DASHES = "\uff0d\ufe58\ufe63"
"""Those of full width and small ones, besides ``ONE_DASH``."""
_LOOK_ALIKES = dict(zip(map(ord, "АВЕКМНОРСТХУаеорсхуѕіј"), "ABEKMHOPCTXYaeopcxysij", strict=True))
"""Cyrillic letters that look like Latin ones."""
_ONE_TO_ONE = (
    dict.fromkeys(map(ord, _SPACES + "*_"), " ")
    | ONE_DASH
    | dict.fromkeys(map(ord, _MORE_DASHES), "-")
    | _LOOK_ALIKES
    | {0xD0: "Đ", 0x189: "Đ", 0xF0: "đ", 0x256: "đ", 0x2044: "/", 0x2215: "/", 0xFF0F: "/"}
)
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_DROPPED = _INVISIBLE + "*"
_EMPHASIS = rf"(?:(?<=[^\W_]\*)\*+(?=[{LOW}0-9])|(?<=[{CAP}]\*)(?:\*+(?=[{MARKED}])|\*{{3}}(?=[{CAP}])))"
"""Emphasis within a word; between two capitals it is, where the second has marks ("THU**Ế")."""
_COMBINING = "\u0300-\u036f"
_MARKS = _INVISIBLE + _COMBINING
_LOOSE = re.compile(f"[*{_MARKS}](?:(?<=\\*){_EMPHASIS}|(?<!\\*)[{_MARKS}]*)")
_LETTER = re.compile(r"[^\W\d_]")
_CLUSTER = re.compile(rf"{_LETTER.pattern}[{_COMBINING}]+")
_MOST_MARKS = 30
"""Combining marks of one letter, as the stream-safe format of Unicode counts them; composing more is quadratic."""
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,14}(?:[\s/][^<>\n]{0,120})?>")
_UNDERSCORE = re.compile(r"_(?<=[A-ZĐ]_)(?=[A-ZĐ])")
EMPHASIS_INSIDE = re.compile(rf"\*{_EMPHASIS}")
_SPECIAL = re.compile(f"[{_MARKS}{re.escape(''.join(map(chr, _ONE_TO_ONE)))}]")
_REWRITTEN = frozenset(map(chr, _ONE_TO_ONE))


def _blank(tag: re.Match[str]) -> str:
    return " " * len(tag.group())


def _unified(text: str, special: set[str]) -> str:
    """One character for all that mean the same; only those among ``special``, which occur, cost anything."""
    for found in special & _REWRITTEN:
        text = text.replace(found, _ONE_TO_ONE[ord(found)])
    return text


class Text:
    """A document's text with its clean view.

    ``raw`` is the text as read; ``clean`` is what grammars match on. Both are indexed by characters.
    ``readable`` is ``raw``, decoded where it came in a legacy ``encoding``; it has the same length. ``bent`` says that
    recognition bent words of it.
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.encoding: Literal["tcvn3"] | None = "tcvn3" if is_tcvn3(raw) else None
        self.readable = readable(raw, self.encoding)
        self._stretches: tuple[array[int], array[int]] | None = None
        clean = self.readable
        special = set(_SPECIAL.findall(clean))
        if special - _REWRITTEN or ("**" in clean and EMPHASIS_INSIDE.search(clean)):
            clean, self._stretches = _compose(clean)
        clean = _unified(_UNDERSCORE.sub("-", clean), special).replace("\r", " " if "\n" in raw else "\n")
        placed = new_tone_placement(_TAG.sub(_blank, clean))
        self.clean = reread(placed)
        self.bent = self.clean != placed or is_bent(placed)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Take a span of ``clean`` to the span of ``raw`` it was read from."""
        if self._stretches is None:
            return start, end
        clean, raw = self._stretches
        stretch = bisect_right(clean, start) - 1
        moved = raw[stretch] - clean[stretch]
        first = start + moved
        if stretch + 1 == len(clean) or end < clean[stretch + 1]:  # no letter composed between them: most spans
            return first, end + moved
        last = self._offset(end - 1)
        while (stop := self._offset(end)) == last:
            end += 1
        while stop > last + 1 and self.raw[stop - 1] in _DROPPED:
            stop -= 1
        return first, stop

    def _offset(self, position: int) -> int:
        """Where a character of ``clean`` stands in ``raw``."""
        assert self._stretches
        clean, raw = self._stretches
        stretch = bisect_right(clean, position) - 1
        return raw[stretch] + position - clean[stretch]

    def slice(self, start: int, end: int) -> str:
        """The readable words of a span of ``clean``, in composed letters as values are written."""
        a, b = self.raw_span(start, end)
        words = self.readable[a:b]
        return words if self._stretches is None else _CLUSTER.sub(lambda found: _composed(found.group()), words)


def _compose(raw: str) -> tuple[str, tuple[array[int], array[int]]]:
    """Compose letters, drop invisible characters; where each stretch of the rest begins in the result and in raw."""
    pieces: list[str] = []
    clean_starts, raw_starts = array("L"), array("L")
    length = position = 0

    def keep(words: str, start: int) -> None:
        nonlocal length
        if words:
            pieces.append(words)
            clean_starts.append(length)
            raw_starts.append(start)
            length += len(words)

    for match in _LOOSE.finditer(raw):
        start, end = match.span()
        marks = match.group().rstrip(_DROPPED)
        letter = start - 1 if marks and start and _LETTER.match(raw, start - 1) else start
        keep(raw[position:letter], position)
        if letter < start:
            for char in _composed(raw[letter:start + len(marks)]):
                keep(char, letter)
        else:
            for at, char in enumerate(marks, start):
                keep(char if char not in _DROPPED else "", at)
        position = end
    pieces.append(raw[position:])
    clean_starts.append(length)
    raw_starts.append(position)
    return "".join(pieces), (clean_starts, raw_starts)


@lru_cache(maxsize=1024)
def _composed(cluster: str) -> str:
    """A letter with its marks as one character, invisible ones dropped."""
    visible = "".join(char for char in cluster if char not in _DROPPED)
    return unicodedata.normalize("NFC", visible[:_MOST_MARKS].translate(_LOOK_ALIKES)) + visible[_MOST_MARKS:]
