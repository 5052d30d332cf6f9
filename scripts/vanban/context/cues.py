"""Which relation the words before a citation say: the last cue of the clause governs.

The words are rows of ``relation_phrases.yaml``; the grammar here adds what a row cannot say: "tiếp tục"
earlier in the clause turns carrying out into continuing, and ``issued`` needs the document's own issuer
before the verb.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ..models import RelationType
from ..registry.tables import Registry, RelationPhrase

_CONTINUE = re.compile(r"(?<!\w)tiếp\s+tục(?!\w)", re.IGNORECASE)
_CLOSE = ("amends", "replaces", "repeals")
_CLOSE_REACH = 60
_CLAUSE = re.compile(r"[;:]|\.\s")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found at ``start``; ``relation`` "none" means the words take the governing force away."""

    start: int
    end: int
    relation: RelationType | Literal["none"]
    phrase: str


@lru_cache(maxsize=4)
def _pattern(registry: Registry) -> tuple[re.Pattern[str], dict[str, RelationPhrase]]:
    rows = {" ".join(p.phrase.lower().split()): p for p in registry.phrases}
    longest_first = sorted(rows, key=len, reverse=True)
    words = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), rows


def find_cues(clean: str, start: int, end: int, registry: Registry) -> list[Cue]:
    """All cues of ``clean[start:end]``, in order."""
    pattern, rows = _pattern(registry)
    cues = []
    for found in pattern.finditer(clean, start, end):
        phrase = " ".join(found.group().lower().split())
        row = rows[phrase]
        following = clean[found.end():found.end() + 40].lstrip().lower()
        if not any(following.startswith(word) for word in row.not_before):
            cues.append(Cue(found.start(), found.end(), row.relation, phrase))
    return cues


def last_cue(clean: str, start: int, end: int, registry: Registry) -> Cue | None:
    """The cue that governs a citation at ``end``: the last one of its stretch, "tiếp tục" taken in."""
    cues = [
        c for c in find_cues(clean, start, end, registry) if c.relation not in _CLOSE or _reaches(clean, c.end, end)]
    if not cues:
        return None
    cue = cues[-1]
    if cue.relation == "implements" and _continues(clean, start, cue.start):
        return Cue(cue.start, cue.end, "continues", cue.phrase)
    return cue


def _reaches(clean: str, start: int, end: int) -> bool:
    """Whether a verb that changes an instrument has it as object: only "một số điều của" may stand between."""
    between = clean[start:end]
    return len(between) <= _CLOSE_REACH and not any(mark in between for mark in ",;:.“”")


def intro_cue(clean: str, start: int, end: int, registry: Registry) -> Cue | None:
    """The cue of a line that introduces a list: "đã ban hành các văn bản triển khai, cụ thể như:" tells of
    issuing, whatever else the documents are said to be for."""
    issued = [cue for cue in find_cues(clean, start, end, registry) if cue.relation == "issued"]
    return issued[-1] if issued else last_cue(clean, start, end, registry)


def _continues(clean: str, start: int, position: int) -> bool:
    """Whether "tiếp tục" stands before the verb in the same clause."""
    floor = start
    for stop in _CLAUSE.finditer(clean, start, position):
        floor = stop.end()
    return _CONTINUE.search(clean, floor, position) is not None
