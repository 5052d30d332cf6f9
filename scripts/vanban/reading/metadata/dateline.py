"""The two lines every letterhead has: the number, and the place with the date."""

from __future__ import annotations

import itertools
import re

from msgspec import Struct

from ...language.dates import match_date
from ...language.numbers import Number, match_number
from ...registry.grammar import Grammar
from ..layout.lines import Line
from . import marks
from .formulas import bent_number_word, number_word
from .place import names_province

_OCR_DIGITS = str.maketrans(dict.fromkeys("ILÌÍlìí|", "1") | {"O": "0", "o": "0"})
_DAY_MONTH = re.compile(r"\s*(\S{1,3}?)[:.,;']?\s*tháng\s*(\S{1,3}?)[:.,;']?\s*năm\s*(\d{4})")
"""Day and month, a speck behind each: "08:tháng 02 năm 2014"."""
_SPECKS = re.compile(r"(?<=[0-9OoIlL])[ˆ^'´`˜°.,:;]+(?=\s*(?:tháng|năm))")
_PARTED_DAY = re.compile(r"(?<!\S)([0-3]) (\d)(?=\s*tháng)")
"""A day stamped digit by digit: "2 0 tháng 8"."""
_TENTH = re.compile(r"(?:(?<=tháng)|(?<=tháng ))(?:[^\s\dOo]|[47](?=0))[0OoÔÓ](?=\s*năm)")
"""A month of two signs whose second is a nought can only be the tenth: "tháng 40", "tháng AO"."""
_BENT_MONTH, _BENT_YEAR = re.compile(r"th[aăắẳằâdié]ng"), re.compile(r"n[aầắà]m")
_INSTEAD_OF_COLON = re.compile(r"\A[¿;»](?=\d)")
_ON_DOTS = re.compile(r"\A[.…]+ ?(?P<serial>\d{1,5}) ?[.…]*(?= ?/)")
"""A serial written on the form's dotted line: ".42 /QĐ-BV"."""
_STAMPED_DIGITS = re.compile(r"\A\d(?: \d){2,4}(?= ?/)")
"""A serial stamped digit by digit: "1 0 9 4 3 /BYT-MT"."""
_NO_SLASH = re.compile(r"\A(\d{2,6}) (?=[A-ZĐ]{2,}-[A-ZĐ]{2,})")
"""A serial before a symbol whose slash is lost: "94469 CT-TTHT"."""
_DAY_ONLY = re.compile(r"ngày(?:\s+\d{1,2})?$")
"""The end of a line that an empty one parts from its day, month and year."""
_REST_OF_DAY = re.compile(r"(?:\d{1,2}\s+)?tháng\s")
_YEAR_LEFT = re.compile(r"0[12]\d/")
"""What is left of a number's year where "Số" and the serial are lost: "017/NĐ-CP"."""
_WRITTEN_YEAR = re.compile(r"\d{4}")
_LONGEST_BENT = 36
"""Characters of what recognition left of a date at a line's end."""
_NUMBER_ONLY = re.compile(r"^\d{1,5}[a-z]?\s?[/\-]\s?(?:\d{4}\s?/\s?)?[A-ZĐ]")


def read_number(line: Line, grammar: Grammar) -> str | None:
    """The number of a number line; the empty string for one whose serial is blank; else ``None``."""
    found = number_word(grammar).match(line.text) or bent_number_word(grammar).match(line.text)
    if found is None:
        if _NUMBER_ONLY.match(line.text) and len(line.text) < 40:
            number = match_number(line.text, 0)
            if number and _YEAR_LEFT.match(line.text):
                return ""
            return number.number.display if number and number.end > len(line.text) - 3 else None
        return None
    text = _ON_DOTS.sub(r"\g<serial>", _INSTEAD_OF_COLON.sub("", " ".join(line.text[found.end():].split())))
    text = _STAMPED_DIGITS.sub(lambda digits: digits.group().replace(" ", ""), text)
    text = _NO_SLASH.sub(r"\1/", text)
    number = match_number(text, 0)
    if number is None and not re.search(r"/\s?\S*[A-ZĐ]{2}", text):
        return None if text[:1].isdigit() else ""
    return number.number.display if number and _is_legible(number.number, grammar) else ""


