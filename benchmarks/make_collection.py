#!/usr/bin/env python3
"""A collection of any size made by dice (giả lập): texts in the form of real ones, with what they truly cite beside.

  python benchmarks/make_collection.py 10000 --out /tmp/kho [--seed 1]

Writes ``directives/documents/<year>/<slug>.md`` and, apart from them, ``true.jsonl``: for each document what it is and
every citation with its place and the instrument it means. How long texts are, how much they cite, how often the same
law is cited and how fully it is named follows what was counted in 2,014 real documents; the words are syllables of the
project's own documents in a chance order. Every text says that it is made up. Never commit what this writes.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

from vanban.language.folding import slugify
from vanban.registry.tables import Registry, load_registry
from vanban.store.documents import DOCUMENTS_FOLDER, ROOT, read_sources

LENGTHS = (500, 2_830, 4_023, 5_580, 7_557, 10_462, 14_928, 23_324, 37_365, 62_103, 99_000)
"""Characters of a real document, from the shortest up, a tenth of them between two; the last makes the mean true."""
CITATIONS = (0, 3, 6, 8, 10, 12, 15, 20, 28, 49, 138)
"""Citations of a real document, likewise."""
AGAIN = 0.54
"""Share of citations, but for a document's first, that name what it named before: 22 name 10.4 instruments."""
HELD, ONCE = 0.03, 0.24
"""Of the others the share that name a document held, and of those that name what nobody else does; the rest are of a
canon of much cited law."""
DATED, WITH_BODY = 0.56, 0.96
"""Share of numbered citations that give the day, and the issuing body."""
LEADS = {"Căn cứ ": 0.74, "Thực hiện ": 0.08, "Theo quy định tại ": 0.18}
"""What leads to the first citation of an instrument, by its share, so that as many are a basis, carried out, only cited
as in real documents: where chance days forbid a relation it is only cited. The last leads to the later ones."""
CANON, TOP, FALL = 1.1, 3, 0.75
"""Much cited instruments for each document; the n-th is named as often as (n + TOP) to the power of -FALL: the first by
a ninth of 2,014 real documents, the 10th by 90, the 100th by 28, the 1,000th by 3."""
_UBND = "Ủy ban nhân dân"
_FIRST, _LAST = 2008, 2025


@dataclass(frozen=True)
class Made:
    """One made-up instrument: its number, day and body as a text names them; ``slug`` is that of a document held."""

    type: str
    number: str
    day: int
    month: int
    year: int
    body: str
    place: str

    @property
    def identity(self) -> str:
        """What is meant, whoever names it."""
        return f"{self.type} {self.number} {self.year} {self.body}"

    @property
    def slug(self) -> str:
        """The name of its file."""
        return slugify(f"{self.number} {self.year} {self.place}")

    def named(self, dice: random.Random) -> str:
        """How a text cites it."""
        day = f" ngày {self.day:02} tháng {self.month:02} năm {self.year}" if dice.random() < DATED else ""
        body = f" của {self.body}" if dice.random() < WITH_BODY else ""
        return f"{self.type} số {self.number}{day}{body}"


def _plain(word: str) -> bool:
    """Whether it is a syllable in lower case: numbers and names among chance words would cite, unlike true ones."""
    return word.isalpha() and word.islower()


