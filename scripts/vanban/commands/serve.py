"""The live preview: a document that is saved is shown at once, everything else is brought up to date behind it.

The site is built as ``make site`` builds it, into a folder of its own, by a program beside this one
(:mod:`.refresh`), which says what it redid. Meanwhile the page of a changed document is made from the collection kept
in memory (:mod:`.shown`) and put into the theme alone (:mod:`.press`). A change of anything else is seen when the
program beside is through.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from time import monotonic

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from ..pages.templating import compile_templates, read_again
from ..problems import ProblemError
from ..store.cache import CACHE_FOLDER
from ..store.documents import DOCUMENTS_FOLDER
from ..store.files import write_if_changed
from .build import FRAME_WORDS
from .documents import Log
from .press import Press
from .refresh import REBUILT, started
from .shown import Shown
from .viewing import SiteState, viewing

SOURCES = ("directives/documents", "directives/registry", "directives/reading_lists", "directives/lessons",
           "scripts/vanban/pages/templates", "docs/assets", "docs/tu-ngu.yaml", "overrides", "mkdocs.yml")
SITE = CACHE_FOLDER / "xem-thu"
"""Where the preview is built, under the project's root."""
QUIET = 0.2
"""Seconds without a change before work begins: an editor writes a file in several steps."""
TICK = 0.2
"""Seconds after which what the program beside says is looked at."""
_CHANGES = ("created", "modified", "moved", "deleted")


class Preview:
    """The site of a preview. ``shown`` and ``press`` are ``None`` until the first site is whole, and again after a
    change of anything but documents.

    ``late``: documents shown since the program beside began, which it may not have read; ``wanted``: something has
    changed since then, so it is to begin again.
    """

    def __init__(self, root: Path, state: SiteState, say: Log) -> None:
        self.root, self.state, self.say = root, state, say
        self.shown: Shown | None = None
        self.press: Press | None = None
        self.late: set[str] = set()
        self.wanted = False
        self._work: subprocess.Popen[str] | None = None
        self._said: Queue[str | None] = Queue()

    def update(self, changed: set[Path]) -> None:
        """Show the documents that changed; have everything brought up to date, now or after what is being done. While
        one of them cannot be read that is told, and the rest waits for it.
        """
        try:
            if not self.show(changed):
                self.shown = self.press = None
        except ProblemError as error:
            self.say(str(error))
            return
        self.wanted = True
        self.follow()

    def show(self, changed: set[Path]) -> bool:
        """Show the pages of changed documents; ``False`` where the change is of something else."""
        folder, start = self.root / DOCUMENTS_FOLDER, monotonic()
        if self.shown is None or not all(
                path.suffix == ".md" and path.is_relative_to(folder) and path.is_file() for path in changed):
            return False
        slugs = [slug for path in sorted(changed) if (slug := self.shown.take(path))]
        if len(slugs) < len(changed):
            return False
        for slug in slugs:
            self._put(slug)
        self.late |= set(slugs)
        self.state.changed()
        self.say(f"Đã hiện {', '.join(slugs)} sau {monotonic() - start:.1f} giây; "
                 "danh sách và tìm kiếm đang được cập nhật …")
        return True

    def _put(self, slug: str) -> None:
        """Write the files of a document's page, and the page into the site."""
        assert self.shown and self.press
        for path, content in self.shown.files_of(slug):
            write_if_changed(self.root / "docs" / path, content)
            if not path.endswith(".md"):
                write_if_changed(self.root / SITE / path, content)
            elif not self.press.press(path):
                self.say(f"Trang {path} chờ dựng lại cả trang web.")

    def follow(self) -> None:
        """Say what the program beside says; begin again when it is through and something has changed since."""
        while not self._said.empty():
            line = self._said.get()
            if line is None:
                self._ended()
            else:
                self.say(line)
                if line in REBUILT:
                    self._rebuilt()
        if self.wanted and self._work is None:
            self.wanted, self.late = False, set()
            self._work = started(self.root, self.root / SITE)
            Thread(target=self._listen, args=(self._work,), daemon=True).start()

    def _listen(self, work: subprocess.Popen[str]) -> None:
        assert work.stdout
        with work.stdout as said:
            for line in said:
                self._said.put(line.rstrip("\n"))
        work.wait()
        self._said.put(None)

    def _rebuilt(self) -> None:
        """The site was exchanged: what is newer than it is shown again."""
        if self.shown:
            for slug in sorted(self.late):
                self._put(slug)
        self.state.changed()

    def _ended(self) -> None:
        """The program beside is through: keep the collection from its first good end on, to show documents from."""
        assert self._work
        failed, self._work = self._work.returncode != 0, None
        if failed:
            self.say("Hãy sửa các lỗi trên; trang sẽ tự dựng lại khi tệp được lưu.")
        elif self.shown is None:
            try:
                read_again()
                self.shown, self.press = Shown(self.root, lambda words: None), Press(self.root, self.root / SITE)
                compile_templates()
            except ProblemError as error:
                self.say(str(error))

    def close(self) -> None:
        """End the program beside."""
        if self._work:
            self._work.terminate()
            self._work.wait()


