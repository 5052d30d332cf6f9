"""The whole way from documents to the built site: parse, link, render, index, build.

Every stage computes before the next one writes, and the site is built beside the old one and put in its
place when it is complete: a problem leaves what was there untouched.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version as package_version
from pathlib import Path

from ..graph.addresses import load_redirects, lost_addresses, moved_addresses, redirects_led_on, registered_lines
from ..graph.build import build_collection
from ..graph.linker import Linker
from ..graph.reading_lists import READING_LISTS_FOLDER as LISTS
from ..graph.reading_lists import load_lists
from ..graph.withdrawn import load_withdrawn
from ..models import Collection, Record
from ..pages.making import Traces
from ..pages.units import PageInputs
from ..pages.words import interface_words, words_of_frame
from ..pages.write import write_pages
from ..problems import ProblemError, at_work_on, problem
from ..registry.tables import Registry, load_registry
from ..search import build_search, keep_previous
from ..search.kept import KeptIndex
from ..store.cache import CACHE_FOLDER as CACHE
from ..store.cache import Cache, code_digest, digest_of_parts
from ..store.documents import DOCUMENTS_FOLDER, ROOT, Source, read_sources
from ..store.files import write_if_changed
from ..store.inventories import load_inventories
from ..store.originals import Original, originals_of
from ..store.processes import uncollected
from ..store.revisions import time_of_last_commit
from ..store.settings import Settings, read_settings
from .documents import Log, records_of, write_records
from .kept import KeptRecords

_PACKAGES = ("jinja2", "markupsafe", "segno")
"""What pages are made with besides the code of this package."""
_MOST_TOLD = 4
FRAME_WORDS = "overrides/partials/tu-ngu.html"
"""What the frame of the pages says, under the project's root."""
LESSON = "directives/lessons/tap-huan.md"
"""The exercises for beginners, under the project's root."""


@dataclass(frozen=True, slots=True)
class ReadProject:
    """Every document of a project, read: what is linked and shown is made from this."""

    registry: Registry
    sources: tuple[Source, ...]
    records: dict[str, Record]
    kept: KeptRecords

    def originals(self, root: Path) -> dict[str, Original]:
        """The files that documents were read from and that are kept beside them, by slug."""
        return originals_of(root / DOCUMENTS_FOLDER,
                            {source.slug: source.front_matter.original for source in self.sources})


def read_all(root: Path, say: Log) -> ReadProject:
    """Read every document under ``root``; raises :class:`ProblemError` before anything is written."""
    registry = load_registry(root / DOCUMENTS_FOLDER.parent / "registry")
    sources = read_sources(root / DOCUMENTS_FOLDER)
    say(f"[1/5] Đọc {len(sources)} văn bản …")
    kept = KeptRecords(root)
    found = records_of(sources, registry, say, kept)
    kept.forget_others(sources)
    return ReadProject(registry, sources, found, kept)


def link_records(read: ReadProject, say: Log, linker: Linker | None = None) -> Collection:
    """Join the records into one collection."""
    texts = {source.slug: source.text for source in read.sources}
    collection = build_collection(read.records, texts, read.registry, read.kept.facts, linker)
    say(f"[2/5] Nối {len(collection.instruments)} văn bản được nhắc tới, {len(collection.relations)} quan hệ")
    return collection


def read_collection(root: Path, say: Log) -> tuple[Collection, Registry]:
    """Read and link every document under ``root``; nothing but what is kept outside git is written."""
    read = read_all(root, say)
    return link_records(read, say), read.registry


def prepare_docs(root: Path, say: Log = print) -> Collection:
    """Bring records, generated pages and search up to date with the documents; the collection they show."""
    with uncollected():
        read = read_all(root, say)
        collection = link_records(read, say)
        write_docs(root, read, collection, say)
        write_search(root, read, collection, say)
    return collection


def write_docs(root: Path, read: ReadProject, collection: Collection, say: Log) -> None:
    """Write what changed: records beside the documents, pages under ``docs``."""
    given = read_page_inputs(root, collection)
    written = write_records(read.sources, read.records, read.kept)
    settings = read_settings(root)
    traces = traces_of(root, read, settings)
    write_frame_words(root)
    pages = write_pages(collection, read.registry, root / "docs", settings, read.originals(root), given, traces)
    say(f"[3/5] Viết trang: {pages} trang mới hoặc thay đổi, {written} bản ghi mới hoặc thay đổi; "
        f"làm lại {told_units(traces.made)}")


def write_frame_words(root: Path) -> None:
    """Write what the frame of the pages says, from the table of words; nothing where the project has no frame."""
    target, frame = root / FRAME_WORDS, root / "overrides"
    if target.parent.is_dir():
        templates = (path.read_text(encoding="utf-8") for path in (*frame.rglob("*.html"), *frame.rglob("*.xml")))
        write_if_changed(target, words_of_frame(templates).encode())


