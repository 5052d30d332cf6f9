"""Reading a registry table: a YAML list of rows, checked against a small description of its fields.

Every value is read as text (no YAML guesses such as ``no`` for false), every row keeps its line, and every
problem of a file is reported at once in the words of a maintainer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml

from ..problems import Problem, problem

Kind = Literal["text", "texts", "date"]
_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KIND_WORDS = {
    "text": "một dòng chữ", "texts": "một danh sách trong ngoặc vuông", "date": "ngày dạng năm-tháng-ngày",
}
_KIND_EXAMPLES = {"text": "Kế hoạch", "texts": "[KH, KHLT]", "date": "2025-06-30"}


@dataclass(frozen=True, slots=True)
class Field:
    """What one field of a row may hold; ``choices`` limits each text to a few words."""

    kind: Kind = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    example: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its line in the file and its checked values (missing fields are absent)."""

    line: int
    values: dict[str, str | tuple[str, ...]]

    def text(self, name: str) -> str | None:
        """The value of a text or date field, ``None`` where it is missing."""
        value = self.values.get(name)
        return value if isinstance(value, str) else None

    def texts(self, name: str) -> tuple[str, ...]:
        """The values of a list field, empty where it is missing."""
        value = self.values.get(name)
        return value if isinstance(value, tuple) else ()


def read_rows(path: Path, fields: dict[str, Field], unique: tuple[str, ...]) -> tuple[list[Row], list[Problem]]:
    """Read one table; ``unique`` names the fields that together may occur only once.

    Returns the good rows and every problem found; never raises for what a person may have written.
    """
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=_LOADER)
    except OSError as error:
        return [], [problem(path, 0, "Đọc bảng", f"không đọc được ({error.strerror})", "bảng này phải có mặt.")]
    except UnicodeDecodeError:
        return [], [problem(path, 0, "Bảng mã", "không đúng mã UTF-8", "hãy lưu lại tệp với mã hóa UTF-8.")]
    except yaml.YAMLError as error:
        return [], [_syntax_problem(path, error)]
    if root is None:
        return [], []
    if not isinstance(root, yaml.SequenceNode):
        return [], [problem(path, 1, "Bảng", "không phải danh sách", "mỗi dòng của bảng bắt đầu bằng dấu gạch “- ”.",
                            "- name: Kế hoạch")]
    reader = _Reader(path, fields, unique)
    for node in root.value:
        reader.add(node)
    return reader.rows, reader.problems


