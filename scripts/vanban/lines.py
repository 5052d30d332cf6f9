"""Physical lines cut into the pieces a reader sees: table cells apart, rules and empty lines noted.

Every later reading of layout (outline, letterhead, signature, recipients) walks over these pieces.
Offsets are those of :attr:`Text.clean`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from .folding import fold

_LETTERS = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
CAP = "A-Z" + _LETTERS.upper()
LOW = "a-z" + _LETTERS
"""Capital and small letters, for character classes: accented ones do not lie in ranges of their own."""

_PIECE = re.compile(r"[^|\t\n]+")
_CONTENT = re.compile(r"[^\W_]|[¹²³⁴-⁹]")
_EDGE = " \u00a0#>"
_SAMPLE = 200
"""Characters that tell whether a piece is in capitals: no line of a heading is longer."""
_WIDE = re.compile(r"(?<=\S)(?<!Số:)(?<!Số)(?<!ngày)(?<!tháng) {4,}(?=\S)(?!tháng|năm|[/\-])")


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of a physical line: ``clean[start:end]`` is its text, without marks at its edges.

    ``row`` counts physical lines from 0; ``cell`` is shared by the pieces of one table cell (or of the
    running text between two tables); ``gap`` tells that an empty line or a rule stands before; ``marked``
    that the piece stands in a row of a drawn table; ``indent`` counts the blanks before it.
    """

    start: int
    end: int
    row: int
    cell: int
    gap: bool
    text: str
    marked: bool = False
    indent: int = 0

    @property
    def is_upper(self) -> bool:
        """Whether the piece is written in capitals (two letters in three, at least two)."""
        head = self.text[:_SAMPLE]
        upper = sum(map(str.isupper, head))
        if not upper:
            return False
        lower = sum(map(str.islower, head))
        return upper >= 2 and upper > 2 * lower

    @property
    def folded(self) -> str:
        """The text without accents, in lower case, one space between words."""
        return " ".join(fold(self.text).split())

    def part(self, start: int, end: int | None = None) -> Line:
        """The piece cut to ``text[start:end]``, stripped."""
        end = len(self.text) if end is None else end
        piece = self.text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        return replace(self, start=self.start + left, end=self.start + max(left, right), text=self.text[left:right],
                       gap=self.gap and start == 0)


def read_lines(clean: str) -> tuple[Line, ...]:
    """All pieces with a letter or digit, in text order."""
    found: list[Line] = []
    cell, gap, top = 0, True, 0
    columns: dict[int, int] = {}
    for row, (start, end) in enumerate(_rows(clean)):
        pipes = clean.count("|", start, end)
        drawn = pipes > 1 and clean[start:end].lstrip()[:1] == "|" and bool(_CONTENT.search(clean, start, end))
        if not drawn:
            columns = {}
        before = len(found)
        column, position = 0, start
        for piece in _PIECE.finditer(clean, start, end):
            step = clean.count("|", position, piece.start())
            column, position = column + step, piece.start()
            if drawn:
                if column not in columns:
                    top = columns[column] = max(cell, top) + 1
            else:
                cell += step
            own = columns[column] if drawn else cell
            line = _piece(clean, (piece.start(), piece.end()), row, own, gap, drawn or pipes > 0)
            if line:
                found.append(line)
        rest = clean.count("|", position, end)
        cell = max(cell, top) if drawn else cell + rest
        gap = len(found) == before
    return tuple(found)


def _rows(clean: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start <= len(clean):
        end = clean.find("\n", start)
        end = len(clean) if end < 0 else end
        yield start, end
        start = end + 1


def _piece(clean: str, span: tuple[int, int], row: int, cell: int, gap: bool, marked: bool) -> Line | None:
    """The stripped piece of a row, or ``None`` for an empty one and for a rule of dashes or dots."""
    start, end = span
    if not _CONTENT.search(clean, start, end):
        return None
    piece = clean[start:end]
    indent = len(piece) - len(piece.lstrip(_EDGE))
    start += indent
    text = piece.strip(_EDGE)
    return Line(start, start + len(text), row, cell, gap, text, marked, indent)


def by_cell(lines: Iterable[Line]) -> list[list[Line]]:
    """Group pieces by table cell, columns read one after the other; running text keeps its order."""
    cells: dict[int, list[Line]] = {}
    for line in lines:
        cells.setdefault(line.cell, []).append(line)
    return [cells[key] for key in sorted(cells)]


def split_columns(line: Line) -> list[Line]:
    """Cut a piece at wide runs of spaces, where two columns were flattened side by side."""
    if "    " not in line.text:
        return [line]
    parts, position = [], 0
    for wide in _WIDE.finditer(line.text):
        parts.append(line.part(position, wide.start()))
        position = wide.end()
    return [*parts, line.part(position)]
