"""Words of a printed page with their boxes, and the lines they stand in. Measures are points, y runs down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

_WIDE = 1.8
"""Gap between two words, in ems, from which they stand in different columns."""
SMALL = 0.9
"""Share of the body's size below which a line at the foot of a page is a footnote's, and a raised digit a mark."""


class PdfWord(NamedTuple):
    """Letters that touch, with their box and the size of their font."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float


@dataclass(frozen=True, slots=True)
class PdfLine:
    """Words side by side on one page, cut into segments at wide gaps; of a table's row ``cells`` are their texts."""

    page: int
    segments: tuple[tuple[PdfWord, ...], ...]
    cells: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[PdfWord, ...]:
        """All words, left to right."""
        return tuple(word for segment in self.segments for word in segment)

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.segments[0][0].left

    @property
    def right(self) -> float:
        """Where the line ends."""
        return self.segments[-1][-1].right

    @property
    def first_width(self) -> float:
        """How wide its first word is."""
        return self.segments[0][0].right - self.left

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """The size of most of its letters."""
        return median(word.size for word in self.words for _ in word.text)

    @property
    def text(self) -> str:
        """The words with one blank between."""
        return " ".join(written(segment) for segment in self.segments)


def printed_lines(words: Sequence[PdfWord], page: int) -> Iterator[PdfLine]:
    """The lines of a page from top to bottom: words whose heights overlap by half."""
    rows: list[list[PdfWord]] = []
    bands: list[tuple[float, float]] = []
    largest = 0.0
    for word in sorted(words, key=lambda each: (each.bottom, each.left)):
        middle = (word.top + word.bottom) / 2
        if bands and bands[-1][0] <= middle <= bands[-1][1]:
            rows[-1].append(word)
            if word.size >= largest:
                largest = word.size
                bands[-1] = min(bands[-1][0], word.top), max(bands[-1][1], word.bottom)
        else:
            rows.append([word])
            largest = word.size
            bands.append((word.top, word.bottom))
    for row in rows:
        row.sort(key=lambda each: each.left)
        segments: list[list[PdfWord]] = [[row[0]]]
        for word in row[1:]:
            if word.left - segments[-1][-1].right > _WIDE * max(word.size, segments[-1][-1].size):
                segments.append([word])
            else:
                segments[-1].append(word)
        yield PdfLine(page, tuple(map(tuple, segments)))


def written(words: Sequence[PdfWord]) -> str:
    """Words with a blank between, a raised small number as the mark of a footnote."""
    if not words:
        return ""
    size = max(word.size for word in words)
    base = max(word.bottom for word in words if word.size == size)
    parts: list[str] = []
    for word in words:
        raised = word.size < SMALL * size and word.bottom < base - 0.15 * size and word.text.isdigit() and parts
        if raised:
            parts[-1] += f"[{word.text}]"
        else:
            parts.append(word.text.replace("|", "¦"))
    return " ".join(parts)
