"""The rules of search terms and weights, one by one, on words made up for them."""

from __future__ import annotations

import pytest
from vanban.search.counting import SearchText, count
from vanban.search.entries import SearchEntry
from vanban.search.tokens import Analyser
from vanban.search.weights import Weights


def test_an_abbreviation_of_two_letters_is_a_word_and_no_abbreviation() -> None:
    """Three letters are the shortest that stand for their full form."""
    assert set(Analyser({"ABC": "an bình chung", "TW": "trung ương"}).shorts()) == {"abc"}


@pytest.mark.parametrize(("documents", "terms"), [
    ([["thi đua"]], ["dua", "thi"]),
    ([["thi đua"], ["thi", "đua"]], ["dua", "thi", "thi dua"]),
    ([["thi đua"], ["thi đua"]], ["dua", "thi", "thi dua"]),
])
def test_a_pair_found_once_is_left_out_where_one_of_its_words_is_found_once(documents: list[list[str]],
                                                                         terms: list[str]) -> None:
    counted = count([SearchText(number, [texts]) for number, texts in enumerate(documents)], Analyser({}))
    assert next(Weights([counted], [1.0]).postings()).terms == terms


@pytest.mark.parametrize(("cited", "boost"), [
    (0, 1.0), (1, 1.11), (2, 1.11), (3, 1.22), (30, 1.44), (31, 1.5), (999, 1.5)])
def test_citations_lift_an_entry_when_they_double(cited: int, boost: float) -> None:
    entry = SearchEntry("x", "Kế hoạch", "1/KH-A", "", "", None, (), "", None, False, cited)
    assert entry.boost == boost


def test_a_mark_without_a_letter_is_no_word() -> None:
    """Its term would be empty, and an empty term has no first letter to be filed under."""
    analyser = Analyser({})
    words = analyser.analyse([["thi \u0301 đua"]]).words.tolist()
    assert [analyser.words[word].term for word in words] == ["thi", "dua", ""]
