"""Provisions: "điểm a khoản 2 Điều 5", "Điều 1, Điều 2", "Phụ lục I", found in one pass."""

from __future__ import annotations

import re

from ...registry.grammar import Grammar, compiled

_UNIT = (
    r"[ĐđDdTtKkMmCcPp](?:(?<=[ĐđDd])(?:i[ểêềéẻ]m|i[ềêểéệ]u|I[ỀÊ]U|IỂM)|(?<![ĐđDd])(?:iết|ho[ảáãaăắằẳẵâấầẩẫ]n|(?<=[Mm])ục"
    r"|iểu[ ]mục|hương|hần|hụ[ ]lục|IẾT|HOẢN|(?<=[Mm])ỤC|HƯƠNG|HẦN|HỤ[ ]LỤC))"
)
"""A provision's unit, also as recognition bends it: "Diều 5", "Điêu 5", "khoán 2". All first letters in one class: a
search skips to them quickly."""
_VALUE = (r"(?:[IVXLC]{1,7}(?:-(?:[A-Z]|\d{1,2})|[a-zđA-H])?|\d{1,3}[a-zđA-ZĐ]?(?:\.\d{1,3}){0,3}[a-zđ]?|[A-ZĐ]"
          r"|[a-zđ](?:\.?\d{1,2})?|nhất|hai|ba|tư|năm)(?![\w/])")
_LETTERS = r"(?<=ĐIỂM\s)[A-ZĐ](?:\s*(?:,|VÀ)\s*[A-ZĐ]){0,12}(?!\w)"
"""The letters of points in a title in capitals: "CÁC ĐIỂM Đ, H VÀ I KHOẢN 1"."""
_ITEM = rf"""{_UNIT}\s+(?:[-–.,'‘’]\s*|thứ\s+)?(?:
    {_VALUE}(?:\s*(?:,|;|và(?!\w)|VÀ(?!\w)|hoặc(?!\w)|đến(?!\w)|-)\s*{_VALUE}){{0,12}} | {_LETTERS})"""
_PINPOINT = re.compile(
    rf"{_ITEM}(?:\s*(?:,|;|(?:và|VÀ|hoặc|của|CỦA|tại|đến)(?!\w))?\s*(?:các\s+)?{_ITEM}){{0,40}}", re.VERBOSE)
_EMPTY_LINE = re.compile(r"\n\s*\n")
_JOINT = re.compile(r"\s*[,'‘’\]]?\s*(?:của\s+|tại\s+|trong\s+)?\Z", re.IGNORECASE)
_LAST_VALUE = re.compile(rf"(?<!\w){_VALUE}\Z")
_JOINING = frozenset(("của", "tại", "trong"))
_WORD = re.compile(r"[^\s,'‘’]+")
_NEAR = 40
"""Characters before a citation among which the last number or letter of its provision stands."""
_ANNEX_END = re.compile(r"(?:k\wm\s+theo|ban\s+hành\s+(?:k\wm|tại|theo))\s*\Z")
_PLACED = re.compile(r"\s+vào\s+(?:sau|trước)\s+\Z")
"""Between a provision that is new and the one that it is put beside: "Bổ sung Điều 70a vào sau (Điều 70)"."""
_ISSUED = re.compile(r"[,(]?\s*(?:được\s+)?(?:[Bb]an\s+hành\s+)?k\wm\s+theo\s*\Z")
_OF_ANNEX = re.compile(r"\s+(?:của\s+)?Phụ\s+lục(?!\w)", re.IGNORECASE)
_ANNEX_UNIT = re.compile(r"(?<!\w)(?:Phụ\s+l[ụu]c|Phần|Chương|Mục)\s", re.IGNORECASE)
_TITLE = re.compile(r"(?:\s(?:(?!(?<!\w)theo(?!\w))[^.;:“”()\n]){2,160}|\s*\([^()\n]{1,60}\))?\s*")
"""The title of a part, or its letters in brackets, between its number and "ban hành kèm theo"; not other words, which
tell what is to be done: "nêu tại Mục 3 báo cáo theo mẫu ban hành kèm theo"."""
_REACH = 320
"""Characters before a citation in which the title of the annexed text begins."""
_USUAL, _LONGEST = 240, 3000
"""Characters before a citation in which its provisions are sought, and where they are a long list."""
_LONGEST_ITEM = 80
"""Characters of one provision with the joint before it; a list that begins later has its beginning in the window."""


