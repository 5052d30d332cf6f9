"""Ghi THIRD-PARTY.md: giấy phép của mọi gói mà kho dùng, theo các tệp khóa phiên bản.

Tên và phiên bản lấy từ requirements.txt, requirements-test.txt và package-lock.json; giấy phép lấy từ chính gói đã cài.
Chạy lại sau mỗi lần “make lock”. Mã thoát là 1 khi gói dùng để dựng trang không rõ giấy phép hoặc có giấy
phép không cho dùng tự do.

Ví dụ:
    python scripts/list_licenses.py
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from vanban.commands.licenses import LICENSES_FILE, licenses_page, locked_packages, not_free
from vanban.problems import print_problems, speak_utf8
from vanban.store.documents import ROOT
from vanban.store.files import write_if_changed


def main(argv: list[str] | None = None) -> int:
    """Write the list; 0 when every licence is a free one."""
    speak_utf8()
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args(argv)
    packages = tuple(locked_packages(ROOT))
    write_if_changed(ROOT / LICENSES_FILE, licenses_page(packages).encode())
    print(f"{len(packages)} gói trong {LICENSES_FILE.as_posix()}.")
    return print_problems(tuple(not_free(packages, Path(LICENSES_FILE))))


if __name__ == "__main__":
    sys.exit(main())
