"""Instruments that go by a name: "Luật Đất đai", "Bộ luật Hình sự", "Công ước về quyền trẻ em".

One pass over the type words; at each, the table's longest name is taken, or the words that look like a
name. Amending laws ("Luật sửa đổi, bổ sung một số điều của Luật A và Luật B") are one name. Each place
is read a bounded number of words ahead, so the work is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from ...language.letters import CAP, LOW
from ...language.scanning import Scanner, in_order, scanner
from ...registry.grammar import Grammar, compiled
from ...registry.names import TYPES, NamedInstrument, words_from
from .name_end import CLEAR_END, MAX_WORDS, between_end, dated_end, free_end


class NameMatch(Struct, frozen=True, gc=False):
    """One name in a text: from its type word to the end of the name; ``known``: a row of the table has it.

    ``name`` is the canonical name without the type word; ``issuer`` the body that the name tells; ``amends``: it is
    the name of a law that amends others.
    """

    start: int
    end: int
    type: str
    name: str
    known: bool
    issuer: str | None = None
    amends: bool = False


_TYPE_WORDS = sorted({*TYPES, *map(str.title, TYPES)}, key=len, reverse=True)
_CONSTITUTION = re.compile(
    r"\s{0,4}(?:\(?\s?sửa đổi\)?\s{0,4})?(?:,?\s{0,2}(?:năm|ngày)\s{1,4})?(?P<year>(?:19|20)\d\d)")
_AMENDED = re.compile(r"(?P<word>\s{1,4}\(?sửa\s{1,4}đổi\)?),?\s{1,4}năm\s{1,4}(?P<year>(?:19|20)\d\d)")
"""Between a name and the year of an edition: "Hiến pháp sửa đổi năm 2013"; of another year an amending law is meant."""
_ANOTHER_COUNTRY = re.compile(rf"[ ]{{1,4}}(?!Việt|Cộng|Nước|Xã)[{CAP}][{LOW}]+[ ][{CAP}][{LOW}]+")
"""Whose constitution it is, where that is not Vietnam's: "Hiến pháp Hoa Kỳ năm 1787"."""
_AND_ALL_LAW = re.compile(r"\s+và\s+pháp\s+luật")
"""What follows the constitution in the phrase for all law there is ("theo Hiến pháp và pháp luật")."""
_QUALIFIER = re.compile(
    r"\s{1,4}(?:quốc tế|khung|(?:của\s{1,4})?(?:Liên\s{1,4}hợp\s{1,4}quốc|LHQ|UNESCO|ASEAN|WHO))(?![^\W_])",
    re.IGNORECASE)
_ABOUT = re.compile(r"\s{1,4}về(?![^\W_])", re.IGNORECASE)
_PROVISIONS_OF = re.compile(r"(?<!\w)điều\s+của\s+\Z", re.IGNORECASE)
"""What only a law that is meant can follow, also where it is written small: "một số điều của luật đầu tư"."""
_PROVISIONS_REACH = 16
_AND = re.compile(r"\s{0,4}(?P<joint>,|\bvà\b)\s{1,4}(?:và\s{1,4})?")
_AMENDED_IN_LIST = 20
_FEWEST_LISTED = 2
"""Further laws before a number or an end that so is the amending law's: of two, the last could stand by itself."""
_OWN_NUMBER = re.compile(r"\s{1,4}s[ốo]\s{0,4}\d{1,3}\s?/\s?\d{4}\s?/\s?[A-Z0]{2}\w{1,6}", re.IGNORECASE)
"""The number of one law of a list: "Luật Đất đai số 31/2024/QH15, Luật Nhà ở số 27/2023/QH15, …"."""
_ENACTED = re.compile(r"ban\s+hành\s+\Z", re.IGNORECASE)
"""Before the name of a law that is enacted here, and so amends each of the list."""
_ENACTED_REACH = 14
_LAW_BEGINNINGS = ("luật", "bộ", "pháp", "hiến")


@compiled
def _type_of(grammar: Grammar) -> dict[str, str]:
    """The types that a name begins with, by their words in small letters: of named instruments, laws, treaties."""
    rows = [row for trait in ("law", "treaty") for row in grammar.registry.types_with(trait)]
    return {name.lower(): name for name in (*TYPES, *(row.name for row in rows))}


@compiled
def _not_after(grammar: Grammar) -> re.Pattern[str]:
    """What names a discipline or a firm before a type word: "Đại học Luật", "Công ty Luật"."""
    return re.compile(rf"(?:{grammar.words('before_discipline')})\s{{1,4}}\Z", re.IGNORECASE)


@compiled
def _no_name(grammar: Grammar) -> re.Pattern[str]:
    """What makes no name of a law or treaty behind its type word."""
    return re.compile(rf"(?:{grammar.words('no_law_name')})", re.IGNORECASE)


@compiled
def _disciplines(grammar: Grammar) -> re.Pattern[str]:
    """What begins a discipline or an office behind it: "luật sư", "luật quốc tế"."""
    return re.compile(rf"(?:{grammar.words('discipline')})(?![^\W_])", re.IGNORECASE)


