"""Who signs, as the record tells it: name, title and capacity, what recognition bent of one put right by the others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from ...language.encodings import is_syllable
from ...language.folding import fold, undoubled
from ...language.letters import CAP
from ...registry.grammar import Grammar
from ..text import Text
from .marks import CAPACITY
from .signature import Signature
from .titles import deputy_title, head_titles, is_known_title, straightened_title, title_heads, title_inside, two_titles
from .values import trimmed_words, written_words

_DOT = re.compile(rf"^(T[/.]?[ML]|K[/.]?T|T/?UQ)(?:[.,:]\s*|(?<=^KT)(?=[{CAP}]))")
"""What parts "KT" from the head's title."""
_SCRAP = 14
"""Characters of a seal or of a bent "PHÓ" before the title of who signs."""
_SLIPS = 2
"""Wrong letters in a deputy's title below "KT." and the head's."""


def signers(text: Text, found: Sequence[Signature | None], grammar: Grammar) -> tuple[str | None, ...]:
    """Name, title and capacity of all who sign, in printed order, joined by "; "; ``None`` for what is not there."""
    columns = zip(*(_signature(text, signature, grammar) for signature in found), strict=True)
    joined = tuple("; ".join(filter(None, column)) or None for column in columns)
    return joined or (None, None, None)


def _signature(text: Text, found: Signature | None, grammar: Grammar) -> tuple[str | None, str | None, str | None]:
    """Name, title and capacity of one, as printed; several lines of capacity are joined by "; "."""
    if found is None:
        return None, None, None
    capacity = "; ".join(_for_whom(straightened_title(_spaced(trimmed_words(text, lines)), grammar), grammar)
                         for lines in found.capacity)
    name = written_words(text, found.name) if found.name else None
    if found.whom:
        return name, deputy_title(found.whom), "; ".join(filter(None, [capacity, f"KT. {found.whom}"]))
    title = two_titles(straightened_title(trimmed_words(text, found.title), grammar), grammar)
    implied = bool(found.capacity) and not CAPACITY.match(found.capacity[-1][0].text)
    if implied and not (fold(title).startswith("pho ") and is_known_title(title, grammar)):
        title = deputy_title(straightened_title(trimmed_words(text, found.capacity[-1]), grammar))
    elif implied and title.partition(" ")[2] not in capacity:  # the head's title is bent, the deputy's is not
        capacity = "; ".join([*capacity.split("; ")[:-1], _for_whom(title.partition(" ")[2], grammar)])
    capacity = _head_of(capacity, title, grammar)
    return name, _deputy_of(capacity, title, grammar) or None, capacity or None


def _deputy_of(capacity: str, title: str, grammar: Grammar) -> str:
    """A title of which recognition left only the end, or that has scraps before it ("HÓ-GIÁM ĐỐC", "CỤC TRƯỞNG"), as
    that of the deputy whom "KT. GIÁM ĐỐC" tells; any other as it is."""
    for_whom = capacity.rpartition("; ")[2]
    whom = for_whom.removeprefix("KT. ").rpartition(", ")[2] if for_whom.startswith("KT. ") else ""
    named = title_heads(grammar).match(undoubled(fold(whom)))
    words = fold(title).replace("-", " ").split()
    if named is None or not words or (words[0] == "pho" and is_known_title(title, grammar)):
        return title
    head = " ".join(whom.split()[:named.group().count(" ") + 1])
    if _ends_as_head(words, head, grammar):
        return deputy_title(head)
    before, _, more = title.partition(deputy_title(head))
    goes_on = not before and all(word.isupper() and is_syllable(word) for word in more.split())  # "… THƯỜNG TRỰC"
    return deputy_title(head) if words[0] == "pho" and not goes_on and _is_near(words, head) else title


def _ends_as_head(words: list[str], head: str, grammar: Grammar) -> bool:
    """Whether folded words are the end of a head's title, or end as it or as a deputy's does behind a scrap that holds
    no title."""
    if fold(head).split()[-len(words):] == words:
        return True
    ends = [fold(office).split()[-2:] for office in (head, deputy_title(head))]
    scrap = " ".join(words[:-2])
    return words[-2:] in ends and len(scrap) <= _SCRAP and not title_inside(grammar).search(scrap)


def _is_near(words: list[str], head: str) -> bool:
    """Whether folded words begin with the title of a head's deputy but for two letters ("PHÓ CHLCỤC TRUONG XY TH"), or
    are as many and end as it does ("PHÓ SG! TRƯỞNG")."""
    deputy = fold(deputy_title(head)).split()
    if len(words) == len(deputy) and words[-1] == deputy[-1]:
        return True
    whole, said = "".join(deputy), "".join(words)
    return any(Levenshtein.distance(said[:len(whole) + more], whole, score_cutoff=_SLIPS) <= _SLIPS
               for more in range(-_SLIPS, _SLIPS + 1))


def _head_of(capacity: str, title: str, grammar: Grammar) -> str:
    """A capacity "KT. CỤC TRÌ", whose title lost its end, as that of the head whose deputy's title stands below it."""
    before, mark, whom = capacity.rpartition("KT. ")
    head = title.removeprefix("PHÓ ") if title.startswith("PHÓ ") and is_known_title(title, grammar) else ""
    bent = mark and head and not title_heads(grammar).match(undoubled(fold(whom)))
    return f"{before}KT. {head}" if bent and whom.split()[0] == head.split()[0] else capacity


def _for_whom(capacity: str, grammar: Grammar) -> str:
    """With the "KT." that recognition lost: a deputy signs below the head's title for no other reason; a title whose
    capitals were lost as well in full ("KT. Bo TRUONG")."""
    found = CAPACITY.match(capacity)
    if found is None:
        return f"KT. {capacity}"
    whom = found["whom"] or ""
    known = head_titles(grammar).get(undoubled(fold(whom)))
    return f"{capacity.removesuffix(whom)}{known}" if known and whom.rpartition(" ")[2].isupper() else capacity


def _spaced(capacity: str) -> str:
    """One dot and one space after "KT" of "KT.CỤC TRƯỞNG" and "KT: CỤC TRƯỞNG"."""
    return _DOT.sub(r"\1. ", capacity)
