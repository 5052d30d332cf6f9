"""What a page puts between two lines of a sentence: its number, the mark of its end, its running head.

A page ends where it likes, with or without empty lines. What the number of a page looks like is
:mod:`vanban.language.page_numbers`'; here it is known whether a page put a line into a sentence, which
:mod:`.paragraphs` puts together again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ...language.page_numbers import is_page_number
from ...registry.grammar import Grammar
from .lines import Line
from .numbering import read_mark

_LONGEST_NUMBER = 24
"""Characters of a line that may number a page though no empty line stands above it."""
_SHORTEST_HEAD, _LONGEST_HEAD = 9, 90
"""Characters of a running head."""
_LEAST_REPEATED = 3
"""Times that the same short line stands in a text before it is taken for the running head of its pages."""
_MOST_HELD = 4
"""Lines that two pages put between the halves of a sentence: foot, break, head and number."""
_DIGITS = re.compile("[0-9]+")


class PageLines:
    """The lines behind an open sentence that may be a page's own: ``held`` until it is known whether it goes on."""

    def __init__(self, lines: Sequence[Line], grammar: Grammar) -> None:
        self.lines, self.grammar = lines, grammar
        self.held: list[Line] = []
        self._repeated: frozenset[str] | None = None

    def takes(self, line: Line, last: Line) -> bool:
        """Hold ``line`` where it may be a page's own behind ``last``, the end of the open sentence; whether it did."""
        length = len(line.text)
        if length > _LONGEST_HEAD or not (line.gap or length <= _LONGEST_NUMBER) or len(self.held) == _MOST_HELD:
            return False
        if line.row == last.row or line.marked or last.marked:
            return False
        if not (is_page_number(line.text) or self._is_running_head(line)) or is_page_number(last.text):
            return False
        self.held.append(line)
        return True

    def release(self) -> list[Line]:
        """The lines held so far, which are held no longer."""
        held, self.held = self.held, []
        return held

    def _is_running_head(self, line: Line) -> bool:
        """Whether a line stands in the text several times, but for its digits, beside the number of a page."""
        if not line.gap or len(line.text) < _SHORTEST_HEAD:
            return False
        told = line.text[0].isdigit() or line.text[-1].isdigit() or any(is_page_number(held.text) for held in self.held)
        if not told or read_mark(line.text, self.grammar):
            return False
        return _without_digits(line.text) in self._repeated_lines()

    def _repeated_lines(self) -> frozenset[str]:
        if self._repeated is None:
            short = Counter(_without_digits(line.text) for line in self.lines
                            if line.gap and _SHORTEST_HEAD <= len(line.text) <= _LONGEST_HEAD)
            self._repeated = frozenset(text for text, count in short.items() if count >= _LEAST_REPEATED)
        return self._repeated


def _without_digits(text: str) -> str:
    return _DIGITS.sub("", text.replace(" ", ""))
