"""The name of a new document: by number, year and body, else by what it says it is about."""

from __future__ import annotations

from collections.abc import Callable

from ..graph.identity import expected_slug, slug_of, territory_named
from ..language.folding import slugify
from ..language.tcvn3 import readable
from ..models import Document, Record
from ..store.records import is_safe_slug

_SUBJECT_WORDS = 8
_TYPE_WORDS = 3


def file_name_of(record: Record, text: str, taken: Callable[[str], Document | None]) -> tuple[str | None, str | None]:
    """A lawful name for a document, and what was missing so that it is not made of number, year and body.

    ``taken`` gives the document that has a name already. A name makes way for another document's, by month and day
    or by a number behind it, but not for the same instrument's. ``None`` where a text has no word to name it by.
    """
    document = record.document
    expected = expected_slug(record)
    if expected and is_safe_slug(expected):
        other = taken(expected)
        day = (document.date or "")[4:]
        return (f"{expected}{day}" if other and other.date != document.date else expected), None
    absent = [words for words, value in (("số, ký hiệu", document.number), ("ngày ban hành", document.date))
              if value is None]
    missing = " và ".join(absent) or "số, ký hiệu đúng dạng"
    number, place = document.number_parts, territory_named(document.bodies)
    if number and is_safe_slug(name := slug_of(number, None, place, document.type)):
        return _free(name, taken), missing
    words = slugify(document.title or _first_words(record, text)).split("-")[:_SUBJECT_WORDS]
    annex = "phu-luc" if record.front_matter.annex_of else "van-ban"
    kind = slugify(document.type or annex).split("-")[:_TYPE_WORDS]
    year = [str(document.issued_in)] if document.issued_in else []
    name = "-".join([*kind, *words, *year])[:100].strip("-")
    if not words[0] or not is_safe_slug(name):
        return None, missing
    return _free(name, taken), missing


def _first_words(record: Record, text: str) -> str:
    """The first words below the letterhead, or of the whole where there is none: what stands above names nothing."""
    body = next((block.start for block in record.outline if block.zone == "body"), 0)
    words = text[body:].split() or text.split()
    return readable(" ".join(words[:40]), record.encoding)


def _free(name: str, taken: Callable[[str], Document | None]) -> str:
    """The name, or with the first number behind it that makes it free."""
    return next(free for number in range(1, 10_000)
                if taken(free := name if number == 1 else f"{name}-{number}") is None)
