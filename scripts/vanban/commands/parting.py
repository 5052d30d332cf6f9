"""Several documents that came in one file, each to be added on its own: never mixed, the file kept once for all.

Parted is at the letterheads that are sure (:func:`documents_in`) or at the lines a person gives; ``whole`` keeps one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from ..problems import ProblemError, problem
from ..reading.layout.several import documents_in
from ..registry.grammar import Grammar
from ..store.documents import masked
from .bringing import Brought


@dataclass(frozen=True, slots=True)
class Parting:
    """How a file of several documents is parted: at ``lines`` (from 1), or not at all where ``whole``; else where the
    letterheads say."""

    lines: tuple[int, ...] = ()
    whole: bool = False


BY_LETTERHEAD = Parting()


def parted(brought: Brought, how: Parting, grammar: Grammar) -> list[Brought]:
    """The documents of one text, in order; together they are the whole text, to the letter.

    What the clerk said of the file holds for each, what is masked for each that holds it; the name, corrections and
    what was seen are the first's. Raises :class:`ProblemError` for lines with no words between them and the one before,
    or none behind, and for words to mask that two documents hold together only.
    """
    starts = [0, *_starts(brought, how, grammar)]
    if len(starts) == 1:
        return [brought]
    front = replace(brought.front, corrections=(), seen=())
    idle = set(masked(brought.text, brought.front.mask)[1])
    cut = set(brought.front.mask) - idle
    found = []
    for order, (start, end) in enumerate(pairwise([*starts, len(brought.text)])):
        where = _where(brought, start, end)
        lacking = set(masked(brought.text[start:end], brought.front.mask)[1])
        mask = tuple(words for words in brought.front.mask if words not in lacking or (not order and words in idle))
        cut &= lacking
        note = f"Tệp có {len(starts)} văn bản, tách riêng; đây là văn bản thứ {order + 1}, {where}"
        found.append(replace(brought, text=brought.text[start:end],
                             front=replace(front if order else brought.front, mask=mask),
                             slug=None if order else brought.slug, notes=(note, *brought.notes)))
    if cut:
        raise ProblemError([problem(brought.path, 0, "mask", f"lời phải che “{words}” nằm vắt qua chỗ tách hai văn bản",
                                    "ghi riêng phần ở cuối văn bản trước và phần ở đầu văn bản sau.")
                            for words in sorted(cut)])
    return found


def _starts(brought: Brought, how: Parting, grammar: Grammar) -> Iterator[int]:
    """Where further documents begin, as offsets into the text."""
    if how.whole:
        return
    if not how.lines:
        yield from documents_in(brought.text, grammar)
        return
    lines, before = brought.text.split("\n"), 0
    for line in sorted(set(how.lines)):
        start = sum(len(each) + 1 for each in lines[:max(line, 1) - 1])
        if not (brought.text[before:start].strip() and brought.text[start:].strip()):
            raise ProblemError([problem(brought.path, max(line, 0), "--split", f"dòng {line} không chia được văn bản",
                                        f"tệp có {len(lines)} dòng chữ; nêu dòng đầu của văn bản thứ hai.")])
        yield start
        before = start


def _where(brought: Brought, start: int, end: int) -> str:
    """Where a document stands in the file: its pages, where a page begins with it, and its lines."""
    first, last = (brought.text.count("\n", 0, at) + 1 for at in (start, len(brought.text[:end].rstrip())))
    pages = dict(brought.document_starts)
    page = f"từ trang {pages[first]}, " if first in pages else ""
    return f"{page}dòng {first}–{last} của chữ đọc được"


def sharing(brought: Brought, original: str | None) -> Brought:
    """A document that names the original which another one of its file keeps; ``original`` is that file's name,
    ``None`` while none keeps it.
    """
    if brought.original is None or original is None:
        return brought
    return replace(brought, original=None, front=replace(brought.front, original=original))
