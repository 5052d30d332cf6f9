"""Abbreviations explained where they stand: the first time in a paragraph, without changing a letter of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape

from ..inline import html_text

SHORTEST_ABBREVIATION = 3
"""Letters of an abbreviation that is explained; two letters mean too many things (TT, CT)."""


@dataclass(frozen=True, eq=False)
class Glosses:
    """The abbreviations of a registry with their full words."""

    words: Mapping[str, str]

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        known = sorted((s for s in self.words if len(s) >= SHORTEST_ABBREVIATION),
                       key=lambda short: (-len(short), short))
        if not known:
            return None
        # Every branch begins with a letter, so that only places with one of these letters are looked at.
        branches = (rf"{re.escape(short[0])}(?<![\w/.&-].){re.escape(short[1:])}" for short in known)
        return re.compile(rf"(?:{'|'.join(branches)})(?![\w/-])", re.DOTALL)

    def writer(self) -> Callable[[str], str]:
        """What writes the words of one paragraph as HTML; each abbreviation is explained once."""
        seen: set[str] = set()

        def explain(match: re.Match[str]) -> str:
            short = match.group()
            if short in seen:
                return short
            seen.add(short)
            return f'<abbr title="{escape(self.words[short])}">{short}</abbr>'

        def write(text: str) -> str:
            written = html_text(text)
            return self._pattern.sub(explain, written) if self._pattern else written

        return write
