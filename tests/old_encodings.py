"""A Vietnamese text in the bytes of old encodings, as offices still keep them."""

from __future__ import annotations

import unicodedata

from vanban.language import encodings, tcvn3

_STRAIGHT = str.maketrans("“”‘’–—…", "\"\"''--.")
"""Signs the .Vn fonts lack."""


def in_tcvn3(text: str) -> bytes:
    """As the .Vn fonts stored it; their capitals have no marks of their own, a second font drew them."""
    codes = {new: chr(old) for old, new in tcvn3._TABLE.items()}
    straight = unicodedata.normalize("NFC", text).translate(_STRAIGHT)
    return "".join(codes.get(char) or codes.get(char.lower(), char) for char in straight).encode("latin-1", "replace")


def in_vni(text: str) -> bytes:
    """As VNI fonts stored it: the marks of a letter behind it."""
    letters = {new: old for old, new in encodings._VNI_LETTERS.items()}
    marks = {"".join(sorted(mark)): sign for sign, mark in encodings._VNI_MARKS.items()}
    out = []
    for char in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", char)
        horn = unicodedata.normalize("NFC", parts[0] + "\u031b") if "\u031b" in parts else ""
        sign = marks.get("".join(sorted(parts[1:].replace("\u031b", ""))), "")
        base = letters.get(horn, parts[0])
        out.append(letters.get(char) or base + (sign.upper() if char.isupper() else sign))
    return "".join(out).encode("cp1252", "replace")


def in_1258(text: str) -> bytes:
    """In the code page of Windows: the tone behind its letter."""
    out = []
    for char in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", char)
        tones = [mark for mark in parts[1:] if mark not in "\u0302\u0306\u031b"]
        out += [unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones)), *tones]
    return "".join(out).encode("cp1258", "replace")
