"""The documents the site opens with: their texts are exactly what was received."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from collections_for_tests import document_path
from vanban.commands.rules.files import stray_file
from vanban.commands.rules.rule import Whole
from vanban.problems import ProblemError
from vanban.store.documents import DOCUMENTS_FOLDER, read_source, read_sources

TEXTS = {
    "261-ldld-2022-phu-rieng": "e7f255b3a81b55afdf656a89e7b25841abc11eb8cc3bc7560c01a6943eb020bb",
    "100-kh-ldld-2024-thu-duc": "597c7a525f1e9c0d8a50dae28db16a1dabb1037aa9401a4f43bd7445aa094314",
    "02-bc-ldld-2018-binh-thuan": "0400e3b08af396e6e43b4cc664257c6b6eeb7dbbe30f82ae2ca83a791cd95c0a",
    "cong-van-tong-lien-doan-phong-trao-bao-ve-an-ninh-to-quoc":
        "26aa3bf34c32220e69919db889a3f0d911533bc925aa13b52c659fbcb4806911",
    "31-kh-ubnd-2023-binh-phuoc": "a4dfcb91ad49f596a04b728935d3ec2c0fb07eebce65ed7863cc9ad3e55adc02",
}


@pytest.mark.parametrize("slug", TEXTS)
def test_the_text_is_exactly_as_received(root: Path, slug: str) -> None:
    """Every character after the front matter is the source's, up to the last space and newline."""
    source = read_source(document_path(root / DOCUMENTS_FOLDER, slug))
    assert hashlib.sha256(source.text.encode()).hexdigest() == TEXTS[slug]


def test_every_document_says_where_it_came_from(root: Path) -> None:
    """Provenance is written for each document of the project."""
    assert [source.slug for source in read_sources(root / DOCUMENTS_FOLDER) if not source.front_matter.source] == []


def test_the_letter_without_a_header_is_given_no_number_and_no_date(root: Path) -> None:
    """Nothing is invented for what the text does not say."""
    source = read_source(document_path(root / DOCUMENTS_FOLDER,
                                       "cong-van-tong-lien-doan-phong-trao-bao-ve-an-ninh-to-quoc"))
    assert not {correction.field for correction in source.front_matter.corrections} & {"number", "date"}


def test_newlines_of_other_systems_stay(tmp_path: Path) -> None:
    """The text after the closing line is byte for byte what the file holds, whatever its newlines."""
    path = tmp_path / "a.md"
    path.write_bytes("---\r\nsource: x\r\n---\r\n\r\nSố: 1/KH\r\n  \r\rcuối".encode())
    assert read_source(path).text == "\r\nSố: 1/KH\r\n  \r\rcuối"


def test_the_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    """A person mends everything in one go."""
    (tmp_path / "a.md").write_text("---\nsai: 1\n---\nchữ", encoding="utf-8")
    (tmp_path / "B.md").write_text("chữ", encoding="utf-8")
    (tmp_path / "c.md").write_bytes(b"ch\xff")
    with pytest.raises(ProblemError) as caught:
        read_sources(tmp_path)
    assert [Path(problem.path).name for problem in caught.value.problems] == ["B.md", "a.md", "c.md"]


def test_a_file_that_does_not_belong_there_is_told(tmp_path: Path) -> None:
    """Texts, their records, folders of years and of originals do; nothing else does."""
    folder = tmp_path / DOCUMENTS_FOLDER
    for name in ("a.md", "a.yaml", "2023/b.md", "originals/a.pdf", ".gitkeep", "a.docx", "khac/c.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("", encoding="utf-8")
    told = [Path(problem.path).relative_to(folder).as_posix() for problem in stray_file.find(Whole(tmp_path))]
    assert told == ["a.docx", "khac", "khac/c.txt"]
