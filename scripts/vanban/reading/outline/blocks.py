"""The outline of a document: every paragraph, heading, list item, footnote and table row with its address.

Headings follow three systems (normative, administrative, Party); a level is known by the shape of its
mark, nesting by the order in which marks open. Anchors depend on the marks above a block only, so an
edit in one chapter leaves the addresses of the others alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...models import Block, BlockKind, Zone
from ...registry.grammar import Grammar
from ..layout.lines import Line
from ..metadata.driver import Zones, read_zones
from ..metadata.marks import BODY_CUE
from ..text import Text
from .footnotes import mark_footnotes
from .numbering import CAPITAL_RANK, Mark, follows, read_mark

_SUPERSCRIPT = re.compile(r"^(?P<label>[¹²³⁴-⁹⁰]{1,3}|\[\d{1,3}\]|\[[ivx]{1,5}\])\s*(?=\S)")
_ENDS = re.compile(r"""[.;:!?…][”"’')\]]*\s*$|\./\.?\s*$""")
_CAN_END = frozenset(""".;:!?…”"’)]/""")
_SUPERSCRIPTS = frozenset("¹²³⁴⁵⁶⁷⁸⁹⁰[")
_TAIL = 40
_OPEN = re.compile(r"(?:,|\b(?:của|và|tại|với|cho|về|theo|các|từ|ngày|tháng|năm|số|khoản|Điều|điểm))$")
_LONG = 60
"""A line this long may have been wrapped; a shorter one ended because its paragraph ended."""


_TITLE = 120
"""Characters of a title that may end in a full stop; what is longer and ends so is a sentence."""


def outline(text: Text, grammar: Grammar) -> tuple[Block, ...]:
    """Cut a text into blocks in text order; offsets are of ``text.raw``, every word is in one block."""
    lines, zones = read_zones(text.clean, grammar)
    maker = _Maker(text)
    for paragraph in _paragraphs(lines, zones):
        maker.add(paragraph, _zone(paragraph[0].start, zones))
    return mark_footnotes(tuple(maker.blocks), text)


def _zone(offset: int, zones: Zones) -> Zone:
    if offset < zones.body:
        return "header"
    return "closing" if zones.foot <= offset < zones.end or offset >= zones.tail else "body"


def _paragraphs(lines: Sequence[Line], zones: Zones) -> Iterator[list[Line]]:
    """Group pieces into paragraphs; a table row is one paragraph, a zone boundary always cuts."""
    group: list[Line] = []
    cutting = sorted((zones.body, zones.foot, zones.end, zones.tail))
    for line in lines:
        cut = False
        while cutting and line.start >= cutting[0]:
            cutting.pop(0)
            cut = True
        if group and not cut and _joins(group, line, in_header=line.start < zones.body):
            group.append(line)
        else:
            if group:
                yield group
            group = [line]
    if group:
        yield group


def _joins(group: list[Line], line: Line, in_header: bool) -> bool:
    """Whether a piece belongs to the paragraph before it."""
    last = group[-1]
    if line.row == last.row:
        return True
    if line.gap or line.cell != last.cell or line.marked or _superscript(line.text):
        return False
    opens = read_mark(line.text)
    ended = has_ended(last.text)
    if opens:
        rest = line.text[len(opens.label):].lstrip()
        return not ended and len(last.text) >= _LONG and not (rest[:1].isupper() or opens.heading)
    if in_header:
        return False
    wrapped = not ended and (
        len(last.text) >= _LONG or bool(_OPEN.search(last.text[-_TAIL:]) or BODY_CUE.match(group[0].text)))
    upper = last.is_upper
    if len(last.text) > 3 and line.is_upper != upper:
        return wrapped and not upper
    return line.text[:1].islower() or wrapped or (not ended and upper and len(last.text) > 25)


def _superscript(text: str) -> re.Match[str] | None:
    """The mark of a footnote that opens ``text``."""
    return _SUPERSCRIPT.match(text) if text[:1] in _SUPERSCRIPTS else None


def has_ended(words: str) -> bool:
    """Whether words end as a sentence or a list item does."""
    return words.rstrip()[-1:] in _CAN_END and bool(_ENDS.search(words[-_TAIL:]))


