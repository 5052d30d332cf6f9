"""Posting lists in shards: a term lives in the bucket of its hash, so no reader needs a list of terms.

A list has three parts, documents that hold the term in their heading, those that hold it in their text only, and those
whose matter it belongs to; a long part has a file of its own and leaves its size in the bucket.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Set
from functools import lru_cache
from typing import NamedTuple

from .arrays import np, runs
from .encode import number_columns, numbers_as_text, weight_columns
from .entries import FIELDS
from .generation import Generation
from .places import rounded_up
from .weights import Postings

OWN_FILE = 4_000
NAME_MARK = "="
"""Before a name among the terms of a bucket: who has it is told there, not who holds the word."""
EVERYDAY_MARK = "+"
"""Before everyday words among the terms of a bucket: what the documents say for them is told there."""
_PRIME = 0x01000193
_OFFSET = 0x811C9DC5


def hash_of(term: str) -> int:
    """FNV-1a over the UTF-8 bytes of a term, 32 bits."""
    value = _OFFSET
    for byte in term.encode():
        value = (value ^ byte) * _PRIME & 0xFFFFFFFF
    return value


@lru_cache(maxsize=1 << 16)
def bucket_of(term: str, count: int) -> int:
    """The bucket of a term among ``count``."""
    value = hash_of(term)
    return (value ^ value >> 16) % count


def home_of(term: str, common: Set[str]) -> str:
    """Whose bucket holds a term: neighbours and names stand with their first word that is no common one and no number.

    So one file tells a reader of a word and of its neighbours; the commonest words have too many for that: two of them
    stand on their own, and a name of nothing else with its first two.
    """
    first, _, others = term.lstrip(NAME_MARK + EVERYDAY_MARK).partition(" ")
    if not others or (first not in common and not first.isdecimal()):
        return first
    words = others.split(" ")
    telling = (w for w in words if w not in common and not w.isdecimal())
    return next(telling, f"{first} {words[0]}")


class PostingLine(NamedTuple):
    """A posting list as it stands in a bucket: how many documents, its text."""

    holders: int
    text: str


def posting_lines(folder: Generation, postings: Postings, nameless: Set[int]) -> Iterator[tuple[str, PostingLine]]:
    """Terms with their posting lists; long parts of these are written to files of their own.

    Documents of which only a name is known, ``nameless``, are told apart.
    """
    kinds = [_parts(postings, kind, nameless) for kind in _KINDS]
    for term, forms, *parts in zip(postings.terms, postings.variants, *kinds, strict=True):
        (in_head, head), (only, text), (about, matter) = parts
        head, text, matter = (_apart(folder, holders, part) if len(part) > OWN_FILE else part
                              for holders, part in ((in_head, head), (only, text), (about, matter)))
        more = f"|{matter}" if about else ""
        yield term, PostingLine(in_head + only + about, f"{head}|{text}|{','.join(forms)}{more}")


def _apart(folder: Generation, holders: int, text: str) -> str:
    """What stands in the bucket for many documents of a list: their number, the length and name of their file."""
    return f"{holders},{len(text)},{folder.leaf('dai', text)}|||"


def write_buckets(folder: Generation, lines: Mapping[str, str], common: Set[str]) -> int:
    """Write all posting lists; returns how many buckets there are."""
    count = bucket_count(sum(map(len, lines)) + sum(map(len, lines.values())) + 2 * len(lines))
    buckets: list[list[str]] = [[] for _ in range(count)]
    for term, line in lines.items():
        buckets[bucket_of(home_of(term, common), count)].append(f"{term}|{line}")
    for index, content in enumerate(buckets):
        folder.shard("tu", index, "~" + "~".join(content) + "~")
    return count


def bucket_count(characters: int) -> int:
    """Enough buckets for so much content: both their number and their size grow with its root."""
    return rounded_up(max(1, 3 * math.isqrt(characters) // 5))


TEXT_FIELD = 1
"""The bit of the text among the fields of a document; all others but that of the matter are the heading."""
MATTER_FIELD = 1 << [name for name, _ in FIELDS].index("matter")
_KINDS = (None, TEXT_FIELD, TEXT_FIELD | MATTER_FIELD)
"""The parts of a list by the fields of their documents; ``None``: any others, each document with its own."""
NAMELESS = 1 << len(FIELDS)
"""The bit after those of the fields: nothing is known of the document but a name that another has too."""


def _parts(postings: Postings, kind: int | None, nameless: Set[int]) -> Iterator[tuple[int, str]]:
    """Of every list the documents that hold its term in the fields of a kind.

    Each time how many, and as one text their gaps, weights, fields and variants.
    """
    plain = np.isin(postings.fields, _KINDS[1:])
    chosen = postings.fields == kind if kind else ~plain
    of_list = np.repeat(np.arange(len(postings.terms)), postings.sizes)[chosen]
    sizes = np.bincount(of_list, minlength=len(postings.terms))
    documents, told = postings.documents[chosen], postings.masked[of_list]
    gaps = np.diff(documents, prepend=-1) - 1
    begins = runs(of_list)
    gaps[begins] = documents[begins]
    fields = postings.fields[chosen] | NAMELESS * np.isin(documents, list(nameless))
    columns = zip(
        number_columns(gaps, sizes), weight_columns(postings.weights[chosen], sizes),
        [numbers_as_text([kind]) if kind != TEXT_FIELD else ""] * len(sizes) if kind else number_columns(fields, sizes),
        number_columns(postings.masks[chosen][told], sizes * postings.masked), strict=True)
    return zip(sizes.tolist(), map("|".join, columns), strict=True)
