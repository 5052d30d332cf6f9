"""The row of every instrument, for all lists at once: what a page loads when a reader narrows or sorts its list.

A row is [slug, name, title, date as shown, day to sort by, level, held, doubt of the date, values on the axes, bodies,
topics, doubt of the body]; level, values, bodies and topics are numbers: what many rows share stands once, in the
first file.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..browse.axes import AXES
from ..browse.body_tree import bodies_of
from ..generated import GeneratedFile
from ..names import address_of, body_address, body_name
from ..parts.cards import instrument_card
from ..parts.listing import cut_held_first
from ..parts.row_files import ROWS_FOLDER, row_script
from ..site import Site

ROWS_IN_FILE = 1000
"""Rows in one file."""


class _Shared:
    """Values that many rows share, each written once and called by its number."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, ...], int] = {}

    def number(self, *value: str) -> int:
        """The number of a value, the next one where it is new."""
        return self.known.setdefault(value, len(self.known))


def row_files(site: Site) -> Iterator[GeneratedFile]:
    """Every file, the shared values in the first."""
    axes, bodies, topics, levels = [_Shared() for _ in AXES], _Shared(), _Shared(), _Shared()
    rows = []
    for leaf in cut_held_first("", site.collection.instruments.values()):
        for instrument in leaf.instruments:
            card = instrument_card(site, instrument.key, "")
            values = [axis.value(site, instrument) for axis in AXES]
            rows.append([
                card.slug, card.name, card.title or "", card.date or "", instrument.date or str(instrument.year or ""),
                levels.number(card.level_key, card.level), int(card.held), card.doubt or "",
                [-1 if value is None else shared.number(address_of(value), value)
                 for shared, value in zip(axes, values, strict=True)],
                [bodies.number(body_address(body, site.registry), body_name(body, site.registry))
                 for body in bodies_of(instrument)],
                [topics.number(address_of(subject.topic), subject.topic) for subject in site.topics[instrument.key]],
                card.body_doubt or ""])
    parts = [rows[start:start + ROWS_IN_FILE] for start in range(0, len(rows), ROWS_IN_FILE)] or [[]]
    shared = {"files": len(parts), "axes": [[axis.folder, axis.name, list(values.known)]
                                            for axis, values in zip(AXES, axes, strict=True)],
              "levels": list(levels.known), "co-quan": list(bodies.known), "chu-de": list(topics.known)}
    yield f"{ROWS_FOLDER}/chung.js", row_script("chung", shared).encode()
    for number, part in enumerate(parts):
        yield f"{ROWS_FOLDER}/{number}.js", row_script(str(number), part).encode()
