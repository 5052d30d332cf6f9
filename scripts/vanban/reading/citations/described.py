"""Programmes, plans, strategies and schemes that are specific but carry no number.

Seven shapes count, each only where the words around it make it one particular instrument: a quoted title,
a national programme or strategy with its period or owner, owner + "về …" (also a conclusion that is carried out), a
verb phrase with a year or a quotation + owner, a programme of cooperation, a scheme that is carried out by its whole
name, and a decree or circular by its whole title. Generic plurals, plans still to be written and what a numbered
decision approves are left out. Every place is read a bounded number of characters ahead. ``word`` is everywhere the
type word that opens the name: "Chương trình", "Đề án".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

from msgspec import Struct

from ...language.scanning import in_order
from ...registry.grammar import Grammar
from ..bodies import match_body
from .described_words import (
    BODY_FOLLOWS,
    CLOSES,
    COOPERATION,
    COORDINATED,
    NATIONAL,
    PERIOD,
    QUOTE_OPENS,
    YEAR,
    as_in_sentences,
    type_openings,
    wording,
)
from .types import type_words

_BEFORE = 96
"""Characters before a type word in which a cue for it is sought."""
_LIST_BEFORE, _NUMBERED_BEFORE = 600, 320
"""Characters before a member of a list: for the cue of the list, and for a numbered member before it."""
_JOINT = 8
"""Characters of what joins two members."""
_PHRASE, _TITLE = 320, 460
"""Characters of a name without quotation marks, and within them."""
_LEAST_TITLE, _LEAST_PHRASE, _LEAST_SUBJECT = 3, 5, 2
"""Words of a quoted name, of one without marks, and of one before its period ("… giai đoạn 2021 - 2025"), at least."""
_LONGEST_STRATEGY, _LONGEST_NAME = 9, 30
"""Words of a strategy's name and of a scheme's, at most."""
_REPEATS = 12
"""Different names of a text that are looked for again in it."""
_NEXT_LINE = re.compile(r"[ *#|]*\n[ *#|\n]*(?P<word>\w+)")


class DescribedMatch(Struct, frozen=True, gc=False):
    """One described instrument. ``subject_start`` is set where the subject stands inside the match, ``subject_end`` is
    where it ends, or the match; ``body_start`` is where the issuing body's name begins, ``year`` the year that follows
    it."""

    start: int
    end: int
    type: str
    body_start: int | None
    year: int | None
    subject_start: int | None
    subject_end: int


def find_described(clean: str, grammar: Grammar) -> list[DescribedMatch]:
    """Every described instrument of ``clean``, in text order, none overlapping another."""
    written, clean = clean, as_in_sentences(clean, grammar)
    reader = _Reader(clean, grammar)
    found: list[DescribedMatch] = []
    position = 0
    for word in in_order(type_openings(grammar), clean):
        if word.start() < position or _ends_heading(written, word):
            continue
        match = reader.read(word)
        position = word.end()
        if match:
            found.append(match)
            position = max(position, match.end)
    return _with_repeats(clean, found, grammar)


def _ends_heading(written: str, word: re.Match[str]) -> bool:
    """Whether a heading in capitals ends with the type and a sentence follows: "NHIỆM VỤ THỰC HIỆN KẾ HOẠCH"."""
    if not written[word.start():word.end()].isupper():
        return False
    following = _NEXT_LINE.match(written, word.end())
    return following is not None and not following["word"].isupper()


class _Reader:
    """Reads what stands behind one type word of one text."""

    def __init__(self, clean: str, grammar: Grammar) -> None:
        self.clean, self.grammar, self.wording = clean, grammar, wording(grammar)

    def read(self, word: re.Match[str]) -> DescribedMatch | None:
        """The first shape that fits at ``word``; ``None`` when the words name nothing in particular."""
        before = self.clean[max(0, word.start() - _BEFORE):word.start()]
        led = "".join(before.split()[-1:]).lower() in self.wording.leads
        carried = led and self.wording.carried.search(before) is not None
        if self._is(word, "ruling"):
            return self._owned(word) if carried else None
        if led and self.wording.to_be_written.search(before):
            return None
        if self._is(word, "decree"):
            return self._decree(word, before)
        cued, listed = led and self.wording.cue.search(before) is not None, self._in_cued_list(word.start())
        shapes: list[Callable[[re.Match[str]], DescribedMatch | None]] = []
        if cued or listed or not self._is(word, "event"):  # shows and campaigns have quoted names too
            shapes.append(self._quoted)
        if cued or listed:
            shapes += [self._national, self._owned, self._phrase]
        if cued:
            shapes.append(self._cooperation)
        if carried and not self.wording.still_written.search(before):
            shapes.append(self._whole)
        match = next(filter(None, (shape(word) for shape in shapes)), None)
        return None if match is None or self.wording.approved_after.match(self.clean, match.end) else match

    def _type(self, word: re.Match[str]) -> str:
        """The type that the word names, as the table writes it."""
        return type_words(self.grammar)[" ".join(word.group().lower().split())]

    def _is(self, word: re.Match[str], trait: str) -> bool:
        """Whether the type that the word names has a trait."""
        return self.grammar.registry.has_trait(self._type(word), trait)

    def _in_cued_list(self, start: int) -> bool:
        """Whether "và", a comma or ";" joins this to instruments whose list began with a cue."""
        window = self.clean[max(0, start - _LIST_BEFORE):start]
        if self.wording.listed.search(window, max(0, len(window) - _NUMBERED_BEFORE)):
            return True
        if not COORDINATED.search(window, max(0, len(window) - _JOINT)):
            return False
        sentence = max(window.rfind(mark) for mark in (";", "\n\n", ". ", ".\n"))
        return self.wording.sentence_cue.match(window, sentence + 1) is not None

    def _match(self, word: re.Match[str], end: int, subject: tuple[int, int] | None = None,
               body: int | None = None, year: int | None = None) -> DescribedMatch:
        return DescribedMatch(word.start(), end, self._type(word), body, year, *(subject or (None, end)))

    def _owner(self, at: int) -> tuple[int | None, int]:
        """Where the body behind "của" at ``at`` begins, ``None`` for none, and where it ends."""
        of = BODY_FOLLOWS.match(self.clean, at)
        body = match_body(self.clean, of.end(), self.grammar) if of else None
        return (body.start, body.end) if body else (None, at)

    def _first_word(self, start: int, stop: int) -> int:
        """Where the words between ``start`` and ``stop`` begin."""
        told = self.clean[start:stop]
        return start + len(told) - len(told.lstrip())

    def _name(self, at: int, ends: re.Pattern[str], fewest: int, most: int = _PHRASE) -> tuple[int, int] | None:
        """Start and end of the words from ``at`` to what ``ends`` them; ``None`` where nothing does, or they are fewer
        words than a name has, or more."""
        limit = ends.search(self.clean, at, at + _PHRASE)
        told = self.clean[at:limit.start()] if limit else ""
        if not fewest <= len(told.split()) <= most:
            return None
        return self._first_word(at, at + len(told)), at + len(told.rstrip(" ,\n"))

    def _year(self, at: int) -> tuple[int | None, int]:
        """The year that stands at ``at``, ``None`` for none, and where it ends."""
        found = YEAR.match(self.clean, at)
        return (int(found["year"]), found.end()) if found else (None, at)

    def _quoted(self, word: re.Match[str]) -> DescribedMatch | None:
        """Đề án “Tuyên truyền …”; a closing mark that is missing is supplied by the end of the clause."""
        opening = QUOTE_OPENS.match(self.clean, word.end())
        if opening is None:
            return None
        start = opening.end()
        closing = CLOSES.search(self.clean, start, start + _TITLE)
        if closing is None or len(self.clean[start:closing.start()].split()) < _LEAST_TITLE:
            return None
        owner, end = self._owner(closing.end() if closing.group() in "”\"" else closing.start())
        return self._match(word, end, (start, closing.start()), owner)

    def _national(self, word: re.Match[str]) -> DescribedMatch | None:
        """Chương trình quốc gia … của Chính phủ năm 2012; chiến lược quốc gia … giai đoạn 2016 - 2025."""
        national = NATIONAL.match(self.clean, word.end())
        strategy = self._is(word, "strategy") and word.group()[0].isupper()
        if not national and not strategy:
            return None
        start = national.end() if national else word.end()
        limit = self.wording.words_end.search(self.clean, start, start + _PHRASE)
        stop = limit.start() if limit else min(start + _PHRASE, len(self.clean))
        subject = self._first_word(start, stop)
        period = PERIOD.search(self.clean, start, stop)
        for of in BODY_FOLLOWS.finditer(self.clean, start, period.start() if period else stop):
            owner, end = self._owner(of.start())
            year, end = self._year(end)
            if owner is not None and (year or (national and not period)):
                return self._match(word, end, (subject, of.start()), owner, year)
        if period:
            if len(self.clean[start:period.start()].split()) < _LEAST_SUBJECT:
                return None
            owner, end = self._owner(period.end())
            return self._match(word, end, (subject, period.end()), owner)
        words = self.clean[start:stop].split()
        if not national and words[-2:] == ["quốc", "gia"] and 2 < len(words) <= _LONGEST_STRATEGY:
            end = start + len(self.clean[start:stop].rstrip())
            return self._match(word, end, (subject, end))
        return None

    def _owned(self, word: re.Match[str]) -> DescribedMatch | None:
        """Chương trình của Bộ Công an về …; Chương trình hoạt động của Ban chỉ đạo tỉnh."""
        work = self.wording.kind_of_work.match(self.clean, word.end())
        owner, end = self._owner(work.end() if work else word.end())
        if owner is None:
            return None
        year, end = self._year(end)
        founded = work and self.wording.foundation.search(self.clean, max(0, word.start() - _BEFORE), word.start())
        if not (founded or year or self.wording.about.match(self.clean, end)):
            return None
        return self._match(word, end, None, owner, year)

    def _phrase(self, word: re.Match[str]) -> DescribedMatch | None:
        """Kế hoạch phát động phong trào “…” năm 2022 của UBND tỉnh: a phrase with a year or a quotation, an owner;
        Chương trình phòng, chống ma túy trong thanh, thiếu niên đến năm 2030: a phrase with its period."""
        if not word.group()[0].isupper() or self.wording.not_a_phrase.match(self.clean, word.end()):
            return None
        limit = self.wording.words_end.search(self.clean, word.end(), word.end() + _PHRASE)
        stop = limit.start() if limit else min(word.end() + _PHRASE, len(self.clean))
        start = self._first_word(word.end(), stop)
        for of in BODY_FOLLOWS.finditer(self.clean, start, stop):
            told = self.clean[start:of.start()]
            owner, owner_end = self._owner(of.start())
            if owner is None:
                continue
            if "”" in told or YEAR.search(told) or PERIOD.search(told):
                return self._match(word, owner_end, (start, of.start()), owner)
            year, end = self._year(owner_end)
            period = PERIOD.match(self.clean, self._first_word(owner_end, stop))
            if period:
                return self._match(word, period.end(), (start, of.start()), owner)
            return self._match(word, end, (start, of.start()), owner, year) if year else None
        period = PERIOD.search(self.clean, start, stop)
        if period is None or len(self.clean[start:period.start()].split()) < _LEAST_PHRASE:
            return None
        return self._match(word, period.end(), (start, period.end()))

    def _whole(self, word: re.Match[str]) -> DescribedMatch | None:
        """Đề án giảm quá tải bệnh viện: a scheme that is carried out, by its whole name up to a mark."""
        if not self._is(word, "scheme") or self.wording.no_name.match(self.clean, word.end()):
            return None
        name = self._name(word.end(), self.wording.name_end, _LEAST_PHRASE, _LONGEST_NAME)
        return self._match(word, name[1], name) if name else None

    def _decree(self, word: re.Match[str], before: str) -> DescribedMatch | None:
        """Thông tư của Bộ Tài chính về hóa đơn bán hàng hóa; Nghị định quy định chi tiết thi hành … Luật …."""
        if not self.wording.decree_before.search(before):
            return None
        owner, end = self._owner(word.end())
        about = (self.wording.title_about if owner is None else self.wording.decree_about).match(self.clean, end)
        if about is None:
            return None
        name = self._name(about.end(), self.wording.decree_end, _LEAST_PHRASE)
        return self._match(word, name[1], name, owner) if name else None

    def _cooperation(self, word: re.Match[str]) -> DescribedMatch | None:
        """Chương trình phối hợp thực hiện công tác dân vận …: named by its subject alone."""
        if not self._is(word, "cooperation"):
            return None
        if not COOPERATION.match(self.clean, word.end()):
            return None
        name = self._name(word.end(), self.wording.words_end, _LEAST_PHRASE + 2)  # "phối hợp" and one word more
        return self._match(word, name[1], name) if name else None


def _with_repeats(clean: str, found: list[DescribedMatch], grammar: Grammar) -> list[DescribedMatch]:
    """Add later mentions that repeat type and subject of an earlier one word for word, without its owner."""
    phrases: dict[str, tuple[DescribedMatch, int]] = {}
    for match in found:
        words = clean[match.start:match.subject_end].split()
        if match.subject_start is not None and len(words) >= _LEAST_PHRASE and len(phrases) < _REPEATS:
            phrases.setdefault(" ".join(words), (match, match.subject_start - match.start))
    if not phrases:
        return found
    starts = [match.start for match in found]
    added = []
    ordered = (r"\s{1,3}".join(map(re.escape, words.split())) for words in sorted(phrases, key=len, reverse=True))
    for again in re.compile("|".join(ordered)).finditer(clean):
        first, subject = phrases[" ".join(again.group().split())]
        near = bisect_left(starts, again.end()) - 1
        if near < 0 or found[near].end > again.start() or first.start > again.start():
            continue
        if not wording(grammar).to_be_written.search(clean[max(0, again.start() - _BEFORE):again.start()]):
            added.append(DescribedMatch(
                again.start(), again.end(), first.type, None, None, again.start() + subject, again.end()))
    return sorted([*found, *added], key=lambda match: match.start)
