"""Đọc một kho rất lớn trên nhiều máy (Dask): tệp JSONL hoặc Parquet có hai cột id và text, kết quả là Parquet.

Ghi vào thư mục --out: documents, citations, problems (văn bản không đọc được), relations, instruments,
và mentions (những gì bước liên kết cần của mỗi lời viện dẫn). Nhiều máy thì --out phải là thư mục dùng chung.
Không nêu --scheduler thì chạy trên máy này. Chạy lại thì phần đã đọc được giữ nguyên.
Cần các gói bổ sung: pip install .[cluster]

Ví dụ:
    python scripts/read_corpus.py van-ban.jsonl --out ket-qua
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from vanban.problems import ProblemError, print_problems, speak_utf8


def main(argv: list[str] | None = None) -> int:
    """Read a corpus; 0 also where single documents could not be read."""
    speak_utf8()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", type=Path, metavar="TỆP")
    parser.add_argument("--out", type=Path, required=True, help="thư mục kết quả")
    parser.add_argument("--scheduler", help="địa chỉ bộ điều phối Dask; không nêu thì dùng máy này")
    parser.add_argument("--workers", type=int, default=2, help="số tiến trình trên máy này (mặc định: 2)")
    arguments = parser.parse_args(argv)
    try:
        from vanban.commands.corpus import read_corpus
    except ImportError as error:
        print(f"Thiếu gói {error.name}; hãy cài thêm: pip install .[cluster]", file=sys.stderr)
        return 1
    try:
        found = read_corpus(arguments.inputs, arguments.out, arguments.scheduler, arguments.workers)
    except ProblemError as error:
        return print_problems(error.problems)
    print(f"{found.documents} văn bản, {found.citations} viện dẫn, {found.problems} văn bản không đọc được "
          f"(xem {arguments.out / 'problems'}).")
    return 0


if __name__ == "__main__":
    sys.exit(main())
