"""What the text of a held document says besides its record, for whoever shows it: read once, kept with the record."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from .documents import BodyParts

RecipientRole = Literal["addressed", "recipient", "file"]


class Recipient(Struct, frozen=True, gc=False):
    """One line of "Kính gửi" or "Nơi nhận": the document's slug, its role, its place from 1, the words, the bodies."""

    document: str
    role: RecipientRole
    number: int
    written: str
    bodies: tuple[BodyParts, ...]


class TextFacts(Struct, frozen=True, gc=False):
    """``title``: the record's title as it is shown, ``printed``: as it stands there, ``None`` without one;
    ``recipients``: who was told, in order.
    """

    title: str | None = None
    printed: str | None = None
    recipients: tuple[Recipient, ...] = ()
