"""Territories as written in a body's name: "tỉnh Bình Phước", "TP. HCM", "xã Mỹ Thạnh, huyện X", "tỉnh"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .words import COMMUNES, DISTRICTS, Lexicon, Token, is_capital

_NOT_AFTER_KIND = frozenset({"hội", "luận", "viên", "lỵ", "ủy"})
_SOCIETY = frozenset({"hội"})
_SHORT_KINDS = frozenset({"tp", "tx", "p"})
_RANK = {**dict.fromkeys(COMMUNES, 0), **dict.fromkeys(DISTRICTS, 1), "thành phố": 2, "tỉnh": 3}


@dataclass(frozen=True, slots=True)
class Place:
    """A territory as written: type word, name (``None`` where left out), and the larger one after it."""

    kind: str | None
    name: str | None
    capital_kind: bool = False
    within: Place | None = None


class PlaceReader:
    """Reads territories from a list of tokens; every method takes an index and gives the index after."""

    def __init__(self, tokens: list[Token], lexicon: Lexicon) -> None:
        self.tokens, self.lexicon = tokens, lexicon

    def kind_and_name(self, i: int) -> tuple[int, Place | None]:
        """Type word and, where one follows, a name ("tỉnh Bình Phước", "TP. HCM", "xã Mỹ Thạnh", "tỉnh")."""
        kinds = self.lexicon.kinds.walk(self.tokens, i)
        if not kinds:
            return i, None
        after, kind = kinds[0]
        if self.word(after, _NOT_AFTER_KIND) and not is_capital(self.tokens[after].text):
            return i, None
        if kind == "xã" and self.word(after, _SOCIETY) and not self._more_name(after + 1):
            return i, None
        if after < len(self.tokens) and self.tokens[after].text == "." and self.tokens[after - 1].lower in _SHORT_KINDS:
            after += 1
        capital = self.tokens[i].text[0].isupper()
        if after < len(self.tokens) and is_capital(self.tokens[after].text):
            known = self.lexicon.places.walk(self.tokens, after) if self._named_so(after, kind) else []
            if known and not (kind in COMMUNES and self._more_name(known[0][0])):
                return self.larger(known[0][0], Place(kind, known[0][1], capital))
            end = self._unknown_name(after, kind)
            if end > after:
                name = " ".join(t.text for t in self.tokens[after:end])
                return self.larger(end, Place(kind, name, capital))
        return after, Place(kind, None, capital)

    def _named_so(self, i: int, kind: str) -> bool:
        """Whether a name can begin here: numbers name only urban districts, on the same line."""
        return not self.tokens[i].text[0].isdigit() or (kind == "quận" and not self.tokens[i].new_line)

    def _more_name(self, i: int) -> bool:
        """Whether a commune's name goes on after words that are also a district's name."""
        return i < len(self.tokens) and is_capital(self.tokens[i].text) and self.tokens[i].text[0].isalpha() \
            and not self.tokens[i].new_line and self.tokens[i].lower != "và" and not self.starts_something(i)

    def _unknown_name(self, i: int, kind: str) -> int:
        """The end of a district's or commune's name that no table has: up to four capitalised words."""
        if kind not in COMMUNES and kind not in DISTRICTS:
            return i
        end = i
        while end < len(self.tokens) and end - i < 4:
            token = self.tokens[end]
            if not is_capital(token.text) or (end > i and (token.new_line or token.text[0].isdigit())):
                break
            if self.starts_something(end):
                break
            end += 1
            if token.text[0].isdigit():
                break
        return end

    def starts_something(self, i: int) -> bool:
        """Whether another body, a type of document or a territory begins here."""
        lexicon = self.lexicon
        return any(trie.walk(self.tokens, i) for trie in (lexicon.types, lexicon.ends, lexicon.kinds)) or any(
            after - i > 1 for after, _ in lexicon.heads.walk(self.tokens, i))

    def larger(self, i: int, place: Place) -> tuple[int, Place]:
        """Take in the larger territory that a name may be followed by ("…, tỉnh Bình Phước")."""
        after = i + 1 if i < len(self.tokens) and self.tokens[i].text in ",-" else i
        if after < len(self.tokens) and self.lexicon.kinds.walk(self.tokens, after):
            end, larger = self.kind_and_name(after)
            if larger is not None and larger.name and _rank(larger) > _rank(place):
                return end, replace(place, within=larger)
        return i, place

    def word(self, i: int, words: frozenset[str]) -> bool:
        """Whether one of ``words`` stands at ``i``."""
        return i < len(self.tokens) and self.tokens[i].lower in words


def _rank(place: Place) -> int:
    return _RANK.get(place.kind or "", 2)
