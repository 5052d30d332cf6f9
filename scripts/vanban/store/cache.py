"""What was computed once and stays true: values on disk, outside git, each named by a digest of all it was made from.

Nothing here is ever needed: a value that is missing, damaged or cannot be written is computed again.
"""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import platform
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

CACHE_FOLDER = Path(".cache")
"""Under the project's root."""
_PACKAGE = Path(__file__).resolve().parents[1]
_ARRAYS = (("numpy._core.numeric", "_frombuffer"), ("numpy", "dtype"))
_SEAL = hashlib.sha256().digest_size
_MODELS = f"{__package__.partition('.')[0]}.models"
"""The package whose classes a kept value may be of."""


class _PlainUnpickler(pickle.Unpickler):
    """Reads records, arrays and plain values only: a file laid into the folder can name no other code to run, neither
    by what a module of the models imports nor by an attribute of one of their classes ("A.__init__.__globals__")."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _ARRAYS:
            return super().find_class(module, name)
        if (module == _MODELS or module.startswith(f"{_MODELS}.")) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__.startswith(_MODELS):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _seal(data: bytes) -> bytes:
    """What stands before a kept value, by which one is known whose bits have changed."""
    return hashlib.sha256(data).digest()


class Cache:
    """A folder of values by the digest of what they were made from; ``used`` are the names asked for or put."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.used: set[str] = set()

    def get(self, key: str) -> Any:
        """The value kept under a key; ``None`` where there is none that can be read."""
        self.used.add(key)
        with suppress(OSError, EOFError, ValueError, TypeError, AttributeError, ImportError, IndexError, KeyError,
                      MemoryError, OverflowError, pickle.UnpicklingError):
            data = (self.folder / key).read_bytes()
            seal, kept = data[:_SEAL], data[_SEAL:]
            if seal == _seal(kept):
                return _PlainUnpickler(io.BytesIO(kept)).load()
        return None

    def put(self, key: str, value: object) -> None:
        """Keep a value, whole or not at all."""
        self.used.add(key)
        aside = self.folder / f".{key}.{os.getpid()}~"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            data = pickle.dumps(value, 5)
            aside.write_bytes(_seal(data) + data)
            aside.replace(self.folder / key)
        except OSError:  # a full disk: nothing is kept, and nothing is left beside
            with suppress(OSError):
                aside.unlink(missing_ok=True)

    def forget_unused(self) -> None:
        """Remove every value that was neither asked for nor put: what it was made from is no more."""
        with suppress(OSError):
            for path in self.folder.iterdir():
                if path.name not in self.used:
                    path.unlink(missing_ok=True)


def digest_of_parts(*parts: str | bytes) -> str:
    """A digest of parts in order; where one ends and the next begins counts."""
    whole = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.encode("utf-8", "surrogatepass")
        whole.update(f"{len(data)}:".encode() + data)
    return whole.hexdigest()[:40]


def digest_of_files(paths: Iterable[Path], base: Path) -> str:
    """A digest of files, their names under ``base`` and what they hold, in any order."""
    return digest_of_parts(*(part for path in sorted(paths) if path.is_file()
                             for part in (path.relative_to(base).as_posix(), path.read_bytes())))


def code_digest(*rooms: str) -> str:
    """A digest of the code of some rooms (all of the package for none) and of the Python that runs it."""
    files = [path for room in rooms or ("",) for path in (_PACKAGE / f"{room}.py", *(_PACKAGE / room).rglob("*"))
             if path.suffix != ".pyc"]
    return digest_of_parts(platform.python_version(), digest_of_files(files, _PACKAGE))
