"""Records against annotated ones: what counts as right, counted over any number of documents.

A span is found when half of the longer of two is shared; the name of a law ends where one says, so there
half of the shorter counts. Values are compared without case, quotation marks, white space and outer stops;
an organ ("Ban Thường vụ …") counts as its organisation. ``documents`` are the plain data of
:func:`vanban.store.records.record_to_dict` or of an annotation.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..language.letters import new_tone_placement

FIELDS = ("number", "type", "date", "place", "issuing_body", "level", "title", "signer")
_CITED_FIELDS = ("type", "number", "date", "issuing_body")
_ORGANS = re.compile(
    r"(?:(?:ban thường vụ|đoàn chủ tịch|ban chấp hành|phó chủ tịch|chủ tịch|bộ trưởng|ban thường trực|thường trực"
    r"|phó giám đốc|giám đốc|tổng cục trưởng|cục trưởng|chánh văn phòng)\s+)+")
_YEAR_OF_KEY = re.compile(r"@(\d{4})")

Row = Mapping[str, Any]
Rows = Sequence[Row]


@dataclass
class Tally:
    """How many were annotated, how many were found, how many of both agree."""

    gold: int = 0
    found: int = 0
    hits: int = 0

    @property
    def recall(self) -> float:
        """The share of what is there that was found; 1 where nothing is there."""
        return self.hits / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.hits / (self.gold + self.found) if self.gold + self.found else 1.0

    def add(self, gold: int, found: int, hits: int) -> None:
        """Count one more document."""
        self.gold, self.found, self.hits = self.gold + gold, self.found + found, self.hits + hits


@dataclass
class Score:
    """Everything counted so far. ``misses`` tells each loss as document, kind, annotated and found value."""

    fields: Counter[str] = field(default_factory=Counter)
    documents: int = 0
    detected: Tally = field(default_factory=Tally)
    exact: Tally = field(default_factory=Tally)
    named: Tally = field(default_factory=Tally)
    parents: Tally = field(default_factory=Tally)
    relations: Tally = field(default_factory=Tally)
    instruments: Tally = field(default_factory=Tally)
    misses: list[tuple[str, str, object, object]] = field(default_factory=list)

    @property
    def fields_all(self) -> float:
        """The share of all document fields that are right."""
        return self.fields.total() / (len(FIELDS) * self.documents) if self.documents else 1.0

    def add(self, name: str, gold: Row, found: Row) -> None:
        """Count one document."""
        def miss(kind: str, wanted: object, got: object) -> None:
            self.misses.append((name, kind, wanted, got))

        self.documents += 1
        for key in FIELDS:
            wanted, got = gold["document"].get(key), found["document"].get(key)
            self.fields[key] += same(key, wanted, got)
            if not same(key, wanted, got):
                miss(key, wanted, got)
        self._numbered(gold["citations"], found["citations"], miss)
        self._named(gold["citations"], found["citations"], miss)
        self._parents(gold["citations"], found["citations"], miss)

    def _numbered(self, gold: Rows, found: Rows, miss: Callable[[str, object, object], None]) -> None:
        wanted = _of_class(gold, "numbered")
        others = [row for row in gold if row["class"] != "numbered"]
        got = [row for row in _of_class(found, "numbered") if not any(share(row, other) for other in others)]
        pairs = paired(wanted, got)
        self.detected.add(len(wanted), len(got), len(pairs))
        right = 0
        for i, row in enumerate(wanted):
            if i not in pairs:
                miss("not found", row["text"], None)
                continue
            other = got[pairs[i]]
            wrong = [key for key in _CITED_FIELDS if not same(key, row.get(key), other.get(key))]
            right += not wrong
            for key in wrong:
                miss(f"citation {key}: {row['text']}", row.get(key), other.get(key))
            if row["relation"] != other["relation"]:
                miss(f"relation: {row['text']}", row["relation"], other["relation"])
            self.relations.add(1, 1, row["relation"] == other["relation"])
            if year_of(row):
                self.instruments.add(1, 1, year_of(row) == year_of(other))
        self.exact.add(len(wanted), len(got), right)
        for j in sorted(set(range(len(got))) - set(pairs.values())):
            miss("too much", None, got[j]["text"])

    def _named(self, gold: Rows, found: Rows, miss: Callable[[str, object, object], None]) -> None:
        wanted, described = _of_class(gold, "named"), _of_class(gold, "described")
        got = [row for row in _of_class(found, "named") if not any(share(row, other) for other in described)]
        pairs = paired(wanted, got, min)
        self.named.add(len(wanted), len(got), len(pairs))
        for i in sorted(set(range(len(wanted))) - set(pairs)):
            miss("name not found", wanted[i]["text"], None)
        for j in sorted(set(range(len(got))) - set(pairs.values())):
            miss("name too much", None, got[j]["text"])

    def _parents(self, gold: Rows, found: Rows, miss: Callable[[str, object, object], None]) -> None:
        back = {j: i for i, j in paired(gold, found).items()}
        wanted = _nested(gold)
        got = {(back.get(child, ~child), back.get(parent, ~parent)) for child, parent in _nested(found)}
        self.parents.add(len(wanted), len(got), len(wanted & got))
        for child, parent in sorted(wanted - got):
            miss("parent", gold[child]["text"], gold[parent]["text"])


def _of_class(rows: Rows, name: str) -> list[Row]:
    return [row for row in rows if row["class"] == name]


def _nested(rows: Rows) -> set[tuple[int, int]]:
    """Pairs of indexes, child and parent, where both are numbered."""
    pairs = set()
    for child, row in enumerate(rows):
        parents = row.get("parent")
        for parent in [] if parents is None else parents if isinstance(parents, list) else [parents]:
            if row["class"] == rows[parent]["class"] == "numbered":
                pairs.add((child, parent))
    return pairs


def span(row: Row) -> tuple[int, int]:
    """Where the text of a citation stands."""
    return row["start"], row["start"] + len(row["text"])


def share(first: Row, second: Row, of: Callable[[int, int], int] = max) -> bool:
    """Whether two citations share half of the longer (``of=min``: the shorter) one."""
    return overlap(span(first), span(second), of)


def overlap(first: tuple[int, int], second: tuple[int, int], of: Callable[[int, int], int] = max) -> bool:
    """Whether two spans share half of the longer (``of=min``: the shorter) one."""
    common = min(first[1], second[1]) - max(first[0], second[0])
    return 2 * common >= of(first[1] - first[0], second[1] - second[0])


def paired(gold: Rows, found: Rows, of: Callable[[int, int], int] = max) -> dict[int, int]:
    """One-to-one pairs of indexes, annotated to found, each with the first free one that fits, in order."""
    free = list(range(len(found)))
    pairs = {}
    for i, row in enumerate(gold):
        fitting = next((j for j in free if share(row, found[j], of)), None)
        if fitting is not None:
            pairs[i] = fitting
            free.remove(fitting)
    return pairs


def same(key: str, gold: object, found: object) -> bool:
    """Whether two values of one field count as the same."""
    form = {"number": _number, "issuing_body": _body, "date": _date}.get(key, plain)
    return form(gold) == form(found)


def plain(value: object) -> str | None:
    """A value without case, quotation marks, double spaces, outer stops and old tone placement."""
    if value is None:
        return None
    text = unicodedata.normalize("NFC", str(value)).lower().replace("ð", "đ")
    text = " ".join(re.sub("[“”\"'‘’]", "", text).split()).strip(" .;,:")
    return new_tone_placement(text) or None


def _number(value: object) -> tuple[str, ...] | None:
    """Serial without leading zeros and the segments of the symbol, whatever stands between them."""
    text = plain(value)
    parts = re.split(r"[\s/\-–]+", text.upper()) if text is not None else None
    return None if parts is None else tuple(part.lstrip("0") or "0" if part.isdigit() else part for part in parts)


def _body(value: object) -> tuple[str, ...] | None:
    text = plain(value)
    if text is None:
        return None
    organised = _ORGANS.sub("", text, count=1) if _ORGANS.match(text) else text
    for short in (" tp. ", " tp "):
        organised = organised.replace(short, " thành phố ")
    return tuple(sorted(re.split(r"\s*;\s*", organised)))


def _date(value: object) -> str | None:
    return None if value is None else str(value)[:10]


def year_of(row: Row) -> str | None:
    """The year in the key of an instrument."""
    found = _YEAR_OF_KEY.search(row.get("instrument") or "")
    return found[1] if found else None
