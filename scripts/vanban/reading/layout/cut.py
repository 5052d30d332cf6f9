"""A text cut once: its pieces, head and foot, paragraphs, what pages put between them; read by all later stages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter

from msgspec import Struct

from ...registry.grammar import Grammar
from ..metadata.closing import Closing, read_closing
from ..metadata.head_parts import Letterhead
from ..metadata.letterhead import read_authentication, read_letterhead
from ..text import Text
from .lines import Line, read_lines
from .paragraphs import Paragraph, paragraphs
from .zones import Zones, find_zones


class Layout(Struct, frozen=True, gc=False):
    """A text cut into its parts; every offset is one of the clean text.

    ``clean`` is the text's clean view with blanks where a page ends inside a sentence: its number, its running
    head and the line ends around them. It is as long, so that its offsets are those of :attr:`Text.clean`;
    ``page_cuts`` are the spans that were blanked.
    """

    text: Text
    clean: str
    lines: tuple[Line, ...]
    head: Letterhead
    closing: Closing | None
    zones: Zones
    paragraphs: Sequence[Paragraph]
    page_cuts: tuple[tuple[int, int], ...]

    @property
    def title(self) -> tuple[int, int]:
        """From the first to the last of the lines that say what the document is about; empty where none do."""
        said = self.head.title or self.head.subject
        return (said[0].start, said[-1].end) if said else (0, 0)

    def row(self, offset: int) -> int:
        """The physical line, from 0, of a word at an offset."""
        return self.lines[bisect_right(self.lines, offset, key=attrgetter("start")) - 1].row

    def words(self, start: int, end: int) -> str:
        """The readable words of a span without what a page put between them, one space between words."""
        parts, position = [], start
        for first, last in self.page_cuts:
            if start <= first and last <= end:
                parts.append(self.text.slice(position, first))
                position = last
        return " ".join(" ".join([*parts, self.text.slice(position, end)]).split())


def cut_text(text: Text, grammar: Grammar) -> Layout:
    """Cut a text into lines, zones and paragraphs."""
    lines = read_lines(text.clean)
    head = read_letterhead(lines, grammar)
    closing = read_closing(lines, head.body, grammar)
    if closing is not None and head.number is None:
        head = read_authentication(lines, head, closing.start, grammar)
    zones = find_zones(text.clean, lines, head, closing, grammar)
    found = paragraphs(lines, zones.edges, zones.body, grammar)
    cuts = tuple(_page_cuts(found))
    return Layout(text, _blanked(text.clean, cuts), lines, head, closing, zones, found, cuts)


def _page_cuts(found: Sequence[Paragraph]) -> list[tuple[int, int]]:
    """The spans between the halves of each sentence that a page cut."""
    cuts, end = [], 0
    for paragraph in found:
        if paragraph.bridged:
            cuts.append((end, paragraph.start))
        if not paragraph.page:
            end = paragraph.end
    return cuts


def _blanked(clean: str, cuts: Sequence[tuple[int, int]]) -> str:
    parts, position = [], 0
    for start, end in cuts:
        parts += [clean[position:start], " " * (end - start)]
        position = end
    return "".join([*parts, clean[position:]]) if cuts else clean
