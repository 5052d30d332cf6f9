"""Arrays of whole numbers: what the index is counted and sorted in, millions of words at once.

No linear algebra is done here: the threads that numpy would keep for it are left out, since a process that has
several cannot be forked safely.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
import numpy as np
from numpy.typing import NDArray

__all__ = ["Numbers", "np", "runs", "wholes"]
Numbers = NDArray[Any]
"""Whole numbers, or weights where that is said."""


def wholes(values: Iterable[int], count: int = -1) -> Numbers:
    """An array of whole numbers; ``count`` of them where that is known."""
    return np.fromiter(values, np.int64, count)


def runs(*columns: Numbers) -> Numbers:
    """Where runs of equal rows begin."""
    changes = np.ones(len(columns[0]), bool)
    changes[1:] = np.any([column[1:] != column[:-1] for column in columns], axis=0)
    return np.flatnonzero(changes)
