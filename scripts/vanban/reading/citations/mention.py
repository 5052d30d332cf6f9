"""What the citation grammar finds: a mention of an instrument, part by part, before any context.

All spans are half-open offsets of the clean text.
"""

from __future__ import annotations

from msgspec import Struct

from ...language.numbers import Number
from ...models import CitationClass
from ..bodies import BodyMatch

Span = tuple[int, int]


class Mention(Struct, frozen=True, gc=False):
    """One mention: ``start`` is at the type word (or the number, where the type is elided).

    ``end`` is after the last of name, number, date and issuing body. ``type`` is what the words say;
    ``elided`` marks a member of a list that shares its head's type or symbol. ``subject`` is set only
    where the subject stands inside the mention. ``pinpoint`` is the provision named before it;
    ``annex`` the text it issued, where that stands before it ("Quy chế … ban hành kèm theo Quyết định …").
    ``bent`` is the number as recognition bent it, where ``number`` is what that can only be. ``plural`` is the words
    for the texts whose list it opens, and what they are about ("các Quyết định của A về B (số …; số …)"). ``proposer``
    is the body before it whose proposal it holds ("đề nghị của A tại").
    """

    start: int
    end: int
    class_: CitationClass
    type: str | None = None
    number: Number | None = None
    number_span: Span | None = None
    date: str | None = None
    date_span: Span | None = None
    year: int | None = None
    body: BodyMatch | None = None
    body_span: Span | None = None
    name: str | None = None
    subject: Span | None = None
    pinpoint: Span | None = None
    annex: Span | None = None
    elided: bool = False
    bent: str | None = None
    plural: Span | None = None
    proposer: BodyMatch | None = None

    @property
    def blank(self) -> Span | None:
        """The blank with its year and symbol; ``None`` where the number was not left blank."""
        return self.number_span if self.number is None else None

    @property
    def segments(self) -> tuple[str, ...]:
        """The segments of its number's symbol, none where it has no number or one without."""
        return self.number.segments if self.number else ()

    @property
    def begins(self) -> int:
        """Where the phrase that names the instrument begins: its annex, its provision, its plural, or the mention."""
        return min([self.start, *[span[0] for span in (self.annex, self.pinpoint, self.plural) if span]])
