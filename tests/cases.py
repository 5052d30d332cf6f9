"""Reading the case tables that colleagues extend without Python."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).with_name("cases")


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The one written in C where it is there: it reads the tables eight times as fast."""


def read_yaml(path: Path) -> Any:
    """What a YAML file holds."""
    return yaml.load(path.read_text(encoding="utf-8"), _LOADER)


def load_cases(name: str) -> list[Any]:
    """The rows of one table; a table without rows is an error, not an empty test.

    So is a key of several words: what stands behind a comma that wants quotation marks.
    """
    rows = read_yaml(FOLDER / name)
    if not rows:
        raise ValueError(f"{name}: bảng không có dòng nào")
    for key in (key for row in rows if isinstance(row, dict) for key in row):
        if " " in str(key):
            raise ValueError(f"{name}: “{key}” đứng sau dấu phẩy; đặt cả lời ấy trong ngoặc kép")
    return list(rows)
