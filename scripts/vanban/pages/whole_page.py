"""A hook of mkdocs that puts into the search page what only that page loads: its sheet, its scripts, the base of the
index.

On a slow network every round of requests takes half a second, however little it brings. A page that is whole when it
comes asks at once for what the search needs. Without this hook, or with a builder that knows no hooks, the same page
loads the same files.

mkdocs loads this file by its path (``hooks`` in ``mkdocs.yml``), so it imports nothing of the package.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from posixpath import dirname, join, normpath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

_LOADED = re.compile(r'<(?:link rel="stylesheet" href|script src)="(?P<address>[^"]+)">(?:</script>)?')
"""How ``overrides/main.html`` loads a sheet or a script."""
_ENDS_EARLY = re.compile(r"</(?:script|style)|<!--", re.IGNORECASE)
"""What a sheet or a script cannot hold where it stands in a page."""
_ADDRESS = re.compile(r'(?<=url\(")(?=\.)')
"""Where a sheet gives an address that is told from its own place."""


def on_post_page(output: str, /, *, page: Page, config: MkDocsConfig) -> str:
    """The search page made whole, any other as it is."""
    if page.meta.get("kind") != "search":
        return output
    def read(address: str) -> str | None:
        """The text at an address of the page, ``None`` where there is none."""
        path = Path(config.docs_dir, normpath(join(dirname(page.url), address)))
        return path.read_text(encoding="utf-8") if path.is_file() else None

    return whole(output, read)


def whole(page: str, read: Callable[[str], str | None]) -> str:
    """A page with the text of every sheet and script that it loads in the place of the loading, and named in its policy
    by its hash; ``read`` gives the text at an address of the page, ``None`` where there is none: that is left outside.
    """
    hashes: dict[str, list[str]] = {"style": [], "script": []}

    def inside(found: re.Match[str]) -> str:
        kind, address = "style" if found[0].startswith("<link") else "script", found["address"]
        text = read(address)
        if text is None or _ENDS_EARLY.search(text):
            return found[0]
        if kind == "style":
            text = _ADDRESS.sub(f"{dirname(address)}/", text)
        hashes[kind].append(f" 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'")
        return f'<{kind} data-file="{address}">{text}</{kind}>'

    page = _LOADED.sub(inside, page)
    for kind, some in hashes.items():
        page = page.replace(f"{kind}-src 'self'", f"{kind}-src 'self'{''.join(some)}", 1)
    return page
