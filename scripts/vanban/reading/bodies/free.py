"""Free names of bodies: "Công ty TNHH Ford Việt Nam", "Ban Chỉ đạo phòng, chống tội phạm … tỉnh"."""

from __future__ import annotations

from .places import NameReading, WrittenTerritory, kind_and_name, stands_at, starts_something
from .words import PLURAL_WORDS, is_abbreviation, is_capital

_MARKS_IN_NAMES = frozenset("-&/.")
_FREE_TOKENS = 45
_SUBJECT_OPENS = frozenset({"về", "v", "ngày"})
_INNER_WORDS, _LAST_WORDS = 6, 3
"""Small words a free name can have between two capitals, and after its last one."""


def until_place(said: NameReading, i: int) -> tuple[int, WrittenTerritory | None, int]:
    """Read on to the first territory (or "Trung ương") within one clause: the index after it, the territory,
    and where it begins."""
    for j in range(i, min(i + _FREE_TOKENS, len(said.tokens))):
        token = said.tokens[j]
        if not (token.text[0].isalnum() or token.text in ",-/&") or token.new_paragraph:
            break
        if j > i and (said.lexicon.ends_at(said.tokens, j) and not _inside(said, j)):
            break
        end, place = kind_and_name(said, j)
        if place is not None and not (not place.name and stands_at(said, end, PLURAL_WORDS)):
            return end, place, j
        if j > i and token.text[0].isupper() and other_body(said, j):
            break
    return i, None, i


def _inside(said: NameReading, j: int) -> bool:
    """Whether an end word stands inside a committee's own name ("… và tổ chức thực hiện phong trào …")."""
    return said.tokens[j].lower in {"thực", "triển", "xây", "phối", "cùng", "bổ"}


def other_body(said: NameReading, i: int) -> bool:
    """Whether the table knows a body that begins at ``i``."""
    return any(after - i > 1 and row.kind != "named" for after, row in said.lexicon.heads.walk(said.tokens, i))


def capitalised(said: NameReading, i: int, capitals: bool) -> tuple[int, WrittenTerritory | None, int]:
    """Read a name by its capitals: after each a few small words; a territory ends it."""
    last, small, j = i, 0, i
    shouted = capitals and i < len(said.tokens) and said.tokens[i].text.isupper()
    while j < min(i + _FREE_TOKENS, len(said.tokens)):
        token = said.tokens[j]
        if token.new_paragraph or (token.new_line and _starts_line(said, j, capitals)):
            break
        end, place = kind_and_name(said, j)
        if place is not None and (j > i or place.name):
            return end, place, j
        if not _may_stand(said, j, i, capitals) or (shouted and token.text.islower()):
            break
        if is_capital(token.text):
            last, small = j + 1, 0
        elif token.text[0].isalpha():
            small += not said.lexicon.ends.walk(said.tokens, j)  # "số" of "chuyển đổi số" is no word of its own
            if small > _INNER_WORDS:
                break
            if small <= _LAST_WORDS and token.lower != "và":
                last = j + 1
        j += 1
    if last > i and _LAST_WORDS < small <= _INNER_WORDS and stands_at(said, j, _SUBJECT_OPENS):
        last = j  # "Kiểm định chất lượng giáo dục về …": plain words up to the subject are the name's
    return last, None, last


def _starts_line(said: NameReading, j: int, capitals: bool) -> bool:
    """Whether the line that begins at ``j`` is something else; capitals go on over a line break."""
    if capitals and said.tokens[j].text.isupper() and not said.lexicon.heads.walk(said.tokens, j):
        return bool(said.lexicon.types.walk(said.tokens, j) or said.lexicon.kinds.walk(said.tokens, j))
    return capitals or starts_something(said, j)


def _may_stand(said: NameReading, j: int, start: int, capitals: bool) -> bool:
    """Whether a token can be part of a free name."""
    token = said.tokens[j]
    if not token.text[0].isalnum():
        following = said.tokens[j + 1] if j + 1 < len(said.tokens) else None
        return (token.text in _MARKS_IN_NAMES and j > start and following is not None
                and not (token.gap and other_body(said, j + 1))
                and is_capital(following.text) and (token.text != "." or not following.gap))
    shouted = capitals and token.text.isupper()
    if said.lexicon.ends_at(said.tokens, j) and not (
            shouted or (is_capital(token.text) and not is_abbreviation(token.text) and j > start)):
        return False
    if j == start and not is_capital(token.text):
        return False
    named_after = shouted or (j > start and said.tokens[j - 1].lower == "học")  # "Trường Đại học Luật …"
    return not (said.lexicon.types.walk(said.tokens, j) and token.text[0].isupper() and j > start) or named_after


def free_words(said: NameReading, i: int, end: int) -> str:
    """The words between two tokens, with single blanks where there were any."""
    return "".join((" " if t.gap else "") + t.text for t in said.tokens[i:end]).strip(" ,-")
