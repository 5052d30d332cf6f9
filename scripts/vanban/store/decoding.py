"""Bytes of a file to text, newlines untouched, and the front matter cut from it."""

from __future__ import annotations

import re
from pathlib import Path

from ..problems import Problem, ProblemError, problem

MAX_TEXT_BYTES = 20_000_000
"""Largest document accepted: fifty times the longest law of the country, far below what hurts a browser."""


def decode(data: bytes, path: str | Path) -> str:
    """Decode a document's bytes as UTF-8, newlines untouched.

    Raises :class:`ProblemError` for a file that is empty, too large, not UTF-8 or not text.
    """
    if len(data) > MAX_TEXT_BYTES:
        raise ProblemError([too_large(path, len(data))])
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProblemError([_not_utf8(path, data, error)]) from None
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise ProblemError([problem(
            path, line, "Nội dung tệp", "có ký tự NUL, không phải tệp văn bản thuần",
            "hãy mở bằng trình soạn thảo và lưu lại dạng văn bản (.txt hoặc .md), mã UTF-8.")])
    if not text.strip("\ufeff \t\r\n"):
        raise ProblemError([problem(path, 0, "Nội dung tệp", "tệp rỗng", "cần có toàn văn của văn bản.")])
    return text


def too_large(path: str | Path, size: int) -> Problem:
    """The message for a file over :data:`MAX_TEXT_BYTES`."""
    return problem(
        path, 0, "Kích thước tệp", f"{size / 1e6:.1f} MB",
        f"tối đa {MAX_TEXT_BYTES // 1_000_000} MB; hãy kiểm tra xem có phải tệp ảnh quét hoặc tệp nén không.")


def _not_utf8(path: str | Path, data: bytes, error: UnicodeDecodeError) -> Problem:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        found = "tệp được lưu bằng mã UTF-16"
    else:
        found = f"byte 0x{data[error.start]:02X} không đúng mã UTF-8 (có thể là TCVN3, VNI hoặc Windows-1258)"
    line = data.count(b"\n", 0, error.start) + 1
    return problem(path, line, "Bảng mã", found,
                   "hãy mở tệp, chọn “Lưu thành…” (Save As), mã hóa UTF-8, rồi lưu lại.")


def read_text(path: Path) -> str:
    """Read and decode one file; raises :class:`ProblemError` when it cannot be read as a document."""
    try:
        size = path.stat().st_size
        if size > MAX_TEXT_BYTES:
            raise ProblemError([too_large(path, size)])
        return decode(path.read_bytes(), path)
    except OSError as error:
        raise ProblemError([problem(
            path, 0, "Đọc tệp", "không có tệp này" if isinstance(error, FileNotFoundError) else
            "là thư mục" if isinstance(error, IsADirectoryError) else f"không đọc được ({error.strerror})",
            "hãy kiểm tra đường dẫn và quyền đọc tệp.",
        )]) from None


_FENCE = re.compile(r"---[ \t]*\r?\n")


def split_front_matter(text: str) -> tuple[str | None, str, int]:
    """Split a document file into front matter (``None`` where there is none), text and its first line.

    The text begins right after the closing ``---`` line; its first line number counts from 1 in the file.
    """
    opening = _FENCE.match(text.removeprefix("\ufeff"))
    if opening is None:
        return None, text, 1
    start = opening.end() + text.startswith("\ufeff")
    closing = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE).search(text, start)
    if closing is None:
        return None, text, 1
    return text[start:closing.start()], text[closing.end():], text.count("\n", 0, closing.end()) + 1
