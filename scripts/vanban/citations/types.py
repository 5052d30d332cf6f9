"""The type word of a citation: looked up right before a number, or scanned for at a short form."""

from __future__ import annotations

import re
from functools import lru_cache

from ..folding import fold
from ..tables import Registry

_SO = re.compile(r"(?:(?<!\w)[sS][ốôóỏồơo]|SỐ)\s*[:.]?\s*\Z")
_SYLLABLE_BACK = re.compile(r"([^\W\d_]+)\s*\Z")
_LONGEST = 5
_WINDOW = 72


def type_words(registry: Registry) -> dict[str, str]:
    """Every written form of a document type, in lower case with single spaces, to its canonical name."""
    return _type_words(registry)


@lru_cache(maxsize=4)
def _type_words(registry: Registry) -> dict[str, str]:
    words = {}
    for row in registry.types:
        for form in (*row.aliases, row.name):
            words[" ".join(form.lower().split())] = row.name
    return words


@lru_cache(maxsize=4)
def _folded_words(registry: Registry) -> dict[str, str]:
    """As :func:`type_words` without accents, for scans that lost them; forms that collide are left out."""
    folded: dict[str, str | None] = {}
    for form, name in type_words(registry).items():
        key = fold(form)
        folded[key] = name if folded.get(key, name) == name else None
    return {key: name for key, name in folded.items() if name and " " in key}


def type_before(clean: str, position: int, floor: int, registry: Registry) -> tuple[int, str | None, bool]:
    """Look back from a number at ``position`` for "Kế hoạch số".

    Returns where the citation begins (the type word, or ``position`` when there is none), the canonical
    type or ``None``, and whether "số" was written.
    """
    low = max(floor, position - _WINDOW)
    window = clean[low:position]
    so = _SO.search(window)
    end = so.start() if so else len(window)
    cursor = len(window[:end].rstrip(" :\n"))
    syllables: list[tuple[int, str]] = []
    while len(syllables) < _LONGEST and (found := _SYLLABLE_BACK.search(window[:cursor])):
        syllables.insert(0, (found.start(1), found[1].lower()))
        cursor = found.start(1)
        if not window[:cursor].endswith((" ", "\n")):
            break
    known, folded = type_words(registry), _folded_words(registry)
    for first in range(len(syllables)):
        words = " ".join(word for _, word in syllables[first:])
        name = known.get(words) or folded.get(fold(words))
        if name:
            return low + syllables[first][0], name, so is not None
    return position, None, so is not None


@lru_cache(maxsize=4)
def short_form_pattern(registry: Registry) -> re.Pattern[str]:
    """"Chỉ thị số 48", "Nghị quyết 18": a type word with a bare serial, symbol left out."""
    forms = sorted({form for form in type_words(registry) if " " in form or form == "luật"}, key=len, reverse=True)
    words = "|".join(
        re.escape(v).replace(r"\ ", r"\s+") for f in forms for v in (f, f[0].upper() + f[1:], f.title(), f.upper()))
    return re.compile(
        rf"(?<!\w)(?P<type>{words})\s*(?P<so>(?:số|Số|SỐ)\s*)?(?<=[\sốỐ])(?P<serial>\d{{1,5}}[a-z]?)(?![\w%])(?!\s?[/\-.,]\s?\d)(?!\s?/)"
    )
