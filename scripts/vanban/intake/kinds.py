"""Which kind of file some bytes are, by what they hold."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from .result import FileKind

_SIGNATURES: tuple[tuple[bytes, FileKind], ...] = (
    (b"%PDF-", "pdf"), (b"{\\rtf", "rtf"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    (b"\x89PNG\r\n\x1a\n", "image"), (b"\xff\xd8\xff", "image"), (b"II*\x00", "image"), (b"MM\x00*", "image"),
)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|table|div|p|title)\b[^>]*>", re.IGNORECASE)
_HEAD = 4096
"""Bytes at the beginning that tell what a file is."""
_PDF_WITHIN = 1024
"""Bytes at the beginning within which the mark of a PDF may stand, as readers of PDF allow."""


def kind_of(data: bytes) -> FileKind:
    """The kind of a file; plain text where nothing says otherwise."""
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return "pdf"
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _archive(data)
    start = head.replace(b"\x00", b"")
    return "html" if start.startswith(b"<") and _HTML.search(start) else "text"


def suffix_of(data: bytes, kind: FileKind) -> str:
    """The suffix by which programs know a file of a kind; of a picture that of its own format."""
    if kind != "image":
        return f".{kind}"
    return ".png" if data.startswith(b"\x89PNG") else ".jpg" if data.startswith(b"\xff\xd8") else ".tif"


def _archive(data: bytes) -> FileKind:
    """Which office file a zip is; just "zip" for any other, also for one that is broken."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                return "docx"
            declared = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return "zip"
    return "odt" if b"opendocument.text" in declared else "zip"
