#!/usr/bin/env python3
"""Bỏ từng quy tắc đọc văn bản (hoặc giảm nửa từng mức giới hạn) rồi đọc lại, xem viện dẫn và quan hệ thêm, mất gì.

Đọc trên văn bản trong kho, các dòng của tests/cases và ví dụ của bảng tra; --data thêm mọi *.txt của một thư mục.
Quy tắc không làm đổi gì ở đâu cả thì nên bỏ, hoặc cần một dòng trong tests/cases cho thấy vì sao phải có.

Ví dụ:
    python scripts/measure_rent.py --only relations
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from vanban.problems import speak_utf8
from vanban.quality.rent import measure_rent
from vanban.quality.texts import texts_of_folder, texts_of_project
from vanban.store.documents import ROOT


def main(argv: list[str] | None = None) -> int:
    """Leave out every rule in turn and print; always 0."""
    speak_utf8()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="CHỮ", help="chỉ các quy tắc có chữ này trong tên")
    parser.add_argument("--rows", action="store_true", help="bỏ cả từng dòng của các bảng chữ")
    parser.add_argument("--data", type=Path, metavar="THƯ-MỤC", default=os.environ.get("DATA") or None,
                        help="thư mục văn bản để đọc thêm; mặc định lấy từ biến môi trường DATA")
    args = parser.parse_args(argv)
    if args.data is not None and not Path(args.data).is_dir():
        print(f"Lỗi: không có thư mục {args.data}.", file=sys.stderr)
        return 2
    texts = texts_of_project(ROOT) | (texts_of_folder(Path(args.data)) if args.data else {})
    measure_rent(ROOT, texts, lambda line: print(line, flush=True), args.only, args.rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
