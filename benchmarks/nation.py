#!/usr/bin/env python3
"""Reading and linking on a cluster of this machine: documents a second, memory a worker, and one process beside it.

  python benchmarks/nation.py [--corpus FOLDER] [--documents N] [--alone]     texts read and linked
  python benchmarks/nation.py --link N [--corpus FOLDER]                      linking alone

The texts are those of the folder, else made-up ones (synthetic), once, or again and again up to N documents. In a copy
every number without a year (31/KH-UBND) is shifted, so that copies are documents of other bodies, while the laws they
cite are one and are cited by all of them. ``--alone`` reads and links the same in one process in memory and compares
every relation, exit 1 where one differs. ``--link`` reads the texts once and multiplies the records instead, where
reading N texts would take hours. Times are processor time of all workers; wall time stands beside.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

from distributed import Client, LocalCluster
from extraction import peak_memory
from make_collection import documents as made_documents
from msgspec.structs import replace
from vanban.commands import linking
from vanban.commands.corpus import read_corpus
from vanban.graph.build import build_collection
from vanban.language.numbers import parts_of
from vanban.models import Record
from vanban.reading.record import read_record
from vanban.registry.body_keys import BodyKeys
from vanban.registry.tables import load_registry
from vanban.store.parquet import read_table_rows, write_table
from vanban.store.records import record_from_dict

_WITHOUT_YEAR = re.compile(r"(?<![\d/.,-])\d{1,4}(?=[/-][A-ZĐ])")
_STEP = 53
Edge = tuple[str, str, str, str, bool, tuple[tuple[str, int], ...]]


def shifted(words: str, copy: int) -> str:
    """The words with every number that has no year moved on by as many steps as the copy has."""
    return _WITHOUT_YEAR.sub(lambda found: str(int(found[0]) + copy * _STEP), words) if copy else words


def texts_of(folder: Path | None, count: int) -> Iterator[tuple[str, str]]:
    """Id and text of ``count`` documents (0: each once), copies numbered behind the id."""
    if folder:
        paths = sorted(path for path in folder.rglob("*") if path.suffix in (".txt", ".md"))
        texts = [(path.stem, path.read_text(encoding="utf-8", errors="replace")) for path in paths]
    else:
        texts = [(made.slug, text) for made, text, _ in made_documents(min(count or 500, 2_000), 1)]
    for place, (key, text) in enumerate(islice(cycle(texts), count or len(texts))):
        copy = place // len(texts)
        yield f"{key}-{copy}" if copy else key, shifted(text, copy)


class Watch:
    """What the workers did since the last look."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.wall, self.work = perf_counter(), self._work()

    def _work(self) -> float:
        return float(sum(self.client.run(process_time).values()))

    def say(self, what: str, documents: int) -> None:
        """Print what a stage took, and begin the next."""
        wall, work = perf_counter(), self._work()
        peaks = self.client.run(peak_memory).values()
        print(f"{what}: {documents:,} documents, {work - self.work:.1f} s of processor on {len(peaks)} workers, "
              f"{documents / (work - self.work):.1f} documents/s of processor; {wall - self.wall:.1f} s wall, "
              f"{documents / (wall - self.wall):.1f} documents/s; most a worker held {max(peaks):.0f} MB", flush=True)
        self.wall, self.work = wall, work


def edges_of_tables(out: Path) -> set[Edge]:
    """The relations that were written."""
    return {(row["source"], row["target"], row["type"], row["certainty"], row["step"],
             tuple((each["id"], each["index"]) for each in row["evidence"]))
            for row in read_table_rows(out / "relations")}


def alone(lines: Path) -> tuple[set[Edge], float, float]:
    """The relations as one process makes them in memory; its processor time for reading and for linking."""
    registry = load_registry()
    start = process_time()
    rows = [json.loads(line) for line in lines.open(encoding="utf-8")]
    records = {row["id"]: read_record(row["text"], row["id"], registry.grammar) for row in rows}
    read = process_time()
    relations = build_collection(records, {}, registry).relations
    return {(each.source, each.target, each.type, each.certainty, each.step,
             tuple((at.document, at.index) for at in each.evidence)) for each in relations}, read - start, \
        process_time() - read


