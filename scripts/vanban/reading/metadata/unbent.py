"""Receivers and the number as recognition bent them, read as what they can only be: in a recognised text alone.

"Lưu: VŨ KGVX" is "Lưu: VT, KGVX", "Ban Bí thử Trung ương Đảng" the body of the table, 64/2024/QĐĐ-UBND a Quyết định.
What is near nothing known, or near two things, stays as it was read.
"""

from __future__ import annotations

import re
import unicodedata

from msgspec.structs import replace
from rapidfuzz.distance import Levenshtein

from ...language.numbers import parse_number, parts_of
from ...models import Document
from ...registry.grammar import Grammar, any_of, compiled
from ..bodies import straightened
from ..citations import unbent_type

_REPORTED = re.compile(r"\([dđ][eéèêểễ] b/[c©e6](?:\)|$)", re.IGNORECASE)
"""Why a receiver has it, "(để b/c)", bent."""


def unbent_head(document: Document, grammar: Grammar) -> Document:
    """The head of a recognised text with its receivers and number put right where only one thing can be meant."""
    number = _number(document, grammar)
    return replace(
        document, number=number, number_parts=parts_of(number) if number else None,
        signing_capacity=straightened(document.signing_capacity, grammar) if document.signing_capacity else None,
        recipients=tuple(_receiver(each, grammar) for each in document.recipients),
        addressed_to=tuple(_receiver(each, grammar) for each in document.addressed_to))


def _number(document: Document, grammar: Grammar) -> str | None:
    parsed = parse_number(document.number) if document.number else None
    row = grammar.registry.type_named(document.type) if document.type else None
    if parsed is None or row is None or len(parsed.segments) < 2:
        return document.number
    written = parsed.segments[0]
    read = unbent_type(written, row, grammar)
    return document.number.replace(f"/{written}", f"/{read}", 1) if document.number and read else document.number


def _receiver(item: str, grammar: Grammar) -> str:
    kept = _kept(grammar).match(item)
    if kept:
        return f"{kept['keep']}{grammar.registry.sentence_words['keeps_copy'][0]}, {item[kept.end():]}"
    item = _REPORTED.sub("(để b/c)", item)
    known = _receivers(grammar)
    if item.casefold() in known:
        return item
    near = {name for key, (name, slips) in known.items()
            if Levenshtein.distance(key, item.casefold(), score_cutoff=slips) <= slips}
    return near.pop() if len(near) == 1 else item


@compiled
def _kept(grammar: Grammar) -> re.Pattern[str]:
    """The office that keeps a copy, "VT", with a letter too many or a wrong one, and its comma."""
    offices = grammar.registry.sentence_words["keeps_copy"]
    return re.compile(rf"^(?P<keep>L[ưu]u\s?:\s?)(?!(?:{any_of(offices)})\b){offices[0][0]}[^\W\d_]{{0,2}}[^\w\s]?\s*"
                      r"[,;.]?\s+(?=[A-ZĐ(])")


@compiled
def _receivers(grammar: Grammar) -> dict[str, tuple[str, int]]:
    """Usual receivers by their small letters, with the letters that may be wrong."""
    return {unicodedata.normalize("NFC", row.words).casefold(): (row.words, row.slips)
            for row in grammar.registry.formulas if row.part == "receiver"}
