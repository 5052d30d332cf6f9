"""The last word is a person's: corrections of citations by quoted words, of head fields that feed all that follows."""

from __future__ import annotations

from typing import Any

import pytest
from cases import load_cases
from texts_read import corrections_of
from vanban.graph.identity import expected_slug
from vanban.models import BodyParts, Citation, Correction, Document, FrontMatter
from vanban.pages.parts.rules import rule_of
from vanban.problems import ProblemError
from vanban.reading.corrections import corrected_document
from vanban.reading.record import citation_faults, read_record
from vanban.registry.tables import Registry
from vanban.store.front_matter import read_front_matter
from vanban.store.records import dump_record, record_from_dict, record_problems
from vanban.store.yaml_reader import read_yaml

CASES = load_cases("corrections.yaml")
BARE = "Số: 45/KH-UBND\n\nngày 02 tháng 02 năm 2023\n\nKẾ HOẠCH\n\nThi đua năm 2023\n\n" \
       "Thực hiện Kế hoạch số 7/KH-UBND ngày 01/01/2023 của UBND tỉnh, các sở báo cáo.\n"
"""A made-up plan without letterhead: nothing says which province it is of."""


def shown(citation: Citation) -> str:
    """A citation as the cases write it."""
    within = f" < {citation.parent[0]}" if citation.parent else ""
    return f"{citation.text} => {citation.instrument}, {citation.relation}{within}{' *' if citation.corrected else ''}"


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_citations_are_corrected_by_their_words(registry: Registry, case: dict[str, Any]) -> None:
    record = read_record(case["text"], "a", registry.grammar, corrections_of(case))
    assert [" ".join(shown(each).split()) for each in record.citations] == case["citations"]
    assert all(case["text"][each.start:each.end] == each.text for each in record.citations)


@pytest.mark.parametrize(("relation", "certainty"), [("implements", "high"), (None, None)])
def test_what_a_person_says_of_a_relation_is_sure(registry: Registry, relation: Any, certainty: str | None) -> None:
    """A citation that was not read and is added; one that is only mentioned has no certainty. Made up."""
    said = Correction("", "Thông tư số 124/2021/TT-BCA", "thử", 3, "mẫu của bộ", False, relation)
    (added,) = read_record("Theo mẫu của bộ.", "a", registry.grammar, FrontMatter(corrections=(said,))).citations
    assert (added.relation, added.relation_certainty) == (relation or "cites", certainty)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_cannot_be_applied_or_is_not_needed_is_known(registry: Registry, case: dict[str, Any]) -> None:
    found = citation_faults(case["text"], registry.grammar, corrections_of(case))
    assert [fault for _, fault in found] == ([case["fault"]] if "fault" in case else [])


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_a_corrected_record_reads_back(registry: Registry, case: dict[str, Any]) -> None:
    """The record says what was corrected and why; moving a correction to another line does not change it."""
    record = read_record(case["text"], "a", registry.grammar, corrections_of(case))
    data, problems = read_yaml(dump_record(record), "x", exact=True)
    assert problems + record_problems(data, "x") == []
    assert dump_record(record_from_dict(data)) == dump_record(record)


def test_a_correction_outlives_mended_letters(registry: Registry) -> None:
    """Words are found wherever they stand, so a mended text keeps its corrections."""
    case = CASES[2]
    moved = "ỦY BAN NHÂN DÂN TỈNH\n\nMột đoạn thêm vào.\n\n" + case["text"]
    (found,) = read_record(moved, "a", registry.grammar, corrections_of(case)).citations
    assert (found.instrument, found.corrected) == ("44-KL/TW@2019", "bản gốc ghi 44")


def test_a_corrected_citation_says_so_where_it_is_shown(registry: Registry) -> None:
    """Beside the sentence stands who said so and why, instead of a rule of the program."""
    (found,) = read_record(CASES[2]["text"], "a", registry.grammar, corrections_of(CASES[2])).citations
    assert rule_of(found) == "Do người biên tập xác định: bản gốc ghi 44."
    (plain,) = read_record(CASES[2]["text"], "a", registry.grammar).citations
    assert rule_of(plain).endswith("Độ chắc chắn: cao.")


