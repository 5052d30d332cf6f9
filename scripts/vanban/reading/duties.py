"""Days by which a text says that something is due ("gửi báo cáo trước ngày 29/11/2024")."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ..language.dates import DateMatch, match_date
from ..language.scanning import in_order
from ..models import Deadline, Document
from ..registry.grammar import Grammar, compiled
from .layout.cut import Layout
from .layout.sentences import Sentence

_DAYS = [re.compile(rf"{digit}(?<=\s.)\d?(?=\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]|\s*th[áa]ng)") for digit in range(10)]
"""How a date begins: few places of a text are looked at more closely; a pattern a digit, which a search skips to."""
_BEFORE = 60
"""Characters that the words of a limit, and an hour, take before its day."""
_FROM = re.compile(r"(?<!\w)từ(?:\s+ngày)?\s*\Z", re.IGNORECASE)
_UNTIL = re.compile(r"(?<!\w)(?<!từ nay )đến\s+\Z", re.IGNORECASE)
_SPAN = re.compile(r"(?<!\w)từ\s+ngày\s+\d[^.;:]{1,40}\sđến\s+\Z", re.IGNORECASE)
"""The other end of a time that a day closes: "từ ngày 01/10/2021 đến hết ngày 30/9/2022"."""
_HOLDS_REACH = 400
"""Characters before a limit in which is told what holds until it."""


@compiled
def _limit(grammar: Grammar) -> re.Pattern[str]:
    """What stands before the day of a limit; the words are those of the role ``sets_limit``."""
    # An address of mail is sometimes run on to the next word ("…@gmail.comtrước ngày 29 tháng 11").
    opening = r"(?:\b|(?<=\.com)|(?<=\.vn))"
    hour = r"(?:\s\d{1,2}\s?(?:giờ|h|g)(?:\s?\d{2}(?:\s?phút)?)?,?)?"  # 17 giờ 00, 17h00
    word = rf"(?P<word>{grammar.words('sets_limit')})"
    return re.compile(rf"{opening}{word}(?:\s(?:là|vào|đến(?:\shết)?)|:)?{hour}(?:\sngày)?\s*\Z", re.IGNORECASE)


@compiled
def _limit_words(grammar: Grammar) -> tuple[str, ...]:
    """The first syllable of each word of a limit: quick to look for before the whole pattern is tried."""
    return tuple({word.split()[0].lower() for word in grammar.registry.sentence_words["sets_limit"]})


@compiled
def _holds(grammar: Grammar) -> re.Pattern[str]:
    """What is said of something that holds until a day, and of what is so by a day, not done by it."""
    return re.compile(rf"(?<!\w)(?:{grammar.words('holds_until')})(?!\w)", re.IGNORECASE)


@compiled
def _stood(grammar: Grammar) -> re.Pattern[str]:
    """What goes on behind a day with what holds for those of whom something was so before it."""
    return re.compile(rf"[\s,)”*_]*(?:{grammar.words('behind_state')})(?!\w)", re.IGNORECASE)


@compiled
def _done(grammar: Grammar) -> re.Pattern[str]:
    """A doing that is to be finished, right before a limit."""
    return re.compile(rf"(?<!\w)(?:{grammar.words('finishes')})[\s*_:]*\Z", re.IGNORECASE)


@compiled
def _handed(grammar: Grammar) -> re.Pattern[str]:
    """A doing with its day behind it in the same clause, not one that was done before: "gửi báo cáo về Sở A"."""
    return re.compile(rf"(?<!\w)(?<!đã )(?<!đã được )(?:{grammar.words('hands_in')})(?!\w)[^.,;:]*\Z", re.IGNORECASE)


def find_deadlines(layout: Layout, sentences: Sequence[Sentence], grammar: Grammar,
                   document: Document) -> tuple[Deadline, ...]:
    """Days in the body that a phrase makes a limit, in text order.

    Left out are days no calendar has, those before the date of the ``document``, by which nothing can be due ("ban
    hành trước ngày 01/01/2015"), and those that only part what was so from what is: "người đang hưởng lương hưu trước
    ngày 01/01/2016 mà …", "có hiệu lực đến hết ngày 31/12/2026".
    """
    clean, text = layout.clean, layout.text
    starts = [sentence.start for sentence in sentences]
    found: list[tuple[re.Match[str], DateMatch, str, Sentence]] = []
    begins: set[str | None] = set()
    parts = document.number_parts
    issued = document.date or next(map(str, filter(None, (document.year, parts.year if parts else None))), "")
    limits, words = _limit(grammar), _limit_words(grammar)
    for day in in_order(_DAYS, clean):
        first = max(0, day.start() - _BEFORE)
        told = clean[first:day.start()].lower()
        if "từ" in told and _FROM.search(clean, first, day.start()) and (date := match_date(clean, day.start())):
            begins.add(date.iso)
            continue
        limit = limits.search(clean, first, day.start()) if any(word in told for word in words) else None
        date = match_date(clean, day.start()) if limit else None
        if limit is None or date is None or date.iso is None or date.iso < issued \
                or layout.zones.zone(limit.start()) != "body":
            continue
        sentence = sentences[bisect_right(starts, limit.start()) - 1]
        if sentence.start <= limit.start() < sentence.end:
            found.append((limit, date, date.iso, sentence))
    type_ = grammar.registry.type_named(document.type)
    rules = type_ is not None and type_.normative == "yes"
    return tuple(Deadline(day_due, *text.raw_span(limit.start(), min(date.end, sentence.end)),
                          text.raw_span(sentence.start, sentence.end))
                 for limit, date, day_due, sentence in found
                 if not _parts_times(clean, limit, date, sentence, grammar, begun=day_due in begins, rules=rules))


def _parts_times(clean: str, limit: re.Match[str], date: DateMatch, sentence: Sentence, grammar: Grammar, *,
                 begun: bool, rules: bool) -> bool:
    """Whether the day of a limit only parts two times: by "trước", what was so from what is; by "hết", while something
    holds from when it does not. ``begun``: the document tells what begins on that day; ``rules``: it is a normative
    text, which sets periods, and tasks only where it says what is to be handed in or finished."""
    low, far = max(sentence.start, limit.start() - _BEFORE), max(sentence.start, limit.start() - _HOLDS_REACH)
    if _done(grammar).search(clean, low, limit.start()):
        return False
    handed = _handed(grammar).search(clean, far, limit.start()) is not None
    match limit["word"].lower():
        case "trước":
            return (begun and (rules or not handed)) or bool(
                _UNTIL.search(clean, low, limit.start()) or _stood(grammar).match(clean, date.end, sentence.end))
        case "hết":
            return not handed and (rules or bool(
                _SPAN.search(clean, low, limit.start()) or _holds(grammar).search(clean, far, limit.start())))
    return False
