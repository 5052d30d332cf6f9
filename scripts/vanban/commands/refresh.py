"""Everything of a preview brought up to date: first the pages and lists, then the search.

Run as a program of its own (``python -m vanban.commands.refresh ROOT SITE``), so that whoever saves a document is
shown its page meanwhile.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ..problems import ProblemError, print_problems, speak_utf8
from ..store.processes import uncollected
from .build import link_records, press_site, read_all, write_docs, write_search
from .documents import Log

REBUILT = ("Đã cập nhật danh sách và mọi trang có liên quan.", "Đã cập nhật tìm kiếm.")
"""What is said when the site has been exchanged."""
_SCRIPTS = Path(__file__).resolve().parents[2]


def refresh(root: Path, site: Path, say: Log) -> None:
    """Bring the site of a preview up to date, twice: without the search of now, then with it."""
    site.parent.mkdir(parents=True, exist_ok=True)
    with uncollected():
        read = read_all(root, say)
        collection = link_records(read, say)
        write_docs(root, read, collection, say)
        press_site(root, site)
        say(REBUILT[0])
        write_search(root, read, collection, say)
        press_site(root, site)
        say(REBUILT[1])


def started(root: Path, site: Path) -> subprocess.Popen[str]:
    """The program of this module, started; what it says comes line by line."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(
        filter(None, (str(_SCRIPTS), os.environ.get("PYTHONPATH")))), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    return subprocess.Popen([sys.executable, "-m", __spec__.name, str(root), str(site)], env=environment,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")


def run_alone() -> int:
    """Refresh the site of the command line; 0, or 1 with the problems told."""
    speak_utf8()
    try:
        refresh(Path(sys.argv[1]), Path(sys.argv[2]), print)
    except ProblemError as error:
        return print_problems(error.problems)
    return 0


if __name__ == "__main__":
    sys.exit(run_alone())
