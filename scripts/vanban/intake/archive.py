"""Reading the parts of a zip within bounds: no bomb, no password, nothing written to disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable

MOST_PARTS = 2000
MOST_BYTES = 200_000_000
"""Bytes of all parts unpacked; an office file of a hundred pages has a few million."""


class BrokenArchiveError(Exception):
    """An archive that cannot be read; the message says why, in Vietnamese."""


def read_archive_parts(archive: zipfile.ZipFile, names: Iterable[str]) -> dict[str, bytes]:
    """The parts with these names; raises :class:`BrokenArchiveError` for a bomb, a password or a broken part."""
    chosen = [archive.getinfo(name) for name in names]
    if len(chosen) > MOST_PARTS:
        raise BrokenArchiveError(f"có {len(chosen)} tệp bên trong, nhiều hơn {MOST_PARTS}")
    left = MOST_BYTES
    parts: dict[str, bytes] = {}
    for part in chosen:
        if part.flag_bits & 1:
            raise BrokenArchiveError("có mật khẩu")
        try:
            with archive.open(part) as stream:
                content = stream.read(left + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
            raise BrokenArchiveError(f"phần “{part.filename[:60]}” bên trong bị hỏng") from None
        left -= len(content)
        if left < 0:
            raise BrokenArchiveError(f"giải nén ra hơn {MOST_BYTES // 1_000_000} MB")
        parts[part.filename] = content
    return parts
