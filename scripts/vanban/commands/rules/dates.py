"""Rules on dates: days that exist, neither to come nor long gone, none cited that is later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ...problems import Problem
from .rule import HEAD_REACH, Held, place_in_text, rule

OLDEST_CLOCK = date(2026, 1, 1)
"""A clock before this day is wrong, and nothing is said of days to come."""
_DAY = re.compile(r"(?:ngày\s+)?(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})(?:\s*[/.-]\s*|\s+năm\s+)"
                  r"(?P<year>(?:19|20)\d{2})(?!\d)")


@rule("date-impossible", "remark", "Ngày ghi trong phần đầu và trong viện dẫn là ngày có thật.")
def date_impossible(held: Held) -> Iterator[Problem]:
    """A day that no calendar has, in the head or in a citation; it was not read."""
    text = held.source.text
    spans = [(0, HEAD_REACH), *((each.start, each.end + 40) for each in held.record.citations if each.date is None)]
    told: set[int] = set()
    for start, end in spans:
        for found in _DAY.finditer(text, start, min(end, len(text))):
            if not _exists(found) and found.start() not in told:
                told.add(found.start())
                yield held.wrong(found.start(), "Ngày", f"“{found.group()}” không có trong lịch",
                                 "chép sai thì sửa như bản gốc; bản gốc ghi vậy thì xác nhận bằng seen.")


def _exists(found: re.Match[str]) -> bool:
    try:
        return bool(date(int(found["year"]), int(found["month"]), int(found["day"])))
    except ValueError:
        return False


@rule("date-future", "error", "Ngày ban hành không ở tương lai.")
def date_future(held: Held) -> Iterator[Problem]:
    """A document dated after today."""
    day = held.record.document.date
    if day and held.today >= OLDEST_CLOCK and day > held.today.isoformat():
        yield held.wrong(place_in_text(held, day), "Ngày ban hành", f"{_shown(day)} ở sau hôm nay",
                         "hãy so với bản gốc; máy đọc sai thì thêm vào corrections.")


@rule("date-old", "remark", "Ngày ban hành không trước ngày 02/9/1945.")
def date_old(held: Held) -> Iterator[Problem]:
    """A date before the first document of the state."""
    day = held.record.document.date
    if day and day < "1945-09-02":
        yield held.wrong(place_in_text(held, day), "Ngày ban hành", f"{_shown(day)} quá xa",
                         "hãy so năm với bản gốc; máy đọc sai thì thêm vào corrections.")


@rule("retrieved-date", "error", "`retrieved` không trước ngày ban hành, không ở tương lai.")
def retrieved_date(held: Held) -> Iterator[Problem]:
    """A day of retrieval that cannot be."""
    taken, issued = held.source.front_matter.retrieved, held.record.document.date
    if not taken:
        return
    found = None
    if issued and taken < issued:
        found = f"trước ngày ban hành ({_shown(issued)})"
    elif held.today >= OLDEST_CLOCK and taken > held.today.isoformat():
        found = "ở sau hôm nay"
    if found:
        yield held.at_key("retrieved", f"{_shown(taken)} {found}", "ghi đúng ngày lấy văn bản.")


@rule("cites-later", "remark", "Văn bản không viện dẫn văn bản ban hành sau nó.")
def cites_later(held: Held) -> Iterator[Problem]:
    """A citation of what is dated after the document itself."""
    document = held.record.document
    latest = document.date or f"{document.year}-12-31"
    for each in held.record.citations if document.issued_in else ():
        day = each.date or (f"{each.year}-01-01" if each.year else None)
        if day and day > latest:
            words = " ".join(each.text.split())[:80]
            issued = f"ngày của văn bản ({_shown(latest)})" if document.date else f"năm của văn bản ({document.year})"
            yield held.wrong(each.start, "Viện dẫn", f"“{words}” có ngày sau {issued}",
                             "hãy so ngày, năm với bản gốc; máy đọc sai thì sửa bằng corrections.")
            return


def _shown(day: str) -> str:
    return "/".join(reversed(day.split("-")))
