r"""Whole numbers as printable text: small files after the host's compression, fast to read in a script.

Numbers below 45 take one character, larger ones more, lowest digits first. Five characters stay free: ``"``, ``\``,
``|`` and ``~`` as separators and quotes, and ``<``, which could end a script that a page holds.
"""

from __future__ import annotations

from collections.abc import Iterable

from .arrays import Numbers, np

ALPHABET = "".join(c for c in map(chr, range(0x20, 0x7F)) if c not in '"\\|~<')
DIGITS_BASE = len(ALPHABET) // 2

WEIGHT_STEPS = 90
_LEAST = 0.005
_STEP = 1.09
_BOUNDS = [_LEAST * _STEP ** (step + 0.5) for step in range(WEIGHT_STEPS - 1)]


def weight_steps(weights: Numbers) -> Numbers:
    """Weights as whole numbers below 90, within 4.5 per cent: a step of nine per cent from 0.005 on."""
    return np.searchsorted(_BOUNDS, weights, "right")


class _Written(dict[int, str]):
    def __missing__(self, number: int) -> str:
        if number < 0:
            raise ValueError(f"no number from 0: {number}")
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