class _Listener(FileSystemEventHandler):
    def __init__(self, root: Path, queue: Queue[Path]) -> None:
        self.root, self.queue = root, queue

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Pass on the path of every changed source; reading is no change, and a file moved into its place is changed
        there.
        """
        if event.event_type in _CHANGES and not event.is_directory:
            for path in (Path(str(path)) for path in (event.src_path, event.dest_path) if path):
                if touches(self.root, path):
                    self.queue.put(path)


@contextmanager
def watching(root: Path, queue: Queue[Path]) -> Iterator[None]:
    """Put the path of every changed source into ``queue`` for as long as the block runs."""
    observer = Observer()
    folders = [(root / place, True) for place in SOURCES] + [(root, False), (root / "docs", False)]
    for folder, whole in folders:
        if folder.is_dir():
            observer.schedule(_Listener(root, queue), str(folder), recursive=whole)
    observer.start()
    try:
        yield
    finally:
        observer.stop()
        observer.join()


def gather_changes(queue: Queue[Path], patience: float) -> set[Path]:
    """Every path that changed, when it has been quiet for a while; none after ``patience`` seconds without a change."""
    changed: set[Path] = set()
    while True:
        try:
            changed.add(queue.get(timeout=QUIET if changed else patience))
        except Empty:
            return changed


def serve(root: Path, address: str, say: Log) -> None:
    """Serve the site on ``address`` until interrupted, following every change."""
    queue: Queue[Path] = Queue()
    preview = Preview(root, SiteState(), say)
    (root / SITE).mkdir(parents=True, exist_ok=True)
    with watching(root, queue), viewing(root / SITE, address, preview.state) as place:
        say(f"Xem thử ở {place} (lần đầu cần chờ dựng xong).")
        preview.wanted = True
        try:
            while True:
                preview.follow()
                if changed := gather_changes(queue, TICK):
                    preview.update(changed)
        finally:
            preview.close()


def touches(root: Path, path: Path) -> bool:
    """Whether ``path`` is a source under ``root``; what is generated, or kept aside by an editor, is none."""
    if _is_aside(root, path):
        return False
    if path.parent == root / "docs" and path.suffix == ".md":
        return path.name != "index.md"
    return path != root / FRAME_WORDS and any(path.is_relative_to(root / place) for place in SOURCES)


def _is_aside(root: Path, path: Path) -> bool:
    """Whether a file is none of a person's: what an editor keeps for a moment, a record, which we write ourselves."""
    of_documents = path.is_relative_to(root / DOCUMENTS_FOLDER)
    return path.name.startswith((".", "~")) or path.name.endswith(("~", ".tmp", ".swp")) or (
        of_documents and path.suffix in ("", ".yaml"))
