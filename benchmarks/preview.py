#!/usr/bin/env python3
"""Seconds from saving a document to its new page being served, by the clock, through the file system and loopback.

  python benchmarks/preview.py --documents 500                   made-up documents
  python benchmarks/preview.py --documents 2014 --corpus FOLDER  real texts

Builds a project of its own, starts its ``serve_site.py`` and waits until everything is up to date. Then a document is
saved again and again, and its page asked for until it has the new words: lines are added that cite nothing, then ones
that cite another document. Told besides: after how long lists and search followed. Ends with 1 above the budget.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from queue import Queue
from statistics import median
from threading import Thread
from time import monotonic, sleep
from urllib.request import urlopen

from budgets import SEEN_AFTER
from build import project_with

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))
from vanban.commands.refresh import REBUILT
from vanban.store.documents import DOCUMENTS_FOLDER

ADDRESS = "127.0.0.1:8321"
PATIENCE = 3600.0


def listened(server: subprocess.Popen[str]) -> Queue[tuple[float, str]]:
    """What the server says, each line with when it was said."""
    said: Queue[tuple[float, str]] = Queue()

    def listen() -> None:
        assert server.stdout
        for line in server.stdout:
            said.put((monotonic(), line.rstrip("\n")))
            print("   ", line, end="", file=sys.stderr)

    Thread(target=listen, daemon=True).start()
    return said


def until(said: Queue[tuple[float, str]], words: str) -> float:
    """When these words were said."""
    while True:
        at, line = said.get(timeout=PATIENCE)
        if line == words:
            return at


def seen_after(document: Path, line: str) -> float:
    """Seconds from saving a document with one more line to its page showing it."""
    words = line.split("(")[-1].rstrip(")")
    document.write_text(document.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    start = monotonic()
    while True:
        with urlopen(f"http://{ADDRESS}/van-ban/{document.stem}/", timeout=60) as page:
            if words in page.read().decode("utf-8"):
                return monotonic() - start
        if monotonic() - start > 120:
            raise SystemExit(f"{document.stem}: not seen")
        sleep(0.05)


def main() -> int:
    """Measure; 1 when a document is seen too late."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=250)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="vanban-") as folder:
        root = Path(folder)
        project_with(arguments.documents, arguments.corpus, root, arguments.seed)
        return measured(root, arguments.times)


def measured(root: Path, times: int) -> int:
    """Start the preview of a project, save documents, tell the seconds."""
    documents = sorted((root / DOCUMENTS_FOLDER).rglob("*.md"))
    server = subprocess.Popen([sys.executable, "-u", root / "scripts/serve_site.py", "--address", ADDRESS], cwd=root,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
    said = listened(server)
    kinds = {"nothing it cites changes": "Một dòng thêm vào để đo (đo-{n}).",
             "it cites one more": "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ (đo-{n})."}
    slow = []
    try:
        until(said, REBUILT[1])
        sleep(20)
        print(f"load {os.getloadavg()[0]:.1f}; {len(documents)} documents")
        for kind, line in kinds.items():
            found = []
            for n in range(times):
                found.append(seen_after(documents[(n * 997 + 13) % len(documents)], line.format(n=f"{kind[:2]}{n}")))
                saved = monotonic() - found[-1]
                lists, search = (until(said, words) - saved for words in REBUILT)
                print(f"{kind}: seen after {found[-1]:.2f} s, lists after {lists:.0f} s, search after {search:.0f} s")
            print(f"{kind}: median {median(found):.2f} s, most {max(found):.2f} s; load {os.getloadavg()[0]:.1f}")
            slow += [kind] if median(found) > SEEN_AFTER else []
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()
    print(*(f"over budget: {kind}" for kind in slow), sep="\n")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
