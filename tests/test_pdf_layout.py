"""Columns of printed pages, of words set by hand: what the print of a browser does not show."""

from __future__ import annotations

from vanban.intake.pdf_layout import text_of_pages
from vanban.intake.pdf_lines import PdfWord

SIZE = 12.0


def words(line: str, left: float, top: float, blank: float = 10.0) -> list[PdfWord]:
    """The words of a line with their boxes, six points a letter, with blanks as wide as recognition leaves them."""
    found, at = [], left
    for word in line.split():
        found.append(PdfWord(word, at, top, at + 6.0 * len(word), top + SIZE, SIZE))
        at = found[-1].right + blank
    return found


def test_a_title_that_blanks_happen_to_part_stands_in_no_column() -> None:
    """The letterhead is two columns; a blank of the title below it falls where the strip between them is."""
    page = [*words("THỦ TƯỚNG CHÍNH PHỦ", 60, 60), *words("CỘNG HÒA XÃ HỘI CHỦ NGHĨA", 300, 60),
            *words("Số: 50/2025/QĐ-TTg", 60, 80), *words("Độc lập - Tự do", 330, 80)]
    title = words("Ban hành Quy chế tự kiểm tra văn bản quy phạm pháp luật", 64, 110)
    body = words("Căn cứ Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025 và luật khác", 60, 140)
    text = text_of_pages([[*page, *title, *body]]).text
    assert "| THỦ TƯỚNG CHÍNH PHỦ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA |" in text
    assert "\nBan hành Quy chế tự kiểm tra văn bản quy phạm pháp luật\n" in text


def test_a_wide_gap_parts_two_columns_of_two_lines() -> None:
    """The number stands on a line of its own below "Số:", the motto beside; the line above has a narrow gap."""
    page = [*words("ỦY BAN THƯỜNG VỤ QUỐC HỘI CỘNG HÒA XÃ HỘI CHỦ NGHĨA", 60, 60), *words("Nghị quyết số:", 100, 80),
            *words("Độc lập - Tự do", 340, 80), *words("120/2026/UBTVQH15", 90, 95)]
    title = words("SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA NGHỊ QUYẾT SỐ 70/2025/UBTVQH15", 62, 130)
    text = text_of_pages([[*page, *title]]).text
    assert "| Nghị quyết số: | Độc lập - Tự do |\n| 120/2026/UBTVQH15 |  |" in text


def test_a_letter_printed_twice_at_a_page_end_is_left_out() -> None:
    """A browser prints the letter whose mark reaches above its line on the page before too; a lone item stays."""
    first = words("TM. CHÍNH PHỦ", 300, 700)
    second = [*words("KT. THỦ TƯỚNG", 300, 60), *words("Phạm Văn A", 300, 120)]
    kept = [text_of_pages([[*first, *words(letter, 320, 720)], second]).text.split() for letter in "ỦX"]
    assert "Ủ" not in kept[0] and "X" in kept[1]
