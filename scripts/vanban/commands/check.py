"""What a contribution must fulfil: every rule looks at what people wrote and yields problems.

``check`` runs all rules and hands back all problems at once; nothing is written. The texts of the
messages stand here and in ``front_matter`` so that an editor can polish them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import TypeVar

from ..graph.addresses import load_redirects, lost, moved, unissued
from ..graph.build import build_collection
from ..graph.identity import expected_slug
from ..graph.reading_lists import FOLDER as LISTS
from ..graph.reading_lists import load_lists
from ..graph.topics import cue_table, topic_named
from ..models import Record
from ..problems import Problem, ProblemError, problem
from ..registry.tables import Registry, load_registry
from ..store.documents import FOLDER, Source, read_source
from ..store.front_matter import needless
from ..store.originals import original_problems
from ..store.records import dump_record, load_record
from .documents import document_as_computed, record_of

Read = TypeVar("Read")
REFRESH = "hãy chạy “make records” (hoặc: python scripts/parse_documents.py) rồi lưu cả hai tệp."


@dataclass(frozen=True, slots=True)
class Held:
    """One readable document with its computed record."""

    source: Source
    record: Record


def check(root: Path) -> list[Problem]:
    """Every problem of the documents, records and tables under ``root``, in the order of files and lines."""
    problems: list[Problem] = []
    registry = _or_problems(lambda: load_registry(root / FOLDER.parent / "registry"), problems)
    folder = root / FOLDER
    problems.extend(strangers(folder))
    problems.extend(orphans(folder))
    paths = sorted(folder.glob("*.md"))
    sources = [_or_problems(partial(read_source, path), problems) for path in paths]
    problems.extend(original_problems(folder, {
        path.stem: source.front_matter.original if source else None for path, source in zip(paths, sources, strict=True)
    }))
    if registry is not None:
        held = [Held(source, record_of(source, registry)) for source in sources if source is not None]
        problems.extend(about_documents(held, registry))
        if len(held) == len(sources):
            problems.extend(about_collection(root, held, registry))
    return sorted(set(problems))


def _or_problems(read: Callable[[], Read], problems: list[Problem]) -> Read | None:
    """What ``read`` gives, or ``None`` with its problems recorded."""
    try:
        return read()
    except ProblemError as error:
        problems.extend(error.problems)
        return None


def about_documents(held: list[Held], registry: Registry) -> Iterator[Problem]:
    """The rules that need a document's record."""
    yield from duplicates(held)
    for each in held:
        yield from stale(each)
        yield from misnamed(each)
        yield from original_missing(each.source)
        yield from unknown_topics(each.source, registry)
        if each.source.front_matter.corrections:
            computed = document_as_computed(each.source, registry)
            yield from needless(computed, each.source.front_matter.corrections, each.source.path)


def about_collection(root: Path, held: list[Held], registry: Registry) -> Iterator[Problem]:
    """The rules that need all documents linked: addresses that must stay, reading lists."""
    collection = build_collection({each.record.slug: each.record for each in held}, {}, registry)
    problems: list[Problem] = []
    redirects = _or_problems(lambda: load_redirects(root), problems)
    if redirects is not None:
        yield from lost(root, collection, redirects)
    yield from unissued(root, collection)
    _or_problems(lambda: load_lists(root / LISTS, collection, moved(redirects or ())), problems)
    yield from problems


def strangers(folder: Path) -> Iterator[Problem]:
    """Files that do not belong into the folder of documents."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        kept = path.suffix in (".md", ".yaml") and path.is_file() and not path.is_symlink()
        if not kept and path.name not in ("originals", ".gitkeep"):
            yield problem(path, 0, "Thư mục văn bản", f"có “{path.name}”",
                          "ở đây chỉ có tệp .md, bản ghi .yaml cùng tên và thư mục originals.")


def orphans(folder: Path) -> Iterator[Problem]:
    """Records whose document is not there."""
    for path in sorted(folder.glob("*.yaml")):
        if not path.with_suffix(".md").is_file():
            yield problem(path, 0, "Bản ghi", "không có văn bản .md cùng tên",
                          "hãy xóa bản ghi này hoặc thêm lại văn bản.")


def duplicates(held: list[Held]) -> Iterator[Problem]:
    """The same text under two names."""
    by_text: dict[str, list[Source]] = defaultdict(list)
    for each in held:
        by_text[each.record.sha256].append(each.source)
    for first, *others in by_text.values():
        for other in others:
            yield problem(other.path, 0, "Văn bản", f"trùng hệt với {first.path.name}", "chỉ giữ một tệp.")


def stale(held: Held) -> Iterator[Problem]:
    """A record that is missing, is no record, or differs from what is computed."""
    path = held.source.record_path
    if not path.is_file():
        yield problem(path, 0, "Bản ghi", "chưa có", REFRESH)
        return
    try:
        load_record(path)
    except ProblemError as error:
        yield from error.problems
    written, computed = path.read_bytes(), dump_record(held.record).encode()
    if written != computed:
        line = _first_difference(written, computed)
        yield problem(path, line, "Bản ghi", "khác với kết quả tính từ văn bản (đã cũ hoặc bị sửa tay)", REFRESH)


def _first_difference(written: bytes, computed: bytes) -> int:
    lines = zip(written.split(b"\n"), computed.split(b"\n"), strict=False)
    shorter = min(written.count(b"\n"), computed.count(b"\n")) + 1
    return next((number for number, (one, two) in enumerate(lines, 1) if one != two), shorter)


def misnamed(held: Held) -> Iterator[Problem]:
    """A file that is not named by number, year and body; behind these, words may tell two documents apart."""
    wanted = expected_slug(held.record)
    if wanted and not f"{held.source.slug}-".startswith(f"{wanted}-"):
        yield problem(held.source.path, 0, "Tên tệp", f"“{held.source.slug}”",
                      f"theo số, năm và cơ quan ban hành, tên phải là “{wanted}”.")


def original_missing(source: Source) -> Iterator[Problem]:
    """An original that is named but not there."""
    name = source.front_matter.original
    if name and not (source.path.parent / "originals" / name).is_file():
        yield problem(source.path, 2, "original", f"không thấy tệp “{name}”",
                      "tệp gốc đặt trong directives/documents/originals; nếu không có thì bỏ dòng này.")


def unknown_topics(source: Source, registry: Registry) -> Iterator[Problem]:
    """A topic that the table of topics does not have, with the names nearest to it."""
    names = [topic.name for topic in registry.topics]
    for topic in source.front_matter.topics:
        if topic_named(topic, cue_table(registry)) is None:
            near = get_close_matches(topic, names, 3, 0.4)
            yield problem(source.path, line_of(source.path, topic), "topics", f"“{topic}” không có trong bảng chủ đề",
                          "hãy dùng tên có trong directives/registry/topics.yaml, hoặc thêm một dòng vào bảng ấy.",
                          "; ".join(near) or None)


def line_of(path: Path, words: str) -> int:
    """The first line of a file that holds some words; 0 when none does."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if words in line), 0)
