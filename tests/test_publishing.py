"""The publishing job: it keeps the register of addresses, compared with a revision or the last published site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from repositories import git
from vanban.commands.check import check
from vanban.commands.parse import refresh_records
from vanban.commands.publish import record_addresses
from vanban.graph.addresses import ADDRESS_REGISTER, registered_lines
from vanban.graph.withdrawn import WITHDRAWN_TABLE as WITHDRAWN
from vanban.problems import ProblemError
from vanban.store.documents import DOCUMENTS_FOLDER

NAME = "45-kh-ubnd-2023-binh-phuoc"
PLAN = """---
source: Bộ thử
---
ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC
Số: 45/KH-UBND
Bình Phước, ngày 02 tháng 02 năm 2023

KẾ HOẠCH
Phát động phong trào thi đua năm 2023

Thực hiện Chỉ thị số 09-CT/TW ngày 01/12/2011 của Ban Bí thư, ông A, ĐT: 0912 345 678, báo cáo.
Các cơ quan tổ chức quán triệt, triển khai nghiêm túc kế hoạch này trong toàn ngành.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn B
"""
"""Made up; the check remarks on the telephone."""


@pytest.fixture
def kho(root: Path, tmp_path: Path) -> Path:
    """A project with the real tables, one made-up plan and a history."""
    project = tmp_path / "kho"
    shutil.copytree(root / DOCUMENTS_FOLDER.parent / "registry", project / DOCUMENTS_FOLDER.parent / "registry")
    for name in ("redirects.yaml", "withdrawn.yaml"):
        (project / DOCUMENTS_FOLDER.parent / "registry" / name).unlink()
    (project / DOCUMENTS_FOLDER / "2023").mkdir(parents=True)
    (project / DOCUMENTS_FOLDER / f"2023/{NAME}.md").write_text(PLAN, encoding="utf-8")
    refresh_records(project)
    git(project, "init", "-q", "-b", "main")
    save(project)
    return project


def save(kho: Path) -> None:
    """A revision of everything."""
    (kho / ".gitignore").write_text(".cache\n__pycache__\n", encoding="utf-8")
    git(kho, "add", ".")
    git(kho, "commit", "--allow-empty", "-qm", "x")


def errors(kho: Path) -> list[str]:
    """The errors of the check, each with its rule."""
    return [str(each) for each in check(kho) if each.severity == "error"]


def test_the_job_writes_what_is_published_though_something_is_remarked(kho: Path) -> None:
    assert [each.rule for each in check(kho)] == ["personal-data"]
    assert record_addresses(kho) == "2 địa chỉ mới trong sổ địa chỉ."
    assert list(registered_lines(kho)) == ["09-ct-tw-2011", NAME]
    assert record_addresses(kho) == "0 địa chỉ mới trong sổ địa chỉ."


def test_a_line_taken_out_comes_back_from_the_revision_before(kho: Path) -> None:
    """And an address of that revision that leads nowhere now is told with the row to write."""
    record_addresses(kho)
    save(kho)
    (kho / ADDRESS_REGISTER).unlink()
    assert "[address-deleted]" in errors(kho)[0]
    assert record_addresses(kho, base="HEAD", write=False).startswith("Mọi địa chỉ đã công bố (2 ")
    assert not (kho / ADDRESS_REGISTER).exists()
    record_addresses(kho, base="HEAD")
    assert len(registered_lines(kho)) == 2
    save(kho)
    (kho / ADDRESS_REGISTER).write_text("", encoding="utf-8")
    for path in (kho / DOCUMENTS_FOLDER / "2023").iterdir():
        path.unlink()
    with pytest.raises(ProblemError, match=f"old: {NAME}, reason: "):
        record_addresses(kho, base="HEAD")
    assert (kho / ADDRESS_REGISTER).read_bytes() == b""


def test_a_base_that_the_history_lacks_is_told(kho: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else nothing that is gone would be seen; noughts, which a code host gives for a new branch, are the last one."""
    save(kho)
    told = ["[base-unknown]"]
    for base, said in (("orign/main", told), ("HEAD^{tree}", told), ("0" * 40, []), ("HEAD", [])):
        monkeypatch.setenv("BASE", base)
        assert [each.split()[-1] for each in errors(kho)] == said, base


