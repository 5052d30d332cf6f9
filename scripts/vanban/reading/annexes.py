"""An annex that stands as a text of its own: which instrument it came with, by the line below its title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ..models import Citation, Record

_LEADS = re.compile(r"""
    (?:\A|\n) [\s*_|\#]*                                                          # at the head of its line
    (?: \(\s*[*_]* (?:(?:Được\s+)?ban\s+hành\s+)? (?:(?:đính\s+)?kèm\s+)? theo      # (ban hành kèm theo
      | (?-i: (?:Ban\s+hành\s+k|K|Đính\s+k)èm\s+theo ) )                            # Kèm theo
    [\s*_]*\Z""", re.VERBOSE | re.IGNORECASE)
"""What stands before the number of what an annex came with."""
_ISSUED_WITH = re.compile(r"kèm\s+theo|ban\s+hành\s+theo", re.IGNORECASE)
_LETTER = "Kính gửi"
_REACH = 60
_TOP = 1500
"""Characters within which an annex says what it came with."""


def instrument_of_annex(record: Record, text: str) -> Citation | None:
    """The citation of the instrument that a text without a number of its own was issued with; ``None``: no annex.

    ``text`` is the text as it is read.
    """
    if record.document.number is not None:
        return None
    tops = (each for each in record.citations if each.number and each.start < _TOP)
    found = next((each for each in tops if _led_to(text, each.start)), None)
    return found if found and _LETTER not in unicodedata.normalize("NFC", text[:found.start]) else None


def _led_to(text: str, start: int) -> bool:
    """Whether what stands right before a citation says that the annex was issued with it."""
    before = unicodedata.normalize("NFC", text[max(0, start - _REACH):start])
    return bool(_LEADS.search(before) and _ISSUED_WITH.search(before))


def cited_as(number: str, citations: Sequence[Citation]) -> int | None:
    """The index of the first citation of an instrument that is called by this number; ``None``: none is."""
    return next((index for index, each in enumerate(citations) if each.number == number), None)
