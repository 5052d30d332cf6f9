"""Receivers and the number that recognition bent are read as what they can only be, in recognised texts only."""

from __future__ import annotations

from time import process_time
from typing import Any

import pytest
from cases import load_cases
from texts_read import text_with_bent_foot
from vanban.models import Document, FrontMatter
from vanban.reading.record import read_record
from vanban.registry.tables import Registry

SCAN = FrontMatter(recognised=True)
LETTER = """ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC
Số: {number}

Bình Phước, ngày 02 tháng 02 năm 2023

QUYẾT ĐỊNH
Về việc thử

Điều 1. Làm việc A.

Nơi nhận:
- {item};
- Lưu: {kept}.

TM. {capacity}
CHỦ TỊCH

Nguyễn Văn B
"""
"""Made up."""


def read(registry: Registry, front: FrontMatter = SCAN, number: str = "12/QĐ-UBND", item: str = "Như Điều 1",
         kept: str = "VT", capacity: str = "ỦY BAN NHÂN DÂN") -> tuple[str | None, tuple[str, ...], str | None]:
    """Number, receivers and capacity of the made-up decision."""
    text = LETTER.format(number=number, item=item, kept=kept, capacity=capacity)
    document = read_record(text, "made-up", registry.grammar, front).document
    return document.number, document.recipients, document.signing_capacity


@pytest.mark.parametrize(("item", "known"), [
    ("Ban Bí thử Trung ương Đảng", "Ban Bí thư Trung ương Đảng"),
    ("Viện Kiểm sát:nhân dân tối cao", "Viện kiểm sát nhân dân tối cao"),
    ("Bộ trưởng (để b/©)", "Bộ trưởng (để b/c)"),
    ("Tòa án nhân dân tối cao", "Tòa án nhân dân tối cao"),
    ("Tòa án nhân dân tỉnh", "Tòa án nhân dân tỉnh"),
    ("Văn phòng Tỉnh ủy", "Văn phòng Tỉnh ủy"),
])
def test_a_receiver_but_for_a_letter_is_the_usual_one(registry: Registry, item: str, known: str) -> None:
    """One that is near no usual receiver stays as it was read."""
    assert read(registry, item=item)[1][0] == known


def test_a_title_is_written_as_the_text_writes_it_again_and_again(registry: Registry) -> None:
    """A pair of words that the body has only with other marks; what it has too, or has once, stays."""
    text = LETTER.format(number="12/QĐ-UBND", item="Như Điều 1", kept="VT", capacity="ỦY BAN NHÂN DÂN").replace(
        "Về việc thử", "QUY ĐỊNH PHÍ THẤM ĐỊNH. CỦA, TỈNH VÀ NGUỐN THU").replace(
        "Làm việc A.", "Phí thẩm định là phí. Việc thẩm định do Sở làm, nguồn thu do Sở giữ.")
    title = read_record(text, "made-up", registry.grammar, SCAN).document.title
    assert title == "QUY ĐỊNH PHÍ THẨM ĐỊNH CỦA TỈNH VÀ NGUỐN THU"


def head(registry: Registry, old: str, new: str, body: str = "Làm việc A.") -> Document:
    """The head of the made-up decision with ``new`` for ``old`` and another body."""
    text = LETTER.format(number="12/QĐ-UBND", item="Như Điều 1", kept="VT", capacity="ỦY BAN NHÂN DÂN").replace(
        "Làm việc A.", body).replace(old, new)
    return read_record(text, "made-up", registry.grammar, SCAN).document


