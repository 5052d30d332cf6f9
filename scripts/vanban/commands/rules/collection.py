"""Rules on all documents at once: none twice, every address and every reading list still leads somewhere."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import PurePosixPath

from ...graph.addresses import (
    deleted_addresses,
    load_redirects,
    lost_addresses,
    moved_addresses,
    redirects_led_on,
    registered_lines,
    shared_addresses,
)
from ...graph.reading_lists import READING_LISTS_FOLDER as LISTS
from ...graph.reading_lists import load_lists
from ...graph.withdrawn import faults_of_table, load_withdrawn
from ...problems import Problem, ProblemError, problem
from ...registry.body_keys import BodyKeys
from ...store.decoding import split_front_matter
from ...store.documents import DOCUMENTS_FOLDER
from ...store.revisions import is_revision, text_at
from .dates import OLDEST_CLOCK
from .rule import Held, Whole, rule

SHRUNK = 0.2
"""Share of its length that a text loses before a person is asked whether a part was struck out by mistake."""
NEAR_COPY = 0.8
"""Share of runs of five words that two texts have in common from which one is a copy of the other."""
_OPENING = 300
"""Words at the beginning by which possible copies are found."""
_RUN = 5
_WORD = re.compile(r"\w+")


@rule("same-text", "error", "Một văn bản chỉ có một tệp.")
def same_text(whole: Whole) -> Iterator[Problem]:
    """The same text under two names; told of the later name, the one that was probably added."""
    for first, *others in _groups((each.record.sha256, each) for each in whole.held):
        for other in others:
            yield problem(other.source.path, 0, "Văn bản", f"trùng hệt với "
                                                           f"{first.source.path.name}", "chỉ giữ một tệp.")


@rule("same-instrument", "error", "Hai tệp không cùng số, ngày và cơ quan ban hành.")
def same_instrument(whole: Whole) -> Iterator[Problem]:
    """Two texts of one instrument, with the better one named."""
    keys = BodyKeys(whole.held[0].registry) if whole.held else None
    keyed = (((d.number_parts, d.date, keys.issuer(d.bodies)), each) for each in whole.held
             if keys and (d := each.record.document).number_parts and d.date)
    for first, *others in _groups(keyed):
        for other in others:
            if other.record.sha256 != first.record.sha256:
                document = other.record.document
                yield problem(other.source.path, 0, "Văn bản", f"cùng số {document.number}, ngày và cơ quan với "
                              f"{first.source.path.name}", f"chỉ giữ một tệp; {_better(first, other)}.")


@rule("near-copy", "remark", "Không có hai tệp gần như trùng nhau (từ bốn phần năm số cụm năm chữ trở lên).")
def near_copy(whole: Whole) -> Iterator[Problem]:
    """Two texts that share most of their runs of words, with the better one named."""
    for first, other in _alike(whole.held):
        one, two = _runs(first.source.text), _runs(other.source.text)
        share = len(one & two) / max(1, len(one | two))
        if share >= NEAR_COPY and first.record.sha256 != other.record.sha256:
            yield problem(other.source.path, 0, "Văn bản", f"giống {round(share * 100)} % với {first.source.path.name}",
                          f"nếu là hai bản của một văn bản thì chỉ giữ một; {_better(first, other)}.")


def _groups(keyed: Iterable[tuple[object, Held]]) -> Iterator[list[Held]]:
    """The documents that share a key, where two or more do."""
    found: dict[object, list[Held]] = defaultdict(list)
    for key, each in keyed:
        found[key].append(each)
    return (group for group in found.values() if len(group) > 1)


def _alike(held: tuple[Held, ...]) -> Iterator[tuple[Held, Held]]:
    """Pairs whose openings share more than half of their runs; what many documents open with tells nothing."""
    where: dict[int, list[int]] = defaultdict(list)
    sizes = []
    for index, each in enumerate(held):
        runs = _runs(each.source.text[:_OPENING * 8], _OPENING)
        sizes.append(len(runs))
        for run in runs:
            where[run].append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for found in where.values():
        if 1 < len(found) <= 8:
            shared.update((one, two) for at, one in enumerate(found) for two in found[at + 1:])
    return ((held[one], held[two]) for (one, two), count in sorted(shared.items())
            if count > min(sizes[one], sizes[two]) / 2)


def _runs(text: str, most: int | None = None) -> set[int]:
    words = _WORD.findall(text.lower())[:most]
    return {hash(tuple(words[at:at + _RUN])) for at in range(max(1, len(words) - _RUN + 1))}


def _better(one: Held, two: Held) -> str:
    """Which copy says more of itself, then which is longer."""
    def worth(held: Held) -> tuple[int, int]:
        document = held.record.document
        said = (document.number, document.date, document.issuing_body, document.title, document.signer)
        return sum(map(bool, (*said, document.recipients))), len(held.source.text)

    best = max(two, one, key=worth)
    said, length = worth(best)
    return f"bản {best.source.path.name} đầy đủ hơn ({said} trên 6 mục, {length} ký tự)"


@rule("address-lost", "error", "Địa chỉ đã công bố tự dẫn tới văn bản; không văn bản nào nhận thì thêm dòng vào "
                               "`redirects.yaml`.")
def address_lost(whole: Whole) -> Iterator[Problem]:
    """Addresses that lead nowhere, rows of the table that lead wrong."""
    try:
        redirects = load_redirects(whole.root)
    except ProblemError as error:
        yield from error.problems
        return
    if whole.collection:
        yield from lost_addresses(whole.root, whole.collection, redirects)


@rule("address-shared", "remark", "Địa chỉ đã công bố chỉ đúng một văn bản; nhiều văn bản cùng nhận thì trang ấy cho "
                                  "chọn, cho tới khi có dòng trong `redirects.yaml`.")
def address_shared(whole: Whole) -> Iterator[Problem]:
    """Addresses of several instruments; a table that cannot be read is told by another rule."""
    with suppress(ProblemError):
        if whole.collection:
            yield from shared_addresses(whole.root, whole.collection, load_redirects(whole.root))


@rule("address-deleted", "error", "Không bỏ dòng nào của sổ địa chỉ đã công bố.")
def address_deleted(whole: Whole) -> Iterator[Problem]:
    """Lines of the register that the base revision has."""
    return deleted_addresses(whole.root, whole.base)


@rule("withdrawn", "error", "Văn bản đã rút giữ dòng của nó trong `withdrawn.yaml` cho tới khi trở lại kho.")
def withdrawn(whole: Whole) -> Iterator[Problem]:
    """Rows of the table of withdrawn documents that are missing, wrong, or stand there without need."""
    try:
        today = whole.today if whole.today >= OLDEST_CLOCK else date.max
        yield from faults_of_table(whole.root, whole.base, whole.originals, _known_addresses(whole), today)
    except ProblemError as error:
        yield from error.problems


def _known_addresses(whole: Whole) -> set[str]:
    """Every address there is or was; none while the documents cannot be linked."""
    slugs = {each.slug for each in whole.collection.instruments.values()} if whole.collection else set()
    gone = {PurePosixPath(path).stem for path in whole.at_base}
    return slugs and slugs | set(registered_lines(whole.root)) | gone | {row.old for row in load_redirects(whole.root)}


@rule("base-unknown", "error", "Phiên bản để so (`BASE`) có trong lịch sử của kho.")
def base_unknown(whole: Whole) -> Iterator[Problem]:
    """A revision to compare with that the history lacks: nothing that is gone would be seen."""
    if is_revision(whole.root, "HEAD") and not is_revision(whole.root, whole.base):
        yield problem(whole.root / DOCUMENTS_FOLDER, 0, "BASE", f"lịch sử của kho không có phiên bản “{whole.base}”",
                      "hãy ghi tên một nhánh hay mã một lần sửa có thật, ví dụ main; nhánh ở máy chủ thì “git fetch” "
                      "trước.",
                      "BASE=main make check")


@rule("document-gone", "error", "Văn bản đã có trong kho thì không xóa tệp; phải rút thì dùng “make withdraw”.")
def document_gone(whole: Whole) -> Iterator[Problem]:
    """Documents of the base revision that are neither here under any name nor withdrawn."""
    with suppress(ProblemError):
        texts = {each.record.sha256 for each in whole.held}
        away = load_withdrawn(whole.root)
        for path in whole.at_base:
            slug = PurePosixPath(path).stem
            if slug not in whole.originals and slug not in away and _text_digest(whole, path) not in texts:
                yield problem(whole.root / path, 0, "Văn bản", f"đã xóa “{slug}”, văn bản đang có trong kho",
                              "hãy lấy lại tệp; văn bản phải rút thì chạy “make withdraw”.",
                              f'make withdraw DOC={slug} REASON="…"')


@rule("text-shrunk", "remark", "Sửa văn bản không làm mất hơn một phần năm chữ của bản trước.")
def text_shrunk(whole: Whole) -> Iterator[Problem]:
    """Documents that are much shorter than at the base revision."""
    before = {PurePosixPath(path).stem: (path, size) for path, size in whole.at_base.items()}
    for each in whole.held:
        path, most = before.get(each.source.slug, ("", 0))
        length = len(each.source.text)
        if each.source.path.stat().st_size >= most * (1 - SHRUNK):
            continue
        was = len(split_front_matter(text_at(whole.root, whole.base, path) or "")[1])
        if length < was * (1 - SHRUNK):
            yield problem(each.source.path, 0, "Văn bản", f"ngắn hơn bản trước {round((1 - length / was) * 100)} %",
                          "hãy so với bản trước (git diff) xem có xóa nhầm đoạn nào không.")


def _text_digest(whole: Whole, path: str) -> str:
    text = split_front_matter(text_at(whole.root, whole.base, path) or "")[1]
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@rule("reading-list", "error", "Danh mục đọc đúng dạng, mỗi dòng chỉ đúng một văn bản.")
def reading_list(whole: Whole) -> Iterator[Problem]:
    """What is wrong with reading lists."""
    try:
        redirects = load_redirects(whole.root)
    except ProblemError:
        redirects = ()
    try:
        if whole.collection:
            leading = redirects_led_on(registered_lines(whole.root), whole.collection, redirects)
            load_lists(whole.root / LISTS, whole.collection, moved_addresses(leading))
    except ProblemError as error:
        yield from error.problems
