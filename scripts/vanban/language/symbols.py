"""The symbol of a number ("/KH-UBND", "/2021/TT-BCA"): abbreviations, their separators, and what slips do to both."""

from __future__ import annotations

import re
from functools import lru_cache

SEPARATOR = re.compile(r"([ ]{0,4})([/\-])([ ]?['‘’\-](?=[^\s'‘’\-])|\s{0,3})")
"""What parts two segments; a scan may double its dash or leave a speck behind it: "QĐ- -TTg", "TT- ‘BTC"."""
_SYLLABLE_IN_CAPITALS = re.compile(
    r"(?:NGH?|[CKT]H|GH|GI|NH|P?H|QU|TR|[BCDĐGKLMNRSTVX])?[AEIOUYĂÂÊÔƠƯ]{1,3}(?:CH|NGH?|NH|[CMNPT])?\Z")
_IN_CAPITALS = re.compile(r"[^\W\d_]|[ ]{1,3}(?P<word>[^\W\d_]{2,})")
SEGMENT = re.compile(  # QLN& TTBĐS
    r"[A-ZĐƯÂĂÊÔƠa-zđư](?:[A-ZĐƯÂĂÊÔƠa-zđưâăêôơ0-9]|(?:[@.]|&(?:[ ](?=[A-ZĐ]{2}))?)(?=[A-ZĐƯÂĂÊÔƠ0-9])){0,24}")
_YEAR_LAST = re.compile(r"([/\-])((?:19|20)\d\d|(?<=-)\d\d)(?![\w/-]|[.,]\d)")
_YEAR_WITHIN = re.compile(r"/(?:19|20)\d\d(?=/[A-ZĐ])")
_COMMITTEE_TAIL = re.compile(r"[ ]?(?!(?:19|20)\d\d(?!\w))(\d{2,4})(?!\s+tháng)(?:/([A-ZĐ]{2,6}))?(?![\w/])")
_SMALL, _UPPER = "abcdefghijklmnopqrstuvwxyzăâđêôơư", "ABCDĐEÊFGHIJKLMNOÔƠPQRSTUƯVWXYZĂÂ"
_TAILS = {"TTg", "TTr", "CTr", "QyĐ", "QĐi", "TrS", "QTr", "ThU"}
_WITHOUT_STROKE = {"QD": "QĐ", "ND": "NĐ", "CD": "CĐ", "LDLD": "LĐLĐ", "HDND": "HĐND", "TLDLD": "TLĐLĐ",
                   "BLDTBXH": "BLĐTBXH", "SLDTBXH": "SLĐTBXH", "BGDDT": "BGDĐT", "SGDDT": "SGDĐT"}
"""Segments often typed without the stroke that mean nothing else so (HD and DA do, and stay)."""
_BEHIND = re.compile(r"\s+ngày\s|[,;)]|\s+của\s")
_UNHYPHENED = re.compile(r"(?!(?:TTL[TBN]|NQL[TN]|CTHĐ|CTPH)\Z)(NĐ|ND|QĐ|QD|NQ|CT|TT(?!r))((?:[A-ZĐ]|(?<=TT)g){2,})")
"""Type and body that lost their hyphen, where the year says that both must be there: "118/2025/NĐCP"; not the types
that two words abbreviate: "TTLT"."""
_BENT_ASSEMBLY = re.compile(r"\A(UBTVQ|Q|[OG])[OG]?H(?=1\d\Z)")
"""The assembly and its term as recognition bends them: "OH15", "UBTVQOH13"."""


@lru_cache(maxsize=1 << 12)
def mended_symbol(segment: str) -> str:
    """A segment as it is compared: upper case, with the stroke that typing left out and the assembly's letters."""
    upper = segment.upper()
    return _BENT_ASSEMBLY.sub(lambda bent: "UBTVQH" if len(bent[1]) > 1 else "QH", _WITHOUT_STROKE.get(upper, upper))


@lru_cache(maxsize=1 << 12)
def looks_like_symbol(segment: str) -> bool:
    """Whether a segment is written as an abbreviation, not as a word ("KH", "TTg"; not "Trường")."""
    letters = [c for c in segment if c.isalpha()]
    if segment[0] not in _UPPER:
        return False
    if segment[1:2] == "h" and segment[2:].isdigit():
        return segment[0] == "Q"  # "Qh15", a slip for QH15
    small = sum(c not in _UPPER for c in letters)
    return segment in _TAILS or not small or (len(letters) - small >= 2 and small <= 2)


