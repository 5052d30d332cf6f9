"""The card of an added document: what was understood, where it was read, what is doubtful, what it leads to.

The same facts as lines for a person, as data for a program, as Markdown for a pull request.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..language.dates import match_date
from ..language.tcvn3 import readable
from ..models import PARTS, Citation, CitationPlace, Collection, Document, Instrument
from ..problems import Problem
from .add import Outcome
from .rules.rule import Held

NAMES = {"number": "Số, ký hiệu", "type": "Tên loại", "date": "Ngày ban hành", "year": "Năm ban hành",
         "place": "Địa danh", "issuing_body": "Cơ quan ban hành", "level": "Cấp", "title": "Trích yếu",
         "signer": "Người ký", "signer_title": "Chức vụ", "signing_capacity": "Thẩm quyền ký",
         "addressed_to": "Kính gửi", "recipients": "Nơi nhận"}
WANTED = ("number", "type", "date", "issuing_body", "title", "signer")
"""Facts without which a document is asked for by nobody; where one is absent a correction is ready to fill in."""
STATUS = {"added": "đã thêm", "replaced": "đã thay", "known": "đã có", "refused": "chưa thêm"}
_DAY = re.compile(r"\d{1,2}\W|ngày\s", re.IGNORECASE)
_FEW = 8


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact of the head: its value as shown, the line it was read from (``None``: worked out, or a person's),
    and whether a person gave it."""

    name: str
    value: str
    line: int | None
    corrected: bool


@dataclass(frozen=True, slots=True)
class Lead:
    """One citation: its words and line, the address it leads to, whether that document is held."""

    words: str
    line: int
    relation: str
    to: str
    held: bool


@dataclass(frozen=True, slots=True)
class Card:
    """Everything told of one file after it was added or refused."""

    outcome: Outcome
    facts: tuple[Fact, ...] = ()
    absent: tuple[str, ...] = ()
    leads: tuple[Lead, ...] = ()
    cited_by: tuple[str, ...] = ()


def card_of(outcome: Outcome, collection: Collection | None) -> Card:
    """The card of one outcome; ``collection`` holds the document where it was added."""
    held = outcome.held
    if held is None:
        return Card(outcome)
    absent = tuple(name for name in WANTED if getattr(held.record.document, name) is None)
    leads, cited_by = _links(held, collection) if collection and outcome.status != "refused" else ((), ())
    return Card(outcome, tuple(_facts(held)), absent, leads, cited_by)


def _facts(held: Held) -> Iterator[Fact]:
    given = {each.field for each in held.source.front_matter.corrections}
    text = readable(held.source.text, held.record.encoding)
    for name in (each for each in Document.__struct_fields__ if each not in PARTS):
        value = getattr(held.record.document, name)
        if value:
            words = "; ".join(value) if isinstance(value, tuple) else str(value)
            words = held.registry.levels.get(words, words) if name == "level" else words
            at = None if name in given else position_of_value(name, value, text)
            yield Fact(name, words, held.line(at) if at is not None else None, name in given)


def position_of_value(name: str, value: str | int | tuple[str, ...], text: str) -> int | None:
    """Where a value stands as it was read: the last place for what closes a document, else the
    first; ``None`` for a level, and where the text does not have the value as it is."""
    if name == "level":
        return None
    if name == "date":
        days = (found.start() for found in _DAY.finditer(text) if (day := match_date(text, found.start()))
                and day.iso == value)
        return next(days, None)
    words = value[0] if isinstance(value, tuple) else f"năm {value}" if name == "year" else str(value)
    pattern = re.compile(r"[\s*_|]*".join(map(re.escape, re.findall(r"\w+|[^\w\s]", words)[:12])), re.IGNORECASE)
    places = [found.start() for found in pattern.finditer(text)]
    closing = name in ("signer", "signer_title", "signing_capacity", "recipients")
    return places[-1 if closing else 0] if places else None


def _links(held: Held, collection: Collection) -> tuple[tuple[Lead, ...], tuple[str, ...]]:
    """Where the citations lead, and which documents cite this one."""
    slug = held.source.slug
    by_mention = {mention: instrument for instrument in collection.instruments.values()
                  for mention in instrument.mentions if mention.document == slug}
    own = next((each for each in collection.instruments.values() if each.document == slug), None)
    leads = tuple(_lead(held, each, by_mention.get(CitationPlace(slug, index)))
                  for index, each in enumerate(held.record.citations))
    cited = {mention.document for mention in (own.mentions if own else ())} - {slug}
    return leads, tuple(sorted(cited))


def _lead(held: Held, citation: Citation, to: Instrument | None) -> Lead:
    return Lead(" ".join(citation.text.split()), held.line(citation.start), citation.relation,
                to.slug if to else "", bool(to and to.document))


