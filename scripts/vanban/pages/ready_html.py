"""A hook of mkdocs that takes pages which are HTML already as they are, and renders the theme around them once a kind.

The generated pages are HTML blocks between headings with written anchors. Reading them as Markdown gives the same
HTML at four fifths of the cost of the whole build, so such a page sets its content itself; one with any other block
is left to Markdown. The theme's shell is rendered once for each kind of page and filled for the rest.
The hook makes nothing: without it, or with a builder that knows no hooks, the same tree gives the same pages.

mkdocs loads this file by its path (``hooks`` in ``mkdocs.yml``), so it imports nothing of the package.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import Environment, Template
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents, get_toc

_FRONT_MATTER = re.compile(r"---\n(?P<fields>(?:\w+: [^\n]+\n)*)---\n")
_WORD = re.compile(r"(?!(?:true|false|null|yes|no|on|off)$)[a-z][a-z-]*[a-z]")
"""A value that means itself in YAML."""
_HEADING = re.compile(r"(?P<level>#{1,6}) (?P<words>[^\n]+?) \{#(?P<anchor>[\w-]+)(?P<classes>(?: \.[\w-]+)*)\}")
_BLOCK = re.compile(r"""
    < (?: !--                                                                               # a comment
        | /?(?: address|article|aside|blockquote|details|div|dl|fieldset|figure|footer|form|h[1-6]
              | header|hr|main|nav|ol|p|pre|script|section|style|table|template|ul )[\s>] )   # <p>, </div>
    """, re.VERBOSE)
_TAG = re.compile(r"<[^>]*>")
_FILLED = ("title", "description", "linked_data")
"""The fields of front matter that differ from page to page; any other is part of a page's kind."""


class ReadyPage(Page):
    """A page whose source is HTML blocks and headings; any other source is rendered as mkdocs does."""

    ready = False

    def read_source(self, config: MkDocsConfig) -> None:
        """Read front matter and text; front matter of plain words and JSON strings needs no YAML reader."""
        source = self.file.content_string
        found = _FRONT_MATTER.match(source)
        fields = _fields(found["fields"]) if found else None
        if found is None or fields is None:
            super().read_source(config)
        else:
            self.markdown, self.meta = source[found.end():], fields

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """See whether the source is ready; such a page holds nothing until it is written, so that memory stays flat."""
        if not all(map(_is_ready, _blocks(self.markdown or ""))):
            super().render(config, files)
            return
        self.ready, self.links_to_anchors = True, {}
        self.present_anchor_ids = _AnchorsOf(self.file)
        self.unload()

    def load(self, config: MkDocsConfig) -> None:
        """Set front matter, content and contents list, from the blocks as they stand."""
        self.read_source(config)
        blocks, headings = _blocks(self.markdown or ""), []
        for place, block in enumerate(blocks):
            if heading := _HEADING.fullmatch(block.strip()):
                headings.append(_token(heading))
                blocks[place] = _html(heading)
        self.content = "\n".join(block.strip("\n") for block in blocks)
        self.toc = get_toc(_nested(headings))

    def unload(self) -> None:
        """Let go of what :meth:`load` set."""
        self.markdown, self.content, self.meta, self.toc = "", "", {}, TableOfContents([])


class _AnchorsOf(set[str]):
    """The anchors of a ready page, looked for in its source when somebody asks: few pages are asked for any."""

    def __init__(self, file: File) -> None:
        super().__init__()
        self.file = file

    def __contains__(self, anchor: object) -> bool:
        source = self.file.content_string
        return any(written in source for written in (f' id="{anchor}"', f"{{#{anchor}}}", f"{{#{anchor} "))


