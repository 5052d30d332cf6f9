"""The type word of a citation: looked up right before a number, or scanned for at a short form."""

from __future__ import annotations

import re

from msgspec import Struct
from rapidfuzz.fuzz import ratio

from ...language.folding import fold, fold_word
from ...language.numbers import NumberMatch
from ...language.symbols import mended_symbol
from ...registry.grammar import Grammar, compiled

SO = frozenset(("số", "sô", "só", "sỏ", "sồ", "sổ", "sỗ", "sộ", "sơ", "so", "sé", "sế", "sd"))
"""The word "số", also as scans misread it."""
_NO_WORD = re.compile(r"[^\w \n]|[\d_]")
_GENERIC = ("văn", "bản")
"""The word for a text of any type: its symbol tells which."""
_SO_FOLDED = frozenset(map(fold_word, SO))
_PRINTED = re.compile(r"[^\s\[\]]+")
_NO_LETTER = re.compile(r"[\W\d_]+")
_BORDERS = ("|", ";", "(", ")", "\n\n")
"""What no type is written across, nor across a colon; a speck that was read as one stands free ("Nghị định : số")."""
_SEVERAL = re.compile(r"(?:các|những)\s+\Z", re.IGNORECASE)
_BENT_WINDOW = 40
_WHOLE_NUMBER = re.compile(r"(?:[^\W\d_]|(?<!\w)[sS]6)[.,:]?\s+['‘’]?\Z")
"""A word right before a number: no digit or mark that recognition tore from it ("số 22 5/QĐ-SYT", "số §3/2013")."""
_ALIKE = 80.0
"""How alike, of 100, bent words are to the type they can only be."""
_LONGEST = 5
_WORDS_BETWEEN = 9
_WINDOW = 72
_FORM_REACH = 60
"""Characters before a number in which its form is named, with the forms listed before it."""


@compiled
def type_words(grammar: Grammar) -> dict[str, str]:
    """Every written form of a document type, in lower case with single spaces, to its canonical name."""
    words = {}
    for row in grammar.registry.types:
        for form in (*row.aliases, row.name):
            words[" ".join(form.lower().split())] = row.name
    return words


def lacks_type(match: NumberMatch, grammar: Grammar) -> bool:
    """Whether what looks like a number without its slash begins with no type: "1QL-ABC", not "1675QĐ-UBND"."""
    number = match.number
    return match.loose and number.separators[:1] == ("",) and not (
        grammar.registry.types_of_abbreviation(mended_symbol(number.segments[0])))


@compiled
def _folded_words(grammar: Grammar) -> dict[str, str]:
    """As :func:`type_words` without accents, for scans that lost them; forms of one word are too like others."""
    return {fold(form): name for form, name in type_words(grammar).items() if " " in form}


@compiled
def _last_folded(grammar: Grammar) -> frozenset[str]:
    """The last syllable of every type without its marks."""
    return frozenset(fold_word(words.rpartition(" ")[2]) for words in type_words(grammar))


def type_around(clean: str, position: int, floor: int, symbol: str, grammar: Grammar, *,
                letter: bool = False) -> TypeBefore | None:
    """The type a few words before "số", where the number's own symbol abbreviates it: "Báo cáo kết quả số 45/BC", "Báo
    cáo giải trình, tiếp thu số 45/BC"; with ``letter``, whose symbol names none, that of a paper that changes nothing,
    or the word for any text: "Văn bản giải trình số 45/UBND-KT"; ``None`` where none does."""
    low = max(floor, position - _WINDOW)
    run, at = _last_words(clean[low:position].replace(",", " "))
    words = run.split()
    if not words or words[-1].lower() not in SO:
        return None
    names = _changing_nothing(grammar) if letter else {
        row.name for row in grammar.registry.types_of_abbreviation(symbol)}
    known, generic = type_words(grammar), " ".join(_GENERIC)
    for first in range(len(words) - 2, max(-1, len(words) - _WORDS_BETWEEN), -1):
        for last in range(min(len(words) - 1, first + _LONGEST), first, -1):
            said = " ".join(words[first:last]).lower()
            name = known.get(said)
            if (name in names or (letter and said == generic)) and words[first][0].isupper():
                return TypeBefore(low + at + _start_of_last(run, len(words) - first), name, True, True)
    return None


@compiled
def _changing_nothing(grammar: Grammar) -> frozenset[str]:
    """The types of letters and of papers that change nothing but their own kind."""
    return frozenset(
        row.name for row in grammar.registry.types if row.may_change == "own_kind" or "letter" in row.traits)


