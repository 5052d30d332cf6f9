#!/usr/bin/env python3
"""How the time to link a collection grows with it, on made-up (synthetic) records.

  python benchmarks/graph.py              2,000, 4,000, … 32,000 mentions, with seed 1
  python benchmarks/graph.py 100000       one size

The records are generated from a fixed seed and resemble nothing but the shape of real ones: plans of many
provinces that carry out the same central directives, reuse each other's numbers, and name them in every
way that identity has to cope with (no day, no body, serial only, wrong day, swapped separators).
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

from vanban.graph.build import build_collection
from vanban.graph.chain import chain_roots, steps_down
from vanban.models import Citation, Collection, Document, Record
from vanban.reading.bodies import with_parts
from vanban.registry.tables import load_registry

PER_DOCUMENT = 12
PROVINCES = ("Bình Phước", "Bình Thuận", "Nghệ An", "Hà Tĩnh", "Lâm Đồng", "Gia Lai", "Cà Mau", "Sơn La")
TOPICS = ("phòng, chống tội phạm", "an ninh trật tự", "phòng, chống ma túy", "cải cách hành chính", "an toàn lao động")


def citation(text: str, number: str | None, year: int, draw: random.Random, **fields: object) -> Citation:
    """One made-up mention, sometimes without its day or body, or with a wrong day."""
    date = f"{year}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}" if draw.random() < 0.1 else f"{year}-03-05"
    dated = draw.random() < 0.8
    if draw.random() < 0.1:
        fields["issuing_body"] = None
    return Citation(text=text, start=0, end=len(text), line=1, class_="numbered" if number else "named", number=number,
                    relation="implements", instrument=f"{number or text}@{year}", date=date if dated else None,
                    year=year if dated else None, **fields)  # type: ignore[arg-type]


def mention(draw: random.Random) -> Citation:
    """A directive of the centre, a plan of a province, a short form or a law."""
    topic, year, serial = draw.choice(TOPICS), draw.randint(2005, 2025), draw.randint(1, 400)
    subject = f"tăng cường công tác {topic} trong tình hình mới, giai đoạn {serial % 7}"
    kind = draw.random()
    if kind < 0.35:
        number = f"{serial % 60:02}-CT/TW" if draw.random() < 0.9 else f"{serial % 60:02}/CT-TW"
        return citation("Chỉ thị", number, year, draw, type="Chỉ thị", issuing_body="Bộ Chính trị", subject=subject)
    if kind < 0.85:
        body = f"Ủy ban nhân dân tỉnh {draw.choice(PROVINCES)}"
        number = f"{serial}/KH-UBND"
        return citation("Kế hoạch", number, year, draw, type="Kế hoạch", issuing_body=body, subject=subject)
    if kind < 0.93:
        return citation("Thông tư", str(serial), year, draw, type="Thông tư", issuing_body="Bộ Công an", subject=None)
    return citation(f"Luật {topic}", None, year, draw, type="Luật", issuing_body="Quốc hội", subject=topic)


def made_up_records(mentions: int, seed: int = 1) -> dict[str, Record]:
    """Records with so many mentions in all."""
    draw = random.Random(seed)
    records = {}
    for index in range(mentions // PER_DOCUMENT):
        slug = f"gia-lap-{index:06}"
        body = f"Ủy ban nhân dân tỉnh {draw.choice(PROVINCES)}"
        document = Document(number=f"{index}/KH-UBND", type="Kế hoạch", date=f"{draw.randint(2010, 2025)}-06-01",
                            issuing_body=body, level="province", title=f"Kế hoạch giả lập số {index}")
        records[slug] = Record(slug, "", 0, document, (), tuple(mention(draw) for _ in range(PER_DOCUMENT)))
        records[slug] = with_parts(records[slug], load_registry().grammar)
    return records


def measure(mentions: int) -> tuple[float, float, Collection]:
    """Seconds to link, seconds to walk down from every root, and the collection."""
    records = made_up_records(mentions)
    registry = load_registry()
    start = time.perf_counter()
    collection = build_collection(records, {}, registry)
    linked = time.perf_counter()
    for key in chain_roots(collection)[:200]:
        steps_down(collection, key)
    return linked - start, time.perf_counter() - linked, collection


def main() -> None:
    """Print one line for each size."""
    sizes = [int(word) for word in sys.argv[1:]] or [2000 * 2 ** step for step in range(5)]
    print("viện dẫn (giả lập)   văn bản   quan hệ   nối (s)   µs/viện dẫn   chuỗi (s)")
    for size in sizes:
        linking, walking, collection = measure(size)
        print(f"{size:18,} {len(collection.instruments):9,} {len(collection.relations):9,} {linking:9.2f}"
              f" {linking / size * 1e6:13.0f} {walking:11.2f}")


if __name__ == "__main__":
    main()