def test_a_document_deleted_or_cut_short_is_seen(kho: Path) -> None:
    """Compared with the base revision, once records were made again; a withdrawn document is told no more."""
    save(kho)
    path = next((kho / DOCUMENTS_FOLDER).rglob(f"{NAME}.md"))
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[:whole.index("Thực hiện")], encoding="utf-8")
    assert ["ngắn hơn bản trước" in each.message for each in check(kho) if each.rule == "text-shrunk"] == [True]
    path.unlink()
    path.with_suffix(".yaml").unlink()
    assert [f"đã xóa “{NAME}”" in each for each in errors(kho) if "[document-gone]" in each] == [True]
    (kho / WITHDRAWN).write_text(f"- {{slug: {NAME}, day: 2026-11-01, reason: chưa được công khai}}\n",
                                       encoding="utf-8")
    assert [each for each in errors(kho) if "[document-gone]" in each] == []


def test_the_site_published_last_is_compared(kho: Path, tmp_path: Path) -> None:
    """A poorer address leads on by itself and is kept; one that fits nothing stops the job."""
    site = tmp_path / "site"
    (site / "van-ban/45-kh-ubnd-2023").mkdir(parents=True)
    (site / "van-ban/45-kh-ubnd-2023/index.html").touch()
    assert record_addresses(kho, site=site) == "3 địa chỉ mới trong sổ địa chỉ."
    assert "45-kh-ubnd-2023" in registered_lines(kho)
    (site / "van-ban/1-kh-khac").mkdir()
    (site / "van-ban/1-kh-khac/index.html").touch()
    with pytest.raises(ProblemError, match="van-ban/1-kh-khac"):
        record_addresses(kho, site=site)
    with pytest.raises(ProblemError, match="không có thư mục van-ban"):
        record_addresses(kho, site=tmp_path)


def test_a_row_of_a_withdrawn_document_stays_until_it_is_back(kho: Path) -> None:
    table, row = kho / WITHDRAWN, "- {slug: %s, day: 2024-01-01, reason: thử}\n"
    table.write_text(row % "1-kh-ubnd-2020-hue" + row % "2-kh-ubnd-2020-hue", encoding="utf-8")
    save(kho)
    assert errors(kho) == []
    table.write_text(row % "1-kh-ubnd-2020-hue" + row % NAME, encoding="utf-8")
    gone, held = sorted(errors(kho), key=lambda each: each.index(":"))
    assert "withdrawn.yaml: Văn bản đã rút: đã bỏ dòng của “2-kh-ubnd-2020-hue”" in gone
    assert f"withdrawn.yaml:2: slug: “{NAME}” đang có trong kho" in held


def test_a_broken_table_hides_nothing_of_a_document(kho: Path) -> None:
    """The documents are read with the tables of the last revision; without a history what needs none is told."""
    path = kho / DOCUMENTS_FOLDER / f"2023/{NAME}.md"
    path.write_text(PLAN.replace("ngày 02 tháng 02 năm 2023", "ngày 02 tháng 02 năm 2093"), encoding="utf-8")
    with (kho / DOCUMENTS_FOLDER.parent / "registry/levels.yaml").open("a", encoding="utf-8") as table:
        table.write("- level: [\n")
    assert {"table", "date-future", "personal-data"} <= {each.rule for each in check(kho)}
    shutil.rmtree(kho / ".git")
    assert "table" in {each.rule for each in check(kho)}


def test_two_publishing_jobs_at_once_both_keep_their_addresses(kho: Path, root: Path, tmp_path: Path) -> None:
    """The job's own script, on a clone: it pushes the register in a commit of its own, also when main has moved."""
    for name in ("scripts", ".ci"):
        shutil.copytree(root / name, kho / name, ignore=shutil.ignore_patterns("__pycache__"))
    save(kho)
    remote = tmp_path / "kho.git"
    git(tmp_path, "clone", "-q", "--bare", str(kho), str(remote))
    for clone in ("mot", "hai"):
        git(tmp_path, "clone", "-q", str(remote), clone)
    environment = os.environ | {"PYTHON": sys.executable}
    (tmp_path / "mot/x.txt").write_text("x", encoding="utf-8")
    git(tmp_path / "mot", "add", ".")
    git(tmp_path / "mot", "commit", "-qm", "y")
    git(tmp_path / "mot", "push", "-q")
    git(tmp_path / "mot", "rm", "-q", "x.txt")
    refused = subprocess.run([".ci/keep_addresses"], cwd=tmp_path / "mot", env=environment, capture_output=True,
                             text=True, check=False)
    assert refused.returncode == 1 and "còn thay đổi chưa lưu" in refused.stderr
    done = subprocess.run([".ci/keep_addresses"], cwd=tmp_path / "hai", env=environment, capture_output=True,
                          text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert NAME in git(remote, "show", f"main:{ADDRESS_REGISTER.as_posix()}")
    assert git(remote, "log", "--format=%s", "main").split("\n")[:2] == ["site: addresses as published", "y"]
