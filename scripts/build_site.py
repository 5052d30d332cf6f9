"""Dựng trang web từ các văn bản trong directives/documents vào thư mục site.

Đọc văn bản, nối các lời viện dẫn, viết trang, lập chỉ mục tìm kiếm rồi dựng trang. Gặp lỗi thì dừng,
nêu tệp, dòng và cách sửa; trang đã dựng trước đó được giữ nguyên.

Ví dụ:
    python scripts/build_site.py
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from vanban.commands.build import build_site
from vanban.problems import ProblemError, print_problems, speak_utf8
from vanban.store.documents import ROOT


def main(argv: list[str] | None = None) -> int:
    """Build the site; 0 when it stands."""
    speak_utf8()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="thư mục kết quả (mặc định: site)")
    arguments = parser.parse_args(argv)
    try:
        site = build_site(ROOT, arguments.site.resolve(), say=print)
    except ProblemError as error:
        return print_problems(error.problems)
    print(f"Đã dựng xong; mở {site / 'index.html'} bằng trình duyệt để xem.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
