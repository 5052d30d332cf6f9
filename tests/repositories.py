"""Git in tests: one way to run it, with a name, an address and a day that do not depend on the machine."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path


def git(folder: Path, *arguments: str, given: bytes = b"") -> str:
    """What a git command prints, without blanks around it; it must succeed."""
    who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER")
           for key, value in (("NAME", "Thu"), ("EMAIL", "thu@example.vn"), ("DATE", "1700000000 +0700"))}
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, input=given, check=False,
                          env=os.environ | who)
    assert done.returncode == 0, (done.stdout + done.stderr).decode(errors="replace")
    return done.stdout.decode().strip()


def start_history(folder: Path) -> None:
    """Make a folder a repository whose first revision holds all that stands in it."""
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "1")
