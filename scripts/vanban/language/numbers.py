"""The grammar of "số, ký hiệu": a serial and a symbol made of abbreviation segments.

Families and slips follow Decree 30/2020/NĐ-CP (state), Guidance 36-HD/VPTW (Party) and what circulates:
spaces around separators, swapped separators, spaces for hyphens, a symbol broken over two lines.
A number is read at a place; whether it is a citation is for the citation grammar to say.
"""

from __future__ import annotations

import operator
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from msgspec import Struct

from ..models import NumberParts
from .digits import number_places
from .letters import ONE_DASH
from .symbols import SEGMENT, SEPARATOR, looks_like_symbol, mended_symbol, read_segments, with_hyphen

_SERIAL = re.compile(r"\d{1,8}(?:-\d{1,6}(?=/[A-ZĐ]))?(?:\.\d{1,3}(?=[ ]?/[ ]?20\d\d[ ]?(?:[/\-]|[A-ZĐ])))?[a-zA-ZđĐ]?")
_COMPOUND = re.compile(r"(?<![\w/.,-])\d{1,6}-\Z")
_DOTTED = re.compile(r"(?<![\d.,])\d{1,4}\.\Z")
_YEAR = re.compile(r"[ ]{0,4}/[ ]?((?:19|20)(?:\d[ ]?\d|[ ]\d\d))(?!\d)")
_BROKEN_OFF = re.compile(r"[ ]?\n[ ]{0,4}(?=/[A-ZĐ]{2})")    # between serial and symbol: "số 409 / /TTr-SNV"
_SPACED = re.compile(r"""
    (\d{1,5})(?: [ ](?P<spaced>[A-ZĐ]{1,4}[a-zđ]?[A-ZĐ]?)\s?/\s? | (?P<glued>[A-ZĐ]{2}[a-zđ]?[A-ZĐ]?)/
                | [ ]?(?P<unslashed>[A-ZĐ]{2,3}[a-zđ]?)[-–](?=[A-ZĐ]{2}))(?=[A-ZĐ])""", re.VERBOSE)
_PARTY_ISSUERS = re.compile(r"""
    (?: TW|TU|HU|QU|ThU|TXU|ĐU|ĐUK|QUTW|TWĐTN|ĐTN|TĐTN|ĐUQH|ĐUCP                            # 09-CT/TW
      | (?:BTC|BTG|BTGDV|BDV|BNC|UBKT|BKT|BCSCL|BCĐ|VP)(?:TW|TU|HU|QU|ThU|ĐU)               # 12-HD/BTCTW
    )$""", re.VERBOSE | re.IGNORECASE)
_UNIFIED = ONE_DASH | str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ"})
_BETWEEN = re.compile(r"[\s/\-.]+")
_YEAR_PART = re.compile(r"(?:19|20)\d\d")
_PARTS = re.compile(rf"\A(?:{_SERIAL.pattern})(?![^\W_])|[^\s/\-.]+")
"""A serial at the start that no letter is run on to, and what separators part behind it."""
_ZEROS = re.compile(r"\A0+(?=\d)")


class Number(Struct, frozen=True, dict=True):
    """A parsed number: ``serial`` and ``segments`` as written, ``year`` only when the number carries it.

    ``separators`` are those written between the parts, dashes unified, in order.
    """

    serial: str
    segments: tuple[str, ...] = ()
    separators: tuple[str, ...] = ()
    year: int | None = None

    @property
    def display(self) -> str:
        """As written, without spaces: ``31/KH-UBND``, ``124/2021/TT-BCA``, ``422``."""
        return self._written(self.segments, self.separators)

    def _written(self, segments: tuple[str, ...], separators: tuple[str, ...]) -> str:
        year = f"/{self.year}" if self.year else ""
        return self.serial + year + "".join(map(operator.add, separators, segments))

    @property
    def is_party(self) -> bool:
        """Whether the issuer segment is a Party body's; separators alone do not tell."""
        return is_party_number(self.parts)

    @cached_property
    def canonical(self) -> str:
        """The spelling all variants share: Party numbers as ``09-CT/TW``, strokes and separators mended."""
        segments = _mended(self.segments)
        if self.is_party and self.year is None:
            return f"{self.serial}-{segments[0]}/" + "-".join(segments[1:])
        unslashed = self.separators[:1] == ("",) and (self.year is not None or self.separators[1:2] == ("-",))
        first = ("/",) if unslashed else self.separators[:1]
        return self._written(segments, (*first, *(mark or "-" for mark in self.separators[1:])))

    @cached_property
    def parts(self) -> NumberParts:
        """The number as it is compared with others; a year that closes the symbol is its year (38/QH14/2019)."""
        return NumberParts(_ZEROS.sub("", self.serial.upper()), *_compared(self.segments, self.year))

    @cached_property
    def match_key(self) -> str:
        """The one form in which numbers are equal, :attr:`NumberParts.key`."""
        return self.parts.key


@lru_cache(maxsize=1 << 12)
def _mended(segments: tuple[str, ...]) -> tuple[str, ...]:
    """Segments with the strokes that typing left out, those that lack none as written; most numbers share a few.

    In a line of capitals the Prime Minister's letters are those of any other: "06/QĐ-TTG".
    """
    return tuple("TTg" if one == "TTG" else one if (mended := mended_symbol(one)) == one.upper() else mended
                 for one in segments)


