"""Documents taken out of the collection: their instruments stay, and their pages say what happened to the text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..problems import ProblemError
from ..store.rows import read_rows

TABLE = Path("directives/registry/withdrawn.yaml")


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """One document that was taken out: the day (ISO) and why, for readers; the row's line in the table."""

    day: str
    reason: str
    line: int = 0


def load_withdrawn(root: Path) -> dict[str, Withdrawn]:
    """The rows of the table under ``root`` by slug; raises :class:`ProblemError` with everything wrong in them."""
    path = root / TABLE
    rows, problems = read_rows(path) if path.is_file() else ([], [])
    if problems:
        raise ProblemError(problems)
    return {row.text("slug") or "": Withdrawn(row.text("day") or "", row.text("reason") or "", row.line)
            for row in rows}
