"""What a page puts between two lines of a sentence: its number, the mark of its end, its running head.

A page ends where it likes, with or without empty lines. Here, and nowhere else, its own lines are known;
:mod:`.paragraphs` puts the sentence together again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ...registry.grammar import Grammar
from .lines import Line
from .numbering import read_mark

_PAGE_NUMBER = re.compile(
    r"(?:[-~.]\s{0,3})?(?:[Tt]rang\s)?\d{1,3}(?:\s?/\s?\d{1,3})?(?:\s{0,3}[-~.])?|-* ?PAGE (?:BREAK|\d+) ?-*")
_NUMBER_OPENS = frozenset("-~.tTP 0123456789")
_LONGEST_NUMBER = 24
"""Characters of a line that only numbers a page."""
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
        if not (numbers_page(line) or self._is_running_head(line)) or numbers_page(last):
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
        numbered = line.text[0].isdigit() or line.text[-1].isdigit() or any(map(numbers_page, self.held))
        if not numbered or read_mark(line.text, self.grammar):
            return False
        return _without_digits(line.text) in self._repeated_lines()

    def _repeated_lines(self) -> frozenset[str]:
        if self._repeated is None:
            short = Counter(_without_digits(line.text) for line in self.lines
                            if line.gap and _SHORTEST_HEAD <= len(line.text) <= _LONGEST_HEAD)
            self._repeated = frozenset(text for text, count in short.items() if count >= _LEAST_REPEATED)
        return self._repeated


def numbers_page(line: Line) -> bool:
    """Whether a line holds the number of a page, or the mark of its end, and nothing else."""
    text = line.text
    return len(text) <= _LONGEST_NUMBER and text[0] in _NUMBER_OPENS and _PAGE_NUMBER.fullmatch(text) is not None


def _without_digits(text: str) -> str:
    return _DIGITS.sub("", text.replace(" ", ""))