@lru_cache(maxsize=1 << 12)
def _compared(segments: tuple[str, ...], year: int | None) -> tuple[int | None, tuple[str, ...]]:
    """The year, which may close the segments, and these as they are compared."""
    parts = [part for segment in segments for part in _BETWEEN.split(segment)]
    if len(parts) > 1 and _YEAR_PART.fullmatch(parts[-1]) and year in (None, int(parts[-1])):
        year = int(parts.pop())
    return year, tuple(map(mended_symbol, parts))


class NumberMatch(Struct, frozen=True, gc=False):
    """A number found at ``clean[start:end]``; ``loose`` when white space stood right after a separator."""

    start: int
    end: int
    number: Number
    loose: bool = False


def match_number(clean: str, start: int) -> NumberMatch | None:
    """Read the number with a symbol that begins at ``start``: serial, optional year, segments; ``None``: none does."""
    serial = _SERIAL.match(clean, start)
    if serial is None:
        return None
    end = serial.end()
    year = _YEAR.match(clean, end)
    if year and SEPARATOR.match(clean, year.end()):
        end = year.end()
    elif year and (first := SEGMENT.match(clean, year.end())) and looks_like_symbol(first.group()):
        return _run_on(clean, start, serial.group(), year, first)
    else:
        year = None
    broken = _BROKEN_OFF.match(clean, end)
    segments, separators, loose, end = read_segments(clean, broken.end() if broken else end)
    if not segments:
        return _spaced(clean, start)
    number = _number(serial.group(), segments, separators, int(year[1].replace(" ", "")) if year else None)
    return NumberMatch(start, end, number, loose or broken is not None)


def _number(serial: str, segments: tuple[str, ...], separators: tuple[str, ...], year: int | None) -> Number:
    parts = with_hyphen(segments, separators) if year else (segments, separators)
    return Number(serial, *parts, year)


def _run_on(clean: str, start: int, serial: str, year: re.Match[str], first: re.Match[str]) -> NumberMatch:
    """Read "127/2007NĐ-CP", where the separator after the year is missing."""
    segments, separators, _, end = read_segments(clean, first.end())
    number = _number(serial, (first.group(), *segments), ("", *separators), int(year[1].replace(" ", "")))
    return NumberMatch(start, end if segments else first.end(), number)


def _spaced(clean: str, start: int) -> NumberMatch | None:
    """Read "09 CT/TW", where a space stands for the hyphen, "49CV/THP", where nothing does, and "1675QĐ-UBND"."""
    found = _SPACED.match(clean, start)
    if found is None:
        return None
    kind = next(name for name in ("spaced", "glued", "unslashed") if found[name])
    segments, separators, _, end = read_segments(clean, found.end(kind))
    number = Number(found[1], (found[kind], *segments), ("-" if kind == "spaced" else "", *separators))
    return NumberMatch(start, end, number, kind == "unslashed") if segments else None  # "5 KH-TC" may be a unit


def scan_numbers(clean: str, places: Sequence[re.Match[str]] | None = None) -> Iterator[NumberMatch]:
    """All numbers with a symbol, in text order; a serial inside another token is not one.

    ``places``: where they may begin, where that was sought before.
    """
    position = 0
    for candidate in number_places(clean)[0] if places is None else places:
        start = candidate.start()
        if start < position:
            continue
        position = candidate.end()
        before = _before(clean, start)
        dotted = _DOTTED.search(clean, max(0, start - 5), start) if before == "." else None
        if dotted and _YEAR.search(candidate.group() + clean[candidate.end():candidate.end() + 6]):
            start = dotted.start()  # "66.15/2026/NQ-CP": an instrument of a numbered programme
            before = _before(clean, start)
        compound = _COMPOUND.search(clean, max(0, start - 8), start) if before == "-" else None
        if compound and "/" in candidate.group():
            start = compound.start()  # "2201-21/JBSV": a company's serial with its year
            before = _before(clean, start)
        if before in "/-.," and clean[start - 2:start - 1].isdigit():
            continue
        if before.isalpha() and clean[max(0, start - 2):start].lower() != "số":
            continue
        if found := match_number(clean, start):
            position = found.end
            yield found


def _before(clean: str, start: int) -> str:
    """The character before an offset; a blank at the start of the text."""
    return clean[start - 1] if start else " "


@lru_cache(maxsize=64)
def parse_number(written: str) -> Number | None:
    """Parse a number that stands alone ("48/CT-TW", "422"); ``None`` when it is not one."""
    text = " ".join(written.split())
    if (found := match_number(text, 0)) and found.end == len(text):
        return found.number
    return Number(text) if _SERIAL.fullmatch(text) else None


@lru_cache(maxsize=1 << 16)
def parts_of(written: str) -> NumberParts:
    """The parts of a number in any spelling; one that the grammar cannot read is cut at its separators."""
    text = " ".join(unicodedata.normalize("NFC", written).translate(_UNIFIED).partition("(")[0].split())
    if (number := parse_number(text)) and number.segments:
        return number.parts
    found = _PARTS.findall(text)
    rest = found[1:]
    year = int(rest.pop(0)) if rest and _YEAR_PART.fullmatch(rest[0]) else None
    return Number("".join(found[:1]), tuple(rest), ("/",) * len(rest), year).parts


def is_party_number(number: NumberParts) -> bool:
    """Whether the issuer segment is a Party body's."""
    return len(number.segments) > 1 and bool(_PARTY_ISSUERS.match(number.segments[1]))
