"""Sheets and scripts as their authors keep them under ``docs/assets``, joined into the few files that readers load."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .documents import ROOT

try:
    import minify
except ImportError:  # no package is built for a Mac with a processor of Apple's own: see pyproject.toml
    minify = None

ASSETS = ROOT / "docs/assets"
_SHEET_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT = re.compile(r"^\s+", re.MULTILINE)


def joined_sheets(names: Iterable[str]) -> str:
    """Style sheets by their names, as one, without comments and indentation."""
    texts = ((ASSETS / "stylesheets" / f"{name}.css").read_text(encoding="utf-8") for name in names)
    return "".join(_INDENT.sub("", _SHEET_COMMENT.sub("", text)).strip() + "\n" for text in texts)


def joined_scripts(names: Iterable[str]) -> str:
    """Scripts by their names, as one, without what only their authors need."""
    texts = ((ASSETS / "javascripts" / f"{name}.js").read_text(encoding="utf-8") for name in names)
    return small_script("\n".join(texts)) + "\n"


def small_script(text: str) -> str:
    """A script without what only its authors need: comments, blanks, the names of what only it sees; as it is written
    where the package that does this is not installed.
    """
    return minify.string("text/javascript", text) if minify else text
