"""Reading a registry table: a YAML list of rows, checked against the JSON Schema that bears the table's name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from ..problems import Problem, ProblemError, problem
from .schemas import schema_problems
from .yaml_reader import read_yaml_file


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its line in the file and its checked values (missing fields are absent)."""

    line: int
    values: dict[str, object]

    def text(self, name: str) -> str | None:
        """The value of a text, number or date field, ``None`` where it is missing."""
        value = self.values.get(name)
        return None if value is None else str(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """The values of a list field, empty where it is missing."""
        value = self.values.get(name)
        return tuple(map(str, value)) if isinstance(value, list) else ()


def read_rows(path: Path) -> tuple[list[Row], list[Problem]]:
    """The rows of one table without those that have a problem, and every problem found.

    Never raises for what a person may have written.
    """
    try:
        data, problems = read_yaml_file(path)
    except ProblemError as error:
        return [], list(error.problems)
    problems += schema_problems(data, path.stem, path)
    if not isinstance(data, list):
        return [], problems
    wrong = {found.line for found in problems}
    return [Row(line, row) for line, row in zip(data.lines, data, strict=True)  # type: ignore[attr-defined]
            if isinstance(row, dict) and not wrong & {line, *row.lines.values()}], problems  # type: ignore[attr-defined]


def dangling_references(path: Path, rows: list[Row], fields: tuple[str, ...]) -> list[Problem]:
    """References to ids that no row has."""
    known = {row.text("id") for row in rows}
    return [
        problem(path, row.line, name, f"không có dòng nào mang id “{target}”",
                "hãy ghi id của một dòng trong cùng bảng.")
        for row in rows for name in fields
        for target in (row.texts(name) or filter(None, (row.text(name),))) if target not in known
    ]


def circular_references(path: Path, rows: list[Row], fields: tuple[str, ...]) -> list[Problem]:
    """For each field, the first circle of rows that lead to each other by it: of two bodies, one is above the other."""
    lines = {row.text("id"): row.line for row in rows}
    problems = []
    for name in fields:
        try:
            TopologicalSorter({row.text("id"): row.texts(name) or list(filter(None, (row.text(name),)))
                               for row in rows}).prepare()
        except CycleError as error:
            circle = error.args[1][::-1]  # graphlib tells it from what is led to
            problems.append(problem(path, lines.get(circle[0], 1), name,
                                    f"các dòng dẫn vòng về nhau: {' → '.join(circle)}",
                                    "hãy bỏ trường này ở dòng ghi sai."))
    return problems


def missing_rows(path: Path, rows: list[Row], name: str, wanted: Iterable[str]) -> list[Problem]:
    """The values of a field that no row has and a grammar is made of: empty, it would match anything."""
    written = {row.text(name) for row in rows}
    return [problem(path, 1, name, f"không có dòng nào mang “{value}”",
                    "máy đọc cần ít nhất một dòng; hãy lấy lại dòng đã xóa, hoặc bảng đi cùng phiên bản này.")
            for value in wanted if value not in written]
