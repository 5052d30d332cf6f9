"""The inbox: a folder into which files are dropped that are to become documents."""

from __future__ import annotations

from pathlib import Path

INBOX = Path("directives/inbox")
INBOX_TABLE = "nguon.csv"
"""The table beside the files that says where each was taken from."""


def waiting_files(root: Path) -> list[Path]:
    """The files in the inbox of the project under ``root``, those that are no documents left out."""
    return sorted(path for path in (root / INBOX).rglob("*") if path.is_file() and not path.is_symlink()
                  and not path.name.startswith((".", "~")) and path.name not in (INBOX_TABLE, "README.md"))
