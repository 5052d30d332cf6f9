"""Sentences of a text, with the lists they introduce: what citations are read in and what proves them.

A sentence ends at a full stop that a capital follows and that no abbreviation or list mark owns, at the end of
its paragraph, and at the border of a table's cell.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from ...language.page_numbers import is_page_number
from ...language.scanning import in_order
from ...models import Block
from ...registry.grammar import Grammar, compiled
from ..outline.footnotes import is_head
from .cut import Layout
from .paragraphs import Paragraph

_STOPS = {stop: re.compile(
    rf"{re.escape(stop)}[”\")\]]?\s+(?=[“\"(\-]?\s?(?:(?P<marked>\d{{1,2}}(?:\.\d{{1,2}}){{0,4}}[.)]\s)|(?P<next>\w)))")
    for stop in ".!?…"}
"""The marks that end a sentence with what follows: a list mark inside the line, or the first letter."""
_COUNTED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,4}|[IVX]{1,5})\Z")
"""What stands before the full stop of a list mark inside a line ("3.1. Tiếp tục …"), at the head of its sentence."""
_QUOTED_MARK = re.compile(r"[“\"](?:\d{1,2}(?:\.\d{1,2}){0,4}|[IVX]{1,5}|[a-zđ](?:\.\d{1,2})?)\Z")
"""A list mark right behind a quotation mark, which opens the words quoted: "hướng dẫn: “3.3. Đối với …"."""
_BEFORE_STOP = 12
"""Characters before a full stop that tell whether it ends a sentence: an abbreviation or a list mark is shorter."""
_LETTERS_LAST = re.compile(r"[^\W\d_]*\Z")
_AFTER_MARK = re.compile(r"[ \n.:]*")
_HEADING = 220
"""Characters of a numbered part that is a title, not a sentence."""


class Sentence(Struct, frozen=True, gc=False):
    """A stretch that citations are read in, as offsets of the clean text, without blanks at its ends.

    ``lead`` is where its words begin after a list mark; ``item`` says it opens a list item; ``intro`` is
    the index of the sentence that introduces its list, one ending in ":" or a ``heading``; ``after`` of the
    one before it when that ended in ";" (one enumeration over several paragraphs). ``cut_off`` is the index of
    the sentence whose second half it is, where a footnote stands between the halves.
    """

    start: int
    end: int
    lead: int
    item: bool
    footnote: bool
    intro: int | None
    after: int | None
    heading: bool = False
    cut_off: int | None = None


@compiled
def _abbreviations(grammar: Grammar) -> tuple[str, ...]:
    return tuple(grammar.registry.sentence_words["dotted"])


def cut_sentences(layout: Layout, blocks: Sequence[Block], grammar: Grammar) -> list[Sentence]:
    """All sentences in text order, with list introductions resolved; ``blocks`` are those of the paragraphs."""
    cutting = _Cutting(layout.clean, _abbreviations(grammar))
    first, last = layout.title
    begun: dict[str, int] = {}
    open_: tuple[Paragraph, Block] | None = None
    end = 0
    for paragraph, block in zip(layout.paragraphs, blocks, strict=True):
        if paragraph.page:
            continue
        if open_ and (paragraph.bridged or first <= open_[0].start <= paragraph.start < last):
            end = paragraph.end
            continue
        if open_:
            cutting.take(*open_, end, begun)
        open_, end = (paragraph, block), paragraph.end
        if block.kind == "table":
            cutting.take_row(paragraph)
            open_ = None
    if open_:
        cutting.take(*open_, end, begun)
    return cutting.sentences


class _Cutting:
    """What the sentences read so far say of those to come: the list that is open (``intro``), below a heading of a rank
    (``under``), which may itself be a member of a list (``outer``), and the enumeration that goes on."""

    def __init__(self, clean: str, abbreviations: tuple[str, ...]) -> None:
        self.clean = clean
        self.abbreviations = abbreviations
        there = [_STOPS[stop] for stop in _STOPS if stop in clean]  # "in" is quicker than any search
        self.stops = iter([stop for stop in in_order(there, clean) if stop[1] or stop[2].isupper()])
        self.stop: re.Match[str] | None = None
        self.stop_at: float = 0
        self._advance()
        self.sentences: list[Sentence] = []
        self.intro: int | None = None
        self.under: int | None = None
        self.outer: int | None = None
        self.enumerates = False

    def take_row(self, row: Paragraph) -> None:
        """Cut a row of a table: each of its cells stands alone."""
        for _, pieces in groupby(row.lines, key=lambda line: line.cell):
            cell = list(pieces)
            for first, last in self._split(cell[0].start, cell[0].start, cell[-1].end):
                self.sentences.append(Sentence(first, last, first, False, False, None, None))
        self.intro = self.under = self.outer = None
        self.enumerates = False

    def take(self, opening: Paragraph, block: Block, end: int, begun: dict[str, int]) -> None:
        """Cut what is read as one from the start of ``opening`` to ``end``, and note what it opens or closes.

        ``block`` is that of ``opening``; ``begun`` holds the last sentence of each block that a footnote may have cut,
        by its anchor.
        """
        found, start, mark = self.sentences, opening.start, opening.mark
        lead, part, item = start, None, False
        if mark is not None:
            lead = min(_AFTER_MARK.match(self.clean, start + len(mark.label)).end(), end)  # type: ignore[union-attr]
            part = mark.rank if mark.slug else None
            item = not mark.heading
            if part is not None and self.under is not None and part <= self.under:
                self.intro, self.under = self.outer if part == self.under else None, None
        footnote = block.kind == "footnote" and is_head(block)
        after = len(found) - 1 if self.enumerates and not footnote else None
        introduced = self.intro if item else None
        cut_off = begun.get(block.continues) if block.continues else None
        if self.stop_at >= end:
            found.append(Sentence(start, end, lead, item, footnote, introduced, after, False, cut_off))
        else:
            opened = item
            for first, last in self._split(start, lead, end):
                found.append(
                    Sentence(first, last, max(first, lead), opened, footnote, introduced, after, False, cut_off))
                opened, after, cut_off = False, None, None
        begun[block.continues or block.anchor] = len(found) - 1
        stop = self.clean[end - 1]
        self.enumerates = stop == ";"
        if stop == ":":
            self.intro, self.under, self.outer = len(found) - 1, None, None
        elif part is not None and end - start < _HEADING and stop.isalpha():
            self.outer = introduced  # a member of a list that a line end tore goes on below, and the list behind it
            self.intro, self.under = len(found) - 1, part
            found[-1] = replace(found[-1], heading=True)
        elif not item and stop != ";" and not is_page_number(self.clean[start:end]):
            self.intro = self.under = self.outer = None

    def _split(self, start: int, lead: int, end: int) -> list[tuple[int, int]]:
        """Cut a stretch at the full stops that end a sentence; stretches come in text order."""
        spans = []
        first = lead
        while (stop := self.stop) and (at := stop.start()) < end:
            self._advance()
            if at >= lead and max(stop.end("marked"), stop.end("next")) <= end and not self._owned(at, first):
                spans.append((start, at + len(stop.group().rstrip())))
                start = first = stop.end()
        spans.append((start, end))
        return spans

    def _advance(self) -> None:
        """Go to the next full stop before a capital or a list mark; ``stop_at`` is infinite when there is none."""
        self.stop = next(self.stops, None)
        self.stop_at = self.stop.start() if self.stop else math.inf

    def _owned(self, stop: int, first: int) -> bool:
        """Whether the full stop at ``stop`` belongs to "TP.", or to a list mark that opens the sentence."""
        low = max(first, stop - _BEFORE_STOP)
        word = self.clean[low:stop]
        if word.endswith(self.abbreviations) and _LETTERS_LAST.search(word)[0] in self.abbreviations:  # type: ignore[index]
            return True
        return (low == first and _COUNTED.fullmatch(word) is not None) or _QUOTED_MARK.search(word) is not None


def keep_whole(sentences: Sequence[Sentence], spans: Sequence[tuple[int, int]]) -> list[Sentence]:
    """The sentences, those joined whose border would cut one of ``spans`` (in order of their starts): what is
    read as one citation stands in one sentence."""
    crossed = _crossed([sentence.start for sentence in sentences], spans)
    if not crossed:
        return list(sentences)
    kept: list[Sentence] = []
    moved: list[int] = []
    for index, sentence in enumerate(sentences):
        if index in crossed:
            kept[-1] = replace(kept[-1], end=sentence.end)
        else:
            kept.append(replace(sentence,
                intro=None if sentence.intro is None else moved[sentence.intro],
                after=None if sentence.after is None else moved[sentence.after],
                cut_off=None if sentence.cut_off is None else moved[sentence.cut_off]))
        moved.append(len(kept) - 1)
    return kept


def _crossed(starts: Sequence[int], spans: Sequence[tuple[int, int]]) -> set[int]:
    """The indexes of the sentences that begin inside a span."""
    return {index for start, end in spans
            for index in range(max(1, bisect_right(starts, start)), bisect_left(starts, end))}


def whole_spans(sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """From the first word to the last of each sentence, all parts of one that footnotes cut taken together."""
    firsts: list[int] = []
    ends: dict[int, int] = {}
    for index, sentence in enumerate(sentences):
        firsts.append(index if sentence.cut_off is None else firsts[sentence.cut_off])
        ends[firsts[-1]] = sentence.end
    return [(sentences[first].start, ends[first]) for first in firsts]
