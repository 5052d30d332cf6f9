"""Registers of the whole collection: where sources disagree, what is missing, what can be downloaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..downloads.feed import PATH as FEED_PATH
from ..downloads.tables import FOLDER, Table
from ..instrument.facts import contradictions_of
from ..parts.cards import card_of
from ..site import Site
from ..templating import render_page

MOST_MISSING = 1000
"""Instruments in the register of what is missing; those cited less often are in the downloads."""


def register_pages(site: Site, tables: Sequence[Table]) -> Iterator[tuple[str, str]]:
    """The register of contradictions, the register of what is missing, the page of downloads."""
    yield "mau-thuan/index.md", _contradictions(site)
    yield "can-bo-sung/index.md", _missing(site)
    yield f"{FOLDER}/index.md", render_page(
        "downloads.md", feed=FEED_PATH.removeprefix(f"{FOLDER}/"),
        tables=[(table.name, table.meaning, len(table.rows), table.columns) for table in tables])


def _contradictions(site: Site) -> str:
    found = [(card_of(site, i.key, "../"), contradictions_of(site, i.contradictions, "../"),
              [(reading.value, len(reading.mentions) + len(reading.documents)) for reading in i.spellings])
             for i in sorted(site.collection.instruments.values(), key=lambda i: i.slug)
             if i.contradictions or len(i.spellings) > 1]
    return render_page("contradictions.md", disputed=[(card, views) for card, views, _ in found if views],
                       spelled=[(card, spellings) for card, _, spellings in found if len(spellings) > 1])


def _missing(site: Site) -> str:
    rows = []
    for instrument in site.collection.instruments.values():
        if instrument.document is None:
            documents = {mention.document for mention in instrument.mentions}
            rows.append((-len(documents), -len(instrument.mentions), instrument.slug, instrument.key))
    rows.sort()
    return render_page("missing.md", total=len(rows), found=[
        (card_of(site, key, "../"), -documents, -mentions) for documents, mentions, _, key in rows[:MOST_MISSING]])
