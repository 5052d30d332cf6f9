"""Rows of lists as script files, which a page loads when a reader narrows a list; they work from a folder too."""

from __future__ import annotations

import json

ROWS_FOLDER = "du-lieu/danh-sach"


def row_script(name: str, value: object) -> str:
    """One file: a call that hands over its value under ``name``, harmless to whatever reads it."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return f'globalThis.vbRows("{name}",{written});\n'
