"""The site as one archive to carry, the data as another, and the sums that tell whether a copy is whole."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable
from pathlib import Path

from ..problems import ProblemError, problem
from ..store.archives import put_into
from ..store.decoding import read_text
from ..store.documents import DOCUMENTS_FOLDER, document_files, masked, read_source

ARCHIVE_NAME = "kho-van-ban"
SUMS = "SHA256SUMS"
_DATA = (DOCUMENTS_FOLDER, DOCUMENTS_FOLDER.parent / "registry", DOCUMENTS_FOLDER.parent / "reading_lists",
         Path("LICENSE"))
_READ_FIRST = (
    "KHO VĂN BẢN CHỈ ĐẠO, BẢN XEM KHÔNG CẦN MẠNG\r\n\r\n"
    "1. Giải nén cả thư mục này ra đĩa hoặc thẻ nhớ; không mở thẳng trong tệp nén.\r\n"
    "2. Mở thư mục trang, bấm đúp tệp index.html. Mọi trang, sơ đồ và ô tìm kiếm đều dùng được khi không có mạng.\r\n"
    "3. Máy chia sẻ tệp trong phòng: chép thư mục trang vào đó rồi mở như trên.\r\n")


def pack_site(site: Path, target: Path) -> Path:
    """Write the built ``site`` as one archive that opens from any folder; gives ``target``."""
    if not (site / "index.html").is_file():
        raise ProblemError([problem(site, 0, "Trang", "chưa dựng", "chạy “make site” trước.")])
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return _write(target, [("DOC-TRUOC.txt", _READ_FIRST.encode("utf-8-sig")),
                           *((f"trang/{path.relative_to(site).as_posix()}", path) for path in files)])


def pack_data(root: Path, target: Path) -> Path:
    """Write the texts, their records and the tables as one archive; gives ``target``.

    What front matter masks is covered, in the front matter too: an archive is handed on as the pages are.
    """
    found = [path for place in _DATA for path in ([root / place] if (root / place).is_file() else
                                                  sorted((root / place).rglob("*"))) if path.is_file()]
    documents = set(document_files(root / DOCUMENTS_FOLDER))
    return _write(target, [(path.relative_to(root).as_posix(), _covered(path) if path in documents else path)
                           for path in found])


def _covered(path: Path) -> Path | bytes:
    """A document as it may be handed on: its own file, or its words with the private ones covered."""
    mask = read_source(path).front_matter.mask
    return masked(read_text(path), mask)[0].encode() if mask else path


def _write(target: Path, members: Iterable[tuple[str, Path | bytes]]) -> Path:
    """Write an archive whole or not at all; its members stand in a folder of its own name."""
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_name(f".{target.name}")
    try:
        with zipfile.ZipFile(aside, "w") as archive:
            for name, content in members:
                whole = content if isinstance(content, bytes) else content.read_bytes()
                put_into(archive, f"{target.stem}/{name}", whole)
        aside.replace(target)
    finally:
        aside.unlink(missing_ok=True)
    return target


def write_sums(archives: Iterable[Path]) -> Path:
    """The checksums of archives of one folder, in the form that ``sha256sum --check`` reads; gives their file."""
    found = sorted(archives)
    path = found[0].with_name(SUMS)
    path.write_text("".join(f"{_sum(each)}  {each.name}\n" for each in found), encoding="utf-8")
    return path


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
