"""From pieces of layout to field values: the words as written, without marks of layout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ...registry.grammar import Grammar, any_of, compiled
from ..layout.lines import Line
from ..text import EMPHASIS_INSIDE, Text
from .formulas import subject_start

_AT_MARK = re.compile(r"(?<=[(“\[])[*_]+\s*|\s*[*_]+(?=[)”\],;:])")
"""Emphasis that begins behind an opening mark or ends before a closing one."""
_TRAILING = " \t\n;.:,|/\\-–"
"""What separates a list item or a title from the next."""
_LONE_MARK = re.compile(r"(?<=\w) (?:[.`´^~¬]|- :) (?=\w)")
"""Specks that recognition put between two words."""
_QUOTES = {"“": "”", '"': '"', "'": "'", "‘": "’", "«": "»"}


def written_words(text: Text, lines: Iterable[Line]) -> str:
    """The raw words of the pieces joined by spaces, emphasis marks and extra white space removed."""
    return plain_words(" ".join(text.slice(line.start, line.end) for line in lines))


def plain_words(raw: str) -> str:
    """Raw words without emphasis marks and soft hyphens, one space between words."""
    if "*" not in raw and "_" not in raw:
        return " ".join(raw.replace("\u00ad", "").split())
    whole = EMPHASIS_INSIDE.sub("", raw.replace("\u00ad", ""))
    return " ".join(re.sub(r"[*_]+", " ", _AT_MARK.sub("", whole)).split())


def trimmed_words(text: Text, lines: Sequence[Line]) -> str:
    """:func:`written_words` without the separator that ends a list item or a title."""
    return written_words(text, lines).strip().rstrip(_TRAILING).strip()


def title_words(text: Text, lines: Sequence[Line], grammar: Grammar) -> str | None:
    """A title or subject without "V/v", "Về việc", brackets or quotation marks around the whole and final stop;
    ``None``: no words are left."""
    words = _unquoted(_unbracketed(trimmed_words(text, lines).lstrip("-–:= ")))
    start = subject_start(words, grammar)
    if start is None and (about := _about(grammar).match(words)):
        start = about.end()
    if start is not None:
        words = _unquoted(words[start:].strip())
    return _LONE_MARK.sub(" ", words.lstrip("'’`").rstrip(" ‹›¬")).replace(" , ", ", ").strip() or None


@compiled
def _about(grammar: Grammar) -> re.Pattern[str]:
    """"Về", also as recognition bends it before a word in small letters; not where the next word belongs with it."""
    kept = any_of(word.split(maxsplit=1)[1] for word in grammar.registry.sentence_words["not_about"])
    return re.compile(rf"(?:[vV](?:[ềỀ]|[ẻểếễèeê](?=\s+[a-zđ]))|Và(?=\s+[a-zđ]))\s+(?!(?i:{kept})(?!\w))")


def _unbracketed(words: str) -> str:
    """Without one pair of brackets around the whole: "(V/v …)"."""
    inner = words[1:-1]
    return inner.strip() if words[:1] == "(" and words[-1:] == ")" and _opens_first(inner, "(", ")") else words


def _unquoted(words: str) -> str:
    """Without one pair of quotation marks around the whole; inner pairs stay."""
    close = _QUOTES.get(words[:1])
    if close is None or words[-1] not in (close, '"', "”"):
        return words
    inner = words[1:-1]
    whole = inner.count(close) % 2 == 0 if close == words[0] else _opens_first(inner, words[0], close)
    return inner.strip() if whole else words


def _opens_first(inner: str, opening: str, close: str) -> bool:
    """Whether every closing mark has an opening one before it; one that stays open is no matter."""
    depth = 0
    for char in inner:
        depth += (char == opening) - (char == close)
        if depth < 0:
            return False
    return True
