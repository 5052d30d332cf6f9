"""Taking a document out: text, record and original go in one step, addresses stay, and it is said what remains."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from ..graph.addresses import (
    REDIRECTS_TABLE,
    Redirect,
    load_redirects,
    moved_addresses,
    redirects_led_on,
    registered_lines,
)
from ..graph.build import build_collection
from ..graph.reading_lists import READING_LISTS_FOLDER, load_lists, read_list
from ..graph.withdrawn import WITHDRAWN_TABLE, was_committed
from ..models import Collection
from ..problems import Problem, ProblemError, problem
from ..registry.tables import load_registry
from ..store.documents import DOCUMENTS_FOLDER, Source, is_year, read_sources
from ..store.files import refusals_explained, write_if_changed
from ..store.originals import originals_of
from ..store.reasons import says_nothing
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

    Tables are written first and put back when a file cannot be removed. Of a document that was only added here, never
    committed, published or cited, no row is kept.
    """
    if says_nothing(reason):
        found = f"“{reason}” không nói vì sao" if reason.strip() else "chưa có lý do"
        raise ProblemError([problem(root / DOCUMENTS_FOLDER, 0, "REASON", found,
                                    "lý do hiện trên trang của văn bản.",
                                    'REASON="văn bản chưa được công khai"')])
    registry = load_registry(root / DOCUMENTS_FOLDER.parent / "registry")
    sources = read_sources(root / DOCUMENTS_FOLDER)
    source = _named(sources, slug, root)
    records = records_of(sources, registry, lambda words: None, KeptRecords(root))
    before = build_collection(records, {}, registry)
    after = build_collection({key: value for key, value in records.items() if key != slug}, {}, registry)
    published, redirects = registered_lines(root), load_redirects(root)
    rows = [flow({"old": old, **({"new": new} if new else {}), "reason": reason if old == slug else ONLY_THERE})
            for old, new in _unled(slug, published, before, after, redirects).items()]
    note = flow({"slug": slug, "day": (today or date.today()).isoformat(), "reason": reason})
    cited = any(each.slug == slug for each in after.instruments.values())
    committed = was_committed(root, slug)
    known = slug in published or cited or committed
    files, wrong_before = _files(root, source), _list_problems(root, before)
    _change(root, files, {root / REDIRECTS_TABLE: rows, root / WITHDRAWN_TABLE: [note] if known else []})
    wrong = _list_problems(root, after)
    lists = _lists_without(_lost_items(wrong, wrong_before))
    for path, content in lists.items():
        write_if_changed(path, content)
    wrong = _list_problems(root, after) if lists else wrong
    taken = (f"Đã bỏ khỏi danh mục đọc {path.relative_to(root).as_posix()} các dòng không còn văn bản nào; hãy đọc lại "
             "lời dẫn của danh mục." for path in lists)
    remains = (*_remains(root, source if committed else None, before, slug), *taken, *_lists_to_mend(root, wrong))
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
    except BaseException:
        for path, content in kept.items():
            if content or path.is_file():
                write_if_changed(path, content)
        raise


def _list_problems(root: Path, collection: Collection) -> tuple[Problem, ...]:
    """What is wrong with the reading lists beside a collection."""
    leading = moved_addresses(redirects_led_on(registered_lines(root), collection, load_redirects(root)))
    try:
        load_lists(root / READING_LISTS_FOLDER, collection, leading)
    except ProblemError as error:
        return tuple(error.problems)
    return ()


def _lost_items(problems: Iterable[Problem], before: Iterable[Problem]) -> dict[Path, set[int]]:
    """The lines of reading lists that are wrong now and were not before."""
    known = {(each.path, each.line) for each in before}
    lost: defaultdict[Path, set[int]] = defaultdict(set)
    for each in problems:
        if (each.path, each.line) not in known:
            lost[Path(each.path)].add(each.line)
    return lost


def _lists_without(lost: Mapping[Path, set[int]]) -> dict[Path, bytes]:
    """The reading lists without the items at those lines; one that would be empty is left to a person."""
    changed = {}
    for path, lines in lost.items():
        if len(lines) < len(read_list(path).items):
            changed[path] = b"".join(_without_items(path.read_bytes().splitlines(keepends=True), lines))
    return changed


def _without_items(lines: list[bytes], gone: Set[int]) -> Iterator[bytes]:
    """``lines`` without the items of a YAML list that begin at the lines ``gone``, each to where the next begins."""
    depth = -1
    for number, line in enumerate(lines, 1):
        inner = len(line) - len(line.lstrip(b" "))
        if number in gone:
            depth = inner
        elif depth < 0 or (line.strip() and inner <= depth):
            depth = -1
            yield line


def _lists_to_mend(root: Path, wrong: Iterable[Problem]) -> Iterator[str]:
    """What reading lists still name that nobody knows: a person takes it out."""
    for each in wrong:
        yield f"Danh mục đọc cần bỏ dòng này: {each}".replace(f"{root.as_posix()}/", "")


def _remains(root: Path, committed: Source | None, before: Collection, slug: str) -> Iterator[str]:
    """What withdrawing does not undo, for the person who does it; ``committed`` is what git still holds."""
    if committed:
        yield (f"Lịch sử git vẫn còn toàn văn (git log -- {committed.path.relative_to(root).as_posix()}); muốn xóa hẳn "
               "thì người phụ trách phải viết lại lịch sử và công bố lại kho.")
    yield "Trang đã công bố chỉ đổi khi dựng và công bố lại; bản đã tải về và máy tìm kiếm khác không đổi theo."
    own = next((each for each in before.instruments.values() if each.document == slug), None)
    citing = sorted({mention.document for mention in (own.mentions if own else ())} - {slug})
    if citing:
        yield f"Câu nhắc tới văn bản này vẫn còn trong: {', '.join(citing)}."