@compiled
def _annexed(grammar: Grammar) -> re.Pattern[str]:
    types = grammar.words("annexed")
    return re.compile(rf"""
        (?<!\w)(?P<annex>(?:{types})(?!\w)               # Quy chế
          (?P<title>(?:[^.;:\n]|\n(?!\s*\n)){{3,280}}?)?)   # quản lý quỹ, wrapped, but over no empty line
        \s*,?\s*(?:được\s+)?ban\s+hành\s+(?:k\wm(?:\s+theo)?|tại|theo)\s*\Z""", re.VERBOSE)


class Pinpoints:
    """The provisions that stand before the citations of a text."""

    def __init__(self, clean: str, grammar: Grammar) -> None:
        self._annexed = _annexed(grammar)
        self._clean = clean

    def before(self, start: int, floor: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """The provision before ``start`` (not before ``floor``) and the annexed text's title, if any.

        The second span is the title in "khoản 5 Điều 11 Quy định về … ban hành kèm theo Quyết định …".
        """
        annexed = self._annex(start, floor)
        target = annexed.start() if annexed else start
        annex = annexed.span("annex") if annexed and annexed["title"] else None
        if not self._may_follow(target):
            return (self._issued_part(start, floor) if annexed is None else None), annex
        clean = self._clean
        last = self._last(max(0, target - _USUAL), target)
        if last is not None and last[0] < target - _USUAL + _LONGEST_ITEM:  # it may begin further up
            last = self._last(max(0, target - _LONGEST), target)
        if last is None or last[0] < floor or not _JOINT.match(clean[last[1]:target]):
            return None, annex
        if placed := _PLACED.search(clean, max(floor, last[0] - _NEAR), last[0]):
            added = self._last(max(floor, placed.start() - _USUAL), placed.start())
            return (added if added and added[1] == placed.start() else None), annex
        return last, annex

    def _issued_part(self, start: int, floor: int) -> tuple[int, int] | None:
        """The part of what came with the citation at ``start``, its title behind it or not: "Phụ lục 01 ban hành kèm
        theo", "Phần III Định mức khoan ban hành kèm theo"; ``None`` where none stands so."""
        low = max(floor, start - _USUAL)
        near = max(low, start - _NEAR)
        issued = _ISSUED.search(self._clean, near, start) if self._clean.find("theo", near, start) >= 0 else None
        last = self._last(low, issued.start()) if issued else None
        if issued is None or last is None:
            return None
        annex = _OF_ANNEX.match(self._clean, last[1], issued.start())
        titled = _ANNEX_UNIT.search(self._clean, *last) or annex
        between = self._clean[annex.end() if annex else last[1]:issued.start()]
        return (last[0], annex.end() if annex else last[1]) if titled and _TITLE.fullmatch(between) else None

    def _last(self, low: int, high: int) -> tuple[int, int] | None:
        """The last provision, or list of them, that begins in ``clean[low:high]``; one over an empty line begins behind
        it."""
        last = None
        for found in _PINPOINT.finditer(self._clean, low, high):
            if self._clean[found.start()].islower() and self._clean[found.start() - 1:found.start()].isalpha():
                continue  # "danhmục 5", not "tạiĐiều 5"
            start = found.start() + max((gap.end() for gap in _EMPTY_LINE.finditer(found.group())), default=0)
            behind = _PINPOINT.search(self._clean, start, found.end()) if start > found.start() else found
            last = behind.span() if behind else last
        return last

    def _may_follow(self, target: int) -> bool:
        """Whether a number or letter stands before ``target``: quick to see before any provision is sought."""
        words = _WORD.findall(self._clean, max(0, target - _NEAR), target)
        last = words.pop() if words else ""
        if last.lower() in _JOINING and words:
            last = words.pop()
        return _LAST_VALUE.search(last) is not None

    def _annex(self, start: int, floor: int) -> re.Match[str] | None:
        """An annexed text, its "title" in a group, before "ban hành kèm theo"; ``None`` where the citation stands
        alone."""
        if not _ANNEX_END.search(self._clean, max(floor, start - 20), start):
            return None
        return self._annexed.search(self._clean, max(floor, start - _REACH), start)
