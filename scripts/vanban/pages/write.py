"""Writing the pages: only what changed, whole or not at all, and nothing stale is left behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..graph.addresses import Redirect
from ..graph.reading_lists import ReadingList
from ..graph.withdrawn import Withdrawn
from ..models import Collection, Instrument
from ..problems import at_work_on
from ..registry.tables import Registry
from ..store.files import copy_if_changed, write_if_changed
from ..store.originals import Original
from ..store.settings import Settings
from .browse.bodies import body_pages
from .browse.chains import chain_pages
from .browse.former import former_pages
from .browse.handouts import handout_pages
from .browse.home import home_page
from .browse.lesson import lesson_pages
from .browse.lists import browse_pages
from .browse.registers import register_pages
from .browse.timeline import timeline_pages
from .browse.topics import topic_pages
from .document.compare_page import compare_pages
from .document.duties import duties_of
from .downloads.calendar import calendar
from .downloads.feed import PATH as FEED_PATH
from .downloads.feed import atom_feed
from .downloads.references import reference_files
from .downloads.rows import row_files
from .downloads.stamp import PATH as STAMP_PATH
from .downloads.stamp import stamp_sheet
from .downloads.tables import table_files, tables_of
from .instrument.machine import machine_file
from .instrument.page import instrument_page, published_name
from .site import Site

FOLDERS = ("van-ban", "co-quan", "loai", "nam", "cap", "he-thong", "dia-phuong", "chu-de", "dong-thoi-gian", "chuoi",
           "so-sanh", "mau-thuan", "can-bo-sung", "tai-lieu", "tap-huan", "du-lieu/danh-sach")
"""Folders under docs that hold nothing but what this module wrote."""


@dataclass(frozen=True, slots=True)
class Given:
    """What people keep beside the documents: reading lists, addresses that changed, documents taken out (by slug), the
    exercises for beginners."""

    lists: tuple[ReadingList, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    withdrawn: Mapping[str, Withdrawn] = field(default_factory=dict)
    lesson: str | None = None


UNKNOWN = Settings()
NONE: Mapping[str, Original] = {}
NOTHING = Given()


def write_pages(collection: Collection, registry: Registry, docs: Path, settings: Settings = UNKNOWN,
                originals: Mapping[str, Original] = NONE, given: Given = NOTHING) -> int:
    """Write every page of the collection under ``docs``; returns how many files are new or changed.

    ``settings`` say where the site will be published; ``originals`` are copied beside the pages of their documents.

    Every page is rendered before the first one is written, and files of an earlier run that are no longer
    wanted are removed.
    """
    pages = dict(generated_files(collection, registry, settings, originals, given))
    copies = {f"van-ban/{slug}/{published_name(slug, one)}": one.path for slug, one in originals.items()}
    written = sum(write_if_changed(docs / path, content) for path, content in pages.items())
    written += sum(copy_if_changed(source, docs / path) for path, source in copies.items())
    _remove_stale(docs, {docs / path for path in (*pages, *copies)})
    return written


def generated_files(collection: Collection, registry: Registry, settings: Settings = UNKNOWN,
                    originals: Mapping[str, Original] = NONE, given: Given = NOTHING) -> Iterator[tuple[str, bytes]]:
    """Every generated file: its path under docs and its bytes, in stable order."""
    site = Site(collection, registry, settings.address, settings.repository, originals, settings.keeper,
                given.withdrawn)
    for instrument in collection.instruments.values():
        with at_work_on(f"van-ban/{instrument.slug}", "Viết trang"):
            yield from instrument_files(site, instrument)
    tables = tables_of(site)
    pages = (*browse_pages(site), *body_pages(site), *topic_pages(site), *timeline_pages(site), *chain_pages(site),
             *compare_pages(site), *register_pages(site, tables), *handout_pages(site, given.lists),
             *former_pages(site, given.redirects), *lesson_pages(site, given.lesson), ("index.md", home_page(site)))
    for path, content in pages:
        yield path, content.encode()
    yield from row_files(site)
    yield STAMP_PATH, stamp_sheet(site).encode()
    yield from table_files(tables)
    yield from reference_files(site)
    yield FEED_PATH, atom_feed(site).encode()


def instrument_files(site: Site, instrument: Instrument) -> Iterator[tuple[str, bytes]]:
    """The page of one instrument; of a held one also what machines read, its days and its text."""
    yield f"van-ban/{instrument.slug}/index.md", instrument_page(site, instrument.key).encode()
    if instrument.document:
        yield f"van-ban/{instrument.slug}/index.json", machine_file(site, instrument).encode()
        duties = duties_of(site, instrument.document)
        if duties:
            yield f"van-ban/{instrument.slug}/{instrument.slug}.ics", calendar(site, instrument, duties).encode()
        yield f"van-ban/{instrument.slug}/{instrument.slug}.txt", site.collection.texts[instrument.document].encode()


def _remove_stale(docs: Path, wanted: set[Path]) -> None:
    for folder in FOLDERS:
        for path in sorted((docs / folder).rglob("*"), reverse=True):
            if path.is_dir():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path not in wanted:
                path.unlink()