def _is_legible(number: Number, grammar: Grammar) -> bool:
    """Whether a header's number can be what was printed: no letters glued to its serial but a type's ("25QĐ/UB")."""
    glued = number.separators[:1] == ("",) and number.year is None
    return number.serial[-1] != "Đ" and not (glued and not grammar.registry.types_of_abbreviation(number.segments[0]))


def read_symbol(line: Line) -> str | None:
    """The symbol of a number line, after a nought for its serial; ``None`` when the line has none."""
    found = marks.SYMBOL.search(line.text)
    return f"0/{found['symbol'].replace(' ', '')}" if found else None


def find_place_date(text: str, grammar: Grammar) -> re.Match[str] | None:
    """A place and a date in a line, or a province and what recognition left of a date; ``None``: neither is there."""
    if marks.DAY.search(text) is None:
        return None
    found = marks.place_date(grammar).search(text) if marks.is_dated(text) else None
    if found is not None:
        return found
    last = marks.DAY.search(text, max(0, len(text) - _LONGEST_BENT))
    bent = ((marks.bent_place_date(grammar).search(text) if last else None) or marks.SMALL_PLACE_DATE.search(text)
            or marks.upper_place_date(grammar).search(text))
    return bent if bent is not None and names_province(bent["place"], grammar) else None


class PlaceDate(Struct, frozen=True, gc=False):
    """A place-and-date line of ``pieces`` pieces: the span of the place, the ISO date, else the year where day or month
    is blank or unreadable; each ``None`` where the line does not tell it."""

    pieces: int
    place: tuple[int, int] | None
    date: str | None = None
    year: int | None = None


def read_place_date(pieces: list[Line], position: int, grammar: Grammar) -> PlaceDate | None:
    """The place and date where their line begins, which may wrap over three; ``None`` where none begins."""
    blank = None
    for count in (1, 2, 3):
        lines = pieces[position:position + count]
        if len(lines) < count or any(not _wraps(a, b) for a, b in itertools.pairwise(lines)):
            break
        joined = " ".join(" ".join(line.text.split()) for line in lines)
        forms = marks.place_date(grammar), marks.short_place_date(grammar), marks.BARE_DATE
        found = next(filter(None, (form.match(joined) for form in forms)), None)
        if found is None and count == 1 and (bent := find_place_date(joined, grammar)) and bent.start() == 0:
            found = bent
        if found is None:
            continue
        place = _span_of(found["place"], lines) if "place" in found.re.groupindex else None
        year = _WRITTEN_YEAR.search(found["date"])
        if year:
            date = read_date(found["date"])
            return PlaceDate(count, place, date, None if date else _year(year.group()))
        blank = blank or PlaceDate(count, place)
    return blank


def _year(written: str) -> int | None:
    return int(written) if written.startswith(("19", "20")) else None


def _wraps(line: Line, following: Line) -> bool:
    torn = _DAY_ONLY.search(line.text) is not None and _REST_OF_DAY.match(following.text) is not None
    near = following.row <= line.row + 2 if torn else following.row == line.row + 1
    return following.cell == line.cell and near and len(line.text) < 60


def _span_of(place: str, lines: list[Line]) -> tuple[int, int]:
    """The clean span of a place name whose white space was collapsed; it may end on the second line."""
    ends = [line.start + sign.end() for line in lines for sign in re.finditer(r"\S", line.text)]
    return lines[0].start, ends[len("".join(place.split())) - 1]


def read_date(written: str) -> str | None:
    """ISO date of " 20 tháng 11 năm 2025"; letters that stand for digits are read as digits; ``None``: no day."""
    written = _BENT_YEAR.sub("năm", _BENT_MONTH.sub("tháng", written))
    written = _TENTH.sub("10", _SPECKS.sub("", _PARTED_DAY.sub(r"\1\2", written)))
    stripped = written.strip()
    found = match_date(stripped, 0)
    if found:
        return _possible(found.iso)
    parts = _DAY_MONTH.fullmatch(written)
    if not parts:
        return None
    day, month = (part.translate(_OCR_DIGITS) for part in parts.group(1, 2))
    if not (day.isdecimal() and month.isdecimal()):
        return None
    again = match_date(f"{day} tháng {month} năm {parts[3]}", 0)
    return _possible(again.iso) if again else None


def _possible(date: str | None) -> str | None:
    """A day that a text can be of; ``None`` for one of another millennium: "năm 3023"."""
    return date if date and _year(date[:4]) else None
