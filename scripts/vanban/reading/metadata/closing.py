"""The foot of a document: where it begins, who signs, who receives."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from ...language.page_numbers import is_page_number
from ...registry.grammar import Grammar
from ..layout.lines import Line, by_cell, split_columns
from . import marks
from .deputy import with_capacity, with_deputy
from .formulas import is_national, opening_letters, recipients_end
from .list_start import begins_list, by_last, heads_list
from .merged import unmerged, without_name
from .recipients import BULLET, KEEP, Items, parted_tails, read_recipients
from .signature import (
    Signature,
    is_capacity,
    is_person,
    is_title,
    names_title,
    read_signature,
    signer_name,
)
from .signing_line import cut_signing
from .surnames import bent_name
from .torn_lists import over_strokes, put_together, without_bar

_BARE_CAPACITY = re.compile(r"(?:T/?M|K/?T|T/?L|TUQ)[.,:]?")
_SCRAP = 8
"""Characters of what recognition left of a heading or a stamp."""
RIGHT_COLUMN = 24
"""Blanks before a piece that stands in the right column alone."""
BEFORE, AFTER = 14, 90
"""Pieces looked at before and after "Nơi nhận" (lists of receivers run to some sixty items)."""


class Closing(Struct, frozen=True, gc=False):
    """The foot: indexes of its first piece and of the piece after it, recipients and signature; ``signatures``
    are all blocks with a capacity and a name, in printed order: a joint document has several."""

    start: int
    end: int
    recipients: Items
    signature: Signature | None
    signatures: tuple[Signature, ...] = ()


def read_closing(lines: tuple[Line, ...], body: int, grammar: Grammar) -> Closing | None:
    """Read the foot that belongs to the body beginning at ``lines[body]``; ``None`` when there is none."""

    def stop(line: Line, items: Items) -> bool:
        kept = bool(items) and bool(KEEP.match(items[-1][0].text)) and (
            is_person(line, grammar) or (line.text[0] in "“‘'`" and _small_name(line, grammar)))
        return kept or is_capacity(line) or names_title(line, grammar)

    at = _first_list(lines, body, grammar)
    at = by_last(lines, body) if at is None else at
    signed = _signed_before(lines, body, len(lines) if at is None else at, grammar)
    if signed is not None and (at is None or at - signed[0] > BEFORE):
        return signed_only(lines, *signed, grammar)
    if at is None:
        return None
    first = max(body, _table_start(lines, at) if signed is None else min(signed[0], _table_start(lines, at)))
    first = _signing_above(lines, body, first, grammar)
    pieces = closing_pieces(over_strokes(lines[first:at + AFTER]), grammar)
    head = next(i for i, line in enumerate(pieces) if heads_list(line, grammar) or line.start == lines[at].start)
    pieces, head = without_bar(pieces, head, grammar)
    above = [line for line in pieces[:head] if not is_page_number(line.text)]
    merged, head = [*above, *put_together(pieces[head:])], len(above)
    pieces, right = unmerged(merged, head, grammar)
    beside = right[0] if right else None
    recipients, after = read_recipients(pieces, head, lambda line, items: line is beside or stop(line, items), grammar)
    recipients, tails = parted_tails(recipients, grammar)
    tails += [line for line in right if not line.is_upper]
    annexes = (line.start for line in pieces[after:] if _begins_annex(line, grammar))
    annex = next(annexes, max(line.end for line in pieces))
    below = [i for i in range(after, len(pieces)) if pieces[i].start < annex]
    signature = _first_signature(pieces, [*below, *range(head)], grammar) or _bare_name(pieces, after, grammar)
    signature = with_deputy(with_capacity(signature, pieces[:head]), merged, head, lines[max(at - 1, body)], grammar)
    if signature is None or not signature.name:
        recipients, loose = without_name(recipients, grammar)
        tails += loose
    named = next((tail for tail in tails if is_person(tail, grammar)), None)
    if (signature is None or not signature.name) and named:
        signature = replace(signature or Signature(head, head), name=(named,))
    elif signature and not signature.name:
        signature = _named_below(signature, pieces[after:after + 3], pieces[head].cell, grammar)
    last = max([line.start for item in recipients for line in item] + [pieces[head].start])
    if signature:
        last = max(last, pieces[min(signature.last, len(pieces) - 1)].start)
    end = next((i for i in range(at, len(lines)) if lines[i].start > last), len(lines))
    return Closing(first, end, recipients, signature, _signatures(pieces, [*range(head), *below], grammar))


def signed_only(lines: tuple[Line, ...], at: int, signature: Signature, grammar: Grammar) -> Closing:
    """A foot that has a signing block with a name but no list of receivers near it."""
    pieces = closing_pieces(lines[at:at + 30], grammar)
    end = next((i for i in range(at, len(lines)) if lines[i].start > signature.name[-1].start), len(lines))
    return Closing(at, end, [], signature, _signatures(pieces, list(range(len(pieces))), grammar))


def _signatures(pieces: list[Line], order: list[int], grammar: Grammar) -> tuple[Signature, ...]:
    """All signing blocks with a capacity and a name, from the top down, then from left to right."""
    found: list[Signature] = []
    last = -1
    for index in order:
        signature = read_signature(pieces, index, grammar) if index > last and is_capacity(pieces[index]) else None
        if signature and signature.name:
            found.append(signature)
            last = signature.last
    return tuple(sorted(found, key=lambda block: (pieces[block.first].row, pieces[block.first].start)))


def _begins_annex(line: Line, grammar: Grammar) -> bool:
    """Whether an annex or another document's letterhead begins: a signature further down is not this text's."""
    return marks.is_enclosure_note(line.text, grammar) or is_national(line.text, line.folded, grammar) or (
        line.is_upper and bool(re.match(r"PHỤ\s+LỤC\b|MẪU\b|DANH\s+(?:MỤC|SÁCH)\b", line.text)))


def _bare_name(pieces: list[Line], after: int, grammar: Grammar) -> Signature | None:
    """A name right below the list, or below scraps, whose title was lost with the seal."""
    for index, line in enumerate(pieces[after:after + 3], after):
        bent = bent_name(line, grammar)
        near = all(len(scrap.text) < _SCRAP for scrap in pieces[after:index]) and (
            bent or _small_name(line, grammar))
        signed = marks.SIGNED.match(line.text) and line.text[0] == "("
        here = (near or is_person(line, grammar)) and line.cell == pieces[after - 1].cell
        name = signer_name(line, grammar) or bent if here or signed else None
        if name is not None:
            return Signature(index, index, name=(name,))
    return None


def _signing_above(lines: tuple[Line, ...], body: int, first: int, grammar: Grammar) -> int:
    """``first``, or the first of the signing block's lines right above it whose name stands beside the list."""
    above = at = first
    while at > max(body, first - 8):
        line = lines[at - 1]
        if is_capacity(line) or names_title(line, grammar):
            above = at - 1
        elif not (marks.SIGNED.fullmatch(line.text) or is_page_number(line.text) or len(line.text) < _SCRAP):
            break
        at -= 1
    return above