class Shell:
    """The theme's template of a page, rendered once for every kind of ready page and then filled."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.known: dict[tuple[object, ...], list[str]] = {}

    def render(self, context: Mapping[str, Any]) -> str:
        """The whole page, as the template would render it."""
        page = context["page"]
        if not isinstance(page, ReadyPage) or not page.ready:
            return self.template.render(context)
        page.load(context["config"])
        try:
            return self._filled(page, context)
        finally:
            page.unload()

    def _filled(self, page: ReadyPage, context: Mapping[str, Any]) -> str:
        values = {name: str(escape(page.meta[name])) for name in _FILLED[:2] if name in page.meta}
        values |= {"content": page.content or ""}
        values |= {"linked_data": page.meta["linked_data"]} if "linked_data" in page.meta else {}
        values |= {"canonical_url": page.canonical_url} if page.canonical_url else {}
        kind = (context["base_url"], page.url == page.meta.get("section"), page.is_homepage, *_shape(page.toc),
                *((name, value if name not in _FILLED else None) for name, value in sorted(page.meta.items())))
        if kind not in self.known:
            self.known[kind] = self._parts(page, context, values)
        parts = self.known[kind]
        return "".join(values[part] if index % 2 else part for index, part in enumerate(parts))

    def _parts(self, page: ReadyPage, context: Mapping[str, Any], values: Mapping[str, str]) -> list[str]:
        """The shell cut at the places to fill: text and names of values by turns."""
        kept = page.meta, page.content, page.canonical_url
        page.meta = {**page.meta, **{name: _mark(name) for name in values if name in page.meta}}
        page.content = _mark("content")
        page.canonical_url = _mark("canonical_url") if page.canonical_url else None
        try:
            shell = self.template.render(context)
        finally:
            page.meta, page.content, page.canonical_url = kept
        return re.split(rf"\ue000({'|'.join(values)})\ue001", shell)


def _blocks(source: str) -> list[str]:
    return [block for block in source.split("\n\n") if block.strip()]


def _is_ready(block: str) -> bool:
    """Whether a block is HTML or a heading whose anchor is written."""
    return bool(_BLOCK.match(block.lstrip()) or _HEADING.fullmatch(block.strip()))


def _mark(name: str) -> str:
    """What stands in the shell where a value goes: letters of private use, which no page contains."""
    return f"\ue000{name}\ue001"


def _fields(lines: str) -> dict[str, Any] | None:
    """Front matter whose values are words or JSON strings; ``None`` where YAML could mean anything else."""
    fields: dict[str, Any] = {}
    for line in lines.splitlines():
        name, _, value = line.partition(": ")
        if value.startswith('"'):
            fields[name] = json.loads(value)
        elif _WORD.fullmatch(value):
            fields[name] = value
        else:
            return None
    return fields


def _token(heading: re.Match[str]) -> Any:
    """A heading as the contents list of mkdocs takes it."""
    return {"level": len(heading["level"]), "id": heading["anchor"], "children": [],
            "name": " ".join(_TAG.sub("", heading["words"]).split())}


def _html(heading: re.Match[str]) -> str:
    classes = " ".join(name[1:] for name in heading["classes"].split())
    level, kinds = len(heading["level"]), f' class="{classes}"' if classes else ""
    return f'<h{level}{kinds} id="{heading["anchor"]}">{heading["words"]}</h{level}>'


def _nested(headings: list[Any]) -> list[Any]:
    """Headings below the nearest one of a higher level before them."""
    top: list[Any] = []
    above: list[Any] = []
    for heading in headings:
        while above and above[-1]["level"] >= heading["level"]:
            above.pop()
        (above[-1]["children"] if above else top).append(heading)
        above.append(heading)
    return top


def _shape(contents: Any, first: bool = True) -> tuple[object, ...]:
    """What a theme shows of a contents list: places and words, of the page's own heading the place alone."""
    return tuple((link.url, None if first else link.title, _shape(link.children, False)) for link in contents)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Give every page outside the menu a page object that knows ready HTML; those of the menu have titles there.

    Files of the theme are left out: ``overrides/main.html`` stands alone, and no page loads any of them.
    """
    own = tuple(f"{folder}{os.sep}" for folder in (config.docs_dir, config.theme.custom_dir or config.docs_dir))
    for file in [one for one in files if _is_of_theme(one, own)]:
        files.remove(file)
    menu = set(_places(config.nav))
    for file in files.documentation_pages():
        if file.page is None and file.src_uri not in menu:
            ReadyPage(None, file, config)
    return files


def _is_of_theme(file: File, own: tuple[str, ...]) -> bool:
    """Whether a file lies neither in the folder of pages nor in the project's ``own`` part of the theme."""
    return bool(file.abs_src_path) and not str(file.abs_src_path).startswith(own)


def _places(nav: Any) -> Iterator[str]:
    """The files that a menu names, at any depth."""
    if isinstance(nav, str):
        yield nav
    for part in nav.values() if isinstance(nav, dict) else nav if isinstance(nav, list) else ():
        yield from _places(part)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Hand out the template of pages with its shell kept."""
    shell = Shell(env.get_template("main.html"))
    get_template = env.get_template

    def with_shell(name: Any, *arguments: Any, **options: Any) -> Any:
        return shell if name == "main.html" else get_template(name, *arguments, **options)

    env.get_template = with_shell  # type: ignore[method-assign]
    return env
