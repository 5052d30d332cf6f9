"""How much work on much text is done sooner: by several processes, without looking for cycles; the same result."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_all_start_methods, get_context

from ..problems import ProblemError, problem

MANY_CHARACTERS = 4_000_000
"""Characters of text from which other processes help."""
MOST = 4


def helpers_for(characters: int) -> int:
    """How many processes may work on so much text on this machine; 1 where it cannot fork."""
    if characters < MANY_CHARACTERS or "fork" not in get_all_start_methods():
        return 1
    return min(MOST, os.cpu_count() or 1)


@contextmanager
def helping(processes: int) -> Iterator[ProcessPoolExecutor]:
    """Other processes that hold what this one holds now.

    Raises :class:`ProblemError` where the system ends one of them, mostly for want of memory.
    """
    try:
        with ProcessPoolExecutor(processes, get_context("fork")) as pool:
            yield pool
    except BrokenProcessPool as error:
        raise ProblemError([problem(".", 0, "Tiến trình phụ", "bị hệ điều hành dừng giữa chừng, thường vì hết bộ nhớ",
                                    "hãy đóng bớt chương trình khác rồi chạy lại.")]) from error


@contextmanager
def uncollected() -> Iterator[None]:
    """Work that makes no cycles to speak of: looking for them over all documents again and again costs a fifth."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
