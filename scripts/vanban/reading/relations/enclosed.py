"""A technical standard that the document issues with itself: "Ban hành kèm theo Thông tư này Quy chuẩn kỹ thuật
quốc gia về dầu thực vật (QCVN 29:2026/BCT)"."""

from __future__ import annotations

import re

from ...registry.grammar import Grammar, any_of, compiled
from ...registry.relations import CHANGES
from .chains import Cue

_REACH = 360
"""Characters before the number in which the standard is named, and the document says that it issues it."""


def issued_with(clean: str, at: int, grammar: Grammar) -> Cue | None:
    """What governs the number of a standard at ``at`` that its sentence issues with the document, its name before it or
    not; ``None``: no standard stands there, or none is issued."""
    if _standard(grammar).match(clean, at) is None:
        return None
    found = _issued(grammar).search(clean, max(0, at - _REACH), at)
    return Cue(found.start("cue"), found.end("cue"), "attaches", found["cue"]) if found else None


@compiled
def _standard(grammar: Grammar) -> re.Pattern[str]:
    rows = grammar.registry.types_with("standard")
    words = (word for row in rows for word in (row.name, *row.abbreviations, *row.aliases))
    return re.compile(rf"(?:{any_of(words)})(?!\w)")


@compiled
def _issued(grammar: Grammar) -> re.Pattern[str]:
    """"Ban hành kèm theo Thông tư này (Quy chuẩn … về …, ký hiệu)"; what changes a standard is another one."""
    changes = any_of(grammar.phrases(*CHANGES))
    return re.compile(rf"""
        (?<!\w)(?P<cue>[Bb]an\s+hành\s+kèm\s+theo)\s+(?:{grammar.types()})\s+này\s    # Ban hành kèm theo Thông tư này …
        (?:(?!(?<!\w)(?i:{changes})(?!\w))[^.;:()“”|])*                              # Quy chuẩn … về …
        (?:\(|,?\s+(?i:ký\s+hiệu|số\s+hiệu|mã\s+số)\s*:?)?\s*\Z                    # (, ký hiệu:
        """, re.VERBOSE)
