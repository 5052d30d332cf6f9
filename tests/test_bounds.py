"""Bounds of reading: one text just inside each and one just outside; cases in cases/bounds.yaml."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from cases import load_cases
from vanban.models import Block, Citation, Record
from vanban.quality.rules import rules_of_code
from vanban.quality.texts import bounded_texts
from vanban.reading.record import read_record
from vanban.registry.tables import Registry

CASES = load_cases("bounds.yaml")


def of_citations(told: Callable[[Citation, str], str | None]) -> Callable[[Record, str], list[str | None]]:
    """What is told of each citation of a record, from it and the text."""
    return lambda record, text: [told(citation, text) for citation in record.citations]


def words_of_blocks(blocks: Iterator[Block], text: str) -> list[str | None]:
    """The words of blocks as they stand in the text."""
    return [text[block.start:block.end] for block in blocks]


READS: dict[str, Callable[[Record, str], list[str | None]]] = {
    "citations": of_citations(lambda citation, _: citation.text),
    "relations": of_citations(lambda citation, _: citation.relation),
    "subjects": of_citations(lambda citation, _: citation.subject),
    "pinpoints": of_citations(lambda citation, _: citation.pinpoint),
    "sentences": of_citations(lambda citation, text: text[slice(*(citation.sentence or ()))]),
    "pages": lambda record, text: words_of_blocks((b for b in record.outline if b.kind == "page"), text),
    "paragraphs": lambda record, text: words_of_blocks(iter(record.outline), text),
    "kinds": lambda record, _: [block.kind for block in record.outline],
    "dates": of_citations(lambda citation, _: citation.date),
    "deadlines": lambda record, _: [deadline.day for deadline in record.deadlines],
    "title": lambda record, _: [record.document.title],
    "issuing_body": lambda record, _: [record.document.issuing_body],
    "signer": lambda record, _: [record.document.signer],
    "signer_title": lambda record, _: [record.document.signer_title],
}


def shortened(words: str | None, repeated: str) -> str | None:
    """Words on one line, what is repeated in them written "…"."""
    if words is None:
        return None
    runs = rf"(?:{re.escape(repeated)}){{2,}}"
    return " ".join((re.sub(runs, "…", words) if repeated.strip() else words).split())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["bound"])
def test_a_bound_lies_between_two_cases(case: dict[str, Any], registry: Registry) -> None:
    read = {}
    for where, text in zip(("inside", "outside"), bounded_texts(case), strict=True):
        found = READS[case["reads"]](read_record(text, "x", registry.grammar), text)
        read[where] = [shortened(words, case["repeat"]) for words in found]
    assert read == {where: case[where] for where in read}
    assert read["inside"] != read["outside"]


def test_every_case_names_a_bound() -> None:
    bounds = {str(rule).split(" ")[0] for rule in rules_of_code() if rule.what == "half"}
    assert [case["bound"] for case in CASES if case["bound"] not in bounds] == []
    assert len({case["bound"] for case in CASES}) == len(CASES)
