"""What a file was at an earlier revision of the project, where it has a history."""

from __future__ import annotations

import subprocess
from pathlib import Path


def text_at(root: Path, revision: str, path: str) -> str | None:
    """The text of a file at a revision; ``None`` without git, without that revision or where it was not there yet."""
    try:
        done = subprocess.run(["git", "show", f"{revision}:./{path}"], cwd=root, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
