"""Front matter: what a person wrote above a document's text, read strictly and with line numbers.

Its corrections replace computed fields of :class:`models.Document`, or what was read of single citations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..models import Correction, Document, FrontMatter, SeenRemark
from ..problems import Problem, ProblemError, problem
from .schemas import schema, schema_problems
from .yaml_reader import read_yaml

_SCHEMA = "front_matter"
FRONT_MATTER_KEYS = tuple(schema(_SCHEMA)["properties"])
_ONLY_OURS = frozenset(("mask", "corrections", "seen", "annex_of", "recognised", "original_sha256"))
"""Keys that no other program's front matter has: a block with one is the project's, whatever else stands in it."""
_KEY = re.compile(r"""^["']?([^\s#:"'-][^:\n"']*?)["']?[ \t]*:(?=\s|$)""", re.MULTILINE)
_LONGEST = 20_000
"""Characters of a block."""


def is_front_matter(block: str) -> bool:
    """Whether a block between ``---`` lines is the project's: every key at its margin is a known one, in any case and
    in quotes too, or one of them is nobody else's; what is wrong in it is told when it is read.

    Files from elsewhere carry front matter of their own, which is part of their text here.
    """
    found = {key.casefold() for key in _KEY.findall(block)}
    return bool(found) and (found.issubset(FRONT_MATTER_KEYS) or not found.isdisjoint(_ONLY_OURS))


def read_front_matter(block: str | None, path: str | Path, first_line: int = 2) -> FrontMatter:
    """Read the block between the ``---`` lines (``None`` where there is none); ``first_line`` is its line in the file.

    Raises :class:`ProblemError` with every problem of the block.
    """
    data, problems = read_block(block or "", path, _SCHEMA, first_line)
    if problems:
        raise ProblemError(problems)
    return FrontMatter(
        source=data.get("source"), url=data.get("url"), retrieved=data.get("retrieved"),
        original=data.get("original"), original_sha256=data.get("original_sha256"),
        topics=tuple(data.get("topics") or ()), mask=tuple(data.get("mask") or ()),
        corrections=tuple(_correction(row, line) for row, line in _rows(data, "corrections")),
        seen=tuple(SeenRemark(row["rule"], row["reason"], line) for row, line in _rows(data, "seen")),
        recognised=bool(data.get("recognised")), annex_of=data.get("annex_of"))


def _rows(data: dict[str, Any], key: str) -> Iterator[tuple[dict[str, Any], int]]:
    """The rows of a list, each with its line in the file; none where the key is absent or empty."""
    rows = data.get(key) or ()
    return zip(rows, getattr(rows, "lines", ()), strict=True)


def read_block(block: str, path: str | Path, name: str, first_line: int = 2) -> tuple[dict[str, Any], list[Problem]]:
    """The data of a block (empty for none) with everything in which it is not what the schema ``name`` says.

    Raises :class:`ProblemError` for a block that is no YAML.
    """
    data, problems = read_yaml(block, path, first_line, max_characters=_LONGEST)
    data = {} if data is None else data
    return data, problems + schema_problems(data, name, path, first_line)


def _correction(row: dict[str, Any], line: int) -> Correction:
    value = row.get("value")
    return Correction(field=row.get("field") or "", value=tuple(value) if isinstance(value, list) else value,
                      reason=row["reason"], line=line, citation=row.get("citation"), ignore=bool(row.get("ignore")),
                      relation=row.get("relation"))


def needless_corrections(document: Document, corrections: tuple[Correction, ...],
                         path: str | Path) -> Iterator[Problem]:
    """A problem for every correction of a field that says what is computed anyway; ``document`` is as computed, before
    corrections.
    """
    for correction in corrections:
        if correction.field and getattr(document, correction.field) == correction.value:
            yield problem(path, correction.line, "corrections",
                          f"chỗ sửa “{correction.field}” nay trùng với kết quả đọc tự động",
                          "hãy xóa chỗ sửa này, không còn cần nữa.")
