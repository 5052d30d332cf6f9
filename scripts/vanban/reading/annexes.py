"""An annex that stands as a text of its own: which instrument it came with, by the line below its title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ..models import Citation, Record
from ..registry.grammar import Grammar, any_of, compiled
from .metadata.formulas import addressed_end

_LEADS = re.compile(r"""
    (?:\A|\n) [\s*_|\#–-]*                                                         # at the head of its line
    (?: [(\[]\s*[*_]* (?:(?:Được\s+)?ban\s+hành\s+)?
        (?: (?:(?:đính\s+)?kèm\s+)?theo | đính\s+kèm )                              # (ban hành kèm theo, (Đính kèm
      | (?-i: (?:Ban\s+hành\s+k|K|Đính\s+k)èm\s+theo ) )                            # Kèm theo
    [\s*_]*\Z""", re.VERBOSE | re.IGNORECASE)
"""What stands before the number of what an annex came with."""
_REACH = 60
_TOP = 1500
"""Characters within which an annex says what it came with."""


def instrument_of_annex(record: Record, text: str, grammar: Grammar) -> Citation | None:
    """The citation of the instrument that a text without a number of its own was issued with; ``None``: no annex.

    ``text`` is the text as it is read.
    """
    if record.document.number is not None:
        return None
    tops = (each for each in record.citations if each.number and each.start < _TOP)
    found = next((each for each in tops if _led_to(text, each.start, grammar)), None)
    if found is None or any(addressed_end(line, grammar) is not None for line in _lines(text[:found.start])):
        return None
    return found


def _lines(text: str) -> list[str]:
    return [line.strip(" *_|#") for line in unicodedata.normalize("NFC", text).splitlines()]


@compiled
def _issued_with(grammar: Grammar) -> re.Pattern[str]:
    return re.compile(any_of(grammar.registry.sentence_words["issued_with"]), re.IGNORECASE)


def _led_to(text: str, start: int, grammar: Grammar) -> bool:
    """Whether what stands right before a citation says that the annex was issued with it."""
    before = unicodedata.normalize("NFC", text[max(0, start - _REACH):start])
    return bool(_LEADS.search(before) and _issued_with(grammar).search(before))


def cited_as(number: str, citations: Sequence[Citation]) -> int | None:
    """The index of the first citation of an instrument that is called by this number; ``None``: none is."""
    return next((index for index, each in enumerate(citations) if each.number == number), None)
