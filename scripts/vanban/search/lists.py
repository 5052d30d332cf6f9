"""Posting lists as bits: which documents hold a term, with what weight, in which fields; ``postings.js`` reads them.

A list has three parts, documents that hold the term in their heading, those that hold it in their text only, and those
whose matter it belongs to; a long part has a file of its own and leaves its size in the bucket. First stands which
parts there are and whether exact forms are told apart. A part is how many documents, the gaps between their numbers,
their weights, of a heading the fields, and the exact forms that each holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import NamedTuple

from .arrays import Numbers, np, runs, wholes
from .bits import Column, bits_as_text, joined, lengths_of, numbers_as_codes
from .encode import weight_steps
from .entries import FIELDS
from .generation import Generation
from .weights import Postings

OWN_FILE = 3_000
"""Letters of a part from which on it has a file of its own."""
TEXT_FIELD = 1
"""The bit of the text among the fields of a document; all others but that of the matter are the heading."""
MATTER_FIELD = 1 << [name for name, _ in FIELDS].index("matter")
_KINDS = (None, TEXT_FIELD, TEXT_FIELD | MATTER_FIELD)
"""The parts of a list by the fields of their documents; ``None``: any others, each document with its own."""
NAMELESS = 1 << len(FIELDS)
"""The bit after those of the fields: nothing is known of the document but a name that another has too."""
_FIELDS_WIDTH = len(FIELDS) + 1
_CLASSES = ((7, 8, 3, 6, 4, 5, 2, 9, 1, 10, 0, 11), (3, 2, 4, 1, 0, 5, 6, 7, 8, 9, 10, 11),
            (4, 5, 3, 2, 1, 6, 0, 7, 8, 9, 10, 11))
"""Of each part the classes of eight weights, the likeliest first: these are written in the fewest bits."""


class PostingLine(NamedTuple):
    """A posting list as it stands in a bucket: how many documents, its bits, and what is told in letters: its exact
    forms and, of parts in files of their own, which part it is, how many documents it has, its letters, its file."""

    holders: int
    bits: bytes
    forms: str = ""
    apart: tuple[tuple[int, int, int, str], ...] = ()

    def told(self) -> list[object]:
        """What is told in letters; nothing mostly."""
        return [self.forms, *self.apart] if self.forms or self.apart else []


def posting_lines(folder: Generation, postings: Postings, nameless: Set[int],
                  entries: int) -> Iterator[tuple[str, PostingLine]]:
    """Terms with their posting lists; long parts of these are written to files of their own.

    Documents of which only a name is known, ``nameless``, are told apart. ``entries`` are those of the whole index.
    """
    parts = [_parts(postings, place, nameless, entries) for place in range(len(_KINDS))]
    rows = zip(*(sizes.tolist() for sizes, _ in parts), strict=True)
    lists = zip(*(lists for _, lists in parts), strict=True)
    columns = zip(postings.terms, postings.variants, postings.masked.tolist(), rows, lists, strict=True)
    for term, forms, masked, sizes, found in columns:
        here, apart = [], []
        for place, (size, part) in enumerate(zip(sizes, found, strict=True)):
            if len(part) > 6 * OWN_FILE:
                text = bits_as_text(part)
                apart.append((place, size, len(text), folder.leaf("dai", text)))
            elif size:
                here.append(place)
        flags = bytes([*(place in here for place in range(len(_KINDS))), masked])
        bits = flags + b"".join(found[place] for place in here)
        yield term, PostingLine(sum(sizes), bits, ",".join(forms), tuple(apart))


def _parts(postings: Postings, place: int, nameless: Set[int], entries: int) -> tuple[Numbers, list[bytes]]:
    """Of every list the documents that hold its term in the fields of a part: how many, and as bits, none for none."""
    kind = _KINDS[place]
    chosen = postings.fields == kind if kind else ~np.isin(postings.fields, _KINDS[1:])
    of_list = np.repeat(np.arange(len(postings.terms)), postings.sizes)[chosen]
    sizes, told = np.bincount(of_list, minlength=len(postings.terms)), postings.masked[of_list]
    documents, begins, some = postings.documents[chosen], runs(of_list), (sizes > 0).astype(np.int64)
    gaps = np.diff(documents, prepend=-1) - 1
    gaps[begins] = documents[begins]
    columns = [
        numbers_as_codes(sizes[sizes > 0] - 1, 0, some),
        numbers_as_codes(gaps, _gap_widths(sizes, entries, place)[of_list], sizes),
        _weights(postings.weights[chosen], place, sizes),
        numbers_as_codes(postings.masks[chosen][told] ^ 1, 0, sizes * postings.masked),
    ]
    if not kind:
        fields = postings.fields[chosen] | NAMELESS * np.isin(documents, list(nameless))
        columns.insert(3, _fields(fields, begins, sizes))
    return sizes, joined(columns)


def _gap_widths(sizes: Numbers, entries: int, place: int) -> Numbers:
    """The width of gaps in lists of so many documents: what is held stands close together."""
    widths: Numbers = np.maximum(0, entries.bit_length() - (2 if place else 0) - lengths_of(sizes))
    return widths


def _fields(fields: Numbers, begins: Numbers, sizes: Numbers) -> Column:
    """Fields of documents: one bit where they are those of the document before."""
    other = np.ones(len(fields), bool)
    other[1:] = fields[1:] != fields[:-1]
    other[begins] = True
    return Column(np.where(other, fields + (1 << _FIELDS_WIDTH), 0), np.where(other, 1 + _FIELDS_WIDTH, 1), sizes)


def _weights(weights: Numbers, place: int, sizes: Numbers) -> Column:
    """Weights: the rank of their class of eight, then three bits."""
    ranks = wholes(map(_CLASSES[place].index, range(len(_CLASSES[place]))))
    steps = weight_steps(weights)
    rank = ranks[steps >> 3]
    return Column(np.where(rank < 3, rank, (1 << rank) - 2) << 3 | steps & 7, np.maximum(2, rank) + 3, sizes)
