#!/usr/bin/env python3
"""Gói trang đã dựng thành một tệp nén mở được khi không có mạng.

Với --version: gói thêm văn bản, bản ghi và bảng tra, kèm tệp SHA256SUMS để người nhận kiểm tra bản chép.

Ví dụ:
    python scripts/pack_site.py
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from vanban.commands.pack import ARCHIVE_NAME, pack_data, pack_site, write_sums
from vanban.problems import ProblemError, speak_utf8
from vanban.store.documents import ROOT


def main(argv: list[str] | None = None) -> int:
    """Pack the site, with a version the data too; 1 when there is no site."""
    speak_utf8()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--version", metavar="SỐ", help="số của bản phát hành, ví dụ 2026.1")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="THƯ-MỤC",
                        help="nơi đặt tệp; mặc định là dist")
    args = parser.parse_args(argv)
    if args.version is not None and not re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z.-]{0,30}", args.version):
        parser.error("số của bản phát hành chỉ gồm chữ, số, dấu chấm và gạch nối, ví dụ 2026.1")
    name = ARCHIVE_NAME if args.version is None else f"{ARCHIVE_NAME}-{args.version}"
    try:
        made = [pack_site(ROOT / "site", args.out / f"{name}.zip")]
        if args.version is not None:
            made.append(pack_data(ROOT, args.out / f"{name}-du-lieu.zip"))
            made.append(write_sums(made))
    except ProblemError as error:
        print(error, file=sys.stderr)
        return 1
    for path in made:
        print(f"{path} ({path.stat().st_size / 1e6:.1f} MB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
