"""The licences of everything that is installed to build the site and to test it, by the locks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from ..problems import Problem, problem

LICENSES_FILE = Path("THIRD-PARTY.md")
BUILDS = "dựng trang"
"""What the packages are installed for without which there is no site."""
_PIN = re.compile(r"^([a-z0-9-]+)==([^ ;\\]+)", re.MULTILINE)
_FREE = re.compile(r"\b(?:MIT|MIT-0|BSD|Apache|MPL|Mozilla Public|PSF|Python Software|ISC|Unlicense|CC0|0BSD|Zlib|"
                   r"BlueOak|Python-2\.0)", re.IGNORECASE)
_CLOSED = re.compile(r"\bA?GPL|\bLGPL|General Public|Proprietary|Commercial", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class Package:
    """One package as a lock names it: what it is installed for, its name, its version, the licence it states."""

    used: str
    name: str
    version: str
    licence: str


def locked_packages(root: Path) -> Iterator[Package]:
    """Every package of the locks under ``root``, those that build the site first."""
    builds = set(_PIN.findall((root / "requirements.txt").read_text(encoding="utf-8")))
    tests = set(_PIN.findall((root / "requirements-test.txt").read_text(encoding="utf-8"))) - builds
    for used, pins in ((BUILDS, builds), ("kiểm thử", tests)):
        yield from (Package(used, name, version, _stated(name)) for name, version in sorted(pins))
    scripts = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    yield from (Package("kiểm tra mã trình duyệt", path.rpartition("node_modules/")[2], each["version"],
                        each.get("license", "")) for path, each in sorted(scripts.items()) if path)


def _stated(name: str) -> str:
    """The licence that an installed package states; "" for one that is not installed or says none."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return ""
    classes = [each.rpartition(" :: ")[2] for each in about.get_all("Classifier", []) if each.startswith("License")]
    stated = (*about.get_all("License-Expression", []), *about.get_all("License", []), "; ".join(classes))
    return next((each.split("\n")[0][:60] for each in stated if each and each != "UNKNOWN"), "")


def licenses_page(packages: Iterable[Package]) -> str:
    """The list as Markdown."""
    rows = [f"| {each.name} | {each.version} | {each.licence} | {each.used} |\n" for each in packages]
    return ("# Giấy phép của các gói\n\nDo `scripts/list_licenses.py` ghi từ các tệp khóa phiên bản; không sửa tay. "
            "Gói dùng để dựng trang đều có giấy phép tự do; gói không cài trên máy này thì để trống.\n\n"
            "| Gói | Phiên bản | Giấy phép | Dùng để |\n|---|---|---|---|\n" + "".join(rows))


def not_free(packages: Iterable[Package], path: Path) -> Iterator[Problem]:
    """Packages that build the site and whose licence is not known to be a permissive one."""
    for each in packages:
        if each.used == BUILDS and (_CLOSED.search(each.licence) or not _FREE.search(each.licence)):
            yield problem(path, 0, each.name, f"giấy phép “{each.licence or 'không rõ'}”",
                          "chỉ dùng gói có giấy phép tự do như MIT, BSD, Apache.")
