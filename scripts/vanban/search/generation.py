"""The files of one generation of the index, each named by a digest of what it holds.

A page that searches loads one file (``dau.js``): the scripts with a base file that they can read. The base file holds
the digests of all shards, a shard those of what it leads to; a small pointer (``the-he.js``) names the newest base
file. So no file of one generation can be taken for one of another, a file is the same from one generation to the next
where nothing in it changed, and browsers may keep it for ever. A site that is put in the place of an older one keeps
that one's files once more, for pages that stand open (:func:`keep_previous`).
"""

from __future__ import annotations

import json
import shutil
import zlib
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from ..store.files import write_if_changed

SEARCH_FORMAT = 10
"""Raised whenever scripts of before could not read the files; ``loader.js`` has the same number."""
SEARCH_FOLDER = Path("du-lieu/tim-kiem")
_LIST = "danh-sach.txt"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_SHORT = 4
"""Of 1,679,616 contents of a shard two have the same digest by chance."""
_TOGETHER, _BUCKETS_TOGETHER = 2, 4
"""Neighbouring shards of a family, and buckets, that share a digest: every reader loads all digests (``loader.js``)."""
_LONG = 10
_NONE = "-" * _SHORT


def to_json(value: object) -> str:
    """Compact JSON that may stand in a script."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("<", "\\u003c")


def digest_of(data: bytes, length: int) -> str:
    """Digits and small letters, since some systems do not tell capitals apart in the names of files."""
    number = int.from_bytes(sha256(data).digest(), "big")
    return "".join(_DIGITS[number // 36 ** place % 36] for place in range(length))


def packed(content: str) -> str:
    """JSON in a third of its letters: zlib, as letters that a script may hold."""
    return b64encode(zlib.compress(content.encode(), 9)).decode()


class Generation:
    """Writes the files of the index, remembers what was written, removes what is left over."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.bytes = 0
        self._written: set[str] = set()
        self._shards: defaultdict[str, dict[int, str]] = defaultdict(dict)
        path.mkdir(parents=True, exist_ok=True)

    def shard(self, family: str, index: int, value: object) -> None:
        """Keep a shard that readers find by its family and its index; it is written when all are known.

        A shard that may be asked for and holds nothing is one too: its neighbour has a digest for both.
        """
        self._shards[family][index] = to_json(value)

    def leaf(self, family: str, value: object) -> str:
        """Write a file that a shard leads to; the name by which it does."""
        content = to_json(value)
        name = f"{family}/{digest_of(content.encode(), _LONG)}"
        self._put(name, content)
        return name

    def packed_leaf(self, family: str, value: object) -> str:
        """The same for what is much and read little: packed, unless a file of that name has it already."""
        content = to_json(value)
        name = f"{family}/{digest_of(f'{SEARCH_FORMAT}{content}'.encode(), _LONG)}"
        if not self.stand([name]):
            self._put(name, to_json(packed(content)))
        return name

    def stand(self, leaves: Iterable[str]) -> bool:
        """Whether the files of these leaves are all there already; they are kept then."""
        return all(self._stands(f"{name}.js") for name in leaves)

    def _stands(self, name: str) -> bool:
        path = self.path / name
        if name not in self._written and path.is_file():
            self._written.add(name)
            self.bytes += path.stat().st_size
        return name in self._written

    def close(self, base: dict[str, object], scripts: str) -> None:
        """Write the base file with the digests of all shards, the pointer, the scripts; remove what is left over."""
        digests = {family: self._write_shards(family, shards) for family, shards in self._shards.items()}
        content = to_json(base | {"format": SEARCH_FORMAT, "shards": digests})
        digest = digest_of(content.encode(), _LONG)
        self._put(f"muc-luc.{digest}", content)
        pointer = f"(globalThis.VanBan=globalThis.VanBan||{{}}).generation={to_json({'base': digest})};\n"
        self._write("the-he.js", pointer)
        first = f"VanBan.firstBase=Promise.resolve({content});\n"
        self._write("dau.js", pointer + first + scripts)
        self._write(_LIST, "\n".join(sorted(self._written)) + "\n")
        self._remove_others()

    def _write_shards(self, family: str, shards: dict[int, str]) -> str:
        """Write the shards of a family; the digests of its groups, one after the other."""
        digests = []
        together = _BUCKETS_TOGETHER if family == "tu" else _TOGETHER
        for start in range(0, max(shards) + 1, together):
            some = {i: shards[i] for i in range(start, start + together) if i in shards}
            digest = digest_of("\0".join(f"{i}{content}" for i, content in some.items()).encode(), _SHORT)
            digests.append(digest if some else _NONE)
            for index, content in some.items():
                self._put(f"{family}/{index}.{digest}", content)
        return "".join(digests)

    @property
    def files(self) -> int:
        """Number of files written."""
        return len(self._written)

    def _put(self, name: str, content: str) -> None:
        self._write(f"{name}.js", f"VanBan.receive({to_json(name)},{content});\n")

    def _write(self, name: str, text: str) -> None:
        data = text.encode()
        self.bytes += len(data)
        self._written.add(name)
        write_if_changed(self.path / name, data)

    def _remove_others(self) -> None:
        """Delete every file that was not written this time."""
        for path in sorted(self.path.rglob("*"), reverse=True):
            if path.is_dir():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path.relative_to(self.path).as_posix() not in self._written:
                path.unlink()


def keep_previous(old_site: Path, new_site: Path) -> None:
    """Copy the files of the old site's own generation that the new site lacks; nothing where there was none."""
    before, now = old_site / SEARCH_FOLDER, new_site / SEARCH_FOLDER
    names = (before / _LIST).read_text("utf-8").split() if (before / _LIST).is_file() else []
    for source, target in ((before / name, now / name) for name in names if not (now / name).exists()):
        if before.resolve() in source.resolve().parents and source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)
