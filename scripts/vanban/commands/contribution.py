"""What a contribution changes, for the person who looks at its pull request: documents, citations, pages, doubts.

The documents and tables of a revision and of the working tree are read by the same scripts and linked; what differs
between the two collections is told as data and as Markdown.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from ..graph.addresses import Redirect, changed_hands, redirects_led_on
from ..graph.build import build_collection
from ..models import Collection, Record
from ..quality.differences import Difference, differences, facts_of
from ..registry.tables import Registry, load_registry
from ..store.documents import DOCUMENTS_FOLDER, Source, read_sources
from ..store.records import record_to_dict
from .add import Outcome
from .card import Card, card_data, card_of, markdown_of
from .changes import FACT_NAMES, check_out
from .check import about_document
from .documents import records_of
from .rules.rule import Held

_PLACES = (DOCUMENTS_FOLDER.as_posix(), (DOCUMENTS_FOLDER.parent / "registry").as_posix())
_TOLD = ("fields", "citations", "relations")
"""Kinds of facts that a reader of the report is told; blocks only follow the text."""
_MOST = 30
"""Rows of one list that are written out in the Markdown; the data have all."""


@dataclass(frozen=True, slots=True)
class ProjectState:
    """The documents of one state of the project: texts, records, and the collection they make."""

    sources: Mapping[str, Source]
    records: Mapping[str, Record]
    registry: Registry
    collection: Collection


@dataclass(frozen=True, slots=True)
class Contribution:
    """What the working tree has otherwise than ``base``.

    ``cards`` of documents that are new, ``changed`` the facts of the others that differ, by slug, ``removed`` slugs.
    ``filled`` are addresses that were only cited and have their text now, ``pages`` new addresses, ``led`` old ones
    with where they lead, ``open`` old ones that lead nowhere, ``passed`` those at which another instrument stands now
    and nothing says so. ``doubts`` and ``settled`` are contradictions, each as
    address, field and values. ``characters`` is how much text there is now, ``seconds`` what reading and linking took.
    """

    base: str
    cards: tuple[Card, ...]
    changed: Mapping[str, tuple[Difference, ...]]
    removed: tuple[str, ...]
    filled: tuple[str, ...]
    pages: tuple[str, ...]
    led: tuple[Redirect, ...]
    open: tuple[str, ...]
    passed: tuple[str, ...]
    doubts: tuple[str, ...]
    settled: tuple[str, ...]
    characters: int
    seconds: float


def contribution_since(root: Path, base: str, today: date | None = None) -> Contribution:
    """Compare the working tree with a revision; raises :class:`ProblemError` where either cannot be read."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        check_out(root, base, Path(folder), _PLACES)
        before = _tree(Path(folder))
    after = _tree(root)
    new = [slug for slug in after.sources if slug not in before.sources]
    kept = [slug for slug in after.sources if slug in before.sources]
    facts = {slug: _differences(before.records[slug], after.records[slug]) for slug in kept}
    known, now = _addresses(before.collection), _addresses(after.collection)
    led = redirects_led_on(sorted(known), after.collection, (), before.collection)
    doubts, earlier = _contradictions(after.collection), _contradictions(before.collection)
    return Contribution(
        base, tuple(_card(after, slug, today or date.today()) for slug in new),
        {slug: found for slug, found in facts.items() if found},
        tuple(slug for slug in before.sources if slug not in after.sources),
        tuple(slug for slug in new if slug in known or slug in {row.new for row in led}),
        tuple(sorted(now - known)), led, tuple(sorted(known - now - {row.old for row in led})),
        tuple(changed_hands({each.slug: each for each in before.collection.instruments.values()}, after.collection)),
        tuple(sorted(doubts - earlier)), tuple(sorted(earlier - doubts)),
        sum(len(source.text) for source in after.sources.values()), time.monotonic() - start)


def _tree(root: Path) -> ProjectState:
    registry = load_registry(root / DOCUMENTS_FOLDER.parent / "registry")
    sources = {source.slug: source for source in read_sources(root / DOCUMENTS_FOLDER)}
    records = records_of(sources.values(), registry, lambda _: None)
    texts = {slug: source.text for slug, source in sources.items()}
    return ProjectState(sources, records, registry, build_collection(records, texts, registry))


def _differences(before: Record, after: Record) -> tuple[Difference, ...]:
    found = differences(facts_of(record_to_dict(before)), facts_of(record_to_dict(after)))
    return tuple(each for each in found if each.kind in _TOLD)


