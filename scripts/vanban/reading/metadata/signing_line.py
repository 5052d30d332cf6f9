"""A signing block printed on one line, cut into its parts: "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC Trần Văn A".

The capitals are capacity and title, what follows them in small letters is the name.
"""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

from ...language.folding import fold, undoubled
from ...language.letters import CAP
from ...registry.grammar import Grammar, any_of, compiled
from ..bodies import match_body
from ..layout.lines import Line
from . import marks
from .signature import is_capacity, is_title, signer_name
from .titles import head_titles, is_known_title, title_heads, title_letters

_KIND = re.compile(r"(?<!\S)(?:T/?M|K/?T|T/?L|TUQ)[.,]\s*(?=\S)")
_SHOUTED = re.compile(f"[{CAP}]{{2}}")
"""What every capacity and title has: quick to look for before the words are parted."""
_SCRAPS = re.compile(rf"(?:[^\w\n]|\w{{1,2}}(?!\w))+\s(?=(?:KT|TL|TUQ)\.\s?[{CAP}]{{2}})")
"""What recognition left of a seal before a capacity: "se + % - et TL. CỤC TRƯỞNG"."""
_LONGEST = 200
_MOST_NAME_WORDS = 9
"""Words of a name with the ranks before it."""


@compiled
def _glued(grammar: Grammar) -> re.Pattern[str]:
    """Where a line break was lost between the parts of the block: "TM. CHÍNH PHỦKT. THỦ TƯỚNGPHÓ THỦ TƯỚNG"."""
    return re.compile(rf"""
        (?<=[{CAP}]{{2}}) (?= (?:KT|TL|TUQ)\.\s?[{CAP}] | PHÓ[ ][{CAP}]{{2}}        # CHÍNH PHỦKT. THỦ TƯỚNG
                            | (?:{any_of(head_titles(grammar).values())})(?:$|[^{CAP}]) )   # QUỐC HỘICHỦ TỊCH
        | (?<=[{CAP}]) (?=\(\s?[Đđ]ã[ ]ký) | (?<=ký\)) (?=[{CAP}])               # (Đã ký)Trần Văn A
        """, re.VERBOSE)


def cut_signing(line: Line, grammar: Grammar) -> tuple[Line, ...]:
    """The parts of a line that holds a whole signing block; else the line alone."""
    return (line,) if len(line.text) > _LONGEST or not _SHOUTED.search(line.text) else _parts(line, grammar)


@lru_cache(maxsize=128)
def _parts(line: Line, grammar: Grammar) -> tuple[Line, ...]:
    """The same of a line with capitals; kept, since it is read below each line above it where a block may begin."""
    scraps = _SCRAPS.match(line.text)
    line = line.part(scraps.end()) if scraps else line
    found = marks.CAPACITY.match(line.text)
    cuts = _glued(grammar).finditer(line.text, found.start("whom") + 1) if found else ()
    glued = [cut.start() for cut in cuts]
    if glued:
        pieces = (line.part(*span) for span in itertools.pairwise([0, *glued, len(line.text)]))
        return tuple(part for piece in pieces for part in cut_signing(piece, grammar))
    if found is None and line.folded.lstrip("|-_. ")[:1] not in title_letters(grammar):
        return (line,)
    capitals, name = _named(line, grammar)
    if not (is_capacity(capitals) or is_title(capitals, grammar)):
        return (line,)
    edges = [0, *(kind.start() for kind in _KIND.finditer(capitals.text) if kind.start()), len(capitals.text)]
    parts = [capitals.part(start, end) for start, end in itertools.pairwise(edges)]
    return (*(piece for part in parts for piece in _titled(part, name is not None, grammar)), *([name] if name else []))


def _named(line: Line, grammar: Grammar) -> tuple[Line, Line | None]:
    """The line without the name at its end, and the name with its ranks."""
    words = line.text.split()
    for count in range(min(_MOST_NAME_WORDS, len(words) - 1), 1, -1):
        if not words[-count - 1].isupper():
            continue
        at = len(line.text) - len(line.text.split(None, len(words) - count)[-1])
        tail = line.part(at)
        if not tail.is_upper and signer_name(tail, grammar):
            return line.part(0, at), tail
    return line, None


def _titled(line: Line, whole: bool, grammar: Grammar) -> list[Line]:
    """A capacity with the signer's own title behind it, taken apart; behind a collective only where the block is
    ``whole`` or the rest is a title to the last word, since "TM. BAN BÍ THƯ" ends like a title."""
    kind = marks.CAPACITY.match(line.text)
    if kind is None or not kind["whom"]:
        return [line]
    words = list(re.finditer(r"\S+", line.text[kind.start("whom"):]))
    index, heads = 0, title_heads(grammar)
    if kind["kind"] in ("TM", "T/M"):
        body = match_body(line.text, kind.start("whom"), grammar)
        if body is None or not (whole or is_known_title(line.text[body.end:], grammar)):
            return [line]
        index = len(line.text[kind.start("whom"):body.end].split())
    while index < len(words):
        rest = undoubled(" ".join(fold(word.group()) for word in words[index:]))
        head = heads.match(rest)
        if not head and not index:
            return [line]  # bent words: nothing tells where they end
        if head and index:
            at = kind.start("whom") + words[index].start()
            return [line.part(0, at), line.part(at)]
        index += max(1, len(head.group().split()) if head else 1)
    return [line]
