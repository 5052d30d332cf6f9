"""The types of documents: how each is named, numbered, cited and printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..models import CitationClass
from ..store.rows import Row

Normative = Literal["yes", "no", "depends"]
MayChange = Literal["normative", "plain", "own_kind"]


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One type of document: its name, its abbreviations in symbols, the compound heads that mean it.

    ``class_``: how it is cited without a number; ``systems``: those that use it; ``rank``: of legal force, 1 the
    highest; ``may_change``: what it amends or repeals, normative texts, plain ones or its own kind; ``directive``:
    whose text of this type is an order from above where it is a basis, ``None``: nobody's; ``traits``: the ways it is
    cited and printed that its table lists.
    """

    name: str
    abbreviations: tuple[str, ...]
    aliases: tuple[str, ...]
    normative: Normative
    class_: CitationClass
    systems: tuple[str, ...]
    rank: int | None
    example: str
    may_change: MayChange = "plain"
    directive: Literal["yes", "of_party", "of_above"] | None = None
    traits: frozenset[str] = frozenset()


def type_of_row(row: Row) -> DocumentType:
    """Make a type of a checked row of document_types.yaml."""
    rank = row.text("rank")
    return DocumentType(
        row.text("name") or "", row.texts("abbreviations"), row.texts("aliases"),
        row.text("normative") or "no", row.text("class") or "numbered",  # type: ignore[arg-type]
        row.texts("systems"), int(rank) if rank else None, row.text("example") or "",
        row.text("may_change") or "plain", row.text("directive"),  # type: ignore[arg-type]
        frozenset(row.texts("traits")))
