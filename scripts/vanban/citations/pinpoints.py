"""Provisions: "điểm a khoản 2 Điều 5", "Điều 1, Điều 2", "Phụ lục I", found in one pass."""

from __future__ import annotations

import re
from bisect import bisect_left

_UNIT = (
    r"(?:[Đđ]iểm|[Tt]iết|[Kk]hoản|[Đđ]iều|[Mm]ục|[Tt]iểu mục|[Cc]hương|[Pp]hần|[Pp]hụ lục|ĐIỀU|KHOẢN|CHƯƠNG|PHỤ LỤC)"
)
_VALUE = r"(?:[IVXLC]{1,7}|\d{1,3}[a-zđ]?(?:\.\d{1,3}){0,3}|[a-zđ]|nhất|hai|ba|tư|năm)(?![\w/])"
_ITEM = rf"{_UNIT}\s+(?:thứ\s+)?{_VALUE}(?:\s*(?:,|;|và|đến|-)\s*{_VALUE}){{0,12}}"
_PINPOINT = re.compile(rf"(?<!\w){_ITEM}(?:\s*(?:,|;|và|của|tại|đến)?\s*{_ITEM}){{0,12}}")
_JOINT = re.compile(r"\s*,?\s*(?:của\s+|tại\s+|trong\s+)?\Z")
_ANNEXED = re.compile(
    r"\s*(?:của\s+)?(?P<annex>[A-ZĐ][^.;:]{3,300}?)\s*,?\s*(?:được\s+)?(?:ban\s+hành\s+)?kèm\s+theo\s*\Z")
_REACH = 320


class Pinpoints:
    """All provisions of a text, looked up by the citation they stand before."""

    def __init__(self, clean: str) -> None:
        self._clean = clean
        self._spans = [m.span() for m in _PINPOINT.finditer(clean)]
        self._ends = [end for _, end in self._spans]

    def before(self, start: int, floor: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """The provision right before ``start`` (not before ``floor``) and the annexed text's title, if any.

        The second span is the title in "khoản 5 Điều 11 Quy định về … ban hành kèm theo Quyết định …".
        """
        i = bisect_left(self._ends, start + 1) - 1
        if i < 0 or self._spans[i][0] < floor or start - self._ends[i] > _REACH:
            return None, None
        gap = self._clean[self._ends[i]:start]
        if _JOINT.match(gap):
            return self._spans[i], None
        annexed = _ANNEXED.match(gap)
        if annexed is None:
            return None, None
        a, b = annexed.span("annex")
        return self._spans[i], (self._ends[i] + a, self._ends[i] + b)
