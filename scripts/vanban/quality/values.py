"""When two written values of one field count as the same: without case, quotation marks, blanks and outer stops."""

from __future__ import annotations

import re
import unicodedata

from ..language.letters import new_tone_placement
from .spans import CitationData

_ORGANS = re.compile("(?:(?:" + "|".join((
    "ban thường vụ", "đoàn chủ tịch", "ban chấp hành", "phó chủ tịch", "chủ tịch", "bộ trưởng", "ban thường trực",
    "thường trực", "phó giám đốc", "giám đốc", "tổng cục trưởng", "cục trưởng", "chánh văn phòng")) + r")\s+)+")
_YEAR_OF_KEY = re.compile(r"@(\d{4})")


def same_value(key: str, gold: object, found: object) -> bool:
    """True if two values of one field count as the same; lists (receivers) are compared one by one, in order."""
    if isinstance(gold, list) or isinstance(found, list):
        return [*map(plain_value, _listed(gold))] == [*map(plain_value, _listed(found))]
    form = {"number": _number, "issuing_body": _body, "date": _date}.get(key, plain_value)
    return form(gold) == form(found)


def _listed(value: object) -> list[object]:
    return [] if value is None else list(value) if isinstance(value, list | tuple) else [value]


def plain_value(value: object) -> str | None:
    """A value without case, quotation marks, double spaces, outer stops and old tone placement; ``None`` for
    ``None`` and where nothing is left."""
    if value is None:
        return None
    text = unicodedata.normalize("NFC", str(value)).lower().replace("ð", "đ")
    text = " ".join(re.sub("[“”\"'‘’]", "", text).split()).strip(" .;,:")
    return new_tone_placement(text) or None


def _number(value: object) -> tuple[str, ...] | None:
    """Serial without leading zeros and the segments of the symbol, whatever stands between them."""
    text = plain_value(value)
    if text is None:
        return None
    return tuple(part.lstrip("0") or "0" if part.isdigit() else part
                 for part in re.split(r"[\s/\-–]+", text.upper()) if part)


def _body(value: object) -> tuple[str, ...] | None:
    text = plain_value(value)
    if text is None:
        return None
    organised = _ORGANS.sub("", text, count=1) if _ORGANS.match(text) else text
    for short in (" tp. ", " tp "):
        organised = organised.replace(short, " thành phố ")
    return tuple(sorted(re.split(r"\s*;\s*", organised)))


def _date(value: object) -> str | None:
    return None if value is None else str(value)[:10]


def year_of_key(row: CitationData) -> str | None:
    """The year in the key of an instrument; None where the key has none."""
    found = _YEAR_OF_KEY.search(row.get("instrument") or "")
    return found[1] if found else None
