"""Physical lines cut into the pieces a reader sees: table cells apart, rules and empty lines noted.

Every later reading of layout (outline, letterhead, signature, recipients) walks over these pieces.
Offsets are those of :attr:`Text.clean`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from string import ascii_lowercase

from msgspec import Struct

from ...language.folding import fold
from ...language.letters import LOW

_DAY_PIPE = re.compile(r"[Nn]g[àa]y[^|\n]{0,4}\|[^|\n]{0,4}th[áaắ]ng")
"""A day of which recognition left a stroke: no edge of a table cell, and no digit that could be trusted."""
_ONE_PIPE = re.compile(r"""
    (?:[Kk]ho[ảáãa]n|[ĐđD]i[ểêềéẻ]m|[ĐđD]i[ềêểéệ]u|[Mm]ục)\s\|    # khoản |
    (?=\s(?:[ĐđD]i[ềêểéệ]u\s\d|Thông\s+tư|Nghị\s+định|(?:Bộ\s+l|L)uật))    # Điều 21
    """, re.VERBOSE)
"""A provision's 1 that recognition read as a stroke: "khoản | Điều 21"."""
_SCRAP_BEHIND = re.compile(r"\|(?=\s*\S)\W*+(?:[^\W\d_]\W*+)?\Z")
_TWO_LETTERS = re.compile(r"[^\W\d_]{2}")
_BETWEEN_WORDS = re.compile(rf"[{LOW}]{{2}} ?\| ?[{LOW}]+ [^\s\d|]")
_PIECE = re.compile(r"[^|]+")
_CONTENT = re.compile(r"[^\W_]")
_EDGE = " \u00a0#>"
_SAMPLE = 200
"""Characters that tell whether a piece is in capitals: no line of a heading is longer."""
_WIDE = re.compile(r"(?<=\S)(?<!Số:)(?<!Số)(?<!ngày)(?<!tháng)(?<!\() {4,}(?=\S)(?!tháng|năm|điện\s*:|[/\-.])")
_PLAIN_SMALL = ascii_lowercase.encode()


class Line(Struct, frozen=True, gc=False):
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
        return _is_upper(self.text[:_SAMPLE])

    @property
    def folded(self) -> str:
        """The text without accents, in lower case, one space between words."""
        return _folded(self.text)

    def part(self, start: int, end: int | None = None) -> Line:
        """The piece cut to ``text[start:end]``, stripped."""
        end = len(self.text) if end is None else end
        piece = self.text[start:end]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        return Line(self.start + left, self.start + max(left, right), self.row, self.cell, self.gap and start == 0,
                    self.text[left:right], self.marked, self.indent)


@lru_cache(maxsize=1024)
def _is_upper(head: str) -> bool:
    plain = head.encode("ascii", "ignore")
    small = len(plain) - len(plain.translate(None, _PLAIN_SMALL))
    if 3 * small + head.count(" ") >= len(head):
        return False  # too few even if all others are capitals; small letters without marks are quick to count
    upper = sum(map(str.isupper, head))
    return upper >= 2 and (head.isupper() or upper > 2 * sum(map(str.islower, head)))


@lru_cache(maxsize=1024)
def _folded(text: str) -> str:
    return " ".join(fold(text).split())


def read_lines(clean: str) -> tuple[Line, ...]:
    """All pieces with a letter or digit, in text order."""
    found: list[Line] = []
    cells = _Cells()
    gap, start = True, 0
    for row, words in enumerate(clean.split("\n")):
        if "|" in words:
            before = len(found)
            found += cells.pieces(words, start, row, gap)
            gap = len(found) == before
        else:
            if cells.columns:
                cells.columns = {}
            text = words.strip(_EDGE)
            gap_before, gap = gap, not text or not (text[0].isalnum() or _CONTENT.search(text))
            if not gap:
                indent = words.index(text[0])
                first = start + indent
                found.append(Line(first, first + len(text), row, cells.cell, gap_before, text, False, indent))
        start += len(words) + 1
    return tuple(found)


def _is_no_edge(words: str) -> bool:
    """Whether the only bar of a row is no edge of a cell: in a scan with nothing but a scrap behind it, or between
    words of a sentence."""
    bar = words.index("|")
    behind = _SCRAP_BEHIND.match(words, bar) is not None and _TWO_LETTERS.search(words, 0, bar) is not None
    return behind or _BETWEEN_WORDS.search(words, max(0, bar - 3)) is not None


class _Cells:
    """Numbers the cells of tables: a column of a drawn table is one cell, what other bars part is one each."""

    def __init__(self) -> None:
        self.cell = self.top = 0
        self.columns: dict[int, int] = {}

    def pieces(self, words: str, start: int, row: int, gap: bool) -> Iterator[Line]:
        """The pieces of a row with bars; in one with two and a bar at its head the bars are those of a table."""
        if "gày" in words or "gay" in words:
            words = _DAY_PIPE.sub(lambda dated: dated.group().replace("|", "¦"), words)
        if words.lstrip()[:1] != "|":
            words = _ONE_PIPE.sub(lambda provision: provision.group().replace("|", "¦"), words)
        pipes = words.count("|")
        if pipes == 1 and _is_no_edge(words):
            words, pipes = words.replace("|", "¦"), 0
        drawn = pipes > 1 and words.lstrip()[:1] == "|" and bool(_CONTENT.search(words))
        if not drawn and _CONTENT.search(words):
            self.columns = {}  # a row of empty cells parts no columns
        column, position = 0, 0
        for piece in _PIECE.finditer(words):
            step = words.count("|", position, piece.start())
            column, position = column + step, piece.start()
            if drawn and column not in self.columns:
                self.top = self.columns[column] = max(self.cell, self.top) + 1
            self.cell += 0 if drawn else step
            own = self.columns[column] if drawn else self.cell
            if line := _piece(piece.group(), start + position, row, own, gap, drawn or pipes > 0):
                yield line
        self.cell = max(self.cell, self.top) if drawn else self.cell + words.count("|", position)


def _piece(piece: str, start: int, row: int, cell: int, gap: bool, marked: bool) -> Line | None:
    """The stripped piece of a row; ``None`` for an empty one and for a rule of dashes or dots."""
    text = piece.strip(_EDGE)
    if not (text[:1].isalnum() or _CONTENT.search(text)):
        return None
    indent = piece.index(text[0])
    start += indent
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
