"""Which relation the words before a citation say: the last cue of the clause governs.

The words are rows of ``relation_phrases.yaml``; the grammar here adds what a row cannot say: "tiếp tục"
earlier in the clause turns carrying out into continuing, and ``issued`` needs the document's own issuer
before the verb.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ...language.folding import fold, folded_places
from ...models import RelationType
from ...registry.grammar import Grammar, any_of, compiled
from ...registry.tables import RelationPhrase

_CONTINUE = re.compile(r"(?<!\w)tiếp\s+tục(?!\w)", re.IGNORECASE)
_CLOSE = ("amends", "replaces", "repeals")
_CLOSE_REACH = 60
_LIST_REACH = 200
_OTHERS_CAN = (*_CLOSE, "guides", "implements")
_OF_HEADINGS = (*_CLOSE, "basis")
_CLAUSE = re.compile(r"[;:]|\.\s")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found at ``start``; ``relation`` "none" means the words take the governing force away."""

    start: int
    end: int
    relation: RelationType | Literal["none"]
    phrase: str


@compiled
def _pattern(grammar: Grammar) -> tuple[re.Pattern[str], dict[str, tuple[str, RelationPhrase]]]:
    """A pattern for folded text, and phrases with their rows by their words; those of several words also by
    folded words, for scans that misread an accent ("sửa đồi, bồ sung")."""
    phrases = {" ".join(p.phrase.lower().split()): p for p in grammar.registry.phrases}
    rows = {phrase: (phrase, row) for phrase, row in phrases.items()}
    for phrase, row in phrases.items():
        if " " in phrase:
            rows.setdefault(fold(phrase), (phrase, row))
    return re.compile(_whole_words({fold(phrase) for phrase in phrases})), rows


def _whole_words(words: Iterable[str]) -> str:
    """A pattern for any of ``words``, as whole words; by first letter, so that a search skips quickly to these."""
    by_letter: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(words, key=len, reverse=True):
        pattern = any_of([word])
        by_letter[pattern[0]].append(pattern[1:])
    either = (rf"{letter}(?<!\w.)(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return rf"(?:{'|'.join(either)})(?!\w)"


def find_cues(clean: str, start: int, end: int, grammar: Grammar) -> list[Cue]:
    """All cues of ``clean[start:end]``, in order."""
    pattern, rows = _pattern(grammar)
    cues = []
    low = max(0, start - 1)
    for found in pattern.finditer(folded_places(clean[low:end]), start - low):
        first, after = found.start() + low, found.end() + low
        words = " ".join(clean[first:after].lower().split())
        known = rows.get(words) or rows.get(" ".join(found.group().split()))
        if known is None:
            continue
        phrase, row = known
        if row.not_before and clean[after:after + 40].lstrip().lower().startswith(row.not_before):
            continue
        before = (max(start, first - 90), first)
        theirs = (row.relation == "attaches" and _annex(grammar).search(clean, *before)) or (
            row.relation in _OTHERS_CAN and _others(grammar).search(clean, *before))
        cues.append(Cue(first, after, "cites" if theirs else row.relation, phrase))
    return cues


@compiled
def _annex(grammar: Grammar) -> re.Pattern[str]:
    """An annex named before "kèm theo": "Phụ lục II kèm theo Thông tư …" is a part of that instrument."""
    words = any_of((*grammar.registry.sentence_words["form"], *grammar.registry.sentence_words["annexed"]))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)[^.;:()]*\Z", re.IGNORECASE)


def last_cue(clean: str, start: int, end: int, grammar: Grammar) -> Cue | None:
    """The cue that governs a citation at ``end``: the last one of its stretch, "tiếp tục" taken in."""
    return _last(clean, start, [
        c for c in find_cues(clean, start, end, grammar) if c.relation not in _CLOSE or _reaches(clean, c.end, end)])


def _last(clean: str, start: int, cues: list[Cue]) -> Cue | None:
    if not cues:
        return None
    cue = cues[-1]
    if cue.relation == "implements" and _continues(clean, start, cue.start):
        return Cue(cue.start, cue.end, "continues", cue.phrase)
    return cue


def _reaches(clean: str, start: int, end: int) -> bool:
    """Whether a verb that changes an instrument has it as object: only "một số điều của" may stand between."""
    between = clean[start:end]
    return len(between) <= _CLOSE_REACH and not any(mark in between for mark in ",;:.“”()")


@compiled
def _others(grammar: Grammar) -> re.Pattern[str]:
    """Texts of others right before a verb: "các văn bản quy định chi tiết, hướng dẫn thi hành Luật …" are
    what guides the law, not the document that mentions them."""
    texts, verbs = grammar.words("other_text"), grammar.words("opens_subject")
    return re.compile(
        rf"(?<!\w)(?:{texts})(?!\w)[\s,]*(?:(?:{verbs}|chi\s+tiết|thi\s+hành|và)(?!\w)[\s,]*){{0,6}}\Z", re.IGNORECASE)


def expiry_cue(clean: str, start: int, end: int, grammar: Grammar) -> Cue | None:
    """The cue after an instrument that tells of its end: "Quyết định số … hết hiệu lực kể từ ngày …"; not
    where it had ended before ("đã hết hiệu lực") and not where another body or instrument ends it."""
    found = _expiry(grammar).match(clean, start, end)
    words = " ".join(found["words"].lower().split()) if found else ""
    return Cue(found.start("words"), found.end(), "repeals", words) if found else None


@compiled
def _expiry(grammar: Grammar) -> re.Pattern[str]:
    words = grammar.words("expires")
    return re.compile(rf"[^;.:“”]{{0,240}}?(?<!\w)(?<!đã )(?P<words>{words})(?!\w)", re.IGNORECASE)


def intro_cue(clean: str, start: int, end: int, grammar: Grammar) -> Cue | None:
    """The cue of a line that introduces a list: "đã ban hành các văn bản triển khai, cụ thể như:" tells of
    issuing, whatever else the documents are said to be for."""
    cues = find_cues(clean, start, end, grammar)
    issued = [cue for cue in cues if cue.relation == "issued"]
    return issued[-1] if issued else _last(clean, start, [
        c for c in cues if c.relation not in _CLOSE or _heads_list(clean, c.end, end)])


def heading_cue(clean: str, start: int, end: int, grammar: Grammar) -> Cue | None:
    """The cue of a heading above a list: "Điều 1. Bãi bỏ các quyết định", "I. Căn cứ pháp lý"; other words
    of a heading ("Tổ chức thực hiện") govern nothing."""
    cues = [c for c in find_cues(clean, start, end, grammar) if c.relation in _OF_HEADINGS]
    return cues[-1] if cues and _heads_list(clean, cues[-1].end, end) else None


def _heads_list(clean: str, start: int, end: int) -> bool:
    """Whether a verb that changes instruments has the list as object: "Bãi bỏ các quyết định sau đây:"."""
    between = clean[start:end]
    return len(between) <= _LIST_REACH and not any(mark in between for mark in ";.“”")


def _continues(clean: str, start: int, position: int) -> bool:
    """Whether "tiếp tục" stands before the verb in the same clause."""
    floor = start
    for stop in _CLAUSE.finditer(clean, start, position):
        floor = stop.end()
    return _CONTINUE.search(clean, floor, position) is not None
