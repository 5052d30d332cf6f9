"""Hostile texts for property tests and the fuzzer: the words of the grammar, and what every record must keep."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st
from vanban.language.folding import fold
from vanban.models import Record
from vanban.reading.record import read_record
from vanban.reading.text import Text
from vanban.registry.tables import load_registry
from vanban.store.records import dump_record, record_from_dict
from vanban.store.yaml_reader import read_yaml

FRAGMENTS = (
    " ", " ", " ", "\n", "\n\n", "\t", "\r\n", "\u00a0", "\u200b", "\u00ad", "\u0301", "\u031b", "|", "| --- |",
    "-", "–", "(", ")", "“", "”", "\"", ";", ",", ".", ":", "/", "*", "**", "_", "<b>", "</b>", "<", "#", "…", "¹",
    "[1]", "0", "31", "124", "2023", "09-CT/TW", "31/KH-UBND", "124/2021/TT-BCA", "45/2019/QH14", "TCVN 6909:2001",
    "48/CT-TW", "261/LĐLĐ", "số", "Số:", "Số", "ngày", "ngày 01/12/2011", "ngày 31 tháng 02 năm 2020", "tháng",
    "năm", "năm 2012", "khóa XI", "Chỉ thị", "Kế hoạch", "KẾ HOẠCH", "Công văn", "Nghị quyết", "Thông tư",
    "QUYẾT ĐỊNH", "Chương trình quốc gia", "Đề án", "Luật", "Luật Đất đai", "Luật sửa đổi, bổ sung một số điều của",
    "Bộ luật Hình sự", "Hiến pháp", "Công ước", "BLHS", "của", "về", "về việc", "và", "theo", "tại", "kèm theo",
    "ban hành", "ban hành kèm theo", "Căn cứ", "Thực hiện", "tiếp tục thực hiện", "hướng dẫn thực hiện", "sửa đổi",
    "thay thế", "bãi bỏ", "sau đây gọi tắt là", "Trên đây là", "Ủy ban nhân dân", "UBND tỉnh", "ỦY BAN NHÂN DÂN",
    "TỈNH BÌNH PHƯỚC", "tỉnh Bình Phước", "Ban Bí thư", "Bộ Công an", "Ban Chỉ đạo", "Công ty TNHH",
    "Thủ tướng Chính phủ", "Liên đoàn Lao động huyện", "Sở Y tê", "Hà Nội,", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc", "Kính gửi:", "V/v", "Nơi nhận:", "- Như trên;", "- Lưu: VT.",
    "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Văn A", "(đã ký)", "Điều 5.", "khoản 2",
    "điểm a khoản 2 Điều 5", "Chương II", "II.", "1.", "1.1.", "a)", "Phụ lục I", "hoà", "quý", "®¹i héi", "Ð",
    "СТ",
)


def _joined(parts: list[str]) -> str:
    return "".join(parts)


TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
                 max_size=60).map(_joined)
"""Texts made of the words of the grammar with anything between them."""


@cache
def _tables_loaded() -> bool:
    return bool(load_registry())


def check_record(text: str) -> Record:
    """Read a text and assert what must hold for any text whatever; the record."""
    _tables_loaded()
    record = read_record(text, "van-ban", load_registry().grammar)
    assert record.characters == len(text)
    for index, citation in enumerate(record.citations):
        assert text[citation.start:citation.end] == citation.text, "a span is not exact"
        assert 0 <= citation.start < citation.end <= len(text)
        assert all(parent < len(record.citations) and parent != index for parent in citation.parent)
    assert [c.start for c in record.citations] == sorted(c.start for c in record.citations), "citations out of order"
    anchors = [block.anchor for block in record.outline]
    assert len(anchors) == len(set(anchors)), "two blocks with one address"
    assert all(0 <= block.start < block.end <= len(text) for block in record.outline)
    assert {c.anchor for c in record.citations} <= {*anchors, None}
    data, _ = read_yaml(dump_record(record), "x", exact=True)
    assert record_from_dict(data) == record, "the record does not read back"
    assert record == read_record(text, "van-ban", load_registry().grammar), "reading twice gives two records"
    return record


def check_clean(text: str) -> None:
    """Assert that every span of the clean view leads back to a span of the text as read, in order."""
    view = Text(text)
    last = 0
    for at in range(len(view.clean)):
        start, end = view.raw_span(at, at + 1)
        assert 0 <= last <= start <= end <= len(text), "offsets run backwards"
        last = start
        letters = "".join(c for c in fold(view.slice(at, at + 1)) if "a" <= c <= "z")
        assert not letters or view.clean[at] in " -" or fold(view.clean[at]) in letters, "a letter leads to another one"
    assert not view.clean or view.raw_span(0, len(view.clean))[1] <= len(text)
