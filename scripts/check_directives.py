"""Kiểm tra mọi điều một đóng góp phải đạt: phần đầu tệp, tên tệp, bản ghi và các bảng tra.

Không ghi gì; mọi lỗi được nêu một lượt, mỗi lỗi một dòng: tệp, dòng, tìm thấy gì, cần gì.

Ví dụ:
    python scripts/check_directives.py
"""

from __future__ import annotations

import argparse
import sys

from vanban.commands.check import check
from vanban.problems import reported, speak_utf8
from vanban.store.documents import ROOT


def main(argv: list[str] | None = None) -> int:
    """Check everything; 0 when nothing is wrong."""
    speak_utf8()
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args(argv)
    status = reported(check(ROOT))
    if status == 0:
        print("Đạt: văn bản, bản ghi và bảng tra đều hợp lệ.")
    return status


if __name__ == "__main__":
    sys.exit(main())
