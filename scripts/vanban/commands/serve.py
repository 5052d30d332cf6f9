"""The live preview: mkdocs serves the pages, and a watcher brings them up to date when a source changes.

A change of a document, a table or a page template computes again what it touches and writes only the pages that
differ; mkdocs then rebuilds those and reloads the browser. The search follows when nothing changes for a while. A
change of the theme or of ``mkdocs.yml`` touches every page and starts mkdocs again.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from time import monotonic

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from ..models import Collection
from ..problems import ProblemError
from ..store.documents import DOCUMENTS_FOLDER
from .build import (
    ReadProject,
    link_records,
    mkdocs_command,
    mkdocs_environment,
    read_all,
    uncollected,
    write_docs,
    write_search,
)
from .documents import Log

SOURCES = ("directives/documents", "directives/registry", "directives/reading_lists", "scripts/vanban/pages/templates")
THEME = ("overrides", "mkdocs.yml")
QUIET = 0.4
"""Seconds without a change before work begins: an editor writes a file in several steps."""
UNTIL_SEARCH = 5.0
"""Seconds without a change before the search is brought up to date."""
_CHANGES = ("created", "modified", "moved", "deleted")


class Preview:
    """The pages of a project, brought up to date from what was kept of the time before; the search follows when
    nothing changes for a while (``waiting``), since nobody looks for a document while it is being written.
    """

    def __init__(self, root: Path, say: Log) -> None:
        self.root, self.say = root, say
        self.waiting: tuple[ReadProject, Collection] | None = None

    def update(self) -> bool:
        """Bring records and pages up to date; problems are said and nothing is written then."""
        start = monotonic()
        try:
            with uncollected():
                read = read_all(self.root, self.say)
                collection = link_records(read, self.say)
                write_docs(self.root, read, collection, self.say)
        except ProblemError as error:
            self.say(str(error))
            return False
        self.say(f"Đã cập nhật trang sau {monotonic() - start:.1f} giây.")
        self.waiting = read, collection
        return True

    def finish(self) -> None:
        """Bring the search up to date with the pages."""
        if self.waiting:
            try:
                write_search(self.root, *self.waiting, self.say)
            except ProblemError as error:
                self.say(str(error))
            self.waiting = None


class _Listener(FileSystemEventHandler):
    def __init__(self, queue: Queue[Path]) -> None:
        self.queue = queue

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass on the path of every change; records are our own doing, and reading is no change."""
        path = Path(str(event.src_path))
        hidden = path.name.startswith((".", "~")) or (path.suffix == ".yaml" and DOCUMENTS_FOLDER.name in path.parts)
        if event.event_type in _CHANGES and not event.is_directory and not hidden:
            self.queue.put(path)


@contextmanager
def watching(root: Path, queue: Queue[Path]) -> Iterator[None]:
    """Put the path of every changed source into ``queue`` for as long as the block runs."""
    observer = Observer()
    for place in (*SOURCES, "overrides"):
        if (root / place).is_dir():
            observer.schedule(_Listener(queue), str(root / place), recursive=True)
    observer.schedule(_Listener(queue), str(root), recursive=False)
    observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()


def gather_changes(queue: Queue[Path], patience: float | None = None) -> set[Path]:
    """Wait for a change, then for a short quiet; every path that changed, none after ``patience`` seconds without."""
    changed: set[Path] = set()
    while True:
        try:
            changed.add(queue.get(timeout=QUIET if changed else patience or 3600))
        except Empty:
            if changed or patience:
                return changed


def serve(root: Path, address: str, say: Log) -> None:
    """Serve the site on ``address`` until interrupted, following every change."""
    preview = Preview(root, say)
    if not preview.update():
        say("Hãy sửa các lỗi trên; trang sẽ tự dựng lại khi tệp được lưu.")
    preview.finish()
    queue: Queue[Path] = Queue()
    command = mkdocs_command("serve", "--dirty", "--dev-addr", address)
    with watching(root, queue):
        server = subprocess.Popen(command, cwd=root, env=mkdocs_environment(root))
        try:
            while True:
                changed = gather_changes(queue, UNTIL_SEARCH if preview.waiting else None)
                if not changed:
                    preview.finish()
                if any(touches(root, path, SOURCES) for path in changed):
                    preview.update()
                if any(touches(root, path, THEME) for path in changed):
                    server.terminate()
                    server.wait()
                    server = subprocess.Popen(command, cwd=root, env=mkdocs_environment(root))
        finally:
            server.terminate()
            server.wait()


def touches(root: Path, path: Path, places: tuple[str, ...]) -> bool:
    """Whether ``path`` is one of the ``places`` under ``root`` or lies in one."""
    return any(path.is_relative_to(root / place) for place in places)
