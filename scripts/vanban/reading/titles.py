"""The display form of a title: sentence case where the printed one is all capitals, the first letter a capital.

What is printed stays as it is in the text and the record; this is how lists, cards and citations say it. Where a
printed title is all capitals, the case of each word is taken from the same words in the document's own body, else
from the registry's names, else it is small.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..language.encodings import is_syllable
from ..language.letters import on_one_line
from ..registry.tables import Registry

_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\s“”\"'‘’(),;:.!?…]+")
_ABOUT = re.compile(r"\A[Vv]\s?/\s?[Vv]\s*:?\s*")
_OPENED = re.compile(r"\W*(?:(?:về việc|về|việc|v/v)(?!\w))?\W*", re.IGNORECASE)
_CODE = re.compile(r"\d.*[/-]|/|[^\W\d_]-\d")
_ROMAN = re.compile(r"[IVXLC]+")
_SYLLABLES = {"I", "V", "X", "L", "C", "VI", "XI", "LI"}
"""Roman numerals that may as well be a syllable ("phạm vi", "xi măng") or a letter."""
_COUNTED = {"khóa", "khoá", "thứ", "quý", "loại", "nhóm", "phần", "lục", "hạng", "đoạn", "chương", "bậc", "cấp", "kỳ",
            "kì", "đợt", "vùng", "vực", "khu", "tháng", "lần", "mục", "bảng", "tập", "tuyến", "vụ", "cục"}
"""Words before such a numeral: "quý I", "khóa XI"."""
_CAPITALS = 0.7
"""Share of capital letters from which on a title is printed in capitals."""
_FEWEST_LETTERS = 6
_LONGEST_BODY = 60_000
"""Characters of a body that are read for the case of its words."""
_SENTENCE_START = re.compile(r"(?:\A|[.;:!?\n|*“\"(–-])\s*\Z")

_OPENING = ("“", '"', "‘")
_ALONE = re.compile(r"\([^\W\d_]{2,6}\)")
_NO_VOWEL = re.compile(r"[BCDĐGHKLMNPQRSTVX]{2,}")
"""Letters that are no syllable: "GTGT", "TM"."""
_FEW = 3
"""Places in the body from which on its way of writing counts more than the registry's."""

Forms = Mapping[tuple[str, ...], Counter[str]]


@dataclass(frozen=True, slots=True, eq=False)
class Names:
    """The registry's names as written, by their words in small letters; ``longest`` is the most words of one."""

    written: dict[tuple[str, ...], tuple[str, ...]]
    abbreviations: frozenset[str]
    longest: int


def without_opening(line: str) -> str:
    """A line of a title on the paper without what is no part of the title: "Về việc", one word of it, "(V/v"."""
    return _OPENED.sub("", line, count=1)


def display_title(title: str | None, registry: Registry, body: str = "") -> str | None:
    """A title as it is shown; ``body`` is the text it stands above, ``None`` stays ``None``."""
    if not title:
        return None
    return _displayed.__wrapped__(title, registry, body) if body else _displayed(title, registry)


@lru_cache(maxsize=1 << 16)  # The same titles are asked for by pages and by the search.
def _displayed(title: str, registry: Registry, body: str = "") -> str:
    words = _ABOUT.sub("Về việc ", on_one_line(title))
    if is_capitals(words):
        words = _sentence_case(words, names_of(registry), _forms(words, body))
    return words[:1].upper() + words[1:]


def is_capitals(words: str) -> bool:
    """Whether words are printed in capitals, numbers and symbols left aside."""
    letters = [*filter(str.isalpha, "".join(t for t in _TOKEN.findall(words) if not _CODE.search(t)))]
    return len(letters) >= _FEWEST_LETTERS and sum(map(str.isupper, letters)) >= _CAPITALS * len(letters)


