"""What pages load: one sheet and one script, joined from those under ``docs/assets``; less for the page of search.

Which page loads which is told in ``mkdocs.yml`` (``extra_css``, ``extra_javascript``, ``extra.light``). A sheet ends
with the day of the collection at the foot of every printed page, so that pages need not change for it.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...store.assets import joined_scripts, joined_sheets
from ..browse.home import last_day_of_collection
from ..names import written_date
from ..parts.listing import newest_first
from ..site import Site
from ..words import interface_words

SHEETS = {
    "du-lieu/giao-dien.css": ("1-mau-sac", "2-nen-tang", "3-khung-trang", "4-van-ban", "5-chuoi-va-vien-dan",
                              "6-danh-sach", "7-ban-in", "search"),
    "du-lieu/tra-cuu.css": ("1-mau-sac", "2-nen-tang", "3-khung-trang", "search"),
}
FRAME_SCRIPTS = {"du-lieu/giao-dien.js": ("site", "document", "exports", "preview", "list", "chain", "search/start")}
_UNSAFE = set('"\\\n{}<')
"""Signs that could end a string of a style sheet."""


def frame_files(site: Site) -> Iterator[tuple[str, str]]:
    """The sheets and scripts of the site: path under docs, and what it holds."""
    for path, names in SHEETS.items():
        yield path, joined_sheets(names) + stamp_of(site)
    for path, names in FRAME_SCRIPTS.items():
        yield path, joined_scripts(names)


def stamp_of(site: Site) -> str:
    """A rule that prints when the collection was last added to, else the day of its newest document."""
    words, day = interface_words(), last_day_of_collection(site)
    held = newest_first(i for i in site.collection.instruments.values() if i.document and i.date)
    said = words["updated"].replace("{day}", written_date(day) or "") if day else (
        words["newest_day"].replace("{day}", written_date(held[0].date) or "") if held else "")
    if not said or set(said) & _UNSAFE:
        return ""
    return f'@page {{ @bottom-left {{ content: "{said}"; font: 9pt system-ui, sans-serif; }} }}\n'