def multiply(base: str, out: str, copy: int, most: int) -> tuple[int, int]:
    """Write the mentions of one copy of the documents read; how many documents and mentions those are."""
    bodies = BodyKeys(load_registry())
    rows: list[dict[str, Any]] = []
    records = 0
    for record in islice(records_of(base), most):
        rows += linking.mention_rows(as_copy(record, copy), copy, bodies)
        records += 1
    write_table(Path(out, "mentions", f"part-{copy:06}.parquet"), linking.MENTION_COLUMNS, rows)
    return records, len(rows)


@cache
def records_of(base: str) -> tuple[Record, ...]:
    """The records that a run wrote, read once a worker."""
    cited: dict[str, list[Any]] = {}
    for row in read_table_rows(Path(base, "citations")):
        cited.setdefault(row["id"], []).append(json.loads(row["citation"]))
    return tuple(record_from_dict({"schema": 1, "slug": row["id"], "document": json.loads(row["document"]),
                                   "citations": cited.get(row["id"], [])})
                 for row in read_table_rows(Path(base, "documents")))


def as_copy(record: Record, copy: int) -> Record:
    """A record as the shifted text would give it."""
    if not copy:
        return record
    return Record(f"{record.slug}-{copy}", "", 0, _moved(record.document, copy), (), tuple(
        replace(_moved(each, copy), instrument=shifted(each.instrument, copy)) for each in record.citations))


def _moved(said: Any, copy: int) -> Any:
    number = shifted(said.number, copy) if said.number else None
    return said if number == said.number else replace(said, number=number, number_parts=parts_of(number))


def link_at_size(client: Client, base: Path, out: Path, count: int, held: int) -> None:
    """Multiply the records read into ``base`` up to ``count`` documents and link those."""
    watch = Watch(client)
    copies = range(-(-count // held))
    made = client.gather([client.submit(  # type: ignore[no-untyped-call]
        multiply, str(base), str(out), copy, min(held, count - copy * held), pure=False) for copy in copies])
    documents, mentions = (sum(column) for column in zip(*made, strict=True))
    watch.say("multiplied", documents)
    linking.link(client, out, mentions)
    watch.say(f"linked {mentions:,} mentions", documents)



def measure(arguments: argparse.Namespace, folder: Path) -> int:
    """Run what was asked; 1 where one process gives another result."""
    lines, out = folder / "texts.jsonl", folder / "out"
    with lines.open("w", encoding="utf-8") as file:
        count = sum(bool(file.write(json.dumps({"id": key, "text": text}, ensure_ascii=False) + "\n"))
                    for key, text in texts_of(arguments.corpus, arguments.documents))
    print(f"{count:,} texts, {lines.stat().st_size / 1e6:.1f} MB", flush=True)
    with LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=arguments.workers, threads_per_worker=1, dashboard_address=":0") as cluster, \
            Client(cluster) as client:  # type: ignore[no-untyped-call]
        watch, stages = Watch(client), iter(("started", "read"))
        found = read_corpus([lines], out, cluster.scheduler_address, say=lambda _: watch.say(next(stages), count))
        watch.say("linked", count)
        print(f"{found.documents:,} documents, {found.citations:,} citations, {found.problems} problems")
        if arguments.link:
            link_at_size(client, out, folder / "multiplied", arguments.link, found.documents)
    if not arguments.alone:
        return 0
    edges, read, linked = alone(lines)
    same = edges == edges_of_tables(out)
    print(f"one process: read {read:.1f} s, linked {linked:.1f} s, {peak_memory():.0f} MB; {len(edges):,} relations, "
          f"{'the same' if same else 'NOT the same'}")
    return not same


def main() -> int:
    """Parse the command line and measure in a folder that goes afterwards."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, help="folder of .txt and .md files")
    parser.add_argument("--documents", type=int, default=0, help="how many texts to read (default: each once)")
    parser.add_argument("--link", type=int, default=0, help="how many documents' records to link besides")
    parser.add_argument("--bucket", type=int, default=linking.BUCKET_MENTIONS, help="mentions a task links, about")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--alone", action="store_true", help="compare with one process in memory")
    parser.add_argument("--work", type=Path, help="folder for what is made meanwhile (default: a temporary one)")
    arguments = parser.parse_args()
    linking.BUCKET_MENTIONS = arguments.bucket
    folder = Path(tempfile.mkdtemp(prefix="nation-", dir=arguments.work))
    try:
        return measure(arguments, folder)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
