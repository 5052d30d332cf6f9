"""Pieces put together to paragraphs: wrapped lines joined, table rows kept, sentences joined that a page cut."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from ...language.letters import LOW
from ...language.page_numbers import is_page_number
from ...registry.grammar import Grammar
from ..metadata.marks import opens_body
from .lines import Line
from .numbering import CHAPTERS, Mark, read_mark
from .page_cuts import PageLines

_SUPERSCRIPT = re.compile(r"^(?P<label>[¹²³⁴-⁹⁰]{1,3}|\[\d{1,3}\]|\[[ivx]{1,5}\])\s*(?=\S)")
SUPERSCRIPTS = frozenset("¹²³⁴⁵⁶⁷⁸⁹⁰[")
_ENDS = re.compile(r"""[.;:!?…][”"’')\]]*\Z|\./\Z""")
_STOPS = frozenset(".;:!?…")
_AFTER_STOPS = frozenset("”\"’')]/")
_TAIL = 40
_OPEN_WORDS = ("của", "và", "tại", "với", "cho", "về", "theo", "các", "từ", "ngày", "tháng", "năm", "số", "khoản",
               "Điều", "điểm", "phụ lục")
"""Words at the end of a line after which its sentence must go on."""
_OPEN_WORD = re.compile(rf"\b(?:{'|'.join(_OPEN_WORDS)})$")
_WANTS_NUMBER = re.compile(
    r"\b(?:ngày|tháng|năm|số|thứ|khóa|quý|kỳ|lần|khoản|điểm|trang|Điều|Chương|Mục|Phần|Phụ lục)$", re.IGNORECASE)
"""A word before a lone number that is not a page's: "ngày / 02 / tháng"."""
_LOW_WORD = re.compile(rf"[ \"“(]*(?:[{LOW}]{{3,}}(?!\w)|[{LOW}]+(?![\w.)/]))")
"""A word in small letters, and no list mark ("a1.", "b)")."""
_LONG = 60
"""A line this long may have been wrapped; a shorter one ended because its paragraph ended."""
_NARROW = 30
"""Characters of a full line in the narrowest column of running text."""
_COLUMN = 6
"""Lines above that tell how wide a column is."""
_PREAMBLE = re.compile(r"(?:C[ăâa]n\s+c[ứưúu]|Xét)\s")
_LABELLED = re.compile(r"[^:.;]{2,25}:\s")
"""A line that says what it gives: "Mã số thuế: …"."""
_PART_WORD = len("Tiểu mục")
"""Letters of the longest word of a part; a mark alone has no more lines than letters."""
_FEWEST_ENDS, _OFTEN = 10, 0.9
"""Lines ending in a full stop or a colon that tell a text's habit; the share of them with an empty line behind."""


class Paragraph(Struct, frozen=True, gc=False):
    """Pieces that are read as one, in text order, from ``start`` to ``end``; a table row is one paragraph.

    ``mark`` is the list mark that opens it. ``page`` says that a page put it between two lines of a sentence
    (its number, its running head); ``bridged`` that it goes on the paragraph before such lines, or before an
    empty one.
    """

    start: int
    end: int
    lines: Sequence[Line]
    mark: Mark | None = None
    page: bool = False
    bridged: bool = False

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        lines = self.lines
        return len(lines) > 1 and lines[0].row == lines[-1].row


def superscript(text: str) -> re.Match[str] | None:
    """The mark of a footnote that opens ``text``; ``None`` where none does."""
    return _SUPERSCRIPT.match(text) if text[:1] in SUPERSCRIPTS else None


def has_ended(words: str) -> bool:
    """Whether words end as a sentence or a list item does."""
    last = words[-1:]
    return last in _STOPS or (last in _AFTER_STOPS and _ENDS.search(words[-_TAIL:]) is not None)


def _left_open(words: str) -> bool:
    """Whether a sentence must go on behind ``words``; bad recognition writes a comma for a full stop."""
    return words.endswith((",", "-")) or (
        words.endswith(_OPEN_WORDS) and _OPEN_WORD.search(words[-_TAIL:]) is not None)


def goes_on(before: str, words: str) -> bool:
    """Whether ``words`` go on the sentence that an empty line or a page cut at the end of ``before``."""
    if has_ended(before):
        return False
    if _LOW_WORD.match(words):
        return True
    return before[-1] != "," and _left_open(before) and not _PREAMBLE.match(words)


