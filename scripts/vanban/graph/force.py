"""Which relations say that the whole of an instrument is no longer in force."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from ..models import Citation, Record, Relation
from ..registry.grammar import Grammar, compiled

ENDING = ("replaces", "repeals")
"""Relations that may end an instrument."""
_PART_REACH = 80
"""Characters before a citation in which is said that only a part of it ends."""


def endings_of_the_whole(relation: Relation, records: Mapping[str, Record], text: Callable[[str], str],
                         grammar: Grammar) -> Iterator[Citation]:
    """The citations of a relation of :data:`ENDING` that say that the other instrument ends as a whole.

    Not those of its annex, of "một số điều", of a phrase. ``text`` gives the text of a document, as it is read, by its
    slug.
    """
    part = _part_before(grammar)
    for mention in relation.evidence:
        citations, words = records[mention.document].citations, text(mention.document)
        one = citations[mention.index]
        ended = [citations[place] for act, place in one.acts_on if act == relation.type] or [one]
        if not any(each.pinpoint or part.search(words, max(0, each.start - _PART_REACH), each.start) for each in ended):
            yield one


@compiled
def _part_before(grammar: Grammar) -> re.Pattern[str]:
    """Words for a part of a text, somewhere before it in its sentence."""
    return re.compile(rf"(?<!\w)(?:{grammar.words('part_of_text')})(?!\w)[^.;\n]*\Z", re.IGNORECASE)
