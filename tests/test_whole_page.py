"""The search page holds its sheet and its scripts: named by their hashes, and only where they can stand in a page."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

import pytest
from vanban.pages.whole_page import whole

POLICY = "script-src 'self'; style-src 'self'"
PAGE = f"""<meta content="{POLICY}">
<link rel="icon" href="../assets/icon.svg">
<link rel="stylesheet" href="../data/sheet.css">
<script src="../data/a.js"></script>
<script src="../data/b.js"></script>
"""
FILES = {"../data/sheet.css": 'a { background: url("../assets/a.svg") }', "../data/a.js": "let a = 1 < 2;",
         "../data/b.js": "let b;"}


def named(*texts: str) -> str:
    """Texts as a policy names them."""
    return "".join(f" 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts)


def test_what_a_page_loads_stands_in_it_and_in_its_policy() -> None:
    page = whole(PAGE, FILES.get)
    sheet = 'a { background: url("../data/../assets/a.svg") }'
    assert f'<style data-file="../data/sheet.css">{sheet}</style>' in page, "its addresses lead where they led"
    assert '<script data-file="../data/a.js">let a = 1 < 2;</script>' in page
    assert f"script-src 'self'{named('let a = 1 < 2;', 'let b;')}; style-src 'self'{named(sheet)}" in page
    assert page.count("<link") == 1 and " src=" not in page


@pytest.mark.parametrize("text", ["let a = '</script>';", "let a = '<!-- ';", "let a = '</STYLE';", None])
def test_what_would_end_too_early_or_is_not_there_is_loaded_as_before(text: str | None) -> None:
    page = whole(PAGE, (FILES | {"../data/a.js": text}).get)
    assert '<script src="../data/a.js"></script>' in page and '<script data-file="../data/b.js">' in page
    assert f"script-src 'self'{named('let b;')};" in page
