"""Registers of the whole collection: where sources disagree, what is missing, what can be downloaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..downloads.feed import FEED_PATH
from ..downloads.tables import DATA_FOLDER, Table
from ..generated import GeneratedText
from ..instrument.facts import contradictions_of
from ..parts.listing import Listing, listing_files
from ..site import Site
from ..templating import number, render_page
from ..words import say


def downloads_page(tables: Sequence[Table]) -> GeneratedText:
    """The page of what can be downloaded."""
    return f"{DATA_FOLDER}/index.md", render_page(
        "downloads.md", feed=FEED_PATH.removeprefix(f"{DATA_FOLDER}/"),
        tables=[(table.name, table.meaning, len(table.rows), table.columns) for table in tables])


def contradiction_pages(site: Site) -> Iterator[GeneratedText]:
    """What sources give differently, each with all that is given; what differs only in spelling stands last."""
    why = {}
    for instrument in sorted(site.collection.instruments.values(), key=lambda i: (not i.contradictions, i.slug)):
        said = [f"{view.field.lower()}: " + "; ".join(reading.value for reading in view.readings)
                for view in contradictions_of(site, instrument.contradictions, "../")]
        if len(instrument.spellings) > 1:
            said.append(say("spelled") + ": " + "; ".join(
                f"{one.value} ({say('times', n=len(one.mentions) + len(one.documents))})"
                for one in instrument.spellings))
        if said:
            why[instrument.key] = " · ".join(said)
    yield from listing_files(site, Listing(
        "mau-thuan", f"{DATA_FOLDER}/", say("disputed_title"), say("disputed_lead"), say("downloads"),
        f"../{DATA_FOLDER}/", why=why), [site.instrument(key) for key in why])


def missing_pages(site: Site) -> Iterator[GeneratedText]:
    """What is cited and not held, cited by most documents first."""
    rows = []
    for instrument in site.collection.instruments.values():
        if instrument.document is None:
            documents = {mention.document for mention in instrument.mentions}
            rows.append((-len(documents), -len(instrument.mentions), instrument.slug, instrument))
    rows.sort(key=lambda row: row[:3])
    yield from listing_files(site, Listing(
        "can-bo-sung", f"{DATA_FOLDER}/", say("missing_title"), say("missing_lead", n=number(len(rows))),
        say("downloads"), f"../{DATA_FOLDER}/", note=say("missing_note"),
        cited={row[3].key: _cited(-row[0], -row[1]) for row in rows}), [row[3] for row in rows])


def _cited(documents: int, times: int) -> str:
    """How many documents cite an instrument, and how often where that is more."""
    words = say("n_documents", n=number(documents))
    return words if documents == times else f"{words}, {say('times', n=number(times))}"
