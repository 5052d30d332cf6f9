"""Which paragraphs of a held document others cite by article, clause or point, and how often."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping

from ...language.folding import slugify
from ...models import Instrument
from ...reading.layout.numbering import address_of_number
from ..site import Site

_RANKS = {"phần": 0, "chương": 1, "mục": 2, "điều": 3, "khoản": 4, "điểm": 5}
_PART = re.compile(rf"(?P<kind>{'|'.join(_RANKS)})\s+(?P<number>[\w.]+)", re.IGNORECASE)


def cited_places(site: Site, instrument: Instrument) -> Mapping[str, int]:
    """How many documents cite a place of this one, by the anchor of the block; its own mentions do not count."""
    record = site.collection.records.get(instrument.document or "")
    if record is None:
        return {}
    anchors = {block.anchor for block in record.outline}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for mention in instrument.mentions:
        anchor = place_of_pinpoint(site.citation(mention).pinpoint, anchors)
        if anchor and mention.document != instrument.document:
            found[anchor].add(mention.document)
    return {anchor: len(documents) for anchor, documents in found.items()}


def place_of_pinpoint(pinpoint: str | None, anchors: Collection[str]) -> str | None:
    """The anchor that "điểm c khoản 2 Điều 11" names, in whatever order, or the nearest part around it; ``None`` where
    there is none."""
    found = sorted(_PART.finditer(pinpoint or ""), key=lambda part: _RANKS[part["kind"].lower()])
    parts = [f"{slugify(part['kind'])}-{address_of_number(part['number'].strip('.'))}" for part in found]
    while parts:
        anchor = "-".join(parts)
        if anchor in anchors:
            return anchor
        parts.pop()
    return None
