"""Days by which a text says that something is due ("gửi báo cáo trước ngày 29/11/2024")."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from ..language.dates import match_date
from ..language.scanning import in_order
from ..models import Deadline
from ..registry.grammar import Grammar, compiled
from .layout.cut import Layout
from .layout.sentences import Sentence

_DAYS = [re.compile(rf"{digit}(?<=\s.)\d?(?=\s?[/.\-]\s?\d{{1,2}}\s?[/.\-]|\s*th[áa]ng)") for digit in range(10)]
"""How a date begins: few places of a text are looked at more closely; a pattern a digit, which a search skips to."""
_BEFORE = 60
"""Characters that the words of a limit, and an hour, take before its day."""


@compiled
def _limit(grammar: Grammar) -> re.Pattern[str]:
    """What stands before the day of a limit; the words are those of the role ``sets_limit``."""
    # An address of mail is sometimes run on to the next word ("…@gmail.comtrước ngày 29 tháng 11").
    opening = r"(?:\b|(?<=\.com)|(?<=\.vn))"
    hour = r"(?: \d{1,2}\s?(?:giờ|h|g)(?:\s?\d{2}(?:\s?phút)?)?,?)?"  # 17 giờ 00, 17h00
    words = grammar.words("sets_limit")
    return re.compile(rf"{opening}(?:{words})(?: là| vào| đến|:)?{hour}(?: ngày)?\s*\Z", re.IGNORECASE)


@compiled
def _limit_words(grammar: Grammar) -> tuple[str, ...]:
    """The first syllable of each word of a limit: quick to look for before the whole pattern is tried."""
    return tuple({word.split()[0].lower() for word in grammar.registry.sentence_words["sets_limit"]})


def find_deadlines(layout: Layout, sentences: Sequence[Sentence], grammar: Grammar,
                   issued: str | None) -> tuple[Deadline, ...]:
    """Days in the body that a phrase makes a limit, in text order; left out are days no calendar has, and those before
    the ISO date on which the document was ``issued``, by which nothing can be due ("ban hành trước ngày 01/01/2015").
    """
    clean, text = layout.clean, layout.text
    starts = [sentence.start for sentence in sentences]
    found = []
    limits, words = _limit(grammar), _limit_words(grammar)
    for day in in_order(_DAYS, clean):
        first = max(0, day.start() - _BEFORE)
        told = clean[first:day.start()].lower()
        limit = limits.search(clean, first, day.start()) if any(word in told for word in words) else None
        date = match_date(clean, day.start()) if limit else None
        if limit is None or date is None or date.iso is None or date.iso < (issued or "") \
                or layout.zones.zone(limit.start()) != "body":
            continue
        sentence = sentences[bisect_right(starts, limit.start()) - 1]
        end = min(date.end, sentence.end)
        if sentence.start <= limit.start() < end:
            found.append(Deadline(date.iso, *text.raw_span(limit.start(), end),
                                  text.raw_span(sentence.start, sentence.end)))
    return tuple(found)
