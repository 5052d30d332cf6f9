"""The registry's tables: complete, consistent, every row shown by its example, and clear when broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from vanban.language.letters import normal
from vanban.models import LEVELS, RELATIONS
from vanban.problems import Problem, ProblemError
from vanban.registry import names, tables, topics
from vanban.registry.everyday import everyday_pairs
from vanban.registry.tables import REGISTRY_FOLDER, Registry, load_registry
from vanban.store.rows import Row, read_rows


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.fixture(scope="module", autouse=True)
def unchanged_tables() -> Iterator[None]:
    """A table that a copy of the registry leaves as it is, is read once for all tests, and not again for each copy."""
    own = cache(lambda name: read_rows(REGISTRY_FOLDER / name))

    def read(path: Path) -> tuple[list[Row], list[Problem]]:
        unchanged = path.is_file() and path.read_bytes() == (REGISTRY_FOLDER / path.name).read_bytes()
        return own(path.name) if unchanged else read_rows(path)

    with pytest.MonkeyPatch.context() as patch:
        for module in (names, tables, topics):
            patch.setattr(module, "read_rows", read)
        yield


def phrases_in(example: str, registry: Registry) -> list[str]:
    """The cue rows found in a sentence, longer phrases first, as the extraction reads them."""
    rows = sorted((row.phrase for row in registry.phrases), key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(re.escape(normal(row)) for row in rows) + r")(?!\w)")
    return pattern.findall(normal(example))


def test_every_cue_is_found_in_its_own_example(registry: Registry) -> None:
    wrong = [row.phrase for row in registry.phrases if normal(row.phrase) not in phrases_in(row.example, registry)]
    assert wrong == []


def test_every_relation_has_a_cue_and_two_verbs(registry: Registry) -> None:
    assert {row.relation for row in registry.phrases} == set(RELATIONS)
    assert set(registry.relations) == set(RELATIONS)
    assert all(label.forward != label.reverse for label in registry.relations.values())


def test_every_level_has_a_name(registry: Registry) -> None:
    assert tuple(registry.levels) == LEVELS


def test_every_type_is_named_in_its_own_example(registry: Registry) -> None:
    wrong = []
    for row in registry.types:
        opening = sorted((name for name in (row.name, *row.aliases) if normal(row.example).startswith(normal(name))),
                         key=len)
        if not opening or registry.type_named(opening[-1]) is not row:
            wrong.append(row.name)
    assert wrong == []


@pytest.mark.parametrize(("words", "name"), [
    ("KẾ HOẠCH", "Kế hoạch"), ("kế  hoạch\nliên tịch", "Kế hoạch"), ("Thông báo kết luận", "Thông báo"),
    ("Quy chế phối hợp", "Quy chế"), ("Thông tư liên tịch", "Thông tư liên tịch"), ("Bản thoả thuận", "Bản thỏa thuận"),
    ("Luật sửa đổi, bổ sung", "Luật"),
])
def test_type_named(registry: Registry, words: str, name: str) -> None:
    found = registry.type_named(words)
    assert found is not None and found.name == name


def test_type_named_knows_no_other_words(registry: Registry) -> None:
    assert registry.type_named("Phong trào") is None


@pytest.mark.parametrize(("short", "names"), [
    ("KH", ["Kế hoạch"]), ("QĐ", ["Quyết định", "Quy định"]), ("TT", ["Thông tư", "Thông tri"]),
    ("TB", ["Thông báo", "Tuyên bố"]), ("ttr", ["Tờ trình"]), ("ĐA", ["Đề án"]), ("DA", ["Dự án"]), ("XYZ", []),
])
def test_types_of_abbreviation(registry: Registry, short: str, names: list[str]) -> None:
    assert [row.name for row in registry.types_of_abbreviation(short)] == names


def test_every_abbreviation_stands_in_its_example(registry: Registry) -> None:
    text = (REGISTRY_FOLDER / "abbreviations.yaml").read_text(encoding="utf-8")
    rows = re.findall(r'short: ([^,]+), .*example: "([^"]+)"', text)
    assert len(rows) == len(registry.abbreviations)
    assert [short for short, example in rows if not re.search(rf"(?<!\w){re.escape(short)}(?!\w)", example)] == []


@pytest.mark.parametrize(("name", "date", "kind", "ids"), [
    ("Bình Phước", None, None, ["binh-phuoc"]),
    ("Bình Phước", "2025-06-30", None, ["binh-phuoc"]),
    ("Bình Phước", "2025-07-01", None, []),
    ("Lâm Đồng", "2020-01-01", "tỉnh", ["lam-dong"]),
    ("LÂM ĐỒNG", "2026-01-01", "tỉnh", ["lam-dong-2025"]),
    ("Đồng Nai", "2026-05-01", "thành phố", ["dong-nai-2026"]),
    ("Đồng Nai", "2026-05-01", "tỉnh", []),
    ("Huế", "2024-06-01", None, ["thanh-pho-hue-thua-thien-hue"]),
    ("Huế", "2025-01-01", "thành phố", ["hue"]),
    ("Bắc Ninh", "2026-09-20", "thành phố", ["bac-ninh-2026"]),
    ("Thủ Đức", "2019-01-01", None, ["quan-thu-duc-ho-chi-minh"]),
    ("Thủ Đức", "2024-01-01", None, ["thanh-pho-thu-duc-ho-chi-minh"]),
    ("Phan Thiết", None, None, ["thanh-pho-phan-thiet-binh-thuan"]),
    ("Lagi", None, None, ["thi-xa-la-gi-binh-thuan"]),
    ("Đắc Lắc", "2000-01-01", "tỉnh", ["dak-lak"]),
    ("Bà Rịa – Vũng Tàu", None, None, ["ba-ria-vung-tau"]),
    ("Hoà Bình", "2020-01-01", "tỉnh", ["hoa-binh"]),
    ("Hà Tây", "2005-01-01", None, ["ha-tay"]),
    ("Hà Tây", "2010-01-01", None, []),
])
def test_find_territory(registry: Registry, name: str, date: str | None, kind: str | None, ids: list[str]) -> None:
    assert [territory.id for territory in registry.find_territory(name, date, kind)] == ids


def test_find_territory_within_a_province(registry: Registry) -> None:
    kien_giang = registry.territory("kien-giang")
    found = registry.find_territory("Châu Thành", "2020-01-01", "huyện", within=kien_giang)
    assert [territory.parent for territory in found] == ["kien-giang"]


@pytest.mark.parametrize(("date", "provinces", "districts"), [
    ("2025-02-01", 63, True), ("2025-07-01", 34, False), ("2026-09-20", 34, False),
])
def test_number_of_territories(registry: Registry, date: str, provinces: int, districts: bool) -> None:
    there = [territory for territory in registry.territories if territory.existed(date)]
    assert sum(territory.level == "province" for territory in there) == provinces
    assert any(territory.level == "district" for territory in there) == districts


def test_cities_since_september_2026(registry: Registry) -> None:
    there = [t for t in registry.territories if t.level == "province" and t.existed("2026-09-20")]
    assert sum(territory.kind == "thành phố" for territory in there) == 9


def test_eras_of_one_province_do_not_overlap(registry: Registry) -> None:
    spans: dict[str, list[tuple[str, str]]] = {}
    for row in registry.territories:
        if row.level == "province":
            spans.setdefault(row.name, []).append((row.valid_from or "", row.valid_to or "9999"))
    for name, eras in spans.items():
        eras.sort()
        assert all(before[1] < after[0] for before, after in pairwise(eras)), name


def copy_of(tmp_path: Path, **changed: str) -> Path:
    for path in REGISTRY_FOLDER.glob("*.yaml"):
        (tmp_path / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    for name, text in changed.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("table", "text", "message"), [
    ("levels", "- {level: central, name: Trung ương, example: a}\n- {level: central, name: Bộ, example: b}\n",
     "levels.yaml:2: level: “central” đã có ở dòng 1"),
    ("levels", "- {level: central, name: Trung ương, nam: 3, example: a}\n",
     "levels.yaml:1: Khóa: “nam” không có trong quy định; có phải “name”? "
     "chỉ dùng các khóa: level, name, rank, example."),
    ("levels", "- level: central\n  name: Trung ương\n  name: Bộ\n  example: a\n",
     "levels.yaml:3: Khóa “name”: đã ghi ở dòng 2"),
    ("levels", "- {level: làng, name: Làng, example: a}\n", "levels.yaml:1: level: “làng”; chỉ nhận: central"),
    ("levels", "- {level: central, name: [a, b], example: a}\n",
     "levels.yaml:1: name: một danh sách không phải một dòng chữ; tên hiện trên trang."),
    ("levels", "- {level: central, example: a}\n", "levels.yaml:1: name: chưa có"),
    ("levels", "level: central\n", "levels.yaml:1: Tệp: một bảng con không phải một danh sách"),
    ("levels", "- central\n", "levels.yaml:1: Tệp: “central” không phải các cặp khóa: giá trị"),
    ("levels", "- {level: central, name: a: b}\n", "levels.yaml:1: Cú pháp YAML"),
    ("levels", "- {level: central, name: &a Trung ương, example: *a}\n",
     "levels.yaml:1: Cú pháp YAML: dấu & hoặc * (bí danh) của YAML"),
    ("levels", "- {level: central, name: '', example: a}\n", "levels.yaml:1: name: để trống"),
    ("territories", "- {id: a, name: A, kind: tỉnh, level: province, to: 30/6/2025}\n",
     "territories.yaml:1: to: “30/6/2025” chưa đúng; ngày cuối cùng tồn tại, dạng năm-tháng-ngày. Ví dụ: to: 2025-"),
    ("territories", "- {id: a, name: A, kind: tỉnh, level: province, parent: b}\n",
     "territories.yaml:1: parent: không có dòng nào mang id “b”"),
    ("territories", "- {id: a, name: A, kind: tỉnh, level: province, to: 2025-06-30, successors: [b]}\n"
     "- {id: b, name: B, kind: tỉnh, level: province, to: 2025-06-30, successors: [c, a]}\n"
     "- {id: c, name: C, kind: tỉnh, level: province}\n",
     "territories.yaml:1: successors: các dòng dẫn vòng về nhau: a → b → a; hãy bỏ"),
    ("issuing_bodies", "- {id: a, name: Bộ A, parent: a, level: central, example: của Bộ A}\n",
     "issuing_bodies.yaml:1: parent: các dòng dẫn vòng về nhau: a → a"),
    ("issuing_bodies", "- {id: a, name: Bộ A, symbols: BA, example: của Bộ A}\n",
     "issuing_bodies.yaml:1: symbols: “BA” không phải một danh sách; chữ tắt trong ký hiệu"),
])
def test_broken_table_says_where_and_what(tmp_path: Path, table: str, text: str, message: str) -> None:
    folder = copy_of(tmp_path, **{table: text})
    with pytest.raises(ProblemError) as raised:
        load_registry(folder)
    assert any(message in str(found) for found in raised.value.problems), str(raised.value)


def test_all_problems_of_all_tables_at_once(tmp_path: Path) -> None:
    folder = copy_of(tmp_path, levels="- {level: x}\n", organs="- {nam: x}\n")
    with pytest.raises(ProblemError) as raised:
        load_registry(folder)
    assert {Path(found.path).name for found in raised.value.problems} == {"levels.yaml", "organs.yaml"}


def test_words_of_which_no_row_is_left(tmp_path: Path) -> None:
    """A table of an earlier version under newer code is told, instead of matching anything."""
    folder = copy_of(tmp_path, sentence_words="- {role: tense, word: đã, example: đã làm}\n")
    with pytest.raises(ProblemError, match=r"sentence_words\.yaml:1: role: không có dòng nào mang “expires”"):
        load_registry(folder)


def test_missing_table(tmp_path: Path) -> None:
    folder = copy_of(tmp_path)
    (folder / "levels.yaml").unlink()
    with pytest.raises(ProblemError, match=r"levels\.yaml: Đọc tệp: không đọc được"):
        load_registry(folder)


def test_registry_is_loaded_once() -> None:
    assert load_registry() is load_registry(REGISTRY_FOLDER)


def test_a_mark_at_the_end_of_everyday_words_makes_no_empty_one() -> None:
    row = Row(2, {"words": "a; b;", "official": "c;"})
    assert everyday_pairs([row]) == (("a", "c"), ("b", "c"))