def _syntax_problem(path: Path, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 0
    return problem(path, line, "Cú pháp YAML", "dòng này (hoặc dòng ngay trên) viết chưa đúng",
                   "kiểm tra thụt lề, dấu hai chấm và dấu ngoặc kép; chữ có dấu “:” phải đặt trong ngoặc kép.",
                   'name: "Chương trình: giai đoạn 2"')


class _Reader:
    """Collects the rows and problems of one table."""

    def __init__(self, path: Path, fields: dict[str, Field], unique: tuple[str, ...]) -> None:
        self.path, self.fields, self.unique = path, fields, unique
        self.rows: list[Row] = []
        self.problems: list[Problem] = []
        self._first: dict[tuple[object, ...], int] = {}
        self._nodes: set[int] = set()

    def add(self, node: yaml.Node) -> None:
        """Check one row and keep it when it has no problem."""
        line = node.start_mark.line + 1
        before = len(self.problems)
        if not isinstance(node, yaml.MappingNode):
            self._wrong(line, "Dòng của bảng", "không có tên trường", "mỗi dòng gồm các cặp “trường: giá trị”.",
                        "- name: Kế hoạch")
            return
        values: dict[str, str | tuple[str, ...]] = {}
        seen: dict[str, int] = {}
        for key_node, value_node in node.value:
            self._add_value(key_node, value_node, values, seen)
        for name, field in self.fields.items():
            if field.required and name not in seen:
                self._wrong(line, name, "thiếu trường này", "đây là trường bắt buộc.",
                            f"{name}: {field.example or _KIND_EXAMPLES[field.kind]}")
        if len(self.problems) == before:
            self._keep(Row(line, values))

    def _keep(self, row: Row) -> None:
        key = tuple(row.values.get(name) for name in self.unique)
        first = self._first.setdefault(key, row.line)
        if first != row.line:
            shown = ", ".join(str(part) for part in key if part is not None)
            self._wrong(row.line, ", ".join(self.unique), f"“{shown}” đã có ở dòng {first}",
                        "mỗi mục chỉ ghi một lần; hãy gộp hai dòng.")
            return
        self.rows.append(row)

    def _add_value(self, key_node: yaml.Node, node: yaml.Node, values: dict[str, str | tuple[str, ...]],
                   seen: dict[str, int]) -> None:
        line = key_node.start_mark.line + 1
        name = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
        if name in seen:
            self._wrong(line, name, f"trường này đã ghi ở dòng {seen[name]}", "mỗi trường chỉ ghi một lần.")
            return
        seen[name] = line
        field = self.fields.get(name)
        if field is None:
            self._wrong(line, name, "không có trường nào tên như vậy", "các trường được dùng: "
                        + ", ".join(self.fields) + ".")
            return
        value = self._value(name, field, node)
        if value is not None:
            values[name] = value

    def _value(self, name: str, field: Field, node: yaml.Node) -> str | tuple[str, ...] | None:
        if id(node) in self._nodes:
            self._wrong(node.start_mark.line + 1, name, "dùng dấu * để nhắc lại giá trị",
                        "hãy viết đủ giá trị ở từng dòng.")
            return None
        self._nodes.add(id(node))
        if field.kind == "texts" and isinstance(node, yaml.SequenceNode):
            parts = [self._scalar(name, field, part) for part in node.value]
            return None if None in parts else tuple(str(part) for part in parts)
        if field.kind != "texts" and isinstance(node, yaml.ScalarNode):
            return self._scalar(name, field, node)
        found = "một danh sách" if isinstance(node, yaml.SequenceNode) else "một giá trị đơn"
        self._kind_problem(name, field, node, found)
        return None

    def _scalar(self, name: str, field: Field, node: yaml.Node) -> str | None:
        if not isinstance(node, yaml.ScalarNode):
            self._kind_problem(name, field, node, "nhiều giá trị lồng nhau")
            return None
        value = " ".join(node.value.split())
        if not value:
            self._kind_problem(name, field, node, "để trống")
            return None
        if field.choices and value not in field.choices:
            self._wrong(node.start_mark.line + 1, name, f"“{value}”", "chỉ nhận: " + ", ".join(field.choices) + ".")
            return None
        if field.kind == "date" and not _DATE.fullmatch(value):
            self._kind_problem(name, field, node, f"“{value}”")
            return None
        return value

    def _kind_problem(self, name: str, field: Field, node: yaml.Node, found: str) -> None:
        self._wrong(node.start_mark.line + 1, name, found, f"cần {_KIND_WORDS[field.kind]}.",
                    f"{name}: {field.example or _KIND_EXAMPLES[field.kind]}")

    def _wrong(self, line: int, what: str, found: str, expected: str, example: str | None = None) -> None:
        self.problems.append(problem(self.path, line, f"Trường “{what}”" if what in self.fields else what,
                                     found, expected, example))


def dangling(path: Path, rows: list[Row], fields: tuple[str, ...]) -> list[Problem]:
    """References to ids that no row has."""
    known = {row.text("id") for row in rows}
    return [
        problem(path, row.line, f"Trường “{name}”", f"không có dòng nào mang id “{target}”",
                "hãy ghi id của một dòng trong cùng bảng.")
        for row in rows for name in fields
        for target in (row.texts(name) or filter(None, (row.text(name),))) if target not in known
    ]
