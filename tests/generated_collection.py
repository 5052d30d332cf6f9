"""A collection made by dice from the syllables of the project's own documents, of any size.

A chain of neighbouring syllables keeps common pairs common. The same for the same size; synthetic, so good
for bytes, times and for telling titles apart among like ones, not for how well people are served.
"""

from __future__ import annotations

import random
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

from vanban.language.numbers import parts_of
from vanban.models import Block, Collection, Document, Instrument, Record, Relation
from vanban.reading.bodies import bodies_named
from vanban.registry.tables import load_registry
from vanban.store.documents import read_sources

ROOT = Path(__file__).resolve().parents[1]
SEED = 20230202
CHARACTERS = 6_000
"""About 8 KB in UTF-8."""
TYPES = (("Kế hoạch", "KH"), ("Công văn", ""), ("Chỉ thị", "CT"), ("Báo cáo", "BC"), ("Quyết định", "QĐ"))


def chain() -> dict[str, list[str]]:
    """Which syllables follow which in the project's documents."""
    follows: defaultdict[str, list[str]] = defaultdict(list)
    for source in read_sources(ROOT / "directives/documents"):
        tokens = source.text.split()
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
    grammar = load_registry().grammar
    for number in range(2 * count):
        slug = f"van-ban-{number}"
        kind, symbol = dice.choice(TYPES)
        year = dice.randint(1995, 2025)
        body = f"{dice.choice(('Ủy ban nhân dân', 'Liên đoàn Lao động', 'Tỉnh ủy'))} {dice.choice(territories)}"
        named = f"{dice.randint(1, 4000)}/{symbol + '-' if symbol else ''}{'UBND' if 'Ủy' in body else 'LĐLĐ'}"
        held = number % 2 == 0
        instruments[slug] = Instrument(
            slug, slug, "numbered", kind, named, f"{year}-05-09", year, body,
            dice.choice(("province", "district", "central")), title := sentence(dice, follows, starts, 90),
            slug if held else None, number_parts=parts_of(named), bodies=bodies_named(body, None, grammar)[0])
        if held:
            lines = [sentence(dice, follows, starts, dice.randint(150, 600)) for _ in range(CHARACTERS // 375)]
            lines[-1] += f" {dice.choice(tail)} {dice.choice(tail)}{dice.randint(1, 3000)}"
            texts[slug] = "\n".join(lines)
            document = Document(named, kind, f"{year}-05-09", None, body, None, title,
                                number_parts=instruments[slug].number_parts, bodies=instruments[slug].bodies)
            records[slug] = Record(slug, "", 0, document, blocks(lines), ())
    roots = list(instruments)[: max(1, count // 50)]
    relations = tuple(Relation(slug, dice.choice(roots), "implements", step=True) for slug in instruments)
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
