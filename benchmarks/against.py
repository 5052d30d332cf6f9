"""Two revisions that read the same texts in turn: how much quicker one is, whatever else the machine does.

Each revision has a process of its own, which imports its package and no other; text by text both are asked, the
first one first in every other round, so that heat, frequency and neighbours weigh on both alike.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vanban.commands.changes import check_out

_READER = """
import sys
from pathlib import Path
try:
    from vanban.quality.figures import read_outcome
except ImportError:  # before the rooms
    from vanban.measuring import read_outcome
for line in sys.stdin:
    outcome = read_outcome(Path(line.rstrip("\\n")))
    status = Path("/proc/self/status")
    peak = status.read_text().partition("VmHWM:")[2].split()[0] if status.exists() else 0
    print(outcome.seconds, outcome.digest or "-", peak, flush=True)
"""


@dataclass
class Reader:
    """A process that reads texts with the package of ``root``; ``least`` is the least seconds of each text, ``total``
    all seconds, ``digests`` tell the records apart, ``peak`` are megabytes."""

    root: Path
    total: float = 0.0
    peak: float = 0.0
    least: dict[Path, float] = field(default_factory=dict)
    digests: dict[Path, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _READER], cwd=self.root / "scripts", stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, encoding="utf-8", env={"PYTHONPATH": str(self.root / "scripts"), "PYTHONUTF8": "1"})

    def read(self, path: Path) -> None:
        """Read one text and note what it took."""
        assert self.process.stdin and self.process.stdout
        print(path, file=self.process.stdin, flush=True)
        seconds, digest, peak = self.process.stdout.readline().split()
        self.total += float(seconds)
        self.least[path] = min(float(seconds), self.least.get(path, float("inf")))
        self.digests[path], self.peak = digest, int(peak) / 1e3

    def close(self) -> None:
        """End the process; it ends by itself when nothing more is asked."""
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def measure_against(root: Path, revision: str, paths: Sequence[Path], rounds: int) -> None:
    """Print the speed of ``revision`` and of the working tree over the same texts, and the ratio of the two."""
    size = sum(path.stat().st_size for path in paths) / 1e6
    with tempfile.TemporaryDirectory() as folder:
        check_out(root, revision, Path(folder))
        readers = [Reader(Path(folder)), Reader(root)]
        for reader in readers:
            reader.read(paths[0])  # the tables are loaded once, and not counted
            reader.total, reader.least = 0.0, {}
        for number in range(rounds):
            for path in paths:
                for reader in readers[::1 if number % 2 else -1]:
                    reader.read(path)
        for reader in readers:
            reader.close()
    base, own = readers
    print(f"{len(paths):,} documents, {size:.1f} MB, {rounds} rounds, read in turn")
    for name, reader in ((revision, base), ("working tree", own)):
        least = sum(reader.least.values())
        print(f"  {name:16}{size * rounds / reader.total:6.2f} MB/s   {size / least:6.2f} MB/s of the least times   "
              f"peak {reader.peak:.0f} MB")
    least = sum(base.least.values()) / sum(own.least.values())
    print(f"  ratio           {base.total / own.total:6.2f}          {least:6.2f}")
    differing = sum(own.digests[path] != base.digests[path] for path in paths)
    print(f"  records that differ: {differing:,} (the whole record; across schema versions all do)")
