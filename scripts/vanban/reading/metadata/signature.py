"""The signing block: capacity lines (TM., KT. …), the signer's own title, the name."""

from __future__ import annotations

import re

from msgspec import Struct

from ...language.folding import fold, undoubled
from ...language.letters import CAP, LOW
from ...registry.grammar import Grammar, any_of, compiled
from ..layout.lines import Line
from . import marks
from .formulas import recipients_end
from .surnames import is_surname
from .titles import bent_title, straightened_title, title_heads, title_inside, title_letters

_BODY_END = re.compile(r"\b(?:cuc|bo|vu|vien|ban|phong|hieu|doan|khoa|to|doi)$")
_SCHOOL = re.compile(r"\W{0,3}TRƯỜNG (?!BAN|PHÒNG|CÔNG)")
"""A school, which without its accents reads as a head ("TRƯỞNG")."""
_CAPACITY_OPENS = frozenset("TK")
"""One of these begins all that marks.CAPACITY finds: quick to look for before it is tried."""
_SHORT_LIST = re.compile(r"[,;]")
_OFFICES = frozenset(["CỤC", "CUC", "THUẾ", "THUE", "TRỢ", "PHÒNG", "VỤ", "BỘ", "SỞ", "NGƯỜI", "ỦY", "UY", "TRƯỞNG"])
"""Words of a title or an office in capitals: "PHONG", "VŨ" and "TRƯỜNG" are names."""
_OFFICES_WITHOUT_MARKS = frozenset(fold(word).upper() for word in _OFFICES)
_IN_SMALL = re.compile(rf"(?:TM|KT|TL|TUQ)\.\s?[{CAP}][{LOW}]+(?:\s[{CAP}{LOW}]+){{1,7}}$")
"""A capacity whose words are not in capitals: "TL. Hiệu trưởng"."""
_STANDING = "thuong truc"
"""What alone on its line is no office but tells which deputy signs: "THỨ TRƯỞNG / THƯỜNG TRỰC"."""
_DEPUTY = re.compile(r"\S{2,4} ")
"""What stands before a head's title in a deputy's, "PHÓ" or what recognition made of it."""
_SCRAPS = re.compile(r"[“‘'\"`ˆ^⁄\s]+")
"""What recognition makes of a signature before the name."""
NAME_WITHIN = 10
"""A signature, a seal and a digital stamp never put more pieces than this between title and name."""


class Signature(Struct, frozen=True, gc=False):
    """A signing block as groups of pieces; ``first`` and ``last`` are indexes into the pieces it was read from.
    ``whom`` is the head for whom a deputy signs, where recognition left too little of "KT. …"; else ``None``."""

    first: int
    last: int
    capacity: tuple[tuple[Line, ...], ...] = ()
    title: tuple[Line, ...] = ()
    name: tuple[Line, ...] = ()
    whom: str | None = None




def is_title(line: Line, grammar: Grammar) -> bool:
    """Whether a piece is a signer's title in capitals ("PHÓ CHỦ TỊCH", "GIÁM ĐỐC SỞ")."""
    if len(line.text) > 90 or not line.is_upper or line.text.endswith((";", ":")) or _SCHOOL.match(line.text):
        return False
    folded = line.folded.lstrip("|-_. ")
    if folded[:1] not in title_letters(grammar):
        return False
    words = undoubled(folded).lstrip("|-_. ")
    return bool(title_heads(grammar).match(words)) or bent_title(words, grammar) is not None


def names_title(line: Line, grammar: Grammar) -> bool:
    """Whether a short piece in capitals has a signer's title in it, its first letters lost ("(Ó GIÁM ĐỐC")."""
    if is_title(line, grammar):
        return True
    if not line.is_upper or _SHORT_LIST.search(line.text):
        return False
    words = undoubled(line.folded)
    return len(words) < 30 and bool(title_inside(grammar).search(words))


def is_capacity(line: Line) -> bool:
    """Whether a piece opens with TM., KT., TL. or TUQ., in capitals; the words behind it may be small."""
    found = marks.CAPACITY.match(line.text) if line.text[:1] in _CAPACITY_OPENS and len(line.text) < 140 else None
    return found is not None and (line.is_upper or bool(_IN_SMALL.match(line.text)))


