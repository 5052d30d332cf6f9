"""Documents taken out of the collection: their instruments stay, and their pages say what happened to the text."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..problems import Problem, ProblemError, problem
from ..store.revisions import text_at
from ..store.rows import read_rows
from ..store.yaml_reader import read_yaml

WITHDRAWN_TABLE = Path("directives/registry/withdrawn.yaml")


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """One document that was taken out: the day (ISO) and why, for readers; the row's line in the table."""

    day: str
    reason: str
    line: int = 0


def load_withdrawn(root: Path) -> dict[str, Withdrawn]:
    """The rows of the table under ``root`` by slug; raises :class:`ProblemError` with everything wrong in them."""
    path = root / WITHDRAWN_TABLE
    rows, problems = read_rows(path) if path.is_file() else ([], [])
    if problems:
        raise ProblemError(problems)
    return {row.text("slug") or "": Withdrawn(row.text("day") or "", row.text("reason") or "", row.line)
            for row in rows}


def misplaced(root: Path, base: str, held: Collection[str]) -> Iterator[Problem]:
    """Rows of documents that are held again, and rows that the revision ``base`` has of documents that are not.

    ``held`` are the names of all documents. Raises :class:`ProblemError` for a table that cannot be read.
    """
    rows = load_withdrawn(root)
    for slug, row in rows.items():
        if slug in held:
            yield problem(root / WITHDRAWN_TABLE, row.line, "slug", f"“{slug}” đang có trong kho mà vẫn ghi là đã rút",
                          "đưa văn bản trở lại thì xóa dòng này; văn bản phải rút thì chạy “make withdraw”.")
    try:
        before, _ = read_yaml(text_at(root, base, WITHDRAWN_TABLE.as_posix()) or "", WITHDRAWN_TABLE)
    except ProblemError:
        return
    for former in before if isinstance(before, list) else ():
        name = str(former.get("slug")) if isinstance(former, dict) else ""
        if name and name not in rows and name not in held:
            yield problem(root / WITHDRAWN_TABLE, 0, "Văn bản đã rút", f"đã bỏ dòng của “{name}”",
                          "trang của văn bản ấy phải nói vì sao không còn toàn văn; hãy ghi lại dòng ấy.")
