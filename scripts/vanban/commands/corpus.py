"""What ``read_corpus.py`` does: read more texts than one machine holds, on Dask, from Parquet or JSONL into Parquet.

Every part of the input is one task, the same pure function of its bytes wherever and however often it runs; what it
found is written aside and takes its place whole. So a worker that dies loses nothing: its parts are read by another,
and a run that was stopped goes on where it was. What was read is linked by :mod:`.linking`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from distributed import Client, LocalCluster

from ..models import Record
from ..problems import ProblemError, problem
from ..reading.record import read_record
from ..registry.body_keys import BodyKeys
from ..registry.tables import REGISTRY_FOLDER, Registry, load_registry
from ..store.cache import code_digest, digest_of_files, digest_of_parts
from ..store.parquet import made_of, write_table
from ..store.records import record_to_dict
from .documents import Log
from .linking import MENTION_COLUMNS, RETRIES, link, mention_rows

PART_BYTES = 8_000_000
"""Of a JSONL file one task reads; of a Parquet file it reads a row group."""
_SHOWN = ("number", "type", "date", "issuing_body", "level", "title", "signer")
_TEXTS = pa.string()
DOCUMENT_COLUMNS = pa.schema([("id", _TEXTS), *((name, _TEXTS) for name in _SHOWN), ("document", _TEXTS)])
CITATION_COLUMNS = pa.schema([("id", _TEXTS), ("index", pa.int32()), ("start", pa.int64()), ("end", pa.int64()),
                       *((name, _TEXTS) for name in ("text", "relation", "number", "instrument", "citation"))])
PROBLEM_COLUMNS = pa.schema([("input", _TEXTS), ("row", pa.int64()), ("id", _TEXTS), ("problem", _TEXTS)])
WRITTEN = {"documents": DOCUMENT_COLUMNS, "citations": CITATION_COLUMNS, "problems": PROBLEM_COLUMNS,
           "mentions": MENTION_COLUMNS}
"""The tables that reading writes, a file for each part."""


class Part(NamedTuple):
    """What one task reads: bytes ``start`` to ``end`` of a JSONL file, or row group ``start`` of a Parquet file."""

    number: int
    path: str
    start: int
    end: int


class Counts(NamedTuple):
    """How much was read: documents, citations, documents that could not be."""

    documents: int
    citations: int
    problems: int


def read_corpus(inputs: Sequence[Path], out: Path, scheduler: str | None = None, workers: int = 2,
                say: Log = print) -> Counts:
    """Read every input into ``out`` (``documents``, ``citations``, ``problems``), then link (``relations``,
    ``instruments``); on the cluster of ``scheduler``, else on so many processes of this machine.
    """
    parts = cut_inputs(inputs)
    with ExitStack() as stack:
        where = scheduler or stack.enter_context(LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=workers, threads_per_worker=1, dashboard_address=":0"))
        client = stack.enter_context(Client(where))  # type: ignore[no-untyped-call]
        say(f"Đọc {len(parts)} phần …")
        tasks = client.map(read_part, parts, out=str(out.resolve()), retries=RETRIES, pure=False)
        found = [Counts(*counts) for counts in client.gather(tasks)]
        _forget_others(out, len(parts))
        read = Counts(*map(sum, zip(*found, strict=True))) if found else Counts(0, 0, 0)
        say(f"Liên kết {read.documents} văn bản, {read.citations} viện dẫn …")
        repeated = link(client, out.resolve(), read.documents + read.citations)
    write_table(out / "problems/twice.parquet", PROBLEM_COLUMNS, [
        {"input": parts[part].path, "row": 0, "id": key, "problem": "id trùng; bản đầu được dùng"}
        for key, part in repeated])
    return Counts(read.documents - len(repeated), read.citations, read.problems + len(repeated))


def _forget_others(out: Path, parts: int) -> None:
    """Remove what an earlier run left of parts that are no more, and what a worker that died left half written."""
    for path in out.glob("*/.*~"):
        path.unlink()
    for path in out.glob("*/part-*.parquet"):
        if path.parent.name in WRITTEN and int(path.stem[5:]) >= parts:
            path.unlink()


def cut_inputs(inputs: Sequence[Path]) -> list[Part]:
    """The inputs cut into parts, the same for the same files; raises :class:`ProblemError` for what is no input."""
    found: list[tuple[str, int, int]] = []
    for path in inputs:
        if path.suffix == ".parquet" and path.is_file():
            found += ((str(path.resolve()), group, 0) for group in range(pq.ParquetFile(path).num_row_groups))
        elif path.suffix == ".jsonl" and path.is_file():
            found += ((str(path.resolve()), start, end) for start, end in _cut(path))
        else:
            raise ProblemError([problem(path, 0, "Tệp vào", "không đọc được", "cần tệp .jsonl hoặc .parquet có "
                                        "hai cột id và text.")])
    return [Part(number, *each) for number, each in enumerate(found)]


def _cut(path: Path) -> Iterator[tuple[int, int]]:
    """Where the parts of a JSONL file begin and end, each at the end of a line."""
    size, start = path.stat().st_size, 0
    with path.open("rb") as file:
        while start < size:
            file.seek(min(start + PART_BYTES, size))
            file.readline()
            yield start, file.tell()
            start = file.tell()


@cache
def _tables() -> tuple[Registry, BodyKeys, str]:
    """The registry, its keys of bodies, and a digest of the code and the tables: once a worker."""
    registry = load_registry()
    tables = digest_of_files(REGISTRY_FOLDER.glob("*.yaml"), REGISTRY_FOLDER)
    return registry, BodyKeys(registry), digest_of_parts(code_digest(), tables)


def read_part(part: Part, out: str) -> Counts:
    """Read the texts of one part and write what was found; what stands there already from the same bytes stays."""
    registry, bodies, version = _tables()
    rows = list(_rows(part))
    digest = digest_of_parts(version, *(f"{key}\n{text}" for key, text in rows))
    tables = {name: Path(out, name, f"part-{part.number:06}.parquet") for name in WRITTEN}
    if all(made_of(path) == digest for path in tables.values()):
        return Counts(*(pq.read_metadata(tables[name]).num_rows for name in Counts._fields))
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in WRITTEN}
    known: set[str] = set()
    for number, (key, text) in enumerate(rows):
        try:
            record = read_record(_checked(text), _checked(key), registry.grammar)
            if key in known:
                raise ValueError("id trùng; bản đầu được dùng")
            mentions = list(mention_rows(record, part.number, bodies))
        except Exception as error:  # one bad document is told, the others are read
            found["problems"].append({"input": part.path, "row": number,
                                      "id": str(key).encode("utf-8", "replace").decode(),
                                      "problem": f"{type(error).__name__}: {error}"[:500]})
        else:
            known.add(key)
            found["documents"].append(_document(record))
            found["citations"] += _citations(record)
            found["mentions"] += mentions
    for name, schema in WRITTEN.items():
        write_table(tables[name], schema, found[name], digest)
    return Counts(*(len(found[name]) for name in Counts._fields))


def _checked(value: object) -> str:
    """A text that can be written again; raises ``TypeError`` or ``ValueError`` for anything else."""
    if not isinstance(value, str):
        raise TypeError("cần id và text là chữ")
    value.encode()
    return value


def _rows(part: Part) -> Iterator[tuple[Any, Any]]:
    """Id and text of every row of a part; ``None`` where there is none."""
    if part.path.endswith(".parquet"):
        table = pq.ParquetFile(part.path).read_row_group(part.start, columns=["id", "text"])
        yield from zip(table["id"].to_pylist(), table["text"].to_pylist(), strict=True)
        return
    with Path(part.path).open("rb") as file:
        file.seek(part.start)
        for line in file.read(part.end - part.start).splitlines():
            try:
                row = json.loads(line) if line.strip() else {}
            except (ValueError, RecursionError):
                row = {"id": line[:80].decode("utf-8", "replace")}
            if row:
                yield (row.get("id"), row.get("text")) if isinstance(row, dict) else (None, None)


def _document(record: Record) -> dict[str, Any]:
    plain = record_to_dict(record)["document"]
    return {"id": record.slug, **{name: plain[name] for name in _SHOWN}, "document": json.dumps(plain)}


def _citations(record: Record) -> Iterator[dict[str, Any]]:
    for index, row in enumerate(record_to_dict(record)["citations"]):
        yield {"id": record.slug, "index": index, "citation": json.dumps(row), **{
            name: row[name] for name in ("start", "end", "text", "relation", "number", "instrument")}}
