"""The two lists of addresses: "Kính gửi" at the top and "Nơi nhận" at the foot."""

from __future__ import annotations

import re
from collections.abc import Callable

from ...language.letters import CAP, LOW
from ...language.page_numbers import is_page_number
from ...registry.grammar import Grammar
from ..bodies import match_body
from ..layout.lines import Line
from . import marks
from .formulas import addressed_end, recipients_end
from .surnames import is_surname
from .titles import is_known_title

BULLET = re.compile(r"^(?:(?:[ˆ˜'’`.:] ?)?[-+~•·○●▪>¬*=—–„©»]|“(?![^”]*”)|l [-~](?= ))\s*")
_INLINE = re.compile(r"(?<=[;.])\s+[-+]\s*")
KEEP = re.compile(r"^L[ưu]u\b", re.IGNORECASE)
"""The last item of every list: what the office keeps."""
COLUMN = 300
"""Characters at the end of an item's line within which the right column's words stand; no title or name is longer."""
_KEEP_ALONE = re.compile(r"L[ưu]u\s*:", re.IGNORECASE)

_LEADING_SCRAPS = re.compile(r"^(?:[^\w(“\"‘'\[]+|[ˆ˜]|[a-z] +[-–~] *)+")
_EDGE_MARKS = "%°*=~_|\\/<>©`?^¬¦›‹⁄ \t\n"
"""What stands at the end of an item and says nothing."""
_SAID_ABOVE = re.compile(r"(Như (?:trên|(?:Đ|đ)iều \d{1,2}|kính gửi))\s*[;:.,]\s.*$", re.DOTALL)
"""An item that points to those named before says no more: what a scan puts behind it is the other column's."""
_MARKED = re.compile(rf"\s*(?:[^\w\s(“\"‘'\[.,+-]\s|[{LOW}]\s)")
"""What begins with a lone mark or small letter."""
_WORD = re.compile(r"[^\W\d_]{2}|[A-ZĐ]\d{2}|\b[A-ZĐ]\d, [A-ZĐ]\d\b")
_LISTED = re.compile(r"[\d,.\s]+")
_COPIES = re.compile(r"\(\s?\d{1,3}\s?b?\s?\)")
_SCRAP_OF_COPIES = re.compile(rf"({_COPIES.pattern})\.\s+(?:\S|\d{{2,3}}|\S{{2,3}}\s\W+)$")
_OF_NO_KEYBOARD = re.compile(r"[^\w\s.,;:()&/+“”\"'–-]|[øœŒ„]")
"""Marks of a seal: what has one behind the number of copies is a scrap; a typist's letters stay."""
_SCRAPS_OF_KEPT = re.compile(r"(?<=\w)\.(?:(?:\s+[^\sA-ZĐ])+|[^\w\s!-/:-@…”’]+)$")
"""Single marks and letters behind what the office keeps: "Lưu: VT, TNCN. ¢", "Lưu: VT, TNCN.¿"."""
_LONE_DIGIT = re.compile(r"(?<=[^\W\d_]);\s+\d$")
_SIGNED_BEHIND = re.compile(r"(?<=\w\W)\s*\(\s?[đĐ]?ã\s+k[ýy]\s?\)$|(?<=[;.])\s+[đĐ]ã\s+k[ýy]$")
"""What stands for the signature beside the list."""
_ABOUT = re.compile(r"V/[vV]\s?:?\s")
"""The subject of a letter, which one that is no office's has below who is addressed."""
_PRINTED = re.compile(r"""
    \+?\d[\d *.-]{6,}\swww\. | \d{1,2}/\d{1,2}/\d{2,4}[ ,] | https?://
    | (?=[^\n]*\s\d{1,3}/\d{1,3}$) [^\n]*\S{40}       # the end first: a long word without one costs no search
    """, re.VERBOSE)
