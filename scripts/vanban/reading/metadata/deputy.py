"""A deputy's signing block whose "KT." recognition bent or lost: who stands there signs for the head, not as the head.

The head's title stands beside "Nơi nhận", the deputy's, or what is left of it, behind one of the next items. Where no
line is left that can be shown as either, the head's title alone is told, in the form of the table.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import takewhile

from msgspec.structs import replace
from rapidfuzz.distance import Levenshtein

from ...language.folding import fold, undoubled
from ...language.letters import CAP
from ...registry.grammar import Grammar, compiled
from ..layout.lines import Line
from .formulas import recipients_end
from .recipients import COLUMN
from .signature import Signature, is_capacity
from .titles import head_titles, is_known_title, straightened_title

_DEPUTY_LEFT = re.compile(rf"[;:,)]\s\W{{0,3}}(?:[a-z]\s)?(?P<left>P?H[ÓOỚÒóớ0(](?:$|\s[{CAP}]))")
"""Behind an item what is left of a deputy's title: "z PHÓ G Đ", "- PH( GIÁM ĐÓóC", "Hó GIÀM B6C"."""
_BEHIND_ITEM = re.compile(r"[;:.,)]\s+(?P<rest>[^\s;:][^;:]*)$")
"""What the right column put behind an item."""
_FOR_HEAD = re.compile(r"(?:^|[\s`'.,:])(?:[Kk][^\s\w]{0,2}[^\W_]?[^\s\w]{0,2}|VT\W?)\s*[-.,]?\s*$")
""""KT." as recognition bends it, right before the head's title: "k1 ", "k⁄[,", "VT-"."""
_BARE_FOR_HEAD = re.compile(r"KT\.\s\S{1,4}$")
_DEPUTY_WORD = re.compile(rf"(?:^|\s)P?H[ÓóỚớÒ](?:\s(?P<begun>[{CAP}]{{1,4}})(?:\s\S{{1,4}})?)?$")
"""What is left of a deputy's title: its first word, with the second or first letters of it."""
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = 45
"""Characters of a line that has nothing but a bent heading and a title."""
_WITHIN = 6
"""Lines of the list beside which a signing block's titles stand."""
_SECOND_WITHIN = 3
"""Lines below "Nơi nhận" on which the title of who signs stands beside the list."""
_SLIPS = 2
"""Wrong letters in a title that a deputy's word stands below."""
_MOST_LETTERS = 0.75
"""Share of a title's letters that stand in a row where it is said again."""
_SHORT_WORD = 3
"""Letters of a word that a scrap may be as well."""


def with_capacity(signature: Signature | None, above: list[Line]) -> Signature | None:
    """The signing block with the capacity right above the list where the list's heading parts it from its title;
    ``None`` for none."""
    if signature is None or signature.capacity or not signature.title:
        return signature
    capacity = list(takewhile(is_capacity, reversed(above)))
    return replace(signature, capacity=tuple((line,) for line in reversed(capacity)))


def with_deputy(found: Signature | None, pieces: list[Line], at: int, above: Line,
                grammar: Grammar) -> Signature | None:
    """The signing block beside the list that ``pieces[at]`` opens, with the head for whom a deputy signs where one
    does; any other block comes back as it is, ``None`` too.

    ``pieces`` are those before the columns were parted, ``above`` is the one before the list, which has the head's
    title where "Nơi nhận" is lost.
    """
    if found is None or not (found.title or found.capacity):
        whom = _head_of_scraps(pieces, at, grammar)
        return found if whom is None else replace(found or Signature(at, at), whom=whom)
    if found.capacity:
        return _bare_for_head(found, pieces, at, grammar)
    if len(found.title) != 1:
        return found
    title, top = found.title[0], pieces[at]
    if is_deputy([title]):
        return _with_head_above(found, title, top, above, grammar)
    if title.row - top.row in (0, 1) and is_known_title(straightened_title(title.text, grammar), grammar):
        return _with_deputy_below(found, title, pieces, at, grammar)
    return found


def _with_head_above(found: Signature, title: Line, top: Line, above: Line, grammar: Grammar) -> Signature:
    """The block of a deputy's ``title`` alone, with the head's for capacity where its first word stands in capitals
    beside "Nơi nhận" (``top``), or ``above`` the list where that heading is lost."""
    end = recipients_end(top.text, grammar)
    nearest = 0 if end is None else 1  # beside "Nơi nhận" stands the head's title, the deputy's below
    beside = above if end is None else top.part(end)
    if not nearest <= title.row - top.row < _WITHIN or len(beside.text) > _SHORT or is_deputy([beside]):
        return found
    first = undoubled(title.folded).split()[1]
    words = ((word.start(), word.group()) for word in _WORD.finditer(beside.text))
    start = next((start for start, word in words if word.isupper() and fold(word) == first), None)
    return found if start is None else replace(found, capacity=((beside.part(start),),))


