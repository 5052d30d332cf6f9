"""Reading the parts of a zip within bounds: no bomb, no password, nothing written to disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable

from .result import UnreadableError

MOST_PARTS = 2000
MOST_BYTES = 200_000_000
"""Bytes of all parts unpacked; an office file of a hundred pages has a few million."""


class BrokenArchiveError(UnreadableError):
    """An archive that cannot be read."""


def read_archive_parts(archive: zipfile.ZipFile, names: Iterable[str], most: int = MOST_BYTES) -> dict[str, bytes]:
    """The parts with these names, of ``most`` bytes unpacked; raises :class:`BrokenArchiveError` for a bomb, a password
    or a broken part. No part is unpacked beyond the size it declares, so that a bomb is refused before it is.
    """
    chosen = [archive.getinfo(name) for name in names]
    if len(archive.filelist) > MOST_PARTS:
        raise BrokenArchiveError(f"có {len(archive.filelist)} tệp bên trong, nhiều hơn {MOST_PARTS}")
    if sum(part.file_size for part in chosen) > most:
        raise BrokenArchiveError(f"giải nén ra hơn {most // 1_000_000} MB")
    parts: dict[str, bytes] = {}
    for part in chosen:
        if part.flag_bits & 1:
            raise BrokenArchiveError("tệp nén có mật khẩu", "hãy giải nén bằng mật khẩu rồi thêm từng tệp bên trong.")
        try:
            with archive.open(part) as stream:
                parts[part.filename] = stream.read()
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError):
            raise BrokenArchiveError(f"phần “{part.filename[:60]}” bên trong bị hỏng") from None
    return parts
