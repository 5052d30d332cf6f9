"""Files that take their places together: written aside as they are made, put where they belong at the end."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

from .files import is_running, refusals_explained

_LEFT = re.compile(r"\.moi-(\d+)-.*")


class Staging:
    """A folder beside the files of ``target``; nothing of ``target`` changes before :meth:`take_place`.

    Only what differs from what stands there is written. Another process of this one's may :meth:`put` too. What a
    killed process left aside is removed by the next one.
    """

    def __init__(self, target: Path) -> None:
        self.target = target
        self.wanted: set[str] = set()

    def __enter__(self) -> Staging:
        with refusals_explained(self.target):
            self.target.mkdir(parents=True, exist_ok=True)
            for left in self.target.glob(".moi-*"):
                found = _LEFT.fullmatch(left.name)
                if found and not is_running(int(found[1])):
                    shutil.rmtree(left, ignore_errors=True)
            self.folder = Path(tempfile.mkdtemp(prefix=f".moi-{os.getpid()}-", dir=self.target))
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)

    def put(self, path: str, content: bytes) -> None:
        """Write a file aside, unless what stands in its place is the same."""
        there, aside = self.target / path, self.folder / path
        if there.is_file() and there.stat().st_size == len(content) and there.read_bytes() == content:
            return
        with refusals_explained(there):
            aside.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(content)

    def copy(self, path: str, source: Path) -> None:
        """Put a copy of a file, with its time, unless length and time say that it is there already."""
        self.wanted.add(path)
        there, aside, new = self.target / path, self.folder / path, source.stat()
        if there.is_file() and (there.stat().st_size, there.stat().st_mtime_ns) == (new.st_size, new.st_mtime_ns):
            return
        with refusals_explained(there):
            aside.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, aside)

    def take_place(self) -> int:
        """Move everything where it belongs; how many files."""
        moved = 0
        for folder, _, files in os.walk(self.folder):
            place = self.target / Path(folder).relative_to(self.folder)
            with refusals_explained(place):
                if files:
                    place.mkdir(parents=True, exist_ok=True)
                for name in files:
                    Path(folder, name).replace(place / name)
            moved += len(files)
        return moved
