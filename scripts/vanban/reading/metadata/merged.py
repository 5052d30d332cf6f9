"""The foot's two columns where extraction merged them line by line: the signing block inside the receivers.

"- Như Điều 4; VỤ TRƯỞNG VỤ A", "THỨ TRƯỞNG" between two items, "- Kiểm toán nhà nước; Nguyễn Văn A": what
belongs to the right column is taken out and put behind the list, in the order in which it stands.
"""

from __future__ import annotations

import re

from ...language.folding import fold
from ...language.letters import CAP, LOW
from ...registry.grammar import Grammar, compiled
from ..layout.lines import Line
from . import marks
from .deputy import is_deputy
from .formulas import recipients_end
from .recipients import BULLET, COLUMN, KEEP, NAMES_PERSON, Items
from .signature import is_capacity, is_person, is_small_title, is_title, names_title
from .titles import is_known_title, title_inside

_TAIL = re.compile(r"[;.,):]\s{0,3}[^\w\s;(]{0,4}\s{1,12}[^\w\s(-]{0,2}\s{0,3}"
                   rf"(?:[^\W\d_]\s(?=(?:KT|TL|TUQ)\.\s?[{CAP}]{{2}}))?(?=[^\W\d_])")
_LOOSE_TAIL = re.compile(rf"(?<=[{LOW}0-9]) (?:(?=[{CAP}]{{2,}} [{CAP} ]+$)|[_.,'‘-]?(?=(?:KT|TL|TUQ)\. [{CAP} ]+$))")
"""A blank after which the line goes on in capitals to its end."""
_LOOSE_NAME = re.compile(rf"(?<=[{LOW}] )(?:[{CAP}][{LOW}]+ ){{2,3}}[{CAP}][{LOW}]+$")
"""A name at a line's end behind a word in small letters."""
_LISTED = re.compile(r"[,;:]|^[a-zđ]")
"""What a list of short names of offices has and the second line of a title has not."""
_SEVERAL_WORDS = re.compile(rf"(?:[{CAP}]{{2,7}} ){{2,6}}[{CAP}]{{2,7}}")
_REACH = 70
"""Pieces of a list of receivers; none is longer."""


def unmerged(pieces: list[Line], head: int, grammar: Grammar) -> tuple[list[Line], list[Line]]:
    """The pieces with those of the right column that stand inside the list at ``pieces[head]`` moved behind it, and
    these, none where the columns stand apart."""
    first, beside = _beside(pieces, head, grammar)
    left: list[Line] = []
    right: list[Line] = [beside] if beside else []
    signed = any(is_capacity(line) or is_title(line, grammar) for line in pieces[max(0, head - 8):head])
    index = head + 1
    while index < len(pieces) and index - head < _REACH:
        line = pieces[index]
        bullet = BULLET.match(line.text)
        if not bullet and _is_right(line, right, grammar):
            if not _list_goes_on(pieces, index, grammar):
                break
            right.append(line)
        else:
            item, tail = _parted(line, right, grammar, signed)
            left.append(item)
            if tail:
                right.append(tail)
            if KEEP.match(item.text[bullet.end() if bullet else 0:]) and (tail or not _wraps(pieces, index)):
                index += 1
                break
        index += 1
    if beside and not is_title(beside, grammar) and not is_capacity(beside) and not is_deputy(right[1:2]):
        del right[0]  # other words in capitals are of the signing block above a deputy's line only
    rest = pieces[index:]
    if right:  # a piece of a column of its own stands by its row
        above = [line for line in rest if line.row <= right[0].row and line.cell == right[0].cell]
        right, rest = [*above, *right], [line for line in rest if line not in above]
    return [*pieces[:head], first, *left, *right, *rest], right


def _beside(pieces: list[Line], head: int, grammar: Grammar) -> tuple[Line, Line | None]:
    """"Nơi nhận:" without what stands beside it above a list with dashes, and that, the top of the signing block;
    ``None`` where nothing does."""
    line = pieces[head]
    end = recipients_end(line.text, grammar)
    if end is None:  # the first item, where the heading was lost
        return _parted(line, [], grammar)
    rest = line.part(end)
    below = pieces[head + 1] if head + 1 < len(pieces) else None
    if not rest.text or below is None or not BULLET.match(below.text) or rest.text.endswith(";"):
        return line, None
    for word in list(re.finditer(r"[^\W\d_]+", rest.text))[:4]:
        title = rest.part(word.start())
        if is_capacity(title) or is_title(title, grammar):
            return line.part(0, end), title
    return (line, None) if BULLET.match(rest.text) else (line.part(0, end), rest if rest.is_upper else None)


