"""Ghi sổ địa chỉ đã công bố, directives/addresses.txt. Đây là việc của nơi công bố, không phải của bản đóng góp.

Chạy sau khi trang đã công bố, rồi lưu tệp. Địa chỉ trong sổ thì giữ mãi: khi kho biết rõ hơn về một văn bản, địa chỉ
cũ tự dẫn sang địa chỉ mới.

Ví dụ:
    python scripts/record_addresses.py
"""

from __future__ import annotations

import argparse
import sys

from vanban.commands.publish import record_addresses
from vanban.problems import ProblemError, reported, speak_utf8


def main(argv: list[str] | None = None) -> int:
    """Write the register; 0 when it is written."""
    speak_utf8()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args(argv)
    try:
        print(record_addresses())
    except ProblemError as error:
        return reported(error.problems)
    return 0


if __name__ == "__main__":
    sys.exit(main())
