"""The one entrance: a file's bytes to its text, by the reader of what it holds."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path, PurePosixPath

from ..language.encodings import decode_any
from ..problems import ProblemError, problem
from .archive import BrokenArchiveError, read_archive_parts
from .converters import recognised, to_docx
from .docx import read_docx
from .kinds import kind_of, suffix_of
from .pdf import BrokenPdfError, read_pdf
from .result import FileKind, Intake, LeftOut
from .web import BrokenPageError, read_web

MAX_FILE = 50_000_000
"""Bytes of the largest file that is opened; a scanned document of a hundred pages stays below."""
_UNREADABLE = {
    "text": "không phải văn bản: không bảng mã nào cho ra chữ Việt", "html": "trang web không đọc được bảng mã",
    "docx": "tệp Word hỏng hoặc có mật khẩu", "pdf": "tệp PDF hỏng hoặc có mật khẩu",
}
_ASK = "hãy mở tệp xem có đúng không, xin lại bản khác, hoặc lưu thành .docx hay .pdf rồi thêm lại."


def read_file(path: Path) -> tuple[Intake | ProblemError, ...]:
    """The documents of one file: one, or those of an archive in the order of their names.

    Of an archive a file that cannot be read stands as its error, so that it stops no other. Raises
    :class:`ProblemError` where the file itself cannot be read.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_FILE else b""
    except OSError as error:
        raise ProblemError([problem(path, 0, "Đọc tệp", f"không đọc được ({error.strerror})",
                                    "hãy kiểm tra đường dẫn và quyền đọc tệp.")]) from None
    if size > MAX_FILE:
        raise ProblemError([problem(path, 0, "Kích thước tệp", f"{size / 1e6:.0f} MB",
                                    f"tối đa {MAX_FILE // 1_000_000} MB; hãy tách tệp hoặc quét lại nhẹ hơn.")])
    if kind_of(data) == "zip":
        return tuple(_read_member(content, path / name) for name, content in _members(data, path))
    return (read_bytes(data, path),)


def _read_member(data: bytes, path: Path) -> Intake | ProblemError:
    try:
        return read_bytes(data, path)
    except ProblemError as error:
        return ProblemError(error.problems)  # a new one: that of the reading holds on to all it had unpacked


def read_bytes(data: bytes, path: Path) -> Intake:
    """The document in some bytes; ``path`` is what messages call it. Raises :class:`ProblemError`."""
    kind = kind_of(data)
    try:
        found = _read(data, kind, path)
    except (BrokenArchiveError, BrokenPdfError, BrokenPageError) as error:
        raise ProblemError([problem(path, 0, "Nội dung tệp", str(error), _ASK)]) from None
    if found is None:
        raise ProblemError([problem(path, 0, "Nội dung tệp", _UNREADABLE.get(kind, "không đọc được"), _ASK)])
    text = unicodedata.normalize("NFC", found.text).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ProblemError([problem(path, 0, "Nội dung tệp", "không có chữ nào", "cần có toàn văn của văn bản.")])
    original = None if found.kind == "text" else (suffix_of(data, found.kind), data)
    return replace(found, text=text, original=original)


def _read(data: bytes, kind: FileKind, path: Path) -> Intake | None:
    if kind == "text":
        text = decode_any(data)
        return Intake(text.text, "text", f"văn bản thuần, mã {text.encoding}") if text else None
    if kind == "html":
        return read_web(data)
    if kind == "docx":
        return read_docx(data)
    if kind == "pdf":
        found = read_pdf(data)
        return found if found.text.strip() else replace(_scan(data, kind, path), kind="pdf")
    if kind in ("doc", "rtf", "odt"):
        return replace(read_docx(to_docx(data, kind, path)), kind=kind)
    if kind == "image":
        return _scan(data, kind, path)
    raise ProblemError([problem(path, 0, "Loại tệp", "tệp nén nằm trong tệp nén", "hãy giải nén rồi thêm từng tệp.")])


def _scan(data: bytes, kind: FileKind, path: Path) -> Intake:
    """A picture of a document, its letters recognised where a program for that is installed."""
    found = read_pdf(recognised(data, kind, path))
    return replace(found, kind=kind, how="bản quét, chữ do máy nhận dạng", proofread=True)


def _members(data: bytes, path: Path) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of the documents of an archive; folders and hidden files are passed over."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = [name for name in archive.namelist()
                     if not name.endswith("/") and not PurePosixPath(name).name.startswith((".", "~"))
                     and "__MACOSX" not in name]
            parts = read_archive_parts(archive, names)
    except (zipfile.BadZipFile, BrokenArchiveError) as error:
        raise ProblemError([problem(path, 0, "Tệp nén", str(error) or "hỏng", _ASK)]) from None
    if not names:
        raise ProblemError([problem(path, 0, "Tệp nén", "không có tệp nào", "cần có ít nhất một văn bản.")])
    yield from sorted((PurePosixPath(name).name, content) for name, content in parts.items())


__all__ = ["MAX_FILE", "Intake", "LeftOut", "read_bytes", "read_file"]
