"""A reason says something, whoever wrote it and wherever it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from vanban.commands.withdraw import withdraw
from vanban.graph.addresses import REDIRECTS_TABLE, load_redirects
from vanban.problems import ProblemError
from vanban.store.reasons import says_nothing


@pytest.mark.parametrize(("reason", "nothing"), [
    ("", True), ("x", True), ("ok", True), ("1/2", True), ("----", True), ("theo bản gốc, trang …", True),
    ("gộp", False), ("bản gốc, trang 2", False)])
def test_a_reason_of_a_letter_or_two_or_unfilled_says_nothing(reason: str, nothing: bool) -> None:
    assert says_nothing(reason) == nothing


@pytest.mark.parametrize("reason", ["x", "đổi vì …"])
def test_an_address_leads_on_and_a_document_goes_only_with_a_reason(tmp_path: Path, reason: str) -> None:
    """Readers see it on the page of the address."""
    (tmp_path / REDIRECTS_TABLE).parent.mkdir(parents=True)
    (tmp_path / REDIRECTS_TABLE).write_text(f"- {{old: a, new: b, reason: {reason}}}\n", encoding="utf-8")
    with pytest.raises(ProblemError, match=f"reason: “{reason}” không nói vì sao"):
        load_redirects(tmp_path)
    with pytest.raises(ProblemError, match=f"REASON: “{reason}” không nói vì sao"):
        withdraw(tmp_path, "a", reason)