"""What a portal or a browser prints at a page's edge: an address, a day, "1/16"."""
_UNENDED = re.compile(r";(?=\s{1,3}(?P<tail>[^\s;:(][^;:(]{0,21}?)[^\w;.)]*$)")
"""Behind an item's semicolon a few words that have none themselves."""
_SECOND_LINE = 80
"""Characters of a line that goes on an item with a colon."""
_MOST_UNENDED = 4
"""Words that a seal or the signer's column leaves behind an item."""
_OTHER_COLUMN = re.compile(r"\s*;\s*(?:(?:KT|TM|TL)\.\s\S{1,12}|[A-ZĐ]{1,4} TRƯỞNG)$")
"""What is left of the signer's capacity or title behind an item."""
_UNOPENED = re.compile(r"(?<=[A-ZĐ])\.\s*\d{1,3}\s?\)$")
"""The rest of a bracket with the number of copies, its beginning lost: "Lưu: VT, TT&HT. 64)"."""
_ADDRESS_WITHIN = re.compile(r"\s*[;,(]\s*[ĐDÐ][/⁄]c\s*:.*$|\s*[-—–,;(]\s*MST\s*:.*$")
_SAYS_NOBODY = re.compile(r"Đồng (?:kính )?gửi\W*$|\W*.?au đây gọi (?:chung|tắt) là ", re.IGNORECASE)
_ABBREVIATED = re.compile(r"(?<![^\W_])(?:TP|Tp|TX|Q|P|đ/c|Đ/c|PCT|TS|ThS)\.$")

_STAMPED = re.compile(rf"\d|^[^{LOW}]{{8,}}$|^\S{{0,3}} ?[A-ZĐ]{{3}}\b")
"""A line of a stamp that stands before the first dash of a list of addressees."""
_OPEN_WORD = re.compile(r"(?:^|\s)(?:các|của|và|thuộc|tại)$", re.IGNORECASE)
"""The last word of an addressee that its next line goes on."""

NAMES_PERSON = re.compile(rf"(?:[{CAP}][{LOW}]+ ){{2}}[{CAP}][{LOW}]+;$")
"""An item that ends in a name itself may be followed by another receiver's."""
_WITH_PLUS = ": +"
"""What stands before the first of the smaller items where it is on the line of their head: "VPUB: + LĐVP"."""
_PERSON = re.compile(r"(?:Ông|Bà)\s+(?P<name>\S.*)")

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
        if is_page_number(line.text) or _PRINTED.match(line.text):
            if items and KEEP.match(items[-1][0].text):
                break
            index += 1
            continue
        if bullet and bullet.group().strip() == "+" and items and _lists_below(items[-1]) and not KEEP.match(
                line.text[bullet.end():]):
            items[-1].append(line if _WITH_PLUS in items[-1][0].text else line.part(bullet.end()))
        elif bullet:
            dashed = True
            items += [[part] for part in _inline(line.part(bullet.end()))]
        elif KEEP.match(line.text) and items and not KEEP.match(items[-1][0].text):
            items.append([line])
        elif items and (_unfinished(items[-1], line, dashed) or _goes_below(items[-1], pieces, index)):
            items[-1].append(line)
        elif _ends_list(items, line) and not _list_goes_on(items, pieces, index):
            break
        elif items and not items[-1][-1].text.endswith((";", ":", ".")):
            items[-1].append(line)
        else:
            items.append([line])
        index += 1
    return [item for item in items if any(line.text for line in item)], index


def parted_tails(items: Items, grammar: Grammar) -> tuple[Items, list[Line]]:
    """The items without the words that the other column put behind their semicolons, and these: in a list whose items
    end in one."""
    ended = 2 * sum(";" in item[-1].text for item in items) >= len(items) - 1
    tails = [_tail(item, grammar) for item in items] if ended else []
    parted = [[*item[:-1], item[-1].part(0, tail)] if tail else item for item, tail in zip(items, tails, strict=False)]
    return parted or items, [item[-1].part(tail) for item, tail in zip(items, tails, strict=False) if tail]


