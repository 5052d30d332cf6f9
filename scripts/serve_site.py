"""Xem thử trang trên máy: sửa văn bản, bảng tra, mẫu trang hay giao diện thì trang tự cập nhật.

Bấm Ctrl+C để dừng.

Ví dụ:
    python scripts/serve_site.py --address 127.0.0.1:8000
"""

from __future__ import annotations

import argparse
import sys

from vanban.commands.serve import serve
from vanban.problems import ProblemError, print_problems, speak_utf8
from vanban.store.documents import ROOT


def main(argv: list[str] | None = None) -> int:
    """Serve until interrupted; 0 then, 1 for an address that cannot be served."""
    speak_utf8()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--address", default="127.0.0.1:8000", help="địa chỉ xem thử (mặc định 127.0.0.1:8000)")
    try:
        serve(ROOT, parser.parse_args(argv).address, print)
    except KeyboardInterrupt:
        print("\nĐã dừng.")
    except ProblemError as error:
        print_problems(error.problems)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
