"""Paragraphs and sentences of the clean text, joined over page cuts, with the lists they introduce.

Citations are read sentence by sentence: the words that govern a citation stand before it in its sentence,
or in the line ending in ":" above the list it is an item of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_LINE = re.compile(r"[^\n]*\n?")
_MARKER = re.compile(
    r"[ ]*(?:\#{1,6}[ ]|[-+•–·◦▪][ ]*(?=\S)|\(?\d{1,2}(?:\.\d{1,2}){0,4}(?:[.)][ ]?(?!\d)|/[ ])|"
    r"\d{1,2}(?:\.\d{1,2}){1,4}[ ]|[a-zđ]{1,2}[)][ ]|"
    r"[IVX]{1,5}[.\-/][ ]|(?:Điều|Chương|Mục|Phần|ĐIỀU|CHƯƠNG|MỤC|PHẦN)[ ]+(?:\d|[IVX]|thứ)|[¹²³⁴-⁹]|\[\d{1,2}\])"
)
_FOOTNOTE = re.compile(r"[ ]*(?:[¹²³⁴-⁹]+|\[\d{1,2}\])[ ]?\S")
_ITEM = re.compile(r"[ ]*(?:[-+•–·◦▪]|[a-zđ]\)|\(?\d{1,2}(?:\.\d{1,2})*[.)])[ ]*")
_PART = re.compile(
    r"[ #]*(?:(?P<article>Điều[ ]+\d)|(?P<roman>[IVX]{1,5}[.\-/])|(?P<number>\d{1,2}(?:\.\d{1,2})*)[.)][ ]"
    r"|(?P<letter>[a-zđ]\)))")
_RULE = re.compile(r"[ ]*[-=|.…]{3,}[ ]*\Z|[ ]*\|[ ]*\Z")
_OPEN_END = re.compile(r"[^.;:!?…”\"’)\]|\s][\s]*\Z")
_SENTENCE_END = re.compile(r"[.!?…][”\")\]]?\s+(?=[“\"(\-]?\s?(?P<next>\w))")
_HEADING = 220
_ABBREVIATED = {
    "TP", "Tp", "tp", "TX", "TT", "Q", "P", "H", "Th", "ThS", "TS", "GS", "PGS", "BS", "DS", "KS", "KT", "TM", "TL",
}


@dataclass(frozen=True, slots=True)
class Sentence:
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


@dataclass(slots=True)
class _Paragraph:
    start: int
    end: int


def paragraphs(clean: str) -> list[tuple[int, int]]:
    """Spans of paragraphs; a paragraph cut by a page break is one span."""
    found: list[_Paragraph] = []
    blank = True
    for line in _LINE.finditer(clean):
        text = line.group()
        if not text:
            break
        if not text.strip() or _RULE.match(text.rstrip("\n")):
            blank = True
            continue
        if found and not _starts_paragraph(clean, text, found[-1], blank):
            found[-1].end = line.end()
        else:
            found.append(_Paragraph(line.start(), line.end()))
        blank = False
    return [(p.start, p.end) for p in found]


def _starts_paragraph(clean: str, line: str, before: _Paragraph, blank: bool) -> bool:
    if _MARKER.match(line):
        return True
    if "|" in line[:4] or clean[max(before.start, before.end - 3):before.end].rstrip().endswith("|"):
        return True
    if not blank:
        return False
    first = line.lstrip(" \"“(")[:1]
    cut = _OPEN_END.search(clean, max(before.start, before.end - 200), before.end) is not None
    return not (cut and first.islower())


def sentences(clean: str) -> list[Sentence]:
    """All sentences in text order, with list introductions resolved."""
    found: list[Sentence] = []
    intro: int | None = None
    under: str | None = None
    for start, end in paragraphs(clean):
        mark = _ITEM.match(clean, start, end)
        footnote = _FOOTNOTE.match(clean, start, end) is not None
        part = _part(clean, start, end)
        if under is not None and part == under:
            intro = under = None
        first = True
        for a, b in _split(clean, start, mark.end() if mark else start, end):
            after = None
            if first and found and not footnote and clean[found[-1].start:found[-1].end].rstrip().endswith(";"):
                after = len(found) - 1
            lead = mark.end() if mark and first else a
            found.append(Sentence(a, b, lead, bool(mark) and first, footnote, intro if mark else None, after))
            first = False
        last = clean[max(start, end - 40):end].rstrip().rstrip("|").rstrip()
        if last.endswith(":"):
            intro, under = len(found) - 1, None
        elif part is not None and end - start < _HEADING and last[-1:].isalpha():
            intro, under = len(found) - 1, part
            found[-1] = replace(found[-1], heading=True)
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
