"""Symbols of numbers that recognition bent, read as the one symbol that can stand there: "QĐĐ-TTg" is "QĐ-TTg".

Only in a text whose letters a machine recognised. A segment that no table knows is compared with those that the
words around it allow: the abbreviations of the type in front, the symbols of the body behind, those that the document
has elsewhere with the same other half. Where several are as near, or none is near, nothing is guessed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec.structs import replace
from rapidfuzz.distance import Levenshtein

from ...language.numbers import Number
from ...language.symbols import mended_symbol
from ...registry.document_types import DocumentType
from ...registry.grammar import Grammar
from ..bodies import BodyMatch, is_symbol, symbols_written
from .mention import Mention

_ALIKE = str.maketrans({
    "D": "Đ", "O": "Q", "0": "Q", "G": "Q", "C": "Q", "I": "1", "l": "1", "L": "1", "T": "1", "J": "1", "i": "1",
    "N": "H", "M": "H", "K": "H", "V": "U", "Y": "U", "W": "U", "B": "8", "R": "8", "P": "8", "E": "F", "S": "5",
    "Z": "2"})
"""Letters that recognition takes one for another, as one of each kind."""
_ASSEMBLY = "QH"
"""What the symbols of the National Assembly end with, before the number of its term."""
_TERM = re.compile(r"[IlO0-9S]{2}\Z")
_DIGITS = str.maketrans("IlOS", "1105")
"""The number of the assembly's term as recognition bends it ("OHI2")."""
_TYPE = re.compile(r"(?<=/)[^/-]+(?=-[^/]*\Z)")
"""The type's symbol in a number: "KH" in "31/KH-UBND"."""
_LONG = 6
"""Letters of a symbol from which on two of them may be bent."""
_UNIT = 4
"""Letters of a symbol below which it may be a unit's or a firm's own that only looks like another."""


def unbent(mentions: Sequence[Mention], grammar: Grammar) -> tuple[Mention, ...]:
    """The mentions of a recognised text, bent symbols of their numbers read as what they can only be."""
    clean = _clean_pairs(mentions, grammar)
    return tuple(_unbent(mention, clean, grammar) for mention in mentions)


def _clean_pairs(mentions: Iterable[Mention], grammar: Grammar) -> defaultdict[str, set[str]]:
    """The body's symbols that stand behind each type's in the document, both known to the tables."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        segments = mention.segments
        if len(segments) > 1 and _type_known(segments[0], grammar) and is_symbol(segments[1], grammar):
            found[mended_symbol(segments[0])].add(segments[1])
    return found


def _unbent(mention: Mention, clean: defaultdict[str, set[str]], grammar: Grammar) -> Mention:
    number = mention.number
    if number is None or not number.segments:
        return mention
    segments = list(number.segments)
    if len(segments) > 1 or number.year:
        segments[0] = _type_segment(mention, number, grammar)
    if len(segments) > 1:
        segments[1] = _body_segment(mention, segments[0], number, clean, grammar)
    read = tuple(segments)
    return mention if read == number.segments else replace(
        mention, number=replace(number, segments=read), bent=number.display)


def _type_known(segment: str, grammar: Grammar) -> bool:
    return bool(grammar.registry.types_of_abbreviation(mended_symbol(segment)))


def _type_segment(mention: Mention, number: Number, grammar: Grammar) -> str:
    """The first segment: an abbreviation of the type that the words name, the assembly's symbol for a law."""
    written = number.segments[0]
    row = grammar.registry.type_named(mention.type)
    if row and "law" in row.traits:
        return _nearest(written, (_ASSEMBLY,)) or written
    if row is None or "letter" in row.traits or _type_known(written, grammar) or is_symbol(written, grammar):
        return written
    return _nearest(written, row.abbreviations[:1]) or written


def unbent_type(written: str, row: DocumentType, grammar: Grammar) -> str | None:
    """The abbreviation of a type that a number's unknown first segment is nearest to; ``None``: known, or none is."""
    known = _type_known(written, grammar) or is_symbol(written, grammar)
    return None if known or "letter" in row.traits else _nearest(written, row.abbreviations[:1])


def note_of_bent(read: str, number: str) -> str:
    """What a reader is told of a number that was read otherwise than its letters were recognised."""
    return f"Chữ nhận dạng là {read}; đọc là {number}, cần đối chiếu bản gốc."


def as_recognised(number: str, text: str) -> str | None:
    """A document's number as the letters of its text have it, where its type was read anew; ``None`` where it stands
    there as it is."""
    around = (r"\s?".join(map(re.escape, part)) for part in _TYPE.split(number, maxsplit=1))
    found = re.findall(r"(?<!\d)" + r"\s?[^\s/-]{1,8}\s?".join(around), text)
    written = dict.fromkeys("".join(each.split()) for each in found)
    return next(iter(written), None) if number not in written else None


def _body_segment(mention: Mention, type_: str, number: Number, clean: defaultdict[str, set[str]],
                  grammar: Grammar) -> str:
    """The second segment: a symbol of the body that the words name, or one that stands so elsewhere."""
    written = number.segments[1]
    rows = grammar.registry.types_of_abbreviation(mended_symbol(type_))
    if is_symbol(written, grammar) or not rows:
        return written
    named = _symbols_of(mention.body)
    if named and (found := _nearest(written, named)):
        return found
    if len(written) < _UNIT:
        return written
    if found := _nearest(written, clean[mended_symbol(type_)]):
        return found
    normative = number.year is not None and rows[0].normative != "no"
    return (_nearest(written, symbols_written(grammar)) if normative else None) or written


def _symbols_of(body: BodyMatch | None) -> tuple[str, ...]:
    rows = body.parts[0].rows if body else ()
    return tuple(symbol for row in rows for symbol in row.written_symbols)


def _nearest(written: str, symbols: Iterable[str]) -> str | None:
    """The one symbol that ``written`` is nearest to, the assembly's with its term; ``None``: several are, or none."""
    found: dict[str, tuple[int, str]] = {}
    for symbol in sorted(symbols):  # of two spellings the one with the stroke comes last
        term = _TERM.search(written, len(symbol)) if symbol.endswith(_ASSEMBLY) else None
        far = _bent_letters(written[:term.start()] if term else written, symbol)
        if far is not None:
            read = symbol + term.group().translate(_DIGITS) if term else symbol
            known = found.get(mended_symbol(symbol))
            found[mended_symbol(symbol)] = min(far, known[0]) if known else far, read
    best = [read for far, read in found.values() if far == min(found.values())[0]]
    return best[0] if len(best) == 1 else None


def _bent_letters(written: str, symbol: str) -> int | None:
    """How many letters were bent, those taken for one they look like not counted; ``None``: too many."""
    if _look(written) == _look(symbol):
        return 0
    most = 2 if len(symbol) >= _LONG else 1 if max(len(symbol), len(written)) > 2 else 0
    if symbol.endswith(_ASSEMBLY) and len(written) != len(symbol):  # what is left of a term's number
        return None
    far = Levenshtein.distance(written, symbol, score_cutoff=most)
    return far if far <= most else None


def _look(symbol: str) -> str:
    return symbol.translate(_ALIKE)
