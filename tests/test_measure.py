"""Measuring quality: the floors of what the project holds, the definitions, and any folder of the same form."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from vanban.models import RELATIONS
from vanban.quality.figures import (
    Figure,
    card_figures,
    folder_figures,
    own_figures,
    score_figures,
    sentence_figures,
    text_figures,
)
from vanban.quality.report import label_of, load_floors, measure
from vanban.quality.scoring import PEOPLE, Score
from vanban.quality.values import same_value
from vanban.registry.grammar import Grammar

TEXT = (
    "ỦY BAN NHÂN DÂN\nTỈNH BÌNH PHƯỚC\nSố: 31/KH-UBND\nBình Phước, ngày 02 tháng 02 năm 2023\n\nKẾ HOẠCH\n"
    "Phòng ngừa tội phạm\n\nThực hiện Chỉ thị số 09-CT/TW ngày 01/12/2011 của Ban Bí thư và Luật Công an nhân dân.\n")


def citation(text: str, start: int = 0, kind: str = "numbered", **fields: Any) -> dict[str, Any]:
    return {"text": text, "start": start, "class": kind, "type": "Chỉ thị", "number": "09-CT/TW", "date": None,
            "issuing_body": None, "relation": "cites", "parent": None, "instrument": "09-CT/TW@2011"} | fields


def scored(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> Score:
    score = Score()
    score.add("x", {"document": {}, "citations": gold}, {"document": {}, "citations": found})
    return score


def test_the_documents_of_the_project_reach_every_floor(root: Path) -> None:
    figures, score = own_figures(root)
    floors = load_floors()
    assert [figure for figure in figures if not floors.fits(figure)] == []
    assert {figure.name for figure in figures} >= set(floors.at_least["five"])
    assert score.documents == 5 and score.misses == []


@pytest.mark.parametrize(("key", "gold", "found", "right"), [
    ("number", "48/CT-TW", "48-CT/TW", True), ("number", "09-CT/TW", "9-CT/TW", True),
    ("number", "30/CT-UBND", "30-CT/TU", False), ("number", None, "1/KH", False), ("number", None, None, True),
    ("issuing_body", "Ban Thường vụ Tỉnh ủy Bình Phước", "Tỉnh uỷ Bình Phước", True),
    ("issuing_body", "Bộ Công an; Bộ Quốc phòng", "Bộ trưởng Bộ Quốc phòng; Bộ Công an", True),
    ("issuing_body", "Bộ Công an; Bộ Y tế", "Bộ Y tế; Bộ Công an", True),
    ("title", "“Vì an ninh  Tổ quốc”.", "vì an ninh tổ quốc", True), ("date", "2011-12-01", "2011-12-10", False),
])
def test_what_counts_as_the_same(key: str, gold: str | None, found: str | None, right: bool) -> None:
    assert same_value(key, gold, found) is right


def test_spans_must_share_half_of_the_longer_one() -> None:
    gold = [citation("x" * 20), citation("y" * 20, 100)]
    score = scored(gold, [citation("x" * 10), citation("y" * 9, 100), citation("z", 300)])
    assert (score.detected.gold, score.detected.found, score.detected.hits) == (2, 3, 1)
    assert (score.detected.recall, score.detected.f1) == (1 / 2, 0.4)
    assert [kind for _, kind, _, _ in score.misses] == ["not found", "too much", "too much"]


def test_a_wrong_part_leaves_a_citation_found_but_not_exact() -> None:
    score = scored([citation("x" * 9), citation("y" * 9, 50, relation="basis")],
                   [citation("x" * 9, date="2011-12-01"), citation("y" * 9, 50, instrument="09-CT/TW@2010")])
    assert (score.detected.hits, score.exact.hits) == (2, 1)
    assert (score.relations.hits, score.instruments.hits) == (1, 1)


def test_what_stands_on_a_named_or_described_one_is_judged_there() -> None:
    gold = [citation("Luật Đất đai", kind="named"), citation("Đề án A", 50, kind="described")]
    score = scored(gold, [citation("Luật Đất đai"), citation("Đề án A", 50, kind="named")])
    assert (score.detected.gold, score.detected.found) == (0, 0)
    assert (score.named.gold, score.named.found, score.named.hits) == (1, 0, 0)
    shorter = scored(gold[:1], [citation("Luật", kind="named")])
    assert shorter.named.hits == 1


def test_parents_are_pairs_of_numbered_citations() -> None:
    rows = [citation("a" * 9), citation("b" * 9, 50, parent=0), citation("c" * 9, 90, parent=[0, 1])]
    score = scored(rows, [rows[0] | {"parent": [2]}, rows[1] | {"parent": [0]}, rows[2] | {"parent": [1]}])
    assert (score.parents.gold, score.parents.found, score.parents.hits) == (3, 3, 2)


def test_people_are_compared_whole_and_in_order() -> None:
    score = Score()
    people = {"signer": "Nguyễn Văn A", "signer_title": "Chủ tịch", "recipients": ["Như trên", "Lưu: VT"]}
    found = people | {"recipients": ["Lưu: VT", "Như trên"], "addressed_to": ["Bộ Công an"]}
    score.add("x", {"document": people, "citations": []}, {"document": found, "citations": []})
    assert {key: score.people[key] for key in PEOPLE} == {
        "signer": 1, "signer_title": 1, "signing_capacity": 1, "addressed_to": 0, "recipients": 0}
    assert score.people_all == 3 / 5


def edges(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[str, tuple[int, int, int]]:
    """Annotated, found and right edges by relation."""
    return {kind: (tally.gold, tally.found, tally.hits) for kind, tally in scored(gold, found).edges.items()}


def test_an_edge_is_its_relation_with_its_agent() -> None:
    gold = [citation("a" * 9, relation="implements"), citation("b" * 9, 50, relation="basis", parent=0)]
    assert edges(gold, gold) == {"implements": (1, 1, 1), "basis": (1, 1, 1)}
    free = [gold[0], gold[1] | {"parent": None}]
    assert edges(gold, free) == {"implements": (1, 1, 1), "basis": (1, 1, 0)}
    assert edges(gold, [gold[0] | {"relation": "guides"}, gold[1] | {"relation": "cites"}]) == {
        "implements": (1, 0, 0), "basis": (1, 0, 0), "guides": (0, 1, 0)}


def test_an_edge_on_a_mention_that_is_not_there_is_wrong() -> None:
    score = scored([citation("a" * 9)], [citation("a" * 9), citation("z" * 9, 70, relation="implements")])
    assert (score.edges["implements"].found, score.edges["implements"].hits) == (1, 0)
    assert ("x", "edge implements", None, "document → zzzzzzzzz") in score.misses


def test_an_instrument_that_acts_on_another_is_an_edge() -> None:
    """A record writes the act as a mapping, an annotation may write it as a pair."""
    gold = [citation("a" * 9, acts_on=[["amends", 1]]), citation("b" * 9, 50)]
    found = [citation("a" * 9, acts_on=[{"relation": "amends", "citation": 1}]), citation("b" * 9, 50)]
    assert edges(gold, found) == {"amends": (1, 1, 1)}
    assert edges(gold, [found[0] | {"acts_on": []}, found[1]]) == {"amends": (1, 0, 0)}


def test_also_names_relations_that_are_as_good() -> None:
    gold = [citation("a" * 9, relation="guides", also=["implements"])]
    found = [citation("a" * 9, relation="implements")]
    assert edges(gold, found) == {"implements": (1, 1, 1)}
    assert scored(gold, found).relations.hits == 1
    assert scored(gold, [citation("a" * 9, relation="basis")]).relations.hits == 0


def test_an_optional_mention_counts_neither_found_nor_missed() -> None:
    gold = [citation("a" * 9, relation="implements", optional=True), citation("b" * 9, 50, parent=0)]
    plain = [citation("b" * 9, 50)]
    for found in (plain, [citation("a" * 9, relation="guides"), plain[0] | {"parent": 0}]):
        score = scored(gold, found)
        assert (score.detected.gold, score.detected.found, score.detected.hits) == (1, 1, 1)
        assert (score.edges, score.misses) == ({}, [])


def test_every_figure_of_a_score_has_a_name_in_the_table() -> None:
    score = scored([citation("a" * 9, relation=relation) for relation in RELATIONS], [])
    names = [name for name, _, _ in score_figures(score)]
    assert all(label_of(name) for name in names) and len(set(names)) == len(names)


def data_folder(folder: Path) -> Path:
    """A folder with one of everything."""
    (folder / "texts").mkdir()
    (folder / "gold").mkdir()
    (folder / "texts" / "a.txt").write_text(TEXT, encoding="utf-8", newline="")
    gold = {"sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "document": {"number": "31/KH-UBND"}, "citations": []}
    (folder / "gold" / "a.json").write_text(json.dumps(gold), encoding="utf-8")
    card = {"meta_source": "site_fields", "file": "texts/a.txt", "number": "31/KH-UBND", "date": "2023-02-02",
            "type": "Kế hoạch", "issuing_body": "Tỉnh Bình Phước", "signer": "Nguyễn Văn A"}
    (folder / "metadata.jsonl").write_text(
        json.dumps(card) + "\n" + json.dumps({"meta_source": None}) + "\n", encoding="utf-8")
    words = "Theo_Nghị_định số 1/2020/NĐ-CP và Thông_tư số 2/2021/TT-BCA"
    spans = [{"value": {"start": start, "end": end, "labels": ["NĐ"]}}
             for start, end in ((5, 25), (5, 30), (34, 59), (90, 99))]
    row = {"data": {"value": words}, "annotations": [{"result": [*spans, {"id": "no value"}]}]}
    (folder / "vnlegaltext_mau.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    return folder


def test_a_folder_is_measured_group_by_group(tmp_path: Path) -> None:
    found = {f.group: f for figures, _ in folder_figures(data_folder(tmp_path)) for f in figures}
    assert list(found) == ["annotated", "sentences", "cards", "texts"]
    assert sentence_figures(tmp_path / "vnlegaltext_mau.jsonl") == [
        Figure("sentences", "recall", 0.5, 4), Figure("sentences", "places", 2 / 3, 3),
        Figure("sentences", "precision", 1.0, 2)]
    cards = {figure.name: figure.value for figure in card_figures(tmp_path / "metadata.jsonl")}
    assert cards == {"number": 1, "date": 1, "type": 1, "issuing_body": 1, "signer": 0}
    texts = {figure.name: figure.value for figure in text_figures([tmp_path / "texts" / "a.txt"] * 3)}
    assert (texts["wrong"], texts["differing"]) == (0, 0)


def test_a_text_that_breaks_the_parser_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(text: str, grammar: Grammar) -> dict[str, Any]:
        raise IndexError(text[:3])

    path = data_folder(tmp_path) / "texts" / "a.txt"
    monkeypatch.setattr("vanban.quality.figures.record_data", broken)
    assert text_figures([path])[0] == Figure("texts", "wrong", 1.0, 1)


def test_the_table_says_what_is_below_its_floor_and_what_was_not_measured(tmp_path: Path, root: Path) -> None:
    said: list[str] = []
    assert measure(None, said.append, root=root) == 0
    assert said[-1] == "Đạt mọi mức đã đo." and said[-2].startswith("Chưa đo các mục khác (Văn bản khác")
    said.clear()
    assert measure(data_folder(tmp_path), said.append, lost=True, root=root) == 1
    assert sum(line.endswith("CHƯA ĐẠT") for line in said) >= 4
    assert any("too much: None → Chỉ thị số 09-CT/TW" in line for line in said)
    (tmp_path / "metadata.jsonl").unlink()
    measure(tmp_path, said.append, root=root)
    assert any(line.startswith("Chưa đo “Thông tin trên cổng") for line in said)
