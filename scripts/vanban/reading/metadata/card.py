"""The card a law portal prints above a document: labels and values, one cell each."""

from __future__ import annotations

from ...language.folding import fold
from ..layout.lines import Line

_LABELS = {
    "so hieu": "number", "so, ky hieu": "number", "so ky hieu": "number", "so/ky hieu": "number",
    "loai van ban": "type",
    "noi ban hanh": "issuing_body",
    "co quan ban hanh": "issuing_body", "nguoi ky": "signer", "ngay ban hanh": "date",
}
_EMPTY = {"da biet", "dang cap nhat", "khong so", "khongso", ""}


def read_card(lines: tuple[Line, ...], end: int) -> dict[str, str]:
    """Label and value of each known field before ``lines[end]``; empty when fewer than three are there."""
    found: dict[str, str] = {}
    for index, line in enumerate(lines[:end]):
        label, colon, value = line.text.partition(":")
        field = _LABELS.get(_plain(label)) if colon else None
        if not field or field in found:
            continue
        if not value.strip() and index + 1 < end and ":" not in lines[index + 1].text:  # else the next field's line
            value = lines[index + 1].text
        if _plain(value) not in _EMPTY and not value.strip().endswith(":"):
            found[field] = " ".join(value.split())
    return found if len(found) >= 3 else {}


def _plain(words: str) -> str:
    return " ".join(fold(words).split())
