r"""Whole numbers as printable text: small files after the host's compression, fast to read in a script.

Numbers below 45 take one character, larger ones more, lowest digits first. Four characters stay free as
separators and quotes: ``"``, ``\``, ``|`` and ``~``.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from .arrays import Numbers, np

ALPHABET = "".join(c for c in map(chr, range(0x20, 0x7F)) if c not in '"\\|~<')
DIGITS_BASE = len(ALPHABET) // 2


_LEAST = 0.005
_STEP = 1.09


_BOUNDS = [_LEAST * _STEP ** (step + 0.5) for step in range(2 * DIGITS_BASE - 1)]
_LETTERS = np.frombuffer(ALPHABET.encode(), np.uint8)


def weight_columns(weights: Numbers, sizes: Numbers) -> list[str]:
    """Weights as one character each, within 4.5 per cent: a step of nine per cent from 0.005 on.

    They are cut into columns of these sizes.
    """
    return _cut(_LETTERS[np.searchsorted(_BOUNDS, weights, "right")], np.cumsum(sizes))


def number_columns(numbers: Numbers, sizes: Numbers) -> list[str]:
    """Numbers as :func:`numbers_as_text` writes them, cut into columns of these sizes."""
    lengths, rest = np.ones(len(numbers), np.int64), numbers // DIGITS_BASE
    while rest.any():
        lengths, rest = lengths + (rest > 0), rest // DIGITS_BASE
    ends = np.cumsum(lengths)
    letters = np.empty(int(lengths.sum()), np.uint8)
    for place in range(int(lengths.max(initial=0))):
        some = lengths > place
        digits = numbers[some] // DIGITS_BASE ** place % DIGITS_BASE
        letters[(ends - lengths)[some] + place] = _LETTERS[digits + DIGITS_BASE * (lengths[some] > place + 1)]
    return _cut(letters, np.concatenate(([0], ends))[np.cumsum(sizes)])


def _cut(letters: Numbers, ends: Numbers) -> list[str]:
    text = letters.tobytes().decode("ascii")
    return [text[start:end] for start, end in pairwise((0, *ends.tolist()))]


class _Written(dict[int, str]):
    def __missing__(self, number: int) -> str:
        text, rest = "", number
        while rest >= DIGITS_BASE:
            text += ALPHABET[DIGITS_BASE + rest % DIGITS_BASE]
            rest //= DIGITS_BASE
        text += ALPHABET[rest]
        if number < 100_000:
            self[number] = text
        return text


_WRITTEN = _Written()


def numbers_as_text(numbers: Iterable[int]) -> str:
    """Write numbers from 0 as text."""
    return "".join(map(_WRITTEN.__getitem__, numbers))


def distances(increasing: list[int]) -> list[int]:
    """Distances between neighbours of a strictly increasing list, less one; the first from zero."""
    return [b - a - 1 for a, b in zip([-1, *increasing], increasing, strict=False)]


def run_lengths(values: Iterable[int]) -> list[int]:
    """Run-length coding: value, length less one, value, length less one, and so on."""
    flat: list[int] = []
    for value in values:
        if flat and flat[-2] == value:
            flat[-1] += 1
        else:
            flat += [value, 0]
    return flat