@lru_cache(maxsize=4)
def names_of(registry: Registry) -> Names:
    """The names of bodies, organs, territories with their kind, and the table of proper names."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for name in _registry_names(registry):
        words = tuple(_WORD.findall(name))
        found.setdefault(tuple(word.lower() for word in words), words)
    return Names(found, frozenset(registry.abbreviations), max(map(len, found), default=0))


def _registry_names(registry: Registry) -> Iterator[str]:
    """Names of two words and more; of two ways to write one the first counts."""
    yield from registry.proper_names
    heads = [head for row in registry.bodies if row.kind != "named" for head in row.heads]
    heads += [head for organ in registry.organs for head in organ.heads]
    yield from (head for head in heads if " " in head and not is_capitals(head))
    yield from (f"{place.kind} {name}" for place in registry.territories for name in (place.name, *place.aliases))


def _forms(title: str, body: str) -> Forms:
    """How the body writes the words of a title beside their neighbours and alone; its own capitals do not count."""
    wanted = {word.lower() for word in _WORD.findall(title)}
    found: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for line in body[:_LONGEST_BODY].split("\n"):
        if is_capitals(line):
            continue
        words = list(_WORD.finditer(line))
        small = ["", *(match.group().lower() for match in words), ""]
        for index, match in enumerate(words, 1):
            short = match.group().isupper() and not is_syllable(small[index])  # an abbreviation, wherever it stands
            if small[index] in wanted and (
                    short or not _SENTENCE_START.search(line, max(0, match.start() - 3), match.start())):
                for place in _places(small, index):
                    found[place][match.group()] += 1
    return found


def _places(small: list[str], index: int) -> tuple[tuple[str, ...], ...]:
    """A word in its surroundings, the closest match first: between two words, after one, alone."""
    before, word, after = small[index - 1:index + 2]
    return (before, word, after), (before, word), (word,)


def _sentence_case(title: str, names: Names, forms: Forms) -> str:
    words = list(_WORD.finditer(title))
    small = ["", *(match.group().lower() for match in words), ""]
    named = _named(small[1:-1], names)
    parts, position = [], 0
    for index, match in enumerate(words):
        parts.append(title[position:match.start()])
        known = _kept(title, match, small[index]) or match.group() in names.abbreviations
        word = match.group() if known else _cased(small, index + 1, named.get(index), forms)
        parts.append(word[:1].upper() + word[1:] if title[match.start() - 1:match.start()] in _OPENING else word)
        position = match.end()
    return "".join([*parts, title[position:]])


def _kept(title: str, match: re.Match[str], before: str) -> bool:
    """Whether a word stays as printed: part of a number, a Roman numeral, an abbreviation alone in brackets."""
    if _CODE.search(_token_at(title, match.start())) or _ALONE.match(title, max(0, match.start() - 1)):
        return True
    if _NO_VOWEL.fullmatch(match.group()):
        return True
    return bool(_ROMAN.fullmatch(match.group())) and (match.group() not in _SYLLABLES or before in _COUNTED)


def _cased(small: list[str], index: int, named: str | None, forms: Forms) -> str:
    """One word as the body writes it in the same place, else as a name has it, else small.

    What a body writes once or twice against a name is taken for a slip.
    """
    for place in _places(small, index)[:2]:
        found = forms.get(place)
        if found and not (named and sum(found.values()) < _FEW):
            return _most(found)
    if named:
        return named
    alone = forms.get((small[index],))
    return _most(alone) if alone else small[index]


def _most(found: Counter[str]) -> str:
    """The commonest form; of equals the one with fewer capitals."""
    return min(found.items(), key=lambda item: (-item[1], sum(c.isupper() for c in item[0]), item[0]))[0]


def _named(small: list[str], names: Names) -> dict[int, str]:
    """The form of each word that stands inside a name of the registry, the longest names first."""
    found: dict[int, str] = {}
    index = 0
    while index < len(small):
        for length in range(min(names.longest, len(small) - index), 0, -1):
            written = names.written.get(tuple(small[index:index + length]))
            if written:
                found |= {index + offset: word for offset, word in enumerate(written)}
                index += length
                break
        else:
            index += 1
    return found


def _token_at(title: str, start: int) -> str:
    """The stretch between spaces and commas that holds a word: "QĐ" of "15/2025/QĐ-UBND"."""
    return next((t.group() for t in _TOKEN.finditer(title) if t.start() <= start < t.end()), "")
