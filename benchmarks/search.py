"""Measure the search on a generated collection: build time, memory, bytes and time of queries.

The texts are made by dice from the syllables of the project's own documents (a chain of neighbouring
syllables, so that common pairs stay common): synthetic, good for sizes and times, not for quality.
Everything is written to a temporary folder. Bytes are those of each file compressed by gzip, as most hosts
send it. The queries run in the Node that the browser tests bring along.

Example: python benchmarks/search.py 1000
"""

from __future__ import annotations

import gzip
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from playwright._impl._driver import compute_driver_executable  # noqa: E402
from vanban.models import Block, Collection, Document, Instrument, Record, Relation  # noqa: E402
from vanban.search import build_search  # noqa: E402
from vanban.tables import load_registry  # noqa: E402

SEED = 20230202
CHARACTERS = 6_000
"""About 8 KB in UTF-8."""
TYPES = (("Kế hoạch", "KH"), ("Công văn", ""), ("Chỉ thị", "CT"), ("Báo cáo", "BC"), ("Quyết định", "QĐ"))
QUERIES = (
    "chỉ thị 09", "ke hoach 31 ubnd", "124/2021", "liên đoàn lao động phú riềng", "toàn dân bảo vệ an ninh tổ quốc",
    "phòng chống tội phạm", "thực hiện", "của", "kế hoạch công tác năm 2023", "ldld binh phuoc", "mua bán người",
    "đời sống văn hóa", "an ninh trật tự", "tuyên truyền pháp luật", "binh phuocc", "khen thưởng thi đua",
)


def chain() -> dict[str, list[str]]:
    """Which syllables follow which in the project's documents."""
    follows: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "directives/documents").glob("*.md")):
        tokens = path.read_text(encoding="utf-8").split()
        for a, b in pairwise(tokens):
            follows[a].append(b)
    return dict(follows)


def generated(count: int) -> Collection:
    """``count`` held documents of about 8 KB and as many instruments that are only cited."""
    dice = random.Random(SEED)
    follows = chain()
    starts = sorted(follows)
    tail = [a + b for a in ("bl", "kr", "đr", "pl", "gr", "mn", "hl") for b in ("ang", "ông", "ieng", "ưt", "ăk", "êa")]
    territories = [f"{dice.choice(starts).title()} {dice.choice(starts).title()}" for _ in range(700)]
    records, texts, instruments = {}, {}, {}
    for number in range(2 * count):
        slug = f"van-ban-{number}"
        kind, symbol = dice.choice(TYPES)
        year = dice.randint(1995, 2025)
        body = f"{dice.choice(('Ủy ban nhân dân', 'Liên đoàn Lao động', 'Tỉnh ủy'))} {dice.choice(territories)}"
        named = f"{dice.randint(1, 4000)}/{symbol + '-' if symbol else ''}{'UBND' if 'Ủy' in body else 'LĐLĐ'}"
        held = number % 2 == 0
        instruments[slug] = Instrument(
            slug, slug, "numbered", kind, named, f"{year}-05-09", year, body,
            dice.choice(("province", "district", "central")), sentence(dice, follows, starts, 90),
            slug if held else None)
        if held:
            lines = [sentence(dice, follows, starts, dice.randint(150, 600)) for _ in range(CHARACTERS // 375)]
            lines[-1] += f" {dice.choice(tail)} {dice.choice(tail)}{dice.randint(1, 3000)}"
            texts[slug] = "\n".join(lines)
            records[slug] = Record(slug, "", 0, Document(), blocks(lines), ())
    roots = list(instruments)[: max(1, count // 50)]
    relations = tuple(Relation(slug, dice.choice(roots), "implements") for slug in instruments)
    return Collection(records, texts, instruments, relations)


def sentence(dice: random.Random, follows: dict[str, list[str]], starts: list[str], size: int) -> str:
    """A walk along the chain of about ``size`` characters."""
    found, length, word = [], 0, dice.choice(starts)
    while length < size:
        found.append(word)
        length += len(word) + 1
        word = dice.choice(follows[word]) if dice.random() < 0.97 and word in follows else dice.choice(starts)
    return " ".join(found)


def blocks(lines: list[str]) -> tuple[Block, ...]:
    """Every line a paragraph."""
    found, start = [], 0
    for number, line in enumerate(lines, 1):
        found.append(Block("paragraph", "body", start, start + len(line), number, f"doan-{number}"))
        start += len(line) + 1
    return tuple(found)


def compressed(path: Path) -> int:
    """Bytes of a file as a host sends it."""
    return len(gzip.compress(path.read_bytes(), 6, mtime=0))


def main(argv: list[str] | None = None) -> int:
    """Generate, build, query, print."""
    count = int((argv or sys.argv[1:] or ["1000"])[0])
    collection, registry = generated(count), load_registry()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    with tempfile.TemporaryDirectory() as name:
        started = time.perf_counter()
        stats = build_search(collection, registry, Path(name))
        seconds = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        folder = Path(name) / "du-lieu" / "tim-kiem"
        print(f"{count} generated (synthetic) documents, {stats.entries} entries: built in {seconds:.1f} s, "
              f"{peak} MiB (before: {before}), {stats.files} files, {stats.bytes / 1e6:.1f} MB")
        scripts = sum(map(compressed, (ROOT / "docs/assets/javascripts/search").glob("*.js")))
        first = compressed(folder / "lunr.js") + compressed(folder / "muc-luc.js")
        print(f"first load: {(scripts + first) / 1024:.1f} KB "
              f"(scripts {scripts / 1024:.1f}, lunr and base {first / 1024:.1f})")
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
