"""Vietnamese letters: classes for patterns, and one placement of tone marks."""

from __future__ import annotations

import re
from functools import lru_cache

_LETTERS = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
CAP = "A-Z" + _LETTERS.upper()
LOW = "a-z" + _LETTERS
"""Capital and small letters, for character classes: accented ones do not lie in ranges of their own."""
MARKED = _LETTERS.upper().removesuffix("Đ")
"""Capital vowels with marks."""

ONE_DASH = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
"""All dashes as one, for :meth:`str.translate`."""

_MARKS = re.compile(r"(?m:^#{1,6} )|\*+|\\(?P<escaped>[\W_])")

_TONED = {"a": "àáảãạ", "e": "èéẻẽẹ", "y": "ỳýỷỹỵ"}

_MOVED = {"o": "òóỏõọ", "u": "ùúủũụ"}

def _tone_table() -> dict[str, str]:
    """Old placement to new for open syllables ("oà" to "òa"), in every mix of cases."""
    table = {}
    for first, second in (("o", "a"), ("o", "e"), ("u", "y")):
        for moved, toned in zip(_MOVED[first], _TONED[second], strict=True):
            for upper_first in (str.lower, str.upper):
                for upper_second in (str.lower, str.upper):
                    table[upper_first(first) + upper_second(toned)] = upper_first(moved) + upper_second(second)
    return table

_TONES = _tone_table()

_OLD_TONES = [re.compile(rf"{first}[{toned}{toned.upper()}](?<![qQ]..)(?![^\W\d_])") for first, toned in (
    ("o", "àáảãạèéẻẽẹ"), ("O", "àáảãạèéẻẽẹ"), ("u", "ỳýỷỹỵ"), ("U", "ỳýỷỹỵ"))]
"""One pattern a letter: a search for one is ten times as quick as a search for one of four."""

def new_tone_placement(text: str) -> str:
    """Rewrite open syllables to the new tone placement ("hoà" to "hòa"); the length stays the same."""
    for pattern in _OLD_TONES:
        text = pattern.sub(_moved, text)
    return text


def _moved(syllable: re.Match[str]) -> str:
    return _TONES[syllable.group()]


@lru_cache(maxsize=4096)
def normal(words: str) -> str:
    """The form in which words are compared: one space, lower case, new tone placement."""
    return new_tone_placement(" ".join(words.split()).lower().replace("–", "-"))


def on_one_line(text: str) -> str:
    """``text`` on one line: white space folded, emphasis and heading marks left out, what a stroke escapes kept."""
    return " ".join(_MARKS.sub(r"\g<escaped>", text).split())
