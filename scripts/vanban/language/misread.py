"""Words of the genre that recognition bends in one way again and again, put right letter for letter.

Each pair is of one length, so that offsets stay; the text as read keeps its own letters.
"""

from __future__ import annotations

_MISREAD = {
    "bd sung": "bổ sung", "bé sung": "bổ sung", "sửa déi": "sửa đổi", "sửa đôi, b": "sửa đổi, b",
    "sửa đối, b": "sửa đổi, b", "sửa đỗi, b": "sửa đổi, b", "sửa đồi, b": "sửa đổi, b",
    "sửa đói, b": "sửa đổi, b", "đổi, bô sung": "đổi, bổ sung", "đổi, bố sung": "đổi, bổ sung",
    "đổi, bỗ sung": "đổi, bổ sung",
    "đổi, bồ sung": "đổi, bổ sung",
    "hướng dan ": "hướng dẫn ", "hướng dân ": "hướng dẫn ", "định chỉ tiết": "định chi tiết",
    "thì hành": "thi hành", "THẤM QUYỀN": "THẨM QUYỀN", "thấm quyền": "thẩm quyền",
    "Tuật ": "Luật ", "Căn cử ": "Căn cứ ", "Can cứ ": "Căn cứ ",
}


def reread(text: str) -> str:
    """The text with the words that recognition bends as they were written; as long as before."""
    for misread, written in _MISREAD.items():
        text = text.replace(misread, written)
    return text
