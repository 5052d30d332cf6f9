"""The templates and the few filters they use; everything a template prints is escaped, save what is markup already."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .inline import html_text, markdown_text
from .words import interface_words, say

TEMPLATES = Path(__file__).resolve().parent / "templates"
_BLANK_LINES = re.compile(r"\n\n+")
_MANY_BLANK_LINES = re.compile(r"\n\n\n+")  # not "\n{3,}": three line ends at its beginning are looked for much faster
_INDENT = re.compile(r"\n[ \t]+")
_NOT_PRINTABLE = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010fffd]|[\u2028\u2029]")


@cache
def environment() -> Environment:
    """The template environment; an unknown variable is an error, never an empty place."""
    env = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
                      auto_reload=False,
                      trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
                      comment_start_string="{##", comment_end_string="##}")  # "{#" opens a heading's anchor
    env.filters |= {"md": _md, "text": _text, "yaml": _yaml, "block": _block, "number": number,
                    "lines": _lines, "size": _size, "single": _single}
    env.globals |= {"w": interface_words(), "say": say}
    return env


def compile_templates() -> None:
    """Compile every template now, before other processes share them."""
    for name in environment().list_templates():
        environment().get_template(name)


def read_again() -> None:
    """Forget templates and words as they were read: a person may have changed them since."""
    interface_words.cache_clear()
    environment.cache_clear()


def render_page(template: str, **variables: object) -> str:
    """Render one page; ``template`` is a file name in the templates folder."""
    page = environment().get_template(template).render(**variables)
    return _MANY_BLANK_LINES.sub("\n\n", page).strip() + "\n"


def _md(value: object) -> Markup:
    """Words inside a Markdown heading."""
    return Markup(markdown_text(str(value)))


def _text(value: object) -> Markup:
    """Words inside an HTML block, on one line and without control characters."""
    return Markup(html_text(str(value)))


def _yaml(value: object) -> Markup:
    """A quoted value in front matter."""
    return Markup(json.dumps(_NOT_PRINTABLE.sub(" ", str(value)), ensure_ascii=False))


def _block(value: Markup) -> Markup:
    """One HTML block: no blank line and no indent, so that Markdown leaves it as it is."""
    return Markup(_BLANK_LINES.sub("\n", _INDENT.sub("\n", str(value))).strip())


def _lines(value: object) -> Markup:
    """Words inside a text field, their line breaks as character references."""
    return Markup("&#10;".join(html_text(line) for line in str(value).split("\n")))


def _single(value: object) -> Markup:
    """Words inside an attribute in single quotes: JSON has many double ones."""
    return Markup(str(value).replace("&", "&amp;").replace("<", "&lt;").replace("'", "&#39;"))


def _size(value: int) -> str:
    """A number of bytes as a person says it (350 KB, 1,2 MB)."""
    return f"{max(round(value / 1000), 1)} KB" if value < 999_500 else f"{value / 1e6:.1f} MB".replace(".", ",")


def number(value: int) -> str:
    """A count in the Vietnamese way (1.234)."""
    return f"{value:,}".replace(",", ".")