def _tail(item: list[Line], grammar: Grammar) -> int | None:
    """Where words of the other column begin in the last line of an item; ``None`` where there are none."""
    tail = _UNENDED.search(item[-1].text)
    if tail is None or KEEP.match(item[0].text) or any(":" in line.text for line in item[:-1]) \
            or ":" in item[-1].text[:tail.start()] or len(tail["tail"].split()) > _MOST_UNENDED:
        return None
    named = NAMES_PERSON.search(item[-1].text[:tail.start() + 1])
    if named and is_surname(named.group().split()[0], grammar) and marks.PERSON_NAME.fullmatch(tail["tail"]):
        return None
    return tail.start() + 1


def item_words(words: str) -> str:
    """An item of a list without what recognition left of a stamp or the other column; empty where nothing is said."""
    words = _SAID_ABOVE.sub(r"\1", _ADDRESS_WITHIN.sub("", _LEADING_SCRAPS.sub("", words)))
    words = _SIGNED_BEHIND.sub("", words).rstrip(" .;,")
    words = _SCRAPS_OF_KEPT.sub("", words) if KEEP.match(words) else _OTHER_COLUMN.sub("", words)
    words = words if KEEP.match(words) else _without_scraps(words)
    words = words if "(" in words else _UNOPENED.sub("", words)
    copies = _COPIES.search(words)
    words = words[:copies.end()] if copies and _OF_NO_KEYBOARD.search(words, copies.end()) else \
        _SCRAP_OF_COPIES.sub(r"\1", words)
    words = _LONE_DIGIT.sub("", words).rstrip(" ;,'\"⁄")
    return "" if not _WORD.search(words) or _SAYS_NOBODY.match(words) or marks.ADDRESS.match(words) else words


def _without_scraps(words: str) -> str:
    """An item without what says nothing at its end, be it behind a semicolon; each is cut off from behind, so that time
    grows with the length alone."""
    while words:
        mark = max(words.rfind(";"), words.rfind(":"))
        if mark >= 0 and not _is_scrap(words[mark + 1:]):
            break
        cut = words[:mark] if mark >= 0 else words.rstrip(_EDGE_MARKS)
        if cut == words:
            break
        words = cut.rstrip(" .;,'\"")
    return words


def _is_scrap(tail: str) -> bool:
    """Whether what stands behind an item's semicolon says nothing: no two letters together, or one short small word."""
    says_nothing = _MARKED.match(tail) is not None or (not _WORD.search(tail) and not _LISTED.fullmatch(tail))
    return says_nothing or bool(re.fullmatch(r"\W*[^\W\d_]{1,4}\W*", tail) and tail.strip()[:1].islower())


def _lists_below(item: list[Line]) -> bool:
    """Whether an item is a head over smaller ones: "VP UBND tỉnh: / + LĐVP"."""
    return any(line.text.endswith(":") or _WITH_PLUS in line.text for line in item)


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
    if not whole or whole.count("(") > whole.count(")") or _ABBREVIATED.search(whole) or _KEEP_ALONE.fullmatch(whole):
        return True
    return dashed and line.text[:1].islower()


def _goes_below(item: list[Line], pieces: list[Line], index: int) -> bool:
    """Whether a piece goes on an item that names offices behind a colon ("VPCP: …; / Các Vụ: …"): between dashes."""
    line, first = pieces[index], item[0].text
    listed = ":" in line.text or "," in line.text or item[-1].text.endswith(":")
    if ":" not in first[:-1] or not listed or not line.text[0].isalpha() or KEEP.match(line.text) \
            or KEEP.match(first) or len(line.text) > _SECOND_LINE:
        return False
    dashed = any(BULLET.match(piece.text) for piece in pieces[max(0, index - 2):index])
    return dashed and any(BULLET.match(piece.text) for piece in pieces[index + 1:index + 3])


