"""Writing a file: whole or not at all, and only when it changes."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def copy_if_changed(source: Path, path: Path) -> bool:
    """Copy a file with its time unless length and time say it is there already."""
    old, new = path.stat() if path.is_file() else None, source.stat()
    if old and (old.st_size, old.st_mtime_ns) == (new.st_size, new.st_mtime_ns):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        shutil.copy2(source, temporary)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return True


def write_if_changed(path: Path, content: bytes) -> bool:
    """Write ``content`` unless the file already holds it; the old file stays until the new one is complete."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return True
