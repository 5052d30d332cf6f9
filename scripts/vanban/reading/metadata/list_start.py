"""Where a list of receivers begins whose heading recognition may have lost."""

from __future__ import annotations

import re

from ...language.letters import CAP
from ...registry.grammar import Grammar
from ..layout.lines import Line
from .formulas import recipients_end
from .recipients import BULLET

_FIRST_ITEM = re.compile(rf"[-–~]\s*Như (?:trên|Điều \d{{1,2}}|mục \w{{1,3}}|kính gửi)\W*(?=$|\s[{CAP}(])")
"""The first item of most lists, by which one is known whose heading recognition lost."""
_LIST_IN_LINE = re.compile(r"[-–]\s*\S[^\n]{2,120}?;\s+[-–]\s[^\n]*;\s+[-–]\s*L[ưu]u\s*:")
"""A whole list on one line, to the copy that is kept, whose heading was lost: "- A; - B; - Lưu: VT"."""
_LAST_ITEM = re.compile(r"[-–~]\s*L[ưu]u\s*:?\s*V[TP]\b")
_ENDS_ITEM = re.compile(r"[;,](?:\s\S+){0,4}$")
"""The end of an item, behind which the signer's name may stand."""
_SECOND_LINE = 60
"""Characters of an item's second line in a list that nothing heads."""


def heads_list(line: Line, grammar: Grammar) -> bool:
    """Whether a piece is "Nơi nhận", or the first item of a list whose heading was lost ("- Như trên;")."""
    return recipients_end(line.text, grammar) is not None or begins_list(line.text)


def begins_list(text: str) -> bool:
    """Whether a line holds the first item of a list, or the whole of it."""
    return bool(_FIRST_ITEM.match(text) or _LIST_IN_LINE.match(text))


def by_last(lines: tuple[Line, ...], body: int) -> int | None:
    """The first line of a list whose heading was lost, by its last item ("- Lưu: VT"); ``None`` without two items."""
    last = next((i for i in range(len(lines) - 1, body, -1) if _LAST_ITEM.match(lines[i].text)), None)
    if last is None:
        return None
    first = last
    while first - 1 > body and lines[first - 1].cell == lines[last].cell:
        above, line = lines[first - 2:first]
        second = len(line.text) < _SECOND_LINE and not line.gap and _ENDS_ITEM.search(line.text)
        if BULLET.match(line.text):
            first -= 1
        elif second and BULLET.match(above.text):
            first -= 2
        else:
            break
    return first if first < last else None
