"""The signing block: capacity lines (TM., KT. …), the signer's own title, the name."""

from __future__ import annotations

import re

from msgspec import Struct
from rapidfuzz.distance import Levenshtein

from ...language.folding import fold, undoubled
from ...language.letters import CAP, LOW
from ...registry.grammar import Grammar, compiled
from ..layout.lines import Line
from . import marks
from .formulas import recipients_end

_MORE_TITLES = (
    "Thủ tướng", "Tổng Bí thư", "Trưởng đoàn", "Ủy viên", "Tư lệnh", "Chính ủy", "Tổng Thanh tra", "Tổng Kiểm toán",
    "Chánh Thanh tra", "Hạt trưởng", "Vụ trưởng", "Viện trưởng", "Trưởng khoa", "Tổ trưởng", "Tổng biên tập",
    "Kế toán trưởng", "Trưởng Công an", "Trưởng tiểu ban", "Tổng Tham mưu trưởng", "Thường trực", "Đội trưởng",
    "Trưởng", "Phó", "Quyền",
)
_COLLECTIVE = re.compile(r"^(?:uy ban nhan dan|ban thuong vu|ban chap hanh|hoi dong|ban thuong truc|doan chu tich)\b")
_BODY_END = re.compile(r"\b(?:cuc|bo|vu|vien|ban|phong|hieu|doan|khoa|to|doi)$")
_SCHOOL = re.compile(r"\W{0,3}TRƯỜNG (?!BAN|PHÒNG|CÔNG)")
"""A school, which without its accents reads as a head ("TRƯỞNG")."""
_SHORT_LIST = re.compile(r"[,;]")
_NOT_NAME = re.compile(r"""
    (?: nơi[ ]nhận | như[ ]trên | như[ ]điều | lưu(?!(?:[ ][^\W\d_]+){2,3}$)   # the receivers
      | kính[ ]gửi | các | đơn[ ]vị   # beside it
      | ủy[ ]ban | ubnd | ban | bộ | sở | cục | văn[ ]phòng | phòng | trung[ ]tâm | hội | tổng | liên[ ]đoàn
      | đảng | công | trường | thuế | hải[ ]quan | nhân[ ]dân   # a body
      | hà[ ]nội | việt[ ]nam | hồ[ ]chí[ ]minh | thành[ ]phố | tỉnh | nội   # a territory
      | thủ[ ]trưởng | thủ[ ]tướng | chủ[ ]tịch | thường[ ]trực | chánh | giám[ ]đốc | phó | bí[ ]thư
      | đại[ ]diện | ký[ ]thay | thừa   # an office, a capacity
      | kế[ ]hoạch | quyết[ ]định | văn[ ]bản | thông | phụ[ ]lục | điều | chương | căn[ ]cứ | ngày
      | độc[ ]lập | danh[ ]sách | mẫu | biểu | lập[ ]biểu | số[ ]hiệu | stt | tên | họ[ ]và[ ]tên | họ[ ]tên | người
      | chữ[ ]ký | dấu | ghi[ ]chú | xác[ ]nhận   # a form, an annex
    )(?!\w)""", re.VERBOSE | re.IGNORECASE)
_STANDING = re.compile(r"thuong truc|uy vien")
"""What qualifies an office rather than being another: "PHÓ CHỦ TỊCH THƯỜNG TRỰC"."""
_LEAST_BENT, _MOST_BENT = 8, 16
"""Characters of a title that may be read in spite of a wrong letter."""
_MOST_ALIKE = 2
"""Blanks in a title that is too long to be another head of a unit's but for a letter ("TỔNG CỤC TRƯỞNG")."""
_OFFICES = frozenset(["cuc", "thue", "tro", "phong", "vu", "bo", "so", "ban", "nguoi", "uy", "truong"])
"""Words of a title or an office in capitals; no name in capitals has them after its surname."""
_IN_SMALL = re.compile(rf"(?:TM|KT|TL|TUQ)\.\s?[{CAP}][{LOW}]+(?:\s[{CAP}{LOW}]+){{1,7}}$")
"""A capacity whose words are not in capitals: "TL. Hiệu trưởng"."""
_DEPUTY = re.compile(r"\S{2,4} ")
"""What stands before a head's title in a deputy's, "PHÓ" or what recognition made of it."""
NAME_WITHIN = 10
"""A signature, a seal and a digital stamp never put more pieces than this between title and name."""


