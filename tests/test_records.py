"""Records: written canonically, read safely, described by a schema."""

from __future__ import annotations

import errno
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from collections_for_tests import GOLD, gold_records
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import structs
from vanban.models import Block, Citation, Correction, Document, FrontMatter, Record
from vanban.problems import ProblemError
from vanban.store.records import (
    dump_record,
    is_safe_slug,
    load_record,
    record_from_dict,
    record_problems,
    record_to_dict,
    save_record,
)
from vanban.store.schemas import schema
from vanban.store.yaml_reader import read_yaml
from vanban.store.yaml_writer import scalar


def parse(text: str, path: str = "x") -> Any:
    """The data of a record's YAML, which repeats no key."""
    data, problems = read_yaml(text, path, exact=True)
    assert problems == []
    return data


FULL = Record(
    slug="31-kh-ubnd-2023-binh-phuoc", sha256="0" * 64, characters=120,
    document=Document(
        number="31/KH-UBND", date="2023-02-02", title="Phát động: “phong trào” #1", recipients=("Lưu: VT",)),
    outline=(
        Block("heading", "body", 0, 10, 1, "muc-i", "I."), Block("paragraph", "body", 11, 40, 2, "doan-1", None, 1)),
    citations=(
        Citation("Kế hoạch\nsố 1", 3, 16, 1, "numbered", "basis", "1/KH@2020", number="1/KH", year=2020,
                 confidence="low"),
        Citation("Luật A", 20, 26, 2, "named", "cites", "Luật A", parent=(0,), inferred=("issuing_body: symbol",)),
    ),
    front_matter=FrontMatter(source="Cổng", topics=("an ninh",), corrections=(
        Correction("date", "2023-02-02", "theo bản gốc"), Correction("recipients", ("VT", "NC"), "bản gốc"))),
)


def test_a_year_is_written_where_the_day_is_not_known() -> None:
    undated = replace(FULL, document=structs.replace(FULL.document, date=None, year=2023))
    assert "year" not in record_to_dict(FULL)["document"]
    assert record_from_dict(parse(dump_record(undated))) == undated


@pytest.mark.parametrize("slug", sorted(gold_records()))
def test_annotated_records_make_the_round_trip(slug: str) -> None:
    record = gold_records()[slug]
    text = dump_record(record)
    assert record_from_dict(parse(text, "x")) == record
    assert dump_record(record_from_dict(parse(text, "x"))) == text
    assert record_problems(record_to_dict(record), "x") == record_problems(parse(text), "x") == []


def test_annotated_values_are_kept() -> None:
    rows = json.loads((GOLD / "004_a01f8457ceee4ac6.json").read_text(encoding="utf-8"))
    record = record_to_dict(record_from_dict(rows, "x"))
    assert record["document"] == rows["document"] | {"number_parts": None, "bodies": []}
    for row, expected in zip(record["citations"], rows["citations"], strict=True):
        parent = [expected["parent"]] if isinstance(expected["parent"], int) else expected["parent"]
        assert {key: row[key] for key in expected} == expected | {"parent": parent}
        assert row["end"] == row["start"] + len(row["text"])


def test_record_with_everything_makes_the_round_trip() -> None:
    text = dump_record(FULL)
    assert record_from_dict(parse(text, "x")) == FULL
    assert record_problems(parse(text), "x") == record_problems(record_to_dict(FULL), "x") == []


def test_file_reads_well_in_a_diff() -> None:
    lines = dump_record(FULL).split("\n")
    assert lines[0] == "# yaml-language-server: $schema=../../../scripts/vanban/store/schemas/record.schema.json"
    assert '- {kind: heading, zone: body, start: 0, end: 10, line: 1, anchor: muc-i, label: I.}' in lines
    assert '- text: "Kế hoạch\\nsố 1"' in lines and "  parent: [0]" in lines
    assert '  title: "Phát động: “phong trào” #1"' in lines and "  signer: null" in lines
    assert lines[-1] == "" and not any(line.endswith(" ") for line in lines)


