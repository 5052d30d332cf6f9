"""Rendering: the collection as Markdown pages that a site builder turns into the site.

:func:`write_pages` is the only function here that touches the disk.
"""

from __future__ import annotations

from .write import write_pages

__all__ = ["write_pages"]
