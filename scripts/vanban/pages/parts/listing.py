"""Lists of instruments on pages of a bearable length: the first at the list's own address, the others behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...models import Instrument
from ..site import Site
from ..templating import number, render_page
from .cards import Card, card_of

Page = tuple[str, str]
"""A path under the docs folder and its content."""
LONGEST = 250
"""Instruments on one page of a list."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: the instrument's card and why it stands there, where that needs saying."""

    card: Card
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of a long list: its number from 1, how many there are, the way to the others."""

    number: int
    count: int
    folder: str
    base: str
    instruments: tuple[Instrument, ...]

    @property
    def others(self) -> list[tuple[int, str | None]]:
        """The numbers of all pages with their addresses; ``None`` for this one."""
        home = "../" if self.number > 1 else ""
        return [(n, None if n == self.number else f"{home}trang-{n}/" if n > 1 else home)
                for n in range(1, self.count + 1)]


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list is: its folder, the menu entry it belongs to, its words, the page above it."""

    folder: str
    section: str
    title: str
    description: str
    parent: str
    parent_href: str
    why: Mapping[str, str]


def year_of(instrument: Instrument) -> int | None:
    """The year of issue, from the date where there is one."""
    return int(instrument.date[:4]) if instrument.date else instrument.year


def newest_first(instruments: Sequence[Instrument]) -> list[Instrument]:
    """By date, newest first, those without date last; then by key."""
    return sorted(sorted(instruments, key=lambda i: i.key),
                  key=lambda i: i.date or (f"{i.year}" if i.year else ""), reverse=True)


def counts(found: Sequence[Instrument]) -> tuple[int, int]:
    """How many of them are held and how many only cited."""
    held = sum(i.document is not None for i in found)
    return held, len(found) - held


def counted(found: Sequence[Instrument]) -> str:
    """The same in words."""
    held, cited = counts(found)
    return f"{number(len(found))} văn bản: {number(held)} có toàn văn, {number(cited)} mới chỉ được viện dẫn."


def leaves(folder: str, found: Sequence[Instrument]) -> Iterator[Leaf]:
    """A list cut into pages, held instruments first, newest first."""
    return cut(folder, sorted(newest_first(found), key=lambda i: i.document is None))


def cut(folder: str, ordered: Sequence[Instrument]) -> Iterator[Leaf]:
    """Pages of at most :data:`LONGEST` instruments in the order given; one page where there is nothing."""
    count = max(1, -(-len(ordered) // LONGEST))
    depth = folder.count("/") + 1
    for place in range(1, count + 1):
        last = f"/trang-{place}" if place > 1 else ""
        yield Leaf(place, count, folder + last, "../" * (depth + (place > 1)),
                   tuple(ordered[(place - 1) * LONGEST:place * LONGEST]))


def listing_pages(site: Site, listing: Listing, found: Sequence[Instrument]) -> Iterator[Page]:
    """The pages of one list."""
    for leaf in leaves(listing.folder, found):
        entries = [Entry(card_of(site, i.key, leaf.base), listing.why.get(i.key)) for i in leaf.instruments]
        up = "../" if leaf.number > 1 else ""
        yield f"{leaf.folder}/index.md", render_page(
            "listing.md", section=listing.section, title=listing.title, description=listing.description,
            parent_name=listing.parent, parent_href=up + listing.parent_href, leaf=leaf,
            held=[e for e in entries if e.card.held], cited=[e for e in entries if not e.card.held])