def told_units(names: Sequence[str]) -> str:
    """How many units were made again and the first of them."""
    return f"{len(names)} mục" + (f" ({', '.join(names[:_MOST_TOLD])}{' …' if len(names) > _MOST_TOLD else ''})"
                                  if names else "")


def write_search(root: Path, read: ReadProject, collection: Collection, say: Log) -> None:
    """Write what changed of the search data under ``docs``."""
    with at_work_on(root / "docs/du-lieu", "Lập chỉ mục tìm kiếm"):
        version = digest_of_parts(code_digest(), read.kept.tables_digest)
        kept = KeptIndex(Cache(root / CACHE / "tim-kiem"), version, read.kept.written)
        build_search(collection, read.registry, root / "docs", kept=kept)
    say("[4/5] Lập chỉ mục tìm kiếm")


def traces_of(root: Path, read: ReadProject, settings: Settings) -> Traces:
    """What is known of the pages that stand: as long as code, tables, words and settings stay."""
    version = digest_of_parts(code_digest(), read.kept.tables_digest, repr(settings), *map(package_version, _PACKAGES),
                              repr(sorted(interface_words().items())))
    return Traces(Cache(root / CACHE / "trang"), version, read.kept.written)


def read_page_inputs(root: Path, collection: Collection) -> PageInputs:
    """Reading lists, changed addresses, exercises; :class:`ProblemError` when a list or an address leads nowhere."""
    redirects = load_redirects(root)
    problems = list(lost_addresses(root, collection, redirects))
    redirects = redirects_led_on(registered_lines(root), collection, redirects)
    try:
        lists = load_lists(root / LISTS, collection, moved_addresses(redirects))
    except ProblemError as error:
        problems += error.problems
    if problems:
        raise ProblemError(problems)
    lesson = root / LESSON
    return PageInputs(lists, redirects, load_withdrawn(root),
                 lesson.read_text(encoding="utf-8") if lesson.is_file() else None,
                 load_inventories(root, read_settings(root).inventories))


def build_site(root: Path = ROOT, site: Path | None = None, say: Log = print) -> Path:
    """Build the site into ``site`` (default ``root/site``); raises :class:`ProblemError`, then the old site stays."""
    target = site or root / "site"
    prepare_docs(root, say)
    say("[5/5] Dựng trang web …")
    press_site(root, target)
    return target


def press_site(root: Path, target: Path) -> None:
    """Put the written pages into the theme beside the site there is, then in its place, whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=".site-", dir=target.parent))
    try:
        run_mkdocs(root, work / "site", target)
        keep_previous(target, work / "site")
        put_in_place(work / "site", target, work / "old")
    finally:
        shutil.rmtree(work, ignore_errors=True)


def mkdocs_command(*arguments: str | Path) -> list[str]:
    """The command line of mkdocs in this environment. Never ``-q``: quiet, it does not count its warnings."""
    return [sys.executable, "-m", "mkdocs", *map(str, arguments)]


def mkdocs_environment(root: Path) -> dict[str, str]:
    """The environment mkdocs runs in: UTF-8 everywhere, no advertisement of another version, the day of the last
    commit instead of today's.
    """
    settled = {"PYTHONUTF8": "1", "NO_MKDOCS_2_WARNING": "1"}
    return {"SOURCE_DATE_EPOCH": time_of_last_commit(root)} | os.environ | settled


def run_mkdocs(root: Path, site: Path, before: Path) -> None:
    """Run the strict build; raises :class:`ProblemError` when it finds a dead link or anything else.

    What would be as it is in the site of ``before`` is taken from there.
    """
    command = mkdocs_command("build", "--strict", "--clean", "--site-dir", site)
    states = root / CACHE / f"trang-dung.{before.name}.json"
    done = subprocess.run(command, cwd=root, check=False,
                          env=mkdocs_environment(root) | {"SITE_BEFORE": str(before), "SITE_STATES": str(states)},
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace")
    if done.returncode:
        raise ProblemError([problem(root / "mkdocs.yml", 0, "Dựng trang web", f"mkdocs báo lỗi:\n{done.stdout}",
                                    "hãy sửa theo các dòng WARNING hoặc ERROR ở trên rồi chạy lại.")])


def put_in_place(new: Path, target: Path, old: Path) -> None:
    """Exchange a folder for a new one; the old one is moved to ``old`` first, and back where the new one cannot take
    its place: raises :class:`ProblemError` then."""
    stood = target.exists()
    try:
        if stood:
            target.rename(old)
        try:
            new.rename(target)
        except BaseException:
            if stood:
                old.rename(target)
            raise
    except OSError as error:
        raise ProblemError([problem(target, 0, "Thay trang cũ", f"không đổi chỗ được thư mục ({error.strerror})",
                                    "đóng chương trình đang mở tệp trong đó rồi chạy lại; trang cũ còn nguyên.")]
                           ) from error
