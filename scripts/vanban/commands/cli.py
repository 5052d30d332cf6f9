"""The ``vanban`` command of an installed package: the verbs of the scripts, which stand beside it as they are."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TextIO

VERBS = {
    "add": ("add_document", "thêm một văn bản vào kho"),
    "parse": ("parse_documents", "đọc văn bản: tính lại bản ghi, hoặc in bản ghi của một tệp bất kỳ (--json TỆP)"),
    "check": ("check_directives", "kiểm tra văn bản, bản ghi và bảng tra"),
    "build": ("build_site", "dựng trang"),
    "pack": ("pack_site", "gói trang đã dựng thành tệp nén mở được khi không có mạng"),
    "serve": ("serve_site", "xem thử trên máy"),
    "inbox": ("take_inbox", "nhận các tệp đặt trong hộp nhận"),
    "withdraw": ("withdraw_document", "rút một văn bản khỏi kho"),
    "corpus": ("read_corpus", "đọc một kho rất lớn trên nhiều máy"),
    "inventories": ("fetch_inventories", "lấy danh mục của các kho khác"),
    "addresses": ("record_addresses", "ghi các địa chỉ đã công bố"),
    "measure": ("measure_quality", "đo chất lượng đọc văn bản"),
    "changes": ("report_changes", "một đóng góp thay đổi những gì; máy đọc khác đi thế nào so với một bản trước"),
    "rent": ("measure_rent", "bỏ từng quy tắc đọc, xem mất gì"),
}
"""Verb, the script it is, and what it does in a few words."""

_SCRIPTS = (Path(__file__).parents[1] / "scripts", Path(__file__).parents[2])
"""Where the scripts stand: in an installed package, in the project."""


def main(argv: list[str] | None = None) -> int:
    """Run the verb of the first argument with the others; 2 when it is none."""
    given = sys.argv[1:] if argv is None else argv
    if not given or given[0] not in VERBS:
        asked = given in (["--help"], ["-h"])
        _list_verbs(None if asked or not given else given[0], sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    sys.argv[0] = f"vanban {given[0]}"  # what help and messages call the command
    return _script_main(VERBS[given[0]][0], given[1:])


def _list_verbs(unknown: str | None, out: TextIO) -> None:
    """Print every verb with what it does, below the one that there is not."""
    if unknown is not None:
        print(f"Lỗi: không có việc “{unknown}”.", file=out)
    print("Cách dùng: vanban VIỆC [...]; thêm --help sau tên việc để xem chi tiết.\n", file=out)
    width = max(map(len, VERBS)) + 2
    for verb, (_, words) in VERBS.items():
        print(f"  {verb:{width}}{words}", file=out)


def _script_main(name: str, argv: list[str]) -> int:
    """Run ``main`` of a script, which is no module of the package; its exit status."""
    path = next(folder / f"{name}.py" for folder in _SCRIPTS if (folder / f"{name}.py").is_file())
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return int(script.main(argv))
