"""Lấy danh mục của các kho văn bản khác, để văn bản họ giữ toàn văn được dẫn tới tận nơi.

Địa chỉ các danh mục ghi ở `extra: inventories:` trong mkdocs.yml, mỗi địa chỉ kết thúc bằng du-lieu/inventory.json.
Bản sao nằm ở directives/inventories và được lưu cùng kho: lúc dựng trang không hỏi máy nào.

Ví dụ:
    python scripts/fetch_inventories.py
"""

from __future__ import annotations

import argparse
import sys

from vanban.commands.fetching import fetch_inventories
from vanban.problems import ProblemError, print_problems, speak_utf8
from vanban.store.documents import ROOT


def main(argv: list[str] | None = None) -> int:
    """Fetch all inventories; 0 when every copy is up to date."""
    speak_utf8()
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args(argv)
    try:
        found = fetch_inventories(ROOT)
    except ProblemError as error:
        return print_problems(error.problems)
    for address, count, new in found:
        print(f"{address}: {count} văn bản{', có thay đổi' if new else ''}")
    print(f"{len(found)} danh mục." if found else "mkdocs.yml chưa ghi danh mục nào ở extra: inventories:")
    return 0


if __name__ == "__main__":
    sys.exit(main())
