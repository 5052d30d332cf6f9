"""What ``mkdocs.yml`` says of the published site: its address, and the repository where faults are reported."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..problems import ProblemError, problem
from .front_matter import is_web_address

FILE = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Settings:
    """The public address of the site and that of its repository, each ``None`` while it is not known."""

    address: str | None = None
    repository: str | None = None


class _Loader(yaml.SafeLoader):
    """Plain YAML; ``!ENV`` is looked up as mkdocs does, names of Python objects are left out."""


def _environment(loader: _Loader, node: yaml.Node) -> str | None:
    """The first variable that is set; the last entry of a list is the value without any."""
    if isinstance(node, yaml.ScalarNode):
        return os.environ.get(node.value)
    *names, default = map(str, loader.construct_sequence(node)) if isinstance(node, yaml.SequenceNode) else [""]
    return next((os.environ[name] for name in names if name in os.environ), default)


_Loader.add_constructor("!ENV", _environment)
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)


def read_settings(root: Path) -> Settings:
    """The settings of the project under ``root``; raises :class:`ProblemError` for what is no web address."""
    path = root / FILE
    if not path.is_file():
        return Settings()
    try:
        found: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), _Loader) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise ProblemError([problem(path, mark.line + 1 if mark else 0, "Cấu hình", "không đọc được theo quy tắc YAML",
                                    "hãy kiểm tra dấu cách đầu dòng và dấu ngoặc.")]) from None
    address, repository = found.get("site_url"), (found.get("extra") or {}).get("kho_ma")
    for name, value, example in (("site_url", address, "https://example.vn/kho/"),
                                 ("extra.kho_ma", repository, "https://github.com/ten/kho-van-ban")):
        if value and not is_web_address(str(value)):
            raise ProblemError([problem(path, 0, name, f"“{value}” không phải địa chỉ trang web",
                                        "bắt đầu bằng https:// hoặc http://; chưa có thì để trống.", example)])
    return Settings(address or None, repository or None)
