"""The fixed marks of layout: national title, number line, place and date, capacity, lists.

These are the signs by which the parts of a page are told apart; words that stand in a list are the tables'.
Patterns named ``…_FOLDED`` read text without accents (:func:`vanban.language.folding.fold`). The fixed words of the
layout, which recognition bends, are :mod:`.formulas`.
"""

from __future__ import annotations

import re

from ...language.letters import CAP, LOW
from ...registry.grammar import Grammar, any_of, compiled

YOUTH_FOLDED = re.compile(r"^doan\s+(?:tncs|thanh nien cong san)\s+ho\s+chi\s+minh$")
CERTIFIED = re.compile(r"X[ÁA]C\s+TH[ỰU]C\s+V[ĂA]N\s+B[ẢA]N\s+H[ỢO]P\s+NH[ẤÁA]T")
"""What stands above the number at the foot of a consolidated text."""
SYMBOL = re.compile(r"/ ?(?P<symbol>[A-ZĐ][A-ZĐƯa-z&0-9]{0,15}(?: ?- ?[A-ZĐ][A-ZĐƯa-z&0-9]{0,15}){0,6})")
_DRAFT_DAY = r"(?: ?\(\d[^)\n]{0,20}\)|(?:Ngày )?\d{1,2}/\d{1,2}/\d{4})"
DRAFT = re.compile(
    rf"(?:^|(?<=\S)|(?<= {{2}}))(?:(?:Dự thảo|DỰ THẢO)(?: ?(?:lần )?\d{{1,2}})?(?:{_DRAFT_DAY}\s*|\s+|$|(?=Dự thảo)))+")
_PLACE_WORD = rf"[{CAP}][{LOW}]*(?:['’][{CAP}]?[{LOW}]*)?"
_PLACE_WORDS = rf"(?:{_PLACE_WORD}|\d{{1,2}})(?:(?:[ ]?-[ ]?|[ ]\s?){_PLACE_WORD}|[ ]\d{{1,2}}){{0,4}}"
"""The name of a place: "Bà Rịa - Vũng Tàu", "Ia H'Drai"."""
_DATED = re.compile(r"[Nn]g[aà]y[^\n|]{0,20}?th[áaăắẳằâdié]ng")


def is_dated(text: str) -> bool:
    """Whether a line has what every place-and-date line has: quick to look for before the whole pattern is tried."""
    return ("gày" in text or "gay" in text) and _DATED.search(text) is not None


DAY = re.compile(r"g[aàâáảd][yvu]")
"""What every place-and-date line has, however bent: quick to look for before any pattern is tried."""
SMALL_PLACE_DATE = re.compile(
    rf"(?<!\w)(?P<place>[{CAP}][{LOW}]+ [{LOW}]+)\s?,\s*"
    r"[Nn]gày(?P<date>[^\n|]{0,20}?tháng[^\n|]{0,12}?năm\s*\d{4})")
"""A province whose second word has a small letter ("Hà nội, ngày …"); only where the place is known to be one."""
BARE_DATE = re.compile(r"^[Nn]gày(?P<date>\s*\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4})\W*$")
ADDRESS = re.compile(r"""
    \(?\s*(?:[^\W\d_]\s)?                                                      # a scrap
    (?: [ĐD]/?c | MST | ĐT | Điện\s+thoại | M[ãa]\s+s\w\s+thu[eếêé]             # Đ/c: 12 đường A
      | (?:[ĐDB][iị]a\s+)?ch[iỉí] (?:\s[^\W\d_][^:\n]{0,30})? )\s*[:.]        # Địa chỉ nhận thông báo thuế: …
    """, re.VERBOSE | re.IGNORECASE)
