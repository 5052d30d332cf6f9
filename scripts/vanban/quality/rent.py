"""What each rule of reading earns: every rule is left out in turn, in a fresh process, and the texts are read again.

Nothing of ``reading`` may be imported before a rule is left out, so this module imports it inside its functions.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from . import watching
from .differences import FACT_KINDS, Difference, Facts, count_by_sign, differences, facts_of
from .rules import ReadingRule, is_watched, leave_out, rules_of_code, rules_of_tables, watch_rules, without_row

ENOUGH = 5
"""Texts that are read differently without a rule; then it earns its place, and no more texts are read."""


class Rent(NamedTuple):
    """What changes where a rule is left out, in the first :data:`ENOUGH` ``texts``; ``error`` tells why nothing could
    be read at all."""

    rule: ReadingRule
    texts: tuple[str, ...]
    found: list[Difference]
    error: str | None = None

    @property
    def earns(self) -> bool:
        """Whether anything at all depends on the rule."""
        return bool(self.found) or self.error is not None


def measure_rent(root: Path, texts: dict[str, str], say: Callable[[str], None], only: str = "",
                 rows: bool = False, more: Mapping[str, str] | None = None) -> list[Rent]:
    """Leave out each rule whose name holds ``only``, with ``rows`` those of the tables too, and print what it earns.

    ``texts`` are the project's, read first; ``more`` are others', read where those do not say enough. Returns the
    rules on which nothing in ``texts`` depends: those that nothing needs at all, and those that lack a case.
    """
    texts = {**texts, **(more or {})}
    registry = root / "directives" / "registry"
    rules = [rule for rule in (*rules_of_code(), *(rules_of_tables(registry) if rows else ()))
             if only in str(rule)]
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.json"
        whole.write_text(json.dumps({name: (text, {}) for name, text in texts.items()}), encoding="utf-8")
        # One task a process: a module that was imported whole cannot be imported again without its rule.
        with ProcessPoolExecutor(mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
            facts, needing = pool.submit(read_whole, whole, registry, rules).result()
            whole.write_text(json.dumps({name: (texts[name], facts[name]) for name in texts}), encoding="utf-8")
            say(f"{len(texts)} văn bản và câu; {len(rules)} quy tắc. Bỏ từng quy tắc, đọc tới khi {ENOUGH} văn bản "
                "khác đi: + thêm, - mất, ~ khác đi.")
            say(f"{'quy tắc':64}" + "".join(f"{name:>16}" for name in _HEADS))
            lacking, others = [], set(more or ())
            for rent in pool.map(partial(_rent_of, whole=whole, registry=registry), rules,
                                 [needing.get(rule.label) for rule in rules]):
                lacks_case = rent.earns and not rent.error and others.issuperset(rent.texts)
                say(_line(rent) + (f"  THIẾU CA THỬ: {rent.texts[0]}" if lacks_case else ""))
                lacking += [rent] if lacks_case or not rent.earns else []
    idle = sum(not rent.earns for rent in lacking)
    say(f"{idle} quy tắc không làm đổi gì, {len(lacking) - idle} quy tắc chưa có ca thử.")
    return lacking


_HEADS = ("trường", "viện dẫn", "quan hệ", "đoạn")


def _line(rent: Rent) -> str:
    if rent.error:
        return f"{rent.rule!s:64} không đọc được: {rent.error}"
    cells = [" ".join(f"{sign}{number}" for sign, number in sorted(count_by_sign(rent.found)[kind].items())) or "."
             for kind in FACT_KINDS]
    return f"{rent.rule!s:64}" + "".join(f"{cell:>16}" for cell in cells) + ("" if rent.earns else "  KHÔNG ĐỔI GÌ")


def read_whole(whole: Path, registry: Path, rules: Iterable[ReadingRule]) -> tuple[dict[str, Facts],
                                                                                   dict[str, list[str]]]:
    """The facts of every text, with all rules, and by label the texts that need a rule; without it: all may do."""
    rules = [rule for rule in rules if is_watched(rule)]
    watch_rules(rules, "vanban.quality.watching")
    needing: dict[str, list[str]] = {rule.label: [] for rule in rules}
    with watching.nothing_hidden():
        read = _reader(registry)
    watching.everywhere |= watching.needed
    facts = {}
    for name, (text, _) in json.loads(whole.read_text(encoding="utf-8")).items():
        watching.needed.clear()
        facts[name] = read(text)
        for label in watching.needed:
            needing[label].append(name)
    return facts, {label: names for label, names in needing.items() if label not in watching.everywhere}


def _rent_of(rule: ReadingRule, needing: list[str] | None, whole: Path, registry: Path) -> Rent:
    try:
        return _without(rule, needing, whole, registry)
    except Exception as error:  # a rule that others build on: without it nothing can be imported or read
        return Rent(rule, (), [], f"{type(error).__name__}: {str(error)[:60]}".replace("\n", " "))


def _without(rule: ReadingRule, needing: list[str] | None, whole: Path, registry: Path) -> Rent:
    """What changes without a rule in the texts that need it; ``None``: any may."""
    texts = json.loads(whole.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        tables = registry
        if "." in rule.module:
            leave_out(rule)
        elif rule.part is not None:
            tables = Path(shutil.copytree(registry, Path(folder) / "registry"))
            table = tables / f"{rule.module}.yaml"
            table.write_text(without_row(table.read_text(encoding="utf-8"), rule.part), encoding="utf-8")
        changed: dict[str, list[Difference]] = {}
        read = _reader(tables)
        for name in texts if needing is None else needing:
            text, before = texts[name]
            if found := differences(before, read(text)):
                changed[name] = found
            if len(changed) == ENOUGH:
                break
    return Rent(rule, tuple(changed), [each for found in changed.values() for each in found])


def _reader(registry: Path) -> Callable[[str], Facts]:
    """What reads a text to its facts; it imports all that reads."""
    from ..reading.record import read_record
    from ..registry.tables import load_registry
    from ..store.records import record_to_dict

    grammar = load_registry(registry).grammar
    return lambda text: facts_of(record_to_dict(read_record(text, "van-ban", grammar)))
