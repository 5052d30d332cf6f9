"""Annual series: the same body issues the same type under the same title, year after year.

Such a line is an inference: it is drawn from titles, not from a sentence, and says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ..language.folding import fold
from ..language.letters import normal
from ..models import Instrument, Relation
from ..registry.body_keys import BodyKeys, IssuerKey

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WITH_ITS_WORD = re.compile(rf"(?:(?<!\w)năm\s+)?{_YEAR.pattern}")
_WORD = re.compile(r"[^\W\d_]+|\d+")
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
    """The words of a title, in small letters, without its only year and the word for it, and that year; ``None`` when
    it has no or several years. Words keep their accents: "đường bộ" is no "dương bộ", "Nam" in "miền Nam" no "năm"."""
    words = normal(unicodedata.normalize("NFC", title or ""))
    years = set(_YEAR.findall(words))
    if len(years) != 1:
        return "", None
    return " ".join(_WORD.findall(_WITH_ITS_WORD.sub(" ", words))), int(years.pop())


def _of_group(members: list[tuple[int, Instrument]]) -> Iterator[Relation]:
    first: dict[int, Instrument] = {}
    for year, instrument in sorted(members, key=lambda each: (each[0], each[1].date or "9999", each[1].key)):
        first.setdefault(year, instrument)
    years = sorted(first)
    for earlier, later in pairwise(years):
        yield Relation(first[later].key, first[earlier].key, "series", inferred=True, reason=(
            f"Suy luận: cùng cơ quan ban hành, cùng loại {first[later].type} và cùng trích yếu, "
            f"chỉ khác năm ({earlier} và {later})."))
