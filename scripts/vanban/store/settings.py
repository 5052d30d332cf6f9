"""What ``mkdocs.yml`` says of the published site: its address, and the repository where faults are reported."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..problems import ProblemError, problem
from .inventories import PUBLISHED
from .schemas import is_web_address, shown
from .yaml_reader import line_of, read_yaml_file

SETTINGS_FILE = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Settings:
    """The public address of the site, that of its repository, who keeps it; each ``None`` while it is not known.

    ``inventories`` are addresses of those of other collections.
    """

    address: str | None = None
    repository: str | None = None
    keeper: str | None = None
    inventories: tuple[str, ...] = ()


def _tagged(tag: str, value: Any) -> str | None:
    """``!ENV`` as mkdocs reads it: the first variable that is set, the last of several is the value without any.

    ``None`` for every other tag: names of Python objects are not looked up.
    """
    if tag != "!ENV":
        return None
    *names, default = value if isinstance(value, list) and len(value) > 1 else [*_listed(value), None]
    return next((os.environ[name] for name in map(str, names) if name in os.environ), default)


def _listed(value: Any) -> list[Any]:
    """A value that may be one or several as a list; empty for none."""
    return value if isinstance(value, list) else [value] if value else []


def read_settings(root: Path) -> Settings:
    """The settings of the project under ``root``; raises :class:`ProblemError` for what is no web address."""
    path = root / SETTINGS_FILE
    if not path.is_file():
        return Settings()
    data, problems = read_yaml_file(path, exact=True, tagged=_tagged)
    found = data or {}
    if not isinstance(found, dict):
        raise ProblemError([*problems, problem(path, 1, SETTINGS_FILE, "không phải các cặp khóa: giá trị",
                                               "lấy lại tệp của bản trước (git checkout mkdocs.yml).")])
    extra = found.get("extra") or {}
    if not isinstance(extra, dict):
        problems.append(problem(path, line_of(data, ("extra",)), "extra",
                                f"{shown(extra)} không phải các cặp khóa: giá trị",
                                "mỗi dòng một khóa, lùi vào hai dấu cách.", "extra:\n  don_vi: Sở Tư pháp"))
        extra = {}
    address, repository = found.get("site_url"), extra.get("kho_ma")
    for value, place, example in ((address, ("site_url",), "https://example.vn/kho/"),
                                  (repository, ("extra", "kho_ma"), "https://github.com/ten/kho-van-ban")):
        if value and not _is_address(value):
            problems.append(problem(path, line_of(data, place), ".".join(place),
                                    f"{shown(value)} không phải địa chỉ trang web",
                                    "bắt đầu bằng https:// hoặc http://; chưa có thì để trống.", example))
    inventories = _listed(extra.get("inventories"))
    for each in inventories:
        if not (_is_address(each) and each.endswith(f"/{PUBLISHED}")):
            problems.append(problem(path, line_of(data, ("extra", "inventories")), "inventories",
                                    f"{shown(each)} không phải địa chỉ danh mục của một kho",
                                    f"mỗi dòng một địa chỉ kết thúc bằng {PUBLISHED}.",
                                    f"- https://example.vn/kho/{PUBLISHED}"))
    keeper = extra.get("don_vi")
    if keeper and not isinstance(keeper, str):
        problems.append(problem(path, line_of(data, ("extra", "don_vi")), "don_vi", f"{shown(keeper)} không phải tên",
                                "ghi tên cơ quan trên một dòng, trong ngoặc kép nếu có dấu hai chấm.",
                                "don_vi: Sở Tư pháp"))
    if problems:
        raise ProblemError(problems)
    return Settings(address or None, repository or None, keeper or None, tuple(inventories))


def _is_address(value: Any) -> bool:
    """Whether a value is the address of a web page, without what would end it on a page."""
    return isinstance(value, str) and is_web_address(value) and value.isprintable() and not set(' "<>') & set(value)
