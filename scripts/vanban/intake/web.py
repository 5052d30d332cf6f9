"""HTML to text: one walk over the tree, the document cut out of its page, what was left out listed.

Tables keep their rows as "| cell | cell |", so that the reading of layout sees cells as borders. The whole walk is
linear in the size of the page, whatever its depth.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from ..language.encodings import decode_any
from ..language.folding import fold
from .result import Intake, LeftOut, UnreadableError

_SILENT = frozenset(["script", "style", "template", "noscript", "head", "svg", "object", "iframe", "select", "button"])
_FRAME = frozenset(["nav", "header", "footer", "aside", "form", "menu", "dialog"])
_BLOCKS = frozenset([
    "address", "article", "blockquote", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure", "h1",
    "h2", "h3", "h4", "h5", "h6", "hr", "li", "main", "ol", "p", "pre", "section", "table",
    "tbody", "tfoot", "thead", "ul"])
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)
_TITLE_FOLDED = re.compile(r"cong\s+hoa\s+xa\s+hoi\s+chu\s+nghia\s+viet\s+nam|dang\s+cong\s+san\s+viet\s+nam")
_RECEIVERS_FOLDED = re.compile(r"noi\s+nhan\s*[:.]")
MOST_TAGS = 300_000
"""Tags of the largest page that is read; a code of law with all its notes has some fifty thousand."""


@dataclass(slots=True)
class _Lines:
    """The lines of a page as they come: the open line, the lines done, and those of an open table row's cells."""

    done: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    cells: list[list[str]] | None = None

    def add(self, words: str) -> None:
        """Go on with the open line."""
        self.open.append(words)

    def end(self, gap: bool = False) -> None:
        """End the open line, with an empty one after it where ``gap`` asks for one."""
        line = " ".join("".join(self.open).split())
        self.open = []
        into = self.done if self.cells is None else self.cells[-1] if self.cells else []
        if line:
            into.append(line)
        if gap and into is self.done and into and into[-1]:
            into.append("")

    def end_row(self) -> None:
        """Write the row: a table of one column is running text, in two columns each line of a cell is a row."""
        self.end()
        cells, self.cells = [[line.replace("|", "¦") for line in cell] for cell in self.cells or []], None
        if len(cells) == 2:
            self.done += [f"| {left} | {right} |" for left, right in zip_longest(*cells, fillvalue="")]
        elif len(cells) == 1:
            self.done += cells[0]
        elif any(cells):
            self.done.append(f"| {' | '.join(map(' '.join, cells))} |")


class BrokenPageError(UnreadableError):
    """A web page that cannot be read."""


def read_web(data: bytes) -> Intake | None:
    """The document of a web page; ``None`` where its bytes are no text.

    Raises :class:`BrokenPageError` for a page of more tags than any document has.
    """
    if data.count(b"<") > MOST_TAGS:
        raise BrokenPageError(f"trang web có hơn {MOST_TAGS // 1000} nghìn thẻ, không phải trang của một văn bản")
    declared = _CHARSET.search(data[:4096])
    page, how = None, ""
    if declared:
        name = declared[1].decode("ascii")
        try:
            page, how = data.decode(name), f"trang web, mã {name}"
        except (UnicodeError, LookupError):  # a page may say that it is "undefined", which Python knows and refuses
            page = None
    if page is None:
        found = decode_any(data)
        if found is None:
            return None
        page, how = found.text, f"trang web, mã {found.encoding}"
    text, left_out = text_of_web_page(page)
    return Intake(text, "html", how, left_out)


def text_of_web_page(page: str) -> tuple[str, tuple[LeftOut, ...]]:
    """The words of a page's document, a line for every paragraph and table row, and what was left out around it."""
    soup = BeautifulSoup(page, "html.parser")
    body = soup.body or soup
    main = _document_of(body)
    text = text_of_element(main)
    outside = [] if main is body else [words for part in _beside(body, main) if (words := _plain(part))]
    frames = [words for tag in main.find_all(_FRAME) if (words := _plain(tag))] if isinstance(main, Tag) else []
    left_out = outside + frames
    return text, LeftOut.of("phần của trang web", left_out)


def text_of_element(part: Tag) -> str:
    """The text of one element; its own tags are walked once, without recursion."""
    lines = _Lines()
    stack: list[tuple[Tag, Iterator[object]]] = [(part, iter(part.contents))]
    depth = 0  # of tables: only the innermost has rows of its own, an outer one is a frame of the page
    while stack:
        tag, rest = stack[-1]
        child = next(rest, None)
        if child is None:
            stack.pop()
            depth -= _close(tag, lines, depth)
        elif isinstance(child, Tag):
            if child.name == "br":
                lines.end(gap=not lines.open)
            elif child.name not in _SILENT and (child.name not in _FRAME or child.name == "form"):
                depth += _open(child, lines)
                stack.append((child, iter(child.contents)))
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            lines.add(str(child))
    lines.end()
    return "\n".join(lines.done).strip() + "\n"


def _open(tag: Tag, lines: _Lines) -> int:
    """Begin an element; 1 for a table row that has cells."""
    if tag.name == "tr" and lines.cells is None and not tag.find(["table"]):
        lines.end()
        lines.cells = []
        return 1
    if tag.name in ("td", "th") and lines.cells is not None:
        lines.end()
        lines.cells.append([])
    elif tag.name in _BLOCKS:
        lines.end(gap=True)
    return 0


def _close(tag: Tag, lines: _Lines, depth: int) -> int:
    """End an element; 1 for the row that is open."""
    if tag.name == "tr" and lines.cells is not None and depth == 1:
        lines.end_row()
        return 1
    if tag.name in _BLOCKS:
        lines.end(gap=True)
    return 0


def _document_of(body: Tag) -> Tag:
    """The smallest element that holds the first national title and the last list of receivers; else the page's main
    element; else the whole body."""
    first = last = None
    for words in body.find_all(string=True):
        if any(parent.name in _SILENT for parent in _above(words, 2)):
            continue
        folded = " ".join(fold(str(words)).split())
        if first is None and _TITLE_FOLDED.search(folded):
            first = words
        if first is not None and _RECEIVERS_FOLDED.search(folded):
            last = words
    if first is not None and last is not None:
        above = {id(tag) for tag in first.parents}
        return next((tag for tag in last.parents if id(tag) in above), body)
    for chosen in (body.find("main"), body.find("article")):
        if isinstance(chosen, Tag):
            return chosen
    return body


def _above(words: object, steps: int) -> Iterator[Tag]:
    tag = getattr(words, "parent", None)
    while isinstance(tag, Tag) and steps:
        yield tag
        tag, steps = tag.parent, steps - 1


def _beside(body: Tag, main: Tag) -> Iterator[Tag]:
    """The elements around ``main``, from the page inwards."""
    inner = main
    for outer in main.parents:
        yield from (part for part in outer.contents if isinstance(part, Tag) and part is not inner)
        if outer is body:
            return
        inner = outer


def _plain(tag: Tag) -> str:
    return "" if tag.name in _SILENT else " ".join(tag.get_text(" ").split())
