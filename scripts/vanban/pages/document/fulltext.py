"""The full text of a document as a sequence of Markdown headings and HTML blocks.

The words and their order are those of the text. What is added is structure: headings, lists, tables,
footnotes, paragraphs put together where a page cut them, an address on every block, links on citations.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from msgspec import structs

from ...models import Block, Record
from ..inline import InlineLink, markdown_text, render
from ..parts.excerpts import Passage, passages
from ..words import say
from .glosses import Glosses
from .head_lines import MARKS, PageParagraph, head_lines

_TOP_HEADING = 3
_DEEPEST_HEADING = 6
_MOST_INDENTED = 4
_RULING = re.compile(r"[-:|\s]+")
_BARS = "|-:"
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,120}>")


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the full text: a Markdown heading line, or one HTML block without blank lines."""

    kind: str
    body: str


@dataclass(frozen=True, slots=True)
class _Draft:
    """What rendering one document needs at hand; ``ends`` are the ends of ``links``."""

    text: str
    record: Record
    links: Sequence[InlineLink]
    ends: Sequence[int]
    notes: dict[str, str]
    glosses: Glosses
    cited: Mapping[str, int]
    levels: Mapping[str, int]

    def inner(self, block: Block, heading: bool = False) -> str:
        first = bisect_left(self.ends, block.start + 1)
        last = first
        while last < len(self.links) and self.links[last].start < block.end:
            last += 1
        notes = {} if block.kind == "footnote" else self.notes
        return render(self.text, block.start, block.end, self.links[first:last], notes,
                      markdown_text if heading else self.glosses.writer(), block.zone != "body" and not heading)


def full_text(record: Record, text: str, links: Sequence[InlineLink], abbreviations: Mapping[str, str] | None = None,
              cited: Mapping[str, int] | None = None) -> tuple[Segment, ...]:
    """Render a document's text; ``links`` are its citations in order, not overlapping.

    ``abbreviations`` are explained where they stand; ``cited`` says how many documents cite a block, by its anchor.
    """
    blocks = with_gaps(record.outline, text)
    notes = {b.label.strip(" .)"): b.anchor for b in blocks if b.kind == "footnote" and b.label}
    draft = _Draft(text, record, links, [link.end for link in links], notes, Glosses(abbreviations or {}),
                   cited or {}, heading_levels(blocks))
    segments: list[Segment] = []
    for key, group in groupby(_units(passages(blocks)), key=_section):
        units = list(group)
        if key == "heading":
            segments += [Segment("heading", _heading(unit.first, draft)) for unit in units]
        else:
            body = "\n".join(_runs(units, draft))
            segments.append(Segment("block", _outside(units, body) if key == "outside" and _has_words(units, text)
                                    else f'<div class="doc doc-{key}">\n{body}\n</div>'))
    return tuple(segments)


def heading_levels(blocks: Iterable[Block]) -> Mapping[str, int]:
    """The level of every heading on the page, by its anchor: one below the heading it stands under, none left out."""
    levels: dict[str, int] = {}
    above: list[int] = []
    for block in blocks:
        if block.kind == "heading":
            while above and above[-1] >= block.depth:
                above.pop()
            levels[block.anchor] = min(_TOP_HEADING + len(above), _DEEPEST_HEADING)
            above.append(block.depth)
    return levels


def _units(found: Sequence[Passage]) -> Iterator[PageParagraph]:
    """Each passage once, taking in what came between its parts."""
    index = 0
    while index < len(found):
        passage = found[index]
        index += 1
        inside: list[Block] = []
        while index < len(found) and found[index].blocks[0].start < passage.blocks[-1].start:
            inside += found[index].blocks
            index += 1
        yield PageParagraph(passage, tuple(inside))


def with_gaps(blocks: Sequence[Block], text: str) -> tuple[Block, ...]:
    """The blocks, and a paragraph for every stretch that no block covers and that is more than marks of emphasis, or
    beside the row of a table more than its bars and rules."""
    found: list[Block] = []
    position, line, counted = 0, 1, 0
    for block in (*blocks, None):
        start = block.start if block else len(text)
        gap = text[position:start]
        beside_row = "table" in (found[-1].kind if found else "", block.kind if block else "")
        if gap.strip(MARKS + _BARS if beside_row else MARKS):
            left = position + len(gap) - len(gap.lstrip())
            zone = found[-1].zone if found else "header"
            line, counted = line + text.count("\n", counted, left), left
            found.append(Block("paragraph", zone, left, position + len(gap.rstrip()), line, f"vi-tri-{left}"))
        if block:
            found.append(block)
            position = max(position, block.end)
    return tuple(found)


def _section(unit: PageParagraph) -> str:
    return "heading" if unit.first.kind == "heading" else unit.first.zone


def _heading(block: Block, draft: _Draft) -> str:
    words = draft.inner(block, heading=True)
    return f"{'#' * draft.levels[block.anchor]} {words}{_cited_by(block, draft)} {{#{block.anchor} .doc-heading}}"


def _runs(units: list[PageParagraph], draft: _Draft) -> Iterator[str]:
    """Passages of one zone, neighbours of a kind gathered into a list, a table or notes."""
    for kind, group in groupby(units, key=lambda unit: unit.first.kind):
        found = list(group)
        if kind == "item":
            yield from _list(found, draft)
        elif kind == "table":
            yield _table([unit.first for unit in found], draft)
        elif kind == "footnote":
            yield _notes([block for unit in found for block in unit.passage.blocks], draft)
        else:
            yield from _paragraphs(found, draft)


