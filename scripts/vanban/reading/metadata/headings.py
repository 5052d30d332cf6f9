"""The type line and the title below it; the "V/v" subject of an official letter is :mod:`.subject`'s."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from ...language.folding import fold
from ...language.numbers import parse_number
from ...registry.document_types import DocumentType
from ...registry.grammar import Grammar, any_of, compiled
from ..layout.lines import Line
from . import marks
from .formulas import addressed_end, recipients_end
from .stamps import is_stamped, without_portal
from .titles import head_titles

_LEAD = re.compile(r"^(?:[\W_ˆ]|[a-z] )*")
"""Scraps of a scan before the type."""
OPEN_END = re.compile(
    r"(?:[,\-]|\b(?:của|do|thuộc|và|tại|với|cho|về|đối|trong|theo|các|là|từ|giữa|bởi|đến|trên|ở))$", re.IGNORECASE)
"""The end of a line whose words go on below it: "… về việc ban hành Quy chế của"."""
_RUNS_ON_FROM_TYPE = re.compile(r"^(?:CỦA|VỀ)\b|:")
"""What may follow a type on its own line: "KẾT LUẬN CỦA BAN BÍ THƯ"."""
_LONGEST_TYPE_LINE = 90
"""Characters of a line that names a type and what follows it."""
_LONGEST_TYPE_HALF = 14
"""Characters of a type's first half where the second stands below it: "QUYẾT / ĐỊNH"."""
_PAPER_WIDTH = 100
"""Characters of a line that a sheet of paper holds."""
_MOST_TORN = 5
"""Lines of a title that empty lines part."""
_STAMP_LINES = 4
"""Lines of a stamp between a title and who decides."""
_MOST_DECIDING = 3
"""Lines of the name of who decides, below a title."""
_WRAPPED = 40
"""Characters of a line of a title at least that ends where the paper did, not the words."""
_HEADING = re.compile(r"(?:CHƯƠNG|PHẦN|MỤC|ĐIỀU|PHỤ LỤC|[IVX]+\s*[.:]|[A-Z\d]{1,2}\s*[.)]|\()")
_BASIS = re.compile(r"Căn\s+cứ\s")
_BEGINS = re.compile(rf"{_BASIS.pattern}|Điều\s+\d+\s*[.:]")
"""What a body begins with right below the line of a type that has its title too: "LUẬT CÔNG ĐOÀN / Điều 1. Phạm vi"."""
_LONGEST_TITLE = 1500
"""Characters of a title that names several amended texts; a paragraph under a type line is no longer either."""
_LONGEST_SMALL = 120
"""Characters of a line in small letters that goes on a title in capitals."""
_YEARS = 24
"""Characters of a line of a title that has no letters: "2026 - 2030"."""
_LONGEST_NAME = 30
"""Characters of a further line of who decides."""
_OF_ASSEMBLY = re.compile(r"/(?:UBTV)?QH\d{1,2}$")


class TypeLine(Struct, frozen=True, gc=False):
    """The type a heading line names, the pieces it takes, and what follows it on the line ("CỦA BAN BÍ THƯ")."""

    type: DocumentType
    pieces: int
    rest: Line | None = None


@compiled
def _folded_types(grammar: Grammar) -> dict[str, DocumentType]:
    """Types by folded name without spaces."""
    return {fold(name).replace(" ", ""): row for row in grammar.registry.types for name in (row.name, *row.aliases)}


def type_line(pieces: Sequence[Line], position: int, grammar: Grammar) -> TypeLine | None:
    """Read a type heading ("KẾ HOẠCH", "QUYẾT / ĐỊNH", "KẾT LUẬN CỦA BAN BÍ THƯ") at ``position``; ``None``: none
    stands there."""
    line = pieces[position]
    if not line.is_upper or len(line.text) > _LONGEST_TYPE_LINE:
        return None
    text = _LEAD.sub("", line.text).rstrip(" :.-_’'`!,")
    found = _named(text, grammar)
    if found:
        return TypeLine(found, 1)
    below = pieces[position + 1] if position + 1 < len(pieces) else None
    if below is not None and below.row == line.row + 1 and len(text) < _LONGEST_TYPE_HALF:
        found = _named(f"{text} {below.text.rstrip(' :')}", grammar)
        if found:
            return TypeLine(found, 2)
    words = text.split()
    for count in (4, 3, 2):
        found = _named(" ".join(words[:count]), grammar) if len(words) > count else None
        rest = " ".join(words[count:])
        if found and found.class_ != "named" and _RUNS_ON_FROM_TYPE.match(rest):
            return TypeLine(found, 1, line.part(line.text.index(words[count], 2)))
    return _law(line, text, words, grammar)


