"""The rule behind a citation in words: what told its relation, what was supplied, how sure that is."""

from __future__ import annotations

from ...models import Citation
from .excerpts import on_one_line

_SURE = {"high": "cao", "medium": "vừa", "low": "thấp, cần đối chiếu"}
_FIELDS = {"issuing_body": "cơ quan ban hành", "territory": "địa phương", "organisation": "tổ chức",
           "number": "số", "year": "năm", "date": "ngày", "type": "loại văn bản"}
_ORIGINS = {"symbol": "suy từ ký hiệu", "sentence": "lấy từ chữ khác trong câu",
            "document": "lấy từ chỗ khác trong văn bản", "context": "lấy theo cơ quan ban hành văn bản chứa câu này",
            "issuer": "lấy theo cơ quan ban hành văn bản chứa câu này"}


def rule_of(citation: Citation) -> str:
    """One or two sentences on how a citation was read, ending with how sure it is; or who said so and why."""
    if citation.corrected:
        return f"Do người biên tập xác định: {on_one_line(citation.corrected)}."
    return f"{_relation(citation)}{_supplied(citation)}. Độ chắc chắn: {_SURE[citation.confidence]}."


def _relation(citation: Citation) -> str:
    if citation.cue:
        return f"Nhận ra quan hệ nhờ cụm từ “{on_one_line(citation.cue)}”"
    if citation.relation == "cites":
        return "Chỉ được nhắc tới, không có cụm từ nào nêu quan hệ"
    return "Quan hệ suy từ vị trí của lời viện dẫn trong câu"


def _supplied(citation: Citation) -> str:
    """What the words themselves do not say: "territory: context" is the field and where it came from."""
    found: dict[str, None] = {}
    for what in citation.inferred:
        *fields, origin = what.split(": ")
        name = _FIELDS.get(fields[-1] if fields else "", "một phần")
        found[f"; {name} {_ORIGINS.get(origin, 'không ghi ngay tại đó')}"] = None
    return "".join(found)
