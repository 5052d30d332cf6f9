#!/usr/bin/env python3
"""Đọc văn bản và ghi bản ghi YAML cạnh mỗi văn bản.

  python scripts/parse_documents.py                 làm mới bản ghi của mọi văn bản trong directives/documents
  python scripts/parse_documents.py --json TỆP      in bản ghi của một tệp văn bản bất kỳ, dạng JSON
  python scripts/parse_documents.py --jsonl < TỆP   đọc từng dòng {"id", "text"}, in {"id", "document", "citations"}

Ví dụ: python scripts/parse_documents.py --json cong-van.txt
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from vanban.commands.parse import parse_lines, print_record, refresh_records
from vanban.problems import ProblemError, print_problems, speak_utf8


def main(argv: list[str] | None = None) -> int:
    """Run the command; returns the exit status (1 when a document has a problem)."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    speak_utf8()
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--json", type=Path, metavar="TỆP", help="in bản ghi của một tệp văn bản")
    ways.add_argument("--jsonl", action="store_true", help="đọc các dòng JSON từ đầu vào chuẩn")
    args = parser.parse_args(argv)
    try:
        if args.json:
            print_record(args.json, sys.stdout)
        elif args.jsonl:
            parse_lines(sys.stdin.buffer, sys.stdout)
        else:
            print(refresh_records())
    except ProblemError as error:
        return print_problems(error.problems)
    return 0


if __name__ == "__main__":
    sys.exit(main())
