"""The scripts of the search as one file, made from one list."""

from __future__ import annotations

import json
import re

from ..pages.words import interface_words
from ..store.assets import ASSETS, small_script

SCRIPTS = ASSETS / "javascripts/search"
LUNR = SCRIPTS / "vendor" / "lunr-2.3.9.min.js"
_LUNR_LEFT = (
    ("e.Token=", "e.Pipeline="), ("e.Pipeline.registeredFunctions=", "e.Vector="), ("e.stemmer=", "e.TokenSet="),
    ("e.TokenSet.fromArray=", "e.TokenSet.fromClause="), ("e.TokenSet.fromFuzzyString=", "e.TokenSet.fromString="),
    ("e.TokenSet.prototype.toString=", "e.Index="), ("e.Index.prototype.search=", "e.Index.prototype.query="),
    ("e.Index.prototype.toJSON=", "e.MatchData="),
    ("e.QueryParseError=", 'function(e,t){"function"==typeof define'))
"""What of lunr.js is left out, from the first to the second mark: it builds no index here and reads no typed query."""
_NAMESPACE = "((globalThis.VanBan = globalThis.VanBan || {}))"
"""What each script ends in; within the bundle the namespace is there already."""
START = "start"
PREFIX = "search_"
"""What the keys of these words begin with in the table and in the scripts; the bundle does without it."""
MODULES = (
    "words", "folding", "loader", "bits", "postings", "query", "numbers", "typing", "keys", "names", "respell",
    "synonyms", "repair", "slips", "filters", "common", "evidence", "tiers", "ranking", "phrases", "answers", "engine",
    "snippet", "told", "view", "completions", "session", "keyboard", "box", "page",
)
"""The scripts in the order they need each other; the tests of the scripts read this list too."""


def words_of_search() -> str:
    """What the scripts say, from the table of words, as a script."""
    words = {key.removeprefix(PREFIX): words for key, words in interface_words().items() if key.startswith(PREFIX)}
    return f"(globalThis.VanBan=globalThis.VanBan||{{}}).words={json.dumps(words, ensure_ascii=False)};"


def bundle() -> str:
    """What a search needs besides what every page has (:data:`START`): what it calls of lunr.js as published, and the
    other scripts."""
    return "\n".join([words_of_search(), lunr_called(), *map(_written, MODULES)]) + "\n"


def lunr_called() -> str:
    """The parts of lunr.js that the search calls, its licence before them."""
    text = LUNR.read_text(encoding="utf-8").strip()
    for start, end in _LUNR_LEFT:
        before, _, rest = text.partition(start)
        text = before + rest[rest.index(end):]
    return text


def _written(name: str) -> str:
    """A script without what only its authors need, closed so that another may follow; the words before it make the
    namespace."""
    script = (SCRIPTS / f"{name}.js").read_text(encoding="utf-8").replace(_NAMESPACE, "(VanBan)")
    return re.sub(f"([\"`]){PREFIX}", r"\1", small_script(script)).rstrip().rstrip(";") + ";"
