"""A text cut as the reading cuts it, for tests of layout and outline."""

from __future__ import annotations

from vanban.models import Block
from vanban.reading.layout.cut import Layout, cut_text
from vanban.reading.layout.sentences import Sentence, cut_sentences, whole_spans
from vanban.reading.outline.blocks import outline
from vanban.reading.text import Text
from vanban.registry.tables import load_registry


def layout_of(raw: str) -> Layout:
    """The layout of a text with the project's own tables."""
    return cut_text(Text(raw), load_registry().grammar)


def blocks_of(raw: str) -> tuple[Block, ...]:
    """The blocks of a text."""
    return outline(layout_of(raw))


def sentences_of(raw: str) -> list[Sentence]:
    """The sentences of a text, before any is joined for a citation."""
    layout = layout_of(raw)
    return cut_sentences(layout, outline(layout), load_registry().grammar)


def sentence_around(raw: str, offset: int) -> tuple[int, int]:
    """The raw span of the sentence in which an offset stands."""
    spans = [layout_of(raw).text.raw_span(*span) for span in whole_spans(sentences_of(raw))]
    return next(span for span in spans if span[0] <= offset < span[1])
