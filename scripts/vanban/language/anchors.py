"""Anchors of headings in hand-written pages: the same folding as every address of the site."""

from __future__ import annotations

from .folding import slugify


def heading_anchor(text: str, separator: str = "-") -> str:
    """The anchor of a heading ("Mục đích" to "muc-dich"); ``separator`` is what the toc extension asks for."""
    return slugify(text).replace("-", separator)
