#!/usr/bin/env python3
"""What becomes of published addresses while a collection grows.

  python benchmarks/growth.py --corpus DIR                  100, 500, 1,000, 2,000 of the texts in DIR, with seed 1
  python benchmarks/growth.py --corpus DIR --sizes 50,200 --seed 3

Every address of the smaller collections counts as published. Of those that are no page's any more in the larger one
the table says how many are led on by themselves, how many became a page to choose from, how many fit nothing, and how
many changed hands: what is found there now says nothing of any instrument that has the words which made the address.
The last two are listed.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

from vanban.graph.addresses import changed_hands, redirects_led_on
from vanban.graph.build import build_collection
from vanban.language.folding import slugify
from vanban.models import Collection, Instrument, Record
from vanban.problems import ProblemError, speak_utf8
from vanban.reading.record import read_record
from vanban.registry.tables import load_registry
from vanban.store.decoding import read_text


def read(path: Path) -> Record | None:
    """The record of one text; ``None`` for a text that cannot be read."""
    try:
        return read_record(read_text(path), slugify(path.stem), load_registry().grammar)
    except ProblemError:
        return None


def read_all(corpus: Path, most: int, seed: int) -> dict[str, Record]:
    """The records of so many texts of a folder, by slug, in the order of dice."""
    paths = sorted(path for path in corpus.rglob("*") if path.suffix in (".txt", ".md"))
    random.Random(seed).shuffle(paths)
    with Pool() as pool:
        found = [record for record in pool.imap(read, paths[:most], 8) if record]
    return {record.slug: record for record in found}


def grown(records: dict[str, Record], sizes: list[int]) -> Iterator[tuple[int, Collection]]:
    """The collections of the first so many records."""
    slugs = list(records)
    for size in sizes:
        yield size, build_collection({slug: records[slug] for slug in slugs[:size]}, {}, load_registry())


def main() -> None:
    """Print a line for each step, then what no page takes over by itself."""
    speak_utf8()
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--sizes", default="100,500,1000,2000")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    was: dict[str, Instrument] = {}
    told: list[str] = []
    print("văn bản   trang   đổi địa chỉ   tự dẫn tới   cho chọn   không nơi nhận   đổi chủ")
    for size, collection in grown(read_all(given.corpus, max(sizes), given.seed), sizes):
        slugs = {each.slug: each for each in collection.instruments.values()}
        led = redirects_led_on(was, collection, ())
        lost = set(was) - set(slugs) - {row.old for row in led}
        passed = [slug for slug in changed_hands(was, collection) if slug not in lost]
        print(f"{size:7,} {len(slugs):7,} {len(set(was) - set(slugs)):13,} {sum(not row.choices for row in led):12,}"
              f" {sum(bool(row.choices) for row in led):10,} {len(lost):16,} {len(passed):9,}")
        told += [f"{size:7,} {slug} ({was[slug].key})" for slug in (*sorted(lost), *passed)]
        was |= slugs
    print(*told, sep="\n")


if __name__ == "__main__":
    main()
