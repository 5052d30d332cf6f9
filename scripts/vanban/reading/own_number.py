"""The number of a document that only its annexes tell: "(Ban hành kèm theo Nghị quyết số 5/2017/NQ-HĐND ngày …)".

A portal's text may lack the letterhead in which the number stands; the line below an annex's title names the document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from ..models import Document
from ..registry.grammar import Grammar
from .bodies import BodyContext, resolve_body
from .citations import Mention

_POINTS = re.compile(r"\n[\s*_|#]*\(\s*[*_]*(?:ban\s+hành\s+)?kèm\s+theo\s+\Z", re.IGNORECASE)
_REACH = 60


def told_by_annexes(clean: str, mentions: Iterable[Mention], document: Document, context: BodyContext,
                    grammar: Grammar) -> Document:
    """The document with the number and the day that its annexes tell, where its head tells no number: all of them name
    one text of its type and issuer, and no other day than the document has."""
    registry = grammar.registry
    if document.number is not None or document.type is None or registry.has_trait(document.type, "letter"):
        return document
    found = [mention for mention in mentions if mention.type == document.type
             and _POINTS.search(clean, max(0, mention.start - _REACH), mention.start)
             and _is_issuers(mention, context, grammar)]
    numbers = {mention.number.match_key: mention.number for mention in reversed(found)
               if mention.number and mention.number.segments}
    days = {mention.date for mention in found if mention.date}
    if len(numbers) != 1 or len(days) > 1 or (document.date and not days <= {document.date}):
        return document
    (number,) = numbers.values()
    day = document.date or next(iter(days), None)
    return replace(document, number=number.display, number_parts=number.parts, date=day)


def _is_issuers(mention: Mention, context: BodyContext, grammar: Grammar) -> bool:
    """Whether the body that a mention names is the document's issuer."""
    if mention.body is None or context.issuer is None:
        return False
    return resolve_body(mention.body, context, grammar).organisation == context.issuer.organisation
