"""The two lists of addresses: "Kính gửi" at the top and "Nơi nhận" at the foot."""

from __future__ import annotations

import re
from collections.abc import Callable

from ...registry.grammar import Grammar
from ..layout.lines import Line
from . import marks
from .formulas import addressed_end, recipients_end

BULLET = re.compile(r"^(?:[-+~•·○●▪>¬*=—–]|_+)\s*")
_INLINE = re.compile(r"(?<=[;.])\s+[-+]\s*")
KEEP = re.compile(r"^L[ưu]u\b", re.IGNORECASE)
"""The last item of every list: what the office keeps."""

_PAGE = re.compile(r"\W{0,3}\d{1,3}\W{0,3}|\W*PAGE\W+(?:BREAK|\d+)\W*")
"""What stands between two pages: a page number, a converter's mark."""
_ABBREVIATED = re.compile(r"(?<![^\W_])(?:TP|Tp|TX|Q|P|đ/c|Đ/c|PCT|TS|ThS)\.$")

Items = list[list[Line]]


def read_recipients(pieces: list[Line], start: int, stop: Callable[[Line, Items], bool],
                    grammar: Grammar) -> tuple[Items, int]:
    """The items of "Nơi nhận" at ``pieces[start]``, each a list of pieces, and the index after the last one."""
    items: Items = []
    first = pieces[start].part(recipients_end(pieces[start].text, grammar) or 0)
    if first.text and not stop(first, []):
        items += [[part] for part in _inline(first)]
    index, dashed = start + 1, False
    while index < len(pieces):
        line = pieces[index]
        if line.cell != pieces[start].cell or stop(line, items) or len(items) > 60:
            break
        bullet = BULLET.match(line.text)
        if _PAGE.fullmatch(line.text):
            if items and KEEP.match(items[-1][0].text):
                break
            index += 1
            continue
        if bullet and bullet.group().strip() == "+" and items and _lists_below(items[-1]) and not KEEP.match(
                line.text[bullet.end():]):
            items[-1].append(line.part(bullet.end()))
        elif bullet:
            dashed = True
            items += [[part] for part in _inline(line.part(bullet.end()))]
        elif items and _unfinished(items[-1], line, dashed):
            items[-1].append(line)
        elif _ends_list(items, line):
            break
        elif items and not items[-1][-1].text.endswith((";", ":", ".")):
            items[-1].append(line)
        else:
            items.append([line])
        index += 1
    return [item for item in items if any(line.text for line in item)], index


def _lists_below(item: list[Line]) -> bool:
    """Whether an item is a head over smaller ones: "VP UBND tỉnh: / + LĐVP"."""
    return item[0].text.endswith(":") or any(line.text.endswith(":") for line in item)


def _inline(line: Line) -> list[Line]:
    """Items that stand on one line, "- A; - B", taken apart."""
    bullet = BULLET.match(line.text)
    parts, position = [], bullet.end() if bullet else 0
    for cut in _INLINE.finditer(line.text, position):
        parts.append(line.part(position, cut.start()))
        position = cut.end()
    return [*parts, line.part(position)]


def _unfinished(item: list[Line], line: Line, dashed: bool) -> bool:
    """Whether an item goes on: a bracket or an abbreviation is open, or the next line begins in lower case."""
    if line.gap or len(line.text) > 200:
        return False
    whole = " ".join(part.text for part in item)
    if not whole or whole.count("(") > whole.count(")") or _ABBREVIATED.search(whole):
        return True
    return dashed and line.text[:1].islower()


def _ends_list(items: Items, line: Line) -> bool:
    """Whether an undashed piece is no longer part of the list."""
    if not items:
        return line.gap and len(line.text) > 120
    last = items[-1][-1].text
    if line.gap and not (line.text[:1].islower() or (last.endswith((";", ",")) and len(line.text) < 80)):
        return True
    return (bool(KEEP.match(items[-1][0].text)) and last.endswith(".")) or len(line.text) > 200


def read_addressed(pieces: list[Line], start: int, grammar: Grammar) -> tuple[Items, int]:
    """The addressees of "Kính gửi" at ``pieces[start]`` and the index after the last one."""
    first = pieces[start].part(addressed_end(pieces[start].text, grammar) or 0)
    items: Items = [[part] for part in _inline(first)] if first.text else []
    dashed = False
    index = start + 1
    while index < len(pieces) and len(items) < 40:
        line = pieces[index]
        bullet = BULLET.match(line.text)
        if marks.ALSO_ADDRESSED.match(line.text) or marks.BODY_CUE.match(line.text) or len(line.text) > 300:
            break
        if bullet:
            dashed = True
            items += [[part] for part in _inline(line.part(bullet.end()))]
        elif items and _continues(items[-1][-1], line):
            items[-1].append(line)
        elif not dashed and _opens_undashed(items, line, pieces[start]):
            items.append([line])
        else:
            break
        index += 1
    return [item for item in items if any(map(str.isalnum, "".join(line.text for line in item)))], index


def _opens_undashed(items: Items, line: Line, head: Line) -> bool:
    """Whether a piece without a dash is an addressee: the first near "Kính gửi", or one after a semicolon."""
    if not items:
        return line.row - head.row < 6 and not line.text.startswith("(")
    return not line.gap and items[-1][-1].text.endswith(";")


def _continues(last: Line, line: Line) -> bool:
    """Whether a piece goes on an addressee rather than opening the body."""
    if last.text.endswith((";", ".", ":")) or line.cell != last.cell or line.gap or line.text.startswith("("):
        return False
    if line.text[:1].islower() or last.text.endswith((",", "-")):
        return True
    return line.row == last.row + 1 and len(last.text) > 40
