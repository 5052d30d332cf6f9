"""Bringing new texts into the folder of documents, each whole with its record or not at all.

A text goes in as it was received. The rules of the check are asked before anything is written, so that what is added
passes it; nothing that exists is replaced.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Literal

from ..graph.build import build_collection
from ..language.tcvn3 import readable
from ..models import Collection, Document, FrontMatter, NumberParts, Record
from ..problems import Problem, ProblemError, problem
from ..reading.annexes import cited_as, instrument_of_annex
from ..registry.tables import Registry
from ..store.decoding import split_front_matter
from ..store.documents import (
    DOCUMENTS_FOLDER,
    UNDATED,
    FileParts,
    Source,
    document_files,
    read_source,
    source_of,
)
from ..store.files import sweep, write_new, write_over
from ..store.originals import ORIGINALS_FOLDER
from ..store.records import correction_to_dict, dump_record, is_safe_slug, load_record, save_record
from ..store.yaml_writer import block
from .bringing import Brought, bring
from .check import about_document
from .documents import record_of
from .kept import KeptRecords
from .naming import file_name_of
from .parting import BY_LETTERHEAD, Parting, parted, sharing
from .rules import OF_FILES, collection
from .rules.rule import File, Held, Whole

Status = Literal["added", "replaced", "known", "refused"]
_BEFORE_WRITING = frozenset(["record-missing", "record-old", "record-edited", "record-broken", "line-ends"])
"""What the rules say of a document that is not in its folder yet and would not say afterwards."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: the document with its record where it could be read, and everything said of it.

    ``unnamed`` is what was missing so that the name is not made of number, year and body; ``notes`` tell how the file
    was read and what was left out of its text.
    """

    path: Path
    status: Status
    held: Held | None = None
    problems: tuple[Problem, ...] = ()
    unnamed: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Desk:
    """What is known while files are added: the folder, the tables, the documents held so far.

    ``replacing``: a text whose name is taken takes the place of the one that has it.
    """

    folder: Path
    registry: Registry
    today: date
    replacing: bool = False
    held: dict[str, Held] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    numbers: defaultdict[NumberParts | None, list[Held]] = field(default_factory=lambda: defaultdict(list))

    def take(self, held: Held) -> None:
        """Know one more document."""
        self.held[held.source.slug] = held
        self.texts[held.record.sha256] = held.source.slug
        self.numbers[held.record.document.number_parts].append(held)

    def named(self, slug: str) -> Document | None:
        """The document that has a name already; ``None``: the name is free."""
        held = self.held.get(slug)
        return held.record.document if held else None

    def collection(self) -> Collection:
        """All documents linked."""
        return build_collection({slug: held.record for slug, held in self.held.items()}, {}, self.registry)


def open_desk(folder: Path, registry: Registry, today: date | None = None, replacing: bool = False) -> Desk:
    """Know the documents of a folder, their records read where they are those of the texts; files that cannot be
    read are for the check to tell."""
    desk = Desk(folder, registry, today or date.today(), replacing)
    sweep(folder)
    kept = KeptRecords(folder.parents[1]) if folder.parts[-2:] == DOCUMENTS_FOLDER.parts else None
    for path in document_files(folder):
        try:
            source = read_source(path)
        except ProblemError:
            continue
        record = kept.find(source) if kept else None
        desk.take(Held(source, record or _record(source, registry), registry, desk.today))
    return desk


def _record(source: Source, registry: Registry) -> Record:
    digest = hashlib.sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest()
    try:
        record = load_record(source.record_path)
    except ProblemError:
        return record_of(source, registry)
    return record if record.sha256 == digest else record_of(source, registry)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A document as it will stand in the folder, made of what, its bytes, what its name lacks, whose place it takes."""

    held: Held
    brought: Brought
    content: bytes
    unnamed: str | None = None
    former: Held | None = None


