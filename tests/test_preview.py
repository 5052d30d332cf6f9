"""The live preview: what a change touches is brought up to date, and nothing else is computed again."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from queue import Queue

import pytest
from collections_for_tests import document_path
from vanban.commands import documents
from vanban.commands import serve as preview
from vanban.commands.documents import record_of as real
from vanban.graph.addresses import REDIRECTS_TABLE
from vanban.models import Record
from vanban.registry.tables import Registry
from vanban.store.documents import DOCUMENTS_FOLDER, Source

KNOWN = ("31-kh-ubnd-2023-binh-phuoc", "261-ldld-2022-phu-rieng")


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """A project with the real tables and two documents."""
    shutil.copytree(root / DOCUMENTS_FOLDER.parent / "registry", tmp_path / DOCUMENTS_FOLDER.parent / "registry",
                    ignore=shutil.ignore_patterns(REDIRECTS_TABLE.name))
    (tmp_path / DOCUMENTS_FOLDER).mkdir()
    (tmp_path / "docs").mkdir()
    for slug in KNOWN:
        shutil.copy(document_path(root / DOCUMENTS_FOLDER, slug), tmp_path / DOCUMENTS_FOLDER)
    return tmp_path


def test_only_the_changed_document_is_read_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records of unchanged documents come from what was kept; pages follow the edited one."""
    said: list[str] = []
    read: list[str] = []

    def record_of(source: Source, tables: Registry) -> Record:
        read.append(source.slug)
        return real(source, tables)

    monkeypatch.setattr(documents, "record_of", record_of)
    live = preview.Preview(project, said.append)
    assert live.update(), said
    assert sorted(read) == sorted(KNOWN)
    path = project / DOCUMENTS_FOLDER / f"{KNOWN[0]}.md"
    path.write_bytes(path.read_bytes() + "\nMột câu mới.\n".encode())
    read.clear()
    assert live.update()
    assert read == [KNOWN[0]]
    first, again = (int(found[1]) for words in said if (found := re.search(r"làm lại (\d+) mục \(van-ban/", words)))
    assert 0 < again < first
    search = project / "docs/du-lieu/tim-kiem"
    assert not search.exists()
    live.finish()
    assert search.is_dir() and live.waiting is None
    assert "Một câu mới" in (project / "docs/van-ban" / KNOWN[0] / "index.md").read_text(encoding="utf-8")


def test_an_edited_table_is_read_again(project: Path) -> None:
    """A problem in a table is said at once, and mending it is seen."""
    said: list[str] = []
    live = preview.Preview(project, said.append)
    table = project / DOCUMENTS_FOLDER.parent / "registry/levels.yaml"
    good = table.read_bytes()
    assert live.update(), said
    table.write_bytes(good + b"- sai: 1\n")
    assert not live.update()
    assert "levels.yaml:" in said[-1]
    table.write_bytes(good)
    assert live.update()


def test_changes_are_gathered_until_it_is_quiet() -> None:
    """An editor writes in several steps; the work is done once."""
    queue: Queue[Path] = Queue()
    for name in ("a.md", "b.md", "a.md"):
        queue.put(Path(name))
    assert preview.gather_changes(queue) == {Path("a.md"), Path("b.md")}


def test_without_a_change_the_wait_ends() -> None:
    """So that the search can follow."""
    assert preview.gather_changes(Queue(), patience=0.01) == set()


def test_what_a_change_touches(root: Path) -> None:
    """Documents and templates are sources, the theme is not."""
    assert preview.touches(root, root / DOCUMENTS_FOLDER / "a.md", preview.SOURCES)
    assert not preview.touches(root, root / "overrides/main.html", preview.SOURCES)
    assert preview.touches(root, root / "overrides/main.html", preview.THEME)