def is_deputy(lines: list[Line]) -> bool:
    """Whether the first of these lines is a deputy's title, above which a scrap may be the head's."""
    return bool(lines) and lines[0].folded.startswith("pho ")


def _with_deputy_below(found: Signature, title: Line, pieces: list[Line], at: int, grammar: Grammar) -> Signature:
    """The block of a head's ``title`` alone: for capacity where what is left of a deputy's stands below it, and told by
    the table where "KT." is left before it or its letters stand again below."""
    top = pieces[at]
    if title.row == top.row:
        left = ((line, _DEPUTY_LEFT.search(line.text)) for line in pieces[at + 1:at + _WITHIN])
        deputy = next((line.part(cut.start("left")) for line, cut in left if cut and line.cell == top.cell), None)
        if deputy:
            return replace(found, capacity=(found.title,), title=(deputy,))
    said = straightened_title(title.text, grammar)
    before = next((line.text[:line.text.find(title.text)] for line in pieces[at:at + 2]
                   if line.row == title.row and title.text in line.text), "")
    end = recipients_end(before, grammar)
    if _FOR_HEAD.search(before[end:]) or any(_says_again(tail, said) for tail in _tails(pieces, at, title.row)):
        return replace(found, title=(), whom=said)
    return found


def _bare_for_head(found: Signature, pieces: list[Line], at: int, grammar: Grammar) -> Signature:
    """"TM. CHÍNH PHỦ" above a "KT." whose words are lost: the title below that is the head's."""
    shown = any(is_capacity(line) and line.text.startswith("K") for line in found.capacity[-1])
    if shown or len(found.title) != 1 or is_deputy(list(found.title)) or \
            not is_known_title(straightened_title(found.title[0].text, grammar), grammar):
        return found
    left = any(_BARE_FOR_HEAD.search(tail) for tail in _tails(pieces, at, pieces[at].row))
    return replace(found, title=(), whom=straightened_title(found.title[0].text, grammar)) if left else found


def _tails(pieces: list[Line], at: int, row: int) -> list[str]:
    """What the right column put behind the items next to ``pieces[at]`` that stand below ``row``."""
    near = (line for line in pieces[at + 1:at + 1 + _SECOND_WITHIN] if line.row > row)
    return [tail["rest"] for line in near if (tail := _BEHIND_ITEM.search(line.text, max(0, len(line.text) - COLUMN)))]


def _says_again(tail: str, said: str) -> bool:
    """Whether a tail holds most of a title's letters in a row: the deputy's title ends in the head's."""
    letters, words = undoubled(fold(said)), undoubled(fold(tail))
    longest = SequenceMatcher(None, letters, words, autojunk=False).find_longest_match().size
    return tail.lstrip(" =-_.")[:1].isupper() and longest >= _MOST_LETTERS * len(letters)


def _head_of_scraps(pieces: list[Line], at: int, grammar: Grammar) -> str | None:
    """The head's title, bent beyond reading beside "Nơi nhận" or the first item, where the deputy's first word is left
    below it; ``None`` where none or several titles may be meant."""
    end = recipients_end(pieces[at].text, grammar)
    tails = [pieces[at].text[end:]] if end is not None else []
    tails += _tails(pieces, at, pieces[at].row)
    for index, tail in enumerate(tails):
        deputy = _DEPUTY_WORD.search(tail) if index else None
        if deputy:
            begun = fold(deputy["begun"] or "")
            meant = {title for title in _heads_of_units(grammar) if fold(title).startswith(begun) and
                     any(_bent_to(above, title) for above in tails[:index])}
            if not meant and len(begun) > 1:
                meant = {title for title in _heads_of_units(grammar) if fold(title).startswith(begun)}
            return meant.pop() if len(meant) == 1 else None
    return None


def _bent_to(words: str, title: str) -> bool:
    """Whether words are a title within two letters, or have the first of its words whole, unless a short one."""
    said, letters = undoubled(fold(words)).strip(" -.,;:"), undoubled(fold(title))
    first = letters.split()[0]
    return Levenshtein.distance(said, letters, score_cutoff=_SLIPS) <= _SLIPS or (
        len(first) > _SHORT_WORD and first in said.replace("-", " ").split())


@compiled
def _heads_of_units(grammar: Grammar) -> tuple[str, ...]:
    """Titles of two words in capitals whose deputy's is "PHÓ" before it."""
    return tuple(title for title in head_titles(grammar).values() if title.count(" ") == 1)
