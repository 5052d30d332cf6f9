"""Taking a document out: one step, nothing lost of the addresses, nothing left of the text, the reason on the page."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from collections_for_tests import document_path
from repositories import git
from vanban.commands.build import prepare_docs
from vanban.commands.check import check
from vanban.commands.parse import refresh_records
from vanban.commands.withdraw import withdraw
from vanban.graph.addresses import REDIRECTS_TABLE, load_redirects
from vanban.graph.reading_lists import READING_LISTS_FOLDER
from vanban.graph.withdrawn import load_withdrawn
from vanban.problems import ProblemError
from vanban.store.documents import DOCUMENTS_FOLDER

CITED = "31-kh-ubnd-2023-binh-phuoc"
ALONE = "261-ldld-2022-phu-rieng"
DAY = date(2026, 11, 28)
CITING = """---
source: Bộ thử
---
ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC
Số: 50/KH-UBND
Bình Phước, ngày 05 tháng 5 năm 2023

KẾ HOẠCH
Triển khai phong trào thi đua

Thực hiện Kế hoạch số 31/KH-UBND ngày 02/02/2023 của Ủy ban nhân dân tỉnh Bình Phước, các sở báo cáo.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn B
"""
"""Made up."""


@pytest.fixture
def kho(root: Path, tmp_path: Path) -> Path:
    """A copy of the project's documents and tables, and a made-up plan that cites one of them."""
    shutil.copytree(root / DOCUMENTS_FOLDER.parent, tmp_path / DOCUMENTS_FOLDER.parent,
                    ignore=shutil.ignore_patterns("reading_lists"))
    (tmp_path / "docs").mkdir()
    (tmp_path / DOCUMENTS_FOLDER / "2023/50-kh-ubnd-2023-binh-phuoc.md").write_text(CITING, encoding="utf-8")
    refresh_records(tmp_path)
    assert errors(tmp_path) == []
    return tmp_path


def errors(kho: Path) -> list[str]:
    """The errors the check finds."""
    return [str(each) for each in check(kho) if each.severity == "error"]


def state(kho: Path) -> dict[str, bytes]:
    """Every file with its bytes."""
    return {path.relative_to(kho).as_posix(): path.read_bytes() for path in kho.rglob("*") if path.is_file()}


@pytest.mark.parametrize("slug", [CITED, ALONE, "02-bc-ldld-2018-binh-thuan"])
def test_a_withdrawn_document_is_gone_and_the_check_passes(kho: Path, slug: str) -> None:
    """Rows for addresses are written by the command; nothing is left to do by hand."""
    done = withdraw(kho, slug, "văn bản chưa được công khai", DAY)
    assert not document_path(kho / DOCUMENTS_FOLDER, slug).exists()
    assert [path.suffix for path in done.removed] == [".yaml", ".md"]
    assert errors(kho) == []
    assert load_withdrawn(kho)[slug].reason == "văn bản chưa được công khai"


def test_the_page_of_what_is_still_cited_says_so(kho: Path) -> None:
    """The instrument keeps its page; its text and its index entry are gone."""
    prepare_docs(kho, say=lambda _: None)
    folder = kho / "docs/van-ban" / CITED
    assert (folder / f"{CITED}.txt.zip").is_file()
    done = withdraw(kho, CITED, "văn bản chưa được công khai", DAY)
    prepare_docs(kho, say=lambda _: None)
    page = (folder / "index.md").read_text(encoding="utf-8")
    assert "Đã rút khỏi kho ngày 28/11/2026: văn bản chưa được công khai" in page.replace("ngày 28 tháng 11 năm 2026",
                                                                                       "ngày 28/11/2026")
    assert not (folder / f"{CITED}.txt.zip").exists()
    assert any("50-kh-ubnd-2023-binh-phuoc" in line for line in done.remains)


def test_the_address_of_what_nobody_cites_says_why(kho: Path) -> None:
    withdraw(kho, ALONE, "văn bản chưa được công khai", DAY)
    rows = {row.old: row for row in load_redirects(kho)}
    assert (rows[ALONE].new, rows[ALONE].reason) == (None, "văn bản chưa được công khai")
    prepare_docs(kho, say=lambda _: None)
    assert "văn bản chưa được công khai" in (kho / f"docs/van-ban/{ALONE}/index.html").read_text(encoding="utf-8")