def _card(tree: ProjectState, slug: str, today: date) -> Card:
    held = Held(tree.sources[slug], tree.records[slug], tree.registry, today)
    outcome = Outcome(held.source.path, "added", held)
    return card_of(replace(outcome, problems=tuple(about_document(held))), tree.collection)


def _addresses(collection: Collection) -> set[str]:
    return {instrument.slug for instrument in collection.instruments.values()}


def _contradictions(collection: Collection) -> set[str]:
    return {f"{instrument.slug}: {one.field}: {', '.join(reading.value for reading in one.readings)}"
            for instrument in collection.instruments.values() for one in instrument.contradictions}


def as_report(found: Contribution, root: Path) -> dict[str, Any]:
    """The contribution for a program."""
    return {
        "base": found.base, "added": [card_data(card, root) for card in found.cards],
        "changed": {slug: [each._asdict() for each in rows] for slug, rows in found.changed.items()},
        "removed": list(found.removed), "filled": list(found.filled), "pages": list(found.pages),
        "led_on": {row.old: row.new or list(row.choices) for row in found.led}, "open": list(found.open),
        "changed_hands": list(found.passed),
        "contradictions_new": list(found.doubts), "contradictions_settled": list(found.settled),
        "characters": found.characters, "seconds": round(found.seconds, 1)}


def as_markdown(found: Contribution, root: Path) -> str:
    """The contribution for a reader, in the words that a code host shows; whatever a document holds stays words."""
    lines = [f"# Đóng góp này so với {_plain(found.base)}", "", _summary(found), ""]
    for card in found.cards:
        lines += [*markdown_of(card, root), ""]
    for slug, facts in found.changed.items():
        lines += [f"## Đọc khác đi: {_plain(slug)}", "", *_cut([_difference(each) for each in facts]), ""]
    for title, rows in (
            ("Văn bản bị gỡ", found.removed), ("Trang mới chỉ được viện dẫn nay có toàn văn", found.filled),
            ("Địa chỉ cũ tự dẫn sang địa chỉ mới", [_leading(row) for row in found.led]),
            ("Địa chỉ cũ không còn dẫn tới đâu", found.open),
            ("Địa chỉ nay là của văn bản khác, cần xem lại", found.passed),
            ("Chỗ các nguồn ghi khác nhau, mới thấy", found.doubts),
            ("Chỗ khác nhau đã hết", found.settled), ("Trang thêm", found.pages)):
        if rows:
            lines += [f"## {title} ({len(rows)})", "", *_cut([f"- {_plain(row)}" for row in rows]), ""]
    return "\n".join(lines).rstrip() + "\n"


def _leading(row: Redirect) -> str:
    return f"{row.old} → {row.new or 'trang cho chọn ' + ', '.join(row.choices)}"


def _summary(found: Contribution) -> str:
    said = [f"{len(found.cards)} văn bản thêm", f"{len(found.changed)} văn bản đọc khác đi",
            f"{len(found.removed)} văn bản gỡ", f"{len(found.pages)} trang thêm"]
    signs = {"+": "thêm", "-": "mất", "~": "khác đi"}
    for kind in _TOLD[1:]:
        rows = [each.sign for rows in found.changed.values() for each in rows if each.kind == kind]
        said += [f"{FACT_NAMES[kind]} {word} {rows.count(sign)}" for sign, word in signs.items() if sign in rows]
    size = f"{found.characters:,}".replace(",", ".")
    return "; ".join(said) + f". Cả kho {size} ký tự, đọc và nối trong {round(found.seconds, 1)} giây."


def _difference(each: Difference) -> str:
    values = [value.rpartition("\t")[2] for value in (each.before, each.after) if value is not None]
    return f"- {each.sign} {FACT_NAMES[each.kind]}, {each.place}: " + " → ".join(map(_plain, values))


def _plain(words: str | None) -> str:
    """Words as code, on one line: no markup, mention or link of a code host comes of them."""
    flat = " ".join("".join(sign if sign.isprintable() else " " for sign in words or "").split())
    return "`" + flat.replace("`", "'") + "`"


def _cut(rows: list[str]) -> Iterator[str]:
    yield from rows[:_MOST]
    if len(rows) > _MOST:
        yield f"- … và {len(rows) - _MOST} dòng nữa, xem tệp JSON."
