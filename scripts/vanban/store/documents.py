"""The folder of documents: every ``<slug>.md`` with its front matter, and the record beside it.

Reading collects the problems of all files before anything is raised, so that a person mends them in
one go.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..models import FrontMatter
from ..problems import Problem, ProblemError, problem
from .decoding import read_text, split_front_matter
from .front_matter import read_front_matter
from .records import is_safe_slug

ROOT = Path(__file__).resolve().parents[3]
FOLDER = Path("directives/documents")


@dataclass(frozen=True, slots=True)
class Source:
    """One document file as a person keeps it; ``text`` begins on ``first_line`` of the file."""

    slug: str
    path: Path
    text: str
    first_line: int
    front_matter: FrontMatter

    @property
    def record_path(self) -> Path:
        """Where the record of this document stands."""
        return self.path.with_suffix(".yaml")


def read_source(path: Path) -> Source:
    """Read one document file; raises :class:`ProblemError` with everything that is wrong in it."""
    if not is_safe_slug(path.stem):
        raise ProblemError([problem(
            path, 0, "Tên tệp", f"“{path.stem}”", "chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối.",
            "31-kh-ubnd-2023-binh-phuoc.md")])
    block, text, first_line = split_front_matter(read_text(path))
    if not text.strip("\ufeff \t\r\n"):
        raise ProblemError([problem(path, first_line, "Nội dung tệp", "không có văn bản sau phần đầu tệp",
                                    "cần có toàn văn của văn bản.")])
    return Source(path.stem, path, text, first_line, read_front_matter(block, path))


def read_sources(folder: Path = ROOT / FOLDER) -> tuple[Source, ...]:
    """Read every document of a folder in the order of their slugs; raises the problems of all files at once."""
    sources: list[Source] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.md")):
        try:
            sources.append(read_source(path))
        except ProblemError as error:
            problems.extend(error.problems)
    if problems:
        raise ProblemError(problems)
    return tuple(sources)










