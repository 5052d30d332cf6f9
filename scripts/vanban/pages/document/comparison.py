"""What changed between two documents of one annual series, paragraph by paragraph, and word by word within one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from markupsafe import Markup

from ...language.letters import on_one_line
from ...models import Record
from ..inline import html_text
from ..parts.excerpts import passages

Kind = Literal["same", "changed", "added", "removed"]
_WORD = re.compile(r"\w+|[^\w\s]|\s+")
_ALIKE = 0.5
"""Share of words that two paragraphs have in common from which on one is the other, changed."""
_MOST_PAIRS = 10_000
"""Pairs of paragraphs looked at in one stretch; a longer stretch is shown as removed and added."""
_MOST_WORDS = 4_000
"""Words of two paragraphs together that are compared one by one; longer ones are shown as replaced."""


@dataclass(frozen=True, slots=True)
class ComparedParagraph:
    """A paragraph of the body on one line, and its address in its document."""

    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph of either document or of both: ``old`` and ``new`` with what was taken out and put in marked,
    ``both`` as one text; ``None`` on the side where it is not."""

    kind: Kind
    old: ComparedParagraph | None
    new: ComparedParagraph | None
    before: Markup
    after: Markup
    both: Markup


def paragraphs_of(record: Record, text: str) -> list[ComparedParagraph]:
    """The paragraphs of a document's body, those that a page cut put together."""
    found = []
    for passage in passages(record.outline):
        first = passage.blocks[0]
        words = on_one_line(" ".join(text[block.start:block.end] for block in passage.blocks))
        if first.zone == "body" and first.kind != "page" and words:
            found.append(ComparedParagraph(words, first.anchor))
    return found


def compare(old: Sequence[ComparedParagraph], new: Sequence[ComparedParagraph]) -> list[Change]:
    """Every paragraph of both in reading order; equal ones first found, then those that are alike."""
    matcher = SequenceMatcher(None, [_key(one) for one in old], [_key(one) for one in new], autojunk=False)
    found: list[Change] = []
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            found += [_change(a, b) for a, b in zip(old[i:j], new[k:m], strict=True)]
        else:
            found += _aligned(old[i:j], new[k:m])
    return found


def _key(paragraph: ComparedParagraph) -> str:
    return " ".join(paragraph.text.casefold().split())


def _aligned(old: Sequence[ComparedParagraph], new: Sequence[ComparedParagraph]) -> Iterator[Change]:
    """A stretch in which nothing is equal: each new paragraph beside the first unused old one that is like it."""
    start = 0
    few = len(old) * len(new) <= _MOST_PAIRS
    for one in new:
        match = next((place for place in range(start, len(old)) if _alike(old[place], one)), None) if few else None
        if match is None:
            yield _change(None, one)
            continue
        yield from (_change(left_out, None) for left_out in old[start:match])
        yield _change(old[match], one)
        start = match + 1
    yield from (_change(left_out, None) for left_out in old[start:])


def _alike(old: ComparedParagraph, new: ComparedParagraph) -> bool:
    one, other = set(_key(old).split()), set(_key(new).split())
    return len(one & other) >= _ALIKE * max(len(one), len(other), 1)


def _change(old: ComparedParagraph | None, new: ComparedParagraph | None) -> Change:
    """One row; what is only on one side is marked as a whole."""
    if old is None or new is None:
        gone, come = _marked("del", old.text if old else ""), _marked("ins", new.text if new else "")
        return Change("removed" if new is None else "added", old, new, gone, come, gone + come)
    if _key(old) == _key(new):
        text = Markup(html_text(new.text))
        return Change("same", old, new, text, text, text)
    before: list[str] = []
    after: list[str] = []
    both: list[str] = []
    for kind, removed, added in _words(old.text, new.text):
        before.append(removed if kind == "equal" else _marked("del", removed))
        after.append(added if kind == "equal" else _marked("ins", added))
        both.append(removed if kind == "equal" else _marked("del", removed) + _marked("ins", added))
    return Change("changed", old, new, *(Markup("").join(
        part if isinstance(part, Markup) else Markup(html_text(part)) for part in parts)
        for parts in (before, after, both)))


def _words(old: str, new: str) -> Iterator[tuple[str, str, str]]:
    """Runs of words that stayed, and pairs of those that were taken out and put in."""
    one, other = _WORD.findall(old), _WORD.findall(new)
    if len(one) + len(other) > _MOST_WORDS:
        yield "replace", old, new
        return
    for kind, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        yield kind, "".join(one[i:j]), "".join(other[k:m])


def _marked(tag: str, words: str) -> Markup:
    return Markup(f"<{tag}>{html_text(words)}</{tag}>") if words else Markup("")
