"""What ``report_changes.py`` does: the same texts read by a revision and by the working tree, and what differs.

Both are asked in their own process for ``parse_documents.py --jsonl``, which is kept stable, so that any two
revisions can be compared, whatever was moved or renamed between them.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from ..problems import ProblemError, problem
from ..quality.differences import FACT_KINDS, Difference, Facts, count_by_sign, differences, facts_of

FACT_NAMES = {"fields": "trường của văn bản", "citations": "viện dẫn", "relations": "quan hệ", "blocks": "đoạn"}
_SIGNS = {"+": "thêm", "-": "mất", "~": "khác đi"}
_READING = ("scripts", "directives/registry")
"""All that reads."""
_SHOWN = 40
"""Differences of a kind that are written out unless all are asked for."""


def check_out(root: Path, revision: str, folder: Path, places: Sequence[str] = _READING) -> None:
    """Put the ``places`` of a revision into a folder; raises :class:`ProblemError` where git cannot."""
    done = subprocess.run(["git", "archive", "--format=tar", revision, "--", *places],
                          cwd=root, capture_output=True, check=False)
    if done.returncode:
        raise ProblemError([problem(root, 0, "Bản gốc để so", f"“{revision}” không lấy được",
                                    "cần tên một nhánh, một thẻ hay một lần ghi nhận của kho git.", "main")])
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")


def read_texts(root: Path, texts: dict[str, str]) -> dict[str, Facts]:
    """What the scripts in ``root`` read in the texts, in as many processes as the machine has cores."""
    lines = [json.dumps({"id": name, "text": text}).encode() for name, text in texts.items()]
    cores = os.cpu_count() or 1
    with ThreadPoolExecutor(cores) as pool:  # each thread only waits for its process
        answers = pool.map(partial(_ask, root), [lines[start::cores] for start in range(cores)])
        return {row["id"]: facts_of(row) for rows in answers for row in rows}


def _ask(root: Path, lines: list[bytes]) -> list[dict[str, Any]]:
    """The records of some texts, in a process that imports the package of ``root`` and no other."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"PYTHONUTF8": "1"}
    script = root / "scripts" / "parse_documents.py"
    done = subprocess.run([sys.executable, script, "--jsonl"], input=b"\n".join(lines), env=environment,
                          stdout=subprocess.PIPE, check=False)
    if done.returncode:
        raise ProblemError([problem(script, 0, "Đọc văn bản", "lệnh đọc dừng giữa chừng",
                                    "lời báo ở ngay trên cho biết vì sao.")])
    return [json.loads(line) for line in done.stdout.splitlines()]


def report_changes(root: Path, revision: str, texts: dict[str, str], say: Callable[[str], None],
                   whole: bool = False) -> int:
    """Print what the working tree reads otherwise than a revision; how many texts differ."""
    with tempfile.TemporaryDirectory() as folder:
        check_out(root, revision, Path(folder))
        before = read_texts(Path(folder), texts)
    after = read_texts(root, texts)
    found = [(name, each) for name in texts for each in differences(before[name], after[name])]
    differing = len({name for name, _ in found})
    say(f"So với {revision}: đọc {len(texts)} văn bản và câu, {differing} đọc khác đi.")
    counts = count_by_sign([each for _, each in found])
    for kind in filter(counts.get, FACT_KINDS):
        say(f"{FACT_NAMES[kind]}: " + ", ".join(f"{words} {counts[kind][sign]}" for sign, words in _SIGNS.items()
                                           if counts[kind][sign]))
        rows = [(name, each) for name, each in found if each.kind == kind]
        for name, each in rows if whole else rows[:_SHOWN]:
            say(_line(name, each))
        if len(rows) > _SHOWN and not whole:
            say(f"  … và {len(rows) - _SHOWN} chỗ nữa về {FACT_NAMES[kind]}; thêm --all để xem hết.")
    return differing


def _line(name: str, each: Difference) -> str:
    words = [value.rpartition("\t")[2].replace("\n", " ") for value in (each.before, each.after) if value is not None]
    return f"  {each.sign} {name}:{each.place}: " + "\n      → ".join(words)


