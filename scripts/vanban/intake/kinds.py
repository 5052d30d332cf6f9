"""Which kind of file some bytes are, by what they hold."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from ..store.archives import NO_ARCHIVE
from .result import FileKind

_SIGNATURES: tuple[tuple[bytes, FileKind], ...] = (
    (b"%PDF-", "pdf"), (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"), (b"\xff\xd8\xff", "image"), (b"II*\x00", "image"), (b"MM\x00*", "image"),
    (b"GIF8", "photo"), (b"RIFF", "photo"), (b"Rar!\x1a\x07", "packed"), (b"7z\xbc\xaf\x27\x1c", "packed"),
    (b"\x1f\x8b", "packed"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS: tuple[tuple[str, FileKind], ...] = (
    ("EncryptedPackage", "locked"), ("__properties_version1.0", "mail"), ("WordDocument", "doc"), ("Workbook", "sheet"),
    ("PowerPoint Document", "slides"),
)
"""What the old office container holds, by a name in its directory; the first that is found counts, since a letter has
the files that are attached to it inside, and a Word document the tables that are embedded in it."""
_PHOTO = re.compile(rb".{4}ftyp(?:hei|hev|mif|msf|avi)", re.DOTALL)
"""How a picture of a telephone begins (.heic, .avif)."""
_MAIL = re.compile(rb"""
    (?:From|To|Subject|Date|Received|Return-Path|Delivered-To|MIME-Version|Message-ID|X-[\w-]+):[^\n]*\n   # From: a@b
    (?:[\w-]+:[^\n]*\n|[ \t][^\n]*\n)*?                        # other fields, the long ones over several lines
    (?:From|Subject|Content-Type|Message-ID):                  # Subject: x
    """, re.VERBOSE | re.IGNORECASE)
"""The head of an e-mail: two of its fields at least, in lines without a gap."""
WORD_BODY = re.compile(r"word/document\d*\.xml")
"""The part of a Word file that holds its text; what is saved from a browser has a digit in its name."""
_PARTS: tuple[tuple[re.Pattern[str], FileKind], ...] = (
    (WORD_BODY, "docx"), (re.compile(r"xl/workbook\.(?:xml|bin)"), "sheet"),
    (re.compile(r"ppt/presentation\.xml"), "slides"))
_DECLARED: tuple[tuple[bytes, FileKind], ...] = (
    (b"opendocument.text", "odt"), (b"opendocument.spreadsheet", "sheet"), (b"opendocument.presentation", "slides"))
_FIB, _SECTOR, _LOCKED = b"\xec\xa5\xc1\x00", 512, 0x01
"""How the main stream of an old Word document begins, at a whole sector, and the bit of its twelfth byte that tells a
password."""
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
    if head.startswith(_OLE):
        return _container(data)
    if _PHOTO.match(data[:_HEAD]):
        return "photo"
    if _MAIL.match(head.replace(b"\r\n", b"\n")):
        return "mail"
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _archive(data)
    start = head.lstrip(b"\xff\xfe").replace(b"\x00", b"").lstrip()  # a page saved as "Unicode"
    return "html" if start.startswith(b"<") and _HTML.search(start) else "text"


def suffix_of(data: bytes, kind: FileKind) -> str:
    """The suffix by which programs know a file of a kind; of a picture that of its own format."""
    if kind != "image":
        return f".{kind}"
    return ".png" if data.startswith(b"\x89PNG") else ".jpg" if data.startswith(b"\xff\xd8") else ".tif"


def _container(data: bytes) -> FileKind:
    """What a container of old office programs holds; a Word document where no name in it says otherwise."""
    found: FileKind = next((kind for name, kind in _STREAMS if name.encode("utf-16-le") in data), "doc")
    return "locked" if found == "doc" and _has_password(data) else found


def _has_password(data: bytes) -> bool:
    return any(data.startswith(_FIB, at) and data[at + 11] & _LOCKED for at in range(_SECTOR, len(data) - 12, _SECTOR))


def has_macros(data: bytes) -> bool:
    """Whether an office file holds a program: its part in a new one, the name of its folder in an old one."""
    return b"vbaProject.bin" in data or "_VBA_PROJECT".encode("utf-16-le") in data


def _archive(data: bytes) -> FileKind:
    """Which office file a zip is; just "zip" for any other, also for one that is broken."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            office = next((kind for part, kind in _PARTS if any(map(part.fullmatch, names))), None)
            if office:
                return office
            declared = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except NO_ARCHIVE:
        return "zip"
    found: FileKind = next((kind for words, kind in _DECLARED if words in declared), "zip")
    return found
