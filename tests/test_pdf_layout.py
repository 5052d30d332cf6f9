"""Columns of printed pages, of words set by hand: what the print of a browser does not show."""

from __future__ import annotations

from itertools import pairwise

from vanban.intake.pdf_layout import text_of_pages
from vanban.intake.pdf_lines import PdfWord
from vanban.intake.pdf_page import PdfPage
from vanban.intake.pdf_tables import PdfRule, ruled_tables

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
    text = text_of_pages([PdfPage([*page, *title, *body])]).text
    assert "| THỦ TƯỚNG CHÍNH PHỦ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA |" in text
    assert "\nBan hành Quy chế tự kiểm tra văn bản quy phạm pháp luật\n" in text


def test_a_wide_gap_parts_two_columns_of_two_lines() -> None:
    """The number stands on a line of its own below "Số:", the motto beside; the line above has a narrow gap."""
    page = [*words("ỦY BAN THƯỜNG VỤ QUỐC HỘI CỘNG HÒA XÃ HỘI CHỦ NGHĨA", 60, 60), *words("Nghị quyết số:", 100, 80),
            *words("Độc lập - Tự do", 340, 80), *words("120/2026/UBTVQH15", 90, 95)]
    title = words("SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA NGHỊ QUYẾT SỐ 70/2025/UBTVQH15", 62, 130)
    text = text_of_pages([PdfPage([*page, *title])]).text
    assert "| Nghị quyết số: | Độc lập - Tự do |\n| 120/2026/UBTVQH15 |  |" in text


def test_a_letter_printed_twice_at_a_page_end_is_left_out() -> None:
    """A browser prints the letter whose mark reaches above its line on the page before too; a lone item stays."""
    first = words("TM. CHÍNH PHỦ", 300, 700)
    second = [*words("KT. THỦ TƯỚNG", 300, 60), *words("Phạm Văn A", 300, 120)]
    kept = [text_of_pages([PdfPage([*first, *words(letter, 320, 720)]), PdfPage(second)]).text.split()
            for letter in "ỦX"]
    assert "Ủ" not in kept[0] and "X" in kept[1]


def grid(xs: list[float], ys: list[float]) -> tuple[list[PdfRule], list[PdfRule]]:
    """Rules around every cell, each cell's drawn apart as Word does."""
    lying = [PdfRule(y, a, b) for y in ys for a, b in pairwise(xs)]
    return lying, [PdfRule(x, a, b) for x in xs for a, b in pairwise(ys)]


ROWS = [*words("TT", 65, 104), *words("Nhiệm vụ", 105, 104), *words("Cơ quan", 305, 104), *words("1", 65, 126),
        *words("Tham mưu theo Quyết định số 5/QĐ-", 105, 126, 3), *words("Sở", 305, 126), *words("TTg", 105, 140),
        *words("Tư pháp", 305, 140), *words("Việc chung", 105, 166)]


def test_the_cells_of_a_ruled_table_are_read_one_by_one() -> None:
    """Each row is a line, what a cell breaks over lines is joined, a joined cell's words stand in its first."""
    lying, standing = grid([60, 100, 300, 400], [100, 122, 160, 182])
    joined = [rule for rule in standing if (rule.at, rule.start) != (300, 160)]
    (table,) = ruled_tables(lying, joined)
    text = text_of_pages([PdfPage(ROWS, [table])]).text
    assert text == ("| TT | Nhiệm vụ | Cơ quan |\n| 1 | Tham mưu theo Quyết định số 5/QĐ-TTg | Sở Tư pháp |\n"
                    "|  | Việc chung |  |\n")


def test_a_table_may_be_open_at_its_sides_and_go_on_overleaf() -> None:
    """Rules that end nowhere end where the others do; a frame of one column is no table."""
    lying, standing = grid([60, 100, 300, 400], [100, 122, 160, 182])
    (table,) = ruled_tables([rule for rule in lying if rule.at != 182],
                         [rule for rule in standing if rule.at not in (60, 400)])
    assert [cells for _, cells in table.rows(ROWS)][2] == ("", "Việc chung", "")
    assert ruled_tables(*grid([60, 400], [100, 122, 160])) == []


def test_running_text_in_two_columns_is_read_column_by_column() -> None:
    """The right column follows the left; a letterhead, which fills no column, stays as it is."""
    sides = [[f"{side} {at} các đơn vị thực hiện tốt việc," for at in range(15)] for side in ("trái", "phải")]
    page = [word for x, lines in zip((60, 330), sides, strict=True)
            for at, line in enumerate(lines) for word in words(line, x, 60 + 15 * at, 3)]
    end = words("Cuối trang chạy hết bề ngang của trang giấy này thì hết.", 60, 320)
    text = text_of_pages([PdfPage([*page, *end])]).text
    assert " ".join(text.split()).startswith(" ".join([*sides[0], *sides[1]]))


