"""The zones of a text: before the letterhead, letterhead, body, foot, a second document, a portal's words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from ...language.numbers import parse_number
from ...language.scanning import in_order
from ...models import Zone
from ...registry.grammar import Grammar, any_of, compiled
from ..metadata.closing import Closing
from ..metadata.formulas import is_national
from ..metadata.head_parts import Letterhead
from ..metadata.letterhead import HEAD_LINES, read_letterhead
from .lines import Line

_STAMP = re.compile(r"(?:nguoi ky|ky boi|co quan|thoi gian ky|ngay ky|email)\s*:")
"""The stamp of a digital signature, without marks."""
_NATION = (re.compile(r"C[ỘOÔỌ]NG\s+H[OÒÓỌ]"), re.compile(r"ĐẢNG\s+CỘNG\s+SẢN"))
"""What the top of a document has at its right: quick to look for before a letterhead is read."""
_ABOVE = 8
"""Lines of a left column that can stand above the country's name."""
_BELOW = 7
"""Lines below the country's name in which the number of a letterhead stands."""
_NUMBER_LINE = re.compile(
    r"S[ốôoó]\s?[:;.]\s{0,3}[^/\n]{0,14}/\s?(?:\d{4}\s?/?\s?)?[A-ZĐ]{2,8}(?:\s?-\s?[A-ZĐ]|[\s,.;]|\Z)")
"""The line for a letterhead's number, with its symbol, filled in or not: "Số: /QĐ-UBND"."""
_DOTS = re.compile(r"\.\s?\.|…")
_TYPE_BEFORE = 200
"""Characters before the number in a line that calls the document by type and number, blanks at its head among them."""
_VIETNAMESE = re.compile(r"[À-ỹ]")
"""A letter with a mark: a fifth of the letters of a Vietnamese text, few of those of another language."""
_TRANSLATED = 600
"""Characters below a number that are read to know a translation."""
_FEWEST_LETTERS = 300
"""Letters from which a language is known."""
_FEW_MARKS = 0.05
"""The share of letters with marks that names, or French, can have."""
_OF_DAY = re.compile(r" (?:năm|ngày)\s")
"""What a portal puts behind the number: "Công văn 12/UBND-NC năm 2020 …"."""


class Zones(Struct, frozen=True, gc=False):
    """Offsets of the clean text: where the letterhead, the body and the foot begin, where the foot ends, where a
    second document begins, where a portal's own words begin; the end of the text for what is not there.

    Before ``letterhead``, from ``second`` and from ``portal`` on, the words are not the document's own.
    """

    letterhead: int
    body: int
    foot: int
    end: int
    second: int
    portal: int

    def zone(self, offset: int) -> Zone:
        """The zone of the outline in which an offset stands; outside is what a portal or a converter put around."""
        if offset < self.letterhead or offset >= self.portal:
            return "outside"
        if offset < self.body:
            return "header"
        return "closing" if self.foot <= offset < self.end else "body"

    @property
    def edges(self) -> tuple[int, ...]:
        """The offsets that no paragraph reaches over."""
        return self.letterhead, self.body, self.foot, self.end, self.second, self.portal

    def owns(self, start: int, end: int) -> bool:
        """Whether a span stands among the document's own words."""
        return self.letterhead <= start and end <= min(self.second, self.portal)


def find_zones(clean: str, lines: tuple[Line, ...], head: Letterhead, closing: Closing | None,
               grammar: Grammar) -> Zones:
    """The zones by the head and the foot that were read."""
    size = len(clean)
    starts = [line.start for line in lines]

    def at(index: int) -> int:
        return starts[index] if index < len(lines) else size

    foot, after = (at(closing.start), at(closing.end)) if closing else (size, size)
    portal = _portal(clean, after, head, grammar)
    second = min(_second(clean, lines, starts, after, head, grammar), _translation(clean, after, head.number))
    top = at(head.first) if _filled(head) and 2 * at(head.first) < size else 0
    return Zones(top, at(head.body), foot, after, second, portal)


