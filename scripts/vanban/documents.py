"""The folder of documents: every ``<slug>.md`` with its front matter, and the record beside it.

Reading collects the problems of all files before anything is raised, so that a person mends them in
one go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from .extract import read_record
from .intake.front_matter import read_front_matter
from .intake.text import read_text, split_front_matter
from .models import Document, FrontMatter, Record
from .problems import Problem, ProblemError, problem
from .records import is_safe_slug, save_record
from .registry.tables import Registry

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path("directives/documents")
Say = Callable[[str], None]


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


def record_of(source: Source, registry: Registry) -> Record:
    """Compute the record of one document."""
    return read_record(source.text, source.slug, registry, source.front_matter)


def document_as_computed(source: Source, registry: Registry) -> Document:
    """What the text alone says of the document, without anyone's corrections."""
    return read_record(source.text, source.slug, registry).document


def records_of(sources: Iterable[Source], registry: Registry, say: Say) -> dict[str, Record]:
    """Compute the records of all documents, by slug."""
    return {source.slug: record_of(source, registry) for source in told(tuple(sources), "Đã đọc", say)}


def told(items: tuple[Source, ...], label: str, say: Say) -> Iterator[Source]:
    """Hand on the items, saying every two seconds how far the work has come."""
    last = monotonic()
    for done, item in enumerate(items):
        if monotonic() - last > 2:
            say(f"      {label} {done} trên {len(items)} văn bản …")
            last = monotonic()
        yield item


def write_records(sources: Iterable[Source], found: dict[str, Record]) -> int:
    """Write the record files that are not what was computed; how many were written."""
    return sum(save_record(found[source.slug], source.path.parent) for source in sources)