def _named_below(signature: Signature, lines: list[Line], cell: int, grammar: Grammar) -> Signature:
    """A signing block above the list with the name that stands below it or beside its last items."""
    beside = [line for line in lines if line.cell == cell]
    line = next((line for line in beside if _small_name(line, grammar)), None)
    bent = (bent_name(line, grammar) for line in beside)
    name = signer_name(line, grammar) if line else next(filter(None, bent), None)
    return replace(signature, name=(name,)) if name else signature


def _small_name(line: Line, grammar: Grammar) -> bool:
    """Whether a piece is a name that opens with a surname, not in capitals."""
    return not line.is_upper and is_person(line, grammar, fewest=2)


def _first_list(lines: tuple[Line, ...], body: int, grammar: Grammar) -> int | None:
    """The first line of the body that opens a list; ``None`` where none does. By their first letters most cannot: quick
    to see before anything is compared."""
    letters = opening_letters("recipients", grammar)
    for index in range(body, len(lines)):
        text = lines[index].text
        if text[0].isalpha() and letters.isdisjoint(text[:3] if text[1:2] == " " else text[:2]):
            continue
        if _opens_list(lines, index, grammar):
            return index
    return None


def _opens_list(lines: tuple[Line, ...], index: int, grammar: Grammar) -> bool:
    """Whether "Nơi nhận" opens a line and the list: a table cell does whatever its length; it may be broken in two."""
    line = lines[index]
    text = line.text
    if _is_noi(line) and index + 1 < len(lines):
        return _broken_off(line, lines[index + 1], grammar)
    if text[0] in "-–~" and begins_list(text):
        return True
    end = recipients_end(text, grammar)
    if end is None:
        return False
    rest = text[end:]
    return line.marked or len(rest) < 60 or rest.lstrip().startswith("-") or "    " in rest


