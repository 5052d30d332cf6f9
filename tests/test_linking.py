"""Linking by joins: whatever is put into which bucket, what comes out is the collection made in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from cases import load_cases
from collections_for_tests import citation_of, gold_records, record_of, records_of
from distributed import Client, LocalCluster
from vanban.commands import linking
from vanban.graph.build import build_collection
from vanban.models import Record
from vanban.registry.body_keys import BodyKeys
from vanban.registry.tables import Registry
from vanban.store.parquet import read_table_rows, write_table

SHOWN = ("key", "slug", "number", "type", "date", "title", "document")


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    """A cluster inside this process."""
    with LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=2, threads_per_worker=1, processes=False, protocol="tcp", dashboard_address=":0") as cluster, \
            Client(cluster) as client:  # type: ignore[no-untyped-call]
        yield client


def every_case() -> dict[str, Record]:
    """The mentions of every case of identity, in one collection, with the five annotated documents."""
    found = gold_records()
    for number, case in enumerate(load_cases("identity.yaml")):
        found |= {f"{number:03}-{slug}": replace(record, slug=f"{number:03}-{slug}")
                  for slug, record in records_of(case["mentions"])[0].items()}
    return found


def made_up() -> dict[str, Record]:
    """Made-up documents whose names begin alike and that cite what nothing else tells of; a series of three years;
    a plan whose issuer one of many mentions tells, and a description that only that issuer leads to it.
    """
    alike = {name: record_of(name, [citation_of({"type": "Công văn", "number": "7"})])
             for name in ("a" * 60 + "-mot", "a" * 60 + "-hai")}
    series = {f"ke-hoach-{year}": record_of(
        f"ke-hoach-{year}", [], type="Kế hoạch", number=f"{year - 2000}/KH-UBND", date=f"{year}-02-03",
        issuing_body="Ủy ban nhân dân tỉnh Bình Phước", title=f"Tuyên truyền phòng, chống tội phạm năm {year}")
        for year in (2020, 2021, 2023)}
    plan = {"type": "Đề án", "subject": "phòng, chống tội phạm thử nghiệm có tổ chức", "year": 2020}
    dated = plan | {"number": "15/ĐA-XYZ", "date": "2020-05-05"}
    body = {"body": "Ủy ban nhân dân tỉnh Bình Phước"}
    described = plan | body | {"class": "described", "name": "đề án phòng, chống tội phạm thử nghiệm có tổ chức"}
    told = [*[dated] * 6, dated | body, described]
    return alike | series | {f"de-an-{at}": record_of(f"de-an-{at}", [citation_of(row)], date="2026-01-01")
                             for at, row in enumerate(told)}


def linked(client: Client, out: Path, records: Mapping[str, Record], registry: Registry) -> Path:
    """Link records that lie in two parts; where the tables are."""
    bodies = BodyKeys(registry)
    parts: list[list[dict[str, Any]]] = [[], []]
    for number, record in enumerate(records.values()):
        parts[number % 2] += linking.mention_rows(record, number % 2, bodies)
    for number, rows in enumerate(parts):
        write_table(out / f"mentions/part-{number:06}.parquet", linking.MENTION_COLUMNS, rows)
    assert linking.link(client, out, sum(map(len, parts))) == []
    return out


@pytest.mark.parametrize("mentions_a_bucket", [1, 40, 1_000_000])
def test_linking_in_buckets_gives_the_collection(
        tmp_path: Path, registry: Registry, client: Client, monkeypatch: pytest.MonkeyPatch,
        mentions_a_bucket: int) -> None:
    """Keys, addresses and relations with their proofs, in a folder whose name a query could stumble over."""
    monkeypatch.setattr(linking, "BUCKET_MENTIONS", mentions_a_bucket)
    records = every_case() | made_up()
    out = linked(client, tmp_path / "kết quả [1] d'Or", records, registry)
    collection = build_collection(records, {}, registry)
    assert [(*(row[name] for name in SHOWN), row["mentions"]) for row in read_table_rows(out / "instruments")] == [
        (*(getattr(each, name) for name in SHOWN), len(each.mentions)) for each in collection.instruments.values()]
    relations = [(row["source"], row["target"], row["type"], row["certainty"], row["step"],
                  [(at["id"], at["index"]) for at in row["evidence"]]) for row in read_table_rows(out / "relations")]
    assert sorted(relations) == sorted((each.source, each.target, each.type, each.certainty, each.step,
                                        [(at.document, at.index) for at in each.evidence])
                                       for each in collection.relations)
    assert {"series", "implements", "basis"} <= {each.type for each in collection.relations}
    assert any(each.slug.endswith("-2") and each.slug.startswith("cong-van-07") for each in
               collection.instruments.values())
    assert not (out / "linking").exists()


def test_tables_are_the_same_whatever_the_order(tmp_path: Path, registry: Registry, client: Client) -> None:
    records = every_case()
    one = linked(client, tmp_path / "mot", records, registry)
    other = linked(client, tmp_path / "hai", dict(reversed(records.items())), registry)
    for name in ("relations", "instruments"):
        tables = [pq.read_table(folder / name) for folder in (one, other)]
        assert tables[0].num_rows and tables[0] == tables[1]
