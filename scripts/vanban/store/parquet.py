"""Tables of a corpus as Parquet files, each written whole or not at all (needs pyarrow, an extra of the project)."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq


def write_table(path: Path, schema: pa.Schema, rows: list[dict[str, Any]], made_of: str = "") -> None:
    """Write a file beside and put it in place when it is whole; it carries a digest of what it was made of."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{uuid4().hex}~")
    table = pa.Table.from_pylist(rows, schema.with_metadata({"made_of": made_of}))
    try:
        pq.write_table(table, aside, compression="zstd")
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def made_of(path: Path) -> str | None:
    """What a table was made of; ``None`` where there is none or it is no table."""
    try:
        return str((pq.read_schema(path).metadata or {}).get(b"made_of", b"").decode())
    except (OSError, pa.ArrowInvalid):
        return None


def read_table_rows(folder: Path) -> list[dict[str, Any]]:
    """All rows of the tables in one folder."""
    return [row for path in sorted(folder.glob("*.parquet")) for row in pq.ParquetFile(path).read().to_pylist()]
