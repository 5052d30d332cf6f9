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
from operator import attrgetter
from typing import Literal, NamedTuple

from ...models import Block
from ..inline import seen_spans

LONGEST_EXCERPT = 480
"""Characters of an excerpt, about five lines on a desktop page; longer sentences are shortened."""
_LEAD = 150
_AROUND = 170
_NARROW = 70
_SPACES = re.compile(r"\s\s+|[^\S ]")
_REACH = 3000
"""Characters on both sides of a citation that are looked at, so that work stays bounded."""

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


def excerpt(text: str, ranges: Sequence[tuple[int, int]], cited: Iterable[tuple[int, int]],
            blocks: Sequence[Block] = ()) -> tuple[Piece, ...]:
    """A sentence with its ``cited`` spans, at most about :data:`LONGEST_EXCERPT` characters of it, without marks.

    ``ranges`` are the raw spans of the sentence in reading order, ``cited`` raw spans inside them, ``blocks`` those
    that the ranges stand in, whose stars pair over sentences. A long sentence keeps its opening words, which carry the
    verb, and the words next to the citation.
    """
    raw = sorted(cited)
    if not raw:
        return ()
    near = _clipped(ranges, raw[0][0] - _REACH, raw[-1][1] + _REACH)
    joined, places = _join(text, near, blocks)
    spans = [(_moved(a, places), _moved(b - 1, places) + 1) for a, b in raw]
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
    """The ranges without what lies too far from the citation to matter, save the opening of the first."""
    near = [(max(a, first), min(b, last)) for a, b in ranges if b > first and a < last]
    start, end = ranges[0]
    return near if near and near[0][0] == start else [(start, min(end, start + 2 * _LEAD)), *near]


class _Place(NamedTuple):
    """Where a run of words of the text, from ``start`` to ``end``, stands in the joined string."""

    start: int
    end: int
    moved: int


def _join(text: str, ranges: Sequence[tuple[int, int]], blocks: Sequence[Block]) -> tuple[str, list[_Place]]:
    """One string of the words of the ranges, with a space between two ranges, and where they come from."""
    parts: list[str] = []
    places: list[_Place] = []
    length = 0
    for order, (low, high) in enumerate(ranges):
        if order:
            parts.append(" ")
            length += 1
        block = next((each for each in blocks if each.start <= low < each.end), None)
        around = (max(block.start, low - _REACH), min(block.end, high + _REACH)) if block else (low, high)
        for start, end in seen_spans(text, *around):
            start, end = max(start, low), min(end, high)
            if start < end:
                parts.append(text[start:end])
                places.append(_Place(start, end, length))
                length += end - start
    return "".join(parts), places


def _moved(offset: int, places: list[_Place]) -> int:
    """Where a letter of the text stands in the joined string; what stands in no run, at the end of the one before."""
    index = bisect_right(places, offset, key=attrgetter("start")) - 1
    if index < 0:
        return 0
    place = places[index]
    return place.moved + min(offset, place.end) - place.start


def _shortened(joined: str, first: int, last: int) -> list[tuple[int, int]]:
    """The opening of a long sentence and the stretch between semicolons that holds the citation."""
    end = len(joined)
    left = min(first, max(joined.rfind(";", 0, first) + 1, _word_start(joined, first - _AROUND)))
    after = joined.find(";", last, end)
    right = max(last, min(after + 1 if after >= 0 else end, _word_end(joined, last + _AROUND, end)))
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
    words = _SPACES.sub(" ", words)
    if not pieces:
        words = words.lstrip()
    if words.strip():
        pieces.append(Piece(part, words))
