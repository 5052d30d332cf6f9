"""A block of YAML that a person wrote above a text: read strictly, every problem with its line.

The block is data, never a program: no tags, no anchors, no duplicate or unknown keys, and every value
stays the text it was written as.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from ..problems import Problem, problem

MAX_CHARACTERS = 20_000
MAX_DEPTH = 4
NULLS = ("", "~", "null", "Null", "NULL")


class BlockReader:
    """Turns the YAML nodes of one block into values, collecting a problem for every thing that is wrong."""

    def __init__(self, path: str | Path, first_line: int, sample: str) -> None:
        self.path = path
        self.sample = sample
        self.first_line = first_line
        self.problems: list[Problem] = []

    def wrong(self, node: yaml.Node | None, what: str, found: str, expected: str, example: str | None = None) -> None:
        """Record a problem at a node, or at the beginning of the block."""
        line = node.start_mark.line + self.first_line if node else self.first_line
        self.problems.append(problem(self.path, line, what, found, expected, example))

    def mapping(self, node: yaml.Node, allowed: tuple[str, ...]) -> dict[str, yaml.Node]:
        """The values of a mapping by key; unknown and repeated keys are problems."""
        found: dict[str, yaml.Node] = {}
        if not isinstance(node, yaml.MappingNode):
            self.wrong(node, "Phần đầu tệp", "không phải dạng “khóa: giá trị”", "mỗi dòng viết một khóa.", self.sample)
            return found
        for key_node, value in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key not in allowed:
                self.wrong(key_node, "Khóa", f"“{shown(key)}” không có trong quy định",
                           f"chỉ dùng các khóa: {', '.join(allowed)}.")
            elif key in found:
                self.wrong(key_node, "Khóa", f"“{key}” viết hai lần", "mỗi khóa chỉ viết một lần.")
            else:
                found[key] = value
        return found

    def text(self, node: yaml.Node | None, what: str) -> str | None:
        """One line of text, or ``None`` for an absent or empty value."""
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode):
            self.wrong(node, what, "là danh sách hoặc bảng con", "viết trên một dòng.", self.sample)
            return None
        if node.style is None and node.value in NULLS:
            return None
        return " ".join(str(node.value).split()) or None

    def texts(self, node: yaml.Node | None, what: str) -> tuple[str, ...]:
        """A list of texts; a problem when it is anything else."""
        if node is None or (isinstance(node, yaml.ScalarNode) and node.style is None and node.value in NULLS):
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self.wrong(node, what, "không phải danh sách", "mỗi mục một dòng, bắt đầu bằng “- ”.", "- an ninh trật tự")
            return ()
        return tuple(value for item in node.value if (value := self.text(item, what)))


def shown(value: object) -> str:
    """A value as it may stand in a message: one line, short, nothing that moves a terminal's cursor."""
    text = "".join(c if c.isprintable() else "?" for c in str(value or ""))
    return text if len(text) <= 60 else text[:57] + "…"


def _safe_node(block: str) -> yaml.Node | None:
    """Compose a block that holds nothing but plain, shallow data; raises ``ValueError`` or ``YAMLError``."""
    depth = 0
    for event in yaml.parse(block, Loader=yaml.SafeLoader):
        mark = event.start_mark
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise ValueError(mark, "dấu & hoặc * của YAML")
        if getattr(event, "tag", None):
            raise ValueError(mark, "thẻ “!” của YAML")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise ValueError(mark, "quá nhiều cấp lồng nhau")
    return yaml.compose(block, Loader=yaml.SafeLoader)


def node_of(block: str, reader: BlockReader) -> yaml.Node | None:
    """The block as a node, or ``None`` with a problem recorded."""
    if len(block) > MAX_CHARACTERS:
        reader.wrong(None, "Phần đầu tệp", f"dài {len(block)} ký tự", f"tối đa {MAX_CHARACTERS} ký tự.")
        return None
    try:
        return _safe_node(block)
    except (ValueError, yaml.MarkedYAMLError) as error:
        mark, found = error.args if isinstance(error, ValueError) and len(error.args) == 2 else (None, "")
        if isinstance(error, yaml.MarkedYAMLError):
            mark, found = error.problem_mark, "không đọc được theo quy tắc YAML"
        line = reader.first_line + (mark.line if mark else 0)
    except yaml.YAMLError:
        line, found = reader.first_line, "có ký tự không được phép trong YAML"
    reader.problems.append(problem(
        reader.path, line, "Phần đầu tệp", found,
        "chỉ viết “khóa: giá trị”; giá trị có dấu hai chấm thì đặt trong ngoặc kép.", reader.sample))
    return None