def paragraphs(lines: Sequence[Line], cuts: Sequence[int], body: int, grammar: Grammar) -> list[Paragraph]:
    """Group pieces to paragraphs. ``cuts`` are offsets no paragraph reaches over; before ``body`` each line is one."""
    grouping = _Grouping(lines, _is_gapped([line for line in lines if line.start >= body]), grammar)
    edges = iter((*sorted(cuts), math.inf))
    edge = next(edges)
    for line in lines:
        if edge <= line.start:
            grouping.close()
            edge = next(after for after in edges if after > line.start)
        if line.start < body:
            grouping.add(line, in_header=True)
        else:
            grouping.take(line)
    grouping.close()
    return grouping.done


def _is_gapped(lines: Sequence[Line]) -> bool:
    """Whether a text has an empty line between its paragraphs, so that where none stands a line was wrapped."""
    ends = [line.gap for before, line in pairwise(lines)
            if before.text[-1] in ".:" and len(before.text) >= _NARROW and line.row != before.row and not line.marked]
    return len(ends) >= _FEWEST_ENDS and sum(ends) >= _OFTEN * len(ends)


class _Grouping:
    """The paragraph that is open, and the lines behind it that a page may have put there.

    ``ended`` says that the open paragraph ends as a sentence does: then no page can have cut it. ``gapped``: an empty
    line stands between the text's paragraphs.
    """

    def __init__(self, lines: Sequence[Line], gapped: bool, grammar: Grammar) -> None:
        self.page = PageLines(lines, grammar)
        self.gapped, self.grammar = gapped, grammar
        self.done: list[Paragraph] = []
        self.group: list[Line] = []
        self.mark: Mark | None = None
        self.bridged = False
        self.ended = True

    def take(self, line: Line) -> None:
        """Read the next piece of the body."""
        if self.ended and (line.gap or not line.text[0].islower()) and not (
                self.group and self.group[-1].row == line.row):
            self._open(line, read_mark(line.text, self.grammar))
            return
        if not self.ended:
            titled = self._titled(line, self.mark) if self.mark and self.mark.heading else None
            broken = len(self.group[0].text) <= _PART_WORD and not titled
            if (mark := self._broken_mark(line) if broken else titled) is not None:
                self.group.append(line)
                self.ended = titled is None and has_ended(line.text) and not mark.stands_alone(_words(self.group))
                self.mark = mark
                return
            if self.page.takes(line, self.group[-1]):
                return
            if (self.page.held or line.gap) and self._bridges(line):
                self._end()
                self.done += [Paragraph(held.start, held.end, (held,), page=True) for held in self.page.release()]
                self._open(line, read_mark(line.text, self.grammar), bridged=True)
                return
            if self.page.held:
                self._release()
        self.add(line)

    def close(self) -> None:
        """End the open paragraph; lines held back are paragraphs of their own."""
        self._release()
        self._end()
        self.ended = True

    def add(self, line: Line, in_header: bool = False) -> None:
        """Put a piece to the open paragraph, or begin one with it."""
        group = self.group
        if group and line.row == group[-1].row:
            mark, joins = None, True
        else:
            mark = read_mark(line.text, self.grammar)
            joins = bool(group) and (_joins(group, line, mark, self.ended, in_header, self.grammar) or (
                not in_header and mark is None and self._wraps(line)))
        if joins:
            group.append(line)
            self.ended = has_ended(line.text)
        else:
            self._open(line, mark)

    def _open(self, line: Line, mark: Mark | None, bridged: bool = False) -> None:
        self._end()
        self.group, self.mark, self.bridged = [line], mark, bridged
        self.ended = has_ended(line.text) and (mark is None or not mark.stands_alone(line.text))

    def _end(self) -> None:
        group = self.group
        if group:
            self.group = []
            self.done.append(Paragraph(group[0].start, group[-1].end, group, self.mark, False, self.bridged))

    def _release(self) -> None:
        for line in self.page.release():
            self.add(line)

    def _broken_mark(self, line: Line) -> Mark | None:
        """The mark that a line holds alone, or its word, when its number or its words are on the next: "Điều / 5. Hiệu
        lực", "a) / Trình"; ``None`` for others."""
        if line.gap or line.marked:
            return None
        word = _words(self.group[:_PART_WORD])
        if len(word) > _PART_WORD or (self.mark and read_mark(line.text, self.grammar)):
            return None
        return read_mark(f"{word} {line.text}", self.grammar)

    def _titled(self, line: Line, mark: Mark) -> Mark | None:
        """The mark that stands alone ("Chương II") where a line is its part's title or goes on that in capitals,
        past an empty line at first, past more in a chapter's where one was; ``None`` for others."""
        if line.marked or line.cell != self.group[0].cell or not line.is_upper:
            return None
        words = _words(self.group[:_PART_WORD])
        spaced = mark.rank in CHAPTERS and len(self.group) <= _PART_WORD and any(above.gap for above in self.group[1:])
        goes_on = (spaced or not line.gap) and self.group[-1].is_upper and words[len(mark.label):][:1] in (" ", ":")
        return mark if (goes_on or mark.stands_alone(words)) and read_mark(line.text, self.grammar) is None else None

    def _wraps(self, line: Line) -> bool:
        """Whether a line without mark was wrapped however short the one above is, since no empty line parts them; none
        goes on what stands where a person signs: "(Đã ký)"."""
        last = self.group[-1]
        if not self.gapped or self.ended or line.gap or line.marked or line.cell != last.cell:
            return False
        return (line.text[0].isalpha() or line.text[0] in "“\"") and last.text[-1] != ")" and not (
            (self.mark and self.mark.heading) or last.is_upper or line.is_upper
            or _PREAMBLE.match(line.text) or _LABELLED.match(line.text))

    def _bridges(self, line: Line) -> bool:
        """Whether the open sentence goes on with ``line``, past an empty line or the held lines of a page."""
        last = self.group[-1]
        held = self.page.held
        if line.cell != last.cell or line.marked or superscript(line.text) or is_page_number(last.text):
            return False
        if held and not self._apart(line):
            return False
        mark = read_mark(line.text, self.grammar)
        if goes_on(last.text, line.text):
            return not (self.mark and self.mark.heading) and not (mark and _opens(last, line, mark, ended=False))
        if not held or not all(is_page_number(each.text) for each in held):
            return False
        return _joins(self.group, replace(line, gap=False), mark, False, False, self.grammar)

    def _apart(self, line: Line) -> bool:
        """Whether the held lines stand apart from the words around them, which want no number themselves.

        They are set off by an empty line, blanks or dashes, or stand below a line as wide as the page.
        """
        if _WANTS_NUMBER.search(self.group[-1].text[-_TAIL:]) and not line.text[:1].isdigit():
            return False
        return line.gap or _is_full(self.group) or any(
            held.gap or held.indent or not held.text.isdecimal() for held in self.page.held)


