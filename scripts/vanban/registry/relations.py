"""What the tables say of relations: the words that tell one, and how each is named on a page."""

from __future__ import annotations

from dataclasses import dataclass

from ..models import RelationType
from ..store.rows import Row

CARRIES_OUT: tuple[RelationType, ...] = ("implements", "continues")
"""Relations of a text that does what another orders, for the first time or further on."""
CHANGES: tuple[RelationType, ...] = ("amends", "replaces", "repeals")
"""Relations of a text behind which another no longer stands as it was."""


@dataclass(frozen=True, slots=True)
class RelationPhrase:
    """Words before a citation that say what the citing text does to it, where it is their object.

    ``object`` says what else their object may be, or may not ("part", "matter", "added", "whole"; the table says what
    each means); ``None``: as of any verb.
    """

    phrase: str
    relation: RelationType
    example: str
    note: str | None
    object: str | None = None


@dataclass(frozen=True, slots=True)
class RelationLabel:
    """The Vietnamese verbs of a relation, seen from the acting text and from the other end."""

    forward: str
    reverse: str


def phrase_of_row(row: Row) -> RelationPhrase:
    """Make a phrase of a checked row of relation_phrases.yaml."""
    return RelationPhrase(row.text("phrase") or "", row.text("relation") or "cites",  # type: ignore[arg-type]
                          row.text("example") or "", row.text("note"), row.text("object"))


def label_of_row(row: Row) -> tuple[str, RelationLabel]:
    """A relation and its names on a page, from a checked row of relations.yaml."""
    return row.text("relation") or "", RelationLabel(row.text("forward") or "", row.text("reverse") or "")
