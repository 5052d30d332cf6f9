"""Registers of the whole collection: where sources disagree, what is missing, what can be downloaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..downloads.feed import FEED_PATH
from ..downloads.tables import DATA_FOLDER, Table
from ..instrument.facts import contradictions_of
from ..parts.listing import Listing, PagePath, listing_pages
from ..site import Site
from ..templating import number, render_page
from ..words import interface_words


def register_pages(site: Site, tables: Sequence[Table]) -> Iterator[PagePath]:
    """The register of contradictions, the register of what is missing, the page of downloads."""
    yield from _contradictions(site)
    yield from _missing(site)
    yield f"{DATA_FOLDER}/index.md", render_page(
        "downloads.md", feed=FEED_PATH.removeprefix(f"{DATA_FOLDER}/"),
        tables=[(table.name, table.meaning, len(table.rows), table.columns) for table in tables])


def _contradictions(site: Site) -> Iterator[PagePath]:
    """What sources give differently, each with all that is given; the sentences stand on the instrument's page."""
    words, why = interface_words(), {}
    for instrument in sorted(site.collection.instruments.values(), key=lambda i: i.slug):
        said = [f"{view.field.lower()}: " + "; ".join(reading.value for reading in view.readings)
                for view in contradictions_of(site, instrument.contradictions, "../")]
        if len(instrument.spellings) > 1:
            said.append(words["spelled"] + ": " + "; ".join(
                f"{one.value} ({len(one.mentions) + len(one.documents)} lần)" for one in instrument.spellings))
        if said:
            why[instrument.key] = " · ".join(said)
    yield from listing_pages(site, Listing(
        "mau-thuan", f"{DATA_FOLDER}/", words["disputed_title"], words["disputed_lead"], words["downloads"],
        f"../{DATA_FOLDER}/",
        why=why), [site.instrument(key) for key in why], ordered=True)


def _missing(site: Site) -> Iterator[PagePath]:
    """What is cited and not held, cited by most documents first."""
    words, rows = interface_words(), []
    for instrument in site.collection.instruments.values():
        if instrument.document is None:
            documents = {mention.document for mention in instrument.mentions}
            rows.append((-len(documents), -len(instrument.mentions), instrument.slug, instrument))
    rows.sort(key=lambda row: row[:3])
    yield from listing_pages(site, Listing(
        "can-bo-sung", f"{DATA_FOLDER}/", words["missing_title"],
        words["missing_lead"].replace("{n}", number(len(rows))),
        words["downloads"], f"../{DATA_FOLDER}/",
        cited={row[3].key: f"{number(-row[0])} ({number(-row[1])} lần)" for row in rows}), [row[3] for row in rows],
        ordered=True, note=words["missing_note"])
