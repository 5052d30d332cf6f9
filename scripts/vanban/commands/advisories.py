"""What ``check_advisories.py`` asks: which of the locked packages have published advisories."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.request import Request, urlopen

SOURCE = "https://api.osv.dev/v1/querybatch"
_PIN = re.compile(r"^([a-z0-9-]+)==([^ ;]+)", re.MULTILINE)
_MOST = 1000
"""Questions of one request, as the source allows."""
_PATIENCE = 60
_LARGEST = 20_000_000


class LockedPackage(NamedTuple):
    """A package of a lock, in the ecosystem by whose name the source knows it."""

    ecosystem: str
    name: str
    version: str


def packages_of_locks(root: Path) -> list[LockedPackage]:
    """The packages of both locks, each version once."""
    python = _PIN.findall((root / "requirements-test.txt").read_text(encoding="utf-8"))
    script = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    return sorted({LockedPackage("PyPI", *pin) for pin in python} | {
        LockedPackage("npm", path.rpartition("node_modules/")[2], each["version"])
        for path, each in script.items() if path})


def published_advisories(packages: Sequence[LockedPackage], source: str) -> Mapping[LockedPackage, tuple[str, ...]]:
    """The names of the advisories of each package that has some; raises :class:`OSError` where the source cannot be
    asked, :class:`ValueError` where it answers otherwise than it promises.
    """
    found: dict[LockedPackage, tuple[str, ...]] = {}
    for start in range(0, len(packages), _MOST):
        asked = packages[start:start + _MOST]
        questions = [{"package": {"name": each.name, "ecosystem": each.ecosystem}, "version": each.version}
                     for each in asked]
        request = Request(source, json.dumps({"queries": questions}).encode(), {"Content-Type": "application/json"})
        with urlopen(request, timeout=_PATIENCE) as answer:
            answers = json.loads(answer.read(_LARGEST)).get("results", ())
        for package, row in zip(asked, answers, strict=True):
            if row.get("vulns"):
                found[package] = tuple(each["id"] for each in row["vulns"])
    return found