def read_segments(clean: str, end: int) -> tuple[tuple[str, ...], tuple[str, ...], bool, int]:
    """Read ``/KH-UBND`` from ``end``: segments, separators, whether the first one stood loose, new end."""
    segments: list[str] = []
    separators: list[str] = []
    loose = False
    while len(segments) < 8:
        within = _YEAR_WITHIN.match(clean, end) if segments else None
        if within:  # "02/CV/2020/SGV-CNDN"
            segments.append(within.group()[1:])
            separators.append("/")
            end = within.end()
        separator = SEPARATOR.match(clean, end)
        segment = separator and SEGMENT.match(clean, separator.end())
        if not separator or not segment:
            break
        written = _unglued(clean, segment)
        if len(written) == 1 and clean[segment.end():segment.end() + 1].isalpha():
            break  # a word whose next letter carries a mark: "31/CV-Về việc"
        ends_symbol = _BEHIND.match(clean, segment.end()) is not None
        if not _belongs(written, separator, segments, ends_symbol=ends_symbol) or (
                segments and _opens_heading(clean, separator, segment)):
            break
        loose = loose or (not segments and bool(separator[3]))
        segments.append(written.replace(" ", ""))
        separators.append(separator[2])
        end = segment.start() + len(written)
        tail = written == "BCĐ" and _COMMITTEE_TAIL.match(clean, end)
        if tail:
            segments[-1] += re.sub(r"\s", "", tail.group())
            end = tail.end()
    last = _YEAR_LAST.match(clean, end) if segments else None
    if last:  # "36/HC-2010": the year closes the symbol
        segments.append(last[2])
        separators.append(last[1])
        end = last.end()
    return tuple(segments), tuple(separators), loose, end


def _unglued(clean: str, segment: re.Match[str]) -> str:
    """A segment without the word that is run on to it ("TT-BGTVTngày", "QĐ-TTgngày"), and without a final full stop."""
    written = segment.group().rstrip(".")
    if written in _TAILS or (looks_like_symbol(written) and not clean[segment.end():segment.end() + 1].isalpha()):
        return written
    tails = (tail for tail in _TAILS if written.startswith(tail) and written[len(tail):].islower())
    bare = next(tails, written.rstrip(_SMALL))
    return bare if sum(map(str.isalpha, bare)) > 1 else written  # of "Trường" alone "T" is left: a word


def _belongs(segment: str, separator: re.Match[str], before: list[str], *, ends_symbol: bool) -> bool:
    """Whether a segment continues the symbol rather than starting the next words of the sentence; ``ends_symbol``:
    behind it stands what can follow a whole number only ("10395/CCT-Ktr ngày", "76/CV-Habeco;")."""
    spaced = bool(separator[3]) or (bool(separator[1]) and bool(before))
    if not before:
        return looks_like_symbol(segment) or (not spaced and segment.lower() in ("kh", "qđ", "nq", "nđ", "ct", "tt"))
    if spaced:
        return (segment.isupper() or segment in _TAILS) and len(segment) > 1 and len(before) < 3
    return looks_like_symbol(segment) or segment.lower() in ("cp", "ttg", "tw", "ubnd", "hđnd", "bca", "btc") or (
        ends_symbol and segment.istitle())


def _opens_heading(clean: str, separator: re.Match[str], segment: re.Match[str]) -> bool:
    """Whether a spaced dash leads into words in capitals: "SỐ 27-NQ/TW - TĂNG CƯỜNG …", not "SỐ 12/KH - UBND NGÀY"."""
    if separator[2] != "-" or not (separator[1] and separator[3]):
        return False
    following = _IN_CAPITALS.match(clean, segment.end())
    if following is None:
        return False
    if following["word"] is None:  # the segment ends inside a word: its next letter carries a mark
        return True
    return following["word"].isupper() and _SYLLABLE_IN_CAPITALS.match(segment.group()) is not None


def with_hyphen(segments: tuple[str, ...], separators: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Segments and separators of a number that carries its year, type and body told apart where their hyphen is lost:
    "118/2025/NĐCP"."""
    lost = _UNHYPHENED.fullmatch(segments[0]) if len(segments) == 1 else None
    return ((lost[1], lost[2]), (separators[0], "")) if lost else (segments, separators)
