"""The archives to carry: whole, the same bytes from the same files, with sums that tell a broken copy."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from pathlib import Path

import pytest
from vanban.commands.pack import SUMS, pack_data, pack_site, write_sums
from vanban.problems import ProblemError
from vanban.store.documents import DOCUMENTS_FOLDER, ROOT, read_source


def test_the_same_site_makes_the_same_bytes(tmp_path: Path) -> None:
    """Dates and order of files do not matter; every file is there, and what to do first is said."""
    for name in ("a", "b"):
        for path in ("index.html", "van-ban/x/index.html") if name == "a" else ("van-ban/x/index.html", "index.html"):
            (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / path).write_text(path, encoding="utf-8")
    first, second = (pack_site(tmp_path / name, tmp_path / f"{name}-out" / "kho.zip") for name in ("a", "b"))
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert archive.namelist() == ["kho/DOC-TRUOC.txt", "kho/trang/index.html", "kho/trang/van-ban/x/index.html"]
        assert "index.html" in archive.read("kho/DOC-TRUOC.txt").decode("utf-8-sig")


def test_without_a_site_nothing_is_written(tmp_path: Path) -> None:
    """The message says what to run; no empty archive stays behind."""
    with pytest.raises(ProblemError, match="make site"):
        pack_site(tmp_path / "site", tmp_path / "out" / "kho.zip")
    assert not (tmp_path / "out").exists()


def test_the_data_hold_texts_records_and_tables_with_their_sums(tmp_path: Path) -> None:
    """What is packed is what the project holds; the sums are those of the files."""
    archive = pack_data(ROOT, tmp_path / "kho-1-du-lieu.zip")
    with zipfile.ZipFile(archive) as opened:
        names = set(opened.namelist())
    held = {f"kho-1-du-lieu/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / DOCUMENTS_FOLDER).rglob("*.*")}
    assert held <= names and "kho-1-du-lieu/directives/registry/document_types.yaml" in names
    sums = write_sums([archive])
    assert sums.name == SUMS
    assert sums.read_text(encoding="utf-8") == f"{hashlib.sha256(archive.read_bytes()).hexdigest()}  {archive.name}\n"


def test_what_is_masked_is_covered_in_the_data_too(tmp_path: Path) -> None:
    """Neither text nor front matter hands on the words; what is there is read as the pages have it."""
    shutil.copytree(ROOT / "directives", tmp_path / "directives")
    path = tmp_path / DOCUMENTS_FOLDER / "2022/261-ldld-2022-phu-rieng.md"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("---\n", '---\nmask: ["Phú Riềng"]\n', 1), encoding="utf-8")
    assert "Phú Riềng" in before
    with zipfile.ZipFile(pack_data(tmp_path, tmp_path / "kho.zip")) as archive:
        packed = archive.read(f"kho/{path.relative_to(tmp_path).as_posix()}")
    other = tmp_path / "261-ldld-2022-phu-rieng.md"
    other.write_bytes(packed)
    assert "Phú Riềng" not in packed.decode()
    assert read_source(other).text == read_source(path).text
