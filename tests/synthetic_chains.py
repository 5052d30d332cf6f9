"""Made-up chains for tests of size: every name says that it is made up, the same seed gives the same chain."""

from __future__ import annotations

import random

from vanban.language.numbers import parts_of
from vanban.models import LEVELS, BodyParts, Collection, Instrument, Relation


def synthetic_chain(size: int, seed: int = 7) -> Collection:
    """A chain of ``size`` instruments from one directive down, each following an earlier one."""
    chance = random.Random(seed)
    instruments = [_instrument(0, 0, 1990)]
    relations = []
    for index in range(1, size):
        above = instruments[int(index * chance.random() ** 2)]
        level = min(LEVELS.index(above.level or "central") + chance.randint(0, 2), len(LEVELS) - 1)
        instruments.append(_instrument(index, level, min((above.year or 1990) + chance.randint(0, 3), 2024)))
        kind = chance.choice(("implements", "continues", "guides", "basis"))
        relations.append(Relation(instruments[-1].key, above.key, kind, step=True))  # type: ignore[arg-type]
        if chance.random() < 0.1:
            other = chance.choice(instruments[:-1])
            late, low = (other.year or 0) > (instruments[-1].year or 0), LEVELS.index(other.level or "central") > level
            if other.key != above.key and not late and not low:
                relations.append(Relation(instruments[-1].key, other.key, "implements", step=True))
    return Collection(instruments={i.key: i for i in instruments}, relations=tuple(relations))


def _instrument(index: int, level: int, year: int) -> Instrument:
    number = f"{index:03}/THU-NGHIEM"
    return Instrument(f"{index:03}", f"{index:03}-thu-nghiem-{year}", "numbered", "Văn bản thử nghiệm", number,
                      f"{year}-06-15", year, "Cơ quan thử nghiệm", LEVELS[level],
                      "Văn bản do máy tạo để thử, không có thật",
                      number_parts=parts_of(number), bodies=(BodyParts("Cơ quan thử nghiệm"),))
