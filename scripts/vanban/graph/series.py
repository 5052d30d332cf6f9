"""Annual series: the same body issues the same type under the same title, year after year.

Such a line is an inference: it is drawn from titles, not from a sentence, and says so.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ..language.folding import fold
from ..models import Instrument, Relation
from ..registry.body_keys import BodyKeys, IssuerKey

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD = re.compile(r"[a-z]+|\d+")
_FEWEST_WORDS = 4


def series_relations(instruments: Iterable[Instrument], keys: BodyKeys) -> Iterator[Relation]:
    """A relation from each member of a series to the one before it, in the order of their years."""
    groups: dict[tuple[IssuerKey, str, str], list[tuple[int, Instrument]]] = defaultdict(list)
    for instrument in instruments:
        stem, year = title_stem(instrument.title)
        if year and instrument.type and instrument.bodies and len(stem.split()) >= _FEWEST_WORDS:
            groups[keys.issuer(instrument.bodies), fold(instrument.type), stem].append((year, instrument))
    for key in sorted(groups):
        yield from _of_group(groups[key])


def title_stem(title: str | None) -> tuple[str, int | None]:
    """The folded words of a title without its only year, and that year; ``None`` when it has no or several years."""
    years = set(_YEAR.findall(title or ""))
    if len(years) != 1:
        return "", None
    year = years.pop()
    kept = [word for word in _WORD.findall(fold(title or "")) if word not in (year, "nam")]
    return " ".join(kept), int(year)


def _of_group(members: list[tuple[int, Instrument]]) -> Iterator[Relation]:
    first: dict[int, Instrument] = {}
    for year, instrument in sorted(members, key=lambda each: (each[0], each[1].date or "9999", each[1].key)):
        first.setdefault(year, instrument)
    years = sorted(first)
    for earlier, later in pairwise(years):
        yield Relation(first[later].key, first[earlier].key, "series", inferred=True, reason=(
            f"Suy luận: cùng cơ quan ban hành, cùng loại {first[later].type} và cùng trích yếu, "
            f"chỉ khác năm ({earlier} và {later})."))
