"""Rows of the tables that help to read head and foot: fixed formulas, words of names, words that end names."""

from __future__ import annotations

from dataclasses import dataclass

from ..store.rows import Row


@dataclass(frozen=True, slots=True)
class NameEnd:
    """A word that no free name of a body contains: the name ends before it, ``unless`` one of these words stands
    before it, as in "chuyển đổi số", and no figure behind."""

    word: str
    example: str
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NameWord:
    """A phrase inside the names of schools, firms and boards, as written; ``then_proper``: an unknown word behind it
    is a proper name."""

    name: str
    then_proper: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """Fixed words of the layout: ``slips`` letters may be wrong, ``forms`` are what recognition makes of short ones,
    ``unlike`` what only looks alike."""

    words: str
    part: str
    slips: int
    forms: tuple[str, ...]
    unlike: tuple[str, ...]


def formula_of_row(row: Row) -> Formula:
    """Make a formula of a checked row of the table."""
    return Formula(row.text("formula") or "", row.text("part") or "", int(row.text("slips") or 0), row.texts("forms"),
                   row.texts("unlike"))
