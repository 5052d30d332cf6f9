"""Kiểm tra mọi điều một đóng góp phải đạt: phần đầu tệp, tên tệp, bản ghi, chữ, số liệu và các bảng tra.

Không ghi gì vào kho; mọi điều được nêu một lượt: lỗi phải sửa, rồi điều nên xem lại. Mã thoát là 1 khi có lỗi.
Không nêu tệp nào thì kiểm tra cả kho; nêu tệp thì chỉ xem các văn bản ấy.

Ví dụ:
    python scripts/check_directives.py directives/documents/2023/31-kh-ubnd-2023-binh-phuoc.md
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from vanban.commands.check import check
from vanban.commands.findings import as_annotations, as_json, by_hand
from vanban.commands.rules import guide
from vanban.problems import print_problems, speak_utf8
from vanban.store.documents import ROOT, read_sources


def main(argv: list[str] | None = None) -> int:
    """Check everything, or the documents named; 0 when no rule finds an error."""
    speak_utf8()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="*", metavar="TỆP", help="chỉ xem những văn bản này")
    parser.add_argument("--json", action="store_true", help="in các điều tìm thấy dạng JSON")
    parser.add_argument("--annotations", action="store_true", help="in dạng chú thích cho yêu cầu gộp trên kho mã")
    parser.add_argument("--rules", action="store_true", help="in bảng các quy tắc, không kiểm tra gì")
    given = parser.parse_args(argv)
    if given.rules:
        print("\n".join(guide()))
        return 0
    problems = check(ROOT, given.files)
    if given.json:
        print(as_json(problems, ROOT))
    elif given.annotations:
        print("\n".join(as_annotations(problems, ROOT)))
    if given.json or given.annotations:
        return int(any(each.severity == "error" for each in problems))
    status = print_problems(problems)
    if status == 0:
        print("Đạt: " + ("các văn bản đã nêu không có lỗi." if given.files else "không có lỗi nào trong kho."))
        if not given.files:
            print(by_hand(read_sources()))
    return status


if __name__ == "__main__":
    sys.exit(main())
