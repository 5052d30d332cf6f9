"""The fixed words of the layout are found as printed and as recognition bends them, and nothing else is."""

from __future__ import annotations

from typing import Any

import pytest
from cases import load_cases, read_yaml
from hypothesis import given
from hypothesis import strategies as st
from vanban.language.folding import fold
from vanban.reading.metadata import formulas
from vanban.registry.tables import REGISTRY_FOLDER, load_registry

GRAMMAR = load_registry().grammar
ROWS: list[dict[str, Any]] = read_yaml(REGISTRY_FOLDER / "formulas.yaml")
NATIONAL, RECIPIENTS = "Cộng hòa xã hội chủ nghĩa Việt Nam", "Nơi nhận"


def part_of(line: str) -> str | None:
    """The part that a line is read as, by the functions that the readers of head and foot use."""
    if formulas.recipients_end(line, GRAMMAR) is not None:
        return "recipients"
    if formulas.addressed_end(line, GRAMMAR) is not None:
        return "addressed"
    if formulas.is_party_title(line, fold(line), GRAMMAR):
        return "party"
    if formulas.is_national(line, fold(line), GRAMMAR):
        return "national"
    if formulas.number_word(GRAMMAR).match(line) or formulas.bent_number_word(GRAMMAR).match(line):
        return "number"
    return "subject" if formulas.subject_start(line, GRAMMAR) is not None else None


@pytest.mark.parametrize("row", [row for row in ROWS if row["part"] != "receiver"], ids=lambda row: row["formula"])
def test_every_row_finds_its_example(row: dict[str, Any]) -> None:
    """A row's example is read as the row's part."""
    same = {"motto": "national", "bent_number": "number", "bent_subject": "subject", "about": "subject"}
    assert part_of(row["example"]) == same.get(row["part"], row["part"])


@pytest.mark.parametrize("row", load_cases("formulas.yaml"), ids=lambda row: row["line"])
def test_lines(row: dict[str, Any]) -> None:
    """Lines of real kinds: bent, broken, glued, and those that only look alike."""
    assert part_of(row["line"]) == row["part"]


@pytest.mark.parametrize("form", [form for row in ROWS if row["part"] in ("number", "bent_number")
                                  for form in row.get("forms", ())])
def test_every_form_of_the_number_word(form: str) -> None:
    """Each form opens a number line."""
    assert part_of(f"{form}: 12/UBND-NC") == "number"


@given(st.sampled_from([NATIONAL, RECIPIENTS]), st.data())
def test_one_wrong_letter_is_forgiven(formula: str, data: st.DataObject) -> None:
    """A formula with any one letter replaced by any other is still found."""
    place = data.draw(st.sampled_from([i for i, char in enumerate(formula) if char != " "]))
    wrong = data.draw(st.sampled_from("abcdeghiklmnopqrstuvxy"))
    said = formula[:place] + wrong + formula[place + 1:]
    if said == "Nơi nhập":  # another word altogether
        return
    line = said.upper() if formula == NATIONAL else f"{said}:"
    assert part_of(line) == ("national" if formula == NATIONAL else "recipients")


def test_a_bound_just_outside() -> None:
    """Two wrong letters in "Nơi nhận" and seven in the country's name are too many."""
    assert part_of("Mới nhậr:") is None
    assert part_of("CONX HOZ XQ HXI CHX NGHQA VIZT NXM") is None
