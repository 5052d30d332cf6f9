"""The Atom feed of the documents that came last."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from ..parts.citing import official_form
from ..site import Site
from ..words import say

MOST_ENTRIES = 50
FEED_PATH = "du-lieu/van-ban-moi.xml"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_UNKNOWN = "1945-09-02"
"""The day given to what has none, since a feed must have one: earlier than any document here."""


def atom_feed(site: Site) -> str:
    """The held documents, those taken into the collection last on top; the day is that of taking in or of issue."""
    entries = sorted(((_day(site, key), slug, key) for slug, key in site.key_of_document.items()), reverse=True)
    updated = entries[0][0] if entries else _UNKNOWN
    here = site.absolute(FEED_PATH)
    parts = ['<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">',
             f"<title>{say('feed_title')}</title>", f"<id>{escape(here or 'urn:x-vanban:van-ban-moi')}</id>",
             f"<updated>{updated}T00:00:00Z</updated>",
             f"<author><name>{escape(site.keeper or say('collection'))}</name></author>"]
    if here:
        parts.append(f'<link rel="self" href="{escape(here)}"/>')
    parts += [_entry(site, key, day) for day, _, key in entries[:MOST_ENTRIES]]
    return "\n".join([*parts, "</feed>"]) + "\n"


def _day(site: Site, key: str) -> str:
    instrument = site.instrument(key)
    taken = site.collection.records[instrument.document or ""].front_matter.retrieved or ""
    found = _DAY.match(taken) or _DAY.match(instrument.date or "")
    return found.group() if found else _UNKNOWN


def _entry(site: Site, key: str, day: str) -> str:
    instrument = site.instrument(key)
    route = f"van-ban/{instrument.slug}/"
    address = site.absolute(route)
    identity = address or f"urn:x-vanban:{instrument.slug}"
    return (f"<entry><title>{_text(site.names[key].full)}</title><id>{escape(identity)}</id>"
            f'<link href="{escape(address or f"../{route}")}"/><updated>{day}T00:00:00Z</updated>'
            f"<summary>{_text(official_form(site, instrument))}</summary></entry>")


def _text(words: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", words))