"""The line below an addressee that tells where it sits."""
TELEGRAM = re.compile(rf"^[{CAP}][^\n:;.]{{4,90}}\s(?:[đd]i[eéêệ]n|ĐIỆN)\s*:\s*")
"""Who is addressed in a telegram: "THỦ TƯỚNG CHÍNH PHỦ điện: …"."""
PAPER = re.compile(rf"BẢN\s+(?!SAO|ĐỒ)[{CAP}]{{2,}}(?:[ ,]+[{CAP}\-]+)*[ ,.:]*$")
"""A heading that names a paper of no listed type, and so is its title: "BẢN THUYẾT MINH …"."""
ANNEX = re.compile(r"PHỤ\s+LỤC(?:\s+(?:SỐ\s+)?[\dA-Z.]{1,5})?[\s.:]*$")
"""What stands over an annex, above its title."""
RECEIVED = re.compile(r"(?:(?:CÔNG\s+VĂN|VĂN\s+BẢN)\s+)?ĐẾN(?!\w)(?=\W*(?:$|S[ốỐ]|Ng[àa]y|Gi[ờo]))")
"""The stamp of who received the paper: "SỞ NỘI VỤ / ĐẾN / Số: … / Ngày: …"."""
SIGNED_BY = re.compile(
    r"(?:Ký\s+bởi|Người\s+ký|Cơ\s+quan|Thời\s+gian\s+ký|Ngày\s+ký|Email|Chức\s+vụ)\s*:", re.IGNORECASE)
"""The lines of a digital signature."""
CAPACITY = re.compile(rf"""
    ^(?P<kind> T[/.]?[ML] | K[/.]?T | T/?UQ )
    (?: [.,:]\s* | \s+(?=[{CAP}]) | (?<=/[A-Z])\s*                                       # KT. BỘ TRƯỞNG
      | (?<=^KT)(?=[BCDĐGHLMNPQRSTVX]{{1,3}}(?![A-ZĐ])[{CAP}]+\s[{CAP}]) )               # KTBỘ TRƯỞNG
    (?P<whom> \S.* )?$
    """, re.VERBOSE | re.DOTALL)
SIGNED = re.compile(
    r"\(?\s*(?:đã\s+k[ýí](?:\s+(?:và|,)?\s*đóng\s+dấu)?|ký\s+tên(?:,?\s*đóng\s+dấu)?)\s*\)?\s*[:,]?\s*",
    re.IGNORECASE)
SIGNED_BEHIND = re.compile(r"\s+\(?\s*đã\s+k[ýí]\s*\)?\Z", re.IGNORECASE)
"""What says behind a name on its line that the person signed."""
RANK = re.compile(rf"""
    ^(?i: (?:Đại|Thượng|Trung|Thiếu)\s+(?:tướng|tá|úy)                                          # Đại tá
       | GS\.?\s*TSKH\.? | P?GS\.?\s*[,-]?\s*TS\.? | TS\.? | Th\.?\s?S\.?                      # PGS.TS, Th.S
       | BS\s?CK\s?(?:I+|[12])\.? | BS\.? | KS\.? | CN\.? | DS\.?                                       # BS CKII, KS.
       | (?:TT|NG|NS)(?:ND|ƯT)\.? | AHLĐ\.?                                                    # TTƯT., NGND
       | (?:Tiến|Thạc|Bác|Dược)\s+sĩ(?:\s+CK\s?I+)? | Kỹ\s+sư | Luật\s+sư                      # Bác sĩ CKI
    )(?:(?<=\.)\s*|\s+)(?=[{CAP}])""", re.VERBOSE)
_SYLLABLE = rf"[{CAP}][{LOW}]*(?:['’.\-]?[{CAP}]?[{LOW}]+)?"
PERSON_NAME = re.compile(rf"{_SYLLABLE}\.?(?:[ ]{{1,3}}{_SYLLABLE}){{1,5}}")
UPPER_NAME = re.compile(rf"[{CAP}]+(?:[ ]{{1,3}}[{CAP}]+){{1,4}}")


@compiled
def _placed(grammar: Grammar) -> str:
    """A pattern for the kind of a territory before its name, in full or short: "thành phố", "TP."."""
    return rf"(?:(?i:{any_of(grammar.registry.place_kinds.full_in_place)})(?!\w)\.?\s*)?"


