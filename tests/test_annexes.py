"""An annex that stands as a text of its own: the instrument it came with is that of the line below its title."""

from __future__ import annotations

import pytest
from vanban.reading.annexes import instrument_of_annex
from vanban.reading.record import read_record
from vanban.registry.tables import load_registry

CIRCULAR = "Thông tư số 12/2020/TT-BTC ngày 01 tháng 02 năm 2020 của Bộ Tài chính"
TITLE = "Phụ lục I\n\nMẫu biểu báo cáo\n\n"
ROW = "Một dòng của bảng.\n"
BODY = "\n\nBáo cáo gửi trước ngày 05 hằng tháng.\n"


def cited_at(start: int) -> str:
    """An annex whose circular begins at an offset."""
    lead = "\n(Ban hành kèm theo "
    return f"{TITLE}{'a' * (start - len(TITLE) - len(lead))}{lead}{CIRCULAR}){BODY}"


@pytest.mark.parametrize(("text", "number"), [
    (f"{TITLE}(Ban hành kèm theo {CIRCULAR}){BODY}", "12/2020/TT-BTC"),
    (cited_at(1499), "12/2020/TT-BTC"),
    (cited_at(1500), None),
    (f"{TITLE}Kèm theo {CIRCULAR}{BODY}", "12/2020/TT-BTC"),
    (f"{TITLE}(ban hành kèm theo{' ' * 42}{CIRCULAR}){BODY}", "12/2020/TT-BTC"),
    (f"{TITLE}(ban hành kèm theo{' ' * 43}{CIRCULAR}){BODY}", None),
    (f"{TITLE}(Theo {CIRCULAR}){BODY}", None),
    (f"Kính gửi: Sở A\n\n(Ban hành kèm theo {CIRCULAR}){BODY}", None),
    (f"Số: 31/KH-A\n\n{TITLE}(Ban hành kèm theo {CIRCULAR}){BODY}", None),
    (f"{TITLE}{ROW * 75}\n(Ban hành kèm theo {CIRCULAR}){BODY}", "12/2020/TT-BTC"),
    (f"{TITLE}{ROW * 80}\n(Ban hành kèm theo {CIRCULAR}){BODY}", None),
], ids=["trong ngoặc", "ở chữ cuối của phần đầu", "ngay sau phần đầu", "một dòng", "vừa trong tầm", "vừa ngoài tầm",
        "không kèm", "công văn", "có số riêng", "vừa trong phần đầu", "vừa ngoài phần đầu"])
def test_an_annex_says_what_it_came_with(text: str, number: str | None) -> None:
    grammar = load_registry().grammar
    found = instrument_of_annex(read_record(text, "x", grammar), text, grammar)
    assert (found and found.number) == number


HEADLESS = """NGHỊ QUYẾT
VỀ VIỆC THÔNG QUA CHƯƠNG TRÌNH PHÁT TRIỂN ĐÔ THỊ
HỘI ĐỒNG NHÂN DÂN TỈNH ĐỒNG THÁP
KHOÁ IX - KỲ HỌP THỨ NĂM

Căn cứ Luật Quy hoạch đô thị ngày 17/6/2009;

QUYẾT NGHỊ:
Điều 1. Thông qua Chương trình phát triển đô thị.

TM. HỘI ĐỒNG NHÂN DÂN
CHỦ TỊCH
Phan Văn Mẫu

PHỤ LỤC
DANH MỤC NHIỆM VỤ
(Kèm theo {})

Việc A.
"""


@pytest.mark.parametrize(("pointer", "number", "date"), [
    ("Nghị quyết số 124/2017/NQ-HĐND ngày 14 tháng 7 năm 2017 của HĐND Tỉnh", "124/2017/NQ-HĐND", "2017-07-14"),
    ("Nghị quyết số 12/2017/NQ-HĐND ngày 14/7/2017 của Hội đồng nhân dân tỉnh Gia Lai", None, None),
    ("Quyết định số 12/2017/QĐ-UBND ngày 14/7/2017 của Ủy ban nhân dân tỉnh", None, None),
])
def test_an_annex_tells_the_number_of_its_document(pointer: str, number: str | None, date: str | None) -> None:
    """Where the head tells none, the line below an annex's title does, if it names a text of this type and issuer; it
    is no citation then."""
    record = read_record(HEADLESS.format(pointer), "a", load_registry().grammar)
    assert (record.document.number, record.document.date) == (number, date)
    assert len(record.citations) == 2 - bool(number)