def test_a_wrong_name_or_no_reason_changes_nothing(kho: Path) -> None:
    before = state(kho)
    with pytest.raises(ProblemError, match="Ví dụ: 31-kh-ubnd-2023-binh-phuoc"):
        withdraw(kho, "31-kh-ubnd-2023", "đăng nhầm")
    with pytest.raises(ProblemError, match="chưa có lý do"):
        withdraw(kho, CITED, " ")
    assert state(kho) == before


def test_what_cannot_be_removed_leaves_everything(kho: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A read-only folder: the rows already written are taken back."""
    before = state(kho)
    real = Path.unlink

    def refuse(path: Path, missing_ok: bool = False) -> None:
        if path.suffix == ".md":
            raise PermissionError(13, "Permission denied")
        real(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(ProblemError, match="không được phép ghi"):
        withdraw(kho, CITED, "đăng nhầm", DAY)
    monkeypatch.undo()
    assert state(kho) == before
    assert not (kho / REDIRECTS_TABLE).read_text(encoding="utf-8").rstrip().endswith("}")


def test_one_that_stops_in_the_middle_leaves_everything(kho: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C while files are removed puts back what was."""
    before = state(kho)
    real = Path.unlink

    def stop(path: Path, missing_ok: bool = False) -> None:
        if path.suffix == ".md":
            raise KeyboardInterrupt
        real(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", stop)
    with pytest.raises(KeyboardInterrupt):
        withdraw(kho, CITED, "đăng nhầm", DAY)
    monkeypatch.undo()
    assert state(kho) == before


def test_a_reading_list_loses_the_lines_that_name_what_is_gone(kho: Path) -> None:
    """Each with its note; what else the list says stays, so that the check is green in the same step."""
    folder = kho / READING_LISTS_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "thu.md").write_text(
        f"---\ntitle: Thử\ninstruments:\n  - 09-CT/TW\n  - instrument: {ALONE}\n"
        "    note: >-\n      Đọc.\n\n      Hỏi.\n  - 44-KL/TW\n---\n\nLời dẫn.\n", encoding="utf-8")
    done = withdraw(kho, ALONE, "văn bản chưa được công khai", DAY)
    assert (folder / "thu.md").read_text(encoding="utf-8") == (
        "---\ntitle: Thử\ninstruments:\n  - 09-CT/TW\n  - 44-KL/TW\n---\n\nLời dẫn.\n")
    (told,) = (line for line in done.remains if "danh mục đọc" in line)
    assert f"{READING_LISTS_FOLDER.as_posix()}/thu.md" in told


def test_a_reading_list_of_one_that_is_gone_is_told(kho: Path) -> None:
    """A list without any line is none: a person decides what becomes of it; the command says where."""
    folder = kho / READING_LISTS_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "thu.md").write_text(f"---\ntitle: Thử\ninstruments:\n  - {ALONE}\n---\n", encoding="utf-8")
    done = withdraw(kho, ALONE, "văn bản chưa được công khai", DAY)
    (told,) = (line for line in done.remains if "Danh mục đọc" in line)
    assert f"{READING_LISTS_FOLDER.as_posix()}/thu.md:4:" in told and ALONE in told


def test_what_was_only_added_here_leaves_no_trace(kho: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody knows its address: no row is written, and the check passes; once committed, the history holds it."""
    slug = "50-kh-ubnd-2023-binh-phuoc"
    before = state(kho)
    done = withdraw(kho, slug, "thêm nhầm tệp", DAY)
    assert state(kho) == {path: content for path, content in before.items() if slug not in path}
    assert not any("Lịch sử git" in words for words in done.remains) and errors(kho) == []
    commit(kho, "trước")
    monkeypatch.setenv("BASE", git(kho, "rev-parse", "HEAD").strip())
    for path in done.removed:
        path.write_bytes(before[path.relative_to(kho).as_posix()])
    commit(kho, "thêm")
    assert any("Lịch sử git" in words for words in withdraw(kho, slug, "thêm nhầm tệp", DAY).remains)
    commit(kho, "rút")
    assert slug in load_withdrawn(kho) and errors(kho) == []


def commit(kho: Path, words: str) -> None:
    """Keep all there is."""
    git(kho, "init", "-q")
    git(kho, "add", "-A")
    git(kho, "commit", "-qm", words)