def type_recognised(clean: str, position: int, floor: int, symbol: str, grammar: Grammar, *,
                    letter: bool = False) -> TypeBefore | None:
    """The type right before a number as recognition bent it, where the number's own symbol abbreviates it: "Théng tư số
    5/TT-BTC", "Nghị đ định số", also by that abbreviation: "QĐ số 5/QĐ-TTg"; with ``letter`` that of letters, whose
    symbols name none: "công vănsố 5/VPCP-KTTH"; ``None`` where none is like enough."""
    low = max(floor, position - _BENT_WINDOW)
    if not _WHOLE_NUMBER.search(clean, low, position):
        return None
    cut = max(clean.rfind(border, low, position) for border in _BORDERS)
    colon = clean.rfind(":", low, position)
    cut = colon if colon > cut and clean[colon - 1] != " " else cut
    words = [(word.start(), fold_word(_NO_LETTER.sub("", word.group())))
             for word in _PRINTED.finditer(clean, max(low, cut + 1), position)]
    so = bool(words) and words[-1][1] in _SO_FOLDED
    words = words[:-1] if so else words
    rows = grammar.registry.types_with("letter") if letter else grammar.registry.types_of_abbreviation(symbol)
    short = {fold_word(each) for row in rows for each in row.abbreviations}
    if words and words[-1][1] in (short if letter else short | {fold_word(symbol)}):
        return TypeBefore(words[-1][0], rows[0].name, so) if rows else None
    near = [(_likeness("".join(word for _, word in words[-count:]), row.name), words[-count][0], row.name)
            for row in rows for count in range(1, min(len(words), _LONGEST) + 1)]
    likeness, start, name = max(near, default=(0.0, position, ""))
    several = ":" in clean[start:position] and _SEVERAL.search(clean, low, start)
    return TypeBefore(start, name, so) if likeness >= _ALIKE and not several else None


def _likeness(letters: str, name: str) -> float:
    """How alike letters without marks are to a type's name, which they begin as: 100 is the same."""
    plain = fold(name).replace(" ", "")
    return ratio(letters, plain) if letters[:1] == plain[:1] else 0.0


class TypeBefore(Struct, frozen=True, gc=False):
    """What stands before a number: where the citation begins, its type if one is named, whether "số" is."""

    start: int
    type: str | None
    so: bool
    capital: bool = False


def type_before(clean: str, position: int, floor: int, grammar: Grammar, *, exact: bool = False) -> TypeBefore:
    """Look back from a number at ``position``, not before ``floor``, for "Kế hoạch số".

    Without a type the citation begins at ``position``, or at the word for any type ("Văn bản số"). ``exact``
    refuses words that lost their accents.
    """
    low = max(floor, position - _WINDOW)
    window = clean[low:position]
    run, at = _last_words(window)
    lower = run.lower().split()
    so = bool(lower) and lower[-1] in SO
    lower = lower[-_LONGEST - so:len(lower) - so]
    if lower and fold_word(lower[-1]) in _last_folded(grammar):
        known, folded = type_words(grammar), _folded_words(grammar)
        for first in range(-len(lower), 0):
            phrase = " ".join(lower[first:])
            name = known.get(phrase) or (None if exact else folded.get(fold_word(phrase)))
            if name:
                begin = at + _start_of_last(run, so - first)
                return TypeBefore(low + begin, name, so, window[begin].isupper())
    generic = _GENERIC if so and lower[-2:] == list(_GENERIC) else ()
    return TypeBefore(low + at + _start_of_last(run, so + len(generic)) if generic else position, None, so)


def _last_words(window: str) -> tuple[str, int]:
    """The run of words at the end of ``window`` that only white space parts, without a mark after "số" ("số, 5/CT-KK"),
    and where it begins."""
    behind = len(window.rstrip(" \n"))
    behind -= window[behind - 1:behind] in (":", ".", ",") and (
        window[behind - 1] != "," or window[:behind - 1].rpartition(" ")[2].lower() in SO)
    cut = _NO_WORD.search(window[::-1], len(window) - behind)
    first = len(window) - cut.start() if cut else 0
    return window[first:behind], first


def _start_of_last(run: str, count: int) -> int:
    """Where the last ``count`` words of a run begin in it."""
    words = run.rsplit(None, count)
    return run.index(words[-count], len(words[0]) if len(words) > count else 0)


@compiled
def last_syllables(grammar: Grammar) -> frozenset[str]:
    """"số" and the last syllable of every type, in lower case: a quick look before :func:`type_before`."""
    return frozenset(["số", *(words.rpartition(" ")[2] for words in type_words(grammar))])


def numbers_form(clean: str, at: int, grammar: Grammar) -> bool:
    """Whether the number at ``at`` is that of a form, or of the next one in a list of forms."""
    return _form(grammar).search(fold(clean[max(0, at - _FORM_REACH):at])) is not None


@compiled
def _form(grammar: Grammar) -> re.Pattern[str]:
    """"mẫu số" before a number, without marks since recognition loses them ("mau sé"), forms listed between them left
    out: "mẫu số 5A/XYZ, 5B/XYZ"."""
    return re.compile(rf"""
        (?<!\w)(?:{fold(grammar.words('form'))})\s+(?:s[oe6]\s*)?:?\s*      # mẫu số
        (?:[\w./-]*\d[\w./-]*\s*(?:,|va)\s*){{0,5}}\Z                      # 5A/XYZ,
        """, re.VERBOSE)
