"""The address of an instrument's page, its QR code, and pages that lead on to another address."""

from __future__ import annotations

from html import escape

import segno
from markupsafe import Markup

from ...models import Instrument
from ..site import Site


def route_of(instrument: Instrument) -> str:
    """The address of an instrument's page, from the site's root: short enough to be typed from a sheet of paper."""
    return f"van-ban/{instrument.slug}/"


POLICY = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'">"""
"""What a page that only leads on may load and run: nothing."""


def leading_page(target: str, name: str, reason: str = "", canonical: str | None = None) -> str:
    """A page that leads on at once, also without scripts and from a folder on disk."""
    link = f'<link rel="canonical" href="{escape(canonical)}">\n' if canonical else ""
    why = f"<p>{escape(reason)}</p>\n" if reason else ""
    return (f'<!doctype html>\n<html lang="vi">\n<meta charset="utf-8">\n{POLICY}\n<title>{escape(name)}</title>\n'
            f'<meta name="viewport" content="width=device-width">\n<meta name="robots" content="noindex">\n{link}'
            f'<meta http-equiv="refresh" content="0; url={target}">\n'
            f'<p><a href="{target}">{escape(name)}</a></p>\n{why}</html>\n')


QR_MASK = 2
"""The pattern laid over every code: the one that suits most addresses. Trying all eight takes half of all the time
that pages take, and a reader takes any."""


def qr_code(site: Site, route: str) -> Markup | None:
    """The QR code of a page's address as an SVG picture; ``None`` while the site's own address is not known."""
    address = site.absolute(route)
    if address is None:
        return None
    code = segno.make(address, error="m", micro=False, mask=QR_MASK)
    return Markup(code.svg_inline(border=2, scale=2, omitsize=True, dark="#000", light="#fff",  # no words of a document
                                  svgclass="qr", lineclass=None))
