"""Front matter: what a person wrote above a document's text, read strictly and with line numbers.

Corrections replace computed fields of :class:`models.Document`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import yaml

from ..models import LEVELS, Correction, Document, FrontMatter
from ..problems import Problem, ProblemError, problem
from .block_reader import NULLS, BlockReader, node_of, shown

SCALARS = ("source", "url", "retrieved", "original")
KEYS = (*SCALARS, "topics", "corrections")
CORRECTION_KEYS = ("field", "value", "reason")
LISTS = ("addressed_to", "recipients")
FIELDS = tuple(field.name for field in fields(Document))
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_UNSAFE_NAME = re.compile(r'[\\:*?"<>|\x00-\x1f]')
_SAMPLE = "source: Cổng thông tin điện tử tỉnh Bình Phước"


class _Reader(BlockReader):
    """Reads corrections too."""

    def correction(self, node: yaml.Node) -> Correction | None:
        """One correction; ``None`` when it cannot be used."""
        before = len(self.problems)
        parts = self.mapping(node, CORRECTION_KEYS)
        name = self.text(parts.get("field"), "field")
        reason = self.text(parts.get("reason"), "reason")
        if name not in FIELDS:
            self.wrong(parts.get("field", node), "field", f"“{shown(name)}” không phải trường của văn bản",
                       f"một trong: {', '.join(FIELDS)}.")
        if not reason:
            self.wrong(parts.get("reason", node), "reason", "chưa có lý do",
                       "ghi căn cứ của việc sửa.", "reason: theo bản gốc có dấu, trang 1")
        if "value" not in parts:
            self.wrong(node, "value", "chưa có giá trị", "ghi giá trị đúng, hoặc null nếu văn bản không có.")
        if len(self.problems) > before or name is None or reason is None:
            return None
        value = self.value(name, parts["value"])
        return Correction(name, value, reason, node.start_mark.line + self.first_line)

    def value(self, name: str, node: yaml.Node) -> object:
        """The corrected value in the form its field has."""
        if name in LISTS:
            return self.texts(node, name)
        value = self.text(node, name)
        if value is not None and name == "date" and not is_date(value):
            self.wrong(node, "date", f"“{shown(value)}” chưa đúng dạng", "năm-tháng-ngày có thật.", "2015-07-28")
        if value is not None and name == "level" and value not in LEVELS:
            self.wrong(node, "level", f"“{shown(value)}” không có trong quy định", f"một trong: {', '.join(LEVELS)}.")
        return value


def is_date(value: str) -> bool:
    """Whether ``value`` is a day that exists, written YYYY-MM-DD."""
    if not _ISO.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _check_scalars(reader: _Reader, parts: dict[str, yaml.Node], values: dict[str, str | None]) -> None:
    url, retrieved, original = values["url"], values["retrieved"], values["original"]
    if url and not is_web_address(url):
        reader.wrong(parts["url"], "url", f"“{shown(url)}” không phải địa chỉ trang web",
                     "bắt đầu bằng https:// hoặc http://.", "https://binhphuoc.gov.vn/van-ban/31")
    if retrieved and not is_date(retrieved):
        reader.wrong(parts["retrieved"], "retrieved", f"“{shown(retrieved)}” chưa đúng dạng",
                     "năm-tháng-ngày có thật.", "2025-03-14")
    if original and not is_plain_name(original):
        reader.wrong(parts["original"], "original", f"“{shown(original)}” không phải tên tệp",
                     "chỉ ghi tên tệp đặt trong thư mục originals.", "31-kh-ubnd-2023-binh-phuoc.pdf")


def is_web_address(value: str) -> bool:
    """Whether ``value`` is an http(s) address of a named host, without spaces or a password."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc and " " not in value


def is_plain_name(value: str) -> bool:
    """Whether ``value`` names a file in the same folder and nothing else, on every system."""
    return PurePosixPath(value).name == value and not value.startswith(".") and not _UNSAFE_NAME.search(value)


def is_front_matter(block: str) -> bool:
    """Whether a block between ``---`` lines is the project's: every key at its margin is a known one.

    Files from elsewhere carry front matter of their own, which is part of their text here.
    """
    found = re.findall(r"^([^\s#:-][^:\n]*):", block, re.MULTILINE)
    return bool(found) and all(key in KEYS for key in found)


def read_front_matter(block: str | None, path: str | Path, first_line: int = 2) -> FrontMatter:
    """Read the block between the ``---`` lines (``None`` where there is none); ``first_line`` is its line in the file.

    Raises :class:`ProblemError` with every problem of the block.
    """
    reader = _Reader(path, first_line, _SAMPLE)
    node = node_of(block, reader) if block is not None else None
    if reader.problems:
        raise ProblemError(reader.problems)
    if node is None:
        return FrontMatter()
    parts = reader.mapping(node, KEYS)
    values = {key: reader.text(parts.get(key), key) for key in SCALARS}
    _check_scalars(reader, parts, values)
    topics = reader.texts(parts.get("topics"), "topics")
    corrections = _corrections(reader, parts.get("corrections"))
    if reader.problems:
        raise ProblemError(reader.problems)
    return FrontMatter(**values, topics=topics, corrections=corrections)


def _corrections(reader: _Reader, node: yaml.Node | None) -> tuple[Correction, ...]:
    if node is None or (isinstance(node, yaml.ScalarNode) and node.value in NULLS):
        return ()
    if not isinstance(node, yaml.SequenceNode):
        reader.wrong(node, "corrections", "không phải danh sách", "mỗi chỗ sửa bắt đầu bằng “- field:”.")
        return ()
    read = [correction for item in node.value if (correction := reader.correction(item))]
    for index, correction in enumerate(read):
        if any(other.field == correction.field for other in read[:index]):
            reader.problems.append(problem(
                reader.path, correction.line, "corrections", f"trường “{correction.field}” được sửa hai lần",
                "mỗi trường chỉ sửa một lần."))
    return tuple(read)


def needless(document: Document, corrections: tuple[Correction, ...], path: str | Path) -> Iterator[Problem]:
    """A problem for every correction that says what is computed anyway; ``document`` is before corrections."""
    for correction in corrections:
        if getattr(document, correction.field) == correction.value:
            yield problem(path, correction.line, "corrections",
                          f"chỗ sửa “{correction.field}” nay trùng với kết quả đọc tự động",
                          "hãy xóa chỗ sửa này, không còn cần nữa.")
