"""Rules on the hand-written guides: their links lead to files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from ...problems import Problem, problem
from .rule import Whole, rule

_LINK = re.compile(r"\]\((?!\w+:|#|//)(?P<to>[^)\s#?]+)")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


@rule("guide-link", "error", "Liên kết trong các trang hướng dẫn dẫn tới tệp có thật.")
def guide_link(whole: Whole) -> Iterator[Problem]:
    """Relative links of the hand-written pages that lead to no file; generated folders are proved by the build."""
    made = _generated(whole.root)
    for path in (*sorted(whole.root.glob("*.md")), *sorted((whole.root / "docs").glob("*.md"))):
        if path in made:
            continue
        text = _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), path.read_text(encoding="utf-8"))
        for found in _LINK.finditer(text):
            target = (path.parent / unquote(found["to"])).resolve()
            if not target.exists() and not any(target.is_relative_to(folder) for folder in made):
                yield problem(path, text.count("\n", 0, found.start()) + 1, "Liên kết",
                              f"“{found['to']}” không dẫn tới tệp nào", "hãy sửa đường dẫn hoặc bỏ liên kết.")


def _generated(root: Path) -> set[Path]:
    """What the build makes under ``docs``, as git is told to pass it over."""
    ignored = root / ".gitignore"
    lines = ignored.read_text(encoding="utf-8").splitlines() if ignored.is_file() else []
    return {(root / line.strip("/")).resolve() for line in lines if line.startswith("/docs/")}