@pytest.mark.parametrize(("printed", "written"), [
    ("định mức chỉ phí", "định mức chi phí"),
    ("PHÊ DUYỆT DỰÁN,. “NUÔI CÁ”", "PHÊ DUYỆT DỰ ÁN “NUÔI CÁ”"),
    ("QUẢN LÝ THEO CHUỖI, GIÁ TRỊ", "QUẢN LÝ THEO CHUỖI GIÁ TRỊ"),
    ("QUẢN LÝ CÁ, TÔM", "QUẢN LÝ CÁ, TÔM"),
    ("QUẢN LÝ ĐẤT, RỪNG", "QUẢN LÝ ĐẤT, RỪNG"),
    ("TIỀN THƯỞNG NĂM ... CHO ĐẤU THẦẦu", "TIỀN THƯỞNG NĂM ... CHO ĐẤU THẦẦu"),
])
def test_a_title_without_specks_between_its_words(registry: Registry, printed: str, written: str) -> None:
    """A comma stays where the text has one there too, or never has the words together."""
    body = f"{'Chuỗi giá trị cá tôm. ' * 4}Nuôi cá, tôm."
    assert head(registry, "Về việc thử", printed, body).title == written


@pytest.mark.parametrize(("item", "known"), [
    ("Sở NN&MIT tỉnh A", "Sở NN&MT tỉnh A"),
    ("Sở NN&MTT tỉnh A", "Sở NN&MT tỉnh A"),
    ("Phòng NVIC", "Phòng NVTC"),
    ("Phòng 'NVTC", "Phòng NVTC"),
    ("Sở NN&MD tỉnh A", "Sở NN&MD tỉnh A"),
    ("Phòng HTỌT", "Phòng HTQT"),
    ("HỌP", "HỌP"),
    ("UBND các tỉnh, thành phố trực thuộc TƯ", "UBND các tỉnh, thành phố trực thuộc TƯ"),
])
def test_an_abbreviation_is_the_one_that_the_text_has(registry: Registry, item: str, known: str) -> None:
    """One with a letter too many, where the text has it twice without; no abbreviation has the letter "Ọ"."""
    body = "Sở NN&MT làm việc A. Sở NN&MT làm việc B. Phòng NVTC ở C, phòng NVTC ở D."
    assert head(registry, "Như Điều 1", item, body).recipients[0] == known


def test_a_capacity_whose_dot_is_lost(registry: Registry) -> None:
    """Before a word that no abbreviation is."""
    document = head(registry, "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", "KTBỘ TRƯỞNG\nTHỨ TRƯỞNG")
    assert (document.signing_capacity, document.signer_title) == ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG")


@pytest.mark.parametrize(("printed", "day"), [
    ("ngày 02:tháng 02", "2023-02-02"), ("ngày 20 tháng 4ˆ", "2023-04-20"), ("ngày 2 0 tháng 8", "2023-08-20"),
    ("ngày 03 tháng 40", "2023-10-03"), ("ngày 06 thang AO", "2023-10-06"), ("ngày 06 tháng 20", None)])
def test_a_day_that_recognition_bent(registry: Registry, printed: str, day: str | None) -> None:
    """A speck behind its figures, a stamp's blank between them; a month that ends in a nought is the tenth."""
    assert head(registry, "ngày 02 tháng 02", printed).date == day


