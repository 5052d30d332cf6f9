"""Days by which something is due are read in the body of a document only."""

from __future__ import annotations

import pytest
from cases import FOLDER, read_yaml
from vanban.reading.record import read_record
from vanban.registry.tables import load_registry

PARTS = read_yaml(FOLDER / "zones.yaml")["parts"]
"""Head, body and foot of a made-up plan."""
DUE = "Các đơn vị gửi báo cáo trước ngày 15/3/2023.\n\n"


@pytest.mark.parametrize(("body", "foot", "days"), [
    (DUE, "", ["2023-03-15"]), ("", "", []), ("", "- Sở Nội vụ (báo cáo trước ngày 15/3/2023);\n", []),
    (DUE.replace("15/3", "31/02"), "", []), (DUE.replace("trước", "sau"), "", []),
], ids=["in the body", "nothing due", "in the list of receivers", "a day no calendar has", "no word of a limit"])
def test_a_day_is_due_where_the_body_says_so(body: str, foot: str, days: list[str]) -> None:
    text = PARTS["head"] + PARTS["body"] + body + PARTS["foot"].replace("- Lưu", f"{foot}- Lưu")
    record = read_record(text, "x", load_registry().grammar)
    assert [deadline.day for deadline in record.deadlines] == days
    assert all(text[d.start:d.end] == "trước ngày 15/3/2023" for d in record.deadlines)


def test_a_day_is_due_in_the_first_words_of_a_text() -> None:
    record = read_record(f"Báo cáo trước ngày 15/3/2023.\n\n{DUE}", "x", load_registry().grammar)
    assert [deadline.start for deadline in record.deadlines] == [8, 54]


@pytest.mark.parametrize(("sentence", "told"), [
    ("Các đơn vị hoàn thành trước\nngày 15/3/2023.", "trước\nngày 15/3/2023"),
    ("Hồ sơ đã nộp trước ngày 15/3/2023 thì được giải quyết tiếp.", None),
    ("Thời gian công tác từ ngày 01/01/2021 đến trước ngày 15/3/2023 được tính đủ.", None),
    ("Người đang hưởng lương hưu trước ngày 15/3/2023; mức mới áp dụng từ ngày 15/3/2023.", None),
    ("Dữ liệu phải chuyển xong trước ngày 15/3/2023; mức mới áp dụng từ ngày 15/3/2023.", "trước ngày 15/3/2023"),
    ("+ Thời hạn ban hành: trước ngày 15/3/2023; mức mới áp dụng từ ngày 15/3/2023.", "trước ngày 15/3/2023"),
    ("Giấy phép được tiếp tục sử dụng đến hết ngày 15/3/2023.", None),
    ("Thời gian thực hiện đến hết ngày 15/3/2023.", "hết ngày 15/3/2023"),
    ("Các trường nghỉ Tết từ ngày 01/3/2023 đến hết ngày 15/3/2023.", None),
    ("Các đơn vị nộp báo cáo từ ngày 01/3/2023 đến hết ngày 15/3/2023.", "hết ngày 15/3/2023"),
    ("Sở Nội vụ gửi báo cáo về tỉnh trước ngày 15/3/2023; mô hình mới chạy từ ngày 15/3/2023.", "trước ngày 15/3/2023"),
    ("Các đơn vị báo cáo trước ngày 15/3/2023; tiếp tục theo dõi.", "trước ngày 15/3/2023"),
    ("Từ nay đến trước ngày 15/3/2023, các xã rà soát hồ sơ.", "trước ngày 15/3/2023"),
    ("Các đơn vị tiếp tục rà soát và gửi báo cáo đến hết ngày 15/3/2023.", "hết ngày 15/3/2023"),
    ("Chậm nhất đến hết ngày 15/3/2023, các đơn vị gửi báo cáo.", "Chậm nhất đến hết ngày 15/3/2023"),
], ids=["over two lines", "a state before a day", "a period", "a border between two rules", "done before a border",
        "a time for issuing",
        "something that holds", "a time for doing", "a time from day to day", "a time for handing in",
        "sent before a border", "what goes on in the next clause",
        "from now on", "what goes on is another doing", "at the latest until the end"])
def test_a_day_that_parts_two_times_is_not_due(sentence: str, told: str | None) -> None:
    text = PARTS["head"] + PARTS["body"] + f"{sentence}\n\n" + PARTS["foot"]
    record = read_record(text, "x", load_registry().grammar)
    assert [text[d.start:d.end] for d in record.deadlines] == ([] if told is None else [told])


def test_a_normative_text_sets_periods_and_few_tasks() -> None:
    text = (PARTS["head"] + PARTS["body"]).replace("KẾ HOẠCH", "THÔNG TƯ").replace("KH-UBND", "TT-BTC")
    periods = ("Thuế suất theo biểu này từ ngày 01/01/2023 đến hết ngày 31/3/2023.\n\n"
               "Các đơn vị phải hoàn thành việc chuyển đổi đến hết ngày 31/5/2023.\n\n")
    record = read_record(f"{text}{periods}{DUE}{PARTS['foot']}", "x", load_registry().grammar)
    assert record.document.type == "Thông tư"
    assert [d.day for d in record.deadlines] == ["2023-05-31", "2023-03-15"]


def test_no_day_before_the_year_of_an_undated_text_is_due() -> None:
    text = PARTS["head"].replace("ngày 02 tháng 02 năm", "ngày    tháng    năm") + PARTS["body"]
    days = "Hồ sơ nộp trước ngày 15/3/2019 và báo cáo gửi trước ngày 15/3/2023.\n\n"
    record = read_record(f"{text}{days}{PARTS['foot']}", "x", load_registry().grammar)
    assert record.document.date is None
    assert [d.day for d in record.deadlines] == ["2023-03-15"]
