"""What a body said in a text that is rested on: "Xét đề nghị của Ban A, B và C tại Tờ trình …".

The name of the body may be one that no table knows, with commas in it; the clause tells by its first words.
"""

from __future__ import annotations

import re

from ...registry.grammar import Grammar, any_of, compiled
from .chains import Cue, Found
from .gaps import clause_start

_WHOSE = r"(?P<whose>\s(?:[^.;:|()“”\n]|\n(?!\s*\n)){3,170}?)"
"""Of whom and what about: "(ý kiến) của Bộ Chính trị, Ban Bí thư"."""

_BENT = re.compile(r"[\s*_\-+•>|]{0,12}(?P<cue>C\w{1,2}n\s+c(?:[uúùủũụưứừửữự]r?|[eitvw]\w{0,2}))\s+", re.IGNORECASE)
""""Căn cứ" as recognition bends it where a clause begins: "Can ctr", "Cain cv", "Can cite". The second word begins with
"cu", or with "c" and a letter that no Vietnamese word has behind it (e, i, t, v, w): "Còn các" and "Cần có", which lead
to texts too, are not taken for it."""


@compiled
def _rests(grammar: Grammar) -> re.Pattern[str]:
    """A phrase of basis with a thing said ("Xét báo cáo", "Căn cứ thông báo"), whose it is, "tại" before the text."""
    said = grammar.registry.sentence_words["said"]
    cues = {phrase if phrase.endswith(said) else f"{phrase} {thing}"
            for phrase in grammar.phrases("basis") for thing in said}
    return re.compile(rf"""
        [\s*_\-+•>|]{{0,12}} (?P<cue>{any_of(cues)}) {_WHOSE}
        (?<!quy\sđịnh)(?<!nêu)\stại\s+(?:các\s+)?\Z       # tại các (văn bản …)
        """, re.IGNORECASE | re.VERBOSE)


def rested_on(clean: str, low: int, at: int, grammar: Grammar) -> Found | None:
    """What governs the text at ``at`` where the clause from ``low`` on says that its words are rested on; ``None``
    where it does not."""
    if bent := _BENT.fullmatch(clean, low, at):
        return Found("verb", Cue(bent.start("cue"), bent.end("cue"), "basis", " ".join(bent["cue"].lower().split())))
    rests = _rests(grammar).match(clean, low, at)
    if rests is None or clause_start(clean, rests.start("whose"), rests.end("whose"), grammar) is not None:
        return None
    words = " ".join(rests["cue"].lower().split())
    return Found("verb", Cue(rests.start("cue"), rests.end("cue"), "basis", words, len(rests["whose"].split())))
