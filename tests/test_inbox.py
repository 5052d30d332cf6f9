"""The inbox: a file dropped into a folder becomes a document, in a commit of its own that another job may apply."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import take_inbox as script
from repositories import git
from vanban.commands.check import check
from vanban.commands.inbox import UNSAID, inbox_report, take_inbox
from vanban.store.documents import DOCUMENTS_FOLDER, read_sources
from vanban.store.inbox import INBOX
from word_files import paragraph, word_file, words

PLAN = """ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC
Số: 45/KH-UBND
Bình Phước, ngày 02 tháng 02 năm 2023
KẾ HOẠCH
Phát động phong trào thi đua năm 2023 (đặt ra để thử)
Các cơ quan tổ chức quán triệt, triển khai nghiêm túc kế hoạch này trong toàn ngành, báo cáo kết quả trước cuối năm.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn B"""


@pytest.fixture
def kho(root: Path, tmp_path: Path) -> Path:
    """A project with the real tables, scripts and jobs, and three files in its inbox: one that nobody can read."""
    project = tmp_path / "kho"
    for name in ("directives/registry", "scripts", ".ci"):
        shutil.copytree(root / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("redirects.yaml", "withdrawn.yaml"):
        (project / "directives/registry" / name).unlink()
    (project / DOCUMENTS_FOLDER).mkdir()
    git(project, "init", "-q", "-b", "main")
    (project / ".gitignore").write_text("__pycache__\n.cache\nreport\n", encoding="utf-8")
    (project / INBOX).mkdir()
    (project / INBOX / "ke hoach (1).docx").write_bytes(word_file(*(paragraph(words(x)) for x in PLAN.split("\n"))))
    (project / INBOX / "thi-dua.txt").write_text(PLAN.replace("45/", "46/").replace("thi đua", "hiến máu"), "utf-8")
    (project / INBOX / "hong.pdf").write_bytes(b"%PDF-1.4 hong")
    (project / INBOX / "nguon.csv").write_text("file,source\nthi-dua.txt,Cổng của tỉnh\n", encoding="utf-8")
    git(project, "add", ".")
    git(project, "commit", "-qm", "x")
    return project


def test_what_can_be_read_leaves_the_inbox(kho: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The source is the table's, else it is asked for; what cannot be read stays and is told; nothing twice."""
    assert [each.rule for each in check(kho)] == ["inbox-waiting"] * 3
    report = "\n".join(inbox_report(take_inbox(kho), kho))
    assert "đã nhận 2, chưa nhận được 1" in report and "LỖI" in report and "## Chưa thêm: `hong.pdf`" in report
    assert sorted(path.name for path in (kho / INBOX).iterdir()) == ["hong.pdf", "nguon.csv"]
    held = {source.slug: source.front_matter for source in read_sources(kho / DOCUMENTS_FOLDER)}
    assert {slug: front.source for slug, front in held.items()} == {
        "45-kh-ubnd-2023-binh-phuoc": UNSAID, "46-kh-ubnd-2023-binh-phuoc": "Cổng của tỉnh"}
    assert held["45-kh-ubnd-2023-binh-phuoc"].original_sha256
    assert {"inbox-waiting", "source-vague"} <= {each.rule for each in check(kho) if each.severity == "remark"}
    assert script.main(["--root", str(kho)]) == 1
    (kho / INBOX / "hong.pdf").unlink()
    capsys.readouterr()
    assert script.main(["--root", str(kho)]) == 0
    assert "không có tệp nào" in capsys.readouterr().out


def test_the_job_leaves_a_commit_that_another_may_apply(kho: Path, tmp_path: Path) -> None:
    """The patch of the job that converts gives, in a fresh clone, what that job made; words of it are all it needs."""
    git(tmp_path, "clone", "-q", str(kho), "sach")
    done = subprocess.run([".ci/take_inbox"], cwd=kho, env=os.environ | {"PYTHON": sys.executable},
                          capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "Còn tệp chưa nhận được" in done.stderr, done.stderr
    assert "đã nhận 2" in (kho / "report/inbox.md").read_text(encoding="utf-8")
    assert git(kho, "status", "--porcelain") == ""
    fresh = tmp_path / "sach"
    git(fresh, "apply", "--index", "--include=directives/documents/*", "--include=directives/inbox/*",
        str(kho / "report/inbox.patch"))
    assert git(fresh, "write-tree") == git(kho, "rev-parse", "HEAD^{tree}")
