"""What the pictures of the clerks' guide show: the words of commands on a made-up document, and pages of the site."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

PICTURES = Path("docs/assets/images/dong-gop")
SCREENS: Mapping[str, tuple[str, str]] = {
    "trang-van-ban": ("van-ban/31-kh-ubnd-2023-binh-phuoc", ""),
    "bao-sai": ("van-ban/31-kh-ubnd-2023-binh-phuoc", "#bao-loi a.report"),
}
"""Pages of the site by the names of their pictures, each with what is pressed there first ("": nothing)."""
FROM_COMMANDS = ("phieu", "cau-bao-loi")
MADE_UP = """ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC
Số: 45/KH-UBND

Bình Phước, ngày 02 tháng 02 năm 2023

KẾ HOẠCH
Phát động phong trào thi đua năm 2023 (văn bản đặt ra để thử)

Thực hiện Chỉ thị số 09-CT/TW ngày 01/12/2011 của Ban Bí thư, Ủy ban nhân dân tỉnh ban hành kế hoạch như sau:

1. Các sở, ban, ngành tổ chức phong trào thi đua trong toàn thể cán bộ, công chức, viên chức của cơ quan mình.

3. Ban Thi đua - Khen thưởng tỉnh theo dõi, đôn đốc, báo cáo Ủy ban nhân dân tỉnh trước cuối năm.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn Thử
"""
_TABLES = "directives/registry"


def told_by_commands(root: Path, work: Path) -> Iterator[tuple[str, str]]:
    """What ``make add`` and ``make check`` print for the made-up document, in a project of its own in ``work``.

    Read from the commands as they run, so that the pictures are of this version.
    """
    for part in ("directives/registry", "scripts"):
        shutil.copytree(root / part, work / part, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("redirects.yaml", "withdrawn.yaml"):
        (work / _TABLES / name).unlink()
    (work / "directives/documents").mkdir()
    (work / "ke-hoach-45.txt").write_text(MADE_UP, encoding="utf-8")
    command = ["add_document.py", "ke-hoach-45.txt", "--source", "Cổng thông tin điện tử tỉnh Bình Phước"]
    yield "phieu", ('$ make add FILE=ke-hoach-45.txt SOURCE="Cổng thông tin điện tử tỉnh Bình Phước"\n'
                    + _said(command, work))
    (held,) = (work / "directives/documents").rglob("*.md")
    held.write_text(held.read_text(encoding="utf-8").replace("source:", "sources:"), encoding="utf-8")
    yield "cau-bao-loi", "$ make check\n" + _said(["check_directives.py"], work)


def _said(command: list[str], work: Path) -> str:
    """All that a command of the project in ``work`` prints."""
    done = subprocess.run([sys.executable, work / "scripts" / command[0], *command[1:]], cwd=work, check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
                          env=os.environ | {"PYTHONUTF8": "1"})
    return done.stdout.replace(f"{work}/", "")


def terminal_page(words: str) -> str:
    """The words as they stand in a terminal.

    Few monospaced fonts have all letters of Vietnamese, so the first column ends in a tab.
    """
    columns = re.sub(r"^( +\S.*?) {2,}", r"\1\t", escape(words.strip()), flags=re.MULTILINE)
    return ('<!doctype html><meta charset="utf-8"><style>body { margin: 0 } pre { margin: 0; padding: 16px 20px; '
            "width: 860px; white-space: pre-wrap; font: 14px/1.55 'Noto Sans', 'DejaVu Sans', sans-serif; "
            f"tab-size: 160px; color: #e6e6e6; background: #1e2430 }}</style><pre>{columns}</pre>")
