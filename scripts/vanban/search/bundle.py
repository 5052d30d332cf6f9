"""The scripts of the search as one file, made from one list: what every page has, lunr.js as published, the rest."""

from __future__ import annotations

import json
from pathlib import Path

from rjsmin import jsmin

from ..pages.words import interface_words
from ..store.assets import ASSETS

SCRIPTS = ASSETS / "javascripts/search"
LUNR = SCRIPTS / "vendor" / "lunr-2.3.9.min.js"
START = "start"
MODULES = (
    "words", "folding", "loader", "postings", "query", "numbers", "typing", "keys", "names", "respell", "synonyms",
    "repair", "facets", "common", "evidence", "tiers", "ranking", "phrases", "answers", "engine", "snippet", "told",
    "view", "fields", "session", "keyboard", "box", "page",
)
"""The scripts in the order they need each other; the tests of the scripts read this list too."""


def words_of_search() -> str:
    """What the scripts say, from the table of words, as a script."""
    words = {key: words for key, words in interface_words().items() if key.startswith("search_")}
    return f"(globalThis.VanBan=globalThis.VanBan||{{}}).words={json.dumps(words, ensure_ascii=False)};"


def bundle(folder: Path = SCRIPTS) -> str:
    """All scripts, without the comments and the blanks that only their authors need."""
    modules = [(folder / f"{name}.js").read_text(encoding="utf-8") for name in MODULES]
    start = (folder / f"{START}.js").read_text(encoding="utf-8")
    return "\n".join([words_of_search(), jsmin(start), LUNR.read_text(encoding="utf-8").strip(),
                      *map(jsmin, modules)]) + "\n"
