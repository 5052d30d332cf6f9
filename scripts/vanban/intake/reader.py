"""The one entrance: a file's bytes to its text, by the reader of what it holds."""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path, PurePosixPath
from zipfile import ZipInfo

from ..language.encodings import decode_any, decode_old_font, syllable_share
from ..problems import ProblemError, problem
from ..store.archives import NO_ARCHIVE
from .archive import BrokenArchiveError, read_archive_parts
from .converters import recognised, to_docx
from .docx import read_docx
from .kinds import has_macros, kind_of, suffix_of
from .pdf import read_pdf
from .result import FileKind, Intake, LeftOut, UnreadableError
from .web import read_web

_AGAIN = "hãy chép hoặc tải lại tệp, rồi mở xem có chữ trước khi thêm."
_MACROS = LeftOut("chương trình (macro)", "không chạy, không giữ; tệp gốc không đăng kèm")
MAX_FILE = 50_000_000
"""Bytes of the largest file that is opened; a scanned document of a hundred pages stays below."""
_UNREADABLE = {
    "text": "không phải văn bản: không bảng mã nào cho ra chữ Việt", "html": "trang web không đọc được bảng mã",
    "docx": "tệp Word hỏng hoặc có mật khẩu", "pdf": "tệp PDF hỏng hoặc có mật khẩu",
}
_FOREIGN: Mapping[FileKind, tuple[str, str]] = {
    "sheet": ("bảng tính (Excel), không phải văn bản",
              "hãy chép bảng vào văn bản Word, hoặc in ra PDF, rồi thêm tệp ấy."),
    "slides": ("bản trình chiếu (PowerPoint), không phải văn bản",
               "hãy xin văn bản kèm theo, ở dạng .docx hay .pdf."),
    "mail": ("thư điện tử, hay trang web lưu kiểu .mht",
             "hãy lưu từng tệp đính kèm (trang web thì lưu kiểu .html) rồi thêm các tệp ấy; chữ trong thư thì chép vào "
             "tệp .txt."),
    "photo": ("ảnh kiểu .heic, .webp hay .gif, chưa đọc được",
              "hãy đổi sang .jpg hoặc .png, hay quét thành .pdf."),
    "packed": ("tệp nén kiểu .rar, .7z hay .gz",
               "hãy giải nén rồi thêm từng tệp bên trong, hoặc nén lại thành .zip."),
    "locked": ("tệp Office có mật khẩu",
               "hãy mở bằng mật khẩu, bỏ mật khẩu (Tệp, Thông tin, Bảo vệ tài liệu), lưu lại rồi thêm; hoặc xin bản "
               "không đặt mật khẩu."),
    "zip": ("tệp nén nằm trong tệp nén", "hãy giải nén rồi thêm từng tệp."),
}
"""Kinds of file that hold no document to read: what they are called and what to do."""
_LEGIBLE, _FEW = 0.45, 200
"""Share of words that can be syllables below which the letters of a PDF are taken for broken, and the characters of a
text that is too short to tell."""
_ASK = "hãy mở tệp xem có đúng không, xin lại bản khác, hoặc lưu thành .docx hay .pdf rồi thêm lại."


def read_file(path: Path) -> tuple[Intake | ProblemError, ...]:
    """The documents of one file: one, or those of an archive in the order of their names.

    Of an archive a file that cannot be read stands as its error, so that it stops no other. Raises
    :class:`ProblemError` where the file itself cannot be read.
    """
    if path.is_symlink():
        raise ProblemError([problem(path, 0, "Đọc tệp", "là liên kết tới tệp ở chỗ khác, không phải tệp",
                                    "hãy thêm chính tệp mà liên kết ấy chỉ tới.")])
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
        return replace(read_bytes(data, path), member=path.name)
    except ProblemError as error:
        return ProblemError(error.problems)  # a new one: that of the reading holds on to all it had unpacked


