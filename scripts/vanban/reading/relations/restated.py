"""A text named again by the words it was named with: "Nghị định số 5/2020/NĐ-CP … (sau đây gọi tắt là Nghị định số
5/2020/NĐ-CP)" tells of no second text and does nothing to the first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from ...models import Citation
from ..citations import Mention
from .aliases import ALIAS_BEFORE
from .tree import Link

_REACH = 48
_SEVERAL = re.compile(r"\schung\s")
"""A short name that stands for several texts is a new one, also where it is that of one of them."""


def without_restated(clean: str, found: Sequence[Citation], mentions: Sequence[Mention],
                     links: Sequence[Link]) -> tuple[Citation, ...]:
    """The citations without those that only repeat another; what stood in their subjects stands in that one's."""
    origins: dict[int, int] = {}
    for i, (mention, link) in enumerate(zip(mentions, links, strict=True)):
        if link.named is not None and _repeats(clean, mention, mentions[link.named]):
            origins[i] = origins.get(link.named, link.named)
    kept = [i for i in range(len(found)) if i not in origins]
    now = {old: new for new, old in enumerate(kept)}
    if not origins:
        return tuple(found)
    place = {old: now[origins.get(old, old)] for old in range(len(found))}
    return tuple(replace(
        found[i], parent=tuple(dict.fromkeys(place[p] for p in found[i].parent if place[p] != now[i])),
        acts_on=tuple((relation, place[j]) for relation, j in found[i].acts_on)) for i in kept)


def _repeats(clean: str, mention: Mention, named: Mention) -> bool:
    """Whether a short name in brackets is, word for word, the beginning of what it stands for."""
    told = ALIAS_BEFORE.search(clean, max(0, mention.start - _REACH), mention.start)
    if told is None or _SEVERAL.search(told.group()):
        return False
    short, whole = (" ".join(clean[each.start:each.end].lower().split()) for each in (mention, named))
    return whole.startswith(short)
