"""The live preview: mkdocs serves the pages, and a watcher brings them up to date when a source changes.

A change of a document, a table or a page template computes the records again (unchanged documents from
memory) and writes only the pages that differ; mkdocs then rebuilds those and reloads the browser. A
change of the theme or of ``mkdocs.yml`` touches every page and starts mkdocs again.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from ..problems import ProblemError
from ..store.documents import DOCUMENTS_FOLDER
from .build import mkdocs_command, mkdocs_environment, prepare_docs
from .documents import Log

SOURCES = ("directives/documents", "directives/registry", "directives/reading_lists", "scripts/vanban/pages/templates")
THEME = ("overrides", "mkdocs.yml")
QUIET = 0.4
"""Seconds without a change before work begins: an editor writes a file in several steps."""
_CHANGES = ("created", "modified", "moved", "deleted")


class Preview:
    """The pages of a project, brought up to date from what was kept of the time before."""

    def __init__(self, root: Path, say: Log) -> None:
        self.root, self.say = root, say

    def update(self) -> bool:
        """Bring records and pages up to date; problems are said and nothing is written then."""
        try:
            prepare_docs(self.root, self.say)
        except ProblemError as error:
            self.say(str(error))
            return False
        return True


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


def gather_changes(queue: Queue[Path]) -> set[Path]:
    """Wait for a change, then for a short quiet; every path that changed."""
    changed: set[Path] = set()
    while True:
        try:
            changed.add(queue.get(timeout=QUIET if changed else 3600))
        except Empty:
            if changed:
                return changed


def serve(root: Path, address: str, say: Log) -> None:
    """Serve the site on ``address`` until interrupted, following every change."""
    preview = Preview(root, say)
    if not preview.update():
        say("Hãy sửa các lỗi trên; trang sẽ tự dựng lại khi tệp được lưu.")
    queue: Queue[Path] = Queue()
    command = mkdocs_command("serve", "--dirty", "--dev-addr", address)
    with watching(root, queue):
        server = subprocess.Popen(command, cwd=root, env=mkdocs_environment(root))
        try:
            while True:
                changed = gather_changes(queue)
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
