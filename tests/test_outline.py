"""Blocks cover the text, their addresses are stable, sentences cut by pages are found whole."""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import Any

import pytest
from cases import load_cases
from hypothesis import given
from hypothesis import strategies as st
from layouts import blocks_of
from vanban.models import Block
from vanban.reading.outline.footnotes import footnote_owners
from vanban.reading.text import Text
from vanban.store.documents import DOCUMENTS_FOLDER, read_sources

WORD = re.compile(r"[^\W_]+")
PIECES = st.sampled_from([
    "I. MỤC A", "1. Câu một.", "1.1. Câu.", "a) Điểm;", "- Gạch;", "Điều 1. Tên", "Chương I", "¹ Chú thích:",
    "chữ thường", "Số: 1/KH-UBND", "Nơi nhận:", "CHỦ TỊCH", "Nguyễn Văn An", "| a | b |", "|", "---", "", "  ",
    "Kính gửi: A", "KẾ HOẠCH", "PHỤ LỤC", "**Đậm**", "\t", "TM. ỦY BAN", "Văn bản liên quan",
])


@pytest.mark.parametrize("case", load_cases("outline.yaml"), ids=lambda case: case["why"])
def test_outline(case: dict[str, Any]) -> None:
    """Each row's blocks with kind, zone, anchor and mark, and depths where the row gives them."""
    blocks = blocks_of(case["text"])
    assert [f"{b.kind} {b.zone} {b.anchor} {b.label or '-'}" for b in blocks] == case["blocks"]
    if "depth" in case:
        assert [b.depth for b in blocks] == case["depth"]


@pytest.mark.parametrize("case", load_cases("outline_footnotes.yaml"), ids=lambda case: case["why"])
def test_footnotes_and_cut_sentences(case: dict[str, Any]) -> None:
    """Each line is a block; those of a footnote know its head, and a cut sentence finds its other part."""
    text = Text("\n\n".join(row["text"] for row in case["lines"]))
    blocks = blocks_of(text.raw)
    rows = list(enumerate(case["lines"]))
    assert len(blocks) == len(rows)
    assert footnote_owners(blocks, text) == {i: row["owner"] for i, row in rows if "owner" in row}
    assert {i for i, b in enumerate(blocks) if b.kind == "footnote"} == {i for i, row in rows if "owner" in row}
    anchors = [block.anchor for block in blocks]
    assert {anchors.index(b.continues): i for i, b in enumerate(blocks) if b.continues} == {
        i: row["goes_on"] for i, row in rows if "goes_on" in row}


def check_blocks(text: Text, blocks: tuple[Block, ...]) -> None:
    """Blocks are in order, apart, on their lines, unique by anchor, and hold every word of the text."""
    position = 0
    for block in blocks:
        assert position <= block.start < block.end <= len(text.raw)
        assert not WORD.search(text.raw, position, block.start)
        assert block.line == text.raw.count("\n", 0, block.start) + 1
        position = block.end
    assert not WORD.search(text.raw[position:])
    assert len({block.anchor for block in blocks}) == len(blocks)


@given(st.lists(PIECES, max_size=30), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_every_word_is_in_exactly_one_block(pieces: list[str], newline: str) -> None:
    """Whatever marks meet, in whatever order."""
    text = Text(newline.join(pieces))
    check_blocks(text, blocks_of(text.raw))


@given(st.text(max_size=200))
def test_any_text_has_an_outline(raw: str) -> None:
    """No text is refused, and blocks never overlap."""
    blocks = blocks_of(raw)
    assert all(a.end <= b.start for a, b in itertools.pairwise(blocks))


def test_the_five_documents(root: Path) -> None:
    """Their texts are covered, and each has a head and a foot where it should."""
    for source in read_sources(root / DOCUMENTS_FOLDER):
        text = Text(source.text)
        blocks = blocks_of(text.raw)
        check_blocks(text, blocks)
        headless = source.slug.startswith("cong-van-tong-lien-doan")
        assert {b.zone for b in blocks} == ({"body"} if headless else {"header", "body", "closing"})


def test_an_edit_in_one_chapter_leaves_other_addresses_alone() -> None:
    """Anchors come from marks above, not from counting blocks."""
    before = "I. MỘT\n\n1. Câu một.\n\nII. HAI\n\n1. Câu hai.\n\n2. Câu ba."
    after = before.replace("1. Câu một.", "1. Câu một.\n\n2. Câu mới.\n\n- Gạch mới.")
    old, new = ({b.anchor for b in blocks_of(raw)} for raw in (before, after))
    assert old <= new


def test_work_grows_with_the_length_only() -> None:
    """Long runs of look-alike marks are read in one pass: three thousand of each, no recursion, no blow-up."""
    listed = "¹ A:\n- Kế hoạch số 1/KH-A;\n"
    for piece in ("TM. ABC\n", "CHỦ TỊCH\n", "|a", "Số: ", "- A;\n", listed, "I. A\n", "Nơi nhận:\n"):
        text = Text(piece * 3_000)
        check_blocks(text, blocks_of(text.raw))
