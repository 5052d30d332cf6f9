"""TCVN3, the single-byte encoding of the .Vn fonts: recognised by the whole text, decoded letter for letter.

Texts saved from such fonts and taken for Latin-1 read "Uû ban nh©n d©n" for "Uỷ ban nhân dân". The
encoding (TCVN 5712:1993, VN3) has one code for one letter, so a decoded text is as long as the raw one.
Capital letters with tone marks do not exist in it: a separate font drew small letters as capitals.
"""

from __future__ import annotations

import re

_PAIRS = (
    "µà ¸á ¶ả ·ã ¹ạ ¨ă »ằ ¾ắ ¼ẳ ½ẵ Æặ ©â Çầ Êấ Èẩ Éẫ Ëậ ®đ Ìè Ðé Îẻ Ïẽ Ñẹ ªê Òề Õế Óể Ôễ Öệ ×ì Ýí Øỉ Üĩ Þị "
    "ßò ãó áỏ âõ äọ «ô åồ èố æổ çỗ éộ ¬ơ êờ íớ ëở ìỡ îợ ïù óú ñủ òũ ôụ \u00adư õừ øứ öử ÷ữ ùự úỳ ýý ûỷ üỹ þỵ "
    "¡Ă ¢Â §Đ £Ê ¤Ô ¥Ơ ¦Ư"
)
_TABLE = {ord(pair[0]): pair[1] for pair in _PAIRS.split(" ")}
_SIGN = "®§µ¶·¸¹¨©ª«¬"
_SIGNS = re.compile(f"[{_SIGN}](?:(?<=[A-Za-z].)|(?=[A-Za-z]))")
_UNICODE = re.compile("[\u1ea0-\u1ef9ăơưđĂƠƯĐ]")
_FEWEST_SIGNS = 6
_RAREST_SIGN = 60
"""Characters to a sign at most: a tenth of the letters of such a text are signs, a few in any other."""
_WORD = re.compile(r"[^\W\d_]+")
_LINE = re.compile(r"[^\n|\t:]+")
"""What was set in one font: a line, a cell of a row, what stands before or behind a colon ("Số: 31/KH-UBND")."""
_PLAIN = re.compile(r"[A-Za-z]+")
_SMALL = re.compile(r"[a-z]")
_SYLLABLE = re.compile(r"[BCDGHKLMNPQRSTVX]{0,3}[AEIOUY]{1,3}(?:NG|NH|CH|[CMNPT])?")
"""A word in capitals without marks that is no abbreviation: "KE", "KHAI"."""


def is_tcvn3(text: str) -> bool:
    """Whether a text is TCVN3 taken for Latin-1: many of its signs, hardly a Vietnamese letter."""
    present = sum(text.count(sign) for sign in _SIGN if sign in text)  # "in" is quicker than any count
    signs = len(_SIGNS.findall(text)) if present >= _FEWEST_SIGNS else 0
    often = signs >= _FEWEST_SIGNS and signs * _RAREST_SIGN >= len(text)
    return often and len(_UNICODE.findall(text)) * 5 < signs


def decode_tcvn3(text: str) -> str:
    """Decode a whole text; the result has the same length, words in capitals have their marks in capitals."""
    return _LINE.sub(_capitals_of_line, text.translate(_TABLE))


def readable(text: str, encoding: str | None) -> str:
    """The text itself, or its letters where it came in the legacy ``encoding``; the length is the same."""
    return decode_tcvn3(text) if encoding == "tcvn3" else text


def _capitals_of_line(line: re.Match[str]) -> str:
    """A line with its capitals: words of which no unmarked letter tells follow those of the line that do.

    "Vụ TRưởNG Và" is how a capital font's "VỤ TRƯỞNG VÀ" was stored.
    """
    words = line.group()
    written = _WORD.sub(_capitals, words)
    plain = [found.group() for found in _PLAIN.finditer(words) if len(found.group()) > 1]
    # An abbreviation tells nothing of the words beside it: "Sở TNMT".
    told = written != words or any(map(_SYLLABLE.fullmatch, plain))
    return words.upper() if plain and told and not _SMALL.search(words) else written


def _capitals(word: re.Match[str]) -> str:
    """"LệNH" is how a capital font's "LỆNH" was stored; "Lệnh" has small letters of its own and stays."""
    letters = word.group()
    plain = [c for c in letters if c.isascii()]
    if sum(c.isupper() for c in plain) >= 2 and not any(c.islower() for c in plain):
        return letters.upper()
    return letters
