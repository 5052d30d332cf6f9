r"""Whole numbers as bits, as few as they need, many at once; ``bits.js`` reads them.

A number that is small mostly is written with a width: below 2 ** width it takes a bit more than its width, and two bits
more each time it doubles (an exponential Golomb code). Bits stand one to a byte while they are put together, and six to
a letter in a file, which the host's compression leaves as they are.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from .arrays import Numbers, np


class Column(NamedTuple):
    """Codes for some lists, one list after the other: each code, its bits, how many codes each list has."""

    codes: Numbers
    lengths: Numbers
    sizes: Numbers


def lengths_of(numbers: Numbers) -> Numbers:
    """How many bits each number has: 0 for 0, 3 for 4."""
    return np.frexp(numbers.astype(np.float64))[1].astype(np.int64)


def numbers_as_codes(numbers: Numbers, widths: Numbers | int, sizes: Numbers) -> Column:
    """Numbers from 0 with the widths that each is written with."""
    codes = numbers + (1 << np.asarray(widths))
    return Column(codes, 2 * lengths_of(codes) - 1 - widths, sizes)


def joined(columns: Sequence[Column]) -> list[bytes]:
    """The bits of each list, all of its first column before those of the next."""
    ends = [np.concatenate(([0], np.cumsum(column.lengths))) for column in columns]
    cuts = [np.concatenate(([0], np.cumsum(column.sizes))) for column in columns]
    room = np.stack([np.diff(end[cut]) for end, cut in zip(ends, cuts, strict=True)], axis=1)
    starts = np.concatenate(([0], np.cumsum(room)))
    bits = np.zeros(starts[-1], np.uint8)
    for index, (column, end, cut) in enumerate(zip(columns, ends, cuts, strict=True)):
        shifts = starts[index:-1:len(columns)] - end[cut[:-1]]
        last = end[1:] + np.repeat(shifts, column.sizes) - 1
        for place in range(int(column.lengths.max(initial=0))):
            some = column.lengths > place
            bits[last[some] - place] = column.codes[some] >> place & 1
    data = bits.tobytes()
    return [data[start:end] for start, end in pairwise(starts[::len(columns)].tolist())]


def numbers_as_bits(numbers: Numbers, width: int) -> list[bytes]:
    """The bits of each of some numbers, written with one width."""
    return joined([numbers_as_codes(numbers, width, np.ones(len(numbers), np.int64))])


def bits_as_text(bits: bytes) -> str:
    """Bits as letters that a script may hold."""
    return b64encode(np.packbits(np.frombuffer(bits, np.uint8)).tobytes()).decode()
