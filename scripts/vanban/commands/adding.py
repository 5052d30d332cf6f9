"""What ``add_document.py`` does with many files: each on its own, one result for all."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ..models import FrontMatter
from ..problems import Problem, ProblemError, problem
from ..registry.tables import Registry
from .add import Desk, Outcome, add_file, open_desk
from .bringing import files_in, read_sources_table, said_of
from .card import Card, card_data, card_lines, card_of, cards_table
from .parting import BY_LETTERHEAD, Parting
from .rules import collection as rules
from .rules.rule import Whole


def add_all(paths: list[Path], folder: Path, registry: Registry, said: FrontMatter, slug: str | None = None,
            table: Path | None = None, keep_foreign: bool = False, replacing: bool = False,
            how: Parting = BY_LETTERHEAD) -> list[Card]:
    """Add every file, in order; no file stops another. Raises :class:`ProblemError` for a wrong table or use."""
    rows = read_sources_table(table) if table else {}
    files = [path for path in files_in(paths) if table is None or path.resolve() != table.resolve()]
    names = {unicodedata.normalize("NFC", path.name) for path in files}
    if table and (missing := [name for name in rows if name not in names]):
        raise ProblemError([problem(table, 0, "file", f"không có tệp “{name}”", "ghi đúng tên tệp, hoặc bỏ dòng ấy.")
                            for name in missing])
    if not files or (slug and len(files) > 1):
        raise ProblemError([problem(paths[0], 0, "Tệp", "không có tệp nào đọc được" if not files else "có nhiều tệp",
                                    "cần ít nhất một tệp văn bản." if not files else "--slug chỉ dùng cho một tệp.")])
    if how.lines and len(files) > 1:
        raise ProblemError([problem(paths[0], 0, "--split", "có nhiều tệp", "--split chỉ dùng cho một tệp.")])
    desk = open_desk(folder, registry, replacing=replacing)
    outcomes = []
    for path in files:
        row = rows.get(unicodedata.normalize("NFC", path.name), {})
        outcomes += add_file(path, desk, said_of(row, said), row.get("slug", slug), keep_foreign, how)
    linked = desk.collection()
    return [card_of(outcome, linked) for outcome in _with_copies(outcomes, desk)]


def _with_copies(outcomes: list[Outcome], desk: Desk) -> Iterable[Outcome]:
    """The outcomes, with what is remarked of new documents that are nearly copies of others."""
    found: dict[str, list[Problem]] = {}
    for each in rules.near_copy(Whole(desk.folder, tuple(desk.held.values()))):
        found.setdefault(each.path, []).append(each)
    for outcome in outcomes:
        path = outcome.held.source.path.as_posix() if outcome.held and outcome.status == "added" else ""
        yield replace(outcome, problems=(*outcome.problems, *found.get(path, ())))


def print_cards(cards: list[Card], folder: Path, as_json: bool) -> int:
    """Print the card, for many files one table, then the errors once, on standard error; 1 when there is one."""
    root = folder.parents[1] if len(folder.parents) > 1 else folder
    refused = sum(card.outcome.status == "refused" for card in cards)
    if as_json:
        print(json.dumps([card_data(card, root) for card in cards], ensure_ascii=False, indent=1))
        return int(any(each.severity == "error" for card in cards for each in card.outcome.problems))
    if len(cards) > 1:
        print("\n".join(cards_table(cards)))
        added = sum(card.outcome.status in ("added", "replaced") for card in cards)
        print(f"{len(cards)} tệp: đã thêm {added}, đã có {len(cards) - added - refused}, chưa thêm được {refused}.")
    else:
        said = replace(cards[0].outcome, problems=_without_errors(cards[0].outcome.problems))
        print("\n".join(card_lines(replace(cards[0], outcome=said), root)), flush=True)
    errors = [each for card in cards for each in card.outcome.problems if each.severity == "error"]
    for each in dict.fromkeys(errors):
        print(str(each).removeprefix(root.as_posix() + "/"), file=sys.stderr)
    return int(bool(errors))


def _without_errors(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    return tuple(each for each in problems if each.severity != "error")
