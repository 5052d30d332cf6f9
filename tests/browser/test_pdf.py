"""PDF files as offices print them: letterhead and closing in columns, page numbers, footnotes."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from printing import printed
from vanban.intake import Intake, read_bytes
from vanban.reading.record import read_record
from vanban.registry.tables import Registry
from vanban.store.documents import DOCUMENTS_FOLDER, Source, read_sources

LETTER = """<style>body { font: 13pt serif } table { width: 100% } sup { font-size: 7pt }
td { width: 50%; text-align: center; vertical-align: top; white-space: nowrap; font-size: 11pt }
.note { font-size: 9pt; border-top: 1px solid } .page { break-after: page; height: 200mm; position: relative }
.note { position: absolute; bottom: 0 }</style>
<div class="page"><table><tr><td>ỦY BAN NHÂN DÂN<br>TỈNH BÌNH PHƯỚC</td>
<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>
Độc lập - Tự do - Hạnh phúc</td></tr>
<tr><td>Số: 31/KH-UBND</td><td><i>Bình Phước, ngày 02 tháng 02 năm 2023</i></td></tr></table>
<p style="text-align:center"><b>KẾ HOẠCH</b></p><p>Thực hiện Chỉ thị số 09-CT/TW<sup>1</sup> ngày 01/12/2011 của
Ban Bí thư Trung ương Đảng về tăng cường sự lãnh đạo của Đảng, Ủy ban nhân dân tỉnh ban hành kế hoạch.</p>
<p class="note">1 Chỉ thị này được sơ kết theo Kế hoạch số 161/KH-UBND.</p></div>
<p>Các đơn vị triển khai thực hiện.</p><table><tr><td>Nơi nhận:<br>- Như trên;<br>- Lưu: VT.</td>
<td>KT. CHỦ TỊCH<br>PHÓ CHỦ TỊCH<br>Trần Văn Mẫu</td></tr></table>"""


def read_printed(browser: Browser, page_html: str) -> Intake:
    """What is read of a page printed to PDF."""
    return read_bytes(printed(page_html, browser, "Trang "), Path("cong-van.pdf"))


def test_columns_running_lines_and_footnotes(browser: Browser) -> None:
    """Two columns are the cells of rows, page numbers are left out and told, a footnote goes to the end."""
    found = read_printed(browser, LETTER)
    assert found.kind == "pdf" and found.how == "tệp PDF, 2 trang"
    assert [line for line in found.text.split("\n") if line] == [
        "| ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |", "| TỈNH BÌNH PHƯỚC | Độc lập - Tự do - Hạnh phúc |",
        "| Số: 31/KH-UBND | Bình Phước, ngày 02 tháng 02 năm 2023 |", "KẾ HOẠCH",
        "Thực hiện Chỉ thị số 09-CT/TW[1] ngày 01/12/2011 của Ban Bí thư Trung ương Đảng về tăng cường sự lãnh đạo "
        "của Đảng, Ủy ban nhân dân tỉnh ban hành kế hoạch.",
        "Các đơn vị triển khai thực hiện.", "| Nơi nhận: | KT. CHỦ TỊCH |", "| - Như trên; | PHÓ CHỦ TỊCH |",
        "| - Lưu: VT. | Trần Văn Mẫu |", "[1] Chỉ thị này được sơ kết theo Kế hoạch số 161/KH-UBND."]
    assert [str(each) for each in found.left_out] == ["đầu trang, chân trang, số trang (2 chỗ): Trang 1"]


def as_page(text: str) -> str:
    """A held text set as a page: paragraphs at empty lines, rows of bars as tables."""
    rows = []
    for block in text.split("\n\n"):
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        rows.append("<p>" + "<br>".join(map(html.escape, lines)) + "</p>" if lines else "")
    return f'<meta charset="utf-8"><style>body {{ font: 13pt serif }}</style>{"".join(rows)}'


@pytest.mark.parametrize("source", read_sources(Path(__file__).parents[2] / DOCUMENTS_FOLDER),
                         ids=lambda source: source.slug)
def test_a_printed_document_reads_like_its_text(browser: Browser, registry: Registry, source: Source) -> None:
    """Head fields and citations of a printed page are those of the text it was printed from."""
    written = read_record(source.text, source.slug, registry.grammar)
    read = read_record(read_printed(browser, as_page(source.text)).text, source.slug, registry.grammar)
    for field in ("number", "type", "date", "issuing_body", "signer"):
        assert getattr(read.document, field) == getattr(written.document, field), field
    numbers = [citation.number for citation in written.citations if citation.number]
    found = [citation.number for citation in read.citations if citation.number]
    assert len(set(numbers) & set(found)) >= 0.95 * len(set(numbers))
