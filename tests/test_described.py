"""Programmes, plans, strategies and schemes without a number: found when specific, left alone when generic."""

from __future__ import annotations

from typing import Any

import pytest
from cases import load_cases
from hypothesis import given
from hypothesis import strategies as st
from vanban.reading.bodies import match_body
from vanban.reading.citations.described import DescribedMatch, find_described
from vanban.reading.citations.described_words import as_in_sentences
from vanban.reading.record import read_record
from vanban.reading.text import Text
from vanban.registry.tables import load_registry

REGISTRY = load_registry()
WORDS = [
    "Kế hoạch", "Chương trình", "Đề án", "Chiến lược", "quốc gia", "phòng, chống tội phạm", "“", "”", "thực hiện",
    "của", "UBND tỉnh", "Chính phủ", "năm 2022", "giai đoạn 2016 - 2025", "về", "số 31/KH-UBND", ";", "\n\n", "và",
]
PLAN = "thực hiện Kế hoạch a b của UBND tỉnh "


def _told(clean: str, match: DescribedMatch) -> dict[str, Any]:
    told: dict[str, Any] = {"text": clean[match.start:match.end], "type": match.type}
    if match.subject_start is not None:
        told["subject"] = clean[match.subject_start:match.subject_end]
    if match.body_start is not None:
        body = match_body(clean, match.body_start, REGISTRY.grammar)
        told["owner"] = clean[body.start:body.end] if body else None
    if match.year:
        told["year"] = match.year
    return told


@pytest.mark.parametrize(("line", "read"), [("KẾ HOẠCH AB", "KẾ HOẠCH AB"), ("KẾ HOẠCH ABC", "Kế hoạch abc")])
def test_a_line_in_capitals_is_a_sentence_from_twelve_letters_on(line: str, read: str) -> None:
    """Eleven are a heading or an abbreviation."""
    assert as_in_sentences(f"Trước\n{line}\nsau", REGISTRY.grammar) == f"Trước\n{read}\nsau"


@pytest.mark.parametrize(("said", "key"), [
    ("“Một phong trào” năm 2023 của UBND tỉnh", "31/KH-UBND@2023"),
    ("“Một phong trào năm 2023” của UBND tỉnh", "31/KH-UBND@2023"),
    ("một phong trào của UBND tỉnh trong năm 2023 - 2024", None),
    ("“Một phong trào năm 2022” của UBND tỉnh", None),
])
def test_a_plan_without_number_is_the_numbered_one_of_its_body_and_year(said: str, key: str | None) -> None:
    """Made up; of another year it stays a text of its own."""
    text = (f"ỦY BAN NHÂN DÂN\nTỈNH BÌNH PHƯỚC\nSố: 12/BC-UBND\nBình Phước, ngày 5 tháng 3 năm 2025\nBÁO CÁO\n"
            f"Một việc\n\nThực hiện Kế hoạch số 31/KH-UBND ngày 14/02/2023 của UBND tỉnh; thực hiện Kế hoạch phát động "
            f"{said}.\n")
    found = read_record(text, "made-up", REGISTRY.grammar).citations[1:]
    assert [each.instrument for each in found if "number: document" in each.inferred] == ([key] if key else [])


@pytest.mark.parametrize("case", load_cases("described.yaml"), ids=lambda case: case["text"][:60])
def test_described(case: dict[str, Any]) -> None:
    """Each row's instruments, in order, with subject, owner and year."""
    clean = Text(case["text"]).clean
    assert [_told(clean, match) for match in find_described(clean, REGISTRY.grammar)] == case["found"]


@given(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join))
def test_spans_are_in_order_and_hold_their_subject(text: str) -> None:
    """Any order of words: matches are in text order, do not overlap, and subject and owner stand inside."""
    last = 0
    for match in find_described(text, REGISTRY.grammar):
        assert last <= match.start < match.end <= len(text)
        assert text[match.start:].lower().startswith(match.type.lower())
        for inner in (match.subject_start, match.subject_end, match.body_start):
            assert inner is None or match.start < inner <= match.end
        last = match.end


@pytest.mark.parametrize("unit", ["Chương trình ", "Đề án “", PLAN, "và Chiến lược "])
def test_endless_repetition_is_read_through(unit: str) -> None:
    """Thousands of type words in a row hide nothing that follows them."""
    text = unit * 5_000 + ";\n\nthực hiện Chương trình của Bộ Công an về công tác dân vận"
    last = find_described(text, REGISTRY.grammar)[-1]
    assert text[last.start:last.end] == "Chương trình của Bộ Công an"
