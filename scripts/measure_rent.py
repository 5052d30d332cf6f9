#!/usr/bin/env python3
"""Bỏ từng quy tắc đọc văn bản (mức giới hạn thì giảm nửa, rồi gấp đôi), đọc lại, xem viện dẫn, quan hệ thêm, mất gì.

Đọc văn bản trong kho, các dòng của tests/cases và ví dụ của bảng tra trước; --data đọc thêm *.txt của một thư mục khi
chừng ấy chưa đủ thấy. Quy tắc không làm đổi gì ở đâu cả thì nên bỏ; chỉ đổi ở --data thì cần một ca tests/cases. Ca thử
có thể nói câu của nó đứng ở đâu (phần đầu, tỉnh nào), nên trước khi bỏ hãy chạy: python -m pytest --without TÊN

Ví dụ:
    python scripts/measure_rent.py --only relations
"""

from __future__ import annotations

import argparse
import sys

from vanban.problems import speak_utf8
from vanban.quality.rent import measure_rent
from vanban.quality.texts import add_data_option, texts_of_folder, texts_of_project
from vanban.store.documents import ROOT


def main(argv: list[str] | None = None) -> int:
    """Leave out every rule in turn and print; always 0."""
    speak_utf8()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="CHỮ", help="chỉ các quy tắc có chữ này trong tên")
    parser.add_argument("--rows", action="store_true", help="bỏ cả từng dòng của các bảng chữ")
    add_data_option(parser)
    parser.add_argument("--step", type=int, default=1, metavar="N", help="chỉ lấy một trong mỗi N văn bản của --data")
    args = parser.parse_args(argv)
    more = texts_of_folder(args.data, args.step) if args.data else {}
    measure_rent(ROOT, texts_of_project(ROOT), lambda line: print(line, flush=True), args.only, args.rows, more)
    return 0


if __name__ == "__main__":
    sys.exit(main())
