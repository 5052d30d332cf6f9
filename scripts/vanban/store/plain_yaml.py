"""The small, safe part of YAML that records are written in.

Writing is canonical: the same data gives the same bytes on every machine. Reading refuses what a record
never holds: tags, anchors, aliases, repeated keys, deep nesting, files beyond a bound.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from ..problems import ProblemError, problem

MAX_BYTES = 60_000_000
"""Largest record read: three times the largest document accepted."""
MAX_DEPTH = 12

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLAIN = re.compile(r"[^\W\d_][\w/().;“”‘’…–,-]*(?: [\w/().;“”‘’…–,-]+)*(?<!,)")
_PLAIN_IN_FLOW = re.compile(r"[^\W\d_][\w.-]*")
_RESERVED = frozenset(["true", "false", "yes", "no", "on", "off", "null", "y", "n"])
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_INTEGER = re.compile(r"-?(?:0|[1-9]\d{0,17})")


def scalar(value: object, flow: bool = False) -> str:
    """One value on one line: bare where that reads back as the same text, else in double quotes."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    plain = _PLAIN_IN_FLOW if flow else _PLAIN
    if plain.fullmatch(text) and text.lower() not in _RESERVED:
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _ESCAPED.sub(lambda m: f"\\u{ord(m.group()):04x}", quoted)


def flow(value: object) -> str:
    """A list or mapping of scalars on one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {scalar(item, True)}" for key, item in value.items()) + "}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(scalar(item, True) for item in value) + "]"
    return scalar(value, True)


def block(data: Mapping[str, object], one_line: frozenset[str] = frozenset(), indent: str = "") -> Iterator[str]:
    """The lines of a mapping; the items of lists named in ``one_line`` take one line each."""
    for key, value in data.items():
        if isinstance(value, Mapping):
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
        if not isinstance(item, Mapping):
            yield f"{indent}- {scalar(item)}"
        elif short:
            yield f"{indent}- {flow(item)}"
        else:
            lines = block(item, one_line, indent + "  ")
            yield f"{indent}- {next(lines).lstrip()}"
            yield from lines


def parse(text: str, path: str | Path) -> Any:
    """Read YAML written by :func:`block`, or edited by hand; scalars are text, whole numbers or null.

    Raises :class:`ProblemError` with the place of the first thing that is not allowed.
    """
    if len(text) > MAX_BYTES:
        raise ProblemError([problem(path, 0, "Kích thước tệp", f"{len(text) / 1e6:.0f} triệu ký tự",
                                    f"tối đa {MAX_BYTES // 1_000_000} triệu.")])
    try:
        _refuse_events(text, path)
        return _value(yaml.compose(text, Loader=_LOADER), path)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise ProblemError([problem(path, mark.line + 1 if mark else 0, "Cú pháp YAML", "không đọc được",
                                    "hãy tạo lại bản ghi bằng lệnh “make records”.")]) from None


def _refuse_events(text: str, path: str | Path) -> None:
    """Stop at the first tag, anchor, alias, second document or too deep nesting, before anything is built."""
    depth = documents = 0
    for event in yaml.parse(text, Loader=_LOADER):
        found = None
        if getattr(event, "anchor", None):
            found = "dấu & hoặc * (bí danh)"
        elif tag := getattr(event, "tag", None):
            found = f"nhãn kiểu “{tag}”"
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if depth > MAX_DEPTH:
            found = f"lồng quá {MAX_DEPTH} tầng"
        if documents > 1:
            found = "nhiều phần trong một tệp"
        if found:
            line = event.start_mark.line + 1 if event.start_mark else 0
            raise ProblemError([problem(path, line, "Bản ghi", found,
                                        "chỉ dùng khóa, giá trị và danh sách.")])


def _value(node: yaml.Node | None, path: str | Path) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, path) for item in node.value]
    if not isinstance(node, yaml.MappingNode):
        return None if node is None else _scalar_value(node)
    found: dict[str, Any] = {}
    for key_node, value in node.value:
        key = str(key_node.value)
        if key in found:
            raise ProblemError([problem(path, key_node.start_mark.line + 1, "Khóa", f"“{key}” viết hai lần",
                                        "mỗi khóa chỉ viết một lần.")])
        found[key] = _value(value, path)
    return found


def _scalar_value(node: yaml.Node) -> str | int | bool | None:
    text = str(node.value)
    if not getattr(node, "style", None):
        if text in ("", "~", "null"):
            return None
        if text in ("true", "false"):
            return text == "true"
        if _INTEGER.fullmatch(text):
            return int(text)
    return text
