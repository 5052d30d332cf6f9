"""Reading on Dask: what comes out is what one process makes of the same texts, whatever happens on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import made_up_documents
import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from distributed import LocalCluster
from vanban.commands import corpus, linking
from vanban.commands.corpus import cut_inputs, read_part
from vanban.graph.build import build_collection
from vanban.models import Collection, Record
from vanban.problems import ProblemError
from vanban.reading.record import read_record
from vanban.registry.grammar import Grammar
from vanban.registry.tables import Registry

TEXTS = made_up_documents.texts(40)
SCRIPT = Path(__file__).parents[1] / "scripts/read_corpus.py"


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of a few documents, buckets of a few mentions."""
    monkeypatch.setattr(corpus, "PART_BYTES", 4_000)
    monkeypatch.setattr(linking, "BUCKET_MENTIONS", 15)


def lines_of(rows: dict[str, str], path: Path) -> Path:
    """Write texts as JSONL."""
    path.write_text("".join(json.dumps({"id": key, "text": text}) + "\n" for key, text in rows.items()),
                    encoding="utf-8")
    return path


def table(out: Path, name: str) -> list[dict[str, Any]]:
    """Every row of one kind."""
    return [row for path in sorted((out / name).glob("*.parquet")) for row in pq.read_table(path).to_pylist()]


def edges(out: Path) -> set[tuple[str, str, str, str, bool, tuple[tuple[str, int], ...]]]:
    """The relations as written."""
    return {(row["source"], row["target"], row["type"], row["certainty"], row["step"],
             tuple((each["id"], each["index"]) for each in row["evidence"])) for row in table(out, "relations")}


def in_memory(registry: Registry, rows: dict[str, str]) -> Collection:
    """The collection as one process makes it in memory."""
    return build_collection({key: read_record(text, key, registry.grammar) for key, text in rows.items()}, {}, registry)


def expected(registry: Registry, rows: dict[str, str]) -> set[Any]:
    """The relations of the collection in memory."""
    return {(r.source, r.target, r.type, r.certainty, r.step, tuple((m.document, m.index) for m in r.evidence))
            for r in in_memory(registry, rows).relations}


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """The address of a cluster inside this process."""
    with LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=2, threads_per_worker=1, processes=False, protocol="tcp", dashboard_address=":0") as cluster:
        yield cluster.scheduler_address


def read(paths: list[Path], out: Path, scheduler: str) -> corpus.Counts:
    """All parts, then the links, on the cluster inside this process."""
    return corpus.read_corpus(paths, out, scheduler, say=lambda words: None)


def test_the_parts_give_the_collection_edge_for_edge(
        tmp_path: Path, registry: Registry, scheduler: str) -> None:
    """From JSONL in many parts and from Parquet in row groups."""
    lines = lines_of(TEXTS, tmp_path / "a.jsonl")
    assert len(cut_inputs([lines])) > 5
    read([lines], tmp_path / "mot", scheduler)
    pq.write_table(pa.table({"id": list(TEXTS), "text": list(TEXTS.values())}), tmp_path / "a.parquet",
                   row_group_size=7)
    read([tmp_path / "a.parquet"], tmp_path / "hai", scheduler)
    assert edges(tmp_path / "mot") == edges(tmp_path / "hai") == expected(registry, TEXTS) != set()
    assert table(tmp_path / "mot", "documents") == table(tmp_path / "hai", "documents")
    for row in table(tmp_path / "mot", "citations"):
        assert TEXTS[row["id"]][row["start"]:row["end"]] == row["text"]


def test_a_bad_document_is_a_row_of_problems(tmp_path: Path, registry: Registry, scheduler: str) -> None:
    path = lines_of(TEXTS, tmp_path / "a.jsonl")
    first = next(iter(TEXTS))
    bad = ['{"id": "x", "text": 5}', "{", '{"text": "a"}', '{"id": "y", "text": "\\ud800"}', "[1]", "[" * 100_000,
           json.dumps({"id": first, "text": "Số: 1/KH-UBND"})]
    with path.open("a", encoding="utf-8") as file:
        file.write("\n".join(bad) + "\n")
    read([path], tmp_path / "ra", scheduler)
    assert len(table(tmp_path / "ra", "problems")) == len(bad)
    assert edges(tmp_path / "ra") == expected(registry, TEXTS)
    assert {row["id"] for row in table(tmp_path / "ra", "documents")} == {*TEXTS}


def test_what_stands_from_the_same_bytes_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = lines_of(TEXTS, tmp_path / "a.jsonl")
    part = cut_inputs([path])[1]
    first = read_part(part, str(tmp_path / "ra"))
    calls: list[str] = []

    def counted(text: str, slug: str, grammar: Grammar) -> Record:
        calls.append(text)
        return read_record(text, slug, grammar)

    monkeypatch.setattr(corpus, "read_record", counted)
    assert read_part(part, str(tmp_path / "ra")) == first and not calls
    (tmp_path / f"ra/citations/part-{part.number:06}.parquet").write_bytes(b"PAR1")
    assert read_part(part, str(tmp_path / "ra")) == first and calls


def test_an_input_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="id và text"):
        cut_inputs([tmp_path / "khong-co.jsonl"])


@pytest.mark.parametrize("begun", ["citations/part-*.parquet", "linking/assigned/[1-9]*.parquet"])
def test_a_killed_worker_loses_nothing(tmp_path: Path, registry: Registry, begun: str) -> None:
    """Workers are killed while they read, and while they link; others take over and the result is the same."""
    rows = {f"{key}-{turn}": f"{text}\n" + "Nội dung đặt ra để thử. " * 400
            for turn in range(12) for key, text in TEXTS.items()}
    path, out = lines_of(rows, tmp_path / "a.jsonl"), tmp_path / "ra"
    code = f"import sys; sys.path.insert(0, {str(SCRIPT.parent)!r}); import read_corpus; " \
           "import vanban.commands.corpus as c, vanban.commands.linking as l; c.PART_BYTES = 200_000; " \
           "l.BUCKET_MENTIONS = 100; sys.exit(read_corpus.main(sys.argv[1:])) if __name__ == '__main__' else None"
    run = subprocess.Popen([sys.executable, "-c", code, str(path), "--out", str(out)], stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE)
    while run.poll() is None and not list(out.glob(begun)):
        time.sleep(0.01)
    workers = [one for one in psutil.Process(run.pid).children(recursive=True)
               if "spawn_main" in " ".join(one.cmdline())]
    os.kill(workers[0].pid, signal.SIGKILL)
    said, errors = run.communicate(timeout=400)
    assert run.returncode == 0, errors.decode()[-2000:]
    assert f"{len(rows)} văn bản" in said.decode()
    assert {row["id"] for row in table(out, "documents")} == {*rows} and not table(out, "problems")
    assert edges(out) == expected(registry, rows)
