"""Duties with a day in the text ("gửi báo cáo trước ngày 29/11/2024"): as a list and as a calendar file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from ...language.dates import match_date
from ...registry.grammar import any_of
from ...registry.tables import Registry
from ..names import written_date
from ..parts.excerpts import Piece, excerpt
from ..site import Site, block_at

_LINK_MARKS = re.compile(r"\[(?=[^\s\[\]]+@|https?:)|\]\((?:mailto:|https?://)[^\s()]{1,300}\)")


@dataclass(frozen=True, slots=True)
class Duty:
    """One day by which something is due: the ISO day, as written, where it stands, the sentence around it."""

    day: str
    written: str
    anchor: str
    pieces: tuple[Piece, ...]


@lru_cache(maxsize=4)
def _cue(registry: Registry) -> re.Pattern[str]:
    """What stands before the day of a limit; the words are those of the registry's role ``sets_limit``."""
    words = any_of(registry.sentence_words["sets_limit"])
    # An address of mail is sometimes run on to the next word ("…@gmail.comtrước ngày 29 tháng 11").
    opening = r"(?:\b|(?<=\.com)|(?<=\.vn))"
    return re.compile(rf"{opening}(?:{words})(?: là| vào| đến|:)?(?: ngày)?[ \n]\**(?=\d{{1,2}}[/.\- ])", re.IGNORECASE)


def duties_of(site: Site, slug: str) -> tuple[Duty, ...]:
    """Days in the body of a document that a phrase makes a limit, in order of days, each place once."""
    record, text = site.collection.records[slug], site.text(slug)
    found = []
    for cue in _cue(site.registry).finditer(text):
        match = match_date(text, cue.end())
        block = block_at(record, cue.start())
        if match is None or match.iso is None or block is None or block.zone != "body":
            continue
        pieces = excerpt(text, [(block.start, block.end)], [(cue.start(), min(match.end, block.end))])
        shown = tuple(Piece(piece.part, _LINK_MARKS.sub(" ", piece.text)) for piece in pieces)
        found.append(Duty(match.iso, written_date(match.iso) or match.iso, block.anchor, shown))
    return tuple(sorted(found, key=lambda duty: duty.day))






