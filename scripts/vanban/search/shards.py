"""The files of the index: scripts that hand one value to the page, so that they load from disk as well.

A term lives in the bucket of its hash, so no reader needs a list of terms; a long posting list has a file
of its own and leaves only its size in the bucket. Files are written only when they change, and files of
an earlier build that are no longer needed go away.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from hashlib import sha256
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path

from ..store.files import write_if_changed
from .encode import gaps, pack
from .weights import Posting, WeightBuilder

BUCKET_TARGET = 1_500
OWN_FILE = 1_000
FORK_FROM = 100_000
CHUNK = 5_000
_PRIME = 0x01000193
_OFFSET = 0x811C9DC5


def hash_of(term: str) -> int:
    """FNV-1a over the UTF-8 bytes of a term, 32 bits."""
    value = _OFFSET
    for byte in term.encode():
        value = (value ^ byte) * _PRIME & 0xFFFFFFFF
    return value


def bucket_name(term: str, bits: int) -> str:
    """The bucket of a term among ``2 ** bits``, in hexadecimal."""
    value = hash_of(term)
    return f"{(value ^ value >> 16) & ((1 << bits) - 1):x}"


def to_json(value: object) -> str:
    """Compact JSON that may stand in a script."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("<", "\\u003c")


class Folder:
    """The output folder: remembers what was written, knows its total, removes what is left over."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.bytes = 0
        self._written: set[str] = set()
        self._digest = sha256()
        path.mkdir(parents=True, exist_ok=True)

    def put(self, name: str, value: object) -> None:
        """Write ``<name>.js`` that passes ``value`` to the page under that name."""
        self.put_text(f"{name}.js", f"VanBan.receive({to_json(name)},{to_json(value)});\n")

    def put_text(self, name: str, text: str) -> None:
        """Write a file as it is, unless it is there already."""
        data = text.encode()
        self.bytes += len(data)
        self._written.add(name)
        self._digest.update(name.encode() + b"\0" + data)
        write_if_changed(self.path / name, data)

    def version(self) -> str:
        """Twelve characters that change with any file written so far."""
        return self._digest.hexdigest()[:12]

    @property
    def files(self) -> int:
        """Number of files written."""
        return len(self._written)

    def remove_others(self) -> None:
        """Delete every file of an earlier build that this one did not write."""
        for path in sorted(self.path.rglob("*"), reverse=True):
            if path.is_dir():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path.relative_to(self.path).as_posix() not in self._written:
                path.unlink()


def write_postings(folder: Folder, rows: Iterable[tuple[str, int, str]]) -> int:
    """Write all posting lists, given as term, number of documents and line; returns the bits of bucket names."""
    lines: dict[str, str] = {}
    for term, count, line in rows:
        if len(line) > OWN_FILE:
            folder.put(f"dai/{own_name(term)}", line)
            lines[term] = f"{count}|{len(line)}|@"
        else:
            lines[term] = line
    bits = bits_for(sum(len(term) + len(line) + 2 for term, line in lines.items()))
    buckets: defaultdict[str, list[str]] = defaultdict(list)
    for term, line in lines.items():
        buckets[bucket_name(term, bits)].append(f"{term}|{line}")
    for name, content in buckets.items():
        folder.put(f"tu/{name}", "~" + "~".join(content) + "~")
    return bits


def bits_for(characters: int, target: int = BUCKET_TARGET) -> int:
    """How many bits name enough buckets for ``characters`` of content."""
    return max(0, (characters // target).bit_length())


def row_of(posting: Posting) -> tuple[str, int, str]:
    """A posting list as :func:`write_postings` takes it."""
    parts = [pack(gaps(posting.documents)), pack(posting.weights)]
    if posting.variants:
        parts += [",".join(posting.variants), pack(posting.masks)]
    return posting.term, len(posting.documents), "|".join(parts)


def rows_of(builder: WeightBuilder) -> Iterator[tuple[str, int, str]]:
    """The rows of all terms in order; many are shared out among processes where the system can fork."""
    terms = builder.terms()
    if len(terms) < FORK_FROM or "fork" not in get_all_start_methods() or (os.cpu_count() or 1) < 2:
        yield from map(row_of, builder.postings(terms))
        return
    global _shared
    _shared = builder
    chunks = [terms[i:i + CHUNK] for i in range(0, len(terms), CHUNK)]
    with get_context("fork").Pool(min(4, os.cpu_count() or 1)) as pool:
        for rows in pool.imap(_rows_of_chunk, chunks):
            yield from rows
    _shared = None


_shared: WeightBuilder | None = None


def _rows_of_chunk(terms: list[str]) -> list[tuple[str, int, str]]:
    return [row_of(posting) for posting in _shared.postings(terms)] if _shared else []


def own_name(term: str) -> str:
    """File name of a long posting list: the term itself where it is plain, else its hash.

    The prefix keeps "con" and "nul" apart from the device names of Windows.
    """
    plain = term.replace(" ", "-")
    return f"t-{plain}" if plain.isascii() and len(plain) <= 40 else f"x-{hash_of(term):08x}"
