"""What a receiver's stamp leaves among the lines of a title: its own line, or the end of one."""

from __future__ import annotations

import re

from ...language.encodings import is_syllable
from ...language.letters import CAP, LOW
from ..layout.lines import Line

_PORTAL = re.compile(
    rf"(?:(?<!\S)(?:[{CAP}]{{2,}}|\S{{1,2}}[’']?)\s){{0,3}}(?<!\w)[BĐDP]\S{{2,4}}\sT[{CAP}]{{1,2}}\sC[{CAP}]{{2,4}}\sPH[{CAP}](?!\w)")
"""The portal's stamp as recognition bends "CỔNG THÔNG TIN ĐIỆN TỬ CHÍNH PHỦ": "CONG THONG Ps B'ÊN TỦ CHÍNH PHÙ"."""
_GOVERNMENT = re.compile(rf"(?<!\w)CHÍNH PH[{CAP}](?!\w)")
_SCRAPS = re.compile(r"[—¬…=|\[\]{}<>°»«]|\.\.")
_WORD = re.compile(r"[^\W\d_]+")
_TWO_WORDS = re.compile(r"[^\W\d_]{2} +[^\W\d_]{2}")
_FEWEST_ODD, _ODD, _BENT = 3, 0.5, 0.25
"""Small words of a line that are no syllables, and their share, from which on nobody wrote it; their share in a title
that recognition bent."""
_SHORT = 4
"""Characters of a line without a letter that is no years' ("- 2", not "2026 - 2030")."""
_BEHIND = re.compile(rf"(?<=[{LOW}),] )(?:[^\w\n]\s){{0,3}}[{CAP}]{{3,}}\s[{CAP}]{{3,}}\s[^,\n]*$")
_IN_CAPITALS = 2
"""Blanks in a line of capitals inside a subject in small letters that a stamp put there."""


def without_portal(line: Line, first: Line) -> list[Line]:
    """A line below ``first``, where a title in small letters begins, without the portal's stamp in it: what stands
    before and behind, if words."""
    stamp = None if first.is_upper else _PORTAL.search(line.text)
    if stamp is None:
        return [line]
    return [part for part in (line.part(0, stamp.start()), line.part(stamp.end())) if is_phrase(part.text)]


def is_stamped(line: Line, first: Line) -> bool:
    """Whether a line below ``first``, where a title in small letters begins, is what is left of a stamp: scraps that
    are no words. Where recognition bent the title's own words, no word tells."""
    text = line.text
    letters, signs = sum(map(str.isalpha, text)), sum(map(str.isspace, text))
    if first.is_upper or letters == 0:
        return not first.is_upper and len(text) < _SHORT
    odd, words = _odd_words(text)
    above, legible = _odd_words(first.text)
    if above < _BENT * legible and (odd >= max(_FEWEST_ODD, _ODD * words) or (
            odd >= _FEWEST_ODD - 1 and _GOVERNMENT.search(text))):
        return True
    return 2 * letters < len(text) - signs and _SCRAPS.search(text) is not None


def _odd_words(text: str) -> tuple[int, int]:
    """How many words in small letters, or of one letter, are no syllables, and how many words there are."""
    words = [word for word in (each.strip(",.;:()“”\"") for each in text.split()) if word.isalpha()]
    return sum(not is_syllable(word) for word in words if word[0].islower() or len(word) == 1), len(words)


def is_phrase(text: str) -> bool:
    """Whether two words stand side by side in a line, and two that can be Vietnamese: no scraps ("Sst mod „ .")."""
    return _TWO_WORDS.search(text) is not None and sum(map(is_syllable, _WORD.findall(text))) > 1


def in_capitals(line: Line, first: Line) -> bool:
    """Whether a line within a subject in small letters is in capitals, as a stamp's is."""
    return line.text.isupper() and line.text.count(" ") >= _IN_CAPITALS and not first.is_upper


def unstamped_end(line: Line) -> Line:
    """A line in small letters without a receiver's stamp in capitals at its end ("… liên quan CỤC THUẾ TỈNH A")."""
    stamp = _BEHIND.search(line.text)
    words = stamp.group().split() if stamp else []
    shouted = sum(word.isupper() and len(word) > 1 for word in words)
    return line.part(0, stamp.start()) if stamp and shouted > _IN_CAPITALS and not line.is_upper else line
