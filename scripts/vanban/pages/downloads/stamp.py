"""The day of the collection at the foot of every printed sheet, as a style sheet: pages need not change for it."""

from __future__ import annotations

from ..browse.home import last_day_of_collection
from ..names import written_date
from ..parts.listing import newest_first
from ..site import Site
from ..words import interface_words

STAMP_PATH = "du-lieu/ngay-kho.css"
_UNSAFE = set('"\\\n{}<')
"""Signs that could end a string of a style sheet."""


def stamp_sheet(site: Site) -> str:
    """A style sheet that prints when the collection was last added to, else the day of its newest document."""
    words, day = interface_words(), last_day_of_collection(site)
    held = newest_first(i for i in site.collection.instruments.values() if i.document and i.date)
    said = words["updated"].replace("{day}", written_date(day) or "") if day else (
        words["newest_day"].replace("{day}", written_date(held[0].date) or "") if held else "")
    if not said or set(said) & _UNSAFE:
        return ""
    return f'@page {{ @bottom-left {{ content: "{said}"; font: 9pt system-ui, sans-serif; }} }}\n'
