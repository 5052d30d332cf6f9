"""What makes two mentions the same instrument: number, body, subject; and the address made of them.

Everything here looks at values only. Gathering the mentions of a collection is for ``clusters``.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import lru_cache

from ..language.folding import fold, slugify
from ..language.letters import ONE_DASH, new_tone_placement
from ..language.numbers import parse_number
from ..language.symbols import mended_symbol
from ..models import BodyParts, Document, NumberParts, Record
from ..registry.tables import Registry

_YEAR = re.compile(r"(?:19|20)\d\d")
_ASSEMBLY = re.compile(r"(?:UBTV)?QH\d*$")
_ASSEMBLY_BEGINS = re.compile(r"(?:UBTV)?QH")
_FIRST_YEARS = {8: 1987, 9: 1992, 10: 1997, 11: 2002, 12: 2007, 13: 2011, 14: 2016, 15: 2021, 16: 2026}
"""The year in which each National Assembly began: the old one passed laws in it too."""
_WORD = re.compile(r"[a-z0-9]+")

_remembered = lru_cache(maxsize=1 << 16)
"""The same numbers, names and subjects come again and again in a collection."""

AGREE = 0.8
"""Share of the shorter subject's words found in the other one for two subjects to be the same."""
DIFFER = 0.5
"""Below this share two subjects speak of different things."""
_ENOUGH_WORDS = 4
_UNREADABLE = 99


def is_short(number: NumberParts) -> bool:
    """Whether only the serial is given ("124"), perhaps with its year, without a symbol."""
    return number.serial.isdigit() and all(map(str.isdigit, number.segments))


def is_bare_government(number: NumberParts) -> bool:
    """Whether the symbol is the Government's alone, as before types and years stood in it (09/CP)."""
    return number.segments == ("CP",) and number.year is None


def is_assembly(number: NumberParts) -> bool:
    """Whether the symbol is the National Assembly's, whose laws and resolutions share it."""
    return any(map(_ASSEMBLY.match, number.segments))


def assembly_kind(type_: str) -> str:
    """What parts laws and resolutions, which are numbered apart, by the type as it is compared; "" without one."""
    return type_ if type_ in ("", "nghị quyết") else "luật"


def assembly_series(number: NumberParts) -> tuple[str, ...] | None:
    """What number and year are counted in: the symbol without the term; ``None`` for another body's number."""
    last = _ASSEMBLY_BEGINS.match(number.segments[-1]) if number.segments else None
    return (*number.segments[:-1], last.group()) if last else None


def assembly_term(number: NumberParts) -> int | None:
    """The term that an assembly's number carries ("QH15"); ``None`` where it is cut or bent ("QH", "QHI", "QH151")."""
    written = number.segments[-1].lstrip("UBTVQH")
    return int(written) if written.isdecimal() and int(written) in _FIRST_YEARS else None


def assembly_term_fits(number: NumberParts) -> bool:
    """Whether the assembly of that term sat in the year of the number."""
    term = assembly_term(number)
    return term is not None and number.year is not None and \
        _FIRST_YEARS[term] <= number.year <= _FIRST_YEARS.get(term + 1, number.year)


def misspelt(written: str, registry: Registry) -> int:
    """How many parts of a number as written differ from how the registry writes them; 0 for a good spelling."""
    number = parse_number(written)
    if number is None:
        return _UNREADABLE
    known = _abbreviations(registry)
    unknown = sum(not {segment, segment.rstrip("0123456789")} & known for segment in number.segments)
    return unknown + number.separators.count("") + (number.canonical != number.display)


@lru_cache(maxsize=4)
def _abbreviations(registry: Registry) -> frozenset[str]:
    """Every abbreviation of a type (the first of those that differ in strokes only) and symbol of a body."""
    types = {short for row in registry.types for short in row.abbreviations if mended_symbol(short) == short.upper()}
    return frozenset(types | {symbol for row in registry.bodies for symbol in row.written_symbols})


def canonical(number: str) -> str:
    """The spelling that variants share: Party numbers as 48-CT/TW, others as written."""
    parsed = parse_number(number)
    return parsed.canonical if parsed else number


def name_in_key(instrument: str) -> str:
    """The name or number in a citation's key for its instrument, without the year behind it."""
    return instrument.rpartition("@")[0] or instrument


@_remembered
def comparable_name(text: str) -> str:
    """Words compared as names: lower case, one space, one tone placement, no quotes or final stop."""
    plain = re.sub("[“”\"'‘’]", "", unicodedata.normalize("NFC", text).translate(ONE_DASH).lower())
    return new_tone_placement(" ".join(plain.split())).strip(" .;,:")


@_remembered
def subject_words(subject: str | None) -> frozenset[str]:
    """The words of a subject without their marks."""
    return frozenset(map(sys.intern, _WORD.findall(fold(subject or ""))))


def subjects_agree(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two subjects are the same but for cuts and small changes; years that differ are a difference."""
    return min(len(one), len(other)) >= _ENOUGH_WORDS and _overlap(one, other) >= AGREE


def subjects_differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two known subjects speak of different things."""
    return bool(one and other) and _overlap(one, other) < DIFFER


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    shared = len(one & other)
    if not shared:
        return 0.0
    years, others = _years(one), _years(other)
    return 0.0 if years - others and others - years else shared / min(len(one), len(other))


@_remembered
def _years(subject: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in subject if _YEAR.fullmatch(word))


def territory_named(bodies: tuple[BodyParts, ...]) -> tuple[str, str] | None:
    """Type word and name of the first territory among the issuers; ``None`` for bodies of the centre."""
    return next(((body.kind, body.place) for body in bodies if body.kind and body.place), None)


def slug_of(number: NumberParts, year: int | None, place: tuple[str, str] | None, type_: str | None = None) -> str:
    """The address of a numbered instrument: number, year unless the number has it, territory of a local body.

    The serial has two digits at least; a number without symbol is preceded by its type.
    """
    pieces = [slugify(type_ or "")] if is_short(number) else []
    pieces += [number.serial.zfill(2), *([str(number.year)] if number.year else []), *number.segments]
    if year and number.year is None:
        pieces.append(str(year))
    if place:
        pieces.append(place[1])
    return slugify(" ".join(pieces), 100)


def expected_slug(held: Record | Document) -> str | None:
    """The slug that number, date and body of a document give; ``None`` where number or year are not known.

    Where two instruments would share it, the later one carries the month and day behind it.
    """
    document = held.document if isinstance(held, Record) else held
    if document.number_parts is None or not document.issued_in:
        return None
    year = document.number_parts.year or document.issued_in
    return slug_of(document.number_parts, year, territory_named(document.bodies), document.type)
