"""Vietnamese without its marks: the one folding used for addresses, anchors and search.

``fold`` is the definition of "typed without accents": lower case, composed, tone and vowel marks
removed, đ as d. Unicode decomposition alone does not fold đ, and stock slug functions drop it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MARKS = re.compile("[\u0300-\u036f]+")
_SHORT = 200
"""Characters whose marks may be put in order at any cost."""
_DOUBLED = re.compile(r"(.)\1+")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Lower-case ``text`` with every Vietnamese mark removed ("Chỉ thị số 09" to "chi thi so 09")."""
    lower = text.lower().replace("đ", "d")
    if lower.isascii():
        return lower
    if len(lower) > _SHORT and _MARKS.search(lower):  # first: ordering many marks on one letter is quadratic
        lower = _MARKS.sub("", lower)
    decomposed = unicodedata.normalize("NFD", lower)
    plain = decomposed.encode("ascii", "ignore")
    if len(plain) == len(lower):  # nothing but letters with marks: much quicker than a pattern
        return plain.decode("ascii")
    bare = unicodedata.normalize("NFC", _MARKS.sub("", decomposed))
    return bare.replace("ð", "d").replace("ɖ", "d")


fold_word = lru_cache(maxsize=8192)(fold)
""":func:`fold` for words, which come again and again."""


_LETTERS = {code: fold(chr(code)) for code in (*range(0x41, 0x5B), *range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))}


def folded_places(text: str) -> str:
    """``text`` folded letter by letter, in lower case, so that every offset still holds; for composed (NFC) text."""
    folded = fold(text)
    return folded if len(folded) == len(text) else text.translate(_LETTERS).lower()


@lru_cache(maxsize=4096)
def undoubled(words: str) -> str:
    """Words with each doubled letter taken for one, as a seal or a scan doubles them ("TRƯỞỞNG")."""
    return _DOUBLED.sub(lambda letters: letters[1], words)


@lru_cache(maxsize=1024)
def slugify(text: str, limit: int = 80) -> str:
    """An address part of ``a-z0-9`` words joined by hyphens, cut at a word so that it fits ``limit``.

    Empty when ``text`` holds no letter or digit.
    """
    slug = _NOT_WORD.sub("-", fold(text)).strip("-")
    if len(slug) <= limit:
        return slug
    return slug[: limit + 1].rsplit("-", 1)[0][:limit]
