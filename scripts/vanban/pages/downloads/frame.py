"""What pages load: one sheet and one script, joined from those under ``docs/assets``; less for the page of search.

Which page loads which is told in ``mkdocs.yml`` (``extra_css``, ``extra_javascript``, ``extra.light``). A sheet ends
with the day of the collection at the foot of every printed page, so that pages need not change for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from ...store.assets import joined_scripts, joined_sheets
from ..browse.home import last_day_of_collection
from ..generated import GeneratedText
from ..names import written_date
from ..parts.listing import newest_held
from ..site import Site
from ..words import say

SHEETS = {
    "du-lieu/giao-dien.css": ("1-mau-sac", "2-nen-tang", "3-khung-trang", "4-van-ban", "5-chuoi-va-vien-dan",
                              "6-danh-sach", "7-ban-in", "search"),
    "du-lieu/tra-cuu.css": ("1-mau-sac", "2-nen-tang", "3-khung-trang", "search"),
}
PAPER_SHEET = "du-lieu/ban-in.css"
"""What the script of booklets measures with."""
FRAME_SCRIPTS = {
    "du-lieu/giao-dien.js": ("site", "document", "exports", "preview", "list", "chain", "search/start"),
    "du-lieu/tra-cuu.js": ("site", "search/start"),
}
SCRIPT_WORDS = (
    "copied", "copy_failed", "open_page", "report", "report_how", "report_words",
    "report_copy", "close", "report_link", "link_here", "copy_block_link", "copy_block_cite",
    "report_document", "report_other", "report_relation", "report_proof", "report_page", "report_yours",
    "card_no_address", "card_html",
    "card_html_copy", "card_text", "card_text_copy", "list_open", "list_text", "list_held", "list_all", "list_sort",
    "list_as_is", "list_newest", "list_oldest", "list_by_name", "list_more", "list_failed", "no_date", "not_held",
    "not_known", "n_documents", "n_chains")
"""Keys of the words that the scripts of pages say."""
_UNSAFE = set('"\\\n{}<')
"""Signs that could end a string of a style sheet."""


def frame_files(site: Site) -> Iterator[GeneratedText]:
    """The sheets and scripts of the site: path under docs, and what it holds."""
    for path, names in SHEETS.items():
        yield path, joined_sheets(names) + stamp_of(site)
    yield PAPER_SHEET, paper_on_screen(joined_sheets(SHEETS["du-lieu/giao-dien.css"]))
    for path, names in FRAME_SCRIPTS.items():
        yield path, (words_of_scripts() if "document" in names else "") + joined_scripts(names)


def paper_on_screen(sheet: str) -> str:
    """A sheet that shows on a screen, sheet of paper by sheet, what it would print: columns stand for sheets."""
    return sheet.replace("@media print", "@media all").replace("break-before: page", "break-before: column")


def words_of_scripts() -> str:
    """The words that scripts say, under the keys of the table."""
    said = json.dumps({key: say(key) for key in SCRIPT_WORDS}, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.vbWords = {said};\n"


def stamp_of(site: Site) -> str:
    """A rule that prints when the collection was last added to, else the day of its newest document."""
    day = last_day_of_collection(site)
    newest = next((i.date for i in newest_held(site) if i.date), None)
    said = say("updated", day=written_date(day)) if day else (
        say("newest_day", day=written_date(newest)) if newest else "")
    if not said or set(said) & _UNSAFE:
        return ""
    return f'@page {{ @bottom-left {{ content: "{said}"; font: 9pt system-ui, sans-serif; }} }}\n'
