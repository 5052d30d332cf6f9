"""Set the text of a document as offices send it: in old encodings, as a web page, a Word document, printed as PDF.

A text becomes :class:`Block` by block, once; each format writes the same blocks, so that what its reading loses is
the reading's. The letterhead and the closing stand in two columns, articles and items are numbered by the program,
one footnote with a citation of its own is added, one word is a tracked insertion and one old citation a deletion.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import word_files

NOTE = "Theo quy định tại Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư."
DELETED = "Quyết định số 9999/QĐ-TTg ngày 01 tháng 01 năm 1999 của Thủ tướng Chính phủ"
_MARKUP = re.compile(r"\*\*|__|^#+\s*|^>\s*")
_RULE = re.compile(r"[|\s:*_=-]*\Z")
_RIGHT = re.compile(r"cộng\s*(?:hòa|hoà)|đảng\s*cộng\s*sản|độc\s*lập|[^,]{2,40},\s*ngày\s.{0,12}tháng", re.IGNORECASE)
_TITLE = re.compile(r"(?:KẾ HOẠCH|QUYẾT ĐỊNH|NGHỊ QUYẾT|CHỈ THỊ|THÔNG TƯ|NGHỊ ĐỊNH|BÁO CÁO|HƯỚNG DẪN|KẾT LUẬN|LUẬT|"
                    r"CÔNG ĐIỆN|THÔNG BÁO|CHƯƠNG TRÌNH|TỜ TRÌNH)\b|Kính gửi|V/v")
_HEAD = 14
"""Lines among which a letterhead is looked for."""
_LONGEST_HEAD = 9
"""Lines of a letterhead at most; where there are more, other matter stands above it."""
_ITEM = re.compile(r"(Điều )?(\d{1,3})\. (?=\S)")
_STYLE = ("body{font:13pt 'Liberation Serif',serif}table{width:100%;border-collapse:collapse}"
          "td{vertical-align:top}.two td{text-align:center;font-size:11pt}.two td:first-child{width:42%}"
          "sup{font-size:7pt}.middle{text-align:center}.notes{font-size:9pt;border-top:1px solid}")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (one cell) or a table row; ``side`` is its column where it is a line of letterhead or closing."""

    cells: tuple[str, ...]
    side: str = ""

    @property
    def text(self) -> str:
        """As a plain text has it."""
        return self.cells[0] if len(self.cells) == 1 else f"| {' | '.join(self.cells)} |"


def blocks_of(text: str) -> list[Block]:
    """The blocks of a text without the marks of Markdown, one footnote added behind its longest paragraph."""
    blocks = [Block(cells) for line in text.split("\n") if (cells := _cells(line))]
    title = next((i for i, block in enumerate(blocks[:_HEAD]) if _TITLE.match(block.cells[0])), 0)
    right = [i for i in range(title) if len(blocks[i].cells) == 1 and _RIGHT.match(blocks[i].cells[0])]
    mixed = any(_RIGHT.search(blocks[i].text) for i in range(title) if i not in right)  # both columns in one line
    if right and not mixed and title < _LONGEST_HEAD and all(len(block.cells) == 1 for block in blocks[:title]):
        blocks[:title] = [replace(block, side="right" if i in right else "left")
                          for i, block in enumerate(blocks[:title])]
    at = max(range(title, len(blocks)), key=lambda i: len(blocks[i].text) if len(blocks[i].cells) == 1 else 0)
    blocks[at] = Block((f"{blocks[at].text}[1]",))
    return [*blocks, Block((f"[1] {NOTE}",))]


