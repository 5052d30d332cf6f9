"""Posting lists in shards: a term lives in the bucket of its hash, so no reader needs a list of terms.

A bucket is the bits of its lists, each behind a part of the hash of its term, and what is told in letters by key: of a
list what no bits tell, the rows of names and of everyday words.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Set
from functools import lru_cache

from .arrays import wholes
from .bits import bits_as_text, numbers_as_bits
from .encode import distances
from .generation import Generation
from .lists import PostingLine
from .places import rounded_up

NAME_MARK = "="
"""Before a name among the keys of a bucket: who has it is told there, not who holds the word."""
EVERYDAY_MARK = "+"
"""Before everyday words among the keys of a bucket: what the documents say for them is told there."""
MARK_BITS = 24
"""Bits of a hash by which a list is known in its bucket."""
COUNT_WIDTH = 6
"""The width of how many lists a bucket has."""
_PRIME = 0x01000193
_OFFSET = 0x811C9DC5


@lru_cache(maxsize=1 << 16)
def hash_of(term: str) -> int:
    """FNV-1a over the UTF-8 bytes of a term, 32 bits."""
    value = _OFFSET
    for byte in term.encode():
        value = (value ^ byte) * _PRIME & 0xFFFFFFFF
    return value


def bucket_of(term: str, count: int) -> int:
    """The bucket of a term among ``count``."""
    value = hash_of(term)
    return (value ^ value >> 16) % count


def home_of(term: str, common: Set[str]) -> str:
    """Whose bucket holds a term: neighbours and names stand with their first word that is no common one and no number.

    So one file tells a reader of a word and of its neighbours; the commonest words have too many for that: two of them
    stand on their own, and a name of nothing else with the two in its middle, which are looked up with it: all names
    of a type begin alike ("thông tư ban hành").
    """
    words = term.lstrip(NAME_MARK + EVERYDAY_MARK).split(" ")
    telling = words[0] if len(words) == 1 else next((w for w in words if w not in common and not w.isdecimal()), None)
    if telling is not None:
        return telling
    first = (len(words) - 1) // 2 if term.startswith(NAME_MARK) else 0
    return f"{words[first]} {words[first + 1]}"


def write_buckets(folder: Generation, lines: Mapping[str, PostingLine], rows: Mapping[str, object],
                  common: Set[str]) -> int:
    """Write all posting lists and the rows of names and of everyday words; returns how many buckets there are."""
    count = bucket_count(sum(len(line.bits) for line in lines.values()) // 8 + 4 * len(lines))
    lists: list[dict[str, PostingLine]] = [{} for _ in range(count)]
    told: defaultdict[int, dict[str, object]] = defaultdict(dict)
    for term, line in lines.items():
        lists[bucket_of(home_of(term, common), count)][term] = line
    for key, row in rows.items():
        told[bucket_of(home_of(key, common), count)][key] = row
    for index, some in enumerate(lists):
        folder.shard("tu", index, bucket(some, told[index]))
    return count


def bucket(lists: Mapping[str, PostingLine], rows: Mapping[str, object]) -> list[object]:
    """A bucket with these lists and rows. Of lists with one mark the first stands there, others among the rows."""
    found = {term: row for term, line in lists.items() if (row := line.told())} | dict(rows)
    marks: dict[int, bytes] = {}
    for term, line in lists.items():
        mark = hash_of(term) >> 32 - MARK_BITS
        if mark in marks:
            found[f"!{term}"] = bits_as_text(line.bits)
        else:
            marks[mark] = line.bits
    gaps = wholes(distances(sorted(marks)))
    before = numbers_as_bits(gaps, MARK_BITS - len(marks).bit_length())
    bits = (part for mark, gap in zip(sorted(marks), before, strict=True) for part in (gap, marks[mark]))
    return [bits_as_text(b"".join((*numbers_as_bits(wholes([len(marks)]), COUNT_WIDTH), *bits))), found]


def bucket_count(octets: int) -> int:
    """Enough buckets for so much content: both their number and their size grow with its root."""
    return rounded_up(max(1, 16 * math.isqrt(octets) // 15))