def _is_noi(line: Line) -> bool:
    """Whether a line holds the first half of "Nơi nhận" alone."""
    return len(line.text) == len("Nơi") and line.folded == "noi"


def _table_start(lines: tuple[Line, ...], at: int) -> int:
    """The first piece of the drawn table that "Nơi nhận" stands in: the other column may begin higher."""
    first = at
    while first and lines[first].marked and lines[first - 1].marked and at - first < 12:
        if lines[first].row - lines[first - 1].row > 1 or len(lines[first - 1].text) > 90:
            break
        first -= 1
    return first


def _signed_before(lines: tuple[Line, ...], body: int, end: int, grammar: Grammar) -> tuple[int, Signature] | None:
    """The first signing block with a name between ``body`` and ``end``, and the index of its line."""
    for index in range(body, end):
        line = lines[index]
        text = line.text
        if len(text) < 2 or text[0].islower() or (text[-1].islower() and text[1].islower()):
            continue  # what stands in capitals neither begins with a small letter nor has one at both ends
        if not (is_capacity(line) or is_title(line, grammar)):
            continue
        found = read_signature(closing_pieces(lines[index:min(end, index + 24)], grammar), 0, grammar)
        if found and found.name:
            return index, found
    return None


def closing_pieces(lines: tuple[Line, ...], grammar: Grammar) -> list[Line]:
    """The pieces of the foot in reading order: columns one after the other, glued titles taken apart."""
    pieces: list[Line] = []
    for cell in by_cell(lines):
        right: list[Line] = []
        listed = False
        for line in cell:
            for column, piece in enumerate(split_columns(line)):
                opens = not listed and (is_capacity(piece) or is_title(piece, grammar))
                far = bool(column) or (piece.indent >= RIGHT_COLUMN and (bool(right) or opens))
                head = recipients_end(piece.text, grammar)
                listed = listed or head is not None or begins_list(piece.text)
                for part in _split_title(piece, head, grammar):
                    (right if far else pieces).extend(cut_signing(part, grammar))
        pieces += right
    return _whole_titles(pieces, grammar)


def _whole_titles(pieces: list[Line], grammar: Grammar) -> list[Line]:
    """The pieces with a title or capacity that a narrow column broke ("TL. / CỤC TRƯỞNG", "CHỦ / TỊCH") in one."""
    whole: list[Line] = []
    for line in pieces:
        before = whole[-1] if whole else None
        if before is not None and _broken_off(before, line, grammar):
            whole[-1] = replace(before, end=line.end, text=f"{before.text} {line.text}")
        else:
            whole.append(line)
    return whole


def _broken_off(line: Line, following: Line, grammar: Grammar) -> bool:
    if _is_noi(line) and following.row == line.row + 1:
        return recipients_end(f"{line.text} {following.text}", grammar) is not None
    if not line.is_upper or following.cell != line.cell or following.gap:
        return False
    if following.row != line.row + 1 or not following.is_upper or is_capacity(following) or len(line.text) > 12:
        return False
    joined = replace(line, text=f"{line.text} {following.text}")
    if _BARE_CAPACITY.fullmatch(line.text):
        return is_capacity(joined)
    alone = is_title(line, grammar) and line.folded != "pho"
    return not alone and not is_capacity(line) and is_title(joined, grammar)


def _split_title(line: Line, head: int | None, grammar: Grammar) -> list[Line]:
    """Cut "Nơi nhận: GIÁM ĐỐC", which is a heading up to ``head``, where the other column's title was glued on."""
    if head is None or head >= len(line.text):
        return [line]
    rest = line.part(head)
    bullet = BULLET.match(rest.text)
    rest = rest.part(bullet.end()) if bullet else rest
    return [line.part(0, head), rest] if is_capacity(rest) or is_title(rest, grammar) else [line]


def _first_signature(pieces: list[Line], order: list[int], grammar: Grammar) -> Signature | None:
    """The first signing block with a name, else the first one at all."""
    nameless: Signature | None = None
    done = -1
    for index in order:
        if index == done + 1 and nameless and index <= nameless.last:
            done = index
            continue
        found = read_signature(pieces, index, grammar)
        if found and found.name:
            return found
        if found and nameless is None:
            nameless, done = found, index
    return nameless
