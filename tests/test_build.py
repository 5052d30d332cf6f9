"""The whole way from documents to pages: the same input gives the same bytes, and nothing is left behind."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from collections_for_tests import document_path
from vanban.commands import build
from vanban.graph.addresses import ADDRESS_REGISTER, REDIRECTS_TABLE
from vanban.problems import ProblemError
from vanban.store.cache import CACHE_FOLDER as CACHE
from vanban.store.documents import DOCUMENTS_FOLDER, record_files
from vanban.store.schemas import schema


def project(root: Path, folder: Path) -> Path:
    """A copy of documents and tables, without records and pages and what depends on which documents are there."""
    shutil.copytree(root / DOCUMENTS_FOLDER.parent, folder / DOCUMENTS_FOLDER.parent,
                    ignore=shutil.ignore_patterns(ADDRESS_REGISTER.name, REDIRECTS_TABLE.name, "reading_lists"))
    for record in record_files(folder / DOCUMENTS_FOLDER):
        record.unlink()
    (folder / "docs").mkdir()
    return folder


def digests(folder: Path) -> dict[str, str]:
    """Every file of a folder with a digest of its bytes; what is kept to save time is no result."""
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in made(folder)}


def made(folder: Path) -> list[Path]:
    """Every file of a folder but those kept to save time."""
    return [path for path in folder.rglob("*") if path.is_file() and CACHE.name not in path.parts]


def prepared(root: Path, folder: Path, seed: str) -> dict[str, str]:
    """What a fresh process makes of the documents, with another order of sets and dictionaries."""
    code = ("from pathlib import Path; from vanban.commands.build import prepare_docs; "
            f"prepare_docs(Path({str(folder)!r}))")
    subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL,
                   env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(root / "scripts"), "PYTHONUTF8": "1"})
    return digests(folder)


def test_the_same_documents_give_the_same_bytes(root: Path, tmp_path: Path) -> None:
    """Records, pages and search data do not depend on the process that made them."""
    one = prepared(root, project(root, tmp_path / "one"), "1")
    two = prepared(root, project(root, tmp_path / "two"), "2")
    assert [name for name in one.keys() | two.keys() if one.get(name) != two.get(name)] == []


def test_a_second_run_writes_nothing(root: Path, tmp_path: Path) -> None:
    """Files that hold what they should are not touched."""
    folder = project(root, tmp_path)
    build.prepare_docs(folder, say=lambda _: None)
    before = {path: path.stat().st_mtime_ns for path in made(folder)}
    build.prepare_docs(folder, say=lambda _: None)
    assert {path: path.stat().st_mtime_ns for path in made(folder)} == before


def test_what_belongs_to_a_removed_document_goes_with_it(root: Path, tmp_path: Path) -> None:
    """No page, index entry or file of an earlier run stays."""
    folder = project(root, tmp_path / "one")
    build.prepare_docs(folder, say=lambda _: None)
    for path in (folder / DOCUMENTS_FOLDER).rglob("02-bc-ldld-2018-binh-thuan.*"):
        path.unlink()
    build.prepare_docs(folder, say=lambda _: None)
    fresh = project(root, tmp_path / "two")
    document_path(fresh / DOCUMENTS_FOLDER, "02-bc-ldld-2018-binh-thuan").unlink()
    build.prepare_docs(fresh, say=lambda _: None)
    assert digests(folder) == digests(fresh)


def test_the_schema_of_a_record_is_published(root: Path, built_site: Path) -> None:
    """Whoever reads the records finds their description on the site."""
    published = json.loads((built_site / "du-lieu/record.schema.json").read_text(encoding="utf-8"))
    assert published == schema("record")


def test_a_failed_build_keeps_the_old_site(root: Path, tmp_path: Path) -> None:
    """A dead link stops the strict build; the site that stood stays, and no temporary folder is left."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("[đi đâu](khong-co.md)\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: thử\nplugins: []\n", encoding="utf-8")
    with pytest.raises(ProblemError, match=r"khong-co\.md"):
        build.run_mkdocs(tmp_path, tmp_path / "moi", tmp_path / "cu")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/cu.html").touch()
    shutil.copytree(root / DOCUMENTS_FOLDER.parent / "registry", tmp_path / DOCUMENTS_FOLDER.parent / "registry",
                    ignore=shutil.ignore_patterns(REDIRECTS_TABLE.name))
    (tmp_path / DOCUMENTS_FOLDER).mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")
    with pytest.raises(ProblemError):
        build.build_site(tmp_path, say=lambda _: None)
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["cu.html"]
    assert not list(tmp_path.glob(".site-*"))
