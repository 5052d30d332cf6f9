"""Posting lists in shards: a term lives in the bucket of its hash, so no reader needs a list of terms.

A list has two parts, documents that hold the term in their heading and those that hold it in their text only; a long
part has a file of its own and leaves its size in the bucket.
"""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Iterator, Mapping, Set
from multiprocessing import get_all_start_methods, get_context
from typing import NamedTuple

from .encode import distances, numbers_as_text, weight_codes
from .entries import FIELDS
from .generation import Generation
from .places import rounded_up
from .weights import Posting, WeightBuilder

OWN_FILE = 4_000
NAME_MARK = "="
"""Before a name among the terms of a bucket: who has it is told there, not who holds the word."""
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


def bucket_of(term: str, count: int) -> int:
    """The bucket of a term among ``count``."""
    value = hash_of(term)
    return (value ^ value >> 16) % count


def home_of(term: str, common: Set[str]) -> str:
    """Whose bucket holds a term: neighbours and names stand with their first word that is no common one and no number.

    So one file tells a reader of a word and of its neighbours; the commonest words have too many for that: two of them
    stand on their own, and a name of nothing else with its first two.
    """
    words = term.removeprefix(NAME_MARK).split(" ")
    telling = (w for w in words if w not in common and not w.isdecimal())
    return words[0] if len(words) < 2 else next(telling, " ".join(words[:2]))


class PostingLine(NamedTuple):
    """A posting list as it stands in a bucket: how many documents, its text, the files it leads to."""

    holders: int
    text: str
    leaves: tuple[str, ...]


def lines_of(folder: Generation, rows: Iterable[ShardRow]) -> dict[str, str]:
    """The posting lists as they stand in buckets, by term; long parts of them are written to files of their own."""
    return {row[0]: posting_line(folder, row).text for row in rows}


def posting_line(folder: Generation, row: ShardRow) -> PostingLine:
    """A posting list as it stands in its bucket: of a long part how many documents it has, its length, its file."""
    _, parts, variants = row
    shown, leaves = [], []
    for part in parts:
        text = "|".join(part.columns)
        if len(text) > OWN_FILE:
            leaves.append(folder.leaf("dai", text))
            text = f"{part.holders},{len(text)},{leaves[-1]}|||"
        shown.append(text)
    return PostingLine(sum(part.holders for part in parts), f"{'|'.join(shown)}|{variants}", tuple(leaves))


def write_buckets(folder: Generation, lines: Mapping[str, str], common: Set[str]) -> int:
    """Write all posting lists; returns how many buckets there are."""
    count = bucket_count(sum(len(term) + len(line) + 2 for term, line in lines.items()))
    buckets: list[list[str]] = [[] for _ in range(count)]
    for term, line in lines.items():
        buckets[bucket_of(home_of(term, common), count)].append(f"{term}|{line}")
    for index, content in enumerate(buckets):
        folder.shard("tu", index, "~" + "~".join(content) + "~")
    return count


def bucket_count(characters: int) -> int:
    """Enough buckets for so much content: both their number and their size grow with its root."""
    return rounded_up(max(1, 3 * math.isqrt(characters) // 5))


class ShardPart(NamedTuple):
    """Some documents of a list: how many, and as text their gaps, weights, fields and variants."""

    holders: int
    columns: tuple[str, str, str, str]


ShardRow = tuple[str, tuple[ShardPart, ShardPart], str]
"""A term, the documents that hold it in their heading and those that do not, its variants."""
TEXT_FIELD = 1
"""The bit of the text among the fields of a document; all others are the heading."""
NAMELESS = 1 << len(FIELDS)
"""The bit after those of the fields: nothing is known of the document but a name that another has too."""


def row_of(posting: Posting, nameless: Set[int] = frozenset()) -> ShardRow:
    """A posting list as :func:`lines_of` takes it; ``nameless``: the documents of which only a name is known."""
    heads = [i for i, fields in enumerate(posting.fields) if fields != TEXT_FIELD]
    texts = [i for i, fields in enumerate(posting.fields) if fields == TEXT_FIELD]
    return posting.term, (_part(posting, heads, nameless), _part(posting, texts)), ",".join(posting.variants)


def _part(posting: Posting, places: list[int], nameless: Set[int] | None = None) -> ShardPart:
    """Some places of a list: those of a heading where ``nameless`` is given."""
    return ShardPart(len(places), (
        numbers_as_text(distances([posting.documents[i] for i in places])),
        weight_codes(posting.weights[i] for i in places),
        "" if nameless is None else
        numbers_as_text(posting.fields[i] | (NAMELESS if posting.documents[i] in nameless else 0) for i in places),
        numbers_as_text(posting.masks[i] for i in places) if posting.masks else ""))


def rows_of(builder: WeightBuilder, nameless: Set[int] = frozenset(),
            terms: list[str] | None = None) -> Iterator[ShardRow]:
    """The rows of terms in order, of all by default; many are shared out among processes where the system can fork."""
    terms = builder.terms() if terms is None else terms
    if len(terms) < FORK_FROM or "fork" not in get_all_start_methods() or (os.cpu_count() or 1) < 2:
        yield from (row_of(posting, nameless) for posting in builder.postings(terms))
        return
    global _shared
    _shared = builder, nameless
    list(builder.postings(terms[:1]))  # What all share is worked out once, before they part.
    chunks = [terms[i:i + CHUNK] for i in range(0, len(terms), CHUNK)]
    with get_context("fork").Pool(min(4, os.cpu_count() or 1)) as pool:
        for rows in pool.imap(_rows_of_chunk, chunks):
            yield from rows
    _shared = None


_shared: tuple[WeightBuilder, Set[int]] | None = None


def _rows_of_chunk(terms: list[str]) -> list[ShardRow]:
    assert _shared
    builder, nameless = _shared
    return [row_of(posting, nameless) for posting in builder.postings(terms)]
