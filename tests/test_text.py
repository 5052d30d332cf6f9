"""The clean view says one thing one way, and every span of it leads back to the text as read."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vanban.language import tcvn3
from vanban.language.letters import new_tone_placement
from vanban.language.tcvn3 import decode_tcvn3, is_tcvn3
from vanban.reading.layout.cut import cut_text
from vanban.reading.layout.lines import read_lines
from vanban.reading.text import Text
from vanban.registry.tables import load_registry
from vanban.store.decoding import split_front_matter

SAMPLE = "Chỉ thị số 09-CT/TW của Ban Bí thư"


@pytest.mark.parametrize(("raw", "clean"), [
    ("09–CT/TW", "09-CT/TW"),
    ("09\u2011CT/TW", "09-CT/TW"),
    ("282/QÐ-LÐLÐ", "282/QĐ-LĐLĐ"),
    ("124/2021/TT-BTС", "124/2021/TT-BTC"),
    ("Uỷ ban, hoà bình, khoá, quý, hoàn", "Ủy ban, hòa bình, khóa, quý, hoàn"),
    ("ngày\u00a01/12/2011", "ngày 1/12/2011"),
    ("**Số:** 31", "  Số:   31"),
    ("Chỉ thị <b>số</b> 5", "Chỉ thị    số     5"),
])
def test_one_thing_is_written_one_way(raw: str, clean: str) -> None:
    """Dashes, look-alike letters, tone placement, spaces, emphasis and tags, length kept."""
    assert Text(raw).clean == clean


@pytest.mark.parametrize("form", ["NFD", "NFC"])
@pytest.mark.parametrize("noise", ["", "\u200b", "\u00ad", "\ufeff"])
def test_composed_or_not_the_words_are_the_same(form: Literal["NFC", "NFD"], noise: str) -> None:
    """Decomposed letters and invisible characters do not hide words; spans cover all that was written."""
    raw = noise.join(unicodedata.normalize(form, SAMPLE))
    text = Text(raw)
    assert text.clean == SAMPLE
    start = text.clean.index("số")
    a, b = text.raw_span(start, start + 2)
    assert unicodedata.normalize("NFC", raw[a:b].replace(noise or "\0", "")) == "số"


@given(st.text(alphabet="aăâđeêioôơuưyAĐ hoàthủy\u0300\u0301\u0309\u0323\u200b\u00ad\n.-/*<>b0", max_size=60))
def test_spans_stay_in_order_and_inside(raw: str) -> None:
    """Any text: a span of the clean view is a span of the raw text, later ones begin later."""
    text = Text(raw)
    last = 0
    for i in range(len(text.clean)):
        start, end = text.raw_span(i, i + 1)
        assert last <= start < end <= len(raw)
        last = start


@given(st.text("a|\n\r"))
def test_lines_are_those_of_the_text_as_read(raw: str) -> None:
    """A line ends at a line feed, or at a return where there is no feed; a word is on the line it stands in."""
    newline = "\n" if "\n" in raw else "\r"
    layout = cut_text(Text(raw), load_registry().grammar)
    words = [offset for offset, letter in enumerate(raw) if letter == "a"]
    assert [layout.row(offset) for offset in words] == [raw.count(newline, 0, offset) for offset in words]


def test_what_is_not_seen_is_dropped_where_no_letter_stands_before_a_mark() -> None:
    """A mark that recognition left alone stays as it is; it has nothing to stand on."""
    assert Text("\u200b\u0301a").clean == "\u0301a"


def test_new_tone_placement_keeps_the_length() -> None:
    """Only open syllables move their mark."""
    assert new_tone_placement("HOÀ, Thuỷ, thuở, quỹ, ngoèo") == "HÒA, Thủy, thuở, quỹ, ngoèo"


def test_tcvn3_is_read() -> None:
    """A text of the .Vn fonts is decoded whole; its length and so every offset stays."""
    raw = ("ñy ban nh©n d©n tØnh B×nh Ph­íc\nQuyÕt ®Þnh sè 26/2020/Q§-UBND ngµy 08/10/2020 cña ñy ban nh©n d©n tØnh\n"
           "S¾C LÖNH CñA CHñ TÞCH N¦íC\n")
    assert is_tcvn3(raw)
    text = Text(raw)
    assert len(text.readable) == len(raw)
    assert "ủy ban nhân dân tỉnh Bình Phước" in text.clean
    assert "SẮC LỆNH CỦA CHỦ TỊCH NƯỚC" in text.clean
    start = text.clean.index("26/2020/QĐ-UBND")
    assert raw[slice(*text.raw_span(start, start + 15))] == "26/2020/Q§-UBND"
    assert text.slice(start, start + 15) == "26/2020/QĐ-UBND"


def test_vietnamese_text_is_not_taken_for_tcvn3() -> None:
    """Signs such as § and ® in a Vietnamese text are signs."""
    raw = "Phần mềm ® và © theo § 5, µ, ±; ® © § ® © § ® © của Ủy ban nhân dân tỉnh; đăng ký nhãn hiệu ®"
    assert not is_tcvn3(raw)
    assert decode_tcvn3("abc 123") == "abc 123"


@pytest.mark.parametrize(("stored", "written"), [
    ("KT. Vụ TRUONG Vụ KE KHAI Và KE", "KT. VỤ TRUONG VỤ KE KHAI VÀ KE"), ("Số: 31/KH-UBND", "Số: 31/KH-UBND"),
    ("Về SửA ĐổI, Bổ SUNG", "VỀ SỬA ĐỔI, BỔ SUNG"), ("Về việc của UBND tỉnh", "Về việc của UBND tỉnh"),
    ("| Và LệNH | Ở đó |", "| VÀ LỆNH | Ở đó |"), ("Ông A", "Ông A"),
    ("- Sở TNMT", "- Sở TNMT"), ("- Tổ BCĐ", "- Tổ BCĐ"),
])
def test_capitals_of_an_old_font_are_told_by_their_line(stored: str, written: str) -> None:
    """A word with one capital that bears no mark says nothing of itself; the others of its line do."""
    codes = {new: chr(old) for old, new in tcvn3._TABLE.items()}
    assert decode_tcvn3("".join(codes.get(letter, letter) for letter in stored)) == written


@pytest.mark.parametrize(("whole", "expected"), [
    ("---\nsource: a\n---\nText\n", ("source: a\n", "Text\n", 4)),
    ("\ufeff---\r\nsource: a\r\n---\r\nText", ("source: a\r\n", "Text", 4)),
    ("Text\n---\n", (None, "Text\n---\n", 1)),
    ("---\nnever closed\n", (None, "---\nnever closed\n", 1)),
])
def test_front_matter_is_split_off(whole: str, expected: tuple[str, str, int]) -> None:
    """The text begins right after the closing line, untouched."""
    assert split_front_matter(whole) == expected


@pytest.mark.parametrize("words", ["Đổi mới theo hướng dân chủ, hiện đại.", "Nếu cố ý thì hành vi đó bị xử lý.",
                                   "Chỉ tiết kiệm chi thường xuyên.", "TRẢ LỜI CÂU HỎI CHỦ NHIỆM"])
def test_right_words_are_not_put_right(words: str) -> None:
    """Else the whole text would be read as a recognised one, and right names and numbers in it changed."""
    text = Text(words)
    assert text.clean == words and not text.bent


@pytest.mark.parametrize(("bent", "right"), [
    ("theo hướng dân của Bộ", "theo hướng dẫn của Bộ"), ("để thì hành Luật", "để thi hành Luật"),
    ("quy định chỉ tiết", "quy định chi tiết")])
def test_words_bent_in_one_way_are_put_right(bent: str, right: str) -> None:
    assert Text(bent).clean == right and Text(bent).bent


def test_a_row_with_one_bar_is_looked_at_once() -> None:
    """A line of 24,000 letters; a pattern that tried every beginning with every end would not come to one."""
    assert len(read_lines("ab cd " * 2000 + "|" + "-" * 12000 + "12")) == 2
