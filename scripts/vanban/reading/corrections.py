"""What a person said of a document, put over what was read: fields of the head, citations by their quoted words.

Places are found by the words a person quoted, never by offsets, so that a correction outlives every change of the
reader and every mended letter elsewhere in the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Literal

from msgspec.structs import replace

from ..models import Block, Certainty, Citation, Correction, Document, RelationType

Fault = Literal["absent", "several", "unclear", "idle"]
"""The quoted words are not in the text; they hold several citations; the value is not one citation; nothing changes."""
Spans = Callable[[], Sequence[tuple[int, int]]]
"""Gives the spans of the sentences of the text as read, where they are needed."""
ReadOne = Callable[[str], Citation | None]
"""Reads words as they stand in a text ("Kết luận số 44-KL/TW ngày 22/01/2019") as one citation, else ``None``."""

_FROM_VALUE = ("class_", "instrument", "type", "number", "number_parts", "date", "year", "issuing_body", "bodies",
               "level")


def supplied(corrections: Iterable[Correction]) -> dict[str, Any]:
    """The corrected fields of the head by name."""
    return {each.field: each.value for each in corrections if each.field}


def corrected_document(document: Document, corrections: Iterable[Correction]) -> Document:
    """Put the corrected fields over what the text gives; another issuer's parts are to be read from its name."""
    told = supplied(corrections)
    if "issuing_body" in told and told["issuing_body"] != document.issuing_body:
        told["bodies"] = ()
    return replace(document, **told)


def corrected_citations(raw: str, citations: tuple[Citation, ...], corrections: Iterable[Correction],
                        blocks: Sequence[Block], sentences: Spans, read: ReadOne) -> tuple[Citation, ...]:
    """The citations after every correction of one, in text order; what cannot be applied changes nothing."""
    for each, places in _of_citations(raw, corrections):
        if _fault(citations, each, places, read) is None:
            citations = _corrected(raw, citations, each, places, blocks, sentences, read)
    return citations


def _of_citations(raw: str, corrections: Iterable[Correction]) -> Iterator[tuple[Correction, list[tuple[int, int]]]]:
    """The corrections of citations, each with the places where the words that it quotes stand."""
    return ((each, list(_places(raw, each.citation))) for each in corrections if each.citation)


def _fault(citations: tuple[Citation, ...], correction: Correction, places: Sequence[tuple[int, int]],
           read: ReadOne) -> Fault | None:
    """Why a correction of a citation cannot be applied; ``None`` when it can."""
    if not places:
        return "absent"
    if any(len(_touched(citations, place)) > 1 for place in places):
        return "several"
    is_value = isinstance(correction.value, str)
    adds = not correction.ignore and not all(_touched(citations, place) for place in places)
    if (is_value and read(str(correction.value)) is None) or (adds and not is_value):
        return "unclear"
    return None


def faults(raw: str, citations: tuple[Citation, ...], corrections: Iterable[Correction], blocks: Sequence[Block],
           sentences: Spans, read: ReadOne) -> Iterator[tuple[Correction, Fault]]:
    """The corrections of citations that cannot be applied, and those that say what is read without them."""
    for each, places in _of_citations(raw, corrections):
        found = _fault(citations, each, places, read)
        if found is None:
            now = _corrected(raw, citations, each, places, blocks, sentences, read)
            found = "idle" if tuple(replace(one, corrected=None) for one in now) == citations else None
        if found:
            yield each, found


def _corrected(raw: str, citations: tuple[Citation, ...], correction: Correction, places: Sequence[tuple[int, int]],
               blocks: Sequence[Block], sentences: Spans, read: ReadOne) -> tuple[Citation, ...]:
    value = read(str(correction.value)) if correction.value else None
    changed: dict[int, Citation | None] = {}
    added = []
    for place in places:
        touched = _touched(citations, place)
        for index in touched:
            changed[index] = None if correction.ignore else _as_told(citations[index], correction, value)
        if not touched and value is not None:
            added.append(_new(raw, place, correction, value, blocks, sentences()))
    rows = [(index, changed.get(index, each)) for index, each in enumerate(citations)]
    kept = [(index, each) for index, each in rows if each is not None]
    return _renumbered([*kept, *((None, each) for each in added)])


def _as_told(citation: Citation, correction: Correction, value: Citation | None) -> Citation:
    """A citation that was read, with the instrument and the relation a person gave."""
    told: dict[str, Any] = {"corrected": correction.reason}
    if value is not None:
        told |= {name: getattr(value, name) for name in _FROM_VALUE} | {"inferred": (), "confidence": "high"}
    if correction.relation:
        told |= {"relation": correction.relation, "doubt": None}
        told["relation_certainty"] = _certainty(correction.relation)
    return replace(citation, **told)


def _new(raw: str, place: tuple[int, int], correction: Correction, value: Citation,
         blocks: Sequence[Block], sentences: Sequence[tuple[int, int]]) -> Citation:
    """A citation that was not read, at the quoted words."""
    start, end = place
    anchor = next((block.anchor for block in reversed(blocks) if block.start <= start), None)
    around = [place, *(span for span in sentences if span[0] < end and start < span[1])]
    sentence = (min(first for first, _ in around), max(last for _, last in around))
    return replace(value, text=raw[start:end], start=start, end=end, line=raw.count("\n", 0, start) + 1,
                   sentence=sentence, anchor=anchor, cue=None, parent=(), acts_on=(),
                   relation=correction.relation or "cites", pinpoint=None, confidence="high", inferred=(), doubt=None,
                   relation_certainty=_certainty(correction.relation or "cites"), corrected=correction.reason)


def _certainty(relation: RelationType) -> Certainty | None:
    """What a person says of a relation is sure; a mere mention has no certainty."""
    return None if relation == "cites" else "high"


def _renumbered(rows: list[tuple[int | None, Citation]]) -> tuple[Citation, ...]:
    """The citations in text order; what each says of others by number is said by their new numbers."""
    rows = sorted(rows, key=lambda row: (row[1].start, row[1].end))
    now = {old: new for new, (old, _) in enumerate(rows) if old is not None}
    return tuple(replace(
        each, parent=tuple(now[old] for old in each.parent if old in now),
        acts_on=tuple((relation, now[old]) for relation, old in each.acts_on if old in now)) for _, each in rows)


def _places(raw: str, words: str) -> Iterator[tuple[int, int]]:
    """Where quoted words stand in the text, any white space between them."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    return (found.span() for found in pattern.finditer(raw))


def _touched(citations: tuple[Citation, ...], place: tuple[int, int]) -> list[int]:
    return [index for index, each in enumerate(citations) if each.start < place[1] and place[0] < each.end]