class _Maker:
    """Numbers blocks as they come: the open marks above, anchors given so far, paragraphs counted."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.open: list[tuple[int, str]] = []
        self.taken: dict[str, int] = {}
        self.paragraphs = 0
        self.capital: str | None = None

    def add(self, lines: list[Line], zone: Zone) -> None:
        """Append the block of one paragraph."""
        mark = self._mark(lines) if zone == "body" else None
        footnote = _superscript(lines[0].text)
        kind: BlockKind = "paragraph"
        label = None
        if footnote:
            kind, label = "footnote", footnote["label"]
        elif len(lines) > 1 and lines[0].row == lines[-1].row and any(line.marked for line in lines):
            kind, mark = "table", None
        elif mark:
            label = mark.label
            kind = "heading" if is_heading(mark, lines) else "item"
        elif zone == "closing" and (bullet := read_mark(lines[0].text)) and bullet.slug is None:
            kind, label = "item", bullet.label
        depth = self._nest(mark) if zone == "body" else 0
        start, end = self.text.raw_span(lines[0].start, lines[-1].end)
        self.blocks.append(Block(kind, zone, start, end, self.text.line(start), self._anchor(mark), label, depth))

    def _mark(self, lines: list[Line]) -> Mark | None:
        """The mark that opens a paragraph, where it can open a part: letters in order, chapters with a title."""
        mark = read_mark(lines[0].text)
        if mark is None or mark.slug is None or not mark.heading:
            return mark
        if mark.rank == CAPITAL_RANK:
            if not (follows(mark.label[0], self.capital) or lines[0].is_upper):
                return None
            self.capital = mark.label[0]
            return mark
        return mark if mark.slug.startswith(("dieu-", "muc-")) or is_heading(mark, lines) else None

    def _nest(self, mark: Mark | None) -> int:
        """Close the marks that end here, open this one, and return its depth."""
        if mark is None:
            return len(self.open)
        while self.open and self.open[-1][0] >= mark.rank:
            self.open.pop()
        depth = len(self.open)
        self.open.append((mark.rank, mark.slug or ""))
        return depth

    def _anchor(self, mark: Mark | None) -> str:
        if mark is None or mark.slug is None:
            self.paragraphs += 1
            return f"doan-{self.paragraphs}"
        anchor = mark.address([slug for _, slug in self.open[:-1] if slug])
        count = self.taken[anchor] = self.taken.get(anchor, 0) + 1
        if count > 1:
            anchor = f"{anchor}-lan-{count}"
        return anchor


def is_heading(mark: Mark, lines: Sequence[Line]) -> bool:
    """Whether a marked paragraph is a title rather than a sentence that carries a mark."""
    if mark.slug is None:
        return False
    text = " ".join(line.text for line in lines)[len(mark.label):].strip()
    if mark.heading and not mark.slug.startswith("dieu-"):
        shouted = text == text.upper()
        return len(text) <= (600 if shouted else 300) and not (text.endswith((";", ".")) and len(text) > _TITLE)
    if len(text) > 200 or text.endswith((";", ".", ",")) or not text:
        return mark.heading and not text
    if mark.heading:
        return True
    return text == text.upper() or (text.endswith(":") and len(text) < 90) or (":" not in text and len(text) < 160)


def sentence_cut(blocks: Sequence[Block], index: int, text: Text) -> bool:
    """Whether the block's last sentence is left open, as a page break leaves it."""
    words = text.raw[blocks[index].start:blocks[index].end].rstrip(" *_\n")
    return blocks[index].kind in ("paragraph", "item") and bool(words) and not has_ended(words)


def continued_by(blocks: Sequence[Block], index: int, text: Text) -> int | None:
    """The index of the block that goes on the sentence a page break cut in block ``index``, past footnotes.

    ``None`` when the sentence is whole or what follows does not begin in lower case.
    """
    if not sentence_cut(blocks, index, text):
        return None
    following = index + 1
    while following < len(blocks) and following - index < 80 and blocks[following].kind == "footnote":
        following += 1
    if following >= len(blocks) or blocks[following].zone != blocks[index].zone:
        return None
    return following if _starts_low(blocks[following], text) else None


def _starts_low(block: Block, text: Text) -> bool:
    words = text.raw[block.start:block.end].lstrip("*_ ")
    return block.kind == "paragraph" and words[:1].islower()
