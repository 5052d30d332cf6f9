"""The one list of all instruments and what it can be narrowed to, each value of each axis a list of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...models import Instrument
from ..generated import GeneratedText
from ..names import address_of
from ..parts.listing import Listing, counts_in_words, listing_files, newest_first
from ..parts.routes import leading_page
from ..site import Site
from ..words import say
from .axes import AXES, Axis

LISTS = "van-ban"


def browse_pages(site: Site) -> Iterator[GeneratedText]:
    """Every list, and at the address of an axis the way to the list it narrows."""
    found = tuple(site.collection.instruments.values())
    axes = []
    for axis in AXES:
        groups = _groups(site, axis)
        axes.append((axis.name, axis.folder, [(name, f"../{axis.folder}/{address_of(name)}/", len(group))
                                              for name, group in groups.items()]))
        yield f"{axis.folder}/index.html", leading_page(f"../{LISTS}/index.html#loc-{axis.folder}", axis.name)
        for name, group in groups.items():
            title = say("year", n=name) if name.isdigit() else name
            yield from listing_files(site, Listing(
                f"{axis.folder}/{address_of(name)}", f"{LISTS}/", title, counts_in_words(group), say("list_title"),
                f"../../{LISTS}/",
                (axis.folder, address_of(name))), group)
    whole = Listing(LISTS, f"{LISTS}/", say("list_title"), counts_in_words(found), "", "", ("", ""))
    yield from listing_files(site, whole, found, axes=axes)


def _groups(site: Site, axis: Axis) -> dict[str, list[Instrument]]:
    """Instruments by their value on an axis, in its order; values that share an address are one group."""
    found: dict[str, list[Instrument]] = {}
    written: dict[str, str] = {}
    for instrument in newest_first(site.collection.instruments.values()):
        name = axis.value(site, instrument)
        if name is not None:
            found.setdefault(written.setdefault(address_of(name), name), []).append(instrument)
    return dict(sorted(found.items(), key=lambda item: axis.order(*item)))


def most_common(site: Site, found: Sequence[Instrument], axis: Axis) -> list[str]:
    """The values of an axis among some instruments, the commonest first."""
    counted_values: dict[str, int] = {}
    for instrument in found:
        value = axis.value(site, instrument)
        if value is not None:
            counted_values[value] = counted_values.get(value, 0) + 1
    return sorted(counted_values, key=lambda value: (-counted_values[value], address_of(value)))
