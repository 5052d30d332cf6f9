"""Thêm một văn bản (.txt, .md, .html) vào kho: đặt tên, ghi phần đầu tệp và bản ghi.

Tên tệp lấy từ số, năm, cơ quan ban hành đọc được trong văn bản; văn bản không có số thì chọn bằng --slug.
Không ghi đè tệp đang có.

Ví dụ:
    python scripts/add_document.py van-ban.txt --source "Cổng thông tin điện tử tỉnh Bình Phước"
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from vanban.commands.add import add_document
from vanban.models import FrontMatter
from vanban.problems import ProblemError, reported, speak_utf8
from vanban.registry.tables import load_registry
from vanban.store.documents import FOLDER, ROOT


def main(argv: list[str] | None = None) -> int:
    """Add one document; 0 when it and its record are written."""
    speak_utf8()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="tệp văn bản cần thêm")
    parser.add_argument("--source", help="nơi lấy văn bản")
    parser.add_argument("--url", help="địa chỉ trang công bố")
    parser.add_argument("--retrieved", help="ngày lấy, dạng năm-tháng-ngày")
    parser.add_argument("--topic", action="append", default=[], help="chủ đề; có thể ghi nhiều lần")
    parser.add_argument("--slug", help="tên tệp, khi văn bản không có số hoặc năm")
    parser.add_argument("--folder", type=Path, default=ROOT / FOLDER, help="thư mục văn bản của kho")
    given = parser.parse_args(argv)
    front = FrontMatter(given.source, given.url, given.retrieved, None, tuple(given.topic))
    try:
        path = add_document(given.file, given.folder, load_registry(), front, given.slug)
    except ProblemError as error:
        return reported(error.problems)
    print(f"Đã thêm {path} và bản ghi {path.with_suffix('.yaml').name}; "
          "hãy đọc lại, chạy “make records” rồi “make check”.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
