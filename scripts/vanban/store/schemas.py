"""The shapes of what is written in YAML, each a JSON Schema that editors use too, and their Vietnamese messages.

The schemas stand in ``schemas/``. A schema's ``description`` says what is expected, its ``examples`` how it
looks. ``uniqueBy`` (ours, editors pass over it) names the keys that together may stand in one row only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, cast
from urllib.parse import urlsplit

import jsonschema

from ..problems import Problem, printable, problem
from .yaml_reader import line_of

SCHEMAS_FOLDER = Path(__file__).with_name("schemas")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}")
_UNSAFE_NAME = re.compile(r'[\\:*?"<>|\x00-\x1f]')
_FORMATS = jsonschema.FormatChecker(formats=())
_KINDS = {"string": "một dòng chữ", "integer": "một số nguyên", "array": "một danh sách",
          "object": "các cặp khóa: giá trị", "boolean": "true hoặc false", "null": "để trống"}


@_FORMATS.checks("date")
def is_date(value: object) -> bool:
    """Whether ``value`` is a day that exists, written YYYY-MM-DD; what is no text is for another rule."""
    try:
        return not isinstance(value, str) or (bool(_ISO.fullmatch(value)) and bool(date.fromisoformat(value)))
    except ValueError:
        return False


@_FORMATS.checks("published-address")
def is_published_address(value: object) -> bool:
    """Whether ``value`` is a web address of a host that has a name in plain letters, and nothing hidden in it."""
    if not isinstance(value, str):
        return True
    host = urlsplit(value).hostname if is_web_address(value) else None
    return bool(host and _HOST.fullmatch(host)) and value.isprintable()


def is_web_address(value: object) -> bool:
    """Whether ``value`` is an http(s) address of a named host, without spaces or a password, its port a number."""
    if not isinstance(value, str):
        return True
    try:
        parts, port = urlsplit(value), urlsplit(value).port
    except ValueError:
        return False
    named = parts.scheme in ("http", "https") and bool(parts.hostname) and port != 0
    return named and "@" not in parts.netloc and " " not in value


@_FORMATS.checks("file-name")
def is_plain_name(value: object) -> bool:
    """Whether ``value`` names a file in the same folder and nothing else, on every system."""
    return not isinstance(value, str) or (
        PurePosixPath(value).name == value and not value.startswith(".") and not _UNSAFE_NAME.search(value))


def _unique_by(_: object, keys: list[str], rows: object, schema: object) -> Iterator[jsonschema.ValidationError]:
    """The keyword ``uniqueBy``: two rows that agree in all of ``keys``; rows without any of them are passed over."""
    first: dict[tuple[str, ...], int] = {}
    for index, row in enumerate(rows if isinstance(rows, list) else ()):
        if not isinstance(row, dict) or not any(key in row for key in keys):
            continue
        shown = tuple(str(row[key]) for key in keys if key in row)
        if first.setdefault(shown, index) != index:
            yield jsonschema.ValidationError(", ".join(shown), instance=first[shown], path=[index])


_Validator = jsonschema.validators.extend(  # type: ignore[no-untyped-call]
    jsonschema.Draft202012Validator, {"uniqueBy": _unique_by})


@cache
def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a table, of front matter or of a record."""
    return cast(dict[str, Any], json.loads((SCHEMAS_FOLDER / f"{name}.schema.json").read_text(encoding="utf-8")))


@cache
def _validator(name: str) -> jsonschema.Draft202012Validator:
    return cast(jsonschema.Draft202012Validator, _Validator(schema(name), format_checker=_FORMATS))


def schema_problems(data: object, name: str, path: str | Path, first_line: int = 0) -> list[Problem]:
    """Everything in which data read by ``read_yaml`` is not what the schema ``name`` says.

    Each problem has its line, ``first_line`` where the data has none.
    """
    # What one error for each missing key tells of all of them is told once.
    return list(dict.fromkeys(replace(found, line=found.line or first_line)
                              for error in _validator(name).iter_errors(data) for found in _told(error, data, path)))


