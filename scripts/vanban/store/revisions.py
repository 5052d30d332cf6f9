"""What a file was at an earlier revision of the project, where it has a history."""

from __future__ import annotations

import subprocess
from pathlib import Path

_TIME_WITHOUT_COMMIT = "1577836800"
"""The first second of 2020, for a project without a history: always the same, so that two builds are."""


def text_at(root: Path, revision: str, path: str) -> str | None:
    """The text of a file at a revision; ``None`` without git, without that revision or where it was not there yet."""
    said = _git(root, "show", f"{revision}:./{path}")
    return None if said is None else said.decode("utf-8", "replace")


def is_revision(root: Path, name: str) -> bool:
    """Whether a name is that of a commit of the history; not without git."""
    return _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}") is not None


def lengths_at(root: Path, revision: str, folder: str) -> dict[str, int]:
    """The paths of the files of a folder at a revision, with their bytes; none without a history."""
    said = _git(root, "ls-tree", "-r", "-z", "-l", revision, "--", folder)
    rows = said.decode("utf-8", "replace").rstrip("\0").split("\0") if said else []
    return {path: int(size) for row in rows for about, _, path in [row.partition("\t")]
            if (size := about.split()[-1]).isdigit()}


def in_history(root: Path, pattern: str) -> bool:
    """Whether a commit up to the last one has a file of this pattern (``**`` is any folder); not without git."""
    return bool(_git(root, "log", "-1", "--format=%h", "HEAD", "--", f":(glob){pattern}"))


def time_of_last_commit(root: Path) -> str:
    """The time of the last commit in seconds since 1970, as a word; that of a fixed day without git."""
    return (_git(root, "log", "-1", "--format=%ct") or b"").decode().strip() or _TIME_WITHOUT_COMMIT


def _git(root: Path, *words: str) -> bytes | None:
    """What a command of git prints; ``None`` without git, and where the command fails."""
    try:
        done = subprocess.run(["git", *words], cwd=root, capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
