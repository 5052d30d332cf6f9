"""What a file brings: the words of a document, and what a clerk says of it; the two never mix.

Front matter counts only in a ``.md`` file that has nothing but the project's keys there. What any other file says of
itself is material: it never becomes a statement of the clerk.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
import unicodedata
from dataclasses import dataclass, fields, replace
from pathlib import Path

from ..intake import Intake, read_file
from ..models import FrontMatter
from ..problems import Problem, ProblemError, problem
from ..store.decoding import MAX_TEXT_BYTES, read_text, split_front_matter, too_large
from ..store.front_matter import is_front_matter, read_front_matter
from ..store.originals import MAX_ORIGINAL_BYTES, ORIGINAL_KINDS

COLUMNS = ("file", "source", "url", "retrieved", "topics", "slug")
_FOREIGN = re.compile(r"\s*(?:[\w .-]{1,40}:(?:\s.*)?|[-#\s].*)?\Z")


@dataclass(frozen=True, slots=True)
class Brought:
    """One document as it is to be added: its text, what the clerk says of it, the name it is to have (``None``: by
    its number), and ``notes`` on how it was read and what was left out.

    ``original`` are the bytes of the file and its suffix where the project keeps such files beside the text.
    ``document_starts`` are those of :class:`Intake`.
    """

    path: Path
    text: str
    front: FrontMatter
    slug: str | None = None
    notes: tuple[str, ...] = ()
    original: tuple[str, bytes] | None = None
    document_starts: tuple[tuple[int, int], ...] = ()


def bring(path: Path, said: FrontMatter, slug: str | None = None,
          keep_foreign: bool = False) -> list[Brought | ProblemError]:
    """Read the documents of one file (an archive can have several, some of which cannot be read).

    What was ``said`` on the command line stands above what the file says. Raises :class:`ProblemError` for a file
    that cannot be read.
    """
    found = read_file(path)
    alone = slug if len(found) == 1 else None
    return [each if isinstance(each, ProblemError) else
            _tried(each, path / each.member if each.member else path, said, alone, keep_foreign) for each in found]


def _tried(found: Intake, path: Path, said: FrontMatter, slug: str | None,
           keep_foreign: bool) -> Brought | ProblemError:
    """One document, or what is wrong with it: it keeps no other of its file out."""
    try:
        return _brought(found, path, said, slug, keep_foreign)
    except ProblemError as error:
        return error


def _brought(found: Intake, path: Path, said: FrontMatter, slug: str | None, keep_foreign: bool) -> Brought:
    text = _exact(path, found.text) if found.kind == "text" else found.text
    if len(text.encode()) > MAX_TEXT_BYTES:
        raise ProblemError([too_large(path, len(text.encode()))])
    notes = tuple(f"Bỏ ra ngoài: {each}" for each in found.left_out)
    if found.kind != "text" or "UTF-8" not in found.how:
        notes = (f"Cách đọc: {found.how}", *notes)
    if found.proofread:
        notes = (*notes, "Chữ do máy nhận dạng từ ảnh: phải đọc soát từng dòng với bản gốc")
    original = found.original if found.original and _may_be_kept(*found.original) else None
    front = replace(said, recognised=found.proofread,
                    original_sha256=hashlib.sha256(original[1]).hexdigest() if original else None)
    brought = Brought(path, text, front, slug, notes, original, found.document_starts)
    head, rest, _ = split_front_matter(text) if found.kind == "text" else (None, text, 1)
    if head is None:
        return brought
    if path.suffix.lower() == ".md" and is_front_matter(head):
        written = read_front_matter(head, path)
        given = {each.name: value for each in fields(said) if (value := getattr(said, each.name))}
        return replace(brought, text=rest, front=replace(written, **given))
    foreign = all(_FOREIGN.match(line) for line in head.split("\n")) and ":" in head
    if keep_foreign or not foreign:
        return brought
    return replace(brought, text=rest, notes=(
        *notes, f"Bỏ ra ngoài: phần đầu tệp của chương trình khác (giữ lại: --keep-front-matter): {head.strip()}"))


def _exact(path: Path, text: str) -> str:
    """The text of a plain file to the last letter and line end, where it is UTF-8; else as it was decoded."""
    try:
        return read_text(path)
    except ProblemError:
        return text


def _may_be_kept(suffix: str, content: bytes) -> bool:
    return suffix in ORIGINAL_KINDS and len(content) <= MAX_ORIGINAL_BYTES


def files_in(paths: list[Path]) -> list[Path]:
    """The files to add: those named, and of a folder every file in it that is not hidden, by name."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(each for each in path.rglob("*") if each.is_file() and not each.name.startswith((".", "~")))
        found += inside if path.is_dir() else [path]
    return found


def read_sources_table(path: Path) -> dict[str, dict[str, str]]:
    """What a table (CSV, one row a file) says of each file, by the file's name.

    Raises :class:`ProblemError` for a table without the column ``file``, with unknown columns or one of them twice, a
    file twice, more cells than columns, or a quotation mark that nothing closes.
    """
    rows = csv.DictReader(io.StringIO(read_text(path).removeprefix("\ufeff"), newline=""), strict=True)
    try:
        columns, told = [*(rows.fieldnames or ())], [(rows.line_num, row) for row in rows]
    except csv.Error as error:
        raise ProblemError([problem(path, rows.line_num, "Bảng nguồn", f"không đọc được ({error})",
                                    "dấu ngoặc kép mở thì phải đóng trong cùng một ô.")]) from None
    if "file" not in columns or set(columns) - set(COLUMNS) or len(set(columns)) < len(columns):
        raise ProblemError([problem(path, 1, "Bảng nguồn", f"có các cột {', '.join(columns) or 'trống'}",
                                    f"cần cột file; chỉ dùng các cột: {', '.join(COLUMNS)}.")])
    found: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    for line, row in told:
        if None in row:
            problems.append(problem(path, line, "Bảng nguồn", "có nhiều ô hơn cột",
                                    "ô có dấu phẩy thì đặt trong ngoặc kép.", '"Cổng thông tin, tỉnh A"'))
            continue
        values = {key: value.strip() for key, value in row.items() if value and value.strip()}
        if any("\n" in value for value in values.values()):
            problems.append(problem(path, line, "Bảng nguồn", "một ô dài quá một dòng",
                                    "dấu ngoặc kép mở thì phải đóng trong cùng một dòng."))
        name = unicodedata.normalize("NFC", values.pop("file", ""))
        if name in found or not name:
            problems.append(problem(path, line, "file", f"“{name}” ghi hai lần" if name else "để trống",
                                    "mỗi tệp một dòng."))
        found[name] = values
    if problems:
        raise ProblemError(problems)
    return found


def said_of(row: dict[str, str], said: FrontMatter) -> FrontMatter:
    """What a row of the table says of its file, over what was said of all."""
    topics = tuple(topic.strip() for topic in row.get("topics", "").split(";") if topic.strip())
    return replace(said, source=row.get("source", said.source), url=row.get("url", said.url),
                   retrieved=row.get("retrieved", said.retrieved), topics=topics or said.topics)
