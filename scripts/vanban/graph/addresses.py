"""Addresses are for ever: what was published leads on where one instrument fits, and to a choice where several do.

``directives/addresses.txt`` holds every address that was published, one a line, sorted; the publishing job writes it,
no contribution does. ``directives/registry/redirects.yaml`` says for an address that several instruments could claim,
or none, which one took its place, or that none did, and why. Until a person has said it, an address of several is a
page that leads to all of them; it never passes from one to the other unseen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..models import Collection, Instrument
from ..problems import Problem, ProblemError, problem
from ..store.files import write_if_changed
from ..store.reasons import says_nothing
from ..store.records import is_safe_slug
from ..store.revisions import text_at
from ..store.rows import Row, read_rows
from .forms import KnownForms, followers, namesakes

ADDRESS_REGISTER = Path("directives/addresses.txt")
REDIRECTS_TABLE = Path("directives/registry/redirects.yaml")
_HEAD = ("# Mọi địa chỉ văn bản đã công bố, mỗi dòng một địa chỉ. Nơi công bố ghi tệp này; bản đóng góp không sửa,\n"
         "# không xóa dòng nào. Địa chỉ đổi vì nay biết rõ hơn thì tự dẫn sang địa chỉ mới.\n")
_MOST_CLAIMS = 4
_TO_FILL_IN = "vì sao đổi địa chỉ"
"""The reason of a row as it is given to a person, who is to put the real one in its place."""
_BY_ITSELF = "Địa chỉ này được đặt khi kho chưa biết đủ số, ngày, cơ quan ban hành hoặc chưa có toàn văn của văn bản."
_SEVERAL = ("Địa chỉ này được đặt khi kho mới biết một văn bản như vậy. Nay có nhiều văn bản cùng số, cùng năm hoặc "
            "cùng tên; hãy chọn đúng văn bản cần xem.")


@dataclass(frozen=True, slots=True)
class Redirect:
    """One row: the old address, the one to go to (``None``: nothing took its place), why, the row's line.

    ``choices`` are the addresses of those that could claim it, where there are several and nobody has said which.
    """

    old: str
    new: str | None
    reason: str
    line: int = 0
    choices: tuple[str, ...] = ()


def load_redirects(root: Path) -> tuple[Redirect, ...]:
    """The rows of the table under ``root``; raises :class:`ProblemError` with everything wrong in them."""
    path = root / REDIRECTS_TABLE
    rows, problems = read_rows(path) if path.is_file() else ([], [])
    problems += [wrong for row in rows for wrong in _row_faults(path, row)]
    if problems:
        raise ProblemError(problems)
    return tuple(Redirect(row.text("old") or "", row.text("new"), row.text("reason") or "", row.line) for row in rows)


def _row_faults(path: Path, row: Row) -> Iterator[Problem]:
    """An address that could be none, old or new; a reason that is not filled in or says nothing."""
    for name in ("old", "new"):
        value = row.text(name)
        if value is not None and not is_safe_slug(value):
            yield problem(path, row.line, name, f"“{value}”",
                          "chỉ ghi phần tên trong địa chỉ: chữ thường không dấu, chữ số, gạch nối.", "09-1998-nq-cp")
    if (reason := row.text("reason") or "") == _TO_FILL_IN or says_nothing(reason):
        found = "chưa điền" if reason == _TO_FILL_IN else "không nói vì sao"
        yield problem(path, row.line, "reason", f"“{reason}” {found}", "ghi vì sao địa chỉ đổi, cho người đọc.")


def moved_addresses(redirects: Iterable[Redirect]) -> dict[str, str]:
    """New addresses by old ones, for those that have one."""
    return {row.old: row.new for row in redirects if row.new}


def registered_lines(root: Path) -> dict[str, int]:
    """The addresses in the register, each with its line in the file; empty before the first one is published."""
    path = root / ADDRESS_REGISTER
    return _lines(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _lines(register: str) -> dict[str, int]:
    lines = register.splitlines()
    return {line.strip(): number for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")}


def registered_at(root: Path, revision: str) -> frozenset[str]:
    """The addresses in the register as a revision of the project has it; none without a history."""
    return frozenset(_lines(text_at(root, revision, ADDRESS_REGISTER.as_posix()) or ""))


def addresses_of_site(site: Path) -> frozenset[str]:
    """The addresses that a built site has pages at, those that lead on among them."""
    return frozenset(path.parent.name for path in site.glob("van-ban/*/index.html"))


def register_addresses(root: Path, collection: Collection, also: Iterable[str] = ()) -> int:
    """Add the addresses of the collection and those published ``also`` to the register; how many are new in it."""
    known, slugs = set(registered_lines(root)), _slugs(collection) | set(also)
    write_if_changed(root / ADDRESS_REGISTER, (_HEAD + "".join(f"{slug}\n" for slug in sorted(known | slugs))).encode())
    return len(slugs - known)


def _slugs(collection: Collection) -> set[str]:
    return {instrument.slug for instrument in collection.instruments.values()}


def redirects_led_on(published: Iterable[str], collection: Collection, rows: Iterable[Redirect],
                     earlier: Collection | None = None) -> tuple[Redirect, ...]:
    """The rows, and one more for each published address that is no page's any more and that instruments fit.

    A row whose own aim has moved meanwhile is led on in the same way. Where the ``earlier`` collection is known, the
    words that made an address tell where it went; else all that it can have been is asked.
    """
    slugs, rows = _slugs(collection), tuple(rows)
    own = {row.old for row in rows}
    gone = {slug for slug in published if slug not in slugs and slug not in own}
    moved = {row.new for row in rows if row.new and row.new not in slugs}
    found = followers(gone | moved, collection, earlier)
    led = (_led(slug, found[slug]) for slug in sorted(gone) if found[slug])
    return (*(_followed(row, found) for row in rows), *led)


def _followed(row: Redirect, found: Mapping[str, tuple[str, ...]]) -> Redirect:
    """A person's row, its aim led on where one instrument took its place."""
    claims = found.get(row.new or "", ())
    return replace(row, new=claims[0]) if len(claims) == 1 else row


