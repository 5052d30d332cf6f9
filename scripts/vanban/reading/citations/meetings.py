"""Resolutions that go by the meeting that passed them: "Nghị quyết Trung ương 6 khóa XII", "Nghị quyết
Đại hội XIII của Đảng", "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh … lần thứ XI".

A plenum is known by its ordinal and its term of congress, a congress by its ordinal; without them the words
name no particular meeting ("Nghị quyết Đại hội Đảng các cấp"). Every part is bounded, so that the work is
linear in the text.
"""

from __future__ import annotations

import re

from ...language.letters import CAP, LOW
from ...language.scanning import in_order, scanner
from ...registry.grammar import Grammar, any_of, compiled
from .named import NameMatch

_UNITS = ("hai", "ba", "bốn", "lăm", "sáu", "bảy", "tám", "chín")
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một",
             *(f"mười {unit}" for unit in _UNITS), "hai mươi", "hai mươi mốt",
             *(f"hai mươi {unit}" for unit in _UNITS))
_ALSO = {"bốn": "tư", "hai mươi tư": "hai mươi bốn",
         **{f"{tens}bẩy": f"{tens}bảy" for tens in ("", "mười ", "hai mươi ")}}
"""Other ways to write an ordinal."""
_ROMANS = tuple(tens + unit for tens in ("", "X", "XX")
                for unit in ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"))[1:]
_PLACES = {written: place for words in (_ORDINALS, map(str.lower, _ROMANS), map(str, range(1, len(_ORDINALS) + 1)))
           for place, written in enumerate(words)}
"""The place of each ordinal in words, Roman or in digits, in small letters, in either row."""
_WORDS = r"(?i:(?:{})(?!\s+mươi))".format(
    "|".join(r"\s+".join(word.split()) for word in sorted((*_ORDINALS, *_ALSO), key=len, reverse=True)))
"""An ordinal in words; none of one that goes on beyond those known ("ba mươi mốt")."""
_TYPE = r"(?<![^\W_])(?P<type>[Nn]ghị\s+quyết|NGHỊ\s+QUYẾT|[Kk]ết\s+luận|[Vv]ăn\s+kiện)\s+(?:của\s+)?"
_TERM = r",?\s*(?P<open>\()?\s*[Kk]h[óo]a\s+" \
    r"(?P<term>[IVX]{1,6}(?![^\W_])(?:\s*(?:,|và)\s*[IVX]{1,6}(?![^\W_]))*)(?(open)\s*\))"
_LOCAL = r"(?:Đảng\s+bộ|Công\s+đoàn)"
"""Whose congresses have the name of a place behind."""
_CENTRES = (r"Trung\s+ương", "TW", "TƯ")
_CENTRE = rf"(?:{'|'.join(_CENTRES)})"
_PLENUM = re.compile(rf"""{_TYPE}(?:
      (?:Hội\s+nghị\s+)?{_CENTRE}\s+(?:Đảng\s+)?(?:lần\s+)?(?:thứ\s+)?(?P<short>\d{{1,2}}|{_WORDS})
    | Hội\s+nghị\s+lần\s+thứ\s+(?P<long>\d{{1,2}}|[IVX]{{1,4}}|{_WORDS}),?\s+(?:của\s+)?(?:Ban\s+[Cc]hấp\s+hành|BCH)\s+
      {_CENTRE}(?:\s+Đảng)?(?:\s+Cộng\s+sản\s+Việt\s+Nam)?
    ){_TERM}""", re.VERBOSE)
_WORD = r"(?!và(?![^\W_])|các(?![^\W_])|[Nn]ghị(?![^\W_])|lần(?![^\W_])|[IVX]{1,6}(?![^\W_]))[^\W\d_]+"
_NATIONAL = re.compile(r"(?:đại biểu )?(?:đảng )?(?:cộng sản việt nam )?(?:toàn quốc )?", re.IGNORECASE)
_FIRST_WORDS = scanner([r"Đại\s+hội", r"Hội\s+nghị", *_CENTRES])
"""What stands right behind the type: quick to look for before a whole pattern is tried."""
_TYPE_BEFORE = re.compile(rf"{_TYPE}\Z")
_LONGEST_TYPE = 60
_IN_CAPITALS = re.compile(rf"(?:NGHỊ\s+QUYẾT|KẾT\s+LUẬN)\s[^{LOW}]{{4,160}}")
"""A type and what follows it in a title in capitals."""
_PROPER = re.compile(r"đại(?=\s+hội)|hội(?=\s+nghị)|trung(?=\s+ương)|ban(?=\s+chấp)|đảng|cộng(?=\s+sản)|việt(?=\s)|nam")
_ROMAN = re.compile(r"(?<!\w)[IVX]+(?!\w)")
_CENTRAL_COMMITTEE = "Ban Chấp hành Trung ương Đảng"


@compiled
def _congress_named(grammar: Grammar) -> re.Pattern[str]:
    """A type with the congress behind it, its ordinal, and of whom it was where that follows."""
    kinds = any_of(row.kind for row in grammar.registry.place_kinds.rows)
    return re.compile(rf"""{_TYPE}Đại\s+hội\s+
        (?P<of>(?:{_WORD}\s+){{0,14}})                                   # đại biểu Đảng bộ tỉnh A
        (?: lần\s+thứ\s+(?P<word>\d{{1,2}}(?!\d)|[IVX]{{1,6}}(?![^\W_])|(?:{_WORDS})(?![^\W_]))   # lần thứ XI
          | (?P<roman>[IVX]{{1,6}})(?![^\W_]))                            # XIII
        (?P<after>\s+(?:của\s+)?Đảng(?:\s+Cộng\s+sản\s+Việt\s+Nam)?(?!\s+(?:bộ|ủy|đoàn))(?![^\W_])   # của Đảng
          | \s+(?:của\s+)?{_LOCAL}\s+(?:(?:{kinds})\s+)?
            [{CAP}][^\W\d_]*(?:\s+[{CAP}][^\W\d_]*){{0,3}} |)              # của Công đoàn thị xã B
        """, re.VERBOSE)


def find_meetings(clean: str, grammar: Grammar) -> list[NameMatch]:
    """Every resolution of ``clean`` that is named by its plenum or congress, in text order."""
    found: list[NameMatch] = []
    congresses = _congress_named(grammar)
    written, clean = clean, _IN_CAPITALS.sub(_in_small_letters, clean)
    end = 0
    for first in in_order(_FIRST_WORDS, clean):
        type_ = _TYPE_BEFORE.search(clean, max(end, first.start() - _LONGEST_TYPE), first.start())
        if type_ is None:
            continue
        if plenum := _PLENUM.match(clean, type_.start()):
            match = _plenum(plenum)
        elif congress := congresses.match(clean, type_.start()):
            match = _congress(congress, grammar)
        else:
            continue
        # in a title in capitals a place has lost its own, by which a local congress is known
        if match.known or written.startswith(type_.group(), type_.start()):
            found.append(match)
            end = match.end
    return found


def _in_small_letters(title: re.Match[str]) -> str:
    """Words in capitals as a sentence writes them, Roman numerals kept; the length stays the same."""
    words = title.group()
    small = list(_PROPER.sub(lambda word: word.group().capitalize(), words.lower()))
    for numeral in _ROMAN.finditer(words):
        small[numeral.start():numeral.end()] = numeral.group()
    return "".join(small)


def _in_row(row: tuple[str, ...], written: str) -> str:
    """An ordinal in digits, in words or Roman as the ``row`` writes it; one that no row has as it is written."""
    ordinal = " ".join(written.split())
    place = _PLACES.get(_ALSO.get(ordinal.lower(), ordinal.lower().lstrip("0")))
    return ordinal if place is None else row[place]


def _type(found: re.Match[str]) -> str:
    return " ".join(found["type"].split()).capitalize()


def _plenum(found: re.Match[str]) -> NameMatch:
    """A plenum's resolution by its full name, the ordinal in words."""
    ordinal = _in_row(_ORDINALS, found["short"] or found["long"])
    term = " ".join(found["term"].split())
    name = f"Hội nghị lần thứ {ordinal} {_CENTRAL_COMMITTEE} khóa {term}"
    return NameMatch(found.start(), found.end(), _type(found), name, True, _CENTRAL_COMMITTEE)


@compiled
def _anothers(grammar: Grammar) -> re.Pattern[str]:
    """Whose congress it was, where that is not the Party's."""
    return re.compile(rf"\s+(?:của\s+)?(?:{grammar.words('holds_congress')})(?![^\W_])")


def _congress(found: re.Match[str], grammar: Grammar) -> NameMatch:
    """A congress's resolution; the Party's national congress by one name however it is written, that of another body
    whose name follows by the words themselves."""
    of = " ".join(found["of"].split())
    after = " ".join(found["after"].split())
    ordinal = _in_row(_ROMANS, found["word"] or found["roman"])
    of_party = after.removeprefix("của ") in ("", "Đảng", "Đảng Cộng sản Việt Nam")
    if of_party and _NATIONAL.fullmatch(f"{of} " if of else "") and not _anothers(grammar).match(
            found.string, found.end()):
        name = f"Đại hội đại biểu toàn quốc lần thứ {ordinal} của Đảng"
        return NameMatch(found.start(), found.end(), _type(found), name, True)
    whole = " ".join(filter(None, ("Đại hội", of, f"lần thứ {ordinal}", after)))
    return NameMatch(found.start(), found.end(), _type(found), whole, False)
