"""Words sought one beginning at a time: the same finds as one pattern of all of them, in text order."""

from __future__ import annotations

import random
import re

import pytest
from vanban.language.scanning import in_order, scanner

WORDS = ["Luật", "LUẬT", "luật", r"Bộ\s{1,4}luật", r"bộ\s{1,4}luật", "BLHS", r"Pháp\s{1,4}lệnh", r"nghị\s{1,4}định"]
PIECES = ["Luật", "LUẬT", "luật", "Bộ", "bộ", "BLHS", "Pháp", "lệnh", "nghị", "định", "x", " ", " ", "\n", ",", "1"]


@pytest.mark.parametrize("seed", range(40))
def test_the_same_is_found_as_by_one_pattern_of_all(seed: int) -> None:
    """What begins outside a find before it is found alike, at heads of words only."""
    draw = random.Random(seed)
    text = "".join(draw.choices(PIECES, k=400))
    one = re.compile(rf"(?<![^\W_])(?:{'|'.join(WORDS)})(?![^\W_])")
    found, end = [], 0
    for each in in_order(scanner(WORDS, before=r"(?<![^\W_])", after=r"(?![^\W_])"), text):
        if each.start() >= end:
            found.append(each.span())
            end = each.end()
    assert found == [each.span() for each in one.finditer(text)] != []


def test_an_alternative_that_begins_with_no_letter_is_refused() -> None:
    """It could not be sought by its beginning."""
    with pytest.raises(AssertionError):
        scanner([r"\s+Luật"])
