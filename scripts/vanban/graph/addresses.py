"""Addresses are for ever: what was published leads on, by itself where one instrument fits, else by a person's row.

``directives/addresses.txt`` holds every address that was published, one a line, sorted; the publishing job writes it,
no contribution does. ``directives/registry/redirects.yaml`` says for an address that several instruments could claim,
or none, which one took its place, or that none did, and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..models import Collection
from ..problems import Problem, ProblemError, problem
from ..store.files import write_if_changed
from ..store.records import is_safe_slug
from ..store.revisions import text_at
from ..store.rows import Row, read_rows
from .forms import followers

ISSUED_ADDRESSES = Path("directives/addresses.txt")
REDIRECTS_TABLE = Path("directives/registry/redirects.yaml")
_HEAD = ("# Mọi địa chỉ văn bản đã công bố, mỗi dòng một địa chỉ. Nơi công bố ghi tệp này; bản đóng góp không sửa,\n"
         "# không xóa dòng nào. Địa chỉ đổi vì nay biết rõ hơn thì tự dẫn sang địa chỉ mới.\n")
_MOST_CLAIMS = 4
_BY_ITSELF = "Địa chỉ này được đặt khi kho chưa biết đủ số, ngày, cơ quan ban hành hoặc chưa có toàn văn của văn bản."


@dataclass(frozen=True, slots=True)
class Redirect:
    """One row: the old address, the one to go to (``None``: nothing took its place), why, the row's line."""

    old: str
    new: str | None
    reason: str
    line: int = 0


def load_redirects(root: Path) -> tuple[Redirect, ...]:
    """The rows of the table under ``root``; raises :class:`ProblemError` with everything wrong in them."""
    path = root / REDIRECTS_TABLE
    rows, problems = read_rows(path) if path.is_file() else ([], [])
    problems += [wrong for row in rows for wrong in _unsafe(path, row)]
    if problems:
        raise ProblemError(problems)
    return tuple(Redirect(row.text("old") or "", row.text("new"), row.text("reason") or "", row.line) for row in rows)


def _unsafe(path: Path, row: Row) -> Iterator[Problem]:
    for name in ("old", "new"):
        value = row.text(name)
        if value is not None and not is_safe_slug(value):
            yield problem(path, row.line, name, f"“{value}”",
                          "chỉ ghi phần tên trong địa chỉ: chữ thường không dấu, chữ số, gạch nối.", "09-1998-nq-cp")


def moved_addresses(redirects: Iterable[Redirect]) -> dict[str, str]:
    """New addresses by old ones, for those that have one."""
    return {row.old: row.new for row in redirects if row.new}


def read_issued(root: Path) -> dict[str, int]:
    """The addresses published so far with their lines in the register; empty before the first one."""
    path = root / ISSUED_ADDRESSES
    return _lines(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _lines(register: str) -> dict[str, int]:
    lines = register.splitlines()
    return {line.strip(): number for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")}


def issued_at(root: Path, revision: str) -> frozenset[str]:
    """The addresses in the register of a revision; none without a history."""
    return frozenset(_lines(text_at(root, revision, ISSUED_ADDRESSES.as_posix()) or ""))


def issued_by(site: Path) -> frozenset[str]:
    """The addresses that a built site has pages at, those that lead on among them."""
    return frozenset(path.parent.name for path in site.glob("van-ban/*/index.html"))


def issue_addresses(root: Path, collection: Collection, before: Iterable[str] = ()) -> int:
    """Add the addresses of the collection and those published ``before`` to the register; how many are new in it."""
    known, slugs = set(read_issued(root)), _slugs(collection) | set(before)
    write_if_changed(root / ISSUED_ADDRESSES, (_HEAD + "".join(f"{slug}\n" for slug in sorted(known | slugs))).encode())
    return len(slugs - known)


def _slugs(collection: Collection) -> set[str]:
    return {instrument.slug for instrument in collection.instruments.values()}


def redirects_led_on(published: Iterable[str], collection: Collection, rows: Iterable[Redirect]) -> tuple[Redirect,
                                                                                                          ...]:
    """The rows, and one more for each published address that is no page's any more and that one instrument fits.

    A row whose own aim has moved meanwhile is led on in the same way.
    """
    slugs, rows = _slugs(collection), tuple(rows)
    own = {row.old for row in rows}
    gone = {slug for slug in published if slug not in slugs and slug not in own}
    found = _only(followers(gone | {row.new for row in rows if row.new and row.new not in slugs}, collection))
    kept = (replace(row, new=found.get(row.new, row.new)) if row.new else row for row in rows)
    return (*kept, *(Redirect(slug, found[slug], _BY_ITSELF) for slug in sorted(gone & set(found))))


def _only(found: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {slug: claims[0] for slug, claims in found.items() if len(claims) == 1}


def lost_addresses(root: Path, collection: Collection, redirects: tuple[Redirect, ...],
         before: Iterable[str] = ()) -> Iterator[Problem]:
    """Published addresses that several instruments could claim, or none, and rows that lead wrong; what to write.

    ``before`` are addresses that were published and that the register may not have.
    """
    issued, slugs = dict.fromkeys(before, 0) | read_issued(root), _slugs(collection)
    leading = {row.old: row for row in redirects_led_on(issued, collection, redirects)}
    gone = {slug for slug in issued if slug not in slugs and slug not in leading}
    for slug in sorted(slug for slug in gone if not is_safe_slug(slug)):
        yield problem(root / ISSUED_ADDRESSES, issued[slug], "Sổ địa chỉ", f"“{slug}” không phải tên trong địa chỉ",
                      "nơi công bố ghi sổ này, không sửa tay; hãy xóa dòng ấy.")
    for slug, claims in followers({slug for slug in gone if is_safe_slug(slug)}, collection).items():
        yield problem(root / ISSUED_ADDRESSES, issued[slug], "Địa chỉ", f"không còn trang nào ở “van-ban/{slug}/”",
                      f"hãy thêm dòng sau vào {REDIRECTS_TABLE.as_posix()}: {_row_for(slug, claims)}")
    for row in redirects:
        new = leading[row.old].new
        if row.old in slugs:
            yield problem(root / REDIRECTS_TABLE, row.line, "old", f"“{row.old}” đang là địa chỉ của một văn bản",
                          "hãy xóa dòng này.")
        if new is not None and new not in slugs:
            yield problem(root / REDIRECTS_TABLE, row.line, "new", f"không có trang nào ở “van-ban/{row.new}/”",
                          "ghi địa chỉ hiện nay của văn bản; bỏ trường này nếu không văn bản nào thay chỗ.")


def deleted_addresses(root: Path, base: str) -> Iterator[Problem]:
    """Published addresses that the revision ``base`` has and the register has no more; nothing without a history."""
    for slug in sorted(issued_at(root, base) - set(read_issued(root))):
        yield problem(root / ISSUED_ADDRESSES, 0, "Sổ địa chỉ", f"đã bỏ dòng “{slug}”",
                      "địa chỉ đã công bố thì giữ mãi; hãy ghi lại dòng ấy.")


def _row_for(slug: str, claims: tuple[str, ...]) -> str:
    """The row to add; where several instruments could claim the address, they are named."""
    row = f'- {{old: {slug}, new: …, reason: "vì sao đổi địa chỉ"}}'
    if claims:
        return f"{row} (new là một trong: {', '.join(claims[:_MOST_CLAIMS])})"
    return f"{row} (bỏ new nếu không văn bản nào thay chỗ)"
