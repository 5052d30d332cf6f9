"""Chuẩn bị môi trường: tạo thư mục .venv và cài đúng các gói đã khóa phiên bản.

Chạy lại thì không cài gì nếu danh sách gói chưa đổi. Thêm --test để cài cả gói dùng cho kiểm thử. Phần nào của các
gói mà kho không dùng (ngày tháng của ngôn ngữ khác, hình của giao diện, kiểm thử của chính gói) được bỏ cho nhẹ.

Ví dụ:
    python3 scripts/prepare_environment.py --test
"""

from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
from pathlib import Path

from vanban.commands.lightening import lighten

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LISTS = ("requirements-test.txt", "requirements.txt")  # the first holds all of the second


def fail(message: str) -> int:
    """Say what is wrong and what to do; the exit status."""
    print(f"Lỗi: {message}", file=sys.stderr)
    return 1


def ready(name: str) -> bool:
    """Whether the environment was made from exactly this list."""
    stamp = VENV / f"{name}.sha256"
    return PYTHON.exists() and stamp.exists() and stamp.read_text() == digest(name)


def digest(name: str) -> str:
    """What changes whenever the list changes, and not with a checkout's newlines."""
    return hashlib.sha256((ROOT / name).read_text(encoding="utf-8").encode()).hexdigest()


def main(argv: list[str] | None = None) -> int:
    """Make or complete the environment; 0 when it is ready. An older Python can run this file, to be told so."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--test", action="store_true", help="cài cả gói dùng cho kiểm thử")
    name = LISTS[0] if parser.parse_args(argv).test else LISTS[1]
    if sys.version_info < (3, 11):  # noqa: UP036
        return fail(f"cần Python 3.11 trở lên, máy này đang dùng {sys.version.split()[0]}; tải tại python.org.")
    if ready(LISTS[0]) or ready(name):
        return 0
    if not PYTHON.exists() or subprocess.call([PYTHON, "-m", "pip", "--version"], stdout=subprocess.DEVNULL):
        print("Tạo môi trường .venv …", flush=True)
        if subprocess.call([sys.executable, "-m", "venv", "--clear", VENV]):
            return fail("chưa tạo được .venv; trên Debian, Ubuntu hãy chạy: sudo apt-get install python3-venv")
    print(f"Cài các gói theo {name} (lần đầu có thể mất vài phút) …", flush=True)
    if subprocess.call([PYTHON, "-m", "pip", "install", "-q", "--no-compile", "--require-hashes", "-r", ROOT / name]):
        return fail("chưa cài được gói; hãy kiểm tra kết nối mạng rồi chạy lại lệnh này.")
    lighten(VENV, ROOT / "overrides")
    (VENV / f"{name}.sha256").write_text(digest(name))
    return 0


if __name__ == "__main__":
    sys.exit(main())
