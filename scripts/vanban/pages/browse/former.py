"""Addresses that were issued and are no instrument's any more: each leads on, lets choose, or says why it does not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape

from ...graph.addresses import Redirect
from ..generated import GeneratedText
from ..parts.routes import POLICY, leading_page
from ..site import Site
from ..words import say


def former_pages(site: Site, redirects: tuple[Redirect, ...]) -> Iterator[GeneratedText]:
    """The page at every old address, and what machines find there where the new one has a file for them."""
    slugs = {instrument.slug: key for key, instrument in site.collection.instruments.items()}
    for row in redirects:
        key = slugs.get(row.new or "")
        if row.choices:
            yield from _choosing(site, row, slugs)
            continue
        yield f"van-ban/{row.old}/index.html", _leading(site, row, key) if key else _ended(row)
        if key and site.instrument(key).document:
            yield f"van-ban/{row.old}/index.json", json.dumps(
                {"slug": row.old, "moved_to": row.new, "reason": row.reason}, ensure_ascii=False, indent=1) + "\n"


def _leading(site: Site, row: Redirect, key: str) -> str:
    return leading_page(f"../../van-ban/{row.new}/index.html", site.names[key].full, row.reason,
                        site.absolute(f"van-ban/{row.new}/"))


def _choosing(site: Site, row: Redirect, keys: Mapping[str, str]) -> Iterator[GeneratedText]:
    """A page that leads to each of several instruments, and the same for machines."""
    links = "".join(f'<li><a href="../../van-ban/{slug}/index.html">{escape(site.names[keys[slug]].full)}</a></li>\n'
                    for slug in row.choices)
    yield f"van-ban/{row.old}/index.html", _plain_page(
        say("former_choices", n=len(row.choices)), f"<p>{escape(row.reason)}</p>\n<ul>\n{links}</ul>\n")
    yield f"van-ban/{row.old}/index.json", json.dumps(
        {"slug": row.old, "choices": row.choices, "reason": row.reason}, ensure_ascii=False, indent=1) + "\n"


def _ended(row: Redirect) -> str:
    """A page for an address that leads nowhere in this collection."""
    return _plain_page(say("former"), f"<p>{escape(row.reason)}</p>\n")


def _plain_page(title: str, body: str) -> str:
    """A page of its own; ``title`` is words, ``body`` markup."""
    title, listed, search = (escape(words) for words in (title, say("list_title"), say("search")))
    return (f'<!doctype html>\n<html lang="vi">\n<meta charset="utf-8">\n{POLICY}\n<title>{title}</title>\n'
            '<meta name="viewport" content="width=device-width">\n<meta name="robots" content="noindex">\n'
            f"<h1>{title}</h1>\n{body}"
            f'<p><a href="../../van-ban/index.html">{listed}</a> · '
            f'<a href="../../tim-kiem/index.html">{search}</a></p>\n</html>\n')