def _led(slug: str, claims: tuple[str, ...]) -> Redirect:
    return Redirect(slug, None, _SEVERAL, 0, claims) if len(claims) > 1 else Redirect(slug, claims[0], _BY_ITSELF)


def changed_hands(was: Mapping[str, Instrument], collection: Collection) -> list[str]:
    """The addresses at which a reader would now find other instruments than the one that had it, and not that one.

    ``was`` has by address the instrument that had it. Where this one is now is told by its mentions and by its held
    text, which belong to instruments of the ``collection``. A reader who opens the address reaches the page there, the
    page it leads on to, the pages it lets choose from, and those that the page names as others of its address: one of
    them must be of such an instrument. An address that reaches no page at all has not changed hands, it is lost: see
    :func:`lost_addresses`.
    """
    now = {mention: each.slug for each in collection.instruments.values() for mention in each.mentions}
    held = {each.document: each.slug for each in collection.instruments.values() if each.document}
    others = namesakes(collection, KnownForms())
    reached: dict[str, set[str]] = {slug: {slug, *others.get(slug, ())} for slug in _slugs(collection)}
    reached |= {row.old: {row.new or "", *row.choices} for row in redirects_led_on(was, collection, ())}
    owners = {slug: {now.get(mention) for mention in each.mentions} | {held.get(each.document or "")}
              for slug, each in was.items()}
    return sorted(slug for slug, own in owners.items() if slug in reached and not own & reached[slug])


def lost_addresses(root: Path, collection: Collection, redirects: tuple[Redirect, ...],
                   also: Iterable[str] = ()) -> Iterator[Problem]:
    """Published addresses that fit no instrument any more, and rows that lead wrong; what to write.

    Published are those in the register, with line 0 those that were published ``also`` and may not stand in it.
    """
    published, slugs = dict.fromkeys(also, 0) | registered_lines(root), _slugs(collection)
    leading = {row.old: row for row in redirects_led_on(published, collection, redirects)}
    gone = {slug for slug in published if slug not in slugs and slug not in leading}
    for slug in sorted(slug for slug in gone if not is_safe_slug(slug)):
        yield problem(root / ADDRESS_REGISTER, published[slug], "Sổ địa chỉ", f"“{slug}” không phải tên trong địa chỉ",
                      "nơi công bố ghi sổ này, không sửa tay; hãy xóa dòng ấy.")
    for slug in sorted(slug for slug in gone if is_safe_slug(slug)):
        yield problem(root / ADDRESS_REGISTER, published[slug], "Địa chỉ", f"không còn trang nào ở “van-ban/{slug}/”",
                      f"hãy thêm dòng sau vào {REDIRECTS_TABLE.as_posix()}: {_row_for(slug)} (thêm new nếu có văn bản "
                      "thay chỗ)")
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
    for slug in sorted(registered_at(root, base) - set(registered_lines(root))):
        yield problem(root / ADDRESS_REGISTER, 0, "Sổ địa chỉ", f"đã bỏ dòng “{slug}”",
                      "địa chỉ đã công bố thì giữ mãi; hãy ghi lại dòng ấy.")


def shared_addresses(root: Path, collection: Collection, redirects: tuple[Redirect, ...]) -> Iterator[Problem]:
    """Published addresses that several instruments could claim, with the row by which a person may choose one."""
    lines = registered_lines(root)
    for row in redirects_led_on(lines, collection, redirects):
        if row.choices:
            claims, chosen = ", ".join(row.choices[:_MOST_CLAIMS]), _row_for(row.old, "new: …, ")
            yield problem(root / ADDRESS_REGISTER, lines.get(row.old, 0), "Địa chỉ",
                          f"nhiều văn bản cùng nhận “van-ban/{row.old}/”, trang ấy nay cho chọn",
                          f"muốn dẫn thẳng thì thêm dòng sau vào {REDIRECTS_TABLE.as_posix()}: {chosen} "
                          f"(new là một trong: {claims})")


def _row_for(slug: str, new: str = "") -> str:
    return f'- {{old: {slug}, {new}reason: "{_TO_FILL_IN}"}}'
