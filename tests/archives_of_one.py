"""What stands in an archive of one file."""

from __future__ import annotations

import io
import zipfile


def unzipped(content: bytes) -> bytes:
    """The only file of an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        (name,) = archive.namelist()
        return archive.read(name)
