"""Nhận các tệp trong hộp nhận (directives/inbox): chuyển thành văn bản của kho, in phiếu của từng tệp.

Tệp nhận được thì rời hộp nhận; tệp chưa đọc được ở lại, phiếu nói vì sao. Tệp nguon.csv đặt cạnh các tệp cho biết nơi
lấy (các cột file, source, url, retrieved, topics, slug). Mã thoát là 1 khi còn tệp chưa nhận được.

Ví dụ:
    python scripts/take_inbox.py > phieu.md
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from vanban.commands.inbox import inbox_report, take_inbox
from vanban.problems import ProblemError, print_problems, speak_utf8
from vanban.store.documents import ROOT
from vanban.store.inbox import waiting_files


def main(argv: list[str] | None = None) -> int:
    """Take the files in; 0 when none is left."""
    speak_utf8()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=Path, default=ROOT, help="thư mục của kho")
    root = parser.parse_args(argv).root
    try:
        cards = take_inbox(root)
    except ProblemError as error:
        return print_problems(error.problems)
    print("\n".join(inbox_report(cards, root)) if cards else "Hộp nhận không có tệp nào.")
    return int(bool(waiting_files(root)))


if __name__ == "__main__":
    sys.exit(main())
