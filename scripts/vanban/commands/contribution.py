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
from ..quality.differences import CITATION_PARTS, Difference, differences, facts_of
from ..registry.tables import Registry, load_registry
from ..store.documents import DOCUMENTS_FOLDER, Source, read_sources
from ..store.records import record_to_dict
from .add import Outcome, Status
from .card import NAMES, Card, card_data, card_of, markdown_of
from .changes import FACT_NAMES, check_out
from .check import about_document
from .documents import records_of
from .rules.rule import Held

_PLACES = (DOCUMENTS_FOLDER.as_posix(), (DOCUMENTS_FOLDER.parent / "registry").as_posix())
_TOLD = ("fields", "citations", "relations")
"""Kinds of facts that a reader of the report is told; blocks only follow the text."""
_PARTS = ("chữ", "kiểu", "tên loại", "số", "ngày", "cơ quan", "trích yếu", "điểm, khoản", "dẫn tới", "ghi chú")
"""What the parts of a citation are called, its words first, in the order of :data:`CITATION_PARTS`."""
_MOST = 30
"""Rows of one list that are written out in the Markdown; the data have all."""


@dataclass(frozen=True, slots=True)
class ProjectState:
    """The documents of one state of the project: texts, records, the collection they make, the files as they are."""

    sources: Mapping[str, Source]
    records: Mapping[str, Record]
    registry: Registry
    collection: Collection
    bytes: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What the working tree has otherwise than ``base``.

    ``cards`` of documents that are new, ``mended`` those of documents whose text or front matter is another,
    ``changed`` the facts of the others that differ, by slug, ``removed`` slugs.
    ``filled`` are addresses that were only cited and have their text now, ``pages`` new addresses, ``led`` old ones
    with where they lead, ``open`` old ones that lead nowhere, ``passed`` those at which another instrument stands now
    and nothing says so. ``doubts`` and ``settled`` are contradictions, each as address, field and values.
    ``characters`` is how much text there is now, ``seconds`` what reading and linking took. ``lines`` are, of documents
    that differ, the lines in their files of what stands at the places of ``changed``.
    """

    base: str
    cards: tuple[Card, ...]
    mended: tuple[Card, ...]
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
    lines: Mapping[str, Mapping[str, int]]


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
        tuple(_card(after, slug, today or date.today(), "replaced") for slug in kept
              if after.bytes[slug] != before.bytes[slug]),
        {slug: found for slug, found in facts.items() if found},
        tuple(slug for slug in before.sources if slug not in after.sources),
        tuple(slug for slug in new if slug in known or slug in {row.new for row in led}),
        tuple(sorted(now - known)), led, tuple(sorted(known - now - {row.old for row in led})),
        tuple(changed_hands({each.slug: each for each in before.collection.instruments.values()}, after.collection)),
        tuple(sorted(doubts - earlier)), tuple(sorted(earlier - doubts)),
        sum(len(source.text) for source in after.sources.values()), time.monotonic() - start,
        {slug: {str(each.start): tree.sources[slug].first_line - 1 + each.line
                for tree in (before, after) for each in tree.records[slug].citations}
         for slug, found in facts.items() if found})


def _tree(root: Path) -> ProjectState:
    registry = load_registry(root / DOCUMENTS_FOLDER.parent / "registry")
    sources = {source.slug: source for source in read_sources(root / DOCUMENTS_FOLDER)}
    records = records_of(sources.values(), registry, lambda _: None)
    texts = {slug: source.text for slug, source in sources.items()}
    return ProjectState(sources, records, registry, build_collection(records, texts, registry),
                        {slug: source.path.read_bytes() for slug, source in sources.items()})


def _differences(before: Record, after: Record) -> tuple[Difference, ...]:
    found = differences(facts_of(record_to_dict(before)), facts_of(record_to_dict(after)))
    return tuple(each for each in found if each.kind in _TOLD)


def _card(tree: ProjectState, slug: str, today: date, status: Status = "added") -> Card:
    held = Held(tree.sources[slug], tree.records[slug], tree.registry, today)
    outcome = Outcome(held.source.path, status, held)
    return card_of(replace(outcome, problems=tuple(about_document(held))), tree.collection)


def _addresses(collection: Collection) -> set[str]:
    return {instrument.slug for instrument in collection.instruments.values()}


def _contradictions(collection: Collection) -> set[str]:
    return {f"{instrument.slug}: {_name(one.field)}: {', '.join(reading.value for reading in one.readings)}"
            for instrument in collection.instruments.values() for one in instrument.contradictions}


def _name(field: str) -> str:
    return NAMES.get(field, field).lower()


def as_report(found: Contribution, root: Path) -> dict[str, Any]:
    """The contribution for a program."""
    return {
        "base": found.base, "added": [card_data(card, root) for card in found.cards],
        "mended": [card_data(card, root) for card in found.mended],
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
    for card in found.mended:
        lines += [*markdown_of(card, root, "Sửa"), ""]
    for slug, facts in found.changed.items():
        told = [_difference(each, found.lines[slug]) for each in facts]
        lines += [f"## Đọc khác đi: {_plain(slug)}", "", *_cut(told), ""]
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
    said = [f"{len(found.cards)} văn bản thêm", f"{len(found.mended)} văn bản sửa",
            f"{len(found.changed)} văn bản đọc khác đi", f"{len(found.removed)} văn bản gỡ",
            f"{len(found.pages)} trang thêm"]
    signs = {"+": "thêm", "-": "mất", "~": "khác đi"}
    for kind in _TOLD[1:]:
        rows = [each.sign for rows in found.changed.values() for each in rows if each.kind == kind]
        said += [f"{FACT_NAMES[kind]} {word} {rows.count(sign)}" for sign, word in signs.items() if sign in rows]
    size = f"{found.characters:,}".replace(",", ".")
    return "; ".join(said) + f". Cả kho {size} ký tự, đọc và nối trong {round(found.seconds, 1)} giây."


def _difference(each: Difference, lines: Mapping[str, int]) -> str:
    """One difference in words: what it is, its line, and of a citation only what differs in it."""
    if each.kind == "fields":
        values = [value for value in (each.before, each.after) if value is not None]
        return f"- {each.sign} {_name(each.place)}: " + " → ".join(map(_plain, values))
    line = lines.get(each.place.partition("-")[0], 0)
    head = f"- {each.sign} {FACT_NAMES[each.kind]}, dòng {line}: "
    if each.kind != "citations":
        return head + " → ".join(_plain(value.rpartition("\t")[2]) for value in (each.before, each.after)
                                 if value is not None)
    before, after = (None if value is None else value.rsplit(" | ", len(CITATION_PARTS))
                     for value in (each.before, each.after))
    if before is None or after is None:
        words, *_, instrument, _ = before or after or ["", "", ""]
        return f"{head}{_plain(words)}, dẫn tới {_plain(instrument)}"
    said = [f"{name} {_plain(old)} → {_plain(new)}" for name, old, new in zip(_PARTS, before, after, strict=True)
            if old != new]
    return head + "; ".join(said if before[0] != after[0] else (_plain(after[0]), *said))


def _plain(words: str | None) -> str:
    """Words as code, on one line: no markup, mention or link of a code host comes of them."""
    flat = " ".join("".join(sign if sign.isprintable() else " " for sign in words or "").split())
    return "`" + flat.replace("`", "'") + "`"


def _cut(rows: list[str]) -> Iterator[str]:
    yield from rows[:_MOST]
    if len(rows) > _MOST:
        yield f"- … và {len(rows) - _MOST} dòng nữa, xem tệp JSON."
