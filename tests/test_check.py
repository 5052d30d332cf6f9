"""What a contribution must fulfil: broken folders and the exact messages they give."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cases import read_yaml
from vanban.commands.check import check
from vanban.graph.addresses import ADDRESS_REGISTER, REDIRECTS_TABLE
from vanban.store.documents import DOCUMENTS_FOLDER

BROKEN = Path(__file__).parent / "broken"
EXPECTED = read_yaml(BROKEN / "expected.yaml")


def project(root: Path, tmp_path: Path) -> Path:
    """A small project in ``tmp_path`` with the real tables and no document; its folder of documents."""
    shutil.copytree(root / DOCUMENTS_FOLDER.parent / "registry", tmp_path / DOCUMENTS_FOLDER.parent / "registry",
                    ignore=shutil.ignore_patterns(REDIRECTS_TABLE.name))
    (tmp_path / DOCUMENTS_FOLDER).mkdir()
    return tmp_path / DOCUMENTS_FOLDER


def messages(tmp_path: Path) -> list[str]:
    """What the check says of the documents, with paths as seen from their folder."""
    folder = (tmp_path / DOCUMENTS_FOLDER).as_posix() + "/"
    found = (problem for problem in check(tmp_path) if not problem.path.endswith(ADDRESS_REGISTER.name))
    return [str(problem).removeprefix(folder) for problem in found]


@pytest.mark.parametrize("name", EXPECTED)
def test_broken_folder(root: Path, tmp_path: Path, name: str) -> None:
    """All problems of a folder are found in one run, in these words."""
    folder = project(root, tmp_path)
    shutil.copytree(BROKEN / name, folder, dirs_exist_ok=True)
    before = sorted(folder.iterdir())
    assert messages(tmp_path) == EXPECTED[name]
    assert sorted(folder.iterdir()) == before


def test_every_broken_folder_is_expected() -> None:
    """No folder stands unused."""
    assert {path.name for path in BROKEN.iterdir() if path.is_dir()} == set(EXPECTED)


def test_the_project_itself_passes(root: Path) -> None:
    """Documents, records and tables of the project are in order, and what is remarked was looked at."""
    assert [str(problem) for problem in check(root)] == []


def test_a_file_that_is_none_of_the_collection_is_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip in its name looked as if all was well."""
    for name in ("directives/documents/2023/khong-co.md", "README.md"):
        (told,) = check(root, [root / name])
        assert told.severity == "error" and "không phải văn bản của kho" in str(told)
