"""The layout of a printed Vietnamese official document: words with boxes to lines in reading order.

Two columns side by side (letterhead, closing, a table) become the cells of table rows; running heads and page numbers,
known by standing at the same place of several pages, are left out; footnotes, known by their size at the foot of a
page, go to the end with their marks; the lines of a paragraph are joined. Measures are points, y runs down.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from statistics import median

from ..language.folding import fold
from ..language.page_numbers import is_page_number
from .pdf_lines import SMALL, PdfLine, PdfWord, written
from .pdf_page import PdfPage, lines_of_page
from .result import LeftOut

_FAR = 4.0
"""Gap in a line, in ems, that parts two columns though only one other line stands in either."""
_USUAL = 1.5
"""How much wider than its other blanks the gap between two columns is in a line without a wide one."""
_EDGE = 0.12
"""Share of a page's height at its head and foot where running lines stand."""
_DIGITS = re.compile(r"\d+")
_NOTE = re.compile(r"\[?(\d{1,3})\]?[.)]?\s+|\[(\d{1,3})\]")
_OPENS = re.compile(r"""
    (?: [-+•*–]                                             # - Như trên
      | \d{1,2}(?:\.\d{1,2})*[.)](?!\d) | [a-zđ]\) | [IVX]{1,5}\.   # 1.  2.1)  a)  IV.
      | (?:Điều|Chương|Phần|Mục)\s+[\dIVX]                  # Điều 5, Chương II
      | Căn[ ]cứ | Theo | Xét | Kính[ ]gửi | Nơi[ ]nhận     # the openings of a decision and of a letter
    )\s?""", re.VERBOSE)
_BROKEN = re.compile(r"\d/\S*[A-ZĐ\d][-/]\Z|\d[-/]\Z")
_ENDED = re.compile(r"[.;:!?…][”\"’)]*\Z|\./\.\Z")
_HEAD = 12
"""Lines of a page among which a letterhead stands."""
_NATION = re.compile(r"c[o0]ng h[o0]a xa h[o0]i|dang c[o0]ng san")
_NUMBER = re.compile(r"(?:\A|[|\s])so\s?[:.]?\s?\d{1,6}\s?[/-]")
"""The number of a letterhead, folded; that of a form is blank."""


@dataclass(frozen=True, slots=True)
class PdfText:
    """The text of a file and what was left out of it; ``document_starts`` are the lines, from 1, at which a document
    may begin, each with its page, from 1: the first page, and every further one with a letterhead of its own."""

    text: str
    left_out: tuple[LeftOut, ...]
    document_starts: tuple[tuple[int, int], ...]


def text_of_pages(pages: Sequence[PdfPage]) -> PdfText:
    """The text of a file; the footnotes of a document that ends inside it go to that document's end."""
    body_size = _body_size([word for page in pages for word in page.words])
    found = [lines_of_page(page, number, body_size) for number, page in enumerate(pages)]
    lines, stamps = [page for page, _ in found], [words for _, stamped in found for words in stamped]
    heights = [max((word.bottom for word in page.words), default=0.0) for page in pages]
    running = _running(lines, heights)
    kept, feet = [], []
    for page in lines:
        rest = [line for line in page if id(line) not in running]
        foot = _foot(rest, body_size)
        kept.append(rest[:len(rest) - len(foot)])
        feet.append(foot)
    kept = [_without_stray(page, following) for page, following in pairwise([*kept, []])]
    text, document_starts = "", list[tuple[int, int]]()
    starts = [page for page, rest in enumerate(kept) if page == 0 or _heads_document(rest)]
    for first, end in pairwise([*starts, len(kept)]):
        paragraphs = list(_paragraphs(kept[first:end], body_size))
        paragraphs += _notes([line for foot in feet[first:end] for line in foot])
        text += "\n" * bool(text)
        document_starts.append((text.count("\n") + 1, first + 1))
        text += "\n".join(paragraphs).strip() + "\n"
    heads = [line.text for page in lines for line in page if id(line) in running]
    left_out = *LeftOut.of("đầu trang, chân trang, số trang", heads), *LeftOut.of("dấu chữ ký số", stamps)
    return PdfText(text, left_out, tuple(document_starts))


def _body_size(words: Sequence[PdfWord]) -> float:
    """The size of most letters."""
    return median([word.size for word in words for _ in word.text] or [0.0])


