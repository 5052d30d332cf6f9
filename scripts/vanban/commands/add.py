"""Bringing a new text into the folder of documents: its slug, its front matter and its record.

The text itself goes in as it was received. Nothing is written before everything is known to be good,
and nothing that exists is replaced.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bs4 import BeautifulSoup

from ..graph.identity import expected_slug
from ..models import FrontMatter
from ..problems import ProblemError, problem
from ..registry.tables import Registry
from ..store.decoding import read_text, split_front_matter
from ..store.documents import Source
from ..store.front_matter import read_front_matter
from ..store.records import is_safe_slug, save_record
from ..store.yaml_writer import block
from .documents import record_of

PLAIN = (".txt", ".md")
PAGES = (".html", ".htm")
_APART = ("address", "article", "blockquote", "div", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "p", "pre",
          "section", "table", "tr")


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


def new_source(path: Path, folder: Path, registry: Registry, given: FrontMatter, slug: str | None = None) -> Source:
    """What ``path`` becomes in ``folder``; front matter that the file already has is kept."""
    head, text, first_line = split_front_matter(text_of(path))
    front = read_front_matter(head, path) if head is not None else given
    source = Source("van-ban", path, text, first_line, front)
    name = slug or expected_slug(record_of(source, registry))
    if not name or not is_safe_slug(name):
        raise ProblemError([problem(
            path, 0, "Tên tệp", f"“{name}”" if name else "văn bản không cho biết số, năm để đặt tên",
            "hãy chọn tên bằng --slug, chỉ gồm chữ thường không dấu, chữ số, gạch nối.",
            "--slug 31-kh-ubnd-2023-binh-phuoc")])
    target = folder / f"{name}.md"
    if target.exists() or target.with_suffix(".yaml").exists():
        raise ProblemError([problem(target, 0, "Tên tệp", "đã có văn bản này trong kho",
                                    "hãy sửa tệp đang có; không ghi đè.")])
    return replace(source, slug=name, path=target)


def file_content(source: Source) -> bytes:
    """The whole file: front matter between its lines, then the text as it was received."""
    front = source.front_matter
    head: dict[str, object] = {
        key: value for key in ("source", "url", "retrieved", "original") if (value := getattr(front, key))}
    if front.topics:
        head["topics"] = list(front.topics)
    if front.corrections:
        head["corrections"] = [
            {"field": each.field, "value": list(each.value) if isinstance(each.value, tuple) else each.value,
             "reason": each.reason} for each in front.corrections]
    return "\n".join(["---", *block(head), "---", ""]).encode() + source.text.encode()


def add_document(path: Path, folder: Path, registry: Registry, given: FrontMatter, slug: str | None = None) -> Path:
    """Add one text with its record; the new file. Raises :class:`ProblemError` before anything is written."""
    source = new_source(path, folder, registry, given, slug)
    content = file_content(source)
    head, _, first_line = split_front_matter(content.decode())
    front = read_front_matter(head, source.path)
    record = record_of(replace(source, front_matter=front, first_line=first_line), registry)
    folder.mkdir(parents=True, exist_ok=True)
    with source.path.open("xb") as file:
        file.write(content)
    try:
        save_record(record, folder)
    except BaseException:
        source.path.unlink()
        raise
    return source.path
