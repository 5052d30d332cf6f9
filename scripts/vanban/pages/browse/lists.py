"""The pages one browses by: all instruments, types, years, levels and the home page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ...models import LEVELS, Instrument
from ..names import UNKNOWN_LEVEL, UNKNOWN_YEAR, address_of, level_rank
from ..parts.cards import card_of
from ..parts.listing import Listing, Page, counted, counts, leaves, listing_pages, newest_first, year_of
from ..parts.topics import topic_address
from ..site import Site
from ..templating import render_page
from .body_tree import bodies_of
from .chains import largest_chains

_NEWEST = 6
_ROOTS = 8
_TOPICS = 10
_UNKNOWN_TYPE = "Chưa rõ loại"


@dataclass(frozen=True, slots=True)
class Shelf:
    """One way of browsing: its folder, its titles and the name an instrument has on it."""

    folder: str
    title: str
    lead: str
    heading: str
    name: Callable[[Instrument], str]
    order: Callable[[str, Sequence[Instrument]], object]


def shelves(site: Site) -> tuple[Shelf, ...]:
    """The ways of browsing by one value."""
    return (
        Shelf("loai", "Loại văn bản", "Văn bản xếp theo loại.", "{}", lambda i: i.type or _UNKNOWN_TYPE,
              lambda name, found: (-len(found), address_of(name))),
        Shelf("nam", "Năm ban hành", "Văn bản xếp theo năm ban hành, mới nhất ở trên.", "Năm {}",
              lambda i: str(year_of(i) or UNKNOWN_YEAR),
              lambda name, found: (not name.isdigit(), -int(name) if name.isdigit() else 0)),
        Shelf("cap", "Cấp ban hành", "Văn bản xếp theo cấp, từ Trung ương đến cơ sở.", "{}",
              lambda i: site.level(i.level), lambda name, found: level_rank(found[0].level)),
    )


def browse_pages(site: Site) -> Iterator[Page]:
    """Every page of every way of browsing, the full list and the home page."""
    for shelf in shelves(site):
        groups = _groups(site, shelf)
        yield f"{shelf.folder}/index.md", _index(shelf, groups)
        for name, found in groups.items():
            title = shelf.heading.format(name) if name.isdigit() else name
            yield from listing_pages(site, Listing(f"{shelf.folder}/{address_of(name)}", f"{shelf.folder}/", title,
                                                   counted(found), shelf.title, "../", {}), found)
    yield from _all(site)
    yield "index.md", _home(site)


def _groups(site: Site, shelf: Shelf) -> dict[str, list[Instrument]]:
    """Instruments by their name on a shelf, in its order; names that share an address are one group."""
    found: dict[str, list[Instrument]] = {}
    written: dict[str, str] = {}
    for instrument in newest_first(tuple(site.collection.instruments.values())):
        name = shelf.name(instrument)
        found.setdefault(written.setdefault(address_of(name), name), []).append(instrument)
    return dict(sorted(found.items(), key=lambda item: shelf.order(*item)))  # type: ignore[arg-type,return-value]


def _index(shelf: Shelf, groups: dict[str, list[Instrument]]) -> str:
    entries = [(name, f"{address_of(name)}/", *counts(found)) for name, found in groups.items()]
    return render_page("index.md", section=f"{shelf.folder}/", title=shelf.title, description=shelf.lead,
                       sections=[(None, "", entries)])


def _all(site: Site) -> Iterator[Page]:
    """The list of everything, with the years to go to where it is long."""
    found = tuple(site.collection.instruments.values())
    years = [(name, address_of(name), len(group)) for name, group in _groups(site, shelves(site)[1]).items()]
    for leaf in leaves("van-ban", found):
        cards = [card_of(site, i.key, leaf.base) for i in leaf.instruments]
        yield f"{leaf.folder}/index.md", render_page(
            "all.md", leaf=leaf, summary=counted(found), years=[(n, f"{leaf.base}nam/{a}/", c) for n, a, c in years],
            held=[c for c in cards if c.held], cited=[c for c in cards if not c.held])


def _home(site: Site) -> str:
    instruments = tuple(site.collection.instruments.values())
    ordered = newest_first(instruments)
    types, years = (_groups(site, shelf) for shelf in shelves(site)[:2])
    bodies = {address_of(name) for i in instruments for name in bodies_of(i)}
    citations = sum(len(record.citations) for record in site.collection.records.values())
    numbers = [(len(site.collection.records), "văn bản có toàn văn", "van-ban/"),
               (len(instruments) - len(site.collection.records), "văn bản được viện dẫn", "can-bo-sung/"),
               (citations, "lời viện dẫn có câu chứng", "van-ban/"), (len(bodies), "cơ quan ban hành", "co-quan/")]
    return render_page(
        "home.md", numbers=numbers, levels=_levels(site, instruments), roots=largest_chains(site, "", _ROOTS),
        newest=[card_of(site, i.key, "") for i in ordered if i.document][:_NEWEST],
        topics=_topics(site), types=[(name, f"loai/{address_of(name)}/", len(found)) for name, found in types.items()],
        years=[(name, f"nam/{address_of(name)}/", len(found)) for name, found in years.items()])


def _topics(site: Site) -> list[tuple[str, str, int]]:
    """The topics with most instruments: name, address, how many."""
    found = Counter(subject.topic for subjects in site.topics.values() for subject in subjects)
    return [(name, topic_address(name, ""), count)
            for name, count in sorted(found.items(), key=lambda item: (-item[1], item[0]))[:_TOPICS]]


def _levels(site: Site, instruments: Sequence[Instrument]) -> list[tuple[str, str, str, int, int]]:
    rows: list[tuple[str, str, str, int, int]] = []
    for level in (*LEVELS, None):
        found = [i for i in instruments if i.level == level]
        name = site.level(level)
        if found or (level and name != UNKNOWN_LEVEL):
            href = f"cap/{address_of(name)}/" if found else "cap/"
            rows.append((name, level or "unknown", href, *counts(found)))
    return rows
