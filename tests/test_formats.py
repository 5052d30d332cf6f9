"""A document in every format an office has gives the record of its plain text (PDF: see browser/test_pdf.py)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from vanban.intake import read_bytes
from vanban.store.documents import DOCUMENTS_FOLDER, Source, read_sources

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

import formats
import set_texts


@pytest.mark.parametrize("source", read_sources(formats.ROOT / DOCUMENTS_FOLDER), ids=lambda source: source.slug)
def test_every_format_reads_like_plain_text(source: Source) -> None:
    """Encodings, a portal's page and a Word document lose no field and no citation, and add none."""
    rows = list(formats.compare(formats.files_of(source.text, None)))
    assert [row.format for row in rows] == ["UTF-16", "TCVN3", "VNI", "1258", ".html", ".docx"]
    assert all(not (row.fields or row.lost or row.false) and row.citations for row in rows), rows


def test_a_loss_is_counted() -> None:
    """What is missing or false lowers the share of its format, which then reads worse than it must."""
    files = [("UTF-8", b"Theo Luat so 45/2019/QH14 va Nghi dinh 30/2020/ND-CP."), ("x", b"Theo Luat so 45/2019/QH14.")]
    (row,) = formats.compare(files)
    assert len(row.lost) == 1 and not row.false
    assert formats.below("x", formats.table([row])["x"])


def test_what_is_set_holds_what_offices_send() -> None:
    """The Word document has numbers, a footnote and tracked changes; the deleted citation is told, not read."""
    text = "BÁO CÁO\n\nĐiều 1. Phạm vi áp dụng của quy định này.\n\nĐiều 2. Đối tượng.\n\n| a | b |\n| c | d |\n"
    blocks = set_texts.blocks_of(text)
    found = read_bytes(set_texts.as_word(blocks), Path("x"))
    assert [line for line in found.text.split("\n") if line] == [
        "BÁO CÁO", "Điều 1. Phạm vi áp dụng của quy định này.[1]", "Điều 2. Đối tượng.", "| a | b |", "| c | d |",
        f"[1] {set_texts.NOTE}"]
    assert "nhận 1 chỗ chèn thêm" in found.how
    assert [each.what for each in found.left_out] == ["chữ đã xóa (theo dõi thay đổi)", "đầu trang"]
