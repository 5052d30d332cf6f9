"""The words of the sentence grammar do what their row says."""

from __future__ import annotations

from typing import Any

import pytest
from cases import read_yaml
from vanban.reading.citations import find_mentions
from vanban.reading.record import read_record
from vanban.reading.relations.gaps import classify, opener
from vanban.registry.tables import REGISTRY_FOLDER, load_registry

REGISTRY = load_registry()
ROWS = read_yaml(REGISTRY_FOLDER / "sentence_words.yaml")
HEAD = "Kế hoạch số 31/KH-UBND ngày 02/02/2023 của Ủy ban nhân dân tỉnh Bình Phước"
CHILD = "Chỉ thị số 09-CT/TW"


def words(role: str) -> list[str]:
    """The words of one role."""
    return [row["word"] for row in ROWS if row["role"] == role]


def test_every_example_shows_its_word() -> None:
    """A row's example holds the word; one test for all rows, which are a thousand and more."""
    assert [(row["role"], row["word"]) for row in ROWS if row["word"] not in row["example"]] == []


@pytest.mark.parametrize("word", words("opens_subject"))
def test_a_verb_opens_the_subject(word: str) -> None:
    """The citation after the verb stands in the subject of the one before it."""
    text = f"{HEAD} {word} nội dung của {CHILD}"
    assert opener(REGISTRY.grammar).match(text, len(HEAD)) is not None
    assert classify(text, len(HEAD), text.index(CHILD), REGISTRY.grammar)[0] == "child"


@pytest.mark.parametrize("word", words("asks_about"))
def test_what_a_letter_asks_about_is_its_subject(word: str) -> None:
    opens = opener(REGISTRY.grammar).match(f"{HEAD} {word} về chính sách thuế", len(HEAD))
    assert opens is not None and opens["lead"] == "về"


@pytest.mark.parametrize("word", words("main_verb"))
def test_a_main_verb_closes_the_subject(word: str) -> None:
    """A body with a verb of its own begins a new clause; what follows is not nested."""
    text = f"{HEAD} về phong trào thi đua, Ủy ban nhân dân huyện Phú Riềng {word} nội dung của {CHILD}"
    assert classify(text, len(HEAD), text.index(CHILD), REGISTRY.grammar)[0] == "clause"


@pytest.mark.parametrize("word", words("counted"))
def test_a_counted_thing_is_no_number(word: str) -> None:
    """In "Kế hoạch 05 năm" the number counts years; nothing is cited."""
    assert find_mentions(f"Xây dựng Kế hoạch 05 {word} của ngành.", REGISTRY.grammar) == ()


@pytest.mark.parametrize("word", words("annexed"))
def test_an_annexed_text_stands_for_its_decision(word: str) -> None:
    """The annexed text's title belongs to the decision that issued it."""
    text = f"{word} về thi đua ban hành kèm theo Quyết định số 26/2020/QĐ-UBND"
    mention = find_mentions(text, REGISTRY.grammar)[-1]
    assert mention.annex == (0, len(f"{word} về thi đua"))


@pytest.mark.parametrize("word", words("form"))
def test_the_number_of_a_form_is_no_citation(word: str) -> None:
    """In "mẫu số 09/KK-TNCN" the number is that of a form."""
    assert find_mentions(f"kê khai theo {word} số 09/KK-TNCN của ngành", REGISTRY.grammar) == ()


@pytest.mark.parametrize("row", [row for row in ROWS if row["role"] == "said"], ids=lambda row: row["word"])
def test_what_a_body_said_is_rested_on(row: dict[str, Any]) -> None:
    """Behind a body that no table knows the text that says it is a basis still."""
    first, _, number = row["example"].partition(row["word"])
    text = f"{first}{row['word']} của Hội Bảo trợ A, B và C tại {number.rpartition(' tại ')[2]}."
    (citation,) = read_record(text, "x", REGISTRY.grammar).citations
    assert citation.relation == "basis"