def _has_words(units: Iterable[PageParagraph], text: str) -> bool:
    return any(letter.isalnum() for unit in units for letter in text[unit.first.start:unit.first.end])


def _outside(units: Sequence[PageParagraph], body: str) -> str:
    """What a portal or a converter put around the document, folded: the paper begins with its letterhead."""
    told = say("outside_words", n=len(units))
    return f'<details class="doc doc-outside">\n<summary>{told}</summary>\n{body}\n</details>'


def _paragraph_class(block: Block, draft: _Draft) -> str:
    """A signature stands as on paper; what conversion left of cells, rules and tags is kept, but not shown."""
    words = draft.text[block.start:block.end]
    if not any(letter.isalnum() for letter in _TAG.sub("", words)):
        return "marks"
    if block.zone == "outside":
        return ""
    if block.zone == "body":
        return "numbered" if block.label else ""
    document = draft.record.document
    signing = "; ".join(filter(None, (document.signer, document.signer_title, document.signing_capacity)))
    if block.zone == "closing" and any(part and part in words for part in signing.split("; ")):
        return "signature"
    return ""


def _paragraphs(units: Sequence[PageParagraph], draft: _Draft) -> Iterator[str]:
    """Each paragraph by itself; the lines of a letterhead as the paper has them."""
    if units[0].first.zone != "header":
        yield from (_paragraph(unit, draft, _paragraph_class(unit.first, draft)) for unit in units)
        return
    for line in head_lines(units, draft.text, draft.record.document):
        marks = _paragraph_class(line.unit.first, draft) == "marks"
        yield _paragraph(line.unit, draft, "marks" if marks else line.classes)


def _paragraph(unit: PageParagraph, draft: _Draft, kind: str) -> str:
    """A paragraph; one with a footnote in its middle is a ``div``, because a ``p`` cannot hold one."""
    attribute = f' class="{kind}"' if kind else ""
    if any(note.kind != "page" for note in unit.notes):
        return f'<div id="{unit.first.anchor}" class="interrupted">{_words(unit, draft)}</div>'
    return f'<p id="{unit.first.anchor}"{attribute}>{_words(unit, draft)}</p>'


def _words(unit: PageParagraph, draft: _Draft) -> str:
    """The words of a passage in text order; a part that a page cut off keeps its own address."""
    first, *rest = unit.passage.blocks
    parts = [draft.inner(first) + _cited_by(first, draft)]
    position = first.end
    for block in rest:
        between = [note for note in unit.notes if position <= note.start < block.start]
        parts += [f'<span id="{page.anchor}" class="page-number">{draft.inner(page)}</span>'
                  for page in between if page.kind == "page"]
        notes = [note for note in between if note.kind != "page"]
        if notes:
            parts.append(_notes(notes, draft))
        cut = ' class="page-cut"' if block.continues else ""
        parts.append(f'<span id="{block.anchor}"{cut}>{draft.inner(block)}</span>')
        position = block.end
    return " ".join(parts)


def _notes(notes: list[Block], draft: _Draft) -> str:
    words = "\n".join(f'<p id="{note.anchor}">{draft.inner(note)}{_cited_by(note, draft)}</p>' for note in notes)
    return f'<div class="notes" role="note" aria-label="{say("notes")}">{words}</div>'


def _cited_by(block: Block, draft: _Draft) -> str:
    """How many documents cite a block, where any does."""
    count = draft.cited.get(block.anchor)
    if not count:
        return ""
    return (f'<a class="cited-by" href="#duoc-vien-dan" data-count="{count}" '
            f'aria-label="{say("cited_here", n=count)}"></a>')


def _list(found: list[PageParagraph], draft: _Draft) -> Iterator[str]:
    """A list whose written marks stay words of the text; depth is shown by indenting."""
    top = min(unit.first.depth for unit in found)
    yield '<ul class="items">'
    for unit in found:
        indent = min(unit.first.depth - top, _MOST_INDENTED)
        inset = f' class="in-{indent}"' if indent else ""
        yield f'<li id="{unit.first.anchor}"{inset}>{_words(unit, draft)}</li>'
    yield "</ul>"


def _cells(block: Block, draft: _Draft) -> Iterator[str]:
    """The cells of a row, each rendered by itself: a bar in an address or a remark parts nothing."""
    words = draft.text[block.start:block.end]
    start = block.start + words.startswith("|")
    for cell in words.removeprefix("|").rstrip().removesuffix("|").split("|"):
        yield draft.inner(structs.replace(block, start=start, end=start + len(cell))).strip()
        start += len(cell) + 1


def _empty_before(text: str, start: int) -> int:
    """The empty cells between the outer bar of a line and its first words at ``start``: "|  | A |" has one."""
    before = text[text.rfind("\n", 0, start) + 1:start]
    return max(before.count("|") - 1, 0) if not before.strip("| \t") else 0


def _table(blocks: list[Block], draft: _Draft) -> str:
    """Rows written with bars; the ruling line that some exports put under the head is left out."""
    rows = []
    for block in blocks:
        if _RULING.fullmatch(draft.text, block.start, block.end):
            continue
        cells = [*[""] * _empty_before(draft.text, block.start), *_cells(block, draft)]
        rows.append(f'<tr id="{block.anchor}">' + "\n".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    table = '<table class="doc-table">' + "\n".join(rows) + "</table>"
    return f'<div class="table-scroll" tabindex="0" role="group" aria-label="{say("table")}">{table}</div>'