def _words(group: Sequence[Line]) -> str:
    return " ".join(line.text for line in group)


def _opens(last: Line, line: Line, mark: Mark, ended: bool) -> bool:
    """Whether the list mark of a line opens it, and is not a word that was wrapped to where a mark would stand."""
    rest = line.text[len(mark.label):].lstrip()
    return ended or len(last.text) < _LONG or rest[:1].isupper() or mark.heading


def _is_full(group: list[Line]) -> bool:
    """Whether the last line of a paragraph is as long as lines of its column are, so that its end may be a wrap."""
    length = len(group[-1].text)
    if length >= _LONG:
        return True
    longest = max(len(line.text) for line in group[-_COLUMN:])
    return len(group) > 1 and length >= _NARROW and 4 * length >= 3 * longest


def _joins(group: list[Line], line: Line, mark: Mark | None, ended: bool, in_header: bool, grammar: Grammar) -> bool:
    """Whether a piece with its list mark belongs to the paragraph before it, which ended as a sentence does or not."""
    last, text = group[-1], line.text
    if line.gap or line.cell != last.cell or line.marked or (text[0] in SUPERSCRIPTS and superscript(text)):
        return False
    if mark:
        return not _opens(last, line, mark, ended)
    low = text[0].islower()
    if in_header or (ended and not low):
        return False
    upper = last.is_upper
    alike = len(last.text) <= 3 or upper == line.is_upper
    if low and alike:
        return True
    if _left_open(last.text):
        return alike or not upper
    if _PREAMBLE.match(text):
        return False
    if _is_full(group) or opens_body(group[0].text, grammar):
        return alike or not upper
    return alike and upper and len(last.text) > 25
