"""Made-up documents for tests of growth and of merging: plans that carry each other out, said fully or poorly.

Every text says that it is made up. The same seed gives the same texts, whatever is asked of them.
"""

from __future__ import annotations

import random
import subprocess
from dataclasses import dataclass
from pathlib import Path

PROVINCES = ("Bình Phước", "Bình Thuận", "Lâm Đồng", "Tây Ninh")


@dataclass(frozen=True)
class Plan:
    """One plan: its serial, day and province."""

    serial: int
    day: int
    month: int
    year: int
    province: str

    def said(self, how: str) -> str:
        """How another text names it: in full, without its day, without its province, by serial and type alone."""
        date = f" ngày {self.day:02}/{self.month:02}/{self.year}" if how in ("full", "no place") else ""
        body = f" của Ủy ban nhân dân tỉnh {self.province}" if how in ("full", "no day") else ""
        return f"Kế hoạch số {self.serial}/KH-UBND{date}{body}"


def plans(count: int, seed: int = 20230202) -> list[Plan]:
    """So many plans, the earlier first."""
    dice = random.Random(seed)
    found = {(dice.randint(1, 400), dice.randint(2012, 2023), dice.choice(PROVINCES)) for _ in range(count * 2)}
    chosen = sorted(found, key=lambda each: (each[1], each[0], each[2]))[:count]
    return [Plan(serial, dice.randint(1, 28), dice.randint(1, 12), year, place) for serial, year, place in chosen]


def texts(count: int, seed: int = 20230202) -> dict[str, str]:
    """The texts of ``count`` plans by slug: each names up to four that came before, each in another way."""
    dice = random.Random(seed + 1)
    all_plans = plans(count * 2, seed)
    held = sorted(dice.sample(range(len(all_plans)), count))
    found = {}
    for index in held:
        plan = all_plans[index]
        named = [all_plans[dice.randrange(index)] for _ in range(4)] if index else []
        lines = [f"Thực hiện {each.said(dice.choice(('full', 'no day', 'no place', 'short')))} về việc thử số "
                 f"{each.serial} (đặt ra để thử)." for each in named if each.year < plan.year]
        slug = f"{plan.serial:02}-kh-ubnd-{plan.year}-{plan.province.lower().translate(_PLAIN).replace(' ', '-')}"
        found[slug] = _text(plan, lines)
    return found


_PLAIN = str.maketrans("ìướậâồđ", "iuoaaod")


def _text(plan: Plan, lines: list[str]) -> str:
    upper = plan.province.upper()
    return "\n\n".join([
        f"ỦY BAN NHÂN DÂN\nTỈNH {upper}", f"Số: {plan.serial}/KH-UBND",
        f"{plan.province}, ngày {plan.day:02} tháng {plan.month:02} năm {plan.year}",
        f"KẾ HOẠCH\nVề việc thử số {plan.serial} (văn bản đặt ra để thử)", *lines,
        "I. MỤC ĐÍCH", "Thử việc đọc và nối văn bản.", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Thử"]) + "\n"


def files_of_the_project(root: Path) -> list[str]:
    """Every file that the project keeps in git, from its root."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
    return [name for name in done.stdout.rstrip("\0").split("\0") if (root / name).is_file()]
