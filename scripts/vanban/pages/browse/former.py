"""Addresses that were issued and are no instrument's any more: each leads on, or says why it does not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

from ...graph.addresses import Redirect
from ..parts.listing import PagePath
from ..parts.routes import POLICY, leading_page
from ..site import Site


def former_pages(site: Site, redirects: tuple[Redirect, ...]) -> Iterator[PagePath]:
    """The page at every old address, and what machines find there where the new one has a file for them."""
    slugs = {instrument.slug: key for key, instrument in site.collection.instruments.items()}
    for row in redirects:
        key = slugs.get(row.new or "")
        yield f"van-ban/{row.old}/index.html", _leading(site, row, key) if key else _ended(row)
        if key and site.instrument(key).document:
            yield f"van-ban/{row.old}/index.json", json.dumps(
                {"slug": row.old, "moved_to": row.new, "reason": row.reason}, ensure_ascii=False, indent=1) + "\n"


def _leading(site: Site, row: Redirect, key: str) -> str:
    return leading_page(f"../../van-ban/{row.new}/index.html", site.names[key].full, row.reason,
                        site.absolute(f"van-ban/{row.new}/"))


def _ended(row: Redirect) -> str:
    """A page for an address that nothing took the place of."""
    return (f'<!doctype html>\n<html lang="vi">\n<meta charset="utf-8">\n{POLICY}\n'
            '<title>Địa chỉ không còn dùng</title>\n'
            '<meta name="viewport" content="width=device-width">\n<meta name="robots" content="noindex">\n'
            f"<h1>Địa chỉ này không còn dùng</h1>\n<p>{escape(row.reason)}</p>\n"
            '<p><a href="../../van-ban/index.html">Danh sách văn bản</a> · '
            '<a href="../../tim-kiem/index.html">Tìm kiếm</a></p>\n</html>\n')
