"""Taking a document out: text, record and original go in one step, addresses stay, and it is said what remains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from ..graph.addresses import (
    REDIRECTS_TABLE,
    Redirect,
    load_redirects,
    moved_addresses,
    read_issued,
    redirects_led_on,
)
from ..graph.build import build_collection
from ..graph.reading_lists import READING_LISTS_FOLDER, load_lists
from ..graph.withdrawn import WITHDRAWN_TABLE
from ..models import Collection, Record
from ..problems import ProblemError, problem
from ..registry.tables import load_registry
from ..store.documents import DOCUMENTS_FOLDER, Source, is_year, read_sources
from ..store.files import refusals_explained, write_if_changed
from ..store.originals import originals_of
from ..store.yaml_writer import flow
from .documents import records_of
from .kept import KeptRecords

ONLY_THERE = "chỉ được nhắc tới trong một văn bản đã rút khỏi kho"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """What was done: the files removed, the rows written for addresses, what a person still has to know."""

    removed: tuple[Path, ...]
    rows: tuple[str, ...]
    remains: tuple[str, ...]


def withdraw(root: Path, slug: str, reason: str, today: date | None = None) -> Withdrawal:
    """Take a document out of the collection under ``root``; raises :class:`ProblemError` before anything is changed.

    Tables are written first and put back when a file cannot be removed.
    """
    if not reason.strip():
        raise ProblemError([problem(root / DOCUMENTS_FOLDER, 0, "REASON", "chưa có lý do",
                                    "lý do hiện trên trang của văn bản.",
                                    'REASON="văn bản chưa được công khai"')])
    registry = load_registry(root / DOCUMENTS_FOLDER.parent / "registry")
    sources = read_sources(root / DOCUMENTS_FOLDER)
    source = _named(sources, slug, root)
    records = records_of(sources, registry, lambda words: None, KeptRecords(root))
    before = build_collection(records, {}, registry)
    after = build_collection({key: value for key, value in records.items() if key != slug}, {}, registry)
    published, redirects = read_issued(root), load_redirects(root)
    rows = [flow({"old": old, **({"new": new} if new else {}), "reason": reason if old == slug else ONLY_THERE})
            for old, new in _unled(slug, published, before, after, redirects).items()]
    note = flow({"slug": slug, "day": (today or date.today()).isoformat(), "reason": reason})
    files = _files(root, source)
    _change(root, files, {root / REDIRECTS_TABLE: rows, root / WITHDRAWN_TABLE: [note]})
    remains = (*_remains(root, source, records, before, slug), *_lists_to_mend(root, after))
    return Withdrawal(tuple(files), tuple(rows), remains)


def _named(sources: tuple[Source, ...], slug: str, root: Path) -> Source:
    found = next((source for source in sources if source.slug == slug), None)
    if found is None:
        near = get_close_matches(slug, [source.slug for source in sources], 3, 0.4)
        raise ProblemError([problem(root / DOCUMENTS_FOLDER, 0, "DOC", f"không có văn bản “{slug}”",
                                    "ghi tên trong địa chỉ của văn bản.", "; ".join(near) or None)])
    return found


def _unled(slug: str, published: Mapping[str, int], before: Collection, after: Collection,
           redirects: tuple[Redirect, ...]) -> dict[str, str | None]:
    """Published addresses that lead nowhere without a row once ``before`` is forgotten, with where they belong.

    That of the document itself, where nothing cites it, leads to no other that the address would fit.
    """
    slugs = {instrument.slug for instrument in after.instruments.values()}
    alone = {row.old for row in redirects_led_on(published, after, redirects)}
    known = {row.old: row.new for row in redirects_led_on(published, after, redirects, before)}
    ended = {each.slug: None for each in before.instruments.values()
             if each.slug == slug and {mention.document for mention in each.mentions} <= {slug}}
    gone = set(published) - slugs
    return {old: None if old in ended else known.get(old) for old in sorted(gone - alone | gone & set(ended))}


def _files(root: Path, source: Source) -> list[Path]:
    originals = originals_of(root / DOCUMENTS_FOLDER, {source.slug: source.front_matter.original})
    files = [source.record_path, *(one.path for one in originals.values()), source.path]
    return [path for path in files if path.is_file()]


def _change(root: Path, files: list[Path], rows: Mapping[Path, list[str]]) -> None:
    """Add the rows and remove the files; where a file cannot be removed everything is put back."""
    kept = {path: path.read_bytes() if path.is_file() else b"" for path in (*files, *rows)}
    try:
        for path, added in rows.items():
            whole = kept[path] + (b"" if kept[path].endswith(b"\n") or not kept[path] else b"\n")
            write_if_changed(path, whole + "".join(f"- {row}\n" for row in added).encode())
        for path in files:
            with refusals_explained(path):
                path.unlink()
        folder = files[-1].parent
        if is_year(folder.name) and not any(folder.iterdir()):
            folder.rmdir()
    except ProblemError:
        for path, content in kept.items():
            if content or path.is_file():
                write_if_changed(path, content)
        raise


def _lists_to_mend(root: Path, after: Collection) -> Iterator[str]:
    """What reading lists name that nobody knows any more: a person wrote them, and takes it out."""
    leading = moved_addresses(redirects_led_on(read_issued(root), after, load_redirects(root)))
    try:
        load_lists(root / READING_LISTS_FOLDER, after, leading)
    except ProblemError as error:
        yield from (f"Danh mục đọc cần bỏ dòng này: {each}".replace(f"{root.as_posix()}/", "")
                    for each in error.problems)


def _remains(root: Path, source: Source, records: Mapping[str, Record], before: Collection, slug: str) -> Iterator[str]:
    """What withdrawing does not undo, for the person who does it."""
    yield (f"Lịch sử git vẫn còn toàn văn (git log -- {source.path.relative_to(root).as_posix()}); muốn xóa hẳn thì "
           f"người "
           "phụ trách phải viết lại lịch sử và công bố lại kho.")
    yield "Trang đã công bố chỉ đổi khi dựng và công bố lại; bản đã tải về và máy tìm kiếm khác không đổi theo."
    own = next((each for each in before.instruments.values() if each.document == slug), None)
    citing = sorted({mention.document for mention in (own.mentions if own else ())} - {slug})
    if citing:
        yield f"Câu nhắc tới văn bản này vẫn còn trong: {', '.join(citing)}."