def type_of_symbol(number: str | None, grammar: Grammar) -> DocumentType | None:
    """The type that the symbol's first segment names; letters whose symbol starts with the issuer
    have none (``None``)."""
    parsed = parse_number(number) if number else None
    if parsed is None or len(parsed.segments) < 2:
        return None
    types = grammar.registry.types_of_abbreviation(parsed.segments[0])
    return types[0] if types else None


def is_of_assembly(number: str) -> bool:
    """Whether a number is that of a law or resolution: it ends in the term of the National Assembly ("…/2025/QH15")."""
    return _OF_ASSEMBLY.search(number) is not None


def _law(line: Line, text: str, words: list[str], grammar: Grammar) -> TypeLine | None:
    """"LUẬT" and "BỘ LUẬT" stand alone or open the name itself ("LUẬT CÔNG ĐOÀN")."""
    for count in (2, 1):
        found = grammar.registry.type_named(" ".join(words[:count])) if len(words) > count else None
        if found and found.class_ == "named" and found.normative == "yes":
            return TypeLine(found, 1, line.part(line.text.index(words[count], 2)))
    return None


def _named(text: str, grammar: Grammar) -> DocumentType | None:
    return grammar.registry.type_named(text) or _folded_types(grammar).get(re.sub(r"\W", "", fold(text)))


def read_title(pieces: list[Line], position: int, grammar: Grammar,
               issuer: Sequence[Line]) -> tuple[list[Line], list[Line], int]:
    """The title's pieces from ``position``, the deciding body's line below it, and how many pieces both took."""
    title: list[Line] = []
    index = position
    while index < len(pieces):
        line = pieces[index]
        if not title and _stamped_draft(pieces, index):
            index += 1
            continue
        if title and is_stamped(line, title[0]):
            index = next((at for at in range(index, min(index + _STAMP_LINES, len(pieces)))
                          if _decides(pieces[at], issuer, [], grammar)), index)
            break
        torn = bool(title) and _torn(title[-1], pieces, index, issuer, grammar)
        if not torn and _ends_title(title, line, issuer, grammar):
            break
        title += without_portal(line, title[0] if title else line)
        index += 1
    deciding: list[Line] = []
    for line in pieces[index:index + _MOST_DECIDING]:
        if not _decides(line, issuer, deciding, grammar) or addressed_end(line.text, grammar) is not None:
            break
        deciding.append(line)
    index += len(deciding)
    while index < len(pieces) and marks.is_enclosure_note(pieces[index].text, grammar):
        index += 1
    return title, deciding, index - position


def _stamped_draft(pieces: list[Line], index: int) -> bool:
    """Whether a line only marks the paper as a draft: "Dự thảo 3 (27/06/2025)", or beside the title; above it,
    "DỰ THẢO / LUẬT A" is what the paper is about."""
    line = pieces[index]
    below = pieces[index + 1] if index + 1 < len(pieces) else line
    beside = below.row == line.row and below.start > line.end + 1  # what one blank parts is a phrase: "Dự thảo Luật A"
    return marks.DRAFT.fullmatch(line.text) is not None and (beside or any(map(str.isdigit, line.text)))


@compiled
def _unfinished(grammar: Grammar) -> re.Pattern[str]:
    """What ends no title, though its last word could: "… một số điều", "của Luật", "Thông tư số", "… ngày"."""
    types = grammar.types()
    day = r"ngày(?:\s+\d{1,2}(?:\s+tháng\s+\d{1,2}(?:\s+năm)?)?)?"
    return re.compile(rf"(?<!\w)(?:một\s+số\s+điều|{day}|của\s+(?:{types})|(?:{types})\s+số)\s*\Z",
                      re.IGNORECASE)


def goes_on_after_gap(last: Line, line: Line, opened: bool, grammar: Grammar) -> bool:
    """Whether a line after an empty one still belongs to the title: in lower case, or after an open end."""
    text = line.text
    if text[:1].islower():
        return text[1:2] != ")" and fold(text) != text.lower()
    return opened and (line.is_upper == last.is_upper) and not marks.opens_body(text, grammar)


def _torn(last: Line, pieces: list[Line], index: int, issuer: Sequence[Line], grammar: Grammar) -> bool:
    """Whether a line behind an empty one goes on a title, both in capitals or neither: no heading, nobody who decides,
    and what follows it is the first basis or who decides."""
    line = pieces[index]
    if not (line.gap and last.is_upper == line.is_upper and line.cell == last.cell and len(last.text) >= _WRAPPED):
        return False
    ends = marks.opens_body(line.text, grammar) or line.text[-1] in ".;:"
    if not line.is_upper and (len(last.text) > _PAPER_WIDTH or ends):
        return False
    if _HEADING.match(line.text) or line.row - last.row > 2 or _decides(line, issuer, [], grammar) \
            or addressed_end(line.text, grammar) is not None:
        return False
    below = next((each for each in pieces[index + 1:index + _MOST_TORN] if _decides(each, issuer, [], grammar) or not (
        (each.is_upper and line.is_upper) or _of_title(each, line, grammar))), None)
    return below is not None and (_BASIS.match(below.text) is not None or _decides(below, issuer, [], grammar))