@compiled
def _amends(grammar: Grammar) -> re.Pattern[str]:
    """What opens the name of an amending law behind its type word, also as scans bend it ("sửa đôi, bô sung")."""
    bent = r"s\wa\s{1,4}[dđ]\wi|b\w{1,2}\s{1,4}s\wng"
    return re.compile(rf"\s{{1,4}}(?:{grammar.words('amends_law')}|{bent})(?![^\W_])", re.IGNORECASE)


@compiled
def _openings(grammar: Grammar) -> Scanner:
    """Short names and type words, plain or in capitals; none begins inside a word."""
    small = [row.name.lower() for trait in ("law", "treaty") for row in reversed(grammar.registry.types_with(trait))]
    words = [*_TYPE_WORDS, *map(str.upper, _TYPE_WORDS), *small]
    return scanner([*sorted(map(re.escape, grammar.registry.names.by_short), key=len, reverse=True),
                    *(r"\s{1,4}".join(map(re.escape, word.split())) for word in words)],
                   before=r"(?<![^\W_])", after=r"(?![^\W_])")


def find_named(clean: str, grammar: Grammar) -> list[NameMatch]:
    """Every named instrument of ``clean``, in text order, none overlapping another."""
    reader = _Reader(clean, grammar)
    found: list[NameMatch] = []
    position = 0
    for word in in_order(reader.openings, clean):
        if word.start() < position:
            continue
        match = reader.read(word)
        position = word.end()
        if match:
            found.append(match)
            position = max(match.end, position)
    return found


