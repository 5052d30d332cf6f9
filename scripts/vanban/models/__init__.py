"""The words of the project as frozen records, shared by every stage: of one document, and of the whole collection."""

from __future__ import annotations

from .collection import CitationPlace, Collection, Contradiction, Instrument, Relation, ValueReading
from .documents import (
    LEVELS,
    PARTS,
    RELATIONS,
    Block,
    BlockKind,
    BodyParts,
    Certainty,
    Citation,
    CitationClass,
    Correction,
    Deadline,
    Document,
    FrontMatter,
    Level,
    NumberParts,
    Record,
    RelationType,
    SeenRemark,
    Zone,
)
from .facts import Recipient, RecipientRole, TextFacts

__all__ = [
    "LEVELS",
    "PARTS",
    "RELATIONS",
    "Block",
    "BlockKind",
    "BodyParts",
    "Certainty",
    "Citation",
    "CitationClass",
    "CitationPlace",
    "Collection",
    "Contradiction",
    "Correction",
    "Deadline",
    "Document",
    "FrontMatter",
    "Instrument",
    "Level",
    "NumberParts",
    "Recipient",
    "RecipientRole",
    "Record",
    "Relation",
    "RelationType",
    "SeenRemark",
    "TextFacts",
    "ValueReading",
    "Zone",
]
