"""What ``parse_documents.py`` does: the record of any text, of lines of texts, of the whole folder."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from ..language.folding import slugify
from ..problems import ProblemError, problem
from ..reading.record import read_record
from ..registry.tables import load_registry
from ..store.documents import DOCUMENTS_FOLDER, ROOT, read_any_text, read_sources
from ..store.files import sweep
from ..store.records import record_to_dict
from .documents import records_of, write_records
from .kept import KeptRecords


def print_record(path: Path, out: TextIO) -> None:
    """Print the record of one text file as JSON; raises :class:`ProblemError` when it cannot be read."""
    front, text = read_any_text(path)
    record = read_record(text, slugify(path.stem) or "van-ban", load_registry().grammar, front)
    json.dump(record_to_dict(record), out, ensure_ascii=False, indent=1)
    out.write("\n")


def parse_lines(lines: Iterable[bytes], out: TextIO) -> None:
    """Read ``{"id", "text"}`` lines, print ``{"id", "document", "citations"}`` lines in the same order.

    Raises :class:`ProblemError` at the first line that is not such an object; the lines before it stand.
    """
    grammar = load_registry().grammar
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        row = _row(line, number)
        data = record_to_dict(read_record(row["text"], "van-ban", grammar))
        result = {"id": row["id"], "document": data["document"], "citations": data["citations"]}
        out.write(json.dumps(result, ensure_ascii=False) + "\n")


def _row(line: bytes, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
        json.dumps(row, ensure_ascii=False).encode()  # half a letter, as "\ud800", could not be written again
        if isinstance(row["text"], str) and "id" in row:
            return dict(row)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise ProblemError([problem("<stdin>", number, "Dòng JSON", "không đọc được",
                                'cần một đối tượng có "id" và "text".', '{"id": "1", "text": "KẾ HOẠCH …"}')])


def refresh_records(root: Path = ROOT) -> str:
    """Bring every record up to date; a one-line summary in Vietnamese."""
    sweep(root / DOCUMENTS_FOLDER)
    registry = load_registry(root / DOCUMENTS_FOLDER.parent / "registry")
    sources = read_sources(root / DOCUMENTS_FOLDER)
    kept = KeptRecords(root)
    found = records_of(sources, registry, print, kept)
    written = write_records(sources, found, kept)
    return f"{len(sources)} văn bản, {written} bản ghi mới hoặc thay đổi."
