"""What each rule of reading earns: every rule is left out in turn, in a fresh process, and the texts are read again.

Nothing of ``reading`` may be imported before a rule is left out, so this module imports it inside its functions.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from .differences import FACT_KINDS, Difference, Facts, count_by_sign, differences, facts_of
from .rules import ReadingRule, leave_out, rules_of_code, rules_of_tables, without_row


class Rent(NamedTuple):
    """What changes where a rule is left out; ``error`` tells why nothing could be read at all."""

    rule: ReadingRule
    texts: int
    found: list[Difference]
    error: str | None = None

    @property
    def earns(self) -> bool:
        """Whether anything at all depends on the rule."""
        return bool(self.found) or self.error is not None


def measure_rent(root: Path, texts: dict[str, str], say: Callable[[str], None], only: str = "",
                 rows: bool = False) -> list[Rent]:
    """Leave out each rule whose name holds ``only``, with ``rows`` those of the tables too, and print what it earns.

    Returns those on which nothing depends.
    """
    registry = root / "directives" / "registry"
    rules = [rule for rule in (*rules_of_code(), *(rules_of_tables(registry) if rows else ()))
             if only in str(rule)]
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.json"
        whole.write_text(json.dumps({name: (text, {}) for name, text in texts.items()}), encoding="utf-8")
        # One task a process: a module that was imported whole cannot be imported again without its rule.
        with ProcessPoolExecutor(mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
            facts = pool.submit(read_whole, whole, registry).result()
            whole.write_text(json.dumps({name: (texts[name], facts[name]) for name in texts}), encoding="utf-8")
            say(f"{len(texts)} văn bản và câu; {len(rules)} quy tắc. Bỏ từng quy tắc: + thêm, - mất, ~ khác đi.")
            say(f"{'quy tắc':64}" + "".join(f"{name:>16}" for name in _HEADS))
            idle = []
            for rent in pool.map(_rent_of, rules, [whole] * len(rules), [registry] * len(rules)):
                say(_line(rent))
                idle += [] if rent.earns else [rent]
    say(f"{len(idle)} quy tắc không làm đổi gì.")
    return idle


_HEADS = ("trường", "viện dẫn", "quan hệ", "đoạn")


def _line(rent: Rent) -> str:
    if rent.error:
        return f"{rent.rule!s:64} không đọc được: {rent.error}"
    cells = [" ".join(f"{sign}{number}" for sign, number in sorted(count_by_sign(rent.found)[kind].items())) or "."
             for kind in FACT_KINDS]
    return f"{rent.rule!s:64}" + "".join(f"{cell:>16}" for cell in cells) + ("" if rent.earns else "  KHÔNG ĐỔI GÌ")


def read_whole(whole: Path, registry: Path) -> dict[str, Facts]:
    """The facts of every text, with all rules."""
    return dict(_read(whole, registry))


def _rent_of(rule: ReadingRule, whole: Path, registry: Path) -> Rent:
    try:
        return _without(rule, whole, registry)
    except Exception as error:  # a rule that others build on: without it nothing can be imported or read
        return Rent(rule, 0, [], f"{type(error).__name__}: {str(error)[:60]}".replace("\n", " "))


def _without(rule: ReadingRule, whole: Path, registry: Path) -> Rent:
    before = {name: facts for name, (_, facts) in json.loads(whole.read_text(encoding="utf-8")).items()}
    with tempfile.TemporaryDirectory() as folder:
        tables = registry
        if "." in rule.module:
            leave_out(rule)
        elif rule.part is not None:
            tables = Path(shutil.copytree(registry, Path(folder) / "registry"))
            table = tables / f"{rule.module}.yaml"
            table.write_text(without_row(table.read_text(encoding="utf-8"), rule.part), encoding="utf-8")
        after = dict(_read(whole, tables))
    found = [each for name in before for each in differences(before[name], after[name])]
    return Rent(rule, sum(before[name] != after[name] for name in before), found)


def _read(whole: Path, registry: Path) -> Iterator[tuple[str, Facts]]:
    from ..reading.record import read_record
    from ..registry.tables import load_registry
    from ..store.records import record_to_dict

    grammar = load_registry(registry).grammar
    for name, (text, _) in json.loads(whole.read_text(encoding="utf-8")).items():
        yield name, facts_of(record_to_dict(read_record(text, "van-ban", grammar)))
