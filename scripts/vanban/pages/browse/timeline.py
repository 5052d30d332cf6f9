"""All instruments in the order of time: an overview of the years, and the instruments of each by date."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ...models import LEVELS, Instrument
from ..generated import GeneratedText
from ..names import address_of
from ..parts.cards import InstrumentCard, instrument_card
from ..parts.listing import counts_in_words, cut_in_order, held_and_cited, newest_first, year_of_issue
from ..site import Site
from ..templating import render_page
from ..words import say

TIMELINE_FOLDER = "dong-thoi-gian"
MOST_ON_TIMELINE = 250
"""Instruments on one page of the timeline: more than in other lists, its lines are short."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One year of the overview: where it is shown, how much it holds, its levels with count, share and what stands
    before them, both in percent."""

    name: str
    href: str
    held: int
    cited: int
    levels: tuple[tuple[str, str, int, float, float], ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A year, or a month of one: its heading, its anchor, its instruments by date."""

    heading: str
    anchor: str
    cards: tuple[InstrumentCard, ...]


def timeline_pages(site: Site) -> Iterator[GeneratedText]:
    """The overview; with few instruments all of them on it, with many a page for each year."""
    years: defaultdict[int | None, list[Instrument]] = defaultdict(list)
    for instrument in site.collection.instruments.values():
        years[year_of_issue(instrument)].append(instrument)
    order = sorted(years, key=lambda year: (year is None, -(year or 0)))
    whole = len(site.collection.instruments) <= MOST_ON_TIMELINE
    most = max((len(found) for found in years.values()), default=1)
    decades: dict[str, list[Bar]] = {}
    for year in order:
        decade = f"{year // 10 * 10}–{year // 10 * 10 + 9}" if year else say("unknown_year")
        decades.setdefault(decade, []).append(_bar(site, year, years[year], most, whole))
    stretches = [Stretch(_heading(year), _anchor(year), _cards(site, years[year], "../")) for year in order]
    yield f"{TIMELINE_FOLDER}/index.md", render_page(
        "timeline.md", title=say("timeline"), page="", home="", leaf=None, decades=list(decades.items()),
        description=counts_in_words(tuple(site.collection.instruments.values())), stretches=stretches if whole else [])
    if not whole:
        for year in order:
            yield from _year_pages(site, year, years[year])


def _heading(year: int | None) -> str:
    return say("year", n=year) if year else say("unknown_year")


def _anchor(year: int | None) -> str:
    return f"nam-{year}" if year else "chua-ro-nam"


def _bar(site: Site, year: int | None, found: list[Instrument], most: int, whole: bool) -> Bar:
    levels = Counter(i.level for i in found)
    present = [level for level in (*LEVELS, None) if levels[level]]
    shares = [100 * levels[level] / most for level in present]
    parts = tuple((level or "unknown", site.level(level), levels[level], round(share, 2), round(before, 2))
                  for level, share, before in zip(present, shares, accumulate(shares, initial=0.0), strict=False))
    return Bar(str(year or say("unknown_year")), f"#{_anchor(year)}" if whole else f"{_route(year)}/",
               *held_and_cited(found), parts)


def _route(year: int | None) -> str:
    return str(year) if year else address_of(say("unknown_year"))


def _cards(site: Site, found: Sequence[Instrument], base: str) -> tuple[InstrumentCard, ...]:
    return tuple(instrument_card(site, i.key, base) for i in newest_first(found))


def _year_pages(site: Site, year: int | None, found: list[Instrument]) -> Iterator[GeneratedText]:
    """The pages of one year, its months apart."""
    for leaf in cut_in_order(f"{TIMELINE_FOLDER}/{_route(year)}", newest_first(found), MOST_ON_TIMELINE):
        months: dict[str, list[Instrument]] = {}
        for instrument in leaf.instruments:
            month = say("month", n=int(instrument.date[5:7])) if instrument.date else say("no_day_heading")
            months.setdefault(month, []).append(instrument)
        yield f"{leaf.folder}/index.md", render_page(
            "timeline.md", title=f"{say('timeline')}: {_heading(year).lower()}", decades=[],
            description=counts_in_words(found),
            page=say("page_n", n=leaf.number) if leaf.number > 1 else "", home=f"{leaf.base}{TIMELINE_FOLDER}/",
            leaf=leaf,
            stretches=[Stretch(month, address_of(month), tuple(instrument_card(site, i.key, leaf.base) for i in inside))
                       for month, inside in months.items()])