def test_a_stamp_printed_across_the_letterhead_is_left_out() -> None:
    """Its small letters stand among those of other lines, and its own lines break."""
    head = [*words("BỘ KHOA HỌC", 60, 60), *words("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 250, 60),
            *words("Số: 34/TT-BKHCN", 60, 80), *words("Độc lập - Tự do", 300, 80)]
    stamp = ("Ký bởi: Cổng Thông tin", "Chính phủ", "Thời gian ký: 17.11.2025")
    small = [word._replace(bottom=word.top + 7, size=7.0)
             for at, line in enumerate(stamp) for word in words(line, 380, 58 + 8 * at, 3)]
    found = text_of_pages([PdfPage([*head, *small, *words("Điều 1. Phạm vi điều chỉnh của Thông tư này", 60, 200)])])
    assert "| BỘ KHOA HỌC | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |" in found.text and "Chính" not in found.text
    assert [(each.what, each.count) for each in found.left_out] == [("dấu chữ ký số", 3)]


def test_a_running_head_above_a_letterhead_is_left_out() -> None:
    """It stands on the next page too, which is no other document's first."""
    head = [*words("BỘ TƯ PHÁP CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 60, 60), *words("Số: 5/TT-BTP", 60, 80)]
    pages = [PdfPage([*words(f"CÔNG BÁO/Số 12/Ngày 25-11-2025 {page}", 60, 20), *lines, *words("Nội dung", 60, 700)])
             for page, lines in enumerate((head, words("2. Việc khác", 60, 60)), 1)]
    assert "CÔNG BÁO" not in text_of_pages(pages).text


def decision(number: int) -> PdfPage:
    """A one-page document with a letterhead, its signer at the same place as in others."""
    head = words("BỘ TƯ PHÁP CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 60, 60)
    return PdfPage([*head, *words(f"Số: {number}/QĐ-BTP", 60, 80),
                    *words("Điều 1. Một việc của riêng văn bản này", 60, 200), *words("BỘ TRƯỞNG", 60, 680),
                    *words("Nguyễn Văn An", 60, 700)])


def test_who_signs_each_document_of_a_file_is_no_running_line() -> None:
    text = text_of_pages([decision(11), decision(12), decision(13)]).text
    assert text.count("Nguyễn Văn An") == 3 and text.count("BỘ TRƯỞNG") == 3


def test_a_stamp_takes_no_words_of_the_other_column_along() -> None:
    page = [*words("Ký bởi: Cổng Thông tin", 60, 60, 3), *words("Hà Nội, ngày 05 tháng 3 năm 2024", 300, 60, 3),
            *words("Cơ quan:", 60, 80, 3), *words("Văn phòng", 150, 80, 3), *words("Điều 1. Một việc của bộ", 60, 200)]
    found = text_of_pages([PdfPage(page)])
    assert "Hà Nội, ngày 05 tháng 3 năm 2024" in found.text and not any(
        each in found.text for each in ("Ký bởi", "Cơ quan", "Văn phòng"))


def test_a_stamp_below_the_receivers_leaves_them() -> None:
    """Their letters are small too, and stand in one column with it."""
    def small(line: str, top: float, size: float) -> list[PdfWord]:
        return [word._replace(bottom=word.top + size, size=size) for word in words(line, 60, top, 3)]

    page = [*(word for at in range(5) for word in words(f"Điều {at}. Một việc của bộ và các đơn vị", 60, 60 + 20 * at)),
            *small("Nơi nhận:", 200, 9.4), *small("- Như trên;", 211, 9.4), *small("- Lưu: VT, TH.", 222, 9.4),
            *small("Ký bởi: Văn phòng Bộ", 233, 9), *small("Email: vp@example.vn", 243, 9)]
    found = text_of_pages([PdfPage(page)])
    assert "Như trên" in found.text and "Lưu: VT, TH" in found.text and "Email" not in found.text


def test_columns_above_a_table_are_read_before_it() -> None:
    sides = [[f"{side} {at} các đơn vị thực hiện tốt việc," for at in range(15)] for side in ("trái", "phải")]
    page = [word for x, lines in zip((60, 330), sides, strict=True)
            for at, line in enumerate(lines) for word in words(line, x, 60 + 15 * at, 3)]
    (table,) = ruled_tables(*grid([60, 100, 300, 560], [320, 342, 380, 402]))
    rows = [word._replace(top=word.top + 220, bottom=word.bottom + 220) for word in ROWS]
    text = " ".join(text_of_pages([PdfPage([*page, *rows], [table])]).text.split())
    assert text.startswith(" ".join([*sides[0], *sides[1]])) and "| TT | Nhiệm vụ | Cơ quan |" in text


def test_a_sum_at_the_head_of_a_line_opens_no_paragraph() -> None:
    page = [*words("Kinh phí thực hiện cho năm nay của tỉnh ta với số là", 60, 60, 6),
            *words("1.500.000.000 đồng từ ngân sách của tỉnh", 60, 75, 6), *words("1. Việc khác", 60, 90, 6)]
    assert "là 1.500.000.000 đồng từ ngân sách của tỉnh\n" in text_of_pages([PdfPage(page)]).text
