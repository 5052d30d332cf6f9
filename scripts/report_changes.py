#!/usr/bin/env python3
"""Cho biết máy đọc văn bản khác đi thế nào so với một bản trước: viện dẫn, quan hệ thêm, mất, khác.

Đọc văn bản trong kho, các dòng của tests/cases và ví dụ của bảng tra; --data thêm mọi *.txt của một thư mục.

Ví dụ:
    python scripts/report_changes.py --reading main
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from vanban.commands.changes import report_changes
from vanban.problems import ProblemError, speak_utf8
from vanban.quality.texts import texts_of_folder, texts_of_project
from vanban.store.documents import ROOT


def main(argv: list[str] | None = None) -> int:
    """Compare and print; 0 whatever changed, 1 when the revision cannot be read."""
    speak_utf8()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reading", required=True, metavar="BẢN", help="nhánh, thẻ hay lần ghi nhận để so")
    parser.add_argument("--all", action="store_true", help="liệt kê hết mọi chỗ khác")
    parser.add_argument("--data", type=Path, metavar="THƯ-MỤC", default=os.environ.get("DATA") or None,
                        help="thư mục văn bản để đọc thêm; mặc định lấy từ biến môi trường DATA")
    args = parser.parse_args(argv)
    if args.data is not None and not Path(args.data).is_dir():
        print(f"Lỗi: không có thư mục {args.data}.", file=sys.stderr)
        return 2
    texts = texts_of_project(ROOT) | (texts_of_folder(Path(args.data)) if args.data else {})
    try:
        report_changes(ROOT, args.reading, texts, lambda line: print(line, flush=True), args.all)
    except ProblemError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
