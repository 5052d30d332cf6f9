"""What is read in every text of the tests stands in tests/golden/readings and stays until somebody wants it changed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

import pytest
from golden_readings import FOLDER, HEAD, golden_texts, kept_texts, told, told_once
from texts_read import GivenText, given_texts
from vanban.registry.tables import Registry

SHOWN = 3
"""Texts read otherwise that are shown; the reading stops there."""
MOST_BYTES = 1_300_000
"""Of all files: five thousand texts, most of a few words, since each bound and branch needs texts on both sides."""
READ_ANEW = "Wanted? Run python tests/golden_readings.py and read the difference of tests/golden/readings."


def first_differences(kept: list[list[str]], read: Iterator[list[str]]) -> list[str]:
    """The lines that differ in the first texts read otherwise, each below the name of its text; none: all is alike."""
    found: list[str] = []
    texts = 0
    rest = iter(kept)
    for lines in read:
        before = next(rest, [])
        if before[:1] != lines[:1]:
            return [*found, *(f"- {line}" for line in before[:1]), f"+ {lines[0]}"]
        if before != lines:
            found += [lines[0], *(line for line in difflib.ndiff(before[1:], lines[1:]) if line[0] in "+-")]
            texts += 1
        if texts == SHOWN:
            return found
    return found + [f"- {lines[0]}" for lines in rest]


@pytest.mark.parametrize("name", given_texts())
def test_everything_is_read_as_it_was(name: str) -> None:
    """Every field, block, citation and relation of every text; ``-`` is what was read, ``+`` what is read now."""
    found = first_differences(kept_texts(name), dict(golden_texts())[name])
    if found:
        pytest.fail("\n".join([f"{name} is read otherwise (- before, + now):", *found, READ_ANEW]), pytrace=False)


def test_the_first_differing_lines_are_shown() -> None:
    kept = [["# a", "x", "y"], ["# b", "x"], ["# c", "x"], ["# d", "x"], ["# e", "x"]]
    assert first_differences(kept, iter(kept)) == []
    changed = [["# a", "x", "z"], ["# b", "x"], ["# c"], ["# d", "x", "x"], ["# e"]]
    assert first_differences(kept, iter(changed)) == ["# a", "- y", "+ z", "# c", "- x", "# d", "+ x"]
    assert first_differences(kept, iter(kept[:3])) == ["- # d", "- # e"]
    assert first_differences(kept[:1], iter(kept)) == ["+ # b"]
    assert first_differences(kept, iter(kept[1:])) == ["- # a", "+ # b"]


def test_the_golden_files_are_those_of_the_tables_and_small() -> None:
    """What is kept of a table that is no more would never be read again; a difference must be readable."""
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(f"{name}.txt" for name in given_texts())
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST_BYTES


def test_a_line_tells_all_that_a_citation_says(registry: Registry) -> None:
    """One made-up sentence alone in its block and behind another, so that what a golden line may leave out is seen."""
    words = "Thực hiện Chỉ thị số 09-CT/TW ngày 1/12/2011 của Ban Bí thư về phong trào."
    alone, behind = (line.split(" | ") for before in ("", "Làm tốt. ")
                     for line in told(GivenText("x", before + words), registry.grammar) if line.startswith("- "))
    assert alone == [
        "- 0 Chỉ thị số 09-CT/TW ngày 1/12/2011 của Ban Bí thư", "Ban Bí thư Trung ương Đảng", "về: phong trào",
        "implements medium “thực hiện”", "doan-1"]
    assert behind == [*alone, "Thực…trào. 15"]


def test_what_the_last_text_that_opens_alike_says_is_not_told_again(registry: Registry) -> None:
    """Documents of two kinds that take turns do not repeat their heads, a field that is read otherwise is told."""
    heads = ("Số: 5/KH-A\n\n", "Số: 6/KH-B\n\n", "Số: 5/KH-A\n\n", "Số: 6/KH-B\n\n")
    texts = [GivenText(str(index), head + "Làm tốt.") for index, head in enumerate(heads)]
    texts.append(GivenText("4", "Số: 6/KH-B\n\nKính gửi: Sở Y tế."))
    assert [[line for line in lines if line.startswith(("# ", "number ", "addressed_to "))]
            for lines in told_once(iter(texts), registry.grammar)] == [
        ["# 0", "number 5/KH-A"], ["# 1", "number 6/KH-B"], ["# 2"], ["# 3"], ["# 4", "addressed_to Sở Y tế"]]


def test_names_of_texts_are_lines() -> None:
    """A name opens the lines of its text, so it is one line and no two fields of a row run into each other."""
    names = [text.name for texts in given_texts().values() for text in texts()]
    assert [name for name in names if not name or "\n" in name or re.match(HEAD, name)] == []