class Signature(Struct, frozen=True, gc=False):
    """A signing block as groups of pieces; ``first`` and ``last`` are indexes into the pieces it was read from."""

    first: int
    last: int
    capacity: tuple[tuple[Line, ...], ...] = ()
    title: tuple[Line, ...] = ()
    name: tuple[Line, ...] = ()


@compiled
def title_heads(grammar: Grammar) -> re.Pattern[str]:
    """What titles of persons begin with, without marks."""
    persons = [organ.name for organ in grammar.registry.organs if not _COLLECTIVE.match(fold(organ.name))]
    heads = sorted({undoubled(fold(name)) for name in (*persons, *_MORE_TITLES)}, key=len, reverse=True)
    return re.compile(r"(?:(?:q|quyen|pho|nguyen)[. ]\s*)*(?:" + "|".join(map(re.escape, heads)) + r")\b")


@compiled
def _title_words(grammar: Grammar) -> dict[str, str]:
    """Titles of persons in capitals, by their letters without marks, doubled ones taken for one."""
    persons = [organ.name for organ in grammar.registry.organs if not _COLLECTIVE.match(fold(organ.name))]
    names = [name for name in (*persons, *_MORE_TITLES) if " " in name]
    return {undoubled(fold(name)): name.upper() for name in names}


@compiled
def _title_inside(grammar: Grammar) -> re.Pattern[str]:
    """A title of two words or more anywhere in a line without its marks."""
    titles = sorted(_title_words(grammar), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, titles))})\b")


@compiled
def _title_letters(grammar: Grammar) -> frozenset[str]:
    """First letters of all that :func:`title_heads` finds: quick to look for before it is tried."""
    persons = (fold(organ.name) for organ in grammar.registry.organs)
    return frozenset(name[0] for name in (*persons, *map(fold, _MORE_TITLES), "quyen", "nguyen"))


def bent_title(words: str, grammar: Grammar) -> str | None:
    """The title of two words or more that folded words are but for one letter ("glam doc"); ``None`` where none or
    several are. Heads of units are too alike ("ĐỒN TRƯỞNG", "ĐỘI TRƯỞNG")."""
    if not _LEAST_BENT <= len(words) <= _MOST_BENT or (words.endswith("truong") and words.count(" ") < _MOST_ALIKE):
        return None
    seen = _bent_titles(grammar)
    if words not in seen:
        known = _title_words(grammar)
        alike = [] if words in known else [key for key in known if abs(len(key) - len(words)) < 2
                                           and Levenshtein.distance(key, words, score_cutoff=1) <= 1]
        seen[words] = known[alike[0]] if len(alike) == 1 else None
    return seen[words]


@compiled
def _bent_titles(grammar: Grammar) -> dict[str, str | None]:
    """What words were found to be: the lines of one text, and of many, are often the same."""
    return {}


def straightened_title(words: str, grammar: Grammar) -> str:
    """A title in capitals with its marks put right where its letters are those of a known one ("GIÁM ĐÓỎC")."""
    known, parts = _title_words(grammar), words.split()
    longest = max(len(key.split()) for key in known)
    out: list[str] = []
    index = 0
    while index < len(parts):
        for count in range(min(longest, len(parts) - index), 1, -1):
            said = parts[index:index + count]
            words = undoubled(fold(" ".join(said)))
            title = known.get(words) or bent_title(words, grammar)
            if title and all(word.isupper() for word in said):
                out.append(title)
                index += count
                break
        else:
            out.append("PHÓ" if index == 0 and parts[0].isupper() and fold(parts[0]) == "pho" else parts[index])
            index += 1
    return " ".join(out)


def is_known_title(words: str, grammar: Grammar) -> bool:
    """Whether words are a title of two words or more from first to last, a deputy's too."""
    return undoubled(fold(words)).strip().removeprefix("pho ") in _title_words(grammar)


def two_titles(words: str, grammar: Grammar) -> str:
    """A title; two whole ones printed side by side, of one who signs in two offices, joined by "; "."""
    parts = words.split()
    for cut in range(2, len(parts) - 1):
        pair = " ".join(parts[:cut]), " ".join(parts[cut:])
        if all(is_known_title(each, grammar) and not _STANDING.search(fold(each)) for each in pair):
            return "; ".join(pair)
    return words


def is_title(line: Line, grammar: Grammar) -> bool:
    """Whether a piece is a signer's title in capitals ("PHÓ CHỦ TỊCH", "GIÁM ĐỐC SỞ")."""
    if len(line.text) > 90 or not line.is_upper or line.text.endswith((";", ":")) or _SCHOOL.match(line.text):
        return False
    folded = line.folded.lstrip("|-_. ")
    if folded[:1] not in _title_letters(grammar):
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
    return len(words) < 30 and bool(_title_inside(grammar).search(words))


