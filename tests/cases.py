"""Reading the case tables that colleagues extend without Python."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).with_name("cases")


def load_cases(name: str) -> list[Any]:
    """The rows of one table; a table without rows is an error, not an empty test.

    So is a key of several words: what stands behind a comma that wants quotation marks.
    """
    rows = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    if not rows:
        raise ValueError(f"{name}: bảng không có dòng nào")
    for key in (key for row in rows if isinstance(row, dict) for key in row):
        if " " in str(key):
            raise ValueError(f"{name}: “{key}” đứng sau dấu phẩy; đặt cả lời ấy trong ngoặc kép")
    return list(rows)