def _of_title(line: Line, above: Line, grammar: Grammar) -> bool:
    """Whether a line in small letters behind an empty one may be of a title as the one above it is."""
    ends = marks.opens_body(line.text, grammar) or line.text[-1] in ".;:"
    return not (ends or line.is_upper or above.is_upper) and line.gap and len(line.text) <= _PAPER_WIDTH


def _runs_on(last: Line, line: Line) -> bool:
    """Whether a line only goes on the title: "… CỦA QUY ĐỊNH / BAN HÀNH KÈM THEO QUYẾT ĐỊNH SỐ …", in small letters
    where its first is one."""
    alike = line.is_upper if last.is_upper else line.text[0].islower()
    return alike and not line.gap and line.text[0] != "("


def _ends_title(title: list[Line], line: Line, issuer: Sequence[Line], grammar: Grammar) -> bool:
    """Whether the title of which ``title`` are the pieces so far ends before ``line``: at a note of what it was issued
    with, at who is addressed or receives it, at the first words of the body, at who decides."""
    text = line.text
    note = marks.is_enclosure_note(text, grammar) and not (title and _runs_on(title[-1], line))
    if note or addressed_end(text, grammar) is not None or recipients_end(text, grammar) is not None:
        return True
    if not title:
        return len(text) > _LONGEST_TITLE or _BEGINS.match(text) is not None or _decides(line, issuer, [], grammar)
    last = title[-1]
    opened = bool(OPEN_END.search(last.text) or _unfinished(grammar).search(last.text))
    if line.gap and not goes_on_after_gap(last, line, opened, grammar):
        return True
    if line.cell != last.cell or (marks.opens_body(text, grammar) and not opened):
        return True
    if last.is_upper and not any(map(str.isalpha, text)) and len(text) < _YEARS:
        return False  # the years of "GIAI ĐOẠN / 2026 - 2030"
    if last.is_upper and not line.is_upper and len(last.text) > 3 and not opened:  # a scrap of three says no case
        return not (text[:1].islower() or text[:1] in "(“\"") or len(text) > _LONGEST_SMALL
    return not opened and _decides(line, issuer, [], grammar)


def _decides(line: Line, issuer: Sequence[Line], before: list[Line], grammar: Grammar) -> bool:
    """Whether a line in capitals names who decides: the issuer of the letterhead, or the person at its head; ``before``
    are the lines of the name so far."""
    if not line.is_upper:
        return False
    folded = line.folded
    if before and not line.gap and line.cell == before[-1].cell and len(folded) < _LONGEST_NAME:
        return True
    if before:
        return folded in " ".join(piece.folded for piece in issuer)
    if _heads_folded(grammar).match(folded):
        return True
    tails = {" ".join(piece.folded for piece in issuer[start:]) for start in range(len(issuer))}
    return folded in tails and not _within_name_folded(grammar).match(folded)


@compiled
def _within_name_folded(grammar: Grammar) -> re.Pattern[str]:
    """What the second half of a broken name begins with: "HỘI ĐỒNG NHÂN / DÂN THÀNH PHỐ A"; no body of its own."""
    kinds = any_of(fold(row.kind) for row in grammar.registry.place_kinds.rows)
    return re.compile(rf"(?:{kinds}|viet nam|nhan dan|dan|va|cua)\b")


@compiled
def _heads_folded(grammar: Grammar) -> re.Pattern[str]:
    """Who decides, in a line of its own: the title of a person, a body of the centre, or one that every territory
    has."""
    kinds = any_of(fold(row.kind) for row in grammar.registry.place_kinds.rows)
    rows = grammar.registry.bodies
    central = any_of({fold(head) for row in rows if row.level == "central" for head in row.heads if " " in head})
    local = any_of({fold(head) for row in rows if row.kind == "local" for head in row.heads if " " in head})
    return re.compile(rf"""
        (?: (?:{any_of(head_titles(grammar))})\b (?! [ ]\w+[ ](?:va|hoac)\b )  # BỘ TRƯỞNG BỘ A, not "CHỦ TỊCH XÃ VÀ …"
          | (?: {central} | doan[ ]chu[ ]tich.*                                # THỦ TƯỚNG CHÍNH PHỦ, alone on its line
              | (?:{local}) (?:[ ](?:{kinds})\b.{{0,40}})? )$                   # HỘI ĐỒNG NHÂN DÂN TỈNH A
        )""", re.VERBOSE)
