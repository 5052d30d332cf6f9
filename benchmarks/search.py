"""Measure the search on a generated collection: build time, memory, bytes and time of queries.

The texts are made by dice (tests/generated_collection.py): synthetic, good for sizes and times. Everything
is written to a temporary folder. Bytes are those of each file compressed by gzip, as most hosts send it.
The queries run in the Node that the browser tests bring along.

Example: python benchmarks/search.py 1000
"""

from __future__ import annotations

import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]

from generated_collection import generated  # noqa: E402
from playwright._impl._driver import compute_driver_executable  # noqa: E402
from vanban.registry.tables import load_registry  # noqa: E402
from vanban.search import build_search  # noqa: E402

QUERIES = (
    "chỉ thị 09", "ke hoach 31 ubnd", "124/2021", "liên đoàn lao động phú riềng", "toàn dân bảo vệ an ninh tổ quốc",
    "phòng chống tội phạm", "thực hiện", "của", "kế hoạch công tác năm 2023", "ldld binh phuoc", "mua bán người",
    "đời sống văn hóa", "an ninh trật tự", "tuyên truyền pháp luật", "binh phuocc", "khen thưởng thi đua",
    '"phòng chống tội phạm ma túy"', "toanf daan baor veej an ninh toor quoocs", "liendoanlaodong binhphuoc",
)


PROCESSES = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def work_done() -> float:
    """Seconds of processor that this process and its children have used."""
    return sum(use.ru_utime + use.ru_stime for use in map(resource.getrusage, PROCESSES))


def compressed(path: Path) -> int:
    """Bytes of a file as a host sends it."""
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))


def main(argv: list[str] | None = None) -> int:
    """Generate, build, query, print."""
    count = int((argv or sys.argv[1:] or ["1000"])[0])
    collection, registry = generated(count), load_registry()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    with tempfile.TemporaryDirectory() as name:
        started, worked = time.perf_counter(), work_done()
        stats = build_search(collection, registry, Path(name))
        seconds, worked = time.perf_counter() - started, work_done() - worked
        peak = max(resource.getrusage(who).ru_maxrss for who in PROCESSES) // 1024
        folder = Path(name) / "du-lieu" / "tim-kiem"
        print(f"{count} generated (synthetic) documents, {stats.entries} entries: built in {seconds:.1f} s "
              f"({worked:.1f} s of processor), {peak} MiB in the largest process (before: {before}), "
              f"{stats.files} files, {stats.bytes / 1e6:.1f} MB")
        first, base = (sum(map(compressed, folder.glob(names))) for names in ("dau.js", "muc-luc.*.js"))
        print(f"first load: {first / 1024:.1f} KB, the base file among it {base / 1024:.1f}")
        print_queries(folder)
    return 0


def print_queries(folder: Path) -> None:
    """One line a query: bytes, time cold and warm, results."""
    node = compute_driver_executable()[0]
    done = subprocess.run([node, ROOT / "benchmarks/search_queries.js", folder, json.dumps(QUERIES)],
                          capture_output=True, encoding="utf-8", check=True)
    rows = json.loads(done.stdout)
    for row in rows:
        parts = ", ".join(f"{name} {size / 1024:.1f}" for name, size in row["sizes"].items())
        print(f"{row['bytes'] / 1024:7.1f} KB {row['cold']:7.1f} ms cold {row['warm']:6.1f} ms warm "
              f"{row['total']:6d} found  {row['query']}  ({parts})")
    sizes = sorted(row["bytes"] for row in rows)
    print(f"median {sizes[len(sizes) // 2] / 1024:.1f} KB, worst {sizes[-1] / 1024:.1f} KB")


if __name__ == "__main__":
    sys.exit(main())
