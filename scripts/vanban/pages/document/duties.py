"""Duties with a day in the text ("gửi báo cáo trước ngày 29/11/2024"): as a list and as a calendar file."""

from __future__ import annotations

from dataclasses import dataclass

from ..blocks import block_at
from ..names import written_date
from ..parts.excerpts import Piece
from ..site import Site


@dataclass(frozen=True, slots=True)
class Duty:
    """One day by which something is due: the ISO day, as written, where it stands, the sentence around it."""

    day: str
    written: str
    anchor: str
    pieces: tuple[Piece, ...]


def duties_of(site: Site, slug: str) -> tuple[Duty, ...]:
    """The deadlines of a document, in order of days."""
    record = site.collection.records[slug]
    found = []
    for deadline in record.deadlines:
        block = block_at(record, deadline.start)
        anchor, day = block.anchor if block else "", written_date(deadline.day) or deadline.day
        shown = site.sentence_excerpt(slug, deadline.sentence, (deadline.start, deadline.end))
        found.append(Duty(deadline.day, day, anchor, shown))
    return tuple(sorted(found, key=lambda duty: duty.day))