def test_a_list_torn_by_its_cells_is_whole(registry: Registry) -> None:
    """The end of an item before the title in the other cell, the items below outside of the table."""
    foot = LETTER[LETTER.index("Nơi nhận"):].format(item="Như Điều 1", kept="VT", capacity="ỦY BAN NHÂN DÂN")
    torn = ("| Nơi nhận: | KT. BỘ TRƯỞNG |\n| - Thủ tướng và các Phó Thủ tướng | Chính phủ; THỨ TRƯỞNG |\n\n"
            "- Văn phòng Quốc hội;\n\n| - Kiểm toán Nhà nước; | Đỗ Văn Bình |\n\n- Công báo;\n\n- Lưu: VT, NC.\n")
    document = head(registry, foot, torn)
    assert document.recipients == ("Thủ tướng và các Phó Thủ tướng Chính phủ", "Văn phòng Quốc hội",
                                   "Kiểm toán Nhà nước", "Công báo", "Lưu: VT, NC")
    assert (document.signing_capacity, document.signer_title, document.signer) == (
        "KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "Đỗ Văn Bình")


def test_a_name_without_the_speck_in_it(registry: Registry) -> None:
    """Between its last two words."""
    assert head(registry, "Nguyễn Văn B", "Nguyễn Văn-Bình").signer == "Nguyễn Văn Bình"


def test_a_capacity_with_its_tones_in_the_old_places_stays(registry: Registry) -> None:
    """As it is printed."""
    assert read(registry, capacity="UỶ BAN NHÂN DÂN")[2] == "TM. UỶ BAN NHÂN DÂN"


@pytest.mark.parametrize(("kept", "known"), [
    ("VŨ KGVX", "Lưu: VT, KGVX"), ("VTj QLG (2b)", "Lưu: VT, QLG (2b)"), ("VI; ĐT", "Lưu: VT, ĐT"),
    ("VT, TNCN.¿", "Lưu: VT, TNCN"), ("VP, TH", "Lưu: VP, TH"),
    ("Vụ PC", "Lưu: Vụ PC"), ("VT, NC", "Lưu: VT, NC"), ("HC, TTHT", "Lưu: HC, TTHT")])
def test_the_office_that_keeps_a_copy(registry: Registry, kept: str, known: str) -> None:
    """"VT" with a wrong letter or one too many; another office stays."""
    assert read(registry, kept=kept)[1][-1] == known


def test_only_a_recognised_text_is_read_anew(registry: Registry) -> None:
    """The same letters in a text that a person typed are what was typed."""
    found = [read(registry, front, "12/QĐĐ-UBND", "Ban Bí thử Trung ương Đảng", "VŨ KGVX", "ÚY BAN NHÂN DÂN")
             for front in (SCAN, FrontMatter())]
    assert found == [
        ("12/QĐ-UBND", ("Ban Bí thư Trung ương Đảng", "Lưu: VT, KGVX"), "TM. ỦY BAN NHÂN DÂN"),
        ("12/QĐĐ-UBND", ("Ban Bí thử Trung ương Đảng", "Lưu: VŨ KGVX"), "TM. ÚY BAN NHÂN DÂN")]


@pytest.mark.parametrize("case", load_cases("bent_feet.yaml"), ids=lambda case: case["why"])
def test_a_text_that_looks_recognised(registry: Registry, case: dict[str, Any]) -> None:
    """Its number and names are put right where only one thing can be meant, scraps left out; other words stay."""
    document = read_record(text_with_bent_foot(case), "made-up", registry.grammar).document
    for field, expected in case["document"].items():
        found = getattr(document, field)
        assert (list(found) if isinstance(found, tuple) else found) == expected


@pytest.mark.parametrize("item", ["a" * 40_000, "Lưu: " + "A" * 40_000])
def test_a_word_of_any_length_in_a_list(registry: Registry, item: str) -> None:
    """It is read once, not once more for each of its letters, which takes seconds."""
    text = text_with_bent_foot({"foot": f"Nơi nhận:\n- Như trên;\n- {item}.\n"})
    start = process_time()
    document = read_record(text, "made-up", registry.grammar).document
    assert process_time() - start < 1
    assert document.recipients == ("Như trên", item)


@pytest.mark.parametrize("title", ["quy định Thông Tư do Bộ A ban hành", "TRẢ LỜI CÂU HỎI CHỦ TỊCH"])
def test_words_that_are_like_the_countrys_name_and_motto(registry: Registry, title: str) -> None:
    """They are typed words; the number stays as it was typed."""
    text = text_with_bent_foot({"typed": True, "number": "12/QD-UBND", "foot": "Nơi nhận:\n- Lưu: VT.\n"})
    assert "Về việc thử" in text
    document = read_record(text.replace("việc thử", f"việc {title}"), "made-up", registry.grammar).document
    assert document.number == "12/QD-UBND"
