"""Writing the pages: only what changed, whole or not at all, and nothing stale is left behind."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ..graph.reads import NotedTable, noted
from ..models import Collection
from ..registry.tables import Registry
from ..store.originals import Original
from ..store.settings import Settings
from ..store.staging import Staging
from .downloads.tables import DATA_FOLDER
from .instrument.page import published_name
from .making import Making, Traces
from .units import NO_INPUTS, NO_ORIGINALS, NO_SETTINGS, PageInputs, site_of, units_of

GENERATED_FOLDERS = ("van-ban", "co-quan", "loai", "nam", "cap", "he-thong", "dia-phuong", "chu-de", "dong-thoi-gian",
                     "chuoi", "so-sanh", "mau-thuan", "can-bo-sung", "tai-lieu", "tap-huan", "du-lieu/danh-sach", "s")
"""Folders under docs that hold nothing but what this module wrote; in ``s``, what an earlier version did."""


def write_pages(collection: Collection, registry: Registry, docs: Path, settings: Settings = NO_SETTINGS,
                originals: Mapping[str, Original] = NO_ORIGINALS, given: PageInputs = NO_INPUTS,
                traces: Traces | None = None) -> int:
    """Write every page of the collection under ``docs``; returns how many files are new or changed.

    ``settings`` say where the site will be published; ``originals`` are copied beside the pages of their documents.
    ``traces`` tell what the pages that stand there were made of: one that would be the same is not made again.

    A page is written aside as soon as it is made; all take their places when the last one is, and files of an
    earlier run that are no longer wanted are removed.
    """
    traces = traces or Traces()
    collection, reads = noted(collection, traces.records)
    originals = NotedTable("originals", originals, reads)
    given = replace(given, withdrawn=NotedTable("withdrawn", given.withdrawn, reads),
                    elsewhere=NotedTable("elsewhere", given.elsewhere, reads))
    site = site_of(collection, registry, settings, originals, given)
    with Staging(docs) as staging:
        made = Making(site, staging, traces).run(units_of(site, given))
        for slug, one in originals.items():
            staging.copy(f"van-ban/{slug}/{published_name(slug, one)}", one.path)
        written = staging.take_place()
        _remove_stale(docs, staging.wanted | {path for each in made.values() for path in each.files})
    traces.keep(reads, made, docs)
    return written


def _remove_stale(docs: Path, wanted: set[str]) -> None:
    """Remove every file of our folders that is not wanted, and the folders that are empty then.

    The data folder is ours but for what lies below it: there the search writes.
    """
    for path in (docs / DATA_FOLDER).glob("*.*"):
        if path.is_file() and path.relative_to(docs).as_posix() not in wanted:
            path.unlink()
    for name in GENERATED_FOLDERS:
        for folder, _, files in os.walk(docs / name, topdown=False):
            here = folder[len(str(docs)) + 1:].replace(os.sep, "/")  # as an object, a path costs more than the look
            stale = [Path(folder, file) for file in files if f"{here}/{file}" not in wanted]
            for path in stale:
                path.unlink()
            if len(stale) == len(files) and not any(Path(folder).iterdir()):
                Path(folder).rmdir()
