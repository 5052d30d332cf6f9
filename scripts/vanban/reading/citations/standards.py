"""Technical standards: "tiêu chuẩn TCVN 6909:2001", "QCVN 06:2022/BXD"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...language.numbers import Number
from ...language.scanning import Scanner, in_order, scanner
from ...registry.grammar import Grammar, any_of, compiled
from .mention import Mention


@compiled
def _type_before(grammar: Grammar) -> re.Pattern[str]:
    """The type as it is written before the number: "tiêu chuẩn quốc gia số"."""
    names = any_of(name for row in grammar.registry.types_with("standard") for name in (row.name, *row.aliases))
    return re.compile(rf"(?<!\w)(?:{names})(?:\s+quốc\s+gia)?\s+(?:số\s+)?\Z", re.IGNORECASE)


@compiled
def _standard_types(grammar: Grammar) -> dict[str, str]:
    """The types of technical standards by what their numbers begin with, without blanks ("TCVN"), the longest first."""
    found = {"".join(short.split()): row.name for row in grammar.registry.types_with("standard")
             for short in row.abbreviations}
    return dict(sorted(found.items(), key=lambda each: -len(each[0])))


@compiled
def _standard(grammar: Grammar) -> Scanner:
    """A technical standard's number ("TCVN 6909:2001", "TCVN ISO/IEC 27001:2009")."""
    shorts = {short for row in grammar.registry.types_with("standard") for short in row.abbreviations}
    return scanner(sorted((r"\s+".join(map(re.escape, short.split())) for short in shorts), key=len, reverse=True),
                   before=r"(?<![^\W_])",
                   after=r"\s?(?:ISO(?:/IEC)?\s?)?\d{1,6}(?:-\d{1,3}){0,4}\s?:\s?\d{4}(?!\d)(?:/[A-ZĐ]{2,12})?")


def find_standards(clean: str, grammar: Grammar) -> Iterator[Mention]:
    """Technical standards: "tiêu chuẩn TCVN 6909:2001"."""
    for found in in_order(_standard(grammar), clean):
        before = _type_before(grammar).search(clean, max(0, found.start() - 48), found.start())
        written = re.sub(r"\s+", "", found.group())
        type_ = next(name for short, name in _standard_types(grammar).items() if written.startswith(short))
        year = int(re.sub(r"\D", "", written.rpartition(":")[2]))
        start = before.start() if before else found.start()
        yield Mention(start, found.end(), "numbered", type_, Number(written), found.span(), year=year)
