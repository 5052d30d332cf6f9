"""The lines beside one row of a chain as an SVG picture that stretches with the row.

Lengths across are pixels; a line that passes or goes on below runs to 100% of the row, however tall its words
make it. Colours, widths and dots come from the style sheet.
"""

from __future__ import annotations

from markupsafe import Markup

from .layout import ChainRow, Strand

LANE_PITCH = 12
"""Pixels from one lane to the next."""
_EDGE = 8
_MIDDLE = 22
_GAP = 6
_BEND = 6
_REACH = 14


def width_of(lanes: int) -> int:
    """Pixels of the lines and the node's mark together."""
    return _node_x(lanes) + 12


def row_picture(row: ChainRow, lanes: int, mark: str, center: str | None = None) -> Markup:
    """The picture of a row; ``mark`` is its node's kind, strands of ``center`` are drawn stronger."""
    parts = [part for strand in row.strands for part in _strand(strand, row.slots, lanes, strand.owner == center)]
    return _picture("".join(parts) + _mark(mark, row.slots, _node_x(lanes)), lanes)


def picture_above_level(row: ChainRow, lanes: int, center: str | None = None) -> Markup:
    """The picture above the first row of a level, where lines from higher levels come in."""
    found = "".join(_passing(strand, strand.owner == center) for strand in row.strands if strand.above)
    return _picture(found, lanes)


def _picture(parts: str, lanes: int) -> Markup:
    """Lines as tall as their row, behind an empty picture that keeps the width for them."""
    width = width_of(lanes)
    return Markup(  # numbers and words of this module only
        f'<svg width="{width}" height="0" aria-hidden="true"></svg>'
        f'<svg class="rails" width="{width}" height="100%" aria-hidden="true" focusable="false">{parts}</svg>')


def _node_x(lanes: int) -> int:
    return _EDGE + lanes * LANE_PITCH + _REACH - LANE_PITCH + 4


def _kind(strand: Strand, strong: bool) -> str:
    return "line" + (" guess" if strand.dotted else "") + (" own" if strong else "")


def _x(strand: Strand) -> int:
    return _EDGE + strand.lane * LANE_PITCH


def _passing(strand: Strand, strong: bool) -> str:
    return f'<line class="{_kind(strand, strong)}" x1="{_x(strand)}" x2="{_x(strand)}" y1="0" y2="100%"/>'


def _strand(strand: Strand, slots: int, lanes: int, strong: bool) -> list[str]:
    """The pieces of one lane: what passes, what bends to the node, what goes on."""
    if strand.slot is None:
        return [_passing(strand, strong)]
    kind, x = _kind(strand, strong), _x(strand)
    y, end = _height(strand.slot, slots), _node_x(lanes)
    if strand.above and strand.below:
        return [_passing(strand, strong),
                f'<path class="{kind}" d="M{x} {y - _BEND}q0 {_BEND} {_BEND} {_BEND}H{end}"/>']
    if strand.above:
        return [f'<path class="{kind}" d="M{x} 0V{y - _BEND}q0 {_BEND} {_BEND} {_BEND}H{end}"/>']
    return [f'<path class="{kind}" d="M{end} {y}H{x + _BEND}q-{_BEND} 0 -{_BEND} {_BEND}"/>',
            f'<line class="{kind}" x1="{x}" x2="{x}" y1="{y + _BEND}" y2="100%"/>']


def _height(slot: int, slots: int) -> int:
    """Where a line meets the node, pixels from the top of the row."""
    return _MIDDLE + round((slot - (slots - 1) / 2) * _gap(slots))


def _gap(slots: int) -> float:
    """Pixels between two lines that meet a node: fewer where many do, so that none bends above its row."""
    return min(_GAP, 2 * (_MIDDLE - _BEND) / max(1, slots - 1))


def _mark(mark: str, slots: int, x: int) -> str:
    """The node: as tall as the lines that meet it need."""
    if mark == "fold":
        return "".join(f'<circle class="dot" cx="{x}" cy="{_MIDDLE + step}" r="2.2"/>' for step in (-7, 0, 7))
    tall = max(14, round((slots - 1) * _gap(slots)) + 10)
    ring = (f'<rect class="ring" x="{x - 11}" y="{_MIDDLE - tall / 2 - 4:g}" width="22" height="{tall + 8}" rx="11"/>'
            if mark.startswith("here") else "")
    kind = mark.removeprefix("here-")
    return ring + f'<rect class="dot {kind}" x="{x - 7}" y="{_MIDDLE - tall / 2:g}" width="14" height="{tall}" rx="7"/>'
