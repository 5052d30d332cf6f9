"""The marks that open a part of a text: "Chương II", "Điều 5.", "II.", "3.1.", "a)", "(1)", "-".

Letters run in Vietnamese order; a Roman numeral is a level of its own; decimal numbers say their depth.
"""

from __future__ import annotations

import re

from msgspec import Struct

from ...language.folding import slugify
from ...language.letters import CAP, LOW
from ...registry.grammar import Grammar, compiled

_ORDINALS = "nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười"
_WORDED = re.compile(rf"""
    (?P<word>Phụ\s+lục|Phần|Chương|Tiểu\s+mục|Mục|Điều)\s+
    (?P<number> (?:thứ\s+)?(?:{_ORDINALS})(?![\w])    # Phần thứ nhất
      | [IVXLC]{{1,7}}(?![\w])                         # Chương II
      | \d{{1,3}}[a-zđ]?(?![\w/]))                     # Điều 5a
    (?P<after> \s*[.:\-] | \s*$                       # Điều 5.
      | \s+(?=[{CAP}("“]))                            # Chương II QUY ĐỊNH CHUNG
    """, re.IGNORECASE | re.VERBOSE)
_COUNTED = re.compile(rf"\d{{1,3}}\s[{LOW}]")
_CAPITALS = "ABCDĐEGHIKLMNOPQRSTUVXY"
_ANNEX = re.compile(r"PHỤ\s+LỤC\s*:?\s*$")
_ROMAN = re.compile(r"""
    (?P<number>[IVX]{1,6}) (?P<after>\s?[.\-/)]\s*) (?=\S|$)                   # I. XÂY DỰNG, II- VIỆC KHÁC
    (?! (?<!\s)\d | [IVX]{1,6}[.\-/)] | (?<=[\-/])[IVX] )                         # no "I.IV.", "V/V", "I-VAN"
    """, re.VERBOSE)
_CAPITAL = re.compile(rf"(?P<number>[A-HJ-UWYZĐ])\s?[.\-/)]\s+(?=[{CAP}\"“]|\d{{1,3}}\s[{LOW}])")
_DECIMAL = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})(?:[.)](?=\s|[^\W\d])|\s?-\s|(?=\s+[^\W\d_]))")
_ARABIC = re.compile(
    rf"(?P<number>\d{{1,3}})(?:\s?[.)](?!\d)\s*|\s?/(?:\s+|(?=[{CAP}][{LOW}]))|\s?-\s?(?=[{CAP}]))(?=\S|$)")
_LETTER = re.compile(
    rf"(?P<number>[a-zđ]\d?|[a-z]{{2}})\s?\)\s*(?=\S|$)|(?P<dotted>[a-eđghik])\.\s+(?=[{CAP}])")
_BRACKETED = re.compile(r"\((?:\d{1,2}|[ivx]{1,5}|[a-zđ])\)(?=\s*\S)")
_RANKS = {"phu-luc": 0, "phan": 1, "chuong": 3, "muc": 4, "tieu-muc": 5, "dieu": 7}
CHAPTERS = frozenset(_RANKS[word] for word in ("phan", "chuong", "muc", "tieu-muc"))
"""Levels of the parts above an article, which have titles of their own."""
_BULLETS = {"-": 20, "–": 20, "—": 20, "•": 20, "●": 20, "~": 20, "+": 21, "○": 21, "▪": 21, "*": 22, "·": 22, ">": 22}
_ROMAN_RANK, CAPITAL_RANK, _NUMBER_RANK, _LETTER_RANK, _BRACKET_RANK = 6, 2, 8, 15, 16


@compiled
def _behind_part(grammar: Grammar) -> re.Pattern[str]:
    """What follows "Phụ lục I", "Chương V" in a sentence that a page broke there, never in a title in small letters."""
    return re.compile(rf"(?:{grammar.words('behind_part')})(?!\w)")


class Mark(Struct, frozen=True, gc=False):
    """A mark as written, its level (0 is outermost), its part of an address; that of bullets and "(1)" is empty.

    ``heading`` is set for marks that always open a heading ("Chương II", "I.").
    """

    label: str
    rank: int
    slug: str
    heading: bool = False

    def stands_alone(self, words: str) -> bool:
        """Whether words are the mark and no more: "Điều 5.", "Chương 1:"; those of its part are still to come."""
        return words.rstrip(" :") == self.label

    def address(self, above: list[str]) -> str:
        """The anchor below the open marks ``above``: ``dieu-5-khoan-2``, ``muc-ii-3-1``."""
        annex = above[:1] if above and above[0].startswith("phu-luc") else []
        if self.slug.startswith(("dieu-", "chuong-", "phan-", "phu-luc")):
            return "-".join([*annex, self.slug])
        articles = [slug for slug in above if slug.startswith("dieu-")]
        if articles:
            parts = above[above.index(articles[-1]) + 1:]
            return "-".join([*annex, articles[-1], *map(_within_article, parts), _within_article(self.slug)])
        path = [slug for slug in above if slug not in annex]
        return "-".join([*annex, *_merged(path, self.slug)])