def _ends_list(items: Items, line: Line) -> bool:
    """Whether an undashed piece is no longer part of the list."""
    if not items:
        return line.gap and len(line.text) > 120
    last = items[-1][-1].text
    if line.gap and not (line.text[:1].islower() or (last.endswith((";", ",")) and len(line.text) < 80)):
        return True
    if KEEP.match(items[-1][0].text) and 5 * sum(map(str.isalpha, line.text)) < 3 * len(line.text.replace(" ", "")):
        return True  # scraps of a seal
    return (bool(KEEP.match(items[-1][0].text)) and last.endswith(".")) or len(line.text) > 200


def _list_goes_on(items: Items, pieces: list[Line], index: int) -> bool:
    """Whether a short piece is only a scrap inside the list: an item with a dash follows, the last is not read yet."""
    if not items or KEEP.match(items[-1][0].text) or len(pieces[index].text) > 40:
        return False
    cell = pieces[index].cell
    return any(line.cell == cell and BULLET.match(line.text) and len(line.text) < 80
               for line in pieces[index + 1:index + 3])


def read_addressed(pieces: list[Line], start: int, grammar: Grammar) -> tuple[Items, int]:
    """The addressees of "Kính gửi" at ``pieces[start]`` and the index after the last one."""
    first = pieces[start].part(addressed_end(pieces[start].text, grammar) or 0)
    items: Items = [[part] for part in _inline(first)] if first.text else []
    dashed = False
    index = start + 1
    while index < len(pieces):
        line = pieces[index]
        bullet = BULLET.match(line.text)
        if marks.opens_body(line.text, grammar) or len(line.text) > 300 or marks.ADDRESS.match(line.text) \
                or _ABOUT.match(line.text):
            break
        if bullet and marks.opens_body(line.text[bullet.end():], grammar):
            break
        if bullet:
            dashed = True
            items += [[part] for part in _inline(line.part(bullet.end()))]
        elif items and (_continues(items[-1][-1], line, grammar) or (dashed and _torn(items[-1][-1], line))):
            items[-1].append(line)
        elif not items and _is_stamp(line, pieces[index + 1:index + 4], grammar):
            pass
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


def _is_stamp(line: Line, following: list[Line], grammar: Grammar) -> bool:
    """Whether a piece is a stamp's, between "Kính gửi:" and the first dash of its list, and names no body."""
    return bool(_STAMPED.search(line.text)) and match_body(line.text, 0, grammar) is None \
        and any(BULLET.match(piece.text) for piece in following)


def _torn(last: Line, line: Line) -> bool:
    """Whether a piece behind an empty line goes on an item of a list with dashes that was not at its end."""
    near = line.row - last.row < 3 and line.cell == last.cell and len(line.text) < 90
    return near and last.text[-1:] not in (";", ".", ":") and line.text[-1] in ";,"


def _continues(last: Line, line: Line, grammar: Grammar) -> bool:
    """Whether a piece goes on an addressee rather than opening the body."""
    if last.text.endswith((";", ".", ":")) or line.cell != last.cell or line.text.startswith("("):
        return False
    if line.gap:
        return line.text[:1].islower() and len(line.text) < 60 and line.text[-1] in ",;." and line.row - last.row < 4
    if line.text[:1].islower() or last.text.endswith((",", "-")) or _OPEN_WORD.search(last.text):
        return True
    if line.row != last.row + 1:
        return False
    person = _PERSON.match(last.text)
    if person and marks.PERSON_NAME.fullmatch(f"{person['name']} {line.text}"):
        return True
    if is_known_title(last.text, grammar) and match_body(line.text, 0, grammar):
        return True  # "Bộ trưởng / Bộ Công Thương"
    closes = len(line.text) < 50 and line.text.endswith((".", ";")) and match_body(line.text, 0, grammar) is None
    return len(last.text) > 40 or closes