def corrections_to_fill(card: Card) -> list[str]:
    """The lines of front matter in which a person fills what is absent."""
    rows = [line for name in card.absent
            for line in (f"  - field: {name}", "    value: …", "    reason: theo bản gốc, trang …")]
    return ["corrections:", *rows] if rows else []


def card_lines(card: Card, root: Path) -> Iterator[str]:
    """The card for a terminal."""
    outcome, held = card.outcome, card.outcome.held
    where = f": {_from(root, held.source.path)}" if held else ""
    yield f"{STATUS[outcome.status].capitalize()} {_short(outcome.path.name)}{where}"
    for fact in card.facts if outcome.status != "known" else ():
        read = "người sửa" if fact.corrected else f"dòng {fact.line}" if fact.line else "suy ra"
        yield f"  {NAMES[fact.name]:<17} {_short(fact.value)}  ({read})"
    if card.absent and outcome.status != "known":
        yield "  Chưa đọc được: " + ", ".join(NAMES[name].lower() for name in card.absent)
    if outcome.unnamed:
        yield f"  Tên đặt theo trích yếu hoặc số vì chưa đọc được {outcome.unnamed}; muốn tên khác: --slug"
    yield from (f"  {_short(note)}" for note in outcome.notes)
    yield from _link_lines(card)
    for each in outcome.problems:
        yield f"  {'LỖI' if each.severity == 'error' else 'Nên xem'}: {str(each).removeprefix(root.as_posix() + '/')}"
    if outcome.status == "added" and (fill := corrections_to_fill(card)):
        yield "  Văn bản có ghi thì chép vào phần đầu tệp và điền:"
        yield from (f"    {line}" for line in fill)


def _link_lines(card: Card) -> Iterator[str]:
    if card.leads:
        held = sum(lead.held for lead in card.leads)
        yield f"  Viện dẫn: {len(card.leads)}, trong đó {held} dẫn tới văn bản có trong kho"
        for lead in card.leads[:_FEW]:
            yield f"    dòng {lead.line}: {_short(lead.words)} → {lead.to}{'' if lead.held else ' (chưa có)'}"
        if len(card.leads) > _FEW:
            yield f"    … và {len(card.leads) - _FEW} viện dẫn nữa"
    if card.cited_by:
        names = ", ".join(card.cited_by[:_FEW])
        yield f"  Văn bản này đã được {len(card.cited_by)} văn bản trong kho nhắc tới: {names}"


def cards_table(cards: list[Card]) -> Iterator[str]:
    """One line a file, for many files: what became of it, its name, what is wrong or missing."""
    for card in cards:
        outcome = card.outcome
        name = outcome.held.source.slug if outcome.held else "–"
        errors = [each for each in outcome.problems if each.severity == "error"]
        said = errors[0].message if errors else f"{len(outcome.problems)} điều nên xem" if outcome.problems else ""
        yield f"{STATUS[outcome.status]:<10} {outcome.path.name:<40} {name:<44} {_short(said)}".rstrip()


def markdown_of(card: Card, root: Path, what: str = "Thêm") -> Iterator[str]:
    """The card in the Markdown of a pull request, as a block that stays words whatever the document holds."""
    held = card.outcome.held
    yield f"## {what}: `{held.source.slug if held else card.outcome.path.name}`"
    yield ""
    yield from ("    " + "".join(sign if sign.isprintable() else " " for sign in line)
                for line in card_lines(card, root))


def card_data(card: Card, root: Path) -> dict[str, Any]:
    """The card for a program."""
    outcome, held = card.outcome, card.outcome.held
    return {
        "file": outcome.path.as_posix(), "status": outcome.status,
        "document": _from(root, held.source.path) if held else None, "slug": held.source.slug if held else None,
        "unnamed": outcome.unnamed, "notes": list(outcome.notes),
        "facts": {fact.name: {"value": fact.value, "line": fact.line, "corrected": fact.corrected}
                  for fact in card.facts},
        "absent": list(card.absent),
        "citations": [{"text": lead.words, "line": lead.line, "relation": lead.relation, "to": lead.to,
                       "held": lead.held} for lead in card.leads],
        "cited_by": list(card.cited_by), "corrections_to_fill": "\n".join(corrections_to_fill(card)),
        "problems": [_problem(each, root) for each in outcome.problems],
    }


def _problem(each: Problem, root: Path) -> dict[str, Any]:
    return {"rule": each.rule, "severity": each.severity, "file": _from(root, Path(each.path)), "line": each.line,
            "message": each.message}


def _from(root: Path, path: Path) -> str:
    return path.as_posix().removeprefix(root.as_posix() + "/")


def _short(text: str) -> str:
    words = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return words if len(words) <= 90 else words[:89] + "…"