def is_capacity(line: Line) -> bool:
    """Whether a piece opens with TM., KT., TL., TUQ. or Q., in capitals; the words behind it may be small."""
    found = marks.CAPACITY.match(line.text) if len(line.text) < 140 else None
    return found is not None and (line.is_upper or bool(_IN_SMALL.match(line.text)))


def is_small_title(line: Line, grammar: Grammar) -> bool:
    """Whether a short piece in small letters is a title ("Phó Hiệu trưởng"): only below a capacity printed so."""
    return len(line.text) < 60 and line.text[:1].isupper() and not _SHORT_LIST.search(line.text) \
        and bool(title_heads(grammar).match(line.folded))


def signer_name(line: Line) -> Line | None:
    """The piece cut to a person's name, rank and "(đã ký)" taken off; ``None`` when it is not one."""
    if len(line.text) > 160:
        return None
    signed = marks.SIGNED.match(line.text)
    start = signed.end() if signed else len(line.text) - len(line.text.lstrip("“‘'\"`"))
    while rank := marks.RANK.match(line.text[start:]):
        start += rank.end()
    piece = line.part(start, len(line.text.rstrip(" .,;/")))
    words = fold(piece.text).replace(".", " ").split()
    if not 2 <= len(words) <= 6 or _NOT_NAME.match(piece.text) or (len(words[0]) < 2 and words[0] != "y") \
            or (words[0] == "pho" and words[-1] in ("doc", "truong", "tich")):
        return None
    if marks.PERSON_NAME.fullmatch(piece.text):
        return piece
    if marks.UPPER_NAME.fullmatch(piece.text) and words[0] in marks.SURNAMES_FOLDED and len(words) <= 5 \
            and not _OFFICES.intersection(words):
        return None if marks.CAPACITY.match(piece.text) else piece
    return None


def is_person(line: Line) -> bool:
    """Whether a piece is a name that opens with a usual surname."""
    name = signer_name(line)
    return name is not None and name.folded.split()[0] in marks.SURNAMES_FOLDED and len(name.text.split()) > 2


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
                capacity and not capacity[-1][-1].is_upper and is_small_title(line, grammar))):
            title.append(line)
        else:
            break
        index += 1
    if title:
        index, deputy = _deputy(pieces, start, index, title, grammar)
        if deputy is not None:
            head = tuple(title) if deputy is not title[0] else (deputy.part(len("PHÓ")),)
            capacity, title = [*capacity, head], [deputy]
    if len(title) == 1 and re.fullmatch(r"pho(?: \w{1,2})*", title[0].folded):
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
    said = above.folded[above.folded.find(head.split()[0]):] if head.split()[0] in above.folded else ""
    return index, line if len(said) > 5 and head.startswith(said) else None


def _wraps(line: Line, last: Line, grammar: Grammar) -> bool:
    """Whether a piece in capitals only completes the line before it ("TM. ỦY BAN NHÂN / DÂN")."""
    if not line.is_upper or line.gap or line.cell != last.cell or is_capacity(line) or line.row - last.row > 3:
        return False
    if last.text.rstrip().endswith((",", "-")) or (line.folded.startswith("truong") and _BODY_END.search(last.folded)):
        return True
    return not names_title(line, grammar) and not (signer_name(line) and len(line.text.split()) > 2)


def _name_after(pieces: list[Line], index: int, grammar: Grammar) -> tuple[int, tuple[Line, ...]]:
    """The signer's name after the title, past seals and stamps, and the index of its last piece."""
    for position in range(index, min(index + NAME_WITHIN, len(pieces))):
        line = pieces[position]
        following = pieces[position + 1] if position + 1 < len(pieces) else None
        joined = _broken_name(line, following)
        if joined:
            return position + 1, joined
        name = signer_name(line)
        if name:
            return position, (name,)
        if recipients_end(line.text, grammar) is not None or len(line.text) > 160 or marks.BODY_CUE.match(line.text):
            break
    return index, ()


def _broken_name(line: Line, following: Line | None) -> tuple[Line, ...]:
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
    cut = rank.end() if rank and rank.end() < len(line.text) else 0
    is_name = marks.PERSON_NAME.fullmatch(whole[cut:]) and not _NOT_NAME.match(whole[cut:])
    return (line.part(cut), following) if is_name else ()