def _cells(line: str) -> tuple[str, ...]:
    """The cells of a line, none for an empty one; a row of a table keeps its empty ones."""
    line = " ".join(_MARKUP.sub("", unicodedata.normalize("NFC", line)).split())
    if _RULE.match(line):
        return ()
    cells = tuple(cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|"))
    row = len(cells) > 1 and line.startswith("|") and line.endswith("|")
    return cells if row or sum(map(bool, cells)) > 1 else tuple(cell for cell in cells if cell)


def as_text(blocks: Sequence[Block]) -> str:
    """The blocks as a plain text, which the others are measured against."""
    return "\n\n".join("\n".join(block.text for block in group) for _, group in groupby(blocks, _kind)) + "\n"


def _kind(block: Block) -> tuple[int | str, ...]:
    """What stands together: letterhead, rows of one table; a paragraph stands alone."""
    return ("two",) if block.side else ("table", len(block.cells)) if len(block.cells) > 1 else ("p", id(block))


def as_page(blocks: Sequence[Block]) -> str:
    """The blocks as the page of a portal, with its menu, related documents and foot around them."""
    return (f'<!doctype html><html><head><meta charset="utf-8"><title>Cổng</title></head><body>'
            f'<nav><a href="/">Trang chủ</a> <a href="/1">Nghị định số 9998/2001/NĐ-CP</a></nav>'
            f'<main><h1 class="an">Xem văn bản</h1><div class="toan-van">{_body(blocks)}</div></main>'
            f'<aside>Văn bản liên quan: {DELETED}</aside><footer>Giấy phép số 12/GP-TTĐT</footer></body></html>')


def as_print(blocks: Sequence[Block]) -> str:
    """The blocks as a page to be printed on paper."""
    return f'<meta charset="utf-8"><style>{_STYLE}</style>{_body(blocks, raised=True)}'


def _body(blocks: Sequence[Block], raised: bool = False) -> str:
    """Paragraphs and tables; ``raised`` sets marks of footnotes as small figures."""
    def words(text: str) -> str:
        escaped = html.escape(text)
        return re.sub(r"(?<!^)\[(\d+)\]", r"<sup>\1</sup>", escaped) if raised else escaped

    parts = []
    for kind, group in _groups(blocks):
        if kind == "two":
            left, right = ("<br>".join(words(b.text) for b in group if b.side == side) for side in ("left", "right"))
            parts.append(f'<table class="two"><tr><td>{left}</td><td>{right}</td></tr></table>')
        elif kind == "table":
            rows = ("".join(f"<td>{words(cell)}</td>" for cell in block.cells) for block in group)
            parts.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
        else:
            parts.append(_set(group[0].text, words, raised))
    return "\n".join(parts)


def _set(text: str, words: Callable[[str], str], raised: bool) -> str:
    """A paragraph: a footnote small, with a bare figure on paper; a line of capitals in the middle."""
    if text.startswith("[1] "):
        return f'<p class="notes">{words(f"1 {text[4:]}" if raised else text)}</p>'
    middle = ' class="middle"' if text.isupper() else ""
    return f"<p{middle}>{words(text)}</p>"


def _groups(blocks: Sequence[Block]) -> Iterator[tuple[str, list[Block]]]:
    for kind, group in groupby(blocks, _kind):
        yield str(kind[0]), list(group)


def as_word(blocks: Sequence[Block]) -> bytes:
    """The blocks as a Word document: tables, automatic numbers, a footnote, tracked changes, a running head."""
    lists = (word_files.levels(1, ("decimal", "Điều %1.")), word_files.levels(2, ("decimal", "%1.")))
    number = _counter()
    parts: list[str] = []
    for kind, group in _groups(blocks[:-1]):
        if kind == "two":
            cells = ("".join(word_files.paragraph(html.escape(b.text)) for b in group if b.side == side)
                     for side in ("left", "right"))
            parts.append(word_files.table(tuple(cells)))
        elif kind == "table":
            rows = (tuple(word_files.paragraph(html.escape(cell)) for cell in block.cells) for block in group)
            parts.append(word_files.table(*rows))
        else:
            parts.append(_paragraph(group[0].text, number))
    return word_files.word_file(*parts, lists=lists, notes=(html.escape(NOTE),), head="Trang riêng của cơ quan")


def _paragraph(text: str, number: Callable[[str], tuple[tuple[int, int] | None, str]]) -> str:
    """A paragraph; the one with the footnote has also the tracked changes."""
    place, rest = number(text)
    before, mark, after = rest.partition("[1]")
    if not mark:
        return word_files.paragraph(html.escape(rest), number=place)
    first, _, others = before.partition(" ")
    inserted = f'<w:ins w:id="90" w:author="x">{word_files.words(html.escape(first) + " ")}</w:ins>'
    deleted = f'<w:del w:id="91" w:author="x"><w:r><w:delText>{DELETED}</w:delText></w:r></w:del>'
    return word_files.paragraph(inserted, deleted, html.escape(others), '<w:r><w:footnoteReference w:id="2"/></w:r>',
                                html.escape(after), number=place)


def _counter() -> Callable[[str], tuple[tuple[int, int] | None, str]]:
    """For each paragraph in turn: its list, where its number is the next one there, and its words without it."""
    counted = {1: 0, 2: 0}

    def number(text: str) -> tuple[tuple[int, int] | None, str]:
        found = _ITEM.match(text)
        list_ = 1 if found and found[1] else 2
        if not found or int(found[2]) != counted[list_] + 1:
            return None, text
        counted[list_] += 1
        return (list_, 0), text[found.end():]
    return number
