"""Hỏi xem gói nào đã khóa phiên bản (requirements-test.txt, package-lock.json) có cảnh báo an toàn đã công bố.

Nguồn cảnh báo là osv.dev; máy không ra được mạng thì nói ra và không báo lỗi. Lệnh này không thuộc việc dựng trang.

Ví dụ:
    python scripts/check_advisories.py
"""

from __future__ import annotations

import argparse
import sys

from vanban.commands.advisories import SOURCE, packages_of_locks, published_advisories
from vanban.problems import speak_utf8
from vanban.store.documents import ROOT


def main(argv: list[str] | None = None) -> int:
    """Ask and print; 1 when a package has an advisory, or the answer cannot be read."""
    speak_utf8()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--source", default=SOURCE, help="địa chỉ của nguồn cảnh báo, kiểu OSV")
    source = parser.parse_args(argv).source
    packages = packages_of_locks(ROOT)
    try:
        found = published_advisories(packages, source)
    except OSError as error:
        print(f"Chưa hỏi được {source} ({error}); hãy chạy lại khi có mạng.", file=sys.stderr)
        return 0
    except ValueError as error:
        print(f"Lỗi: không đọc được câu trả lời của {source} ({error}); hãy hỏi lại, hoặc xem trang của nguồn.",
              file=sys.stderr)
        return 1
    for package, names in found.items():
        print(f"{package.name} {package.version}: {', '.join(names)}; hãy nâng phiên bản rồi chạy make lock.")
    print(f"{len(packages)} gói, {len(found)} gói có cảnh báo.")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
