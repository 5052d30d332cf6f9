"""The files documents were typed from: which document each belongs to, its type by its first bytes, its size."""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..problems import Problem, problem
from .archives import NO_ARCHIVE

ORIGINALS_FOLDER = "originals"
MAX_ORIGINAL_BYTES = 20_000_000
ORIGINAL_KINDS = {
    ".pdf": "PDF", ".docx": "Word (DOCX)", ".doc": "Word (DOC)", ".odt": "OpenDocument (ODT)", ".rtf": "RTF",
    ".html": "trang web", ".png": "ảnh PNG", ".jpg": "ảnh JPEG", ".tif": "ảnh TIFF"}
_ADVICE = f"chỉ nhận tệp {', '.join(ORIGINAL_KINDS)}, mỗi văn bản một tệp."
_BEGINNINGS = {
    ".doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",), ".rtf": (b"{\\rtf",), ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",), ".tif": (b"II*\x00", b"MM\x00*")}
_PARTS = {".docx": "word/document.xml", ".odt": "content.xml"}


@dataclass(frozen=True, slots=True)
class Original:
    """One file as it was published: where it stands, what it is ("PDF") and its length in bytes."""

    path: Path
    kind: str
    size: int


def originals_of(folder: Path, named: Mapping[str, str | None]) -> dict[str, Original]:
    """The original of every document that has one, by slug; ``folder`` is that of the documents.

    ``named`` gives each slug with the file its front matter names; without one a file named like the document is it.
    """
    found: dict[str, Original] = {}
    for path, owners in _owned(folder, named):
        kind = ORIGINAL_KINDS.get(path.suffix.lower())
        if kind is None or path.is_symlink() or not path.is_file():
            continue
        for slug in owners:  # the first of several, as the check has it
            found.setdefault(slug, Original(path, kind, path.stat().st_size))
    return dict(sorted(found.items()))


def _owned(folder: Path, named: Mapping[str, str | None]) -> Iterator[tuple[Path, list[str]]]:
    """The files, each with the documents it is the original of: the one that it is named like, those that name it."""
    namers: defaultdict[str, list[str]] = defaultdict(list)
    for slug, name in named.items():
        if name is not None:
            namers[name].append(slug)
    for path in _files(folder):
        by_name = [path.stem] if path.stem in named and named[path.stem] is None else []
        yield path, by_name + namers[path.name]


def original_problems(folder: Path, named: Mapping[str, str | None]) -> Iterator[Problem]:
    """What is wrong with the files themselves: no document, a second one for it, wrong type, too big."""
    taken: dict[str, Path] = {}
    for path, found in _owned(folder, named):
        if not found:
            yield problem(path, 0, "Tệp gốc", "không thuộc văn bản nào",
                          "đặt tên như văn bản hoặc ghi tên tệp ở dòng “original” của văn bản.",
                          "31-kh-ubnd-2023-binh-phuoc.pdf")
        for slug in found:
            if slug in taken:
                yield problem(path, 0, "Tệp gốc", f"văn bản “{slug}” đã có {taken[slug].name}", _ADVICE)
            taken.setdefault(slug, path)
        yield from _about(path)


def _about(path: Path) -> Iterator[Problem]:
    if path.is_symlink() or not path.is_file():
        yield problem(path, 0, "Tệp gốc", "không phải tệp thường (liên kết, ống dẫn hoặc thư mục)",
                      "hãy thay bằng chính tệp gốc.")
        return
    suffix, size = path.suffix.lower(), path.stat().st_size
    if suffix not in ORIGINAL_KINDS:
        yield problem(path, 0, "Tệp gốc", f"có đuôi “{path.suffix}”", _ADVICE)
    elif not is_what_it_says(path):
        yield problem(path, 0, "Tệp gốc", f"nội dung không phải {ORIGINAL_KINDS[suffix]}",
                      "tệp có thể hỏng hoặc bị đổi đuôi; hãy lưu lại đúng loại.")
    if size > MAX_ORIGINAL_BYTES:
        yield problem(path, 0, "Tệp gốc", f"nặng {size / 1e6:.0f} MB",
                      f"tối đa {MAX_ORIGINAL_BYTES // 1_000_000} MB; hãy quét lại với độ phân giải thấp hơn.")


def is_what_it_says(path: Path) -> bool:
    """Whether the first bytes (of a packed file its parts) are those of the type in the file's name."""
    suffix = path.suffix.lower()
    with path.open("rb") as file:
        start = file.read(1024)
    if suffix == ".pdf":
        return b"%PDF-" in start
    if suffix == ".html":
        return b"<" in start.replace(b"\x00", b"")
    if suffix in _BEGINNINGS:
        return start.startswith(_BEGINNINGS[suffix])
    try:
        with zipfile.ZipFile(path) as parts:
            return _PARTS[suffix] in parts.namelist()
    except NO_ARCHIVE:
        return False


def _files(folder: Path) -> Iterable[Path]:
    place = folder / ORIGINALS_FOLDER
    return sorted(path for path in place.iterdir() if path.name != ".gitkeep") if place.is_dir() else ()