def _within_article(slug: str) -> str:
    return f"khoan-{slug}" if slug[:1].isdigit() else f"diem-{slug}"


def _merged(path: list[str], slug: str) -> list[str]:
    """Parts of an address where "3-1" below "3" is written once; the first part says it is a section."""
    parts: list[str] = []
    for part in (*path, slug):
        if parts and part.startswith(f"{parts[-1]}-"):
            parts[-1] = part
        else:
            parts.append(part)
    if not parts[0].startswith(("muc-", "chuong-", "phan-", "phu-luc", "tieu-muc", "dieu-")):
        parts.insert(0, "muc")
    return parts


_BULLET_MARKS = {bullet: Mark(bullet, rank, "") for bullet, rank in _BULLETS.items()}
_WORDED_OPENS = frozenset(("phụ", "phầ", "chư", "tiể", "mục", "điề"))
"""First letters of all that :data:`_WORDED` finds: quick to look for before it is tried."""


def read_mark(text: str, grammar: Grammar) -> Mark | None:
    """The mark that opens ``text``; ``None`` where none does."""
    first, second = text[:1], text[1:2]
    if first.isalpha():
        if first in "PCMĐT" and text[:3].lower() in _WORDED_OPENS and (worded := _worded(text, grammar)):
            return worded
        ordinary = second.isalpha() and (second.islower() if first.isupper() else ")" not in text[2:4])
        return None if ordinary else _lettered(text)
    if first.isdigit():
        return _numbered(text)
    if first == "(":
        bracketed = _BRACKETED.match(text)
        return Mark(bracketed.group(), _BRACKET_RANK, "") if bracketed else None
    return _BULLET_MARKS.get(first)


def _worded(text: str, grammar: Grammar) -> Mark | None:
    annex = _ANNEX.match(text)
    if annex:
        return Mark(annex.group().strip(), 0, "phu-luc", True)
    found = _WORDED.match(text)
    if not found:
        return None
    word = slugify(found["word"])
    if word == "dieu" and not found["after"].strip() and found.end() < len(text) and not found["number"].isdigit():
        return None
    if word != "dieu" and found["after"].isspace() and _behind_part(grammar).match(text, found.end()):
        return None
    if word in ("muc", "dieu") and found["after"].isspace() and not text.isupper():
        return None
    label = text[:found.end("number")] + found["after"].strip(" :")
    return Mark(label, _RANKS[word], f"{word}-{address_of_number(found['number'])}", True)


def _numbered(text: str) -> Mark | None:
    decimal = _DECIMAL.match(text) if "." in text[1:3] else None
    if decimal:
        slug = decimal["number"].replace(".", "-")
        return Mark(decimal.group().strip(" -"), _NUMBER_RANK + slug.count("-"), slug)
    found = _ARABIC.match(text)
    if not found:
        return None
    return Mark(found.group().strip(), _NUMBER_RANK, found["number"].lstrip("0") or "0")


def _lettered(text: str) -> Mark | None:
    roman = _ROMAN.match(text) if text[0] in "IVX" else None
    if roman and _opens_title(text[roman.end():]):
        return Mark(roman.group().strip(), _ROMAN_RANK, f"muc-{roman['number'].lower()}", True)
    if text[0].isupper():
        capital = _CAPITAL.match(text)
        if capital is None:
            return None
        return Mark(capital.group().strip(), CAPITAL_RANK, f"phan-{_letter(capital['number'])}", True)
    found = _LETTER.match(text)
    if not found:
        return None
    return Mark(found.group().strip(), _LETTER_RANK, _letter(found["number"] or found["dotted"]))


def _opens_title(rest: str) -> bool:
    """Whether the title of a part goes on behind its mark: a capital, quoted or not, "05 nhiệm vụ", or nothing."""
    return not rest or rest.lstrip("“\"(")[:1].isupper() or _COUNTED.match(rest) is not None


def follows(letter: str, last: str | None) -> bool:
    """Whether a capital mark "C." can stand here: "A" and "B" anywhere, another at most two after the last one."""
    if letter in "AB" or letter not in _CAPITALS:
        return letter in "AB"
    return last is not None and last in _CAPITALS and 0 < _CAPITALS.index(letter) - _CAPITALS.index(last) <= 2


def address_of_number(number: str) -> str:
    """The address part for the number or the letter of a part: "5đ" is "5dd", "đ" is "dd", "thứ nhất" is "thu-nhat"."""
    return slugify(_letter(number) if number[0].isdigit() or len(number) == 1 else number)


def _letter(letter: str) -> str:
    """An address part for a letter: "đ" is "dd", so that it is not "d"."""
    return letter.lower().replace("đ", "dd").replace("ð", "dd")