def add_file(path: Path, desk: Desk, said: FrontMatter, slug: str | None = None, keep_foreign: bool = False,
             how: Parting = BY_LETTERHEAD) -> list[Outcome]:
    """Add the documents of one file with their records, or say why not; outcomes tell, nothing is raised."""
    outcomes = list[Outcome]()
    try:
        found = bring(path, said, slug, keep_foreign)
    except ProblemError as error:
        return [Outcome(path, "refused", None, error.problems)]
    for each in found:
        try:
            if isinstance(each, ProblemError):
                raise each
            outcomes += _add_each(parted(each, how, desk.registry.grammar), desk)
        except ProblemError as error:
            outcomes.append(Outcome(path, "refused", None, error.problems))
    return outcomes


def _add_each(brought: list[Brought], desk: Desk) -> list[Outcome]:
    """Add the documents of one text; the first that is held keeps the file they came in, the others name it."""
    outcomes, kept = list[Outcome](), None
    for each in brought:
        outcomes.append(_add(sharing(each, kept), desk))
        held = outcomes[-1].held if outcomes[-1].status != "refused" else None
        if held and each.original and kept is None:
            kept = held.source.front_matter.original or f"{held.source.slug}{each.original[0]}"
    return outcomes


def _add(brought: Brought, desk: Desk) -> Outcome:
    try:
        plan = _planned(brought, desk)
    except ProblemError as error:
        return Outcome(brought.path, "refused", None, error.problems)
    held, brought = plan.held, plan.brought
    if held.source.slug in desk.held and plan.former is None:
        return _known(brought.path, desk.held[held.source.slug])
    told = _of_rules(plan, brought.original is not None)
    problems = tuple(sorted({*told, *(() if plan.former else _twice(held, desk))}))
    changed = changes(plan.former.record, held.record) if plan.former else ()
    notes = (*brought.notes, *_of_annex(held, desk), *changed)
    outcome = Outcome(brought.path, "refused", held, problems, plan.unnamed, notes)
    if any(each.severity == "error" for each in problems):
        return outcome
    files = {held.source.path: plan.content, held.source.record_path: dump_record(held.record).encode()}
    if brought.original:
        suffix, content = brought.original
        files[desk.folder / ORIGINALS_FOLDER / f"{held.source.slug}{suffix}"] = content
    try:
        (write_over if plan.former else write_new)(files)
    except ProblemError as error:
        return replace(outcome, problems=error.problems)
    desk.take(held)
    return replace(outcome, status="replaced" if plan.former else "added")


def _known(path: Path, there: Held) -> Outcome:
    """A text that is held already; a record that an interrupted run did not come to is written."""
    if not there.source.record_path.is_file():
        save_record(there.record, there.source.path.parent)
    found = problem(there.source.path, 0, "Văn bản", f"đã có trong kho, đúng từng chữ với {path.name}",
                    "không thêm lần nữa.")
    return Outcome(path, "known", there, (replace(found, severity="remark"),))


def _planned(brought: Brought, desk: Desk) -> _Plan:
    """The document a file becomes, with its name and its folder of the year."""
    brought, content, source, record = _read_with_parent(brought, desk)
    if record.sha256 in desk.texts:
        return _Plan(desk.held[desk.texts[record.sha256]], brought, content)
    name, unnamed = (brought.slug, None) if brought.slug else file_name_of(record, brought.text, desk.named)
    if not name or not is_safe_slug(name):
        raise ProblemError([problem(
            brought.path, 0, "Tên tệp", f"“{name}”" if name else f"văn bản không cho biết {unnamed} để đặt tên",
            "hãy chọn tên bằng --slug, chỉ gồm chữ thường không dấu, chữ số, gạch nối.",
            "--slug 31-kh-ubnd-2023-binh-phuoc")])
    if name in desk.held and desk.replacing:
        return _in_place_of(desk.held[name], brought, desk)
    if name in desk.held:
        raise ProblemError([problem(desk.held[name].source.path, 0, "Tên tệp", "đã có văn bản này trong kho",
                                    "không ghi đè; bản mới tốt hơn thì thêm --replace.")])
    path = desk.folder / str(record.document.issued_in or UNDATED) / f"{name}.md"
    held = Held(replace(source, slug=name, path=path), replace(record, slug=name), desk.registry, desk.today)
    return _Plan(held, brought, content, unnamed)


