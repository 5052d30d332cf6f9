"""Ghi sổ địa chỉ đã công bố, directives/addresses.txt. Đây là việc của nơi công bố, không phải của bản đóng góp.

Chạy sau khi trang đã công bố, rồi lưu tệp. Địa chỉ trong sổ thì giữ mãi: khi kho biết rõ hơn về một văn bản, địa chỉ
cũ tự dẫn sang địa chỉ mới. Nêu một bản trước hoặc trang đã công bố thì địa chỉ ở đó cũng phải còn dẫn tới văn bản, và
dòng nào của sổ đã bị bỏ thì được ghi lại.

Ví dụ:
    python scripts/record_addresses.py --base v1.0 --site ../trang-da-cong-bo --check
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from vanban.commands.publish import record_addresses
from vanban.problems import ProblemError, print_problems, speak_utf8


def main(argv: list[str] | None = None) -> int:
    """Write the register, or only compare; 0 when every published address leads somewhere."""
    speak_utf8()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", metavar="BẢN", help="so với sổ của bản này trong git (nhánh, nhãn hoặc mã)")
    parser.add_argument("--site", type=Path, metavar="THƯ-MỤC", help="so với trang đã công bố trong thư mục này")
    parser.add_argument("--check", action="store_true", help="chỉ so, không ghi gì")
    given = parser.parse_args(argv)
    try:
        print(record_addresses(base=given.base, site=given.site, write=not given.check))
    except ProblemError as error:
        return print_problems(error.problems)
    return 0


if __name__ == "__main__":
    sys.exit(main())
