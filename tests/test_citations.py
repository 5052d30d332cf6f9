"""Citations are found in their sentences with exact spans, parts, relations and nesting."""

from __future__ import annotations

from typing import Any

import pytest
from cases import load_cases
from layouts import layout_of
from msgspec import structs
from vanban.models import Citation
from vanban.reading.bodies import BodyContext, match_body, resolve_body
from vanban.reading.citations import find_mentions
from vanban.reading.layout.sentences import cut_sentences
from vanban.reading.outline.blocks import outline
from vanban.reading.relations.resolve import resolve_mentions
from vanban.registry.tables import load_registry

REGISTRY = load_registry()


def read_citations(raw: str, province: str | None = None, date: str | None = None,
                   issuer: str | None = None) -> tuple[Citation, ...]:
    """The citations of a stretch of text that stands in a document of the given province, date and issuer."""
    found = REGISTRY.find_territory(province, date) if province else ()
    context = BodyContext(province=found[0] if found else None, date=date)
    if issuer is not None:
        match = match_body(issuer, 0, REGISTRY.grammar)
        assert match is not None
        context = structs.replace(context, issuer=resolve_body(match, context, REGISTRY.grammar))
    layout, grammar = layout_of(raw), REGISTRY.grammar
    blocks = outline(layout)
    sentences = cut_sentences(layout, blocks, grammar)
    return resolve_mentions(layout, find_mentions(layout.clean, grammar), sentences, blocks, context, grammar)


def shown(citation: Citation, keys: Any) -> dict[str, Any]:
    """The parts of a citation that a row of the table states."""
    values = {key: getattr(citation, key) for key in keys}
    lists = {"parent": list(citation.parent), "inferred": list(citation.inferred),
             "acts_on": [list(act) for act in citation.acts_on]}
    return {key: lists.get(key, value) for key, value in values.items()}


@pytest.mark.parametrize("case", load_cases("citations.yaml"))
def test_citations(case: dict[str, Any]) -> None:
    """Numbered citations of the sentence (with ``named``, all of them), in order, each with what its row states."""
    date = str(case["date"]) if "date" in case else None
    every = read_citations(case["text"], case.get("province"), date, case.get("issuer"))
    numbered = [c for c in every if c.class_ == "numbered" or case.get("named")]
    index = {i: numbered.index(c) for i, c in enumerate(every) if c in numbered}
    found = [shown(c, row) | ({"parent": [index[p] for p in c.parent if p in index]} if "parent" in row else {})
             for c, row in zip(numbered, case["citations"], strict=False)]
    rows = [{k: str(v) if k == "date" and v else v for k, v in row.items()} for row in case["citations"]]
    assert found == rows
    assert [c.text for c in numbered[len(rows):]] == []


@pytest.mark.parametrize("case", load_cases("citations.yaml"))
def test_spans_are_exact(case: dict[str, Any]) -> None:
    """Every citation's text is what stands at its offsets."""
    for citation in read_citations(case["text"]):
        assert case["text"][citation.start:citation.end] == citation.text


@pytest.mark.parametrize("text", load_cases("lookalikes.yaml"))
def test_lookalikes(text: str) -> None:
    """Sentences that only look like citations give no numbered one."""
    assert [c.text for c in read_citations(text) if c.class_ == "numbered"] == []
