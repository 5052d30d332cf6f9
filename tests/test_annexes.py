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


@pytest.mark.parametrize(("text", "number"), [
    (f"{TITLE}(Ban hành kèm theo {CIRCULAR}){BODY}", "12/2020/TT-BTC"),
    (f"{TITLE}Kèm theo {CIRCULAR}{BODY}", "12/2020/TT-BTC"),
    (f"{TITLE}(Theo {CIRCULAR}){BODY}", None),
    (f"Kính gửi: Sở A\n\n(Ban hành kèm theo {CIRCULAR}){BODY}", None),
    (f"Số: 31/KH-A\n\n{TITLE}(Ban hành kèm theo {CIRCULAR}){BODY}", None),
    (f"{TITLE}{ROW * 75}\n(Ban hành kèm theo {CIRCULAR}){BODY}", "12/2020/TT-BTC"),
    (f"{TITLE}{ROW * 80}\n(Ban hành kèm theo {CIRCULAR}){BODY}", None),
], ids=["trong ngoặc", "một dòng", "không kèm", "công văn", "có số riêng", "vừa trong phần đầu", "vừa ngoài phần đầu"])
def test_an_annex_says_what_it_came_with(text: str, number: str | None) -> None:
    grammar = load_registry().grammar
    found = instrument_of_annex(read_record(text, "x", grammar), text, grammar)
    assert (found and found.number) == number