def _read_with_parent(brought: Brought, desk: Desk) -> tuple[Brought, bytes, Source, Record]:
    """A text as it will be held; an annex without a number of its own says which instrument it came with."""
    content = file_content(brought)
    source = source_of(desk.folder / "van-ban.md", FileParts(*split_front_matter(content.decode())))
    record = record_of(source, desk.registry)
    parent = None if brought.front.annex_of else instrument_of_annex(
        record, readable(source.text, record.encoding), desk.registry.grammar)
    if parent is None or parent.number is None:
        return brought, content, source, record
    return _read_with_parent(replace(brought, front=replace(brought.front, annex_of=parent.number)), desk)


def _in_place_of(there: Held, brought: Brought, desk: Desk) -> _Plan:
    """A better copy under the same address: what people wrote above the worse one stays, below what is said now."""
    said = {each.name: value for each in fields(FrontMatter) if (value := getattr(brought.front, each.name))}
    said["recognised"] = brought.front.recognised  # of the new text alone
    if brought.original and there.source.front_matter.mask:  # an original is published whole
        said["original_sha256"] = None
        note = "Không giữ tệp gốc: văn bản có chữ phải che (mask)"
        brought = replace(brought, original=None, notes=(*brought.notes, note))
    content = file_content(replace(brought, front=replace(there.source.front_matter, **said)))
    source = source_of(there.source.path, FileParts(*split_front_matter(content.decode())))
    held = Held(source, record_of(source, desk.registry), desk.registry, desk.today)
    return _Plan(held, brought, content, None, there)


def _of_annex(held: Held, desk: Desk) -> Iterator[str]:
    """What an annex belongs to, and whether that is held."""
    number, citations = held.source.front_matter.annex_of, held.record.citations
    index = cited_as(number, citations) if number else None
    if index is not None:
        parent = citations[index]
        there = [each.source.slug for each in desk.numbers[parent.number_parts]
                 if parent.date in (None, each.record.document.date)]
        words = f"đã có trong kho: {there[0]}" if len(there) == 1 else "chưa có trong kho"
        yield f"Là phụ lục của {' '.join(parent.text.split())} ({words}); không phải thì xóa dòng annex_of"


def changes(before: Record, after: Record) -> Iterator[str]:
    """What a new text changes in a record, for the person who put it there."""
    for name in Document.__struct_fields__:
        old, new = getattr(before.document, name), getattr(after.document, name)
        if old != new:
            yield f"Đổi {name}: {old or '–'} → {new or '–'}"
    keys = [Counter(each.instrument for each in record.citations) for record in (before, after)]
    for words, found in (("Thêm viện dẫn", keys[1] - keys[0]), ("Bớt viện dẫn", keys[0] - keys[1])):
        if found:
            yield f"{words}: {', '.join(sorted(found))}"


def _of_rules(plan: _Plan, brings_original: bool) -> Iterable[Problem]:
    """What the rules of the check say of a document before it is written; an original it brings is not there yet."""
    unsaid = _BEFORE_WRITING | ({"original-changed"} if brings_original else set())
    whole = File(plan.held.source.path, plan.content.decode())
    yield from (found for rule in OF_FILES for found in rule(whole))
    yield from (found for found in about_document(plan.held) if found.rule not in unsaid)


def _twice(held: Held, desk: Desk) -> Iterable[Problem]:
    """Whether the instrument is held already under another name; told of the new file."""
    for other in desk.numbers[held.record.document.number_parts]:
        pair = Whole(desk.folder, (other, held))
        yield from (replace(found, path=held.source.path.as_posix()) for found in collection.same_instrument(pair))


def file_content(brought: Brought) -> bytes:
    """The whole file: front matter between its lines, then the text as it was received."""
    front = brought.front
    head: dict[str, object] = {
        key: value for key in ("source", "url", "retrieved", "original", "original_sha256", "recognised",
                                  "annex_of")
        if (value := getattr(front, key))}
    if front.topics:
        head["topics"] = list(front.topics)
    if front.corrections:
        head["corrections"] = [correction_to_dict(each) for each in front.corrections]
    if front.seen:
        head["seen"] = [{"rule": each.rule, "reason": each.reason} for each in front.seen]
    if front.mask:
        head["mask"] = list(front.mask)
    return "\n".join(["---", *block(head), "---", ""]).encode() + brought.text.encode("utf-8")