class Maker:
    """Makes instruments and texts, the same for the same seed."""

    def __init__(self, registry: Registry, seed: int) -> None:
        self.dice = random.Random(seed)
        self.ministries = [(row.name, row.symbols[0]) for row in registry.bodies
                           if row.kind == "fixed" and row.symbols and row.name.startswith("Bộ ")]
        self.provinces = [row.name for row in registry.territories if row.kind == "tỉnh"]
        self.used: set[str] = set()
        self.follows: defaultdict[str, list[str]] = defaultdict(list)
        for source in read_sources(ROOT / DOCUMENTS_FOLDER):
            for one, other in pairwise(filter(_plain, source.text.split())):
                self.follows[one].append(other)
        self.starts = sorted(self.follows)

    def instrument(self) -> Made:
        """One that was not made before."""
        while True:
            found = self._instrument()
            if found.slug not in self.used:
                self.used.add(found.slug)
                return found

    def _instrument(self) -> Made:
        dice = self.dice
        year, serial = dice.randint(_FIRST, _LAST), dice.randint(1, 4_000)
        kind, day, month = dice.random(), dice.randint(1, 28), dice.randint(1, 12)
        if kind < 0.35:
            type_, symbol = dice.choice((("Quyết định", "QĐ"), ("Kế hoạch", "KH"), ("Chỉ thị", "CT")))
            place = dice.choice(self.provinces)
            return Made(type_, f"{serial}/{symbol}-UBND", day, month, year, f"{_UBND} tỉnh {place}", place)
        if kind < 0.75:
            body, symbol = dice.choice(self.ministries)
            return Made("Thông tư", f"{serial % 200 + 1}/{year}/TT-{symbol}", day, month, year, body, "")
        return Made("Nghị định", f"{serial % 190 + 1}/{year}/NĐ-CP", day, month, year, "Chính phủ", "")

    def words(self, characters: int) -> str:
        """A paragraph of chance syllables."""
        found, length = [self.dice.choice(self.starts)], 0
        while length < characters:
            found.append(self.dice.choice(self.follows.get(found[-1]) or self.starts))
            length += len(found[-1]) + 1
        return " ".join(found)

    def text(self, made: Made, cited: list[Made]) -> tuple[str, list[dict[str, Any]]]:
        """A text of one instrument that cites others, and the true citations."""
        head = [made.body.upper(), f"Số: {made.number}",
                f"{made.place or 'Hà Nội'}, ngày {made.day:02} tháng {made.month:02} năm {made.year}",
                f"{made.type.upper()}\nVề việc thử máy (văn bản giả lập, không có giá trị)"]
        parts = ["\n\n".join(head)]
        true: list[dict[str, Any]] = []
        room = between(LENGTHS, self.dice.random())
        for place, other in enumerate(cited):
            first = other not in cited[:place]
            lead = self.dice.choices(list(LEADS), list(LEADS.values()))[0] if first else list(LEADS)[-1]
            name = other.named(self.dice)
            parts.append("\n\n" + lead)
            true.append({"start": sum(map(len, parts)), "text": name, "instrument": other.identity})
            parts.append(name + ";")
        while (length := sum(map(len, parts))) < room:
            parts.append("\n\n" + self.words(min(900, room - length)).rstrip(".;,") + ".")
        parts.append(f"\n\nTM. {made.body.upper()}\nCHỦ TỊCH\nNguyễn Văn Thử\n")
        return "".join(parts), true


def between(tenths: tuple[int, ...], share: float) -> int:
    """The value below which a share of all lie, straight between two tenths."""
    place = min(int(share * 10), 9)
    return round(tenths[place] + (tenths[place + 1] - tenths[place]) * (share * 10 - place))


def documents(count: int, seed: int) -> Iterator[tuple[Made, str, list[dict[str, Any]]]]:
    """So many documents, each with its text and its true citations."""
    maker = Maker(load_registry(), seed)
    dice = maker.dice
    held = [maker.instrument() for _ in range(count)]
    canon = [maker.instrument() for _ in range(max(20, round(count * CANON)))]
    weights = list(accumulate((rank + TOP) ** -FALL for rank in range(1, len(canon) + 1)))
    for made in held:
        cited: list[Made] = []
        for _ in range(between(CITATIONS, dice.random())):
            kind = dice.random()
            if cited and dice.random() < AGAIN:
                cited.append(dice.choice(cited))
            elif kind < HELD:
                cited.append(dice.choice(held))
            elif kind < HELD + ONCE:
                cited.append(maker.instrument())
            else:
                cited.append(canon[min(bisect(weights, dice.random() * weights[-1]), len(canon) - 1)])
        text, true = maker.text(made, [each for each in cited if each is not made])
        yield made, text, true


def write(count: int, seed: int, folder: Path) -> None:
    """Write so many documents and what is true of them."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "true.jsonl").open("w", encoding="utf-8") as out:
        for made, text, true in documents(count, seed):
            path = folder / DOCUMENTS_FOLDER / str(made.year) / f"{made.slug}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"---\nsource: Tập giả lập để đo, không phải văn bản thật\n---\n{text}", encoding="utf-8")
            row = {"slug": made.slug, "instrument": made.identity, "number": made.number, "citations": true}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def main() -> int:
    """Make a collection; 0 when it stands."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=int)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    write(arguments.documents, arguments.seed, arguments.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
