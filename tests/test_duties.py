"""Days by which something is due are read in the body of a document only."""

from __future__ import annotations

import pytest
import yaml
from cases import FOLDER
from vanban.reading.record import read_record
from vanban.registry.tables import load_registry

PARTS = yaml.safe_load((FOLDER / "zones.yaml").read_text(encoding="utf-8"))["parts"]
"""Head, body and foot of a made-up plan."""
DUE = "Các đơn vị gửi báo cáo trước ngày 15/3/2023.\n\n"


@pytest.mark.parametrize(("body", "foot", "days"), [
    (DUE, "", ["2023-03-15"]), ("", "", []), ("", "- Sở Nội vụ (báo cáo trước ngày 15/3/2023);\n", []),
    (DUE.replace("15/3", "31/02"), "", []), (DUE.replace("trước", "sau"), "", []),
], ids=["in the body", "nothing due", "in the list of receivers", "a day no calendar has", "no word of a limit"])
def test_a_day_is_due_where_the_body_says_so(body: str, foot: str, days: list[str]) -> None:
    text = PARTS["head"] + PARTS["body"] + body + PARTS["foot"].replace("- Lưu", f"{foot}- Lưu")
    record = read_record(text, "x", load_registry().grammar)
    assert [deadline.day for deadline in record.deadlines] == days
    assert all(text[d.start:d.end] == "trước ngày 15/3/2023" for d in record.deadlines)


def test_a_day_is_due_in_the_first_words_of_a_text() -> None:
    record = read_record(f"Báo cáo trước ngày 15/3/2023.\n\n{DUE}", "x", load_registry().grammar)
    assert [deadline.start for deadline in record.deadlines] == [8, 54]
