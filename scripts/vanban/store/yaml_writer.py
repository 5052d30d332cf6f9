"""Writing the small, safe part of YAML that records and front matter are kept in.

Canonical: the same data gives the same bytes on every machine, at a quarter of a library's time.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

_PLAIN = re.compile(r"[^\W\d_][\w/().;“”‘’…–,-]*(?: [\w/().;“”‘’…–,-]+)*(?<!,)")
_PLAIN_IN_FLOW = re.compile(r"[^\W\d_][\w.-]*")
_RESERVED = frozenset(["true", "false", "yes", "no", "on", "off", "null", "y", "n"])
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def scalar(value: object, flow: bool = False) -> str:
    """One value on one line: bare where that reads back as the same text, else in double quotes."""
    if isinstance(value, str):
        return _text(value, flow)
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


@lru_cache(maxsize=10_000)
def _text(text: str, flow: bool) -> str:
    plain = _PLAIN_IN_FLOW if flow else _PLAIN
    if plain.fullmatch(text) and text.lower() not in _RESERVED:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return quoted if text.isprintable() else _ESCAPED.sub(lambda m: f"\\u{ord(m.group()):04x}", quoted)


def flow(value: object) -> str:
    """A list or mapping of scalars on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {scalar(item, True)}" for key, item in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(scalar(item, True) for item in value) + "]"
    return scalar(value, True)


def block(data: Mapping[str, object], one_line: frozenset[str] = frozenset(), indent: str = "") -> Iterator[str]:
    """The lines of a mapping; the items of lists named in ``one_line`` take one line each."""
    for key, value in data.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from block(value, one_line, indent + "  ")
        elif not isinstance(value, (list, tuple)):
            yield f"{indent}{key}: {scalar(value)}"
        elif not value or all(isinstance(item, int) for item in value):
            yield f"{indent}{key}: {flow(value)}"
        else:
            yield f"{indent}{key}:"
            yield from _items(value, key in one_line, one_line, indent)


def _items(values: Sequence[object], short: bool, one_line: frozenset[str], indent: str) -> Iterator[str]:
    for item in values:
        if not isinstance(item, dict):
            yield f"{indent}- {scalar(item)}"
        elif short:
            yield f"{indent}- {flow(item)}"
        else:
            lines = block(item, one_line, indent + "  ")
            yield f"{indent}- {next(lines).lstrip()}"
            yield from lines