def _portal(clean: str, after: int, head: Letterhead, grammar: Grammar) -> int:
    """Where a portal's own words begin, below the foot or in the second half: at one of its phrases, with the lines
    above that repeat the number, or at a line that calls the document by type and number."""
    half = min(len(clean) // 2, after)
    found = _furniture(grammar).search(clean, max(half - 1, 0)) if grammar.registry.furniture and half else None
    ends = [_with_title(clean, found.start() + 1, half, head.number)] if found else []
    if head.number:
        ends += _called_by_name(clean, half, head.number, grammar)
    return min(ends, default=len(clean))


@compiled
def _furniture(grammar: Grammar) -> re.Pattern[str]:
    phrases = grammar.registry.furniture
    letters = "".join({letter for phrase in phrases for letter in (phrase[0].lower(), phrase[0].upper())})
    return re.compile(rf"\n[ #>|]*+(?=[{re.escape(letters)}])(?i:{any_of(phrases)})")  # few lines open with one


def _with_title(clean: str, start: int, floor: int, number: str | None) -> int:
    """The start of the lines right above ``start``, not above ``floor``, that repeat the number of the document."""
    while number:
        above = clean.rfind("\n", 0, len(clean[:start].rstrip())) + 1
        if above < floor or number not in clean[above:start]:
            break
        start = above
    return start


def _called_by_name(clean: str, half: int, number: str, grammar: Grammar) -> list[int]:
    """Where the first line of the second half begins that opens so: "Công văn 12/UBND-NC năm …"; empty for none."""
    at = clean.find(number, half)
    while at >= 0:
        if _OF_DAY.match(clean, at + len(number)):
            start = clean.rfind("\n", max(0, at - _TYPE_BEFORE), at) + 1
            if start >= half and grammar.registry.type_named(clean[start:at].strip(" #>|*")):
                return [start]
        at = clean.find(number, at + 1)
    return []


def _second(clean: str, lines: tuple[Line, ...], starts: Sequence[int], after: int, head: Letterhead,
            grammar: Grammar) -> int:
    """Where below the foot another document begins: a filled letterhead with another number, or the line of one that a
    scan bent or a draft leaves blank."""
    for index in national_lines(clean, lines, starts, after, grammar):
        first = index
        while starts[first - 1] >= after and index - first < _ABOVE and _above(lines[first - 1]):
            first -= 1
        other = read_letterhead(lines[first:index + HEAD_LINES], grammar)
        if (_filled(other) or _numbered(lines[index:index + _BELOW])) and not (
                is_same_number(other.number, head.number)):
            return starts[first]
    return len(clean)


def national_lines(clean: str, lines: Sequence[Line], starts: Sequence[int], after: int,
                   grammar: Grammar) -> Iterator[int]:
    """The indexes of the lines from ``after`` on that hold the country's name in a heading."""
    for nation in in_order(_NATION, clean[after:]):
        index = bisect_right(starts, after + nation.start()) - 1
        if lines[index].is_upper and is_national(lines[index].text, lines[index].folded, grammar):
            yield index


def _translation(clean: str, after: int, number: str | None) -> int:
    """Where below the foot the document stands once more in another language: at the first of the lines without
    Vietnamese letters that lead to its own number, repeated ("No. 110/2025/TT-BTC")."""
    at = after - 1
    while number and (at := clean.find(number, at + 1)) >= 0:
        row = clean.rfind("\n", 0, at) + 1
        if _is_foreign(clean[row:row + _TRANSLATED]) and not _is_foreign(clean[max(0, after - _TRANSLATED):after]):
            marked = max((found.end() for found in _VIETNAMESE.finditer(clean, after, row)), default=after)
            return clean.find("\n", marked) + 1 if marked > after else after
    return len(clean)


def _is_foreign(words: str) -> bool:
    """Whether so many letters have so few marks that they are not Vietnamese."""
    letters = sum(map(str.isalpha, words))
    return letters >= _FEWEST_LETTERS and len(_VIETNAMESE.findall(words)) < _FEW_MARKS * letters


def _above(line: Line) -> bool:
    """Whether a line above the country's name belongs to its document: capitals, or a digital signature's stamp."""
    return line.is_upper or _STAMP.search(line.folded) is not None


def _filled(head: Letterhead) -> bool:
    """Whether a letterhead has number and date: that of a form has blanks there, that of an annex neither."""
    return head.number is not None and head.date is not None


def _numbered(lines: Sequence[Line]) -> bool:
    """Whether one of the lines below the country's name is a line for a number, with its symbol; a form to be filled in
    has dots there."""
    return any(_NUMBER_LINE.match(line.text) and not _DOTS.search(line.text) for line in lines)


def is_same_number(number: str | None, own: str | None) -> bool:
    """Whether two numbers as written are one; an unread one, ``None``, is no other."""
    a, b = (parse_number(each) if each else None for each in (number, own))
    return a is not None and b is not None and a.match_key == b.match_key