def shown(value: object) -> str:
    """A value as it may stand in a message: one line, short, nothing that moves a terminal's cursor."""
    if isinstance(value, dict | list):
        return "một danh sách" if isinstance(value, list) else "một bảng con"
    text = printable("null" if value is None else str(value))
    return f"“{text if len(text) <= 60 else text[:57] + '…'}”"


def _told(error: jsonschema.ValidationError, data: object, path: str | Path) -> Iterator[Problem]:
    place = list(error.absolute_path)
    field = ".".join(f"[{step}]" if isinstance(step, int) else step for step in place).replace(".[", "[")
    rule, wanted, value = str(error.validator), cast(Any, error.validator_value), cast(Any, error.instance)
    about = cast(dict[str, Any], error.schema)
    line, example = line_of(data, place), _example(about, place)
    expected = _expected(about)
    if rule == "required":
        for key in (key for key in wanted if key not in value):
            inner = about["properties"].get(key, {})
            yield problem(path, line, _name([*place, key]), "chưa có",
                          _expected(inner), _example(inner, [key]))
    elif rule == "additionalProperties":
        allowed = list(about.get("properties", {}))
        for key in (key for key in value if key not in allowed):
            yield problem(path, line_of(data, [*place, key]), "Khóa", f"{shown(key)} không có trong quy định",
                          f"{_nearest(key, allowed)}chỉ dùng các khóa: {', '.join(allowed)}.")
    elif rule == "uniqueBy":
        first = line_of(data, [*place[:-1], value])
        yield problem(path, line, ", ".join(wanted), f"“{error.message}” đã có ở dòng {first}",
                      "mỗi mục chỉ ghi một lần; hãy gộp hai dòng.")
    elif rule == "enum":
        allowed = [str(each).lower() if each is True else str(each) for each in wanted if each is not None]
        yield problem(path, line, _name(place), shown(value),
                      f"{_nearest(value, allowed)}chỉ nhận: {', '.join(allowed)}.")
    elif rule == "type":
        if "string" in wanted and isinstance(value, bool | int):
            expected, example = "đặt giá trị trong ngoặc kép.", f'{_name(place)}: "{value}"'
        yield problem(path, line, _name(place), f"{shown(value)} không phải {_kinds(about)}", expected, example)
    elif rule in ("minLength", "minItems"):
        yield problem(path, line, _name(place), "để trống", expected, example)
    else:
        yield problem(path, line, _name(place) if about.get("format") else field or "Tệp",
                      f"{shown(value)} chưa đúng", expected, example)


def _name(place: list[str | int]) -> str:
    """The key at the end of a place, as a person wrote it; an item of a list goes by the list's key."""
    return next((step for step in reversed(place) if isinstance(step, str)), "Tệp")


def _expected(about: dict[str, Any]) -> str:
    """What the schema says of a value, as the middle of a sentence."""
    words = str(about.get("description") or "hãy viết theo ví dụ.")
    return words if words[1:2].isupper() else words[0].lower() + words[1:]


def _kinds(about: dict[str, Any]) -> str:
    kinds = about.get("type", [])
    return " hoặc ".join(_KINDS[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds) if kind != "null")


def _example(about: dict[str, Any], place: list[str | int]) -> str | None:
    """How a value looks where it is written: ``key: value``."""
    if not about.get("examples"):
        return None
    example = about["examples"][0]
    text = "[" + ", ".join(map(str, example)) + "]" if isinstance(example, list) else str(example)
    return text if text.startswith("- ") or not place else f"{_name(place)}: {text}"


def _nearest(value: object, allowed: list[str]) -> str:
    near = get_close_matches(str(value), allowed, 1, 0.6)
    return f"có phải “{near[0]}”? " if near else ""