@compiled
def _short_names(grammar: Grammar) -> str:
    """A pattern for the names of territories that are written in capitals: "HCM"."""
    names = {alias for each in grammar.registry.territories for alias in each.aliases if alias.isupper()}
    return rf"(?:{any_of(names)})(?!\w)"


@compiled
def place_date(grammar: Grammar) -> re.Pattern[str]:
    """A place and a date: "TP. Hà Nội, ngày 05 tháng 3 năm 2020"."""
    return re.compile(rf"""
        (?<!\w) (?P<place>{_placed(grammar)}(?:{_short_names(grammar)}|{_PLACE_WORDS}))   # TP. Hà Nội, TP. HCM
        (?P<comma> \s?[,.;]\s* | \s+(?=[Nn]gày\s*\d) )      # a comma, or none: Huế ngày 5
        [Nn]g[aà]y (?P<date> [^\n|]{{0,20}}?th[áaăắẳằâdié]ng                      # ngày 05 tháng
                             [^\n|]{{0,12}}?n[ăaầắà]m (?:\s*\d{{3,4}})? )         # 3 năm 2020
        """, re.VERBOSE)


@compiled
def bent_place_date(grammar: Grammar) -> re.Pattern[str]:
    """A place and what recognition left of a date, to the line's end; only where the place is known to be one."""
    return re.compile(
        rf"(?<!\w)(?P<place>{_placed(grammar)}{_PLACE_WORDS})\s?[,.]?\s*[Nn]g[aàâáảd][yvu](?P<date>[^\n|]{{0,32}})$")


@compiled
def short_place_date(grammar: Grammar) -> re.Pattern[str]:
    """A place and a date in figures: "TP. Huế, 5/3/2020"."""
    return re.compile(
        rf"^(?P<place>{_placed(grammar)}(?:{_short_names(grammar)}|[{CAP}][{LOW}]+(?:\s[{CAP}][{LOW}]+){{0,4}}))\s?,\s*(?:[Nn]gày\s*)?"
        r"(?P<date>\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4})\W*$")


@compiled
def upper_place_date(grammar: Grammar) -> re.Pattern[str]:
    """A place in capitals and a date: "HÀ NỘI, ngày 05 tháng 3 năm 2020"."""
    return re.compile(
        rf"(?<!\w)(?P<place>[{CAP}]{{2,}}(?:[ ]?-?[ ][{CAP}]{{2,}}){{0,4}})\s?,\s*[Nn]gày"
        r"(?P<date>\s*\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4})")


@compiled
def _body_opens(grammar: Grammar) -> re.Pattern[str]:
    """What the first words of a body are: a phrase of the table ("Thực hiện …"), one of a single syllable with a word
    behind it ("Theo …"), a day, or the mark of a first part."""
    words = grammar.registry.sentence_words["opens_body"]
    phrases = any_of(word for word in words if " " in word)
    syllables = any_of(word for word in words if " " not in word)
    return re.compile(
        rf"(?:{phrases})(?!\w)|(?:{syllables})\s|Ngày\s+\d|Điều\s+\d|(?:Chương|Phần)\s+[IVX1]|[I1A]\.\s")


def opens_body(text: str, grammar: Grammar) -> bool:
    """Whether a line begins as the body of a document does: "Căn cứ Luật …", "Phúc đáp …", "Điều 1. Phạm vi"."""
    return _body_opens(grammar).match(text) is not None


@compiled
def _enclosed(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(rf"""
        \(?\s* (?:Ban\s+hành\s+)? (?:{any_of(grammar.phrases('attaches'))}) \b    # Kèm theo | (Ban hành kèm theo
      | \(\s* (?:Được\s+ban|Ban\s+hành\s+theo)                                  # (Được ban hành theo
        """, re.VERBOSE | re.IGNORECASE)


def is_enclosure_note(text: str, grammar: Grammar) -> bool:
    """Whether a line says what an annex was issued with, or what comes along: "(Kèm theo Quyết định số …)"."""
    return _enclosed(grammar).match(text) is not None
