"""Dates as documents write them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from cases import load_cases
from hypothesis import given
from hypothesis import strategies as st
from vanban.language.dates import match_date, match_introduced_date


@pytest.mark.parametrize("case", load_cases("dates.yaml"))
def test_introduced_dates(case: dict[str, Any]) -> None:
    """Each row's date and year, read right after a number."""
    found = match_introduced_date(case["text"], 0)
    expected = case["date"]
    assert (found.iso if found else None) == (str(expected) if expected else None)
    assert (found.year if found else None) == case["year"]


@given(st.dates(datetime.date(1945, 1, 1), datetime.date(2099, 12, 31)), st.sampled_from(["/", "-", ".", " tháng "]))
def test_every_day_reads_back(day: datetime.date, separator: str) -> None:
    """Day, month and year in any spelling give the same ISO date."""
    last = " năm " if separator == " tháng " else separator
    found = match_date(f"{day.day}{separator}{day.month}{last}{day.year}", 0)
    assert found is not None and found.iso == day.isoformat()
