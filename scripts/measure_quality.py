#!/usr/bin/env python3
"""Đo chất lượng đọc văn bản, in bảng và báo lỗi khi dưới mức sàn trong benchmarks/floors.yaml.

Không có thư mục dữ liệu thì chỉ đo năm văn bản có chú giải trong tests/gold.
Thư mục dữ liệu có thể chứa: gold/*.json, *.txt, vnlegaltext*.jsonl, metadata.jsonl (xem benchmarks/README.md).

Ví dụ:
    python scripts/measure_quality.py --data thu-muc --lost
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from vanban.problems import speak_utf8
from vanban.quality.report import measure


def main(argv: list[str] | None = None) -> int:
    """Measure and print; 0 when every floor is reached."""
    speak_utf8()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, metavar="THƯ-MỤC", default=os.environ.get("DATA") or None,
                        help="thư mục dữ liệu để đo thêm; mặc định lấy từ biến môi trường DATA")
    parser.add_argument("--lost", action="store_true", help="liệt kê từng chỗ sai")
    args = parser.parse_args(argv)
    data = Path(args.data) if args.data else None
    if data is not None and not data.is_dir():
        print(f"Lỗi: không có thư mục {data}.", file=sys.stderr)
        return 2
    return measure(data, lambda line: print(line, flush=True), args.lost)


if __name__ == "__main__":
    sys.exit(main())
