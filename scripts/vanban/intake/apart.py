"""A reader run in a process of its own, so that a file that eats memory or never ends takes only that process down."""

from __future__ import annotations

import multiprocessing
import pickle
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar, cast

_Given = TypeVar("_Given")

MEMORY = 3 << 30
"""Bytes of address space for one file, beside what the process had before; where the system knows such a limit."""
SECONDS = 180.0
"""How long one file may take; two thousand printed pages take a third of it."""
_DEEPEST = 1000
"""Calls within calls, as Python begins with."""


class TooHeavyError(Exception):
    """A file that went beyond its bounds, or took its reader down."""


def read_apart(read: Callable[[bytes], _Given], data: bytes, seconds: float = SECONDS, memory: int = MEMORY) -> _Given:
    """What ``read`` gives for ``data``, or the error it raises; :class:`TooHeavyError` beyond the bounds.

    ``read`` is a function of a module, and what it gives or raises can be sent between processes.
    """
    linux = sys.platform.startswith("linux")
    context = multiprocessing.get_context("fork") if linux else multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(theirs, read, data, memory), daemon=True)
    worker.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            raise TooHeavyError
        raised, answer = ours.recv()
    except EOFError:  # the process ended without a word
        raise TooHeavyError from None
    finally:
        worker.kill()
        worker.join()
        ours.close()
    if raised:
        raise answer
    return cast(_Given, answer)


def _work(answers: Connection, read: Callable[[bytes], object], data: bytes, memory: int) -> None:
    """In the other process: bound it, whatever the one that started it allows itself, read, send what came of it."""
    sys.setrecursionlimit(_DEEPEST)
    if sys.platform.startswith("linux"):
        import resource

        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + memory, held + memory))
    try:
        answers.send((False, read(data)))
    except MemoryError:
        return
    except Exception as error:
        answers.send((True, _sendable(error)))


def _sendable(error: Exception) -> Exception:
    """An error as it can be sent: one that does not come whole out of a pickle is told by its name and words."""
    try:
        return error if type(pickle.loads(pickle.dumps(error))) is type(error) else RuntimeError(str(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
