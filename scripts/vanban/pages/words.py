"""The words of the interface, from the table that a reader of the language edits: ``docs/tu-ngu.yaml``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from ..problems import ProblemError
from ..store.rows import read_rows

WORDS_TABLE = Path(__file__).resolve().parents[3] / "docs" / "tu-ngu.yaml"
_VALUE = re.compile(r"\{(\w+)\}")
_SAID = re.compile(r"\bw\.(\w+)")


@cache
def interface_words(path: Path = WORDS_TABLE) -> Mapping[str, str]:
    """The words by their key; raises :class:`ProblemError` with everything wrong with the table."""
    rows, problems = read_rows(path)
    if problems:
        raise ProblemError(problems)
    return MappingProxyType({row.text("key") or "": row.text("words") or "" for row in rows})


def words_of_frame(templates: Iterable[str]) -> str:
    """The words that templates of the frame say, as one more template: the frame knows no table, and any builder of
    the site can read it."""
    said = {key for template in templates for key in _SAID.findall(template)}
    return "".join(f"{{% set {key} = {json.dumps(words, ensure_ascii=False)} %}}\n"
                   for key, words in interface_words().items() if key in said)


def say(key: str, **values: object) -> str:
    """The words of one key; ``{name}`` in them is replaced by the value of that name."""
    return filled(interface_words()[key], values) if values else interface_words()[key]


def filled(words: str, values: Mapping[str, object]) -> str:
    """Words with their values, in one pass: a value is never read for names of others."""
    return _VALUE.sub(lambda found: str(values.get(found[1], found[0])), words)
