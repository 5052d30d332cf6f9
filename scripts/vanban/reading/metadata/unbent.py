"""Receivers and the number as recognition bent them, read as what they can only be: in a recognised text alone.

"Lưu: VŨ KGVX" is "Lưu: VT, KGVX", "Ban Bí thử Trung ương Đảng" the body of the table, 64/2024/QĐĐ-UBND a Quyết định.
What is near nothing known, or near two things, stays as it was read.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter, defaultdict

from msgspec.structs import replace
from rapidfuzz.distance import Levenshtein

from ...language.folding import fold
from ...language.letters import CAP, new_tone_placement
from ...language.numbers import parse_number, parts_of
from ...models import Document
from ...registry.grammar import Grammar, any_of, compiled
from ..bodies import straightened
from ..citations import unbent_type

_REPORTED = re.compile(r"\([dđ][eéèêểễ] b/[c©e6](?:\)|$)", re.IGNORECASE)
"""Why a receiver has it, "(để b/c)", bent."""


_STOP_INSIDE = re.compile(rf"(?:(?<=[{CAP}]{{4}})\.|(?<=(?<![{CAP}])CỦA),) (?=[{CAP}]{{2}})")
_LETTERS = re.compile(r"[^\W\d_]+")
_OFTEN = 2
"""Times that the body has a pair of words by which a title's is put right."""
_BENT_KEEP = re.compile(r"^[kl1I]([ưu]u\s?:)")
""""Lưu:" with its capital bent."""
_GLUED_BRACKET = re.compile(rf"(?<=[{CAP}])\((?=[{CAP}])")


def unbent_head(document: Document, body: str, grammar: Grammar) -> Document:
    """The head of a recognised text, whose ``body`` is given, with title, receivers and number put right where only one
    thing can be meant."""
    number = _number(document, grammar)
    return replace(
        document, number=number, number_parts=parts_of(number) if number else None,
        title=_title(document.title, body) if document.title else None,
        signing_capacity=_capacity(document.signing_capacity, grammar) if document.signing_capacity else None,
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


def _title(title: str, body: str) -> str:
    """A title without stops between its words, and with each pair of words that the body never has, but often with
    other marks, as the body writes it: "THẤM ĐỊNH" where the text says "thẩm định" again and again."""
    pieces = re.split(r"([^\W\d_]+)", _STOP_INSIDE.sub(" ", title))
    said = [word.lower() for word in _LETTERS.findall(body)]
    pairs = Counter(itertools.pairwise(said))
    written: defaultdict[tuple[str, ...], set[tuple[str, str]]] = defaultdict(set)
    for pair, count in pairs.items():
        if count >= _OFTEN:
            written[tuple(map(fold, pair))].add(pair)
    for index in range(1, len(pieces) - 2, 2):
        pair = pieces[index].lower(), pieces[index + 2].lower()
        known = written.get(tuple(map(fold, pair)), set())
        if pair not in pairs and len(known) == 1 and pieces[index + 1] == " ":
            pieces[index], pieces[index + 2] = map(_cased, (pieces[index], pieces[index + 2]), next(iter(known)))
    return "".join(pieces)


def _cased(printed: str, word: str) -> str:
    if printed.isupper() and len(printed) > 1:
        return word.upper()
    return word.capitalize() if printed[0].isupper() else word


def _capacity(capacity: str, grammar: Grammar) -> str:
    """A capacity with known names put right; one that only places its tones in the old way stays."""
    known = straightened(capacity, grammar)
    return capacity if new_tone_placement(capacity) == new_tone_placement(known) else known


def _receiver(item: str, grammar: Grammar) -> str:
    item = _BENT_KEEP.sub(r"L\1", _GLUED_BRACKET.sub(" (", item))
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
    return re.compile(rf"^(?P<keep>L[ưu]u(?:\s?:\s?|\s))(?!(?:{any_of(offices)})\b){offices[0][0]}[^\W\d_]{{0,2}}"
                      r"[^\w\s]?\s*[,;.]?\s+(?=[A-ZĐ(])")


@compiled
def _receivers(grammar: Grammar) -> dict[str, tuple[str, int]]:
    """Usual receivers by their small letters, with the letters that may be wrong."""
    return {unicodedata.normalize("NFC", row.words).casefold(): (row.words, row.slips)
            for row in grammar.registry.formulas if row.part == "receiver"}
