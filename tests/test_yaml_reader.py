"""The one reader of YAML: what it gives, what it refuses, and at which line."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
from vanban.models import LEVELS, RELATIONS, Document
from vanban.problems import ProblemError
from vanban.store.schemas import SCHEMAS_FOLDER, schema, schema_problems
from vanban.store.yaml_reader import line_of, read_yaml

ROOT = Path(__file__).parents[1]


def test_values_and_lines() -> None:
    """Text stays text; numbers, true, false and null are what an editor shows; each value knows its line."""
    data, problems = read_yaml("a: no\nb: [1, 02, 2023-02-02]\nc:\n  d: null\n  e: 'null'\n  f: true  \n", "x", 5)
    assert data == {"a": "no", "b": [1, "02", "2023-02-02"], "c": {"d": None, "e": "null", "f": True}}
    places: list[list[str | int]] = [[], ["a"], ["b", 1], ["c", "e"], ["c", "none"], ["b", 9]]
    assert [line_of(data, place) for place in places] == [5, 5, 6, 9, 7, 6]
    assert problems == []


@pytest.mark.parametrize("text", ["", "\n", "# lời\n", "---\n"])
def test_an_empty_text_is_nothing(text: str) -> None:
    assert read_yaml(text, "x") == (None, [])


def test_spaces_count_as_one_unless_asked() -> None:
    assert read_yaml('a: "b  c\\n"', "x")[0] == {"a": "b c"}
    assert read_yaml('a: "b  c\\n"', "x", exact=True)[0] == {"a": "b  c\n"}


def test_every_repeated_key_is_told_and_the_first_counts() -> None:
    data, problems = read_yaml("a: 1\na: 2\nb: {c: 1, c: 2}\n", "x")
    assert data == {"a": 1, "b": {"c": 1}}
    assert [str(found) for found in problems] == [
        "x:2: Khóa “a”: đã ghi ở dòng 1; mỗi khóa chỉ ghi một lần.",
        "x:3: Khóa “c”: đã ghi ở dòng 3; mỗi khóa chỉ ghi một lần."]


@pytest.mark.parametrize(("text", "found"), [
    ("a: b\nc: !!python/object/apply:os.system [id]", "x:2: .*nhãn kiểu"), ("a: !!str b", "x:1: .*nhãn kiểu"),
    ("a: &x b\nc: *x", "x:1: .*bí danh"), ("a:\n- *x", "x:2: .*bí danh"), ("a: [\n", "x:2: .*viết chưa đúng"),
    ("a: 1\n---\nb: 2", "x:2: .*nhiều phần"), ("[" * 5000 + "]" * 5000, "x:1: .*lồng quá"),
    ("a: " * 9000, "x:1: "), ("? [a]\n: b", "x:1: .*khóa không phải"), ("a: \x00b", "x:1: .*viết chưa đúng"),
])
def test_what_is_no_plain_data_is_refused(text: str, found: str) -> None:
    with pytest.raises(ProblemError, match=found):
        read_yaml(text, "x")


def test_the_length_is_bounded() -> None:
    with pytest.raises(ProblemError, match="tối đa 10 ký tự"):
        read_yaml("a: 12345678", "x", max_characters=10)


@pytest.mark.parametrize("path", sorted(SCHEMAS_FOLDER.glob("*.json")), ids=lambda path: path.name.partition(".")[0])
def test_a_schema_is_one_and_its_examples_hold(path: Path) -> None:
    """What an editor offers is accepted."""
    form = schema(path.name.partition(".")[0])
    jsonschema.Draft202012Validator.check_schema(form)
    for key, value in form.get("items", form).get("properties", {}).items():
        assert "description" in value or "$ref" in value, key
        for example in value.get("examples", []) if form.get("items") else []:
            assert list(jsonschema.Draft202012Validator(value).iter_errors(example)) == [], key


def test_schemas_and_code_name_the_same_words() -> None:
    """Levels, relations and fields stand in the models and in the schemas that editors read."""
    def words(name: str, field: str) -> list[str]:
        return [word for word in schema(name)["items"]["properties"][field]["enum"] if word != "none"]

    assert words("levels", "level") == words("issuing_bodies", "level") == list(LEVELS)
    assert words("relations", "relation") == words("relation_phrases", "relation") == list(RELATIONS)
    correction = schema("front_matter")["properties"]["corrections"]["items"]["properties"]
    computed = ("number_parts", "bodies", "year")  # who knows the year better gives the whole date
    assert correction["field"]["enum"] == [name for name in Document.__struct_fields__ if name not in computed]


def test_every_table_names_its_schema(root: Path) -> None:
    """An editor finds the schema by the first line of the table, or by the settings of the folder."""
    settings = (root / ".vscode/settings.json").read_text(encoding="utf-8")
    for path in (root / "directives/registry").glob("*.yaml"):
        line = path.read_text(encoding="utf-8").partition("\n")[0]
        target = line.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / target).resolve() == SCHEMAS_FOLDER / f"{path.stem}.schema.json"
        assert f'schemas/{path.stem}.schema.json": "directives/registry/{path.name}"' in settings


def test_a_slip_is_told_the_nearest_word() -> None:
    data, _ = read_yaml("- level: provinces\n  nam: Tỉnh\n  example: a\n", "x")
    assert [str(found) for found in sorted(schema_problems(data, "levels", "x"))] == [
        "x:1: level: “provinces”; có phải “province”? chỉ nhận: central, ministry, province, district, commune, "
        "grassroots.",
        "x:1: name: chưa có; tên hiện trên trang. Ví dụ: name: Trung ương",
        "x:2: Khóa: “nam” không có trong quy định; có phải “name”? "
            "chỉ dùng các khóa: level, name, rank, example."]
