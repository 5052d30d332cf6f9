"""The outline of a document: every paragraph, heading, list item, footnote and table row with its address.

Headings follow three systems (normative, administrative, Party); a level is known by the shape of its
mark, nesting by the order in which marks open. Anchors depend on the marks above a block only, so an
edit in one chapter leaves the addresses of the others alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from ...models import Block, BlockKind, Zone
from ..layout.cut import Layout
from ..layout.lines import Line
from ..layout.numbering import CAPITAL_RANK, Mark, follows
from ..layout.paragraphs import SUPERSCRIPTS, Paragraph, goes_on, superscript
from ..text import Text
from .footnotes import mark_footnotes

_LONGEST_HEADING, _IN_CAPITALS = 300, 600
"""Characters that the words of a chapter's heading may have, in small letters and in capitals."""
_TITLE = 120
"""Characters of a title that may end in a full stop; what is longer and ends so is a sentence."""
_TITLE_OF_CLAUSES = 400
"""Characters of an article's words right above its first clause: a title, since the clauses have what it rules."""


def outline(layout: Layout) -> tuple[Block, ...]:
    """The blocks of a text in order; offsets are of ``text.raw``, every word is in one block."""
    maker = _Maker(layout.text)
    zones = layout.zones
    marks = [paragraph.mark and paragraph.mark.slug for paragraph in layout.paragraphs]
    cuts = _cut_by_a_page(layout.paragraphs)
    for paragraph, cut, below in zip(layout.paragraphs, cuts, [*marks, None][1:], strict=True):
        maker.add(paragraph, zones.zone(paragraph.start), cut, above_clauses=below == "1")
    return _joined_over_pages(mark_footnotes(tuple(maker.blocks), layout.text), layout)


def _cut_by_a_page(paragraphs: Sequence[Paragraph]) -> list[bool]:
    """For each paragraph, whether the next one goes on its sentence past the end of a page."""
    cut = [False] * len(paragraphs)
    last = -1
    for index, paragraph in enumerate(paragraphs):
        if paragraph.bridged:
            cut[last] = True
        last = last if paragraph.page else index
    return cut


def _joined_over_pages(blocks: tuple[Block, ...], layout: Layout) -> tuple[Block, ...]:
    """The same blocks, each second half of a sentence with the address of the block that holds its beginning."""
    joined = list(blocks)
    first: int | None = None
    for index, paragraph in enumerate(layout.paragraphs):
        block = joined[index]
        if block.kind in ("footnote", "page"):
            continue
        if first is not None and (paragraph.bridged or (
                any(joined[i].kind == "footnote" for i in range(first + 1, index))
                and _goes_on(layout.paragraphs[first], paragraph, block))):
            joined[index] = replace(block, continues=joined[first].continues or joined[first].anchor)
        first = index if block.zone == "body" and block.kind in ("paragraph", "item") else None
    return tuple(joined)


def _goes_on(before: Paragraph, paragraph: Paragraph, block: Block) -> bool:
    """Whether a block without a mark goes on the sentence that a footnote cut."""
    first, last = paragraph.lines[0], before.lines[-1]
    if block.kind != "paragraph" or block.zone != "body" or first.cell != last.cell:
        return False
    return goes_on(last.text, first.text)


class _Maker:
    """Numbers blocks as they come: the open marks above, anchors given so far, paragraphs counted."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.open: list[tuple[int, str]] = []
        self.taken: dict[str, int] = {}
        self.paragraphs = 0
        self.capital: str | None = None

    def add(self, paragraph: Paragraph, zone: Zone, cut: bool, above_clauses: bool) -> None:
        """Append the block of one paragraph; one that a page ``cut`` is no heading, which stands on one page.

        ``above_clauses`` says that "1." opens the next paragraph.
        """
        lines = paragraph.lines
        opening, mark = paragraph.mark, None
        if opening is not None and zone == "body":
            mark = self._mark(opening, lines)
        kind: BlockKind = "paragraph"
        label = None
        if paragraph.page:
            kind = "page"
        elif lines[0].text[0] in SUPERSCRIPTS and (footnote := superscript(lines[0].text)):
            kind, label = "footnote", footnote["label"]
        elif paragraph.is_row:
            kind, mark = "table", None
        elif mark is not None:
            label = mark.label
            kind = "heading" if not cut and is_heading(mark, lines, above_clauses) else "item"
        elif opening is not None and not opening.slug and zone in ("closing", "outside"):
            kind, label = "item", opening.label
        depth = 0
        if zone == "body":
            depth = len(self.open) if mark is None else self._nest(mark)
        start, end = self.text.raw_span(paragraph.start, paragraph.end)
        self.blocks.append(Block(kind, zone, start, end, lines[0].row + 1, self._anchor(mark), label, depth))

    def _mark(self, mark: Mark, lines: Sequence[Line]) -> Mark | None:
        """The mark that opens a paragraph, where it can open a part: letters in order, chapters with a title."""
        if not mark.heading:
            return mark
        if mark.rank == CAPITAL_RANK:
            if not (follows(mark.label[0], self.capital) or lines[0].is_upper):
                return None
            self.capital = mark.label[0]
            return mark
        return mark if mark.slug.startswith(("dieu-", "muc-")) or is_heading(mark, lines) else None

    def _nest(self, mark: Mark) -> int:
        """Close the marks that end here, open this one, and return its depth."""
        while self.open and self.open[-1][0] >= mark.rank:
            self.open.pop()
        depth = len(self.open)
        self.open.append((mark.rank, mark.slug))
        return depth

    def _anchor(self, mark: Mark | None) -> str:
        if mark is None or not mark.slug:
            self.paragraphs += 1
            return f"doan-{self.paragraphs}"
        anchor = mark.address([slug for _, slug in self.open[:-1]])
        count = self.taken[anchor] = self.taken.get(anchor, 0) + 1
        if count > 1:
            anchor = f"{anchor}-lan-{count}"
        return anchor


def is_heading(mark: Mark, lines: Sequence[Line], above_clauses: bool = False) -> bool:
    """Whether a marked paragraph is a title rather than a sentence that carries a mark.

    ``above_clauses`` says that a clause "1." follows it.
    """
    if not mark.slug:
        return False
    whole = lines[0].text if len(lines) == 1 else " ".join(line.text for line in lines)
    text = whole[len(mark.label):].strip()
    if mark.heading and not mark.slug.startswith("dieu-"):
        longest = _IN_CAPITALS if lines[-1].is_upper else _LONGEST_HEADING
        return len(text) <= longest and not (text.endswith((";", ".")) and len(text) > _TITLE)
    if mark.heading and above_clauses and len(text) <= _TITLE_OF_CLAUSES:
        return not text.endswith((";", ","))
    if len(text) > 200 or text.endswith((";", ".", ",")) or not text:
        return mark.heading and not text
    if mark.heading:
        return True
    return text == text.upper() or (text.endswith(":") and len(text) < 90) or (":" not in text and len(text) < 160)
