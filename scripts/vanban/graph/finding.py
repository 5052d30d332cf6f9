"""Finding the instrument a maintainer means: by the name in its address, or by its number and what narrows it.

"31/KH-UBND", "Kế hoạch số 31/KH-UBND năm 2023" and "31-kh-ubnd-2023-binh-phuoc" all name one; where several
fit, none is chosen.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from ..language.dates import match_introduced_date, year_of
from ..language.folding import fold, slugify
from ..language.letters import ONE_DASH
from ..language.numbers import parts_of, scan_numbers
from ..models import Collection, Instrument

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DATE = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-]((?:19|20)\d\d)(?!\d)")
_MOST_SHOWN = 4
_NEAR = 0.55


@dataclass(frozen=True, slots=True)
class FoundInstrument:
    """The instrument that words name; else those to choose from: ``several`` that fit, or the nearest."""

    key: str | None
    choices: tuple[str, ...] = ()
    several: bool = False


class Finder:
    """A collection's instruments by address, number and name; ``moved`` leads old addresses to new ones."""

    def __init__(self, collection: Collection, moved: Mapping[str, str] | None = None) -> None:
        self.instruments = collection.instruments
        self.moved = moved or {}

    @cached_property
    def _by_slug(self) -> dict[str, str]:
        return {instrument.slug: key for key, instrument in self.instruments.items()}

    @cached_property
    def _by_number(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for key, instrument in self.instruments.items():
            own = {instrument.number_parts} if instrument.number_parts else set()
            for number in {parts.key for parts in own | {parts_of(each.value) for each in instrument.spellings}}:
                found[number].append(key)
        return found

    def find(self, words: str) -> FoundInstrument:
        """The instrument that ``words`` name."""
        words = unicodedata.normalize("NFC", words).translate(ONE_DASH)
        slug = words.strip().strip("/")
        key = self._by_slug.get(self.moved.get(slug, slug))
        if key:
            return FoundInstrument(key)
        numbers = list(scan_numbers(words))
        if len(numbers) != 1:
            return FoundInstrument(None, self._near(words, ""))
        number = numbers[0].number.match_key
        told = match_introduced_date(words, numbers[0].end)
        fitting = [key for key in self._by_number.get(number, ()) if self._fits(
            self.instruments[key], words[:numbers[0].start] + " " + words[numbers[0].end:], told.iso if told else None)]
        if len(fitting) == 1:
            return FoundInstrument(fitting[0])
        if fitting:
            return FoundInstrument(None, tuple(sorted(fitting, key=self._order)[:_MOST_SHOWN]), several=True)
        return FoundInstrument(None, self._near(words, number))

    def _fits(self, instrument: Instrument, words: str, told: str | None) -> bool:
        """Whether the day that is ``told`` behind the number (``None``: none is), or the day or year that stands in the
        other words, is the instrument's."""
        if told:
            return instrument.date == told
        day = _DATE.search(words)
        if day:
            return instrument.date == f"{day[3]}-{int(day[2]):02}-{int(day[1]):02}"
        years = {int(year) for year in _YEAR.findall(words)}
        own = {instrument.year, year_of(instrument.date)}
        return not years or bool(years & own)

    def _near(self, words: str, number: str) -> tuple[str, ...]:
        """Those with the same serial and the most like symbol; else those whose address or name looks alike."""
        serial = number.partition(" ")[0]
        same = {n: keys for n, keys in self._by_number.items() if serial and n.partition(" ")[0] == serial}
        close = [key for n in get_close_matches(number, same, _MOST_SHOWN, 0) for key in same[n]]
        if not close:
            names = self._by_slug | {slugify(i.title): key for key, i in self.instruments.items() if i.title}
            close = [names[n] for n in get_close_matches(slugify(fold(words)), names, _MOST_SHOWN, _NEAR)]
        return tuple(dict.fromkeys(close))[:_MOST_SHOWN]

    def _order(self, key: str) -> tuple[bool, str, str]:
        instrument = self.instruments[key]
        return instrument.document is None, instrument.date or "9999", instrument.slug
