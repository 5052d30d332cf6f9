"""Archives: written so that their bytes depend on what they hold alone, not on the day or the machine; what one that is
none raises."""

from __future__ import annotations

import io
import zipfile

NO_ARCHIVE = (zipfile.BadZipFile, OSError, ValueError, RuntimeError)
"""What opening bytes that are no sound zip raises: also for names that are no UTF-8, and for a version to come."""
_DAY = (1980, 1, 1, 0, 0, 0)


def put_into(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add a file to an archive."""
    entry = zipfile.ZipInfo(name, _DAY)
    entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
    entry.create_system = 3  # as on Unix everywhere: on Windows it would say so
    archive.writestr(entry, content)


def zipped(name: str, content: bytes) -> bytes:
    """An archive of one file."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        put_into(archive, name, content)
    return written.getvalue()