def _without_stray(page: list[PdfLine], following: Sequence[PdfLine]) -> list[PdfLine]:
    """A page without the letter that a browser prints at its end as well, of the first line of the page that follows:
    one whose mark reaches above its line ("Ủ" of "KT. THỦ TƯỚNG")."""
    last = page[-1].text if page else ""
    stray = len(last) == 1 and last.isalpha() and bool(following) and last in following[0].text
    return page[:-1] if stray else page


def _heads_document(lines: Sequence[PdfLine]) -> bool:
    """Whether a page begins with the letterhead of a document: the country's or the Party's name and a number."""
    top = [fold(line.text) for line in lines[:_HEAD]]
    return any(map(_NATION.search, top)) and any(map(_NUMBER.search, top))


def _running(pages: Sequence[Sequence[PdfLine]], heights: Sequence[float]) -> set[int]:
    """Lines at the edge of a page that are a page number, or stand at the same place of another page too.

    The letterheads of two documents of one body stand at the same place and are none, nor is who signs at their ends.
    """
    seen: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    letterheads: defaultdict[tuple[str, int], set[int]] = defaultdict(set)
    at_edge: list[tuple[PdfLine, tuple[str, int]]] = []
    begins = [_heads_document(page) for page in pages]
    ends = [*begins[1:], any(begins[1:])]  # the last page ends a document, of several the last
    for page, height, first, last in zip(pages, heights, begins, ends, strict=True):
        own = [*(page[:2] if first else ()), *(page[-2:] if last else ())]
        for line in (*page[:2], *page[-2:]):
            if not line.cells and (line.top < height * _EDGE or line.bottom > height * (1 - _EDGE)):
                key = _DIGITS.sub("#", line.text), round(line.top / 6)
                at_edge.append((line, key))
                (letterheads if line in own else seen)[key].add(line.page)
    several = len(pages) > 1
    return {id(line) for line, key in at_edge
            if (several and seen[key] and len(seen[key] | letterheads[key]) > 1)
            or (is_page_number(line.text.strip()) and _alone(line, pages[line.page]))}


def _alone(line: PdfLine, page: Sequence[PdfLine]) -> bool:
    """Whether a number stands apart at the very edge of its page."""
    return line is page[0] or line is page[-1]


def _foot(lines: Sequence[PdfLine], body_size: float) -> list[PdfLine]:
    """The footnotes of a page: its last lines, all of smaller letters, the first opened by a mark."""
    start = len(lines)
    while start and not lines[start - 1].cells and lines[start - 1].size <= SMALL * body_size:
        start -= 1
    while start < len(lines) and not _NOTE.match(lines[start].text):
        start += 1
    return list(lines[start:])


def _notes(lines: Sequence[PdfLine]) -> Iterator[str]:
    """Footnotes as paragraphs, each opened by its mark in brackets."""
    open_: list[str] = []
    for line in lines:
        found = _NOTE.match(line.text)
        if found and open_:
            yield " ".join(open_)
            open_ = []
        if found:
            open_.append(f"\n[{found[1] or found[2]}] {line.text[found.end():]}")
        else:
            open_.append(line.text)
    if open_:
        yield " ".join(open_)


