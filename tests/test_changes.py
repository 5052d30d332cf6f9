"""Trying a change of reading: what two readings say differently, and what each rule earns."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
import yaml
from repositories import start_history
from vanban.commands.changes import report_changes
from vanban.problems import ProblemError
from vanban.quality.differences import count_by_sign, differences, facts_of
from vanban.quality.rent import ENOUGH, measure_rent, read_whole
from vanban.quality.rules import (
    TABLES,
    ReadingRule,
    leave_out,
    rules_of_code,
    rules_of_tables,
    source_without,
    without_row,
)
from vanban.quality.texts import texts_of_folder, texts_of_project

MODULE = '''
_REACH = 7
"""Characters."""
_SHARE: float = 0.5
_FIRST, _LAST = 6, 3
_WORD = re.compile(r"\\w+", re.IGNORECASE)
_SHORT = {"CT": "Chỉ thị"}
_STOPS = frozenset(("và", "của"))
RULES = (("a", len), ("b", max))
_PIECE = r"\\d"
_PAIR = ("a", "b")
def reach(): return _REACH
'''
SENTENCE = "Thực hiện Chỉ thị số 09-CT/TW ngày 01/12/2011 của Ban Bí thư."


def record(**parts: Any) -> dict[str, Any]:
    """A record of one document that carries out one and cites another."""
    citation = {"class": "numbered", "type": "Kế hoạch", "number": "1/KH-A", "relation": "cites", "parent": None}
    rows = [citation | {"text": "Kế hoạch số 1/KH-A", "start": 10, "relation": "implements"},
            citation | {"text": "Kế hoạch số 2/KH-A", "start": 50, "parent": 0, "relation": "basis"}]
    return {"document": {"number": "5/BC-A", "title": None}, "citations": rows} | parts


def test_equal_readings_have_no_differences() -> None:
    assert differences(facts_of(record()), facts_of(record())) == []


def test_what_is_gained_lost_and_changed_is_told_apart() -> None:
    before, after = record(), record(document={"number": "6/BC-A", "title": "A"})
    after["citations"] = [after["citations"][0] | {"relation": "guides", "text": "Kế hoạch số 1"}]
    found = differences(facts_of(before), facts_of(after))
    assert [(each.kind, each.place, each.sign) for each in found] == [
        ("fields", "number", "~"), ("fields", "title", "+"), ("citations", "10", "~"), ("citations", "50", "-"),
        ("relations", "10", "~"), ("relations", "50", "-")]
    assert count_by_sign(found)["relations"] == {"~": 1, "-": 1}


def test_a_note_and_a_deadline_are_facts() -> None:
    """What only they tell is a difference too: else the rules behind them would seem to earn nothing."""
    after = record(deadlines=[{"day": "2024-11-29", "start": 30, "end": 50, "sentence": [0, 90]}])
    after["citations"][1] = after["citations"][1] | {"note": "Chỉ ghi số, không ghi ký hiệu."}
    found = differences(facts_of(record()), facts_of(after))
    assert [(each.kind, each.place, each.sign) for each in found] == [
        ("fields", "deadline 30", "+"), ("citations", "50", "~")]


def test_words_of_a_citation_are_no_part_of_its_relation() -> None:
    after = record()
    after["citations"][0] = after["citations"][0] | {"text": "Kế hoạch số 1/KH-A ngày 1/2/2020"}
    assert [each.kind for each in differences(facts_of(record()), facts_of(after))] == ["citations"]


def test_an_instrument_that_acts_on_another_is_a_relation() -> None:
    after = record()
    after["citations"][0]["acts_on"] = [{"relation": "amends", "citation": 1}, ["replaces", 1]]
    each, other = differences(facts_of(record()), facts_of(after))
    assert (each.place, other.place) == ("10-50 amends", "10-50 replaces") and each.after is not None
    assert each.after.endswith("\tKế hoạch số 1/KH-A → amends → Kế hoạch số 2/KH-A")


def test_rules_are_found_where_they_stand(tmp_path: Path) -> None:
    """Bounds, patterns, words and rows; a piece of a pattern and a list of values are no rules."""
    folder = tmp_path / "reading" / "deep"
    folder.mkdir(parents=True)
    (folder / "mau.py").write_text(MODULE, encoding="utf-8")
    found = [(str(rule), rule.what) for rule in rules_of_code(tmp_path)]
    assert found == [(f"reading.deep.mau.{name}", what) for name, what in (
        *((f"{bound} {sign}", factor) for bound in ("_REACH", "_SHARE", "_FIRST", "_LAST")
          for sign, factor in (("÷2", "half"), ("×2", "double"))), ("_WORD", "pattern"),
        ("_SHORT", "words"), ("_STOPS", "words"), ("RULES[0]", "row"), ("RULES[1]", "row"))]


@pytest.mark.parametrize(("name", "what", "part", "left"), [
    ("_REACH", "half", None, 3), ("_SHARE", "half", None, 0.25), ("_LAST", "half", None, 1),
    ("_REACH", "double", None, 14), ("_SHARE", "double", None, 1.0), ("_LAST", "double", None, 6),
    ("_SHORT", "words", None, {}), ("_STOPS", "words", None, frozenset()), ("RULES", "row", 0, (("b", max),))])
def test_a_rule_is_left_out_and_the_others_stay(name: str, what: str, part: int | None, left: object) -> None:
    whole: dict[str, Any] = {}
    without: dict[str, Any] = {}
    exec("import re\n" + MODULE, whole)
    exec(compile(source_without("import re\n" + MODULE, ReadingRule("mau", name, what, part)), "mau", "exec"), without)
    assert without[name] == left
    assert {key for key in whole if key[:2] != "__" and whole[key] != without[key] and key != "reach"} == {name}


def test_a_pattern_left_out_matches_nothing() -> None:
    without: dict[str, Any] = {}
    rule = ReadingRule("mau", "_WORD", "pattern")
    exec(compile(source_without("import re\n" + MODULE, rule), "mau", "exec"), without)
    assert without["_WORD"].search("chữ") is None


def test_a_module_that_is_imported_cannot_lose_a_rule() -> None:
    with pytest.raises(RuntimeError, match="imported already"):
        leave_out(ReadingRule("vanban.problems", "X", "half"))


def test_every_row_of_the_tables_of_words_can_be_left_out(root: Path) -> None:
    registry = root / "directives" / "registry"
    rules = list(rules_of_tables(registry))
    for table in TABLES:
        text = (registry / f"{table}.yaml").read_text(encoding="utf-8")
        rows, own = yaml.safe_load(text), [rule for rule in rules if rule.module == table]
        assert len(own) == len(rows)
        for number in (0, len(rows) // 2, len(rows) - 1):
            assert yaml.safe_load(without_row(text, number)) == rows[:number] + rows[number + 1:]


def test_the_texts_of_the_project_are_documents_cases_and_examples(root: Path, tmp_path: Path) -> None:
    texts = texts_of_project(root)
    names = {name.partition("#")[0] for name in texts}
    assert {"31-kh-ubnd-2023-binh-phuoc", "cases/citations", "cases/letterheads", "registry/relations"} <= names
    assert any(" này" * 110 in text for name, text in texts.items() if name.startswith("cases/bounds#"))
    (tmp_path / "sau").mkdir()
    (tmp_path / "sau" / "a.txt").write_text("một\r\nhai", encoding="utf-8", newline="")
    assert texts_of_folder(tmp_path) == {"sau/a.txt": "một\r\nhai"}


def test_a_rule_pays_where_a_text_needs_it(root: Path) -> None:
    """Without the patterns of dates the date of the sentence is lost; the rules it does not need are told."""
    said: list[str] = []
    idle = measure_rent(root, {"câu": SENTENCE}, said.append, only="language.dates.")
    (full,) = (line for line in said if line.startswith("language.dates._FULL "))
    assert "~1" in full and "KHÔNG ĐỔI GÌ" not in full
    assert 0 < len(idle) < len(said) - 3
    assert said[-1] == f"{len(idle)} quy tắc không làm đổi gì, 0 quy tắc chưa có ca thử."


def test_a_rule_that_only_the_texts_of_others_need_lacks_a_case(root: Path) -> None:
    """It is named with the text that would make one."""
    said: list[str] = []
    (lacking,) = measure_rent(root, {"trống": "Không có ngày."}, said.append, "dates._FULL", more={"a": SENTENCE})
    assert lacking.texts == ("a",) and lacking.earns
    assert said[-2].endswith("  THIẾU CA THỬ: a")


def test_only_the_texts_that_need_a_rule_are_read_again(root: Path, tmp_path: Path) -> None:
    """A bound where it is looked at, also in a function that keeps its answers; what is made once, all texts need."""
    texts = {"trống": "Không có.", "ngày": "Gửi trước ngày 05/12/2024.", "chữ": "ho\u0323c", "chữ nữa": "ho\u0323c"}
    whole = tmp_path / "whole.json"
    whole.write_text(json.dumps({name: (text, {}) for name, text in texts.items()}), encoding="utf-8")
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        facts, needing = pool.submit(read_whole, whole, root / "directives/registry", list(rules_of_code())).result()
    assert list(facts) == list(texts)
    assert needing["reading.duties._BEFORE"] == ["ngày"]
    assert needing["reading.text._MOST_MARKS"] == ["chữ", "chữ nữa"]
    assert "reading.layout.numbering._BULLETS" not in needing
    assert "reading.relations.gaps.REACH" not in needing


def test_no_more_texts_are_read_than_show_that_a_rule_pays(root: Path) -> None:
    texts = {f"câu {number}": SENTENCE for number in range(ENOUGH + 2)}
    said: list[str] = []
    assert measure_rent(root, texts, said.append, "dates._FULL") == []
    assert f"~{ENOUGH}" in said[-2]


@pytest.mark.parametrize(("rule", "status"), [
    ("reading.metadata.signature._SCHOOL", pytest.ExitCode.TESTS_FAILED), ("no.rule", pytest.ExitCode.USAGE_ERROR)])
def test_the_cases_of_a_rule_are_those_that_fail_without_it(root: Path, rule: str, status: pytest.ExitCode) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--without", rule,
         "tests/test_metadata.py::test_foot"], cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == status
    assert "trường" in done.stdout or rule in done.stderr


@pytest.fixture
def repository(root: Path, tmp_path: Path) -> Path:
    """A repository of its own with the scripts and tables as they are now."""
    ignored = shutil.ignore_patterns("__pycache__")
    for folder in ("scripts", "directives/registry"):
        shutil.copytree(root / folder, tmp_path / folder, ignore=ignored)
    start_history(tmp_path)
    return tmp_path


def test_a_change_of_reading_is_told_against_a_revision(repository: Path) -> None:
    said: list[str] = []
    assert report_changes(repository, "HEAD", {"câu": SENTENCE}, said.append) == 0
    table = repository / "directives/registry/relation_phrases.yaml"
    rows = table.read_text(encoding="utf-8")
    assert "{phrase: Thực hiện, relation: implements" in rows
    table.write_text(rows.replace("{phrase: Thực hiện, relation: implements", "{phrase: Thực hiện, relation: guides"),
                     encoding="utf-8")
    said.clear()
    assert report_changes(repository, "HEAD", {"câu": SENTENCE, "khác": "Không viện dẫn gì."}, said.append) == 1
    assert said == ["So với HEAD: đọc 2 văn bản và câu, 1 đọc khác đi.", "quan hệ: khác đi 1",
                    "  ~ câu:10: văn bản → implements → Chỉ thị số 09-CT/TW ngày 01/12/2011 của Ban Bí thư\n"
                    "      → văn bản → guides → Chỉ thị số 09-CT/TW ngày 01/12/2011 của Ban Bí thư"]


def test_an_unknown_revision_is_said(repository: Path) -> None:
    with pytest.raises(ProblemError, match="“khong-co” không lấy được"):
        report_changes(repository, "khong-co", {}, print)