def test_a_corrected_body_feeds_level_province_citations_and_address(registry: Registry) -> None:
    """One corrected field is enough: what follows from it follows."""
    plain = read_record(BARE, "a", registry.grammar)
    assert (plain.document.level, plain.citations[0].issuing_body) != ("province", "Ủy ban nhân dân tỉnh Lào Cai")
    front = FrontMatter(corrections=(Correction("issuing_body", "Ủy ban nhân dân tỉnh Lào Cai", "theo dấu"),))
    record = read_record(BARE, "a", registry.grammar, front)
    assert (record.document.level, record.citations[0].issuing_body) == ("province", "Ủy ban nhân dân tỉnh Lào Cai")
    assert expected_slug(record) == "45-kh-ubnd-2023-lao-cai"


def test_the_parts_of_a_body_go_with_its_name() -> None:
    """Those of the name as read are no parts of another one that a person gave."""
    read = Document(issuing_body="Sở Y tế", bodies=(BodyParts("Sở Y tế"),))
    same, other = (Correction("issuing_body", name, "a") for name in ("Sở Y tế", "Sở Tài chính"))
    assert corrected_document(read, [same]).bodies == read.bodies
    assert corrected_document(read, [other]).bodies == ()


def test_a_corrected_date_decides_which_territory_is_meant(registry: Registry) -> None:
    """The date is put in before names of territories are looked up by it."""
    dated = FrontMatter(corrections=(Correction("date", "2026-02-02", "theo bản gốc"),))
    record = read_record(BARE, "a", registry.grammar, dated)
    assert record.document.date == "2026-02-02"
    assert expected_slug(record) != expected_slug(read_record(BARE, "a", registry.grammar))


def test_a_level_given_by_hand_stays(registry: Registry) -> None:
    """What follows from one corrected field does not overrule another."""
    front = FrontMatter(corrections=(Correction("issuing_body", "Ủy ban nhân dân tỉnh Lào Cai", "a"),
                                     Correction("level", "district", "b")))
    assert read_record(BARE, "a", registry.grammar, front).document.level == "district"


@pytest.mark.parametrize(("row", "words"), [
    ("{citation: Chỉ thị 09, reason: a}", "cần ignore, value hoặc relation"),
    ("{citation: Chỉ thị 09, field: date, value: x y z, reason: a}", "không có field"),
    ("{citation: Chỉ thị 09, ignore: false, reason: a}", "chỉ nhận: true"),
    ("{citation: Chỉ thị 09, value: null, reason: a}", "không phải một dòng chữ"),
    ("{citation: Chỉ thị 09, relation: thực hiện, reason: a}", "chỉ nhận: basis"),
    ("{citation: Chỉ thị 09, ignore: true}", "reason: chưa có"),
    ("{field: date, reason: a}", "value: chưa có"), ("{value: x, reason: a}", "field: chưa có"),
])
def test_a_correction_of_no_clear_form_is_refused(row: str, words: str) -> None:
    with pytest.raises(ProblemError, match=words) as caught:
        read_front_matter(f"source: a\ncorrections:\n- {row}\n", "a.md")
    assert {found.line for found in caught.value.problems} == {4}


@pytest.mark.parametrize("name", ["Câu lạc bộ Hoa Mai", "Ủy ban nhân dân tỉnh Lào Cai và các đơn vị"])
def test_a_corrected_body_that_no_table_knows_has_its_name_only(name: str, registry: Registry) -> None:
    """What is understood of its beginning tells nothing of it."""
    record = read_record(BARE, "a", registry.grammar, FrontMatter(corrections=(Correction("issuing_body", name, "a"),)))
    assert (record.document.issuing_body, record.document.level) == (name, None)
