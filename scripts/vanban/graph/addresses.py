"""Addresses are for ever: the register of those issued, and where the ones that changed lead now.

``directives/addresses.txt`` holds every address that a build has issued, one a line, sorted; it only grows.
``directives/registry/redirects.yaml`` says for an address that no instrument has any more which one took its
place, or that none did, and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..models import Collection
from ..problems import Problem, ProblemError, problem
from ..store.files import write_if_changed
from ..store.records import is_safe_slug
from ..store.rows import Row, read_rows

ISSUED = Path("directives/addresses.txt")
TABLE = Path("directives/registry/redirects.yaml")
_HEAD = ("# Mọi địa chỉ văn bản đã từng có trên trang, mỗi dòng một địa chỉ. Tệp này do lệnh “make records” ghi thêm;\n"
         "# không xóa dòng nào: địa chỉ thôi dùng thì ghi vào directives/registry/redirects.yaml.\n")


@dataclass(frozen=True, slots=True)
class Redirect:
    """One row: the old address, the one to go to (``None``: nothing took its place), why, the row's line."""

    old: str
    new: str | None
    reason: str
    line: int = 0


def load_redirects(root: Path) -> tuple[Redirect, ...]:
    """The rows of the table under ``root``; raises :class:`ProblemError` with everything wrong in them."""
    path = root / TABLE
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


def moved(redirects: Iterable[Redirect]) -> dict[str, str]:
    """New addresses by old ones, for those that have one."""
    return {row.old: row.new for row in redirects if row.new}


def read_issued(root: Path) -> dict[str, int]:
    """The addresses issued so far with their lines in the register; empty before the first one."""
    path = root / ISSUED
    if not path.is_file():
        return {}
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line.strip(): number for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")}


def issue(root: Path, collection: Collection) -> int:
    """Add the collection's addresses to the register; how many are new."""
    known = set(read_issued(root))
    slugs = {instrument.slug for instrument in collection.instruments.values()}
    write_if_changed(root / ISSUED, (_HEAD + "".join(f"{slug}\n" for slug in sorted(known | slugs))).encode())
    return len(slugs - known)


def lost(root: Path, collection: Collection, redirects: tuple[Redirect, ...]) -> Iterator[Problem]:
    """Addresses that would lead nowhere, and rows that lead wrong; each with what to write where."""
    slugs = {instrument.slug for instrument in collection.instruments.values()}
    rows = {row.old: row for row in redirects}
    by_serial: dict[str, list[str]] = {}
    for slug in sorted(slugs):
        by_serial.setdefault(slug.split("-")[0], []).append(slug)
    for slug, line in read_issued(root).items():
        if slug not in slugs and slug not in rows:
            yield problem(root / ISSUED, line, "Địa chỉ", f"không còn trang nào ở “van-ban/{slug}/”",
                          f"hãy thêm dòng sau vào {TABLE.as_posix()}: {_row_for(slug, by_serial)}")
    for row in redirects:
        if row.old in slugs:
            yield problem(root / TABLE, row.line, "old", f"“{row.old}” đang là địa chỉ của một văn bản",
                          "hãy xóa dòng này.")
        if row.new is not None and row.new not in slugs:
            yield problem(root / TABLE, row.line, "new", f"không có trang nào ở “van-ban/{row.new}/”",
                          "ghi địa chỉ hiện nay của văn bản; bỏ trường này nếu không văn bản nào thay chỗ.")


def unissued(root: Path, collection: Collection) -> Iterator[Problem]:
    """One problem when some addresses are not in the register yet."""
    known = read_issued(root)
    new = sorted({instrument.slug for instrument in collection.instruments.values()} - set(known))
    if new:
        yield problem(root / ISSUED, 0, "Sổ địa chỉ", f"chưa ghi {len(new)} địa chỉ mới, ví dụ “{new[0]}”",
                      "hãy chạy “make records” (hoặc: python scripts/parse_documents.py) rồi lưu cả tệp này.")


def _row_for(slug: str, by_serial: Mapping[str, list[str]]) -> str:
    """The row to add, with the address that most likely took the place of the old one: all its parts and more."""
    parts = set(slug.split("-"))
    near = [other for other in by_serial.get(slug.split("-")[0], ()) if parts <= set(other.split("-"))]
    new = near[0] if len(near) == 1 else "…"
    row = f'- {{old: {slug}, new: {new}, reason: "vì sao đổi địa chỉ"}}'
    if len(near) == 1:
        return row
    return f"{row} (bỏ new nếu không văn bản nào thay chỗ{'; có thể là: ' + ', '.join(near[:3]) if near else ''})"
