"""Symbols that recognition bent are read as the one that can stand there, in recognised texts only, and said to be."""

from __future__ import annotations

from typing import Any

import pytest
from cases import load_cases
from vanban.models import FrontMatter
from vanban.pages.parts.rules import rule_of
from vanban.reading.record import read_record
from vanban.registry.tables import Registry

SCAN = FrontMatter(recognised=True)
BENT = "Căn cứ Quyết định số 7/OD-TTg ngày 18/9/2023 của Thủ tướng Chính phủ;"


@pytest.mark.parametrize("case", load_cases("bent_symbols.yaml"), ids=lambda case: case["why"])
def test_bent_symbols(registry: Registry, case: dict[str, Any]) -> None:
    """Each number is what its row says; one read anew keeps what was recognised in its note, one left has none."""
    found = read_record(case["text"], "x", registry.grammar, SCAN).citations
    assert [each.number for each in found] == case["numbers"]
    for each, bent in zip(found, case.get("bent", [None] * len(found)), strict=True):
        assert (f"Chữ nhận dạng là {bent};" in (each.note or "")) == (bent is not None)


def test_a_number_read_anew_is_doubtful(registry: Registry) -> None:
    """It says so wherever it is explained, its certainty is low, and the words of the text stay as they are."""
    (found,) = read_record(BENT, "x", registry.grammar, SCAN).citations
    assert (found.confidence, found.instrument) == ("low", "7/QĐ-TTg@2023") and "7/OD-TTg" in found.text
    assert "số do máy nhận dạng, đọc lại theo ký hiệu đúng" in rule_of(found)


@pytest.mark.parametrize(("more", "number"), [("", "7/OD-TTg"), (" Tuật này bé sung một điều.", "7/QĐ-TTg")])
def test_only_a_recognised_text_is_read_anew(registry: Registry, more: str, number: str) -> None:
    """A typed text says what it says; one whose words recognition bent is known by them."""
    assert read_record(BENT + more, "x", registry.grammar).citations[0].number == number