def is_small_title(line: Line, grammar: Grammar) -> bool:
    """Whether a short piece in small letters is a title ("Phó Hiệu trưởng"): only below a capacity printed so."""
    return len(line.text) < 60 and line.text[:1].isupper() and not _SHORT_LIST.search(line.text) \
        and bool(title_heads(grammar).match(line.folded))


@compiled
def _not_name(grammar: Grammar) -> re.Pattern[str]:
    """What opens no person's name; "Lưu" does, where nothing but two or three words follow ("Lưu: VT" is the copy).

    A type of document alone is the heading of a second text below the signing block: "TỜ TRÌNH".
    """
    types = any_of(kind.name for kind in grammar.registry.types)
    return re.compile(
        rf"(?:{grammar.words('opens_no_person')}|lưu(?!(?: [^\W\d_]+){{2,3}}$)|(?:{types})$)(?!\w)", re.IGNORECASE)


def _names_office(words: str) -> bool:
    """Whether words in capitals have one of a title or an office behind the first; without any marks every look-alike
    may be one."""
    offices = _OFFICES_WITHOUT_MARKS if words.isascii() else _OFFICES
    return not offices.isdisjoint(words.split()[1:])


def _is_name_word(words: list[str], grammar: Grammar) -> bool:
    """Whether a first word of one letter is a name's of the Central Highlands ("Y Thanh", "H Yim Kđoh"), no scrap
    before a name."""
    if words[0] == "y":
        return True
    return words[0] in ("a", "h", "k") and len(words[1]) > 1 and len(words) < 4 and not is_surname(words[1], grammar)


def signer_name(line: Line, grammar: Grammar) -> Line | None:
    """The piece cut to a person's name, rank and "(đã ký)" taken off; ``None`` when it is not one."""
    if len(line.text) > 160:
        return None
    signed = marks.SIGNED.match(line.text)
    scraps = _SCRAPS.match(line.text)
    start = signed.end() if signed else scraps.end() if scraps else 0
    while rank := marks.RANK.match(line.text[start:]):
        start += rank.end()
    behind = marks.SIGNED_BEHIND.search(line.text, start) if line.text.endswith((")", "ý")) else None
    piece = line.part(start, behind.start() if behind else len(line.text.rstrip(" .,;/")))
    words = fold(piece.text).replace(".", " ").split()
    if not 2 <= len(words) <= 6 or _not_name(grammar).match(piece.text) \
            or (len(words[0]) < 2 and not _is_name_word(words, grammar)) \
            or (words[0] == "pho" and words[-1] in ("doc", "truong", "tich")):
        return None
    if marks.PERSON_NAME.fullmatch(piece.text):
        return piece
    upper = marks.UPPER_NAME.fullmatch(piece.text) and is_surname(piece.text.split()[0], grammar)
    return piece if upper and not _names_office(piece.text) else None


def is_person(line: Line, grammar: Grammar, fewest: int = 3) -> bool:
    """Whether a piece is a name of ``fewest`` words at least that opens with a surname; of two there are places too
    ("Thái Bình")."""
    name = signer_name(line, grammar)
    return name is not None and len(name.text.split()) >= fewest and is_surname(name.text.split()[0], grammar)


