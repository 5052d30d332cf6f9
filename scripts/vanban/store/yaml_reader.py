"""YAML as it is written here: plain data, read strictly, every value with its line.

Tags, anchors, aliases, a second document, deep nesting and oversized files are refused before anything is
built. Scalars are text; only what an editor shows as a whole number, ``true``, ``false`` or ``null`` is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from ..problems import Problem, ProblemError, problem

MAX_CHARACTERS = 60_000_000
"""Largest file read: three times the largest document accepted."""
MAX_YAML_DEPTH = 12
Tagged = Callable[[str, Any], Any]
"""Turns a tag (``!ENV``) and its value into a value."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS = {"": None, "~": None, "null": None, "Null": None, "NULL": None, "true": True, "false": False}
_INTEGER = re.compile(r"-?(?:0|[1-9]\d{0,17})")
_PLAIN_DATA = "chỉ viết “khóa: giá trị” và danh sách; giá trị có dấu hai chấm thì đặt trong ngoặc kép."
_EXAMPLE = 'name: "Chương trình: giai đoạn 2"'


class Map(dict[str, Any]):
    """A mapping; ``line`` is that of its beginning, ``lines`` those of its keys, counted from 1 in the file."""

    line: int
    lines: dict[str, int]


class YamlItems(list[Any]):
    """A list; ``line`` is that of its beginning, ``lines`` those of its items."""

    line: int
    lines: list[int]


def line_of(data: object, place: Sequence[str | int]) -> int:
    """The line of the value at ``place`` (keys and indexes from the root); of the last part that exists."""
    line = getattr(data, "line", 0)
    for step in place:
        try:
            line, data = data.lines[step], data[step]  # type: ignore[attr-defined, index]
        except (AttributeError, KeyError, IndexError):
            break
    return int(line)


def read_yaml(text: str, path: str | Path, first_line: int = 1, *, max_characters: int = MAX_CHARACTERS,
              exact: bool = False, tagged: Tagged | None = None) -> tuple[Any, list[Problem]]:
    """The data of a text and a problem for every key written twice (its first value counts).

    ``first_line`` is the text's line in the file. Spaces in a value count as one unless ``exact``. A tag is
    refused unless ``tagged`` turns it into a value. Raises :class:`ProblemError` for what cannot be read at all.
    """
    if len(text) > max_characters:
        raise ProblemError([problem(path, first_line, "Kích thước", f"{len(text)} ký tự",
                                    f"tối đa {max_characters} ký tự.")])
    reader = _Reader(path, first_line, exact, tagged)
    try:
        return reader.read(yaml.parse(text, Loader=_LOADER)), reader.problems
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        raise reader.refused(line, "dòng này (hoặc dòng ngay trên) viết chưa đúng") from None


def read_yaml_file(path: Path, *, exact: bool = False, tagged: Tagged | None = None) -> tuple[Any, list[Problem]]:
    """The data of a file, as :func:`read_yaml`; a file that is missing or not UTF-8 is a problem too."""
    try:
        return read_yaml(path.read_text(encoding="utf-8"), path, exact=exact, tagged=tagged)
    except OSError as error:
        found = problem(path, 0, "Đọc tệp", f"không đọc được ({error.strerror})", "tệp này phải có mặt.")
    except UnicodeDecodeError:
        found = problem(path, 0, "Bảng mã", "không đúng mã UTF-8", "hãy lưu lại tệp với mã hóa UTF-8.")
    raise ProblemError([found])


class _Reader:
    """Builds data from YAML events; ``problems`` collects the keys written twice."""

    def __init__(self, path: str | Path, first_line: int, exact: bool, tagged: Tagged | None) -> None:
        self.path, self.first_line, self.exact, self.tagged = path, first_line, exact, tagged
        self.problems: list[Problem] = []

    def line(self, event: yaml.Event) -> int:
        """The line of an event in the file."""
        return self.first_line + (event.start_mark.line if event.start_mark else 0)

    def refused(self, line: int, found: str) -> ProblemError:
        """What stops the reading at a line."""
        return ProblemError([problem(self.path, line, "Cú pháp YAML", found, _PLAIN_DATA, _EXAMPLE)])

    def read(self, events: Iterator[yaml.Event]) -> Any:
        """The data of the only document; ``None`` for an empty one."""
        data, documents = None, 0
        for event in events:
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                raise self.refused(self.line(event), "nhiều phần trong một tệp (dòng ---)")
            if isinstance(event, yaml.NodeEvent):
                data = self._value(event, events, 0)
        return data

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Any:
        line, tag = self.line(event), getattr(event, "tag", None)
        if getattr(event, "anchor", None):
            raise self.refused(line, "dấu & hoặc * (bí danh) của YAML")
        if tag and not self.tagged:
            raise self.refused(line, f"nhãn kiểu “{tag}” của YAML")
        if depth > MAX_YAML_DEPTH:
            raise self.refused(line, f"lồng quá {MAX_YAML_DEPTH} tầng")
        value: Any
        if isinstance(event, yaml.ScalarEvent):
            value = self._scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            value = self._items(line, events, depth)
        else:
            value = self._map(line, events, depth)
        return self.tagged(tag, value) if tag and self.tagged else value

    def _scalar(self, event: yaml.ScalarEvent) -> str | int | bool | None:
        text = str(event.value)
        if not event.style:
            if text in _WORDS:
                return _WORDS[text]
            if _INTEGER.fullmatch(text):
                return int(text)
        return text if self.exact else " ".join(text.split())

    def _items(self, line: int, events: Iterator[yaml.Event], depth: int) -> YamlItems:
        found = YamlItems()
        found.line, found.lines = line, []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            found.lines.append(self.line(event))
            found.append(self._value(event, events, depth + 1))
        return found

    def _map(self, line: int, events: Iterator[yaml.Event], depth: int) -> Map:
        found = Map()
        found.line, found.lines = line, {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self.refused(self.line(event), "khóa không phải một dòng chữ")
            key, value = str(event.value), self._value(next(events), events, depth + 1)
            if key in found:
                self.problems.append(problem(self.path, self.line(event), f"Khóa “{key}”",
                                             f"đã ghi ở dòng {found.lines[key]}", "mỗi khóa chỉ ghi một lần."))
                continue
            found[key], found.lines[key] = value, self.line(event)
        return found