class _Reader:
    """Reads the name behind one type word of one text."""

    def __init__(self, clean: str, grammar: Grammar) -> None:
        self.clean, self.registry, self.names = clean, grammar.registry, grammar.registry.names
        self.openings, self.grammar = _openings(grammar), grammar

    def read(self, word: re.Match[str], inner: bool = False) -> NameMatch | None:
        """The instrument that its type word, ``word``, opens; ``inner``: inside an amending law's name;
        ``None``: it opens no name."""
        if row := self.names.by_short.get(word.group()):
            return NameMatch(word.start(), word.end(), row.type, row.name, True)
        if word.group().islower() and not self._capital_follows(word):
            told = _PROVISIONS_OF.search(self.clean, max(0, word.start() - _PROVISIONS_REACH), word.start())
            return self._known(word, self._type(word)) if told else None
        if _not_after(self.grammar).search(self.clean, max(0, word.start() - 16), word.start()):
            return None
        type_ = self._type(word)
        if self._is(type_, "constitution"):
            return self._constitution(word, type_)
        known = self._known(word, type_)
        if known or word.group().islower():
            return known
        if self._is(type_, "law") and _amends(self.grammar).match(self.clean, word.end()):
            return None if inner else self._amending(word, type_)
        return self._unknown(word, type_)

    def _is(self, type_: str, *traits: str) -> bool:
        return self.registry.has_trait(type_, *traits)

    def _type_word_at(self, start: int) -> re.Match[str] | None:
        """The type word or short name that opens a name at ``start``; ``None`` where none does."""
        return next(filter(None, (opening.match(self.clean, start) for opening in self.openings)), None)

    def _known(self, word: re.Match[str], type_: str) -> NameMatch | None:
        """A row of the table, with or without "về", "quốc tế" or "của Liên hợp quốc" before its name."""
        starts = [word.end()]
        if self._is(type_, "treaty") and (skipped := _QUALIFIER.match(self.clean, word.end())):
            starts.append(skipped.end())
        if about := _ABOUT.match(self.clean, starts[-1]):
            starts.append(about.end())
        for kind in (type_, *self._confused_with(type_)):
            for start in starts:
                found = self.names.match(self.clean, start, kind)
                if found:
                    end = self._past_amended(found[1], found[:1])
                    return NameMatch(word.start(), end, found[0].type, found[0].name, True)
        return None

    def _past_amended(self, end: int, rows: Iterable[NamedInstrument]) -> int:
        """The end of a name, past "(sửa đổi)" before the year of an edition of one of its ``rows``."""
        told = _AMENDED.match(self.clean, end)
        return told.end("word") if told and any(self.names.has_edition(row, int(told["year"])) for row in rows) else end

    def _confused_with(self, type_: str) -> list[str]:
        """The other laws of the same force: a code may be cited as a law, a law as a code."""
        laws = self.registry.types_with("law")
        ranks = {row.rank for row in laws if row.name == type_}
        return [row.name for row in laws if row.rank in ranks and row.name != type_]

    def _capital_follows(self, word: re.Match[str]) -> bool:
        """A type word in small letters needs a name with a capital; plain "luật lao động" names nothing."""
        first = next(words_from(self.clean, word.end()), None)
        return first is not None and first.text[0].isupper()

    def _constitution(self, word: re.Match[str], type_: str) -> NameMatch | None:
        """The constitution by its full name, by its year, or by its name alone: the one in force; ``None`` where its
        words name none."""
        found = self.names.match(self.clean, word.end(), type_)
        end = found[1] if found else word.end()
        tail = _CONSTITUTION.match(self.clean, end)
        year = tail["year"] if tail else None
        if not found and not year and (word.group().isupper() or _AND_ALL_LAW.match(self.clean, end)
                                       or self._is_anothers(end)):
            return None
        rows = [row for row in self.names.rows if row.type == type_]
        end = self._past_amended(end, rows)
        likely = (*(row for row in rows if year in row.editions), *([found[0]] if found else rows))
        return next((NameMatch(word.start(), end, type_, row.name, True) for row in likely), None)

    def _type(self, word: re.Match[str]) -> str:
        """The type that its words say, however they are written."""
        return _type_of(self.grammar)[" ".join(word.group().lower().split())]

    def _is_anothers(self, end: int) -> bool:
        """Whether the name of another country follows, no document's: "Hiến pháp Luật Đất đai"."""
        country = _ANOTHER_COUNTRY.match(self.clean, end)
        return country is not None and not country.group().strip().startswith(
            tuple(row.name for row in self.registry.types))

    def _amending(self, word: re.Match[str], type_: str) -> NameMatch | None:
        """A law that amends others: its name holds all of theirs."""
        first = self._first_amended(word.end())
        if first is None:
            return None
        numbered = not word.group().isupper() and self._numbered_too(word.start(), first)
        items, end = numbered or ([("", first), *self._more_amended(first)], None)
        lead = " ".join(self.clean[word.end():first.start].split()).lower().replace(" ,", ",")
        told = "".join(f"{joint}{item.type} {item.name}" for joint, item in items)
        return NameMatch(
            word.start(), end or items[-1][1].end, type_, f"{lead} {told}", all(i.known for _, i in items), amends=True)

    def _first_amended(self, start: int) -> NameMatch | None:
        for count, word in enumerate(words_from(self.clean, start)):
            if count > MAX_WORDS or word.text.lower() in ("này", "năm", "ngày", "theo"):
                return None
            law = self._type_word_at(word.start) if word.text.lower() in _LAW_BEGINNINGS else None
            if law:
                return self.read(law, inner=True)
        return None

    def _more_amended(self, first: NameMatch) -> list[tuple[str, NameMatch]]:
        """Further laws of the list: those after commas count only when "và" closes it, or what ends a name."""
        items: list[tuple[str, NameMatch]] = []
        end = first.end
        while len(items) < _AMENDED_IN_LIST and (joint := _AND.match(self.clean, end)):
            word = self._type_word_at(joint.end())
            item = self._listed(word) if word else None
            if item is None or item.name == first.name:
                return []
            closing = "và" in joint.group()
            items.append((" và " if closing else ", ", item))
            if closing:
                return items
            end = item.end
        return items if len(items) >= _FEWEST_LISTED and CLEAR_END.match(self.clean, end) else []

    def _numbered_too(self, start: int, first: NameMatch) -> tuple[list[tuple[str, NameMatch]], int] | None:
        """The laws of a list in which each has its own number, three at least, and where it ends; ``None`` where no
        such list begins, or the law at ``start`` is what is enacted, whose words amend each."""
        items, number = [("", first)], _OWN_NUMBER.match(self.clean, first.end)
        if number is None or _ENACTED.search(self.clean, max(0, start - _ENACTED_REACH), start):
            return None
        end = number.end()
        while len(items) < _AMENDED_IN_LIST and (joint := _AND.match(self.clean, end)):
            word = self._type_word_at(joint.end())
            item = self._listed(word) if word else None
            number = _OWN_NUMBER.match(self.clean, item.end) if item else None
            if item is None or number is None:
                return None
            items.append((" và " if "và" in joint.group() else ", ", item))
            end = number.end()
        return (items, end) if len(items) > _FEWEST_LISTED and CLEAR_END.match(self.clean, end) else None

    def _listed(self, word: re.Match[str]) -> NameMatch | None:
        """A further law of a list, which may be written small as the first is: "luật chứng khoán, luật kế toán"."""
        return self._known(word, self._type(word)) if word.group().islower() else self.read(word, inner=True)

    def _unknown(self, word: re.Match[str], type_: str) -> NameMatch | None:
        """A name no row has: capitals behind the type word, a number or date behind it, or its parties."""
        if not self._is(type_, "law", "treaty"):
            return None
        shouted = word.group().isupper()
        start = word.end()
        end = free_end(self.clean, start, shouted, self.grammar)
        if self._is(type_, "treaty"):
            end = between_end(self.clean, start, self.grammar) or end
        elif end is None:
            end = dated_end(self.clean, start, self.grammar)
        if end is None:
            return None
        name = " ".join(self.clean[start:end].split()).replace(" ,", ",")
        if _no_name(self.grammar).fullmatch(name):
            return None
        if self._is(type_, "law") and _disciplines(self.grammar).match(name):
            return None
        return NameMatch(word.start(), end, type_, name.capitalize() if shouted else name, False)
