"""Documents taken out of the collection: their instruments stay, and their pages say what happened to the text."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from ..problems import Problem, ProblemError, problem
from ..store.documents import DOCUMENTS_FOLDER
from ..store.reasons import says_nothing
from ..store.revisions import in_history, text_at
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


def was_committed(root: Path, slug: str) -> bool:
    """Whether the history of the project holds the document of this name."""
    return in_history(root, f"{DOCUMENTS_FOLDER.as_posix()}/**/{slug}.md")


def faults_of_table(root: Path, base: str, held: Collection[str], known: Collection[str],
                    today: date) -> Iterator[Problem]:
    """Everything wrong with the table of withdrawn documents, row by row and then what is missing in it.

    A row has a day still to come, names a document that there never was, has a reason that says nothing, or names a
    document that is held (again). A row is missing if the revision ``base`` has it and its document is not held.

    ``held`` are the names of all documents, ``known`` every address there is or was (none: whether there was such a
    document is not asked). Raises :class:`ProblemError` for a table that cannot be read.
    """
    rows, before = load_withdrawn(root), _rows_at(root, base)
    for slug, row in rows.items():
        if row.day > today.isoformat():
            yield problem(root / WITHDRAWN_TABLE, row.line, "day", f"{row.day} ở sau hôm nay",
                          "ghi ngày đã rút văn bản.")
        if known and not (slug in known or slug in held or slug in before or was_committed(root, slug)):
            near = get_close_matches(slug, known, 2, 0.8)
            yield problem(root / WITHDRAWN_TABLE, row.line, "slug", f"kho chưa từng có “{slug}”",
                          "ghi đúng tên trong địa chỉ của văn bản đã rút.", "; ".join(near) or None)
        if says_nothing(row.reason):
            yield problem(root / WITHDRAWN_TABLE, row.line, "reason", f"“{row.reason}” không nói vì sao",
                          "lý do hiện trên trang của văn bản.", "văn bản chưa được công khai")
        if slug in held:
            yield problem(root / WITHDRAWN_TABLE, row.line, "slug", f"“{slug}” đang có trong kho mà vẫn ghi là đã rút",
                          "đưa văn bản trở lại thì xóa dòng này; văn bản phải rút thì chạy “make withdraw”.")
    for name in before:
        if name not in rows and name not in held:
            yield problem(root / WITHDRAWN_TABLE, 0, "Văn bản đã rút", f"đã bỏ dòng của “{name}”",
                          "trang của văn bản ấy phải nói vì sao không còn toàn văn; hãy ghi lại dòng ấy.")


def _rows_at(root: Path, revision: str) -> tuple[str, ...]:
    """The documents that the table of a revision names; none where it cannot be read."""
    try:
        rows, _ = read_yaml(text_at(root, revision, WITHDRAWN_TABLE.as_posix()) or "", WITHDRAWN_TABLE)
    except ProblemError:
        return ()
    return tuple(str(row["slug"]) for row in rows if isinstance(row, dict) and row.get("slug")) if rows else ()
