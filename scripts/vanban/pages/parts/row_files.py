"""The form of the script files that hold rows of lists: a call, so that they load from a folder without a server.

What the files for all lists hold is in ``downloads/rows``; a list with an order of its own adds a file of its own.
"""

from __future__ import annotations

import json

ROWS_FOLDER = "du-lieu/danh-sach"


def row_script(name: str, value: object) -> str:
    """One file: a call that hands over its value under ``name``, harmless to whatever reads it."""
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return f'globalThis.vbRows("{name}",{written});\n'
