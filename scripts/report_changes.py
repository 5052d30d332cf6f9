#!/usr/bin/env python3
"""Cho biết bản đang làm khác một bản trước ở đâu.

Với BẢN: đóng góp làm thay đổi những gì (văn bản thêm, viện dẫn thêm, mất, khác, trang thêm, địa chỉ dẫn tiếp, chỗ ghi
khác nhau), viết bằng Markdown để đặt dưới bản đóng góp, hoặc JSON.
Với --reading BẢN: máy đọc khác đi thế nào, dù văn bản không đổi; đọc văn bản trong kho, các dòng của tests/cases và
ví dụ của bảng tra; --data thêm mọi *.txt của một thư mục.

Ví dụ:
    python scripts/report_changes.py main
"""

from __future__ import annotations

import argparse
import json
import sys

from vanban.commands.changes import report_changes
from vanban.commands.contribution import as_markdown, as_report, contribution_since
from vanban.problems import ProblemError, speak_utf8
from vanban.quality.texts import add_data_option, texts_of_folder, texts_of_project
from vanban.store.documents import ROOT


def main(argv: list[str] | None = None) -> int:
    """Compare and print; 0 whatever changed, 1 when the revision cannot be read."""
    speak_utf8()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", nargs="?", metavar="BẢN", help="nhánh, thẻ hay lần ghi nhận mà đóng góp dựa vào")
    parser.add_argument("--json", action="store_true", help="in báo cáo đóng góp bằng JSON")
    parser.add_argument("--reading", metavar="BẢN", help="nhánh, thẻ hay lần ghi nhận để so cách đọc")
    parser.add_argument("--all", action="store_true", help="liệt kê hết mọi chỗ khác")
    add_data_option(parser)
    args = parser.parse_args(argv)
    if (args.base is None) == (args.reading is None):
        parser.error("cần một trong hai: BẢN, hoặc --reading BẢN")
    try:
        if args.base:
            found = contribution_since(ROOT, args.base)
            print(json.dumps(as_report(found, ROOT), ensure_ascii=False, indent=1) if args.json
                  else as_markdown(found, ROOT), end="")
            return 0
        texts = texts_of_project(ROOT) | (texts_of_folder(args.data) if args.data else {})
        report_changes(ROOT, args.reading, texts, lambda line: print(line, flush=True), args.all)
    except ProblemError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