def read_signature(pieces: list[Line], start: int, grammar: Grammar) -> Signature | None:
    """Read the signing block whose first capacity or title line is ``pieces[start]``; ``None`` if none is there."""
    if not (is_capacity(pieces[start]) or is_title(pieces[start], grammar)):
        return None
    capacity: list[tuple[Line, ...]] = []
    title: list[Line] = []
    index = start
    while index < len(pieces) and index - start < 9:
        line = pieces[index]
        if is_capacity(line) and not title:
            capacity.append((line,))
        elif (capacity or title) and _wraps(line, (title or capacity[-1])[-1], grammar):
            if title:
                title.append(line)
            else:
                capacity[-1] += (line,)
        elif not title and (names_title(line, grammar) or (
                not capacity[-1][-1].is_upper and is_small_title(line, grammar))):
            title.append(line)
        else:
            break
        index += 1
    if title:
        index, deputy = _deputy(pieces, start, index, title, grammar)
        if deputy is not None:
            head = tuple(title) if deputy is not title[0] else (deputy.part(len("PHÓ")),)
            capacity, title = [*capacity, head], [deputy]
    if len(title) == 1 and (re.fullmatch(r"pho(?: \w{1,2})*", title[0].folded)
                            or (title[0].folded == "truong" and not capacity)):
        title = []  # what is left of a deputy's title tells no office
    last, name = _name_after(pieces, index, grammar)
    return Signature(start, last if name else index - 1, tuple(capacity), tuple(title), name)


def _deputy(pieces: list[Line], start: int, index: int, title: list[Line], grammar: Grammar) -> tuple[int, Line | None]:
    """Where the name is sought and the title of a deputy who signs below the head's title, "KT." before which was
    lost: "GIÁM ĐỐC / PHÓ GIÁM ĐỐC", or "(T: GIÁM Đ" above the deputy's at ``start``."""
    below = pieces[index] if index < len(pieces) else None
    said = fold(straightened_title(" ".join(line.text for line in title), grammar))
    if below is not None and names_title(below, grammar) and _DEPUTY.match(below.folded) and (
            said.startswith(below.folded.removeprefix("pho ")) or (not below.folded.startswith("pho ")
                                                                    and below.folded.endswith(f" {said}"))):
        return index + 1, below
    above, line = pieces[start - 1] if start else None, pieces[start]
    if above is None or not above.is_upper or not line.folded.startswith("pho ") or index != start + 1:
        return index, None
    head = line.folded.removeprefix("pho ")
    said = "".join(above.folded.partition(head.split()[0])[1:])
    return index, line if len(said) > 5 and head.startswith(said) else None


def _wraps(line: Line, last: Line, grammar: Grammar) -> bool:
    """Whether a piece in capitals only completes the line before it ("TM. ỦY BAN NHÂN / DÂN")."""
    if not line.is_upper or line.gap or line.cell != last.cell or is_capacity(line) or line.row - last.row > 3:
        return False
    if last.text.rstrip().endswith((",", "-")) or (line.folded.startswith("truong") and _BODY_END.search(last.folded)):
        return True
    if line.folded == _STANDING:
        return True
    return not names_title(line, grammar) and not (signer_name(line, grammar) and len(line.text.split()) > 2)


def _name_after(pieces: list[Line], index: int, grammar: Grammar) -> tuple[int, tuple[Line, ...]]:
    """The signer's name after the title, past seals and stamps, and the index of its last piece."""
    for position in range(index, min(index + NAME_WITHIN, len(pieces))):
        line = pieces[position]
        following = pieces[position + 1] if position + 1 < len(pieces) else None
        joined = _broken_name(line, following, grammar)
        if joined:
            return position + 1, joined
        name = signer_name(line, grammar)
        if name:
            return position, (name,)
        if len(line.text) > 160 or recipients_end(line.text, grammar) is not None \
                or marks.opens_body(line.text, grammar):
            break
    return index, ()


def _broken_name(line: Line, following: Line | None, grammar: Grammar) -> tuple[Line, ...]:
    """A name over two lines of one cell ("Nguyễn Văn / A"); empty when it is not one."""
    if following is None or following.gap or line.is_upper or max(len(line.text), len(following.text)) > 60:
        return ()
    if following.cell != line.cell or following.row != line.row + 1:
        return ()
    first, second = len(line.text.split()), len(following.text.split())
    if second > 2 or (second == 2 and first > 1) or first > 4:
        return ()
    whole = f"{line.text} {following.text}"
    rank = marks.RANK.match(whole)
    cut = rank.end() if rank else 0
    is_name = marks.PERSON_NAME.fullmatch(whole[cut:]) and not _not_name(grammar).match(whole[cut:])
    return (line.part(cut), following) if is_name else ()
