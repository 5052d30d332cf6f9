"""The collection as tables for other programs: CSV, JSON and SQLite with the same columns, and what each means."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from ...models import Collection, RecipientRole
from ...store.archives import zipped
from ..generated import GeneratedFile
from ..names import body_address
from ..site import Site
from ..words import say

DATA_FOLDER = "du-lieu"
_ROLES: dict[RecipientRole, str] = {"addressed": "kinh_gui", "recipient": "noi_nhan", "file": "luu"}
_VERSION = slice(96, 100)
"""Bytes of an SQLite file that only tell which version of the program wrote it."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its file name, what it holds, its columns with their meaning, its rows."""

    name: str
    meaning: str
    columns: tuple[tuple[str, str], ...]
    rows: tuple[tuple[object, ...], ...]


def tables_of(site: Site) -> tuple[Table, ...]:
    """Documents, instruments, citations, relations, recipients and topics, each in stable order."""
    collection = site.collection
    return (
        _table("van_ban", "slug so_ky_hieu loai ngay noi_ban_hanh co_quan cap trich_yeu nguoi_ky chuc_vu tham_quyen_ky "
               "kinh_gui noi_nhan so_ky_tu sha256", _documents(collection)),
        _table("van_ban_duoc_nhac", "slug so_ky_hieu loai ngay nam co_quan cap trich_yeu trich_yeu_hien_thi "
               "con_khac_nhau co_toan_van so_lan_nhac", _instruments(site)),
        _table("vien_dan", "van_ban thu_tu dau cuoi loi quan_he toi chac_chan", _citations(site)),
        _table("quan_he", "tu quan_he toi suy_luan so_cau_chung", _relations(collection)),
        _table("noi_nhan", "van_ban vai_tro thu_tu nguyen_van co_quan trang", _recipients(site)),
        _table("chu_de", "slug chu_de vi_cum_tu", _topics(site)))


def _table(name: str, columns: str, rows: Iterator[tuple[object, ...]]) -> Table:
    """A table whose meaning and columns are told by the words of the interface."""
    return Table(name, say(f"table_{name}"),
                 tuple((column, say(f"column_{name}_{column}")) for column in columns.split()), tuple(rows))


def _documents(collection: Collection) -> Iterator[tuple[object, ...]]:
    for slug, record in collection.records.items():
        it = record.document
        yield (slug, it.number, it.type, it.date, it.place, it.issuing_body, it.level, it.title, it.signer,
               it.signer_title, it.signing_capacity, "; ".join(it.addressed_to), "; ".join(it.recipients),
               record.characters, record.sha256)


def _instruments(site: Site) -> Iterator[tuple[object, ...]]:
    for it in sorted(site.collection.instruments.values(), key=lambda one: one.slug):
        yield (it.slug, it.number, it.type, it.date, it.year, it.issuing_body, it.level, it.title, site.title_of(it),
               "; ".join(one.field for one in it.contradictions) or None, int(it.document is not None),
               len(it.mentions))


def _citations(site: Site) -> Iterator[tuple[object, ...]]:
    for slug, record in site.collection.records.items():
        for index, it in enumerate(record.citations):
            key = site.targets.get((slug, index))
            yield (slug, index + 1, it.start, it.end, it.text, it.relation,
                   site.instrument(key).slug if key else None, it.confidence)


def _relations(collection: Collection) -> Iterator[tuple[object, ...]]:
    slugs = {key: it.slug for key, it in collection.instruments.items()}
    for it in collection.relations:
        yield slugs[it.source], it.type, slugs[it.target], int(it.inferred), len(it.evidence)


def _recipients(site: Site) -> Iterator[tuple[object, ...]]:
    for slug in site.collection.records:
        for line in site.facts_of(slug).recipients:
            for body in line.bodies or (None,):
                yield (line.document, _ROLES[line.role], line.number, line.written,
                       body.name if body else None, body_address(body, site.registry) if body else None)


def _topics(site: Site) -> Iterator[tuple[object, ...]]:
    for it in sorted(site.collection.instruments.values(), key=lambda one: one.slug):
        for subject in site.topics[it.key]:
            yield it.slug, subject.topic, subject.words


def table_files(tables: Sequence[Table]) -> Iterator[GeneratedFile]:
    """Every download: a CSV file for each table, one JSON and one SQLite file with all of them, each in an archive."""
    for table in tables:
        yield download(f"{table.name}.csv", _csv(table))
    whole = {table.name: [dict(zip((name for name, _ in table.columns), row, strict=True)) for row in table.rows]
             for table in tables}
    yield download("kho-van-ban.json", json_lines(whole))
    yield download("kho-van-ban.sqlite", _sqlite(tables))


def json_lines(value: object) -> bytes:
    """JSON with every value on a line of its own."""
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def download(name: str, content: bytes) -> GeneratedFile:
    """A file of the whole collection to take away: its path under docs, and an archive of it."""
    return f"{DATA_FOLDER}/{name}.zip", zipped(name, content)


def _csv(table: Table) -> bytes:
    """UTF-8 with the mark that makes a spreadsheet read it so; no cell begins a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(name for name, _ in table.columns)
    writer.writerows([_harmless(value) for value in row] for row in table.rows)
    return ("\ufeff" + out.getvalue()).encode()


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")) else value


def _sqlite(tables: Sequence[Table]) -> bytes:
    base = sqlite3.connect(":memory:")
    try:
        for table in tables:
            names = [name for name, _ in table.columns]
            base.execute(f"CREATE TABLE {table.name} ({', '.join(names)})")
            base.executemany(f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(names))})", table.rows)
        base.commit()
        written = bytearray(base.serialize())
    finally:
        base.close()
    written[_VERSION] = bytes(4)
    return bytes(written)
