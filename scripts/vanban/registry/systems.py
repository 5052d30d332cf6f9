"""The table of governing systems: which bodies stand at the head of the Party, the state, the unions, the rest."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from ..problems import Problem, problem
from ..store.rows import read_rows

SYSTEMS_FILE = "governing_systems.yaml"


@dataclass(frozen=True, slots=True)
class System:
    """One row: the system's name, the ids of the bodies at its head, a body that belongs to it."""

    name: str
    bodies: tuple[str, ...]
    example: str


def read_systems(folder: Path, known: Collection[str]) -> tuple[tuple[System, ...], list[Problem]]:
    """The rows of the table and everything wrong with it; ``known`` are the ids of all bodies."""
    path = folder / SYSTEMS_FILE
    rows, problems = read_rows(path)
    first: dict[str, int] = {}
    for row in rows:
        for body in row.texts("bodies"):
            if body not in known:
                problems.append(problem(path, row.line, "bodies", f"không có cơ quan nào mang id “{body}”",
                                        "hãy ghi id của một dòng trong issuing_bodies.yaml."))
            if first.setdefault(body, row.line) != row.line:
                problems.append(problem(path, row.line, "bodies", f"“{body}” đã có ở dòng {first[body]}",
                                        "mỗi cơ quan chỉ đứng đầu một hệ thống."))
    return tuple(System(row.text("name") or "", row.texts("bodies"), row.text("example") or "")
                 for row in rows), problems
