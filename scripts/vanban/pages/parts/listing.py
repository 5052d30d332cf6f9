"""The one component for lists: a table on pages of a bearable length, narrowed and sorted in the browser.

Every list is whole without scripts: pages lead to each other, and the values of each axis have lists of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ...language.dates import year_of
from ...models import Instrument
from ..generated import GeneratedText
from ..site import Site
from ..templating import number, render_page
from ..words import say
from .cards import InstrumentCard, instrument_card
from .row_files import ROWS_FOLDER, row_script

MOST_ON_A_PAGE = 50
"""Instruments on one page of a list."""
_NEAR = 2
"""Pages named on both sides of the one that is open."""


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One line of a list: the instrument's card, why it stands there, how many cite it, where that needs saying."""

    card: InstrumentCard
    why: str | None = None
    cited: str | None = None


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a long list: its number from 1, how many there are, the way to the others."""

    number: int
    count: int
    folder: str
    base: str
    instruments: tuple[Instrument, ...]

    @property
    def others(self) -> list[tuple[int | None, str | None]]:
        """What the line of page numbers shows, as pairs of a number and its address: 1 … 4 5 [6] 7 8 … 20.

        The first page, the last one and the near ones stand in it. ``(6, None)`` is this page, which leads nowhere;
        ``(None, None)`` is a gap, where a page between two of them is left out.
        """
        home = "../" if self.number > 1 else ""
        shown = {1, self.count, *range(max(1, self.number - _NEAR), min(self.count, self.number + _NEAR) + 1)}
        found: list[tuple[int | None, str | None]] = []
        for n in sorted(shown):
            if n - 1 not in shown and n > 1:
                found.append((None, None))
            found.append((n, None if n == self.number else f"{home}trang-{n}/" if n > 1 else home))
        return found


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list is: its folder, the menu entry it belongs to, its words, the page above it.

    ``preset`` is the axis and the address of the value that all its instruments share ("nam", "2023"), two empty
    words for the list of everything, ``None`` for a list with an order of its own; ``why`` and ``cited`` have words for
    single instruments, by their keys. Its rows lead to pages below ``leads_to``, and are counted as ``counted`` says.
    """

    folder: str
    section: str
    title: str
    description: str
    parent: str
    parent_href: str
    preset: tuple[str, str] | None = None
    why: Mapping[str, str] = field(default_factory=dict)
    cited: Mapping[str, str] = field(default_factory=dict)
    note: str | None = None
    leads_to: str = "van-ban"
    counted: str = "n_documents"

    @property
    def rows(self) -> tuple[str, str]:
        """Where the rows to narrow are: the preset, or the name of the file that has their order."""
        return self.preset or ("thu-tu", self.folder)


def year_of_issue(instrument: Instrument) -> int | None:
    """The year of issue, from the date where there is one; ``None``: not known."""
    return year_of(instrument.date) or instrument.year


def newest_first(instruments: Iterable[Instrument]) -> list[Instrument]:
    """By date, newest first, those without date last; then by key."""
    return sorted(sorted(instruments, key=lambda i: i.key),
                  key=lambda i: i.date or (f"{i.year}" if i.year else ""), reverse=True)


def newest_held(site: Site) -> list[Instrument]:
    """The held documents that have a number or a title, newest first: a scan that hides both tells no day."""
    return newest_first(i for i in site.collection.instruments.values() if i.document and (i.number or i.title))


def held_and_cited(found: Sequence[Instrument]) -> tuple[int, int]:
    """How many instruments have their text in the collection, and how many are only cited."""
    held = sum(i.document is not None for i in found)
    return held, len(found) - held


def counts_in_words(found: Sequence[Instrument]) -> str:
    """How many instruments are held and how many only cited, as the head of a list says it; where all are of one kind,
    only how many."""
    held, cited = held_and_cited(found)
    counts = {"n": number(len(found)), "held": number(held), "cited": number(cited)}
    return say("counts" if held and cited else "counts_held" if held else "counts_cited", **counts)


def cut_held_first(folder: str, found: Iterable[Instrument]) -> Iterator[ListPage]:
    """The pages of a list that has no order of its own: held instruments first, the newest of each first."""
    return cut_in_order(folder, sorted(newest_first(found), key=lambda i: i.document is None))


def cut_in_order(folder: str, ordered: Sequence[Instrument], longest: int = MOST_ON_A_PAGE) -> Iterator[ListPage]:
    """The pages of a list in the order given, each of at most ``longest``; one empty page where there is nothing.

    They lie in ``folder``, in ``folder/trang-2`` and so on.
    """
    count = max(1, -(-len(ordered) // longest))
    depth = folder.count("/") + 1
    for place in range(1, count + 1):
        last = f"/trang-{place}" if place > 1 else ""
        yield ListPage(place, count, folder + last, "../" * (depth + (place > 1)),
                       tuple(ordered[(place - 1) * longest:place * longest]))


def columns_of(found: Sequence[Instrument], cited: bool = False) -> tuple[str, ...]:
    """The columns of a list, of "cited", "date", "name", "body" and "level" in this order.

    Body and level are left out where they are the same in every row; ``cited``: the list says how many cite each.
    """
    shown = ["cited"] if cited else []
    shown += ["date", "name"]
    if len({i.issuing_body for i in found}) != 1:
        shown.append("body")
    if len({i.level for i in found}) != 1:
        shown.append("level")
    return tuple(shown)


def listing_files(site: Site, listing: Listing, found: Sequence[Instrument], **more: object) -> Iterator[GeneratedText]:
    """The pages of one list, rendered; before them the script with its rows, if it has an order of its own (no preset).

    ``more`` are variables of the template for what only the first page shows.
    """
    columns = columns_of(found, bool(listing.cited))
    if listing.preset is None:
        yield f"{ROWS_FOLDER}/{listing.folder}.js", row_script(listing.folder, [
            (i.slug, listing.why.get(i.key, ""), listing.cited.get(i.key, "")) for i in found])
    for leaf in cut_held_first(listing.folder, found) if listing.preset else cut_in_order(listing.folder, found):
        entries = [_entry(site, listing, i, leaf.base) for i in leaf.instruments]
        up = "../" if leaf.number > 1 else ""
        extra = {"axes": (), "way": (), "below": (), "sent": (), "more_sent": 0, "unfolded": False,
                 **(more if leaf.number == 1 else {})}
        yield f"{leaf.folder}/index.md", render_page(
            "listing.md", listing=listing, parent_href=up + listing.parent_href, leaf=leaf, entries=entries,
            columns=columns, total=len(found), **extra)


def _entry(site: Site, listing: Listing, instrument: Instrument, base: str) -> ListEntry:
    card = instrument_card(site, instrument.key, base)
    return ListEntry(replace(card, href=f"{base}{listing.leads_to}/{instrument.slug}/"),
                     listing.why.get(instrument.key), listing.cited.get(instrument.key))
