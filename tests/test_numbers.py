"""Numbers are found where they stand, read in every spelling, and nothing else is taken for one."""

from __future__ import annotations

from typing import Any

import pytest
from cases import load_cases
from hypothesis import given
from hypothesis import strategies as st
from vanban.language.numbers import parse_number, parts_of, scan_numbers
from vanban.language.symbols import mended_symbol
from vanban.reading.text import Text
from vanban.registry.tables import Registry


@pytest.mark.parametrize("case", load_cases("numbers.yaml"))
def test_numbers(case: dict[str, Any]) -> None:
    """Each row's numbers, in order, with their display, canonical and match forms."""
    found = [m.number for m in scan_numbers(Text(case["text"]).clean)]
    assert [{"display": n.display, "canonical": n.canonical, "match": n.match_key} for n in found] == case["numbers"]


@given(
    st.integers(1, 9999), st.sampled_from(["KH-UBND", "CT/TW", "QĐ-BCA-V05", "LĐLĐ", "BC-LĐLĐ", "KL/TU"]),
    st.sampled_from(["/", "-"]), st.sampled_from(["", " ", "  "]), st.sampled_from(["", "0", "00"]))
def test_spelling_does_not_change_the_number(serial: int, symbol: str, separator: str, space: str, zeros: str) -> None:
    """Spaces before the separator and leading zeros leave the match key as it is."""
    plain = parse_number(f"{serial}{separator}{symbol}")
    spaced = parse_number(f"{zeros}{serial}{space}{separator}{symbol}")
    assert plain is not None and spaced is not None
    assert plain.match_key == spaced.match_key


@given(st.text(alphabet="0123456789/-. ABKHUNDĐabđ&@\n", max_size=200))
def test_spans_hold_what_was_read(text: str) -> None:
    """Any text: spans are in order, do not overlap, and begin with the serial."""
    last = 0
    for match in scan_numbers(text):
        assert match.start >= last
        assert text[match.start:].startswith(match.number.serial)
        last = match.end


def test_an_abbreviation_of_the_table_stays_whole(registry: Registry) -> None:
    for row in registry.types:
        for written in row.abbreviations:
            if written.isalpha():
                assert parts_of(f"12/2020/{written}").segments in ((written,), (mended_symbol(written),))
