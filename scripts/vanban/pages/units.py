"""What a site is made of: units, each the files of one page, or of all pages that look at the whole collection."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from ..graph.addresses import Redirect
from ..graph.reading_lists import ReadingList
from ..graph.withdrawn import Withdrawn
from ..models import Collection
from ..problems import at_work_on
from ..registry.tables import Registry
from ..store.archives import zipped
from ..store.inventories import PUBLISHED, Elsewhere
from ..store.originals import Original
from ..store.records import SCHEMA_FILE
from ..store.settings import Settings
from .browse.bodies import body_pages
from .browse.chains import chain_index, chain_page
from .browse.former import former_pages
from .browse.handouts import handout_pages
from .browse.home import home_page
from .browse.lesson import lesson_pages
from .browse.lists import browse_pages
from .browse.registers import contradiction_pages, downloads_page, missing_pages
from .browse.timeline import timeline_pages
from .browse.topics import topic_pages
from .document.compare_page import compare_page
from .document.duties import duties_of
from .downloads.calendar import calendar
from .downloads.feed import FEED_PATH as FEED_PATH
from .downloads.feed import atom_feed
from .downloads.frame import frame_files
from .downloads.inventory import inventory
from .downloads.references import reference_files
from .downloads.rows import row_files
from .downloads.tables import DATA_FOLDER, table_files, tables_of
from .generated import GeneratedFile, GeneratedText
from .instrument.machine import machine_file, text_file
from .instrument.page import instrument_page
from .site import Site


@dataclass(frozen=True, slots=True)
class PageInputs:
    """What people keep beside the documents: reading lists, addresses that changed, documents taken out (by slug), the
    exercises for beginners, what other collections hold."""

    lists: tuple[ReadingList, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    withdrawn: Mapping[str, Withdrawn] = field(default_factory=dict)
    lesson: str | None = None
    elsewhere: Mapping[str, Elsewhere] = field(default_factory=dict)


NO_SETTINGS = Settings()
NO_ORIGINALS: Mapping[str, Original] = {}
NO_INPUTS = PageInputs()


@dataclass(frozen=True, slots=True)
class Unit:
    """Files that are made together. ``noted``: they are made of what is looked up meanwhile, so that they stay as they
    are while that does; ``alone``: that is little, so that they can be shared out. The others look at everything.
    """

    name: str
    make: Callable[[], Iterable[GeneratedFile]]
    alone: bool = False
    noted: bool = False

    def files(self) -> Iterator[GeneratedFile]:
        """The files: a path under docs, and what it holds."""
        with at_work_on(self.name, "Viết trang"):
            yield from self.make()


def site_of(collection: Collection, registry: Registry, settings: Settings, originals: Mapping[str, Original],
            given: PageInputs) -> Site:
    """The collection as its pages are made from it."""
    return Site(collection, registry, settings.address, settings.repository, originals, settings.keeper,
                given.withdrawn, given.elsewhere)


def generated_files(collection: Collection, registry: Registry, settings: Settings = NO_SETTINGS,
                    originals: Mapping[str, Original] = NO_ORIGINALS,
                    given: PageInputs = NO_INPUTS) -> Iterator[GeneratedFile]:
    """Every generated file: its path under docs and its bytes, in stable order."""
    for unit in units_of(site_of(collection, registry, settings, originals, given), given):
        yield from unit.files()


def units_of(site: Site, given: PageInputs) -> Iterator[Unit]:
    """Everything that is made, in stable order."""
    for instrument in site.collection.instruments.values():
        yield Unit(f"van-ban/{instrument.slug}", partial(instrument_files, site, instrument.key), alone=True)
    for root in site.chains:
        yield Unit(f"chuoi/{site.instrument(root).slug}", partial(_written, chain_page, site, root), alone=True)
    for key in site.key_of_document.values():
        yield Unit(f"so-sanh/{site.instrument(key).slug}", partial(_written, compare_page, site, key), alone=True)
    for make in (browse_pages, body_pages, topic_pages, timeline_pages, chain_index, contradiction_pages,
                 missing_pages):
        yield Unit(make.__name__, partial(_written, make, site), noted=True)
    yield Unit("du-lieu/bang", partial(_table_files, site))
    yield Unit("tai-lieu", partial(_written, handout_pages, site, given.lists))
    yield Unit("dia-chi-cu", partial(_written, former_pages, site, given.redirects))
    yield Unit("tap-huan", partial(_written, lesson_pages, site, given.lesson))
    yield Unit("index.md", lambda: [("index.md", home_page(site).encode())])
    yield Unit("du-lieu/danh-sach", partial(row_files, site), noted=True)
    yield Unit("du-lieu/cach-dan", partial(reference_files, site), noted=True)
    yield Unit("du-lieu", partial(_data_files, site))


def _written(make: Callable[..., Iterable[GeneratedText]], *arguments: object) -> Iterator[GeneratedFile]:
    for path, content in make(*arguments):
        yield path, content.encode()


def _table_files(site: Site) -> Iterator[GeneratedFile]:
    """The tables for other programs, and the page that leads to them."""
    tables = tables_of(site)
    path, content = downloads_page(tables)
    yield path, content.encode()
    yield from table_files(tables)


def _data_files(site: Site) -> Iterator[GeneratedFile]:
    yield from _written(frame_files, site)
    yield PUBLISHED, inventory(site).encode()
    yield FEED_PATH, atom_feed(site).encode()
    yield f"{DATA_FOLDER}/{SCHEMA_FILE.name}", SCHEMA_FILE.read_bytes()


def instrument_files(site: Site, key: str) -> Iterator[GeneratedFile]:
    """The page of one instrument; of a held one also what machines read, its days and its text."""
    instrument = site.instrument(key)
    yield f"van-ban/{instrument.slug}/index.md", instrument_page(site, instrument.key).encode()
    if instrument.document:
        yield f"van-ban/{instrument.slug}/index.json", machine_file(site, instrument).encode()
        duties = duties_of(site, instrument.document)
        if duties:
            yield f"van-ban/{instrument.slug}/{instrument.slug}.ics", calendar(site, instrument, duties).encode()
        text = site.collection.texts[instrument.document].encode()
        yield f"van-ban/{instrument.slug}/{text_file(instrument)}", zipped(f"{instrument.slug}.txt", text)
