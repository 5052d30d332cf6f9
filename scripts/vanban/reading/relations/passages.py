"""Paragraphs and sentences of the clean text, joined over page cuts, with the lists they introduce.

Citations are read sentence by sentence: the words that govern a citation stand before it in its sentence,
or in the line ending in ":" above the list it is an item of.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

_MARKER = re.compile(
    r"[ ]*(?:\#{1,6}[ ]|[-+•–·◦▪][ ]*(?=\S)|\(?\d{1,2}(?:\.\d{1,2}){0,4}(?:[.)][ ]?(?!\d)|/[ ])|"
    r"\d{1,2}(?:\.\d{1,2}){1,4}[ ]|[a-zđ]{1,2}[)][ ]|"
    r"[IVX]{1,5}[.\-/][ ]|(?:Điều|Chương|Mục|Phần|ĐIỀU|CHƯƠNG|MỤC|PHẦN)[ ]+(?:\d|[IVX]|thứ)|[¹²³⁴-⁹]|\[\d{1,2}\])"
)
_PREAMBLE = re.compile(r"[ ]*(?:C[ăâa]n\s+c[ứưúu]|Xét)\s")
_JOINS = re.compile(r"[ ]*(?:CỦA|VÀ|VỀ|TRONG|TRÊN|TẠI|THUỘC|THEO|ĐỐI VỚI|GIAI ĐOẠN|NĂM|NGÀY|CHO)\s")
"""Words that open a line of a title but no title."""
_LETTERS = 12
_FOOTNOTE = re.compile(r"[ ]*(?:[¹²³⁴-⁹]+|\[\d{1,2}\])[ ]?\S")
_ITEM = re.compile(r"[ ]*(?:[-+•–·◦▪]|[a-zđ]\)|\(?\d{1,2}(?:\.\d{1,2})*[.)])[ ]*")
_PART = re.compile(
    r"[ #]*(?:(?P<article>Điều[ ]+\d)|(?P<roman>[IVX]{1,5}[.\-/])|(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)][ ]"
    r"|(?P<letter>[a-zđ]\)))")
_RULE = re.compile(r"[-=|.…]{3,}\Z|\|\Z")
_CLOSED = frozenset(".;:!?…”\"’)]|")
_SENTENCE_END = re.compile(r"[.!?…][”\")\]]?\s+(?=[“\"(\-]?\s?(?P<next>\w))")
_HEADING = 220
_ABBREVIATED = {
    "TP", "Tp", "tp", "TX", "TT", "Q", "P", "H", "Th", "ThS", "TS", "GS", "PGS", "BS", "DS", "KS", "KT", "TM", "TL",
}
_TAIL = 200
"""Characters at the end of a line that tell whether its paragraph goes on."""


class Sentence(NamedTuple):
    """A stretch that citations are read in.

    ``lead`` is where its words begin after a list mark; ``item`` says it opens a list item; ``intro`` is
    the index of the sentence that introduces its list, one ending in ":" or a ``heading``; ``after`` of the
    one before it when that ended in ";" (one enumeration over several paragraphs).
    """

    start: int
    end: int
    lead: int
    item: bool
    footnote: bool
    intro: int | None
    after: int | None
    heading: bool = False


def paragraphs(clean: str) -> list[tuple[int, int]]:
    """Spans of paragraphs; a paragraph cut by a page break is one span."""
    starts: list[int] = []
    ends: list[int] = []
    blank, start, before = True, 0, ""
    for line in clean.split("\n"):
        end = start + len(line) + 1
        words = line.strip(" ")
        if not words or words.isspace() or _RULE.match(words):
            blank = True
        else:
            if starts and not _starts_paragraph(line, before, blank):
                ends[-1] = end
            else:
                starts.append(start)
                ends.append(end)
            blank, before = False, line[-_TAIL:]
        start = end
    if ends:
        ends[-1] = min(ends[-1], len(clean))
    return list(zip(starts, ends, strict=True))


def _starts_paragraph(line: str, before: str, blank: bool) -> bool:
    """Whether a line begins a paragraph of its own; ``before`` is the end of the line before, empty ones left out."""
    if _MARKER.match(line) or "|" in line[:4] or before[-2:].rstrip().endswith("|") or _PREAMBLE.match(line):
        return True
    before = before.rstrip()
    shouted = _shouted(before)
    if shouted and not _shouted(line):
        return True
    if not blank or (shouted and _JOINS.match(line)):
        return False
    goes_on = before and before[-1] not in _CLOSED
    return not (goes_on and line.lstrip(" \"“(")[:1].islower())


def _shouted(line: str) -> bool:
    """Whether a line is a title's: a dozen letters or more, all capitals."""
    return line.isupper() and sum(map(str.isalpha, line)) >= _LETTERS


def sentences(clean: str, wanted: Sequence[int]) -> list[Sentence]:
    """All sentences in text order, with list introductions resolved.

    A paragraph that holds none of the ``wanted`` offsets (in order) and introduces nothing is left whole.
    """
    found: list[Sentence] = []
    intro: int | None = None
    under: str | None = None
    enumerates = False
    for start, end in paragraphs(clean):
        mark = _ITEM.match(clean, start, end)
        footnote = _FOOTNOTE.match(clean, start, end) is not None
        part = _part(clean, start, end)
        if under is not None and part == under:
            intro = under = None
        lead = mark.end() if mark else start
        after = len(found) - 1 if enumerates and not footnote else None
        item, introduced = mark is not None, intro if mark else None
        tail = clean[max(start, end - 40):end].rstrip()
        last = tail.rstrip("|").rstrip()
        heads = last.endswith(":") or (part is not None and end - start < _HEADING)
        known = bisect_left(wanted, start)
        whole = not heads and (known == len(wanted) or wanted[known] >= end)
        for a, b in ((start, end),) if whole else _split(clean, start, lead, end):
            found.append(Sentence(a, b, lead, item, footnote, introduced, after))
            lead, item, after = b, False, None
        enumerates = (tail or clean[start:end].rstrip()).endswith(";")
        if last.endswith(":"):
            intro, under = len(found) - 1, None
        elif part is not None and end - start < _HEADING and last[-1:].isalpha():
            intro, under = len(found) - 1, part
            found[-1] = found[-1]._replace(heading=True)
        elif not mark and not last.endswith(";"):
            intro = under = None
    return found


def _part(clean: str, start: int, end: int) -> str | None:
    """Which kind of numbered part a paragraph opens ("article", "roman", "number.2"), ``None`` for none."""
    mark = _PART.match(clean, start, end)
    if mark is None:
        return None
    return f"number.{mark['number'].count('.')}" if mark["number"] else str(mark.lastgroup)


def _split(clean: str, start: int, lead: int, end: int) -> list[tuple[int, int]]:
    """Cut a paragraph at full stops that a capital follows and that no abbreviation owns."""
    spans = []
    for stop in _SENTENCE_END.finditer(clean, lead, end):
        if stop["next"].isupper() and not _abbreviated(clean, max(lead, stop.start() - 4), stop.start()):
            spans.append((start, stop.end()))
            start = stop.end()
    spans.append((start, end))
    return spans


def _abbreviated(clean: str, low: int, stop: int) -> bool:
    """Whether the full stop at ``stop`` belongs to "TP." or another short form."""
    word = clean[low:stop]
    begin = max((i + 1 for i, char in enumerate(word) if not char.isalpha()), default=0)
    return word[begin:] in _ABBREVIATED
