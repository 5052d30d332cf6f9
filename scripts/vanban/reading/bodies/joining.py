"""What a comma or a dash between two bodies says by their rows: two who issue together, or a unit and its own."""

from __future__ import annotations

from ...registry.tables import BodyRow


def are_fixed(first: BodyRow, second: BodyRow) -> bool:
    """Whether both are bodies with a name of their own, which a dash without blanks may join."""
    return first.kind == second.kind == "fixed"


def are_organs_of_one(first: BodyRow, second: BodyRow) -> bool:
    """Whether two fixed bodies are organs of one ("Bộ Chính trị, Ban Bí thư"), so that a comma joins them."""
    return are_fixed(first, second) and first.role == second.role == "centre_organ"


def is_unit_of(row: BodyRow, other: BodyRow) -> bool:
    """Whether a dash leads from a unit to the body it belongs to ("Cục Quản lý Dược - Bộ Y tế")."""
    return row.parent == other.id or (row.kind == "named" and other.kind != "named")
