"""Free names of bodies: "Công ty TNHH Ford Việt Nam", "Ban Chỉ đạo phòng, chống tội phạm … tỉnh"."""

from __future__ import annotations

from .places import Place, PlaceReader
from .words import GENERIC, is_abbreviation, is_capital

_MARKS_IN_NAMES = frozenset("-&/.")
_FREE_TOKENS = 45
_INNER_WORDS, _LAST_WORDS = 6, 3
"""Small words a free name can have between two capitals, and after its last one."""


class FreeNameReader(PlaceReader):
    """Reads the free words of a name; ``place_start`` is where the territory that ended them begins."""

    place_start = 0

    def until_place(self, i: int) -> tuple[int, Place | None]:
        """Read on to the first territory (or "Trung ương") within one clause; sets ``place_start``."""
        for j in range(i, min(i + _FREE_TOKENS, len(self.tokens))):
            token = self.tokens[j]
            if not (token.text[0].isalnum() or token.text in ",-/&") or token.new_paragraph:
                break
            if j > i and (self.lexicon.ends.walk(self.tokens, j) and not self._inside(j)):
                break
            end, place = self.kind_and_name(j)
            if place is not None and not (place.name is None and self.word(end, GENERIC)):
                self.place_start = j
                return end, place
            if j > i and token.text[0].isupper() and self.other_body(j):
                break
        return i, None

    def _inside(self, j: int) -> bool:
        """Whether an end word stands inside a committee's own name ("… và tổ chức thực hiện phong trào …")."""
        return self.tokens[j].lower in {"thực", "triển", "xây", "phối", "cùng", "bổ"}

    def other_body(self, i: int) -> bool:
        """Whether the table knows a body that begins at ``i``."""
        return any(after - i > 1 and row.kind != "named" for after, row in self.lexicon.heads.walk(self.tokens, i))

    def capitalised(self, i: int, capitals: bool) -> tuple[int, Place | None]:
        """Read a name by its capitals: after each a few small words; a territory ends it."""
        last, small, j = i, 0, i
        shouted = capitals and i < len(self.tokens) and self.tokens[i].text.isupper()
        while j < min(i + _FREE_TOKENS, len(self.tokens)):
            token = self.tokens[j]
            if token.new_paragraph or (token.new_line and self._starts_line(j, capitals)):
                break
            end, place = self.kind_and_name(j)
            if place is not None and (j > i or place.name):
                self.place_start = j
                return end, place
            if not self._may_stand(j, i, capitals) or (shouted and token.text.islower()):
                break
            if is_capital(token.text):
                last, small = j + 1, 0
            elif token.text[0].isalpha():
                small += 1
                if small > _INNER_WORDS:
                    break
                if small <= _LAST_WORDS and token.lower != "và" and j > i:
                    last = j + 1
            j += 1
        return last, None

    def _starts_line(self, j: int, capitals: bool) -> bool:
        """Whether the line that begins at ``j`` is something else; capitals go on over a line break."""
        if capitals and self.tokens[j].text.isupper() and not self.lexicon.heads.walk(self.tokens, j):
            return bool(self.lexicon.types.walk(self.tokens, j) or self.lexicon.kinds.walk(self.tokens, j))
        return capitals or self.starts_something(j)

    def _may_stand(self, j: int, start: int, capitals: bool) -> bool:
        """Whether a token can be part of a free name."""
        token = self.tokens[j]
        if not token.text[0].isalnum():
            following = self.tokens[j + 1] if j + 1 < len(self.tokens) else None
            return (token.text in _MARKS_IN_NAMES and j > start and following is not None
                    and not (token.gap and self.other_body(j + 1))
                    and is_capital(following.text) and (token.text != "." or not following.gap))
        shouted = capitals and token.text.isupper()
        if self.lexicon.ends.walk(self.tokens, j) and not (
                shouted or (is_capital(token.text) and not is_abbreviation(token.text) and j > start)):
            return False
        if j == start and not is_capital(token.text):
            return False
        named_after = shouted or (j > start and self.tokens[j - 1].lower == "học")  # "Trường Đại học Luật …"
        return not (self.lexicon.types.walk(self.tokens, j) and token.text[0].isupper() and j > start) or named_after

    def words(self, i: int, end: int) -> str:
        """The words between two tokens, with single blanks where there were any."""
        return "".join((" " if t.gap else "") + t.text for t in self.tokens[i:end]).strip(" ,-")
