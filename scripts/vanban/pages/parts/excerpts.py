"""Passages and excerpts: what a reader sees as one paragraph, and the words around a citation.

Both come from the record. A passage puts the blocks together whose sentence a page or a footnote cut; an excerpt
is the sentence that proves a citation, shortened where it is long, with the cited words kept apart so that a page
can mark them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ...models import Block

LONGEST_EXCERPT = 480
"""Characters of an excerpt, about five lines on a desktop page; longer sentences are shortened."""
_LEAD = 150
_AROUND = 170
_NARROW = 70
_HEADING = re.compile(r"#{1,6} ")
_MARKS = re.compile(r"\*\**|\\(?=[\W_])")
_SPACES = re.compile(r"\s\s+|[^\S ]")
_REACH = 3000

PiecePart = Literal["text", "cited", "gap"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Blocks that read as one paragraph, in text order; more than one where a page cut it."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of an excerpt: plain words, the cited words, or a gap where words were left out."""

    part: PiecePart
    text: str = ""


def passages(blocks: Sequence[Block]) -> tuple[Passage, ...]:
    """The blocks as paragraphs, a second half with its first; what stands between them has its own passage."""
    groups: dict[str, list[Block]] = {}
    for block in blocks:
        groups.setdefault(block.continues or block.anchor, []).append(block)
    return tuple(Passage(tuple(group)) for group in groups.values())


def ranges_of(passage: Passage, sentence: tuple[int, int]) -> list[tuple[int, int]]:
    """The spans of a sentence without what a page or a footnote put between the blocks of its passage."""
    start, end = sentence
    spans = []
    for before, block in pairwise(passage.blocks):
        if start < before.end and block.start < end:
            spans.append((start, before.end))
            start = block.start
    return [*spans, (start, end)]


def excerpt(text: str, ranges: Sequence[tuple[int, int]], cited: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    """A sentence with its ``cited`` spans, at most about :data:`LONGEST_EXCERPT` characters of it.

    ``ranges`` are the raw spans of the sentence in reading order, ``cited`` raw spans inside them. A long
    sentence keeps its opening words, which carry the verb, and the words next to the citation.
    """
    raw = sorted(cited)
    if not raw:
        return ()
    joined, starts, shifts = _join(text, _clipped(ranges, raw[0][0] - _REACH, raw[-1][1] + _REACH))
    spans = [(_moved(a, starts, shifts), _moved(b - 1, starts, shifts) + 1) for a, b in raw]
    windows = [(0, len(joined))]
    if len(joined) > LONGEST_EXCERPT:
        windows = _shortened(joined, spans[0][0], spans[-1][1])
    return _pieces(joined, windows, spans)


def shortened(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """An excerpt for a narrow place: its opening words, the cited words, and a little on both sides of them."""
    cited = [index for index, piece in enumerate(pieces) if piece.part == "cited"]
    if not cited:
        return tuple(pieces)
    before, after = list(pieces[:cited[0]]), list(pieces[cited[-1] + 1:])
    if sum(len(piece.text) for piece in before) > 2 * _NARROW:
        words = before[-1].text
        before = [Piece("text", before[0].text[:_word_end(before[0].text, _NARROW, len(before[0].text))]),
                  Piece("gap"), Piece("text", words[_word_start(words, len(words) - _NARROW):])]
    if after and len(after[0].text) > _NARROW:
        after = [Piece("text", after[0].text[:_word_end(after[0].text, _NARROW, len(after[0].text))]), Piece("gap")]
    return (*before, *pieces[cited[0]:cited[-1] + 1], *after)


def _clipped(ranges: Sequence[tuple[int, int]], first: int, last: int) -> list[tuple[int, int]]:
    """The ranges without what lies too far from the citation to matter, so that work stays bounded."""
    return [(max(a, first), min(b, last)) for a, b in ranges if b > first and a < last]


def _join(text: str, ranges: Sequence[tuple[int, int]]) -> tuple[str, list[int], list[int]]:
    """One string of the ranges with a space between, the raw start of each and how far it moved."""
    parts, starts, shifts, length = [], [], [], 0
    for start, end in ranges:
        parts.append(text[start:end])
        starts.append(start)
        shifts.append(length - start)
        length += end - start + 1
    return " ".join(parts), starts, shifts


def _moved(offset: int, starts: list[int], shifts: list[int]) -> int:
    return offset + shifts[max(bisect_right(starts, offset) - 1, 0)]


def _shortened(joined: str, first: int, last: int) -> list[tuple[int, int]]:
    """The opening of a long sentence and the stretch between semicolons that holds the citation."""
    end = len(joined)
    left = max(joined.rfind(";", 0, first) + 1, _word_start(joined, first - _AROUND))
    after = joined.find(";", last, end)
    right = min(after + 1 if after >= 0 else end, _word_end(joined, last + _AROUND, end))
    lead = _word_end(joined, _LEAD, end)
    return [(0, right)] if left <= lead + 20 else [(0, lead), (left, right)]


def _word_start(joined: str, offset: int) -> int:
    space = joined.find(" ", max(offset, 0))
    return 0 if offset <= 0 or space < 0 else space + 1


def _word_end(joined: str, offset: int, end: int) -> int:
    space = joined.rfind(" ", 0, offset)
    return end if offset >= end or space < 0 else space


def _pieces(joined: str, windows: list[tuple[int, int]], spans: list[tuple[int, int]]) -> tuple[Piece, ...]:
    """Cut the windows at the cited spans; a gap stands wherever words of the sentence are left out."""
    pieces: list[Piece] = []
    for index, (left, right) in enumerate(windows):
        if index:
            pieces.append(Piece("gap"))
        position = left
        for a, b in spans:
            if b <= position or a >= right:
                continue
            _add(pieces, "text", joined[position:max(a, position)])
            _add(pieces, "cited", joined[max(a, position):min(b, right)])
            position = min(b, right)
        _add(pieces, "text", joined[position:right])
    if windows[-1][1] < len(joined):
        pieces.append(Piece("gap"))
    return tuple(pieces)


def _add(pieces: list[Piece], part: PiecePart, words: str) -> None:
    """Append a run, its outer spaces kept as single ones so that the runs still read as a sentence."""
    heading = _HEADING.match(words)
    words = _SPACES.sub(" ", _MARKS.sub("", words[heading.end():] if heading else words))
    if not pieces:
        words = words.lstrip()
    if words.strip():
        pieces.append(Piece(part, words))