def _is_right(line: Line, right: list[Line], grammar: Grammar) -> bool:
    """Whether a piece without a dash is the signer's: capacity, title, a title's next line, a name below one."""
    if is_capacity(line) or is_title(line, grammar):
        return True
    words = line.is_upper and not _LISTED.search(line.text)
    return bool(right) and (
        (words and right[-1].is_upper) or (is_person(line, grammar) and not line.text.endswith(";")))


def _list_goes_on(pieces: list[Line], index: int, grammar: Grammar) -> bool:
    """Whether an item with a dash follows, after nothing but more lines of the right column."""
    for line in pieces[index + 1:index + 4]:
        if line.cell != pieces[index].cell:
            return False
        if BULLET.match(line.text):
            return True
        if not (is_capacity(line) or line.is_upper):
            return False
    return False


def _parted(line: Line, right: list[Line], grammar: Grammar, signed: bool = False) -> tuple[Line, Line | None]:
    """An item and what the right column put behind it on the same line, ``None`` where it put nothing there; a title in
    full before a bent one. Where the list is ``signed`` above, a name of two words is one too."""
    cuts = _TAIL.finditer(line.text, max(0, len(line.text) - COLUMN))
    tails = [(line.part(0, cut.start() + 1), line.part(cut.end())) for cut in cuts]
    for item, tail in tails:
        kept = KEEP.match(item.text.lstrip("-~ ")) and item.text[-1] in ".)"
        kept = kept or (item.text.endswith(";") and ":" not in item.text and not NAMES_PERSON.search(item.text))
        named = (right or kept) and is_person(tail, grammar) and not _names(item)
        if _is_capacity_in_full(tail, grammar) or is_title(tail, grammar) or named \
                or (signed and is_person(tail, grammar, fewest=2) and tail.folded.strip(" ;.") not in _places(grammar)):
            return item, tail
        if right and not right[-1].is_upper and is_capacity(right[-1]) and is_small_title(tail, grammar):
            return item, tail
    for item, tail in tails:
        if right and _goes_on(right[-1], tail, grammar):
            return item, tail
    if loose := _LOOSE_TAIL.search(line.text):
        tail = line.part(loose.end())
        if is_title(tail, grammar) or _is_capacity_in_full(tail, grammar):
            return line.part(0, loose.start()), tail
    return next(((item, tail) for item, tail in tails if names_title(tail, grammar)), (line, None))


def _names(item: Line) -> bool:
    """Whether an item with a colon ends in one that opens a list of names: "VPCP: BTCN, các PCN: Nguyễn Văn A"."""
    return item.text.endswith(":") and ":" in item.text[:-1]


def without_name(items: Items, grammar: Grammar) -> tuple[Items, list[Line]]:
    """The items without a name that the right column put at the end of a line with no mark before it, and the name, in
    a list whose items end in semicolons: "Công báo Trần Văn An"."""
    if 2 * sum(item[-1].text.endswith(";") for item in items) < len(items):
        return items, []
    for at, item in enumerate(items):
        for index, line in enumerate(item):
            told = KEEP.match(item[0].text) or ":" in line.text or (item[index + 1:] and item[index + 1].text[0] == "(")
            found = None if told else _LOOSE_NAME.search(line.text)
            if found is None or title_inside(grammar).search(fold(line.text[:found.start()])):
                continue
            name = line.part(found.start())
            if is_person(name, grammar):
                rest = [*item[:index], line.part(0, found.start()), *item[index + 1:]]
                return [*items[:at], rest, *items[at + 1:]], [name]
    return items, []


def _goes_on(last: Line, tail: Line, grammar: Grammar) -> bool:
    """Whether a tail of several words in capitals is the next line of the right column's title, which names an office
    besides the head's."""
    office = is_title(last, grammar) and not is_known_title(last.text, grammar)
    return office and tail.text.isupper() and bool(_SEVERAL_WORDS.fullmatch(tail.text))


@compiled
def _places(grammar: Grammar) -> frozenset[str]:
    """Names of provinces without marks: "Hà Nam" ends a list of them and is nobody's name."""
    return frozenset(fold(place.name) for place in grammar.registry.territories if place.level == "province")


def _is_capacity_in_full(line: Line, grammar: Grammar) -> bool:
    """Whether a tail is "KT. BỘ TRƯỞNG", not a list of short names ("KT, TH")."""
    found = marks.CAPACITY.match(line.text) if is_capacity(line) else None
    if found is None or not found["whom"]:
        return False
    whom = line.part(found.start("whom"))
    if "," in line.text and not is_known_title(whom.text, grammar):
        return False
    return is_title(whom, grammar) or len(whom.text) > 6


def _wraps(pieces: list[Line], index: int) -> bool:
    """Whether the next piece goes on the last item ("Lưu: VT, / TH.")."""
    following = pieces[index + 1] if index + 1 < len(pieces) else None
    return following is not None and not following.gap and bool(BULLET.match(following.text))