def read_bytes(data: bytes, path: Path) -> Intake:
    """The document in some bytes; ``path`` is what messages call it. Raises :class:`ProblemError`."""
    kind = kind_of(data)
    if not data:
        raise ProblemError([problem(path, 0, "Nội dung tệp", "tệp rỗng, không có chữ nào", _AGAIN)])
    if kind in _FOREIGN:
        raise ProblemError([problem(path, 0, "Loại tệp", *_FOREIGN[kind])])
    try:
        found = _read(data, kind, path)
    except UnreadableError as error:
        raise ProblemError([problem(path, 0, "Nội dung tệp", error.found, error.advice or _ASK)]) from None
    if found is None:
        raise ProblemError([problem(path, 0, "Nội dung tệp", _UNREADABLE.get(kind, "không đọc được"), _ASK)])
    text = unicodedata.normalize("NFC", found.text).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ProblemError([problem(path, 0, "Nội dung tệp", "không có chữ nào", "cần có toàn văn của văn bản.")])
    if found.kind in ("docx", "doc") and has_macros(data):
        return replace(found, text=text, left_out=(*found.left_out, _MACROS))
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
        return _printed(read_pdf(data), data, path)
    if kind in ("doc", "rtf", "odt"):
        found = read_docx(to_docx(data, kind, path))
        return replace(found, kind=kind, how=f"tệp .{kind} đổi bằng LibreOffice{found.how.removeprefix('tệp Word')}")
    return _scan(data, kind, path)


def _printed(found: Intake, data: bytes, path: Path) -> Intake:
    """The text of a PDF: as it stands, as an old font writes it, or recognised where its letters are none."""
    if not found.text.strip():
        return _scan(data, "pdf", path)
    old = decode_old_font(found.text)
    if old is not None:
        return replace(found, text=old.text, how=f"{found.how}, phông {old.encoding}")
    broken = len(found.text) >= _FEW and syllable_share(found.text) < _LEGIBLE
    return _scan(data, "pdf", path, broken=True) if broken else found


def _scan(data: bytes, kind: FileKind, path: Path, broken: bool = False) -> Intake:
    """A picture of a document, or a PDF whose letters are ``broken``, recognised where a program for that is
    installed."""
    found = read_pdf(recognised(data, kind, path, broken))
    text = found.text.replace("Ð", "Đ").replace("ð", "đ")  # recognition takes the letter of Iceland for that of Vietnam
    how = "lớp chữ của tệp PDF hỏng, chữ do máy nhận dạng từ hình trang" if broken else "bản quét, chữ do máy nhận dạng"
    return replace(found, text=text, kind=kind, how=how, proofread=True)


def _members(data: bytes, path: Path) -> Iterator[tuple[str, bytes]]:
    """Names and bytes of the documents of an archive; folders and hidden files are passed over."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = [name for name in archive.namelist()
                     if not name.endswith("/") and not PurePosixPath(name).name.startswith((".", "~"))
                     and "__MACOSX" not in name]
            parts = read_archive_parts(archive, names)
    except NO_ARCHIVE:
        raise ProblemError([problem(path, 0, "Tệp nén", "hỏng", _ASK)]) from None
    except BrokenArchiveError as error:
        raise ProblemError([problem(path, 0, "Tệp nén", error.found, error.advice or _ASK)]) from None
    if not names:
        raise ProblemError([problem(path, 0, "Tệp nén", "không có tệp nào", "cần có ít nhất một văn bản.")])
    yield from sorted((PurePosixPath(_written(archive.getinfo(name))).name, content) for name, content in parts.items())


def _written(part: ZipInfo) -> str:
    """The name of a part; without the mark of UTF-8 its bytes were taken for cp437, which few programs write."""
    if part.flag_bits & 0x800:
        return part.filename
    raw = part.filename.encode("cp437")
    try:
        return unicodedata.normalize("NFC", raw.decode("utf-8"))
    except UnicodeDecodeError:
        return unicodedata.normalize("NFC", raw.decode("cp1258", "replace"))


__all__ = ["MAX_FILE", "Intake", "LeftOut", "read_bytes", "read_file"]
