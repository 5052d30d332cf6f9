"""Quotes: the sentence that proves something, with the cited words apart and the way to its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...models import CitationPlace
from ..blocks import block_at
from ..site import Site
from ..words import say
from .citation_links import citation_id
from .excerpts import Piece
from .rules import rule_of

MOST_QUOTES = 5
"""Sentences shown for one link; more prove nothing more."""
_NAMES_OF_PARTS = ("điều", "khoản", "điểm", "mục", "tiểu mục", "phần", "chương", "phụ lục")
"""How a mark begins that already says what it marks."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of ``document`` (its short name), the pieces to show, the address of the cited words.

    Without pieces the sentence stands in the text of the same page, where ``href`` leads. ``note`` is a remark on the
    citation, ``rule`` says how it was read and how sure that is, ``doubtful`` that it is not.
    """

    document: str
    href: str
    place: str
    pieces: tuple[Piece, ...]
    note: str | None = None
    rule: str = ""
    doubtful: bool = False


def quote(site: Site, mention: CitationPlace, base: str, here: str | None = None) -> Quote:
    """The quote of one mention; ``base`` leads to the root, ``here`` is the document whose text the page holds."""
    citation = site.citation(mention)
    key = site.key_of_document.get(mention.document)
    name = site.names[key].short if key else mention.document
    told = mention.document == here
    page = "" if told else f"{base}van-ban/{mention.document}/"
    return Quote(name, f"{page}#{citation_id(mention.index)}", _place(site, mention),
                 () if told else site.excerpt_of(mention), citation.note, rule_of(citation),
                 citation.confidence == "low")


def quotes(site: Site, mentions: Sequence[CitationPlace], base: str, limit: int = MOST_QUOTES,
           here: str | None = None) -> tuple[Quote, ...]:
    """Quotes of the first ``limit`` mentions; the same sentence of the same document only once."""
    found: dict[tuple[str, tuple[Piece, ...]], Quote] = {}
    for mention in mentions[:limit]:
        one = quote(site, mention, base, here)
        found.setdefault((one.document if one.pieces else one.href, one.pieces), one)
    return tuple(found.values())


def _place(site: Site, mention: CitationPlace) -> str:
    """Where the words stand, said as one says it: the part's written mark, else the line."""
    citation = site.citation(mention)
    block = block_at(site.collection.records[mention.document], citation.start)
    label = (block.label or "").strip(" .:") if block else ""
    if label and any(c.isalnum() for c in label):
        return label if label.lower().startswith(_NAMES_OF_PARTS) else say("part_n", n=label)
    return say("line_n", n=citation.line)