def _paragraphs(pages: Sequence[Sequence[PdfLine]], body_size: float) -> Iterator[str]:
    """Paragraphs and table rows in reading order; a paragraph may go on over a page's end."""
    lines = [line for page in pages for line in page]
    if not lines:
        return
    rights = sorted(line.right for line in lines)
    right = rights[len(rights) * 9 // 10]
    gaps = sorted(gap for a, b in pairwise(lines) if a.page == b.page and (gap := b.top - a.bottom) > 0)
    usual = gaps[len(gaps) // 3] if gaps else 0.0
    centre = (min(line.left for line in lines) + max(line.right for line in lines)) / 2
    open_: list[PdfLine] = []
    index = 0
    while index < len(lines):
        if lines[index].cells:
            if open_:
                yield _paragraph(open_)
                open_ = []
            if not (index and lines[index - 1].cells):
                yield ""
            yield f"| {' | '.join(lines[index].cells)} |"
            if index + 1 == len(lines) or not lines[index + 1].cells:
                yield ""
            index += 1
            continue
        region = _columns(lines, index, centre)
        if region:
            if open_:
                yield _paragraph(open_)
                open_ = []
            yield from _rows(lines[index:index + region[0]], region[1])
            index += region[0]
            continue
        line = lines[index]
        if open_ and _new(open_, line, right, usual, body_size):
            yield _paragraph(open_)
            open_ = []
        open_.append(line)
        index += 1
    if open_:
        yield _paragraph(open_)


def _new(open_: Sequence[PdfLine], line: PdfLine, right: float, usual: float, body_size: float) -> bool:
    """Whether a line begins a paragraph: a gap, an indent, a mark, or a line before it that ended short."""
    last = open_[-1]
    ended = bool(_ENDED.search(last.text))
    if line.page != last.page:
        return ended or bool(_OPENS.match(line.text)) or _other_case(last, line)
    gap = line.top - last.bottom
    short = last.right + 0.3 * body_size + line.first_width < right - 0.5 * body_size  # its first word had room above
    indented = line.left > last.left + 1.2 * body_size and len(open_) > 1
    return (gap > usual + 0.35 * body_size or (short and (ended or not line.text[:1].islower()))
            or bool(_OPENS.match(line.text)) or (indented and ended) or _other_case(last, line))


def _other_case(last: PdfLine, line: PdfLine) -> bool:
    """Whether one of two lines is in capitals and the other not; figures and numbers go with either."""
    words = " ".join(word for word in line.text.split() if not _DIGITS.search(word))
    return words.upper() != words.lower() and words.isupper() != last.text.isupper()


def _paragraph(lines: Sequence[PdfLine]) -> str:
    """The lines joined; a number broken behind its hyphen or slash ("QĐ-", "UBND") gets no blank."""
    text = "\n" + lines[0].text
    for line in lines[1:]:
        broken = _BROKEN.search(text) and (line.text[:1].isupper() or line.text[:1].isdigit())
        text += line.text if broken else f" {line.text}"
    return text


def _columns(lines: Sequence[PdfLine], start: int, centre: float) -> tuple[int, float] | None:
    """How many lines from ``start`` stand in two columns, and where the gap between them is; ``None`` for running text.

    A strip no word crosses must part two lines at least, on one page whose middle is ``centre``.
    """
    first = lines[start]
    if len(first.segments) < 2:
        return None
    low, high = first.segments[0][-1].right, first.segments[1][0].left
    count, both = 0, 0
    for line in islice(lines, start, None):
        if line.cells or line.page != first.page or _runs_across(line, (low + high) / 2):
            break
        left = [word.right for word in line.words if (word.left + word.right) / 2 < (low + high) / 2]
        after = [word.left for word in line.words if (word.left + word.right) / 2 >= (low + high) / 2]
        a, b = max([low, *left]), min([high, *after])
        if b - a < 0.8 * line.size:
            break
        low, high, count, both = a, b, count + 1, both + bool(left and after)
    middle = (low + high) / 2
    while count and len(lines[start + count - 1].segments) == 1 and _centred(lines[start + count - 1], centre):
        count -= 1  # a title below the letterhead stands in no column
    apart = count > 1 and first.segments[1][0].left - first.segments[0][-1].right > _FAR * first.size
    return (count, middle) if both >= 2 or (both == 1 and (count > 2 or apart)) else None


def _runs_across(line: PdfLine, middle: float) -> bool:
    """Whether running text goes over the strip between columns, one of its usual blanks happening to fall there."""
    blanks = [after.left - word.right for word, after in pairwise(line.words)]
    there = [after.left - word.right for word, after in pairwise(line.words)
             if (word.left + word.right) / 2 < middle <= (after.left + after.right) / 2]
    return len(line.segments) == 1 and len(blanks) > 2 and bool(there) and there[0] < _USUAL * median(blanks)


def _centred(line: PdfLine, centre: float) -> bool:
    """Whether a line stands in the middle of the page."""
    return abs((line.left + line.right) / 2 - centre) < 2 * line.size


def _rows(lines: Sequence[PdfLine], middle: float) -> Iterator[str]:
    """Lines in two columns as rows of a table with two cells."""
    yield ""
    for line in lines:
        left = [word for word in line.words if (word.left + word.right) / 2 < middle]
        after = [word for word in line.words if (word.left + word.right) / 2 >= middle]
        yield f"| {written(left)} | {written(after)} |"
    yield ""
