"""The number of every entry: it depends on the entry and its neighbours, never on how many others there are.

Entries stand in an order that keeps like with like, which is what makes the files small. The order is cut into
blocks where the digest of an address says so, a block has a place by the digest of its first address, an entry a
place in its block by the digest of its own. A new document therefore changes the numbers of a few neighbours
and of nobody else, so that few files change with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

BLOCK = 64
"""Places in a block."""
_MOST_ENTRIES = 40
"""Entries of a block: fewer than its places, so that most have the place of their own digest."""
_CUT = 24
"""A block begins at one address of so many."""
_ROOM = 5
"""Places for blocks, in thirds of their number: five thirds."""


def digest_of_place(text: str) -> int:
    """A whole number below 2 ** 32 from the digest of a text."""
    return int.from_bytes(sha256(text.encode()).digest()[:4], "big")


def numbers_of(addresses: Sequence[str]) -> tuple[list[int], int]:
    """The number of each entry, given its address in the order of entries, and how many blocks have a place."""
    blocks = _cut(addresses)
    room = rounded_up(len(blocks) * _ROOM // 3 + 1)
    places = _seats([block[0] for block in blocks], room)
    numbers = [place * BLOCK + seat
               for block, place in zip(blocks, places, strict=True) for seat in _seats(block, BLOCK)]
    return numbers, room


def _cut(addresses: Sequence[str]) -> list[list[str]]:
    """The addresses in blocks of :data:`_MOST_ENTRIES` at most, in their order."""
    blocks: list[list[str]] = []
    for address in addresses:
        if not blocks or digest_of_place(address) % _CUT == 0:
            blocks.append([])
        blocks[-1].append(address)
    return [part for block in blocks for part in _halved(block)]


def _halved(block: list[str]) -> list[list[str]]:
    """A block of too many, cut again before the address whose digest is least, which is so wherever others go."""
    if len(block) <= _MOST_ENTRIES:
        return [block]
    cut = min(range(1, len(block)), key=lambda i: (digest_of_place(block[i]), block[i]))
    return [*_halved(block[:cut]), *_halved(block[cut:])]


def rounded_up(count: int) -> int:
    """The next power of two or one and a half times one: a number that seldom changes as a collection grows."""
    power = 1 << max(0, (count - 1).bit_length() - 1)
    return next(room for room in (power, power + power // 2, 2 * power) if room >= count)


def _seats(names: list[str], room: int) -> list[int]:
    """A place below ``room`` for every name: its own by digest, or the next free one; the order does not matter."""
    taken: dict[int, str] = {}
    for name in sorted(names, key=lambda name: (digest_of_place(name), name)):
        seat = digest_of_place(name) % room
        while seat in taken:
            seat = (seat + 1) % room
        taken[seat] = name
    seat_of = {name: seat for seat, name in taken.items()}
    return [seat_of[name] for name in names]
