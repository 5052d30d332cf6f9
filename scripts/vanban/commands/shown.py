"""A collection kept in memory: the page of a document that changed is made from it at once, everything else stays.

What other documents say of one, and what it says of them, goes through its facts and its citations alone. While these
are what they were, the links of the whole collection are too, and no page but its own can be another.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import structs

from ..graph.linker import Linker
from ..models import Citation, Record
from ..pages.site import Site
from ..pages.units import instrument_files, site_of
from ..store.documents import Source, read_source
from ..store.processes import uncollected
from ..store.settings import read_settings
from .build import ReadProject, link_records, read_all, read_page_inputs
from .documents import Log, records_of


class Shown:
    """The documents of a project as they were last read, with the site made from them."""

    def __init__(self, root: Path, say: Log) -> None:
        self.root, self.say = root, say
        with uncollected():
            self.read = read_all(root, say)
            self.linker = Linker(self.read.registry)
            self.site = self._linked()
            self.site.gather()

    def _linked(self) -> Site:
        """The site of the records as they are now."""
        collection = link_records(self.read, self.say, self.linker)
        given = read_page_inputs(self.root, collection)
        return site_of(collection, self.read.registry, read_settings(self.root), self.read.originals(self.root), given)

    def _link(self) -> None:
        """Join the records again and work out every table of the site that may be another."""
        site = self._linked()
        site.take_over(self.site)
        site.gather()
        self.site = site

    def take(self, path: Path) -> str | None:
        """Read one document again: its slug, ``None`` where it is new or not as it was kept in the folder.

        Raises :class:`ProblemError`; then everything is as it was before.
        """
        source = read_source(path)
        before = self.read.records.get(source.slug)
        if before is None:
            return None
        record = records_of([source], self.read.registry, self.say, self.read.kept)[source.slug]
        shown = self.read
        self._replace(source, record)
        try:
            if same_links(before, record):
                self.site = self.site.with_text(record, source.text, self.read.kept.facts[source.slug])
            else:
                with uncollected():
                    self._link()
        except BaseException:
            self.read = shown
            raise
        return source.slug

    def _replace(self, source: Source, record: Record) -> None:
        sources = tuple(source if each.slug == source.slug else each for each in self.read.sources)
        self.read = ReadProject(self.read.registry, sources, self.read.records | {source.slug: record}, self.read.kept)

    def files_of(self, slug: str) -> Iterator[tuple[str, bytes]]:
        """The files of a document's page: paths under docs and what they hold."""
        yield from instrument_files(self.site, self.site.key_of_document[slug])


def same_links(one: Record, other: Record) -> bool:
    """Whether two readings of a document are linked alike: what they say is equal, wherever in the text it stands."""
    return (one.document == other.document and one.front_matter == other.front_matter
            and one.encoding == other.encoding and list(map(_placeless, one.citations)) == list(
                map(_placeless, other.citations)))


def _placeless(citation: Citation) -> Citation:
    return structs.replace(citation, start=0, end=0, line=0, sentence=None)
