"""Rút một văn bản khỏi kho: xóa văn bản, bản ghi, tệp gốc; giữ địa chỉ, trang của văn bản nói đã rút và vì sao.

Mọi dòng cần cho các địa chỉ được ghi luôn vào bảng. Không xóa được thì không đổi gì. Trang đã dựng trên máy thì được
dựng lại.

Ví dụ:
    python scripts/withdraw_document.py 31-kh-ubnd-2023-binh-phuoc --reason "văn bản chưa được công khai"
"""

from __future__ import annotations

import argparse
import sys

from vanban.commands.build import build_site
from vanban.commands.withdraw import withdraw
from vanban.problems import ProblemError, print_problems, speak_utf8
from vanban.store.documents import ROOT


def main(argv: list[str] | None = None) -> int:
    """Withdraw one document; 0 when it is out and what was built here no longer shows it."""
    speak_utf8()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("document", metavar="VĂN-BẢN", help="tên trong địa chỉ của văn bản")
    parser.add_argument("--reason", default="", help="vì sao rút, viết cho người đọc trang")
    given = parser.parse_args(argv)
    try:
        done = withdraw(ROOT, given.document, given.reason)
        print(f"Đã rút {given.document}: xóa {len(done.removed)} tệp, ghi {len(done.rows)} dòng địa chỉ.")
        print("\n".join(f"  {line}" for line in done.remains))
        if (ROOT / "site").is_dir() or (ROOT / "docs/van-ban").is_dir():
            build_site(ROOT)
    except ProblemError as error:
        return print_problems(error.problems)
    return 0


if __name__ == "__main__":
    sys.exit(main())
