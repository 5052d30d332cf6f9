"""What a document says it is about besides its title: how it begins, how a letter ends, the names of its articles."""

from __future__ import annotations

import re
from itertools import takewhile

from ..language.letters import on_one_line
from ..models import Record

_BEGINNING, _END = 700, 1_000
"""Characters at the beginning of a body, which tell what was asked or what is regulated, and at the end of a letter's,
where it answers: what stands between is the law it rests on."""
_NAMES = 2_000
"""Characters of the names of articles; a longer list is of a text about many things: the names of its chapters tell."""
_NO_MATTER = re.compile(r"\W*(?:Kính gửi|Căn cứ|Theo đề nghị|Xét đề nghị|Địa ch|Đ/c|MST|Mã số thuế)", re.IGNORECASE)
"""How paragraphs begin that name whom a text is for, or what it rests on."""


def matter_of(record: Record, text: str) -> tuple[str, ...]:
    """How a body begins, then how a letter ends or the names of articles; of a text without outline its beginning."""
    if not record.outline:
        return (on_one_line(text[:_BEGINNING]),)
    body = [block for block in record.outline if block.zone == "body" and block.kind not in ("page", "footnote")]
    said = [words for block in body if not _NO_MATTER.match(words := on_one_line(text[block.start:block.end]))]
    beginning = _first(said, _BEGINNING)
    if record.document.addressed_to:
        return (*beginning, *_first(said[:len(beginning) - 1:-1], _END))
    for marks in (("điều",), ("chương", "phần", "mục"), ("",)):
        names = [on_one_line(text[block.start:block.end]).removeprefix(block.label or "") for block in body
                 if block.kind == "heading" and (block.label or "").casefold().startswith(marks)]
        if names and sum(map(len, names)) <= _NAMES:
            return (*beginning, *names)
    return beginning


def _first(paragraphs: list[str], room: int) -> tuple[str, ...]:
    """The first paragraphs, until so many characters are full."""
    taken = 0

    def fits(words: str) -> bool:
        nonlocal taken
        before, taken = taken, taken + len(words)
        return before < room

    return tuple(takewhile(fits, paragraphs))
