"""Short names that a text gives an instrument: "(sau đây gọi tắt là Đề án 06)"."""

from __future__ import annotations

import re

ALIAS_WORDS = r"(?:(?:(?:sau|dưới|từ)\s+đây|sau)\s+)?(?:được\s+)?(?:gọi|viết)\s+(?:tắt|chung|gọn|là)(?!\w)"
"""The words that open a short name."""
ALIAS = re.compile(rf"\(\s*{ALIAS_WORDS}", re.IGNORECASE)
"""Where a bracket that gives a short name begins."""
ALIAS_BEFORE = re.compile(
    rf"\(\s*{ALIAS_WORDS}(?:\s+(?:tắt|chung|gọn|là))*\s*:?\s*[“\"]?\s*(?:các\s+)?\Z", re.IGNORECASE)
"""The same, right before the short name."""
_INSIDE = re.compile(rf"\s*{ALIAS_WORDS}", re.IGNORECASE)


def gives_short_name(clean: str, inside: int) -> bool:
    """Whether the bracket whose words begin at ``inside`` gives short names."""
    return _INSIDE.match(clean, inside) is not None
