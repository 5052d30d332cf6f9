"""What another program may rely on: read a text, read a folder, build a collection, score.

Everything else is the project's own and may change. Examples that run stand in ARCHITECTURE.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from .graph.build import build_collection
from .language.folding import slugify
from .models import Collection, FrontMatter, Record
from .problems import ProblemError, problem
from .quality.figures import score_figures
from .quality.scoring import Score
from .reading.record import read_record
from .registry.tables import load_registry
from .store.documents import read_any_text
from .store.records import record_to_dict


def record_of_text(text: str, name: str = "van-ban", front_matter: FrontMatter | None = None) -> Record:
    """The record of one text; ``text[citation.start:citation.end] == citation.text`` for each of its citations.

    ``name`` becomes its slug; ``front_matter`` holds what a person knows better, None for nothing.
    """
    return read_record(text, slugify(name) or "van-ban", load_registry().grammar, front_matter or FrontMatter())


def records_of_folder(folder: Path) -> tuple[dict[str, Record], dict[str, str]]:
    """The records and the texts of every ``*.txt`` and ``*.md`` below a folder, by slug.

    Raises :class:`vanban.problems.ProblemError` for a file that is no text, whose front matter is not in order or whose
    name is that of another.
    """
    records: dict[str, Record] = {}
    texts: dict[str, str] = {}
    for path in sorted(path for path in folder.rglob("*") if path.suffix.lower() in (".txt", ".md")):
        front, text = read_any_text(path)
        record = record_of_text(text, path.stem, front)
        if record.slug in records:
            raise ProblemError([problem(path, 0, "Tên tệp", f"“{path.name}” trùng với một tệp khác",
                                        "đổi tên để mỗi văn bản có một tên.")])
        records[record.slug], texts[record.slug] = record, text
    return records, texts


def collection_of(records: Mapping[str, Record], texts: Mapping[str, str] | None = None) -> Collection:
    """The instruments that the records hold or cite, and the relations between them; the same in any order."""
    return build_collection(records, texts or {}, load_registry())


def plain_record(record: Record) -> dict[str, Any]:
    """A record as plain data, with the keys of its published schema."""
    return record_to_dict(record)


def figures_of(pairs: Iterable[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> dict[str, float]:
    """Every figure of quality over pairs of an annotated record and a plain one, by the names of ``floors.yaml``."""
    score = Score()
    for number, (annotated, found) in enumerate(pairs):
        score.add(str(number), annotated, found)
    return {name: value for name, value, _ in score_figures(score)}
