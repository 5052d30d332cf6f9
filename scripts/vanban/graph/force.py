"""Which relations say that the whole of an instrument is no longer in force."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from ..models import Citation, Record, Relation
from ..registry.grammar import Grammar, compiled

_ENDING = ("replaces", "repeals")
_PART_REACH = 80
"""Characters before a citation in which is said that only a part of it ends."""


def endings_of_the_whole(relations: Iterable[Relation], records: Mapping[str, Record], text: Callable[[str], str],
                         grammar: Grammar) -> Iterator[tuple[Relation, Citation]]:
    """The relations that end the other instrument as a whole, each with every citation that says so.

    Not those of its annex, of "một số điều", of a phrase. ``text`` gives the text of a document, as it is read, by its
    slug.
    """
    part = _part_before(grammar)
    for relation, mention in ((r, mention) for r in relations if r.type in _ENDING for mention in r.evidence):
        citations, words = records[mention.document].citations, text(mention.document)
        one = citations[mention.index]
        ended = [citations[place] for act, place in one.acts_on if act == relation.type] or [one]
        if not any(each.pinpoint or part.search(words, max(0, each.start - _PART_REACH), each.start) for each in ended):
            yield relation, one


@compiled
def _part_before(grammar: Grammar) -> re.Pattern[str]:
    """Words for a part of a text, somewhere before it in its sentence."""
    return re.compile(rf"(?<!\w)(?:{grammar.words('part_of_text')})(?!\w)[^.;\n]*\Z", re.IGNORECASE)
