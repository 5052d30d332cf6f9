"""Problems in forms for programs: JSON, and the lines by which a code host marks a pull request."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from ..problems import Problem
from ..store.documents import Source


def as_json(problems: Iterable[Problem], root: Path) -> str:
    """A list of objects with ``rule``, ``severity``, ``file``, ``line`` (0: the whole) and ``message``."""
    rows = [{"rule": each.rule, "severity": each.severity, "file": _from(root, each.path), "line": each.line,
             "message": each.message} for each in sorted(set(problems))]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def as_annotations(problems: Iterable[Problem], root: Path) -> list[str]:
    """One ``::error`` or ``::warning`` command for each problem, with what would end it early escaped."""
    return [f"::{'error' if each.severity == 'error' else 'warning'} file={_value(_from(root, each.path))},"
            f"line={max(1, each.line)},title={_value(each.rule)}::{_words(each.message)}"
            for each in sorted(set(problems))]


def by_hand(sources: Iterable[Source]) -> str:
    """How much of the collection people settled in front matter, in a sentence in Vietnamese."""
    fronts = [each.front_matter for each in sources]
    kinds = {"chỗ sửa": [len(each.corrections) for each in fronts],
             "điều đã xác nhận": [len(each.seen) for each in fronts], "chỗ che": [len(each.mask) for each in fronts]}
    return "Người biên tập: " + "; ".join(
        f"{sum(counts)} {what} trong {sum(map(bool, counts))} văn bản" for what, counts in kinds.items()) + "."


def _from(root: Path, path: str) -> str:
    return path.removeprefix(root.as_posix() + "/")


def _words(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _words(text).replace(":", "%3A").replace(",", "%2C")
