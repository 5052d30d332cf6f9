"""What a file brings: the words of a document, and what a clerk says of it; the two never mix.

Front matter counts only in a ``.md`` file that has nothing but the project's keys there. What any other file says of
itself is material: it never becomes a statement of the clerk.
"""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, fields, replace
from pathlib import Path

from bs4 import BeautifulSoup

from ..models import FrontMatter
from ..problems import Problem, ProblemError, problem
from ..store.decoding import read_text, split_front_matter
from ..store.front_matter import is_front_matter, read_front_matter

PLAIN = (".txt", ".md")
PAGES = (".html", ".htm")
COLUMNS = ("file", "source", "url", "retrieved", "topics", "slug")
_APART = ("address", "article", "blockquote", "div", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "pre",
          "section", "table", "tr")
_FOREIGN = re.compile(r"\s*(?:[\w .-]{1,40}:(?:\s.*)?|[-#\s].*)?\Z")


@dataclass(frozen=True, slots=True)
class Brought:
    """One file as it is to be added: its text, what the clerk says of it, the name it is to have (``None``: by its
    number), and lines at its beginning that were another program's front matter (kept out of the text)."""

    path: Path
    text: str
    front: FrontMatter
    slug: str | None = None
    foreign: str | None = None


def bring(path: Path, said: FrontMatter, slug: str | None = None, keep_foreign: bool = False) -> Brought:
    """Read one file; what was ``said`` on the command line stands above what the file says.

    Raises :class:`ProblemError` for a file that cannot be read.
    """
    text = text_of(path)
    head, rest, _ = split_front_matter(text) if path.suffix.lower() in PLAIN else (None, text, 1)
    if head is None:
        return Brought(path, text, said, slug)
    if path.suffix.lower() == ".md" and is_front_matter(head):
        written = read_front_matter(head, path)
        given = {each.name: value for each in fields(said) if (value := getattr(said, each.name))}
        return Brought(path, rest, replace(written, **given), slug)
    foreign = all(_FOREIGN.match(line) for line in head.split("\n")) and ":" in head
    return Brought(path, text, said, slug) if keep_foreign or not foreign else Brought(path, rest, said, slug, head)


def text_of(path: Path) -> str:
    """The text of a file somebody brings; raises :class:`ProblemError` for a kind that is not read."""
    suffix = path.suffix.lower()
    if suffix in PLAIN:
        return read_text(path)
    if suffix in PAGES:
        return text_of_page(read_text(path))
    raise ProblemError([problem(
        path, 0, "Loại tệp", f"“{suffix or 'không có đuôi'}” chưa đọc tự động được",
        "hãy mở bằng phần mềm tương ứng, lưu thành văn bản thuần (.txt), mã UTF-8, rồi thêm tệp đó.")])


def text_of_page(html: str) -> str:
    """The words of a web page, a line for every paragraph; scripts and styles are left out."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup(["script", "style", "template", "noscript", "head"]):
        tag.decompose()
    for tag in soup("br"):
        tag.replace_with("\n")
    for tag in soup(_APART):
        tag.append("\n\n")
    lines = (line.strip() for line in soup.get_text().split("\n"))
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept)


def files_in(paths: list[Path]) -> list[Path]:
    """The files to add: those named, and for a folder every file of a kind that is read, by name."""
    found: list[Path] = []
    for path in paths:
        found += sorted(each for each in path.rglob("*") if each.suffix.lower() in PLAIN + PAGES and each.is_file()
                        ) if path.is_dir() else [path]
    return found


def read_sources_table(path: Path) -> dict[str, dict[str, str]]:
    """What a table (CSV, one row a file) says of each file, by the file's name.

    Raises :class:`ProblemError` for a table without the column ``file``, with unknown columns or a file twice.
    """
    rows = csv.DictReader(io.StringIO(read_text(path).removeprefix("\ufeff")))
    columns = [*(rows.fieldnames or ())]
    if "file" not in columns or set(columns) - set(COLUMNS):
        raise ProblemError([problem(path, 1, "Bảng nguồn", f"có các cột {', '.join(columns) or 'trống'}",
                                    f"cần cột file; chỉ dùng các cột: {', '.join(COLUMNS)}.")])
    found: dict[str, dict[str, str]] = {}
    problems: list[Problem] = []
    for row in rows:
        values = {key: value.strip() for key, value in row.items() if key and value and value.strip()}
        name = values.pop("file", "")
        if name in found or not name:
            problems.append(problem(path, rows.line_num, "file", f"“{name}” ghi hai lần" if name else "để trống",
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
