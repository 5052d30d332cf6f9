"""What a file was at an earlier revision of the project, where it has a history."""

from __future__ import annotations

import subprocess
from pathlib import Path

NO_COMMIT = "1577836800"
"""The first day of 2020, where there is no history."""


def text_at(root: Path, revision: str, path: str) -> str | None:
    """The text of a file at a revision; ``None`` without git, without that revision or where it was not there yet."""
    try:
        done = subprocess.run(["git", "show", f"{revision}:./{path}"], cwd=root, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def lengths_at(root: Path, revision: str, folder: str) -> dict[str, int]:
    """The paths of the files of a folder at a revision, with their bytes; none without a history."""
    try:
        done = subprocess.run(["git", "ls-tree", "-r", "-z", "-l", revision, "--", folder], cwd=root,
                              capture_output=True, check=False)
    except OSError:
        return {}
    rows = done.stdout.decode("utf-8", "replace").rstrip("\0").split("\0") if done.stdout else []
    return {path: int(size) for row in rows for about, _, path in [row.partition("\t")]
            if (size := about.split()[-1]).isdigit()}


def in_history(root: Path, pattern: str) -> bool:
    """Whether a commit up to the last one has a file of this pattern (``**`` is any folder); not without git."""
    try:
        done = subprocess.run(["git", "log", "-1", "--format=%h", "HEAD", "--", f":(glob){pattern}"], cwd=root,
                              capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0 and bool(done.stdout)


def last_commit_of(root: Path) -> str:
    """The time of the last commit in seconds since 1970, as a word; that of a fixed day without git."""
    try:
        done = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=root, capture_output=True, check=False)
    except OSError:
        return NO_COMMIT
    return done.stdout.decode().strip() or NO_COMMIT
