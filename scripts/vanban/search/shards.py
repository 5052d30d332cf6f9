"""Posting lists in shards: a term lives in the bucket of its hash, so no reader needs a list of terms.

A list has two parts, documents that hold the term in their heading and those that hold it in their text only; a long
part has a file of its own and leaves its size in the bucket.
"""

from __future__ import annotations

import math
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from multiprocessing import get_all_start_methods, get_context
from typing import NamedTuple

from .encode import gaps, pack, weight_code
from .generation import Generation
from .weights import Posting, WeightBuilder

OWN_FILE = 2_500
FORK_FROM = 100_000
CHUNK = 5_000
_PRIME = 0x01000193
_OFFSET = 0x811C9DC5


def hash_of(term: str) -> int:
    """FNV-1a over the UTF-8 bytes of a term, 32 bits."""
    value = _OFFSET
    for byte in term.encode():
        value = (value ^ byte) * _PRIME & 0xFFFFFFFF
    return value


def bucket_of(term: str, bits: int) -> int:
    """The bucket of a term among ``2 ** bits``."""
    value = hash_of(term)
    return (value ^ value >> 16) & ((1 << bits) - 1)


def write_postings(folder: Generation, rows: Iterable[Row]) -> int:
    """Write all posting lists; returns the bits of bucket numbers."""
    lines = {term: "|".join(_at_hand(folder, part) for part in parts) + "|" + variants
             for term, parts, variants in rows}
    bits = bits_for(sum(len(term) + len(line) + 2 for term, line in lines.items()))
    buckets: defaultdict[int, list[str]] = defaultdict(list)
    for term, line in lines.items():
        buckets[bucket_of(term, bits)].append(f"{term}|{line}")
    for index, content in buckets.items():
        folder.shard("tu", index, "~" + "~".join(content) + "~")
    return bits


def _at_hand(folder: Generation, part: ShardPart) -> str:
    """One part of a list as it stands in the bucket: itself, or how many documents it has, its length, its file."""
    text = "|".join(part.columns)
    if len(text) <= OWN_FILE:
        return text
    return f"{part.holders},{len(text)},{folder.leaf('dai', text)}|||"


def bits_for(characters: int) -> int:
    """How many bits name enough buckets for so much content: both their number and their size grow with its root."""
    return round(math.log2(max(1, math.sqrt(characters) / 2)))


class ShardPart(NamedTuple):
    """Some documents of a list: how many, and as text their gaps, weights, fields and variants."""

    holders: int
    columns: tuple[str, str, str, str]


Row = tuple[str, tuple[ShardPart, ShardPart], str]
"""A term, the documents that hold it in their heading and those that do not, its variants."""
TEXT = 1
"""The bit of the text among the fields of a document; all others are the heading."""


def row_of(posting: Posting) -> Row:
    """A posting list as :func:`write_postings` takes it."""
    heads = [i for i, fields in enumerate(posting.fields) if fields != TEXT]
    texts = [i for i, fields in enumerate(posting.fields) if fields == TEXT]
    return posting.term, (_part(posting, heads, True), _part(posting, texts, False)), ",".join(posting.variants)


def _part(posting: Posting, places: list[int], heading: bool) -> ShardPart:
    return ShardPart(len(places), (
        pack(gaps([posting.documents[i] for i in places])),
        "".join(weight_code(posting.weights[i]) for i in places),
        pack(posting.fields[i] for i in places) if heading else "",
        pack(posting.masks[i] for i in places) if posting.masks else ""))


def rows_of(builder: WeightBuilder) -> Iterator[Row]:
    """The rows of all terms in order; many are shared out among processes where the system can fork."""
    terms = builder.terms()
    if len(terms) < FORK_FROM or "fork" not in get_all_start_methods() or (os.cpu_count() or 1) < 2:
        yield from map(row_of, builder.postings(terms))
        return
    global _shared
    _shared = builder
    list(builder.postings(terms[:1]))  # What all share is worked out once, before they part.
    chunks = [terms[i:i + CHUNK] for i in range(0, len(terms), CHUNK)]
    with get_context("fork").Pool(min(4, os.cpu_count() or 1)) as pool:
        for rows in pool.imap(_rows_of_chunk, chunks):
            yield from rows
    _shared = None


_shared: WeightBuilder | None = None


def _rows_of_chunk(terms: list[str]) -> list[Row]:
    return [row_of(posting) for posting in _shared.postings(terms)] if _shared else []
