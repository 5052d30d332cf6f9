"""The plural whose texts a bracket or a colon lists: "các Quyết định của A phê duyệt B (số 5/QĐ-UBND; số 6/QĐ-UBND)".

What governs the plural governs the list; a text named between the two stands in the subject of every one listed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from ...registry.grammar import Grammar, any_of, compiled
from ..bodies import match_body
from ..citations import Mention
from ..citations.speakers import OF
from ..citations.types import type_words
from .gaps import REACH, clause_start, opener

_MARK = re.compile(r"\s*[(:]\s*(?:số\s*)?\Z", re.IGNORECASE)
"""What stands between the plural, with its subject, and the first of its texts."""
_MARK_REACH = 12
"""Characters of the longest such mark, about."""
_BORDER = re.compile(r"[.;:()|“”]|\n\s*\n")


def with_plurals(clean: str, mentions: Sequence[Mention], grammar: Grammar) -> list[Mention]:
    """The mentions, in text order; the first of a list with the plural that it belongs to, and with its type where it
    has none.
    """
    found: list[Mention] = []
    ends: dict[str | None, int] = {}
    for mention in mentions:
        plural = _plural(clean, mention, ends, grammar) if mention.class_ == "numbered" else None
        if plural is None:
            found.append(mention)
        else:
            span, type_ = plural
            found.append(replace(mention, plural=span, type=mention.type or type_))
        ends[found[-1].type] = mention.end
    return found


def shared_subjects(mentions: Sequence[Mention]) -> dict[int, int]:
    """For each mention that stands in the subject which a list shares, the first text of that list; by their places
    among ``mentions``, which are in text order.
    """
    return {j: i for i, mention in enumerate(mentions) if mention.plural is not None
            for j in range(bisect_left(mentions, mention.plural[0], hi=i, key=lambda other: other.start), i)}


def _plural(clean: str, mention: Mention, ends: Mapping[str | None, int],
            grammar: Grammar) -> tuple[tuple[int, int], str] | None:
    """The words of the plural before a mention, and its type; ``None`` for a mention that opens no list. ``ends`` is
    where the last mention of each type ends, for none of that type stands between."""
    mark = _MARK.search(clean, max(0, mention.begins - _MARK_REACH), mention.begins)
    if mark is None:
        return None
    end = mark.start()
    for noun in reversed(list(_nouns(grammar).finditer(clean, max(0, end - REACH), end))):
        if _BORDER.search(clean, noun.end(), end):
            return None
        type_ = type_words(grammar)[" ".join(noun["type"].lower().split())]
        if mention.type in (None, type_) and ends.get(type_, 0) <= noun.start() and (
                _is_whole(clean, noun.end(), end, grammar)):
            return (noun.start(), end), type_
    return None


def _is_whole(clean: str, start: int, end: int, grammar: Grammar) -> bool:
    """Whether nothing but whose texts they are and what they are about stands in ``clean[start:end]``."""
    of = OF.match(clean, start, end)
    body = match_body(clean, of.end(), grammar, end) if of else None
    rest = body.end if body else start
    about = opener(grammar).match(clean, rest, end)
    return rest == end or (about is not None and clause_start(clean, rest, end, grammar) is None)


@compiled
def _nouns(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:các|những|\d{{1,2}})\s+(?P<type>{any_of(type_words(grammar))})(?!\w)", re.IGNORECASE)
