"""Footnotes that page extraction spliced into the text, and the list items that belong to them.

A footnote opens with a superscript or bracketed mark. Its list runs on until the cut sentence of the main
text resumes; a list left open by a page end (last item ends with a semicolon) is taken up again by later
items of the same shape, until one ends with a full stop.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from ...language.letters import CAP
from ...models import Block
from ..text import Text

_INSTRUMENT_ITEM = re.compile(rf"^[-+•*–]\s*[{CAP}]\w+(?:\s\w+){{1,3}}?\s(?:số\s)?\d+\s?[a-z]?[/-]\S")
_FOOTNOTE_MARKS = tuple("¹²³⁴⁵⁶⁷⁸⁹⁰[")
_REACH = 40
"""Blocks within which a cut sentence must resume, and an open list be taken up again."""


def mark_footnotes(blocks: tuple[Block, ...], text: Text) -> tuple[Block, ...]:
    """The same blocks with the list items of footnotes marked as footnote too."""
    owners = footnote_owners(blocks, text)
    if not owners:
        return blocks
    return tuple(replace(block, kind="footnote") if index in owners and block.kind == "item" else block
                 for index, block in enumerate(blocks))


def footnote_owners(blocks: Sequence[Block], text: Text) -> dict[int, int]:
    """For the index of every block of a footnote, the index of the block that opens the footnote."""
    owners: dict[int, int] = {}
    if not any(map(is_head, blocks)):
        return owners
    left_open, last = -1, -1
    index = 0
    while index < len(blocks):
        if is_head(blocks[index]):
            after = _take_list(blocks, index, text, owners)
            if after > index + 1 and not _closed(blocks[after - 1], text):
                left_open, last = index, after - 1
            index = after
            continue
        if left_open >= 0 and index - last < _REACH and _resumes(blocks[index], text):
            owners[index], last = left_open, index
            left_open = -1 if _closed(blocks[index], text) else left_open
        index += 1
    return owners


def is_head(block: Block) -> bool:
    """Whether a block opens a footnote."""
    return block.label is not None and block.kind == "footnote" and block.label.startswith(_FOOTNOTE_MARKS)


def _take_list(blocks: Sequence[Block], head: int, text: Text, owners: dict[int, int]) -> int:
    """Give the footnote its head and the items right after it; the index after the last one."""
    owners[head] = head
    words = _words(blocks[head], text)
    index = head + 1
    if not words.rstrip().endswith(":"):
        return index
    while index < len(blocks) and blocks[index].kind in ("item", "footnote") and not is_head(blocks[index]):
        owners[index] = head
        index += 1
        if _closed(blocks[index - 1], text):
            break
    return index


def _resumes(block: Block, text: Text) -> bool:
    return block.kind in ("item", "footnote") and bool(_INSTRUMENT_ITEM.match(_words(block, text)))


def _closed(block: Block, text: Text) -> bool:
    return _words(block, text).rstrip("”\"' ").endswith(".")


def _words(block: Block, text: Text) -> str:
    return text.raw[block.start:block.end].strip("*_ \n")
