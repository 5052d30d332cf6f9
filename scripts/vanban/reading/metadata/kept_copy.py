"""The last item of a list of receivers without what seal and signature left behind it: "Lưu: VT, CN (2b). Z£"."""

from __future__ import annotations

import re

from ...language.letters import CAP, LOW

_BEHIND_COPIES = re.compile(r"(?P<kept>.*?(?:\(\s?\d{1,3}\s?b?(?:ản)?\s?\)+|@b?\)))(?P<tail>.+)$")
"""The number of copies, "(2b)", "(03 bản)", and what stands behind it."""
_BEHIND_STOP = re.compile(rf"(?P<kept>.*[{CAP}]{{2}}[\w&]{{0,20}})(?P<tail>\.\s+\S.{{0,11}})$")
"""An office and what stands behind the full stop that ends the item."""
_FIGURES = re.compile(r"[\s.]+\d{1,4}[^\W\d_]?$")
_TYPIST = re.compile(rf"""
    \.?\s?[{CAP}]{{2,4}} | \s[{LOW}]{{3,10}}                                       # KN, nvv
    | \.[{CAP}][{LOW}]+ | \s[{CAP}][{LOW}]{{2,}} | \s[{CAP}]\.?[{CAP}][{LOW}]+    # .Hà, Tùng, S.Tùng
    """, re.VERBOSE)
"""Who typed the paper: initials or a name, behind the copies."""
_GOES_ON = re.compile(rf"\s*[,;)-]\s*[{CAP}(]|\.\s+(?:[{CAP}]{{2}}|[{LOW}]{{4,}}$|\(?\d{{1,3}}\s?b)")
"""More offices, copies or the typist behind a stop."""
_OPENED = re.compile(r"\(\s?[^\s)]{0,2}$")
_UNCLOSED = re.compile(r"(?P<copies>\(\d{1,3}\s?)b(?P<rest>[^\s)]{0,4})$")


def kept_copy(item: str) -> str:
    """What the office keeps, in a text that recognition bent; an item that ends as one may stays as it is."""
    found = _BEHIND_COPIES.match(item) or _BEHIND_STOP.match(item)
    if found is None:
        whole = _UNCLOSED.sub(lambda end: f"{end['copies']}{'bản' if end['rest'][:1] in ('a', 'ả') else 'b'})", item)
        return _OPENED.sub("", whole).rstrip() if whole.count("(") > whole.count(")") else whole
    tail = found["tail"]
    if _GOES_ON.match(tail):
        return item
    tail = _FIGURES.sub("", tail)
    return found["kept"] + (tail if found.re is _BEHIND_COPIES and _TYPIST.fullmatch(tail) else "")
