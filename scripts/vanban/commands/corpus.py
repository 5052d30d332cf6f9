"""What ``read_corpus.py`` does: read more texts than one machine holds, on Dask, from Parquet or JSONL into Parquet.

Every part of the input is one task, the same pure function of its bytes wherever and however often it runs; what it
found is written aside and takes its place whole. So a worker that dies loses nothing: its parts are read by another,
and a run that was stopped goes on where it was. Linking is one task over the narrow rows of all documents.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq
from distributed import Client, LocalCluster

from ..graph.build import build_collection
from ..models import Record
from ..problems import ProblemError, problem
from ..reading.record import read_record
from ..registry.tables import Registry, load_registry
from ..store.cache import code_digest, digest_of_parts
from ..store.records import record_from_dict, record_to_dict
from .documents import Log

PART_BYTES = 8_000_000
"""Of a JSONL file one task reads; of a Parquet file it reads a row group."""
RETRIES = 5
_SHOWN = ("number", "type", "date", "issuing_body", "level", "title", "signer")
_TEXTS = pa.string()
DOCUMENT_COLUMNS = pa.schema([("id", _TEXTS), *((name, _TEXTS) for name in _SHOWN), ("document", _TEXTS)])
CITATION_COLUMNS = pa.schema([("id", _TEXTS), ("index", pa.int32()), ("start", pa.int64()), ("end", pa.int64()),
                       *((name, _TEXTS) for name in ("text", "relation", "number", "instrument", "citation"))])
PROBLEM_COLUMNS = pa.schema([("input", _TEXTS), ("row", pa.int64()), ("id", _TEXTS), ("problem", _TEXTS)])
RELATION_COLUMNS = pa.schema([
    ("source", _TEXTS), ("target", _TEXTS), ("type", _TEXTS), ("certainty", _TEXTS), ("step", pa.bool_()),
    ("evidence", pa.list_(pa.struct([("id", _TEXTS), ("index", pa.int32())])))])
INSTRUMENT_COLUMNS = pa.schema([*((name, _TEXTS) for name in ("key", "number", "type", "date", "title", "document")),
                                ("mentions", pa.int64())])


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
    cluster = None if scheduler else LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=workers, threads_per_worker=1, dashboard_address=None)
    with Client(scheduler or cluster) as client:  # type: ignore[no-untyped-call]
        say(f"Đọc {len(parts)} phần …")
        tasks = client.map(read_part, parts, out=str(out.resolve()), retries=RETRIES, pure=False)
        found = [Counts(*counts) for counts in client.gather(tasks)]
        _forget_others(out, len(parts))
        twice = client.submit(link_parts, str(out.resolve()), len(parts), retries=RETRIES, pure=False).result()
    if cluster:
        cluster.close()
    return Counts(sum(each.documents for each in found) - twice, sum(each.citations for each in found),
                  sum(each.problems for each in found) + twice)


def _forget_others(out: Path, parts: int) -> None:
    """Remove what an earlier run left of parts that are no more."""
    for path in out.glob("*/part-*.parquet"):
        if path.parent.name in ("documents", "citations", "problems") and int(path.stem[5:]) >= parts:
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
def _tables() -> tuple[Registry, str]:
    """The registry, and a digest of the code: once a worker."""
    return load_registry(), code_digest()


def read_part(part: Part, out: str) -> Counts:
    """Read the texts of one part and write what was found; what stands there already from the same bytes stays."""
    registry, version = _tables()
    rows = list(_rows(part))
    made_of = digest_of_parts(version, *(f"{key}\n{text}" for key, text in rows))
    names = {name: Path(out, name, f"part-{part.number:06}.parquet") for name in ("documents", "citations", "problems")}
    if all(_made_of(path) == made_of for path in names.values()):
        return Counts(*(pq.read_metadata(path).num_rows for path in names.values()))
    documents: list[dict[str, Any]] = []
    citations: list[dict[str, Any]] = []
    problems: list[dict[str, Any]] = []
    known: set[str] = set()
    for number, (key, text) in enumerate(rows):
        try:
            record = read_record(_checked(text), _checked(key), registry.grammar)
            if key in known:
                raise ValueError("id trùng; bản đầu được dùng")
            known.add(key)
        except Exception as error:  # one bad document is told, the others are read
            problems.append({"input": part.path, "row": number,
                             "id": str(key).encode("utf-8", "replace").decode(),
                             "problem": f"{type(error).__name__}: {error}"[:500]})
        else:
            documents.append(_document(record))
            citations += _citations(record)
    for name, schema, found in (("documents", DOCUMENT_COLUMNS, documents), ("citations", CITATION_COLUMNS, citations),
                                ("problems", PROBLEM_COLUMNS, problems)):
        _write(names[name], schema, found, made_of)
    return Counts(len(documents), len(citations), len(problems))


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
            except ValueError:
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


def link_parts(out: str, parts: int) -> int:
    """Link the documents of all parts, write relations and instruments; how many ids stood twice (the first counts)."""
    records: dict[str, Record] = {}
    twice: list[dict[str, Any]] = []
    for number in range(parts):
        name = f"part-{number:06}.parquet"
        cited: dict[str, list[Mapping[str, Any]]] = {}
        for row in pq.read_table(Path(out, "citations", name), columns=["id", "citation"]).to_pylist():
            cited.setdefault(row["id"], []).append(json.loads(row["citation"]))
        for row in pq.read_table(Path(out, "documents", name), columns=["id", "document"]).to_pylist():
            if row["id"] in records:
                twice.append({"input": out, "row": 0, "id": row["id"], "problem": "id trùng; bản đầu được dùng"})
                continue
            records[row["id"]] = record_from_dict({
                "schema": 1, "slug": row["id"], "document": json.loads(row["document"]),
                "citations": cited.get(row["id"], [])})
    collection = build_collection(records, {}, _tables()[0])
    _write(Path(out, "problems", "twice.parquet"), PROBLEM_COLUMNS, twice, "")
    _write(Path(out, "relations", "part-000000.parquet"), RELATION_COLUMNS, [
        {"source": each.source, "target": each.target, "type": each.type, "certainty": each.certainty,
         "step": each.step, "evidence": [{"id": m.document, "index": m.index} for m in each.evidence]}
        for each in collection.relations], "")
    _write(Path(out, "instruments", "part-000000.parquet"), INSTRUMENT_COLUMNS, [
        {"key": each.key, "number": each.number, "type": each.type, "date": each.date, "title": each.title,
         "document": each.document, "mentions": len(each.mentions)} for each in collection.instruments.values()], "")
    return len(twice)


def _write(path: Path, schema: pa.Schema, rows: list[dict[str, Any]], made_of: str) -> None:
    """Write a file whole or not at all, with what it was made of."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}~")
    pq.write_table(pa.Table.from_pylist(rows, schema.with_metadata({"made_of": made_of})), aside)
    aside.replace(path)


def _made_of(path: Path) -> str | None:
    try:
        return str((pq.read_schema(path).metadata or {}).get(b"made_of", b"").decode())
    except (OSError, pa.ArrowInvalid):
        return None
