"""What a body said in a text that is rested on: "Xét đề nghị của Ban A, B và C tại Tờ trình …".

The name of the body may be one that no table knows, with commas in it; the clause tells by its first words.
"""

from __future__ import annotations

import re

from ...registry.grammar import Grammar
from .chains import Cue, Found
from .gaps import clause_start

_SAID = r"ý\s+kiến|kết\s+luận|kết\s+quả|đ[ềé]\s+(?:nghị|xuất)|kiến\s+nghị|báo\s+cáo|biên\s+bản|thông\s+báo"
_RESTS = re.compile(rf"""
    [\s*_\-+•>|]{{0,12}}
    (?P<cue> Xét\s+(?:{_SAID})                        # Xét báo cáo
           | Theo\s+đ[ềé]\s+nghị                     # Theo đề nghị
           | Căn\s+cứ\s+(?:vào\s+)?(?:{_SAID}) )      # Căn cứ thông báo
    (?P<whose>\s(?:[^.;:|()“”\n]|\n(?!\s*\n)){{3,170}}?)    # ý kiến của Bộ Chính trị
    (?<!quy\sđịnh)(?<!nêu)\stại\s+(?:các\s+)?\Z       # tại các (văn bản …)
    """, re.IGNORECASE | re.VERBOSE)


def rested_on(clean: str, low: int, head: int, grammar: Grammar) -> Found | None:
    """What governs the text at ``head`` where the clause from ``low`` on says that its words are rested on."""
    rests = _RESTS.match(clean, low, head)
    if rests is None or clause_start(clean, rests.start("whose"), rests.end("whose"), grammar) is not None:
        return None
    words = " ".join(rests["cue"].lower().split())
    return Found("verb", Cue(rests.start("cue"), rests.end("cue"), "basis", words, len(rests["whose"].split())))
