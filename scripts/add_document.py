"""Thêm văn bản (chữ, Word, PDF, trang web, tệp nén) vào kho: đặt tên, ghi văn bản và bản ghi, nói máy hiểu gì.

Tên tệp lấy từ số, năm, cơ quan ban hành đọc được trong văn bản, không có thì từ tên loại và trích yếu. Không ghi đè tệp
đang có. Tệp có nhiều văn bản, mỗi văn bản đủ phần đầu có số và ngày, thì được tách ra, không trộn vào nhau; máy chưa
chắc thì nói, và --split nêu dòng đầu của văn bản thứ hai. Nêu nhiều tệp hoặc một thư mục thì tệp nào hỏng cũng không
cản tệp khác; chạy lại thì tệp đã thêm được bỏ qua.
Bảng nguồn là tệp CSV có cột file và các cột source, url, retrieved, topics (cách nhau bằng dấu chấm phẩy), slug.
Mã thoát là 1 khi có tệp chưa thêm được.

Ví dụ:
    python scripts/add_document.py van-ban.txt --source "Cổng thông tin điện tử tỉnh Bình Phước"
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from vanban.commands.adding import add_all, print_cards
from vanban.commands.parting import Parting
from vanban.models import FrontMatter
from vanban.problems import ProblemError, print_problems, speak_utf8
from vanban.registry.tables import load_registry
from vanban.store.documents import DOCUMENTS_FOLDER, ROOT


def main(argv: list[str] | None = None) -> int:
    """Add the files; 0 when each one is in the folder."""
    speak_utf8()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+", metavar="TỆP", help="tệp văn bản hoặc thư mục cần thêm")
    parser.add_argument("--source", help="nơi lấy văn bản")
    parser.add_argument("--url", help="địa chỉ trang công bố")
    parser.add_argument("--retrieved", help="ngày lấy, dạng năm-tháng-ngày")
    parser.add_argument("--topic", action="append", default=[], help="chủ đề; có thể ghi nhiều lần")
    parser.add_argument("--slug", help="tên tệp, khi chỉ thêm một văn bản")
    parser.add_argument("--table", type=Path, help="bảng nguồn (CSV), mỗi dòng một tệp")
    parser.add_argument("--replace", action="store_true", help="thay bản kém hơn cùng tên, giữ địa chỉ và chỗ sửa")
    parser.add_argument("--split", type=int, nargs="+", default=[], metavar="DÒNG",
                        help="tách tệp có nhiều văn bản: dòng đầu của văn bản thứ hai, thứ ba …")
    parser.add_argument("--whole", action="store_true", help="giữ cả tệp làm một văn bản, không tự tách")
    parser.add_argument("--keep-front-matter", action="store_true", help="giữ phần đầu tệp lạ như chữ của văn bản")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    parser.add_argument("--folder", type=Path, default=ROOT / DOCUMENTS_FOLDER, help="thư mục văn bản của kho")
    given = parser.parse_args(argv)
    said = FrontMatter(given.source, given.url, given.retrieved, None, tuple(given.topic))
    try:
        cards = add_all(given.files, given.folder, load_registry(), said, given.slug, given.table,
                        given.keep_front_matter, given.replace, Parting(tuple(given.split), given.whole))
    except ProblemError as error:
        return print_problems(error.problems)
    return print_cards(cards, given.folder, given.json)


if __name__ == "__main__":
    sys.exit(main())
