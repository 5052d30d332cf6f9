"""What ``check_advisories.py`` asks: which of the locked packages have published advisories."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.request import Request

from .fetching import fetched

SOURCE = "https://api.osv.dev/v1/querybatch"
_PIN = re.compile(r"^([a-z0-9-]+)==([^ ;]+)", re.MULTILINE)
_MOST = 1000
"""Questions of one request, as the source allows."""
_MOST_REQUESTS = 100
"""Each asks for a part of the packages, and for what did not fit in an answer."""
_LARGEST = 20_000_000
"""Bytes of an answer; what is longer comes cut, and cannot be read."""


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
    """The names of the advisories of each package that has some.

    Raises :class:`OSError` where the source cannot be asked, :class:`ValueError` where it answers otherwise than it
    promises.
    """
    found: dict[LockedPackage, tuple[str, ...]] = {}
    waiting = [(each, "") for each in packages]
    for _ in range(_MOST_REQUESTS):
        asked, waiting = waiting[:_MOST], waiting[_MOST:]
        for (package, _page), (names, next_page) in zip(asked, _answers(asked, source), strict=True):
            if names:
                found[package] = (*found.get(package, ()), *names)
            if next_page:
                waiting.append((package, next_page))
        if not waiting:
            return found
    raise ValueError(f"hỏi {_MOST_REQUESTS} lần mà chưa hết")


def _answers(asked: Sequence[tuple[LockedPackage, str]], source: str) -> list[tuple[list[str], str]]:
    """For each package, asked from a page on, the names of its advisories there and the next page, "" for none."""
    questions = [{"package": {"name": package.name, "ecosystem": package.ecosystem}, "version": package.version,
                  **({"page_token": page} if page else {})} for package, page in asked]
    request = Request(source, json.dumps({"queries": questions}).encode(), {"Content-Type": "application/json"})
    told = json.loads(fetched(request, _LARGEST))
    try:
        rows = told["results"]
        if len(rows) != len(asked):
            raise ValueError(f"hỏi {len(asked)} gói, trả lời {len(rows)}")
        return [([str(each["id"]) for each in row.get("vulns") or ()], str(row.get("next_page_token") or ""))
                for row in rows]
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"câu trả lời lạ: {error}") from error
