"""Instruments that go by a name: found in every spelling, ended where the name ends, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from cases import load_cases
from hypothesis import given
from hypothesis import strategies as st
from vanban.reading.citations.named import find_named
from vanban.reading.text import Text
from vanban.registry.names import TYPES, NamedInstrument, read_names
from vanban.registry.tables import load_registry

GRAMMAR = load_registry().grammar
NAMES = GRAMMAR.registry.names
WORDS = [
    "Luật", "LUẬT", "Bộ luật", "Pháp lệnh", "Hiến pháp", "Công ước", "Hiệp định", "sửa đổi, bổ sung", "một số điều của",
    "Đất đai", "ĐẤT ĐAI", "Hình sự", "giữa", "Việt Nam", "và", ",", "\n", "\n\n", "số 31/2024/QH15", "năm 2013", "BLHS",
]
CHAIN = "Luật sửa đổi, bổ sung một số điều của "


@pytest.mark.parametrize("case", load_cases("named.yaml"), ids=lambda case: case["text"][:60])
def test_names(case: dict[str, Any]) -> None:
    """Each row's names, in order, with their spans and canonical names."""
    clean = Text(case["text"]).clean
    found = [{"text": clean[m.start:m.end], "type": m.type, "name": m.name, "known": m.known}
             for m in find_named(clean, GRAMMAR)]
    assert found == [{"known": True, **name} for name in case["names"]]


def forms_of(row: NamedInstrument) -> list[str]:
    """A row's full form, its aliases and its short forms, in capitals too."""
    return [*(f"{row.type} {name}" for name in (row.name, *row.aliases)), *row.short, row.full.upper()]


def test_every_row_is_found_by_its_own_name() -> None:
    """Each form of a row in a sentence leads to that row and to no other; one test for all rows, which are hundreds."""
    def found(form: str) -> list[tuple[str, str]]:
        return [(m.type, m.name) for m in find_named(Text(f"Căn cứ {form};").clean, GRAMMAR) if m.known]

    assert [form for row in NAMES.rows if row.type != "Hiến pháp"
            for form in forms_of(row) if found(form) != [(row.type, row.name)]] == []


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))
def test_spans_are_in_order_and_begin_with_their_type(text: str) -> None:
    """Any order of words: matches are in text order, do not overlap, and begin with a type word or short form."""
    last = 0
    for match in find_named(text, GRAMMAR):
        assert last <= match.start < match.end <= len(text)
        first = " ".join(text[match.start:match.end].split()).lower()
        assert first.startswith(tuple(t.lower() for t in TYPES)) or text[match.start:match.end] in NAMES.by_short
        last = match.end


@pytest.mark.parametrize("unit", ["Luật ", "Luật\n", CHAIN, "Hiệp định giữa Việt Nam và "])
def test_endless_repetition_is_read_through(unit: str) -> None:
    """Ten thousand type words in a row are no name at all, or short ones, and the text is read to its end."""
    text = unit * 10_000 + "Luật Đất đai."
    last = find_named(text, GRAMMAR)[-1]
    assert text[last.end - len("Đất đai"):] == "Đất đai."


def _table(folder: Path, rows: str) -> Path:
    (folder / "named_instruments.yaml").write_text(rows, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("rows", "line", "words"), [
    ("- {type: Luật, name: Đất đai}\n- {type: Luật, name: Đất đai}\n", 2, "đã có ở dòng 1"),
    ("- {type: Luật, name: Đất đai, aliases: [Rừng]}\n- {type: Luật, name: rừng}\n", 2, "chỉ thuộc về một dòng"),
    ("- {type: Quyết định, name: Đất đai}\n", 1, "chỉ nhận: Hiến pháp"),
    ("- {type: Luật}\n", 1, "name: chưa có"),
    ("- {type: Luật, name: Đất đai, number: 1}\n", 1, "“number” không có trong quy định"),
    ("- {type: Luật, name: Đất đai, editions: [QH13]}\n", 1, "số hiệu đầy đủ"),
])
def test_problems_of_the_table_are_told_by_line(tmp_path: Path, rows: str, line: int, words: str) -> None:
    """What is wrong in the table is said in Vietnamese with file and line."""
    _, problems = read_names(_table(tmp_path, rows))
    assert any(p.line == line and words in p.message for p in problems), problems


def test_a_missing_table_is_told(tmp_path: Path) -> None:
    """A folder without the table is a problem, not an empty table."""
    _, problems = read_names(tmp_path)
    assert "không đọc được" in problems[0].message