def test_stock_loader_reads_the_same_data() -> None:
    assert yaml.safe_load(dump_record(FULL)) == parse(dump_record(FULL), "x")


@example("true")
@example("No")
@example("null")
@example("2023-02-02")
@example("\x7f\x85\u2028\ufeff\ufffe")
@example("a # b: c, d")
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_every_text_reads_back(text: str) -> None:
    assert parse(f"a: {scalar(text)}\nb: [{scalar(text, True)}]\n", "x") == {"a": text, "b": [text]}


def test_schema_is_a_schema_and_describes_every_key_in_vietnamese() -> None:
    form = schema("record")
    jsonschema.Draft202012Validator.check_schema(form)
    for name in ("document", "citation", "block"):
        keys = form["$defs"][name]["properties"]
        assert set(keys) == set(_keys(name))
        assert all("description" in value for value in keys.values())


def _keys(name: str) -> Any:
    data = record_to_dict(replace(FULL, document=structs.replace(FULL.document, date=None, year=2023)))
    return {"document": data["document"], "citation": data["citations"][0], "block": data["outline"][0]}[name]


@pytest.mark.parametrize(("change", "message"), [
    ({"characters": -1}, "x: characters: “-1” chưa đúng; số ký tự của văn bản."),
    ({"document": {}}, "x: number: chưa có; số, ký hiệu, bỏ khoảng trắng; ví dụ 31/KH-UBND."),
    ({"them": 1}, "x: Khóa: “them” không có trong quy định"),
    ({"slug": "../ngoai"}, "x: slug: “../ngoai” chưa đúng"),
    ({"schema": 1}, "x: schema: “1” chưa đúng"),
])
def test_wrong_data_is_explained(change: dict[str, Any], message: str) -> None:
    assert any(message in str(found) for found in record_problems(record_to_dict(FULL) | change, "x"))


def test_wrong_references_are_explained() -> None:
    first, second = FULL.citations
    wrong = replace(FULL, citations=(structs.replace(first, parent=(7,)), structs.replace(second, end=99)))
    found = record_problems(parse(dump_record(wrong)), "x")
    assert [str(each).partition(";")[0] for each in found] == [
        "x:37: parent: không có viện dẫn mang số thứ tự này", "x:48: end: không khớp với độ dài của text"]


@pytest.mark.parametrize(("slug", "safe"), [
    ("31-kh-ubnd-2023-binh-phuoc", True), ("../x", False), ("a/b", False), ("", False), ("con", False), ("-a", False),
    ("đ", False), ("a" * 121, False), ("A", False), ("a--b", False),
])
def test_slug_is_a_safe_file_name(slug: str, safe: bool) -> None:
    assert is_safe_slug(slug) is safe


def test_saving_writes_once_whole_and_under_its_own_name(tmp_path: Path) -> None:
    assert save_record(FULL, tmp_path)
    path = tmp_path / f"{FULL.slug}.yaml"
    before = path.stat().st_mtime_ns
    assert not save_record(FULL, tmp_path) and path.stat().st_mtime_ns == before
    assert load_record(path) == FULL
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    with pytest.raises(ValueError, match="unsafe"):
        save_record(replace(FULL, slug="../x"), tmp_path)


def test_failed_write_leaves_the_old_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_record(FULL, tmp_path)
    monkeypatch.setattr(Path, "replace", _fail)
    with pytest.raises(ProblemError, match="đĩa đã đầy"):
        save_record(replace(FULL, characters=1), tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == [f"{FULL.slug}.yaml"]
    assert load_record(tmp_path / f"{FULL.slug}.yaml") == FULL


def _fail(*_: object) -> None:
    raise OSError(errno.ENOSPC, "disk full")


def test_record_under_another_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "khac.yaml"
    path.write_text(dump_record(FULL), encoding="utf-8")
    with pytest.raises(ProblemError, match="trùng tên tệp"):
        load_record(path)
