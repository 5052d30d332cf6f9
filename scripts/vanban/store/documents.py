"""The folder of documents: every ``<slug>.md`` with its front matter, and the record beside it.

Documents stand in folders of years or in the folder itself; the address comes from the file's name alone.
Reading collects the problems of all files before anything is raised, so that a person mends them in one go.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ..models import FrontMatter
from ..problems import Problem, ProblemError, problem
from .decoding import read_text, split_front_matter
from .front_matter import is_front_matter, read_front_matter
from .records import is_safe_slug

DOCUMENTS_FOLDER = Path("directives/documents")
MASKED = "█"
"""Stands for each letter that front matter masks, so that every place in the text stays where it was."""
UNDATED = "khong-ro-nam"
"""The folder of documents whose year nobody knows."""
_YEAR = "[12][0-9][0-9][0-9]"


def _project() -> Path:
    own = Path(__file__).resolve().parents[3]
    return own if (own / DOCUMENTS_FOLDER.parent / "registry").is_dir() else Path.cwd()


ROOT = _project()
"""The project that holds this package; for an installed package the folder in which it is called."""
_FOLDERS = (ROOT / DOCUMENTS_FOLDER.parent / "registry", Path(__file__).parents[1] / "registry" / "data")
REGISTRY_FOLDER = next((folder for folder in _FOLDERS if folder.is_dir()), _FOLDERS[0])
"""The project's tables; those an installed package brings along where it is called outside a project."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document file as a person keeps it; ``text`` begins on ``first_line`` of the file.

    ``text`` has masked words covered; ``unmasked`` are those to mask that it does not hold. ``head`` is the
    front matter as written.
    """

    slug: str
    path: Path
    text: str
    first_line: int
    front_matter: FrontMatter
    head: str = ""
    unmasked: tuple[str, ...] = ()

    @property
    def record_path(self) -> Path:
        """Where the record of this document stands."""
        return self.path.with_suffix(".yaml")

    @property
    def folder(self) -> Path:
        """The folder of all documents."""
        return self.path.parent.parent if is_year(self.path.parent.name) else self.path.parent

    def line_of_key(self, key: str, words: str = "") -> int:
        """The line of the file where a key of the front matter stands, or where ``words`` follow it; 1 for none."""
        lines = self.head.split("\n")
        at = next((number for number, line in enumerate(lines) if line.startswith(f"{key}:")), None)
        if at is None:
            return 1
        return 2 + next((number for number in range(at, len(lines)) if words in lines[number]), at)


class FileParts(NamedTuple):
    """A document file cut in two: front matter (``None`` where there is none), text and the text's first line."""

    head: str | None
    text: str
    first_line: int


def document_files(folder: Path) -> list[Path]:
    """Every document file of a folder and its folders of years, by name."""
    return _files(folder, ".md")


def record_files(folder: Path) -> list[Path]:
    """Every record file of a folder and its folders of years, by name."""
    return _files(folder, ".yaml")


def _files(folder: Path, suffix: str) -> list[Path]:
    found = [*folder.glob(f"*{suffix}"), *folder.glob(f"{_YEAR}/*{suffix}"), *folder.glob(f"{UNDATED}/*{suffix}")]
    return sorted(found, key=lambda path: (path.name, path))


def is_year(name: str) -> bool:
    """Whether a folder of that name holds the documents of a year, or those without one."""
    return name == UNDATED or re.fullmatch(_YEAR, name) is not None


def read_parts(path: Path) -> FileParts:
    """Read one document file up to its front matter; raises :class:`ProblemError` with what is wrong in it.

    A link or a pipe is not read: what it leads to is not part of the collection, and a pipe never ends.
    """
    if path.is_symlink() or not path.is_file():
        raise ProblemError([problem(path, 0, "Tệp", "không phải tệp thường (liên kết, ống dẫn hoặc thư mục)",
                                    "hãy thay bằng chính tệp văn bản.")])
    if not is_safe_slug(path.stem):
        raise ProblemError([problem(
            path, 0, "Tên tệp", f"“{path.stem}”", "chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối.",
            "31-kh-ubnd-2023-binh-phuoc.md")])
    parts = FileParts(*split_front_matter(read_text(path)))
    if not parts.text.strip("\ufeff \t\r\n"):
        raise ProblemError([problem(path, parts.first_line, "Nội dung tệp", "không có văn bản sau phần đầu tệp",
                                    "cần có toàn văn của văn bản.")])
    return parts


def read_source(path: Path) -> Source:
    """Read one document file; raises :class:`ProblemError` with everything that is wrong in it."""
    return source_of(path, read_parts(path))


def source_of(path: Path, parts: FileParts) -> Source:
    """A document of its file's parts; raises :class:`ProblemError` for what is wrong in its front matter."""
    front = read_front_matter(parts.head, path)
    text, unmasked = masked(parts.text, front.mask)
    return Source(path.stem, path, text, parts.first_line, front, parts.head or "", unmasked)


def read_any_text(path: Path) -> tuple[FrontMatter, str]:
    """What front matter says of a text file from anywhere, and its text with the words to mask covered.

    Front matter of another program is part of the text. Raises :class:`ProblemError` for what cannot be read.
    """
    whole = read_text(path)
    block, text, _ = split_front_matter(whole)
    if block is not None and not is_front_matter(block):
        block, text = None, whole
    front = read_front_matter(block, path)
    return front, masked(text, front.mask)[0]


def masked(text: str, mask: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The text with every letter of the words to mask covered, and those words it does not hold."""
    unmasked = []
    for words in mask:
        pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
        covered = pattern.sub(lambda found: re.sub(r"\S", MASKED, found.group()), text)
        if covered == text:
            unmasked.append(words)
        text = covered
    return text, tuple(unmasked)


def read_sources(folder: Path = ROOT / DOCUMENTS_FOLDER) -> tuple[Source, ...]:
    """Read every document of a folder in the order of their slugs; raises the problems of all files at once."""
    sources: list[Source] = []
    problems: list[Problem] = []
    for path in document_files(folder):
        try:
            sources.append(read_source(path))
        except ProblemError as error:
            problems.extend(error.problems)
    if problems:
        raise ProblemError(problems)
    return tuple(sources)
