"""Bytes of a Vietnamese text to Unicode: the encoding is found by which one gives Vietnamese syllables.

UTF-8 and UTF-16, with or without a mark, Windows-1258, and the two single-byte encodings of old fonts: TCVN3
(TCVN 5712:1993, see :mod:`.tcvn3`) and VNI, which writes a letter's marks as a character of its own behind it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from .folding import fold
from .tcvn3 import decode_tcvn3

_VNI_MARKS = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323", "â": "\u0302", "ê": "\u0306",
    "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}
"""What stands behind a letter, small; the same in capitals stands behind a capital."""
_VNI_LETTERS = {"ñ": "đ", "Ñ": "Đ", "ö": "ư", "Ö": "Ư", "ô": "ơ", "Ô": "Ơ", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ",
                "ò": "ị", "î": "ỵ", "Í": "Í", "Ì": "Ì", "Æ": "Ỉ", "Ó": "Ĩ", "Ò": "Ị", "Î": "Ỵ"}
_VNI_PAIR = re.compile("([aeouyAEOUYöÖôÔ])([ùøûõïâêáàåãäéèúüëÙØÛÕÏÂÊÁÀÅÃÄÉÈÚÜË])")
_VNI_LETTER = re.compile("[ñÑöÖôÔíìæóòîÍÌÆÓÒÎ]")
_SYLLABLE = re.compile(r"""
    (?:b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|nh|ngh|ng|n|ph|p|qu|r|s|th|tr|t|v|x)?      # NGHiêng
    (?: [aăâeêioôơuưy]                                                          # mA
      | ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iêu|iu|oa|oai|oao|oay|oă|oe|oeo|oi|oo|ôi|ơi    # nghIÊng
      | ua|uâ|uây|uê|ui|uô|uôi|uơ|uy|uya|uyê|uyu|ưa|ưi|ươ|ươi|ươu|ưu|yê|yêu)         # tUYÊn
    (?:ch|c|m|nh|ng|n|p|t)?                                                     # nghiêNG
    """, re.VERBOSE)
_WITHOUT_MARKS = re.compile(fold(_SYLLABLE.pattern), re.VERBOSE)
_WORD = re.compile(r"[^\W\d_]+")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_SAMPLE = 60_000
"""Characters that are enough to tell an encoding."""
_SURE = 0.7
"""Share of the words with marks that must be Vietnamese syllables for an encoding to be taken at all."""

_CLEARER = 0.2
"""How much better an old font must read than the letters as they stand."""


class Decoded(NamedTuple):
    """A text and the name of its encoding, as a person calls it."""

    text: str
    encoding: str


def decode_any(data: bytes) -> Decoded | None:
    """The text of some bytes; ``None`` where no encoding gives a text at all (a picture, a program)."""
    for mark, codec, name in ((b"\xef\xbb\xbf", "utf-8", "UTF-8"), (b"\xff\xfe", "utf-16", "UTF-16"),
                              (b"\xfe\xff", "utf-16", "UTF-16")):
        if data.startswith(mark):
            return _decoded(data, codec, name)
    if b"\x00" in data:
        big = data[0:_SAMPLE:2].count(0) > data[1:_SAMPLE:2].count(0)
        text = _decoded(data, "utf-16-be" if big else "utf-16-le", "UTF-16")
        return text if text and sum(map(str.isascii, text.text[:_SAMPLE])) * 2 > len(text.text[:_SAMPLE]) else None
    if (text := _decoded(data, "utf-8", "UTF-8")) is not None:
        return text
    latin = data.decode("latin-1")
    found = [Decoded(decode_tcvn3(latin), "TCVN3"), Decoded(decode_vni(_western(data)), "VNI")]
    if (windows := _decoded(data, "cp1258", "Windows-1258")) is not None:
        found.insert(0, Decoded(unicodedata.normalize("NFC", windows.text), windows.encoding))
    best = max(found, key=lambda each: vietnamese_share(each.text))
    return best if vietnamese_share(best.text) >= _SURE else None


def decode_old_font(text: str) -> Decoded | None:
    """The letters of a text that stands in an old font and was read as Western European, as a PDF without a table of
    its letters gives it; ``None`` where it stands in none."""
    found = (Decoded(decode_tcvn3(text), "TCVN3"), Decoded(decode_vni(text), "VNI"))
    best = max(found, key=lambda each: vietnamese_share(each.text))
    return best if vietnamese_share(best.text) >= _SURE > vietnamese_share(text) + _CLEARER else None


def _decoded(data: bytes, codec: str, name: str) -> Decoded | None:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    return None if "\x00" in text else Decoded(text.removeprefix("\ufeff"), name)


def _western(data: bytes) -> str:
    """The bytes as Windows shows them in Western Europe, where VNI fonts were made; unknown ones as they are."""
    return data.decode("cp1252", "surrogateescape").encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def decode_vni(text: str) -> str:
    """The letters of a text in VNI that was read as Western European."""
    def joined(pair: re.Match[str]) -> str:
        letter = _VNI_LETTERS.get(pair[1], pair[1])
        return unicodedata.normalize("NFC", letter + _VNI_MARKS[pair[2].lower()])

    parts: list[str] = []
    position = 0
    for pair in _VNI_PAIR.finditer(text):
        parts += [_single(text[position:pair.start()]), joined(pair)]
        position = pair.end()
    return "".join([*parts, _single(text[position:])])


def _single(text: str) -> str:
    return _VNI_LETTER.sub(lambda letter: _VNI_LETTERS[letter.group()], text)


def vietnamese_share(text: str) -> float:
    """The share of the words with letters outside ASCII that can be Vietnamese syllables; 0 where there are none."""
    words = [word for word in _WORD.findall(text[:_SAMPLE]) if not word.isascii()]
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def syllable_share(text: str) -> float:
    """The share of the words of two letters and more that can be Vietnamese syllables, with marks or without; 0 where
    there are none. Bad recognition has two in three, letters at random one in ten."""
    words = [word for word in _WORD.findall(text[:_SAMPLE]) if len(word) > 1]
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def can_be_syllable(word: str) -> bool:
    """Whether a word can be one Vietnamese syllable that lost its marks, or has them."""
    return _WITHOUT_MARKS.fullmatch(fold(word)) is not None


def is_syllable(word: str) -> bool:
    """Whether a word can be one Vietnamese syllable: an onset, a rhyme, at most one tone, all in one case."""
    parts = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", parts.translate(_TONES))
    tones = len(parts) - len(parts.translate(_TONES))
    mixed = not (word.islower() or word.isupper() or word.istitle() or word[1:].islower())
    return tones <= 1 and not mixed and _SYLLABLE.fullmatch(bare) is not None
