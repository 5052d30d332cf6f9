"""The collection as tables for other programs: CSV, JSON and SQLite with the same columns, and what each means."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...models import Collection
from ...reading.recipients import RecipientRole, recipients_of
from ...store.archives import zipped
from ..names import address_of
from ..site import Site

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
        Table("van_ban", "Văn bản có toàn văn trong kho", (
            ("slug", "tên trong địa chỉ trang, cũng là khóa"), ("so_ky_hieu", "số, ký hiệu như ghi trên văn bản"),
            ("loai", "loại văn bản"), ("ngay", "ngày ban hành (năm-tháng-ngày)"), ("noi_ban_hanh", "địa danh"),
            ("co_quan", "cơ quan ban hành"), ("cap", "cấp ban hành"), ("trich_yeu", "trích yếu"),
            ("nguoi_ky", "người ký"), ("chuc_vu", "chức vụ người ký"), ("tham_quyen_ky", "thẩm quyền ký"),
            ("kinh_gui", "nơi được kính gửi, cách nhau bằng dấu chấm phẩy"),
            ("noi_nhan", "nơi nhận, cách nhau bằng dấu chấm phẩy"), ("so_ky_tu", "độ dài toàn văn, tính bằng ký tự"),
            ("sha256", "mã kiểm tra của toàn văn")), tuple(_documents(collection))),
        Table("van_ban_duoc_nhac", "Mọi văn bản được biết tới, kể cả văn bản mới chỉ được viện dẫn", (
            ("slug", "tên trong địa chỉ trang, cũng là khóa"), ("so_ky_hieu", "số, ký hiệu"), ("loai", "loại văn bản"),
            ("ngay", "ngày ban hành, nếu biết"), ("nam", "năm ban hành, nếu biết"), ("co_quan", "cơ quan ban hành"),
            ("cap", "cấp ban hành"), ("trich_yeu", "trích yếu, nếu biết"),
            ("trich_yeu_hien_thi", "trích yếu ở dạng hiển thị trên trang"),
            ("con_khac_nhau", "trường mà các nguồn ghi khác nhau; giá trị trong bảng là tạm ghi"),
            ("co_toan_van", "1: có toàn văn; 0: chưa có"), ("so_lan_nhac", "số lời viện dẫn trong kho")),
            tuple(_instruments(site))),
        Table("vien_dan", "Từng lời viện dẫn tại đúng chỗ của nó trong văn bản", (
            ("van_ban", "slug của văn bản chứa lời viện dẫn"), ("thu_tu", "thứ tự trong văn bản, từ 1"),
            ("dau", "ký tự đầu, đếm từ 0 trong tệp .txt (UTF-8)"), ("cuoi", "ký tự ngay sau chữ cuối"),
            ("loi", "nguyên văn lời viện dẫn"), ("quan_he", "quan hệ đọc được"),
            ("toi", "slug của văn bản được viện dẫn; trống khi chưa xác định được"),
            ("chac_chan", "high, medium hoặc low")), tuple(_citations(site))),
        Table("quan_he", "Quan hệ giữa hai văn bản", (
            ("tu", "slug của văn bản tác động"), ("quan_he", "quan hệ; series: cùng loạt hằng năm"),
            ("toi", "slug của văn bản được tác động"), ("suy_luan", "1: suy luận; 0: có câu trong văn bản nói vậy"),
            ("so_cau_chung", "số câu trong văn bản nói lên quan hệ")), tuple(_relations(collection))),
        Table("noi_nhan", "Từng dòng kính gửi, nơi nhận của văn bản có toàn văn", (
            ("van_ban", "slug của văn bản"), ("vai_tro", "kinh_gui, noi_nhan hoặc luu (bản lưu)"),
            ("thu_tu", "thứ tự dòng trong danh sách, từ 1"), ("nguyen_van", "dòng ấy như văn bản ghi"),
            ("co_quan", "cơ quan nhận ra được từ dòng ấy; mỗi cơ quan một dòng; trống khi dòng ghi chung hoặc "
                        "không chắc là cơ quan nào"),
            ("trang", "tên trong địa chỉ trang của cơ quan (co-quan/…)")), tuple(_recipients(site))),
        Table("chu_de", "Chủ đề của văn bản", (
            ("slug", "slug của văn bản"), ("chu_de", "tên chủ đề"),
            ("vi_cum_tu", "cụm từ trong trích yếu cho biết chủ đề; trống khi do người biên tập ghi")),
            tuple(_topics(site))))


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
    for record in site.collection.records.values():
        for line in recipients_of(record, site.registry.grammar):
            for body in line.bodies or (None,):
                yield (line.document, _ROLES[line.role], line.number, line.written,
                       body.name if body else None, address_of(body.name) if body else None)


def _topics(site: Site) -> Iterator[tuple[object, ...]]:
    for it in sorted(site.collection.instruments.values(), key=lambda one: one.slug):
        for subject in site.topics[it.key]:
            yield it.slug, subject.topic, subject.words


def table_files(tables: Sequence[Table]) -> Iterator[tuple[str, bytes]]:
    """Every download: a CSV file for each table, one JSON and one SQLite file with all of them, each in an archive."""
    for table in tables:
        yield download(f"{table.name}.csv", _csv(table))
    whole = {table.name: [dict(zip((name for name, _ in table.columns), row, strict=True)) for row in table.rows]
             for table in tables}
    yield download("kho-van-ban.json", (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode())
    yield download("kho-van-ban.sqlite", _sqlite(tables))


def download(name: str, content: bytes) -> tuple[str, bytes]:
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
