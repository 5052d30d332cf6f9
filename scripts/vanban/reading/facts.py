"""What is read of a text besides its record: the title as it is shown, the bodies that were told."""

from __future__ import annotations

from ..language.tcvn3 import readable
from ..models import Record, TextFacts
from ..registry.grammar import Grammar
from .recipients import recipients_of
from .titles import display_title, is_capitals


def text_facts(record: Record, text: str, grammar: Grammar) -> TextFacts:
    """The facts of one document; ``text`` is the one its record was read from."""
    title = record.document.title
    body = readable(text, record.encoding) if title and is_capitals(title) else ""
    return TextFacts(display_title(title, grammar.registry, body), title, tuple(recipients_of(record, grammar)))
